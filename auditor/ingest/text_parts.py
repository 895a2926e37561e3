"""What the lines of a plain text or Markdown file are: heading, list, table, summary box, caption, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.ingest import boilerplate as furniture
from auditor.model import Part, Role

_LINE = re.compile(r"[^\s](?:[^\r\n\u2028\u2029]*[^\s])?")
_HEADING = re.compile(r"#{1,6}\s+\S.*")
_LIST = re.compile(r"(?:[-–—*•‣◦▪·]|\d{1,2}[.)])\s+\S.*")
_TABLE = re.compile(r"\|.*\||(?:[^|\t]+(?:\s\|\s|\t)){1,}[^|\t]+")
_CAPTION = re.compile(r"(?:image|photo|picture|caption|video|graphic)(?: caption)?\s*:.*", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\W*(?:(?:article|story|ai|ai[- ]generated|quick) )?(?:summary|key (?:points|takeaways|facts)|at a glance|tl;?dr|"
    r"takeaways|(?:story )?highlights|the big picture(?:: key points)?|in short)\W*", re.IGNORECASE,
)  # fmt: skip

Span = tuple[int, int]


@lru_cache(maxsize=8)
def boilerplate(text: str, body: int) -> tuple[Span, ...]:
    """Where the furniture of the page that a text was copied from stands in it."""
    return tuple(furniture.find(text, body))


def covers(spans: Sequence[Span], end: int) -> bool:
    """Whether the line that ends at ``end`` (its break counted or not) is one of the spans."""
    return any(a < end and end - 2 <= b <= end for a, b in spans)


def find(text: str, body: int, title: str) -> tuple[Part, ...]:
    """The parts of a text in order, each a whole line without the white space around it. title: that of the article."""
    out = set(boilerplate(text, body))
    parts: list[Part] = []
    titled = in_summary = False
    for match in _LINE.finditer(text, body):
        span, line = (match.start(), match.end()), match[0]
        role = "boilerplate" if span in out else _role(line)
        if not titled and role in (None, "heading") and _is_title(line, title):
            role, titled = "heading", True
        if _SUMMARY.fullmatch(line):
            role, in_summary = "heading", True
        elif in_summary and role == "list":
            role = "summary"
        elif role != "boilerplate":
            in_summary = False
        if role:
            parts.append(Part(*span, role))
    return tuple(parts)


def _role(line: str) -> Role | None:
    for pattern, role in _ROLES:
        if pattern.fullmatch(line):
            return role
    return None


_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_HEADING, "heading"), (_LIST, "list"), (_CAPTION, "caption"), (_TABLE, "table"),
)  # fmt: skip


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the article's headline: the title itself, and no sentence of the story taken for one."""
    plain = " ".join(line.strip("# ").split())
    return plain == " ".join(title.split()) and len(plain) <= 200 and plain[-1:] not in (".", ":", ";", ",")
