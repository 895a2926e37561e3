"""Front matter: the lines ``key: value`` between two lines ``---`` at the top of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

KEYS = ("title", "source", "date", "url", "author")
"""The keys that mean something here. Others are left alone: the file may serve other programs too."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?")
_MORE = re.compile(r"\s+\S.*|-(?:\s.*)?")
_BLOCK = ("", ">", "|", ">-", "|-")


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says: values of KEYS, where the body begins, and what is wrong, line by line."""

    values: dict[str, str] = field(default_factory=dict)
    body: int = 0
    faults: tuple[str, ...] = ()


def lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The lines from ``start`` on: where each one ends, with its line break, and its text without the break."""
    while start < len(text):
        match = _LINE.match(text, start)
        start = match.end() if match else len(text)
        yield start, match[0].rstrip("\r\n") if match else ""


def parse(text: str, start: int = 0) -> Front:
    """The front matter of a text, or of the article that starts in it at ``start``; an empty Front where it has none.

    A rule of dashes above plain prose is none: it takes a line with one of KEYS. Faulty lines are named and
    passed over. A block that is never closed ends with its last ``key: value`` line.
    """
    rows = list(lines(text, start))
    if not rows or rows[0][1].rstrip() != "---":
        return Front(body=start)
    close = next((n for n, (_, row) in enumerate(rows[1:], 1) if row.rstrip() in ("---", "...")), 0)
    last = close or next((n for n, (_, row) in enumerate(rows[1:], 1) if not _PAIR.fullmatch(row)), len(rows))
    values, faults = _pairs([row for _, row in rows[1:last]])
    if not values:
        return Front(body=start)
    if not close:
        faults = ("line 1: the front matter that begins here is not closed by a line ---", *faults)
    return Front(values, rows[last if close else last - 1][0], faults)


def _pairs(rows: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The values of KEYS, and the faults with their line in the file (the first row is line 2)."""
    values: dict[str, str] = {}
    faults: list[str] = []
    key = ""
    for number, row in enumerate(rows, 2):
        pair = _PAIR.fullmatch(row.rstrip())
        if pair and (key := pair[1].lower()) in values:
            faults.append(f"line {number}: the front matter gives {key!r} twice; the first one holds")
            key = "again"
        elif pair and key in KEYS:
            values[key] = _plain(pair[2] or "")
        elif pair or not row.strip() or row.startswith("#"):
            continue
        elif key and _MORE.fullmatch(row):
            _continue(values, key, row)
        else:
            faults.append(f"line {number}: the front matter has {row.strip()[:60]!r}, which is not 'key: value'")
    return values, tuple(faults)


def _continue(values: dict[str, str], key: str, row: str) -> None:
    """Add an indented line to the value above it; lists and the like under other keys are left alone."""
    if key in values:
        start = "" if values[key] in _BLOCK else values[key] + " "
        values[key] = start + _plain(row)


def _plain(value: str) -> str:
    """The value without quotes around it."""
    value = " ".join(value.split())
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
