"""Metadata that a person gives: ``articles.csv`` or ``articles.jsonl`` beside them, or a record of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.ingest.files import SIDECARS
from auditor.ingest.identity import piece
from auditor.ingest.published import iso
from auditor.ingest.reading import Content, Record
from auditor.model import Article, KnownFrom, Problem

KEYS = ("source", "date", "url", "title", "author")
"""What can be said by hand of an article."""
_PATH = ("path", "file", "filename", "article")


def is_sidecar(content: Content, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether rows of a data file tell of articles in other files: it has the name for it and names their paths."""
    return content.name in SIDECARS and bool(rows) and any(key in rows[0] for key in _PATH)


def records(content: Content, rows: Iterable[Mapping[str, Any]]) -> tuple[Record, ...]:
    """The rows of a sidecar; their paths are relative to its folder."""
    folder = content.path.rpartition("/")[0]
    made = []
    for number, row in enumerate(rows, 2 if content.name.endswith(".csv") else 1):
        path = next((str(row[key]).strip() for key in _PATH if row.get(key)), "")
        values = {key: str(row[key]).strip() for key in KEYS if row.get(key) and str(row[key]).strip()}
        prefix = f"{folder}/" if folder and not path.startswith("/") else ""
        made.append(Record(prefix + path.removeprefix("./"), values, f"{content.path}: line {number}"))
    return tuple(made)


def applied(articles: Sequence[Article], given: Sequence[Record]) -> tuple[list[Article], list[Problem]]:
    """The articles with what the records say, and a Problem for each record that fits no article or is faulty."""
    changed = list(articles)
    problems: list[Problem] = []
    for record in given:
        mine = [n for n, a in enumerate(changed) if record.path in (a.path, piece(a.path)[0])]
        if not mine and not Path(record.path).exists():  # one that is there was not asked for, or told before
            problems.append(Problem(*_where(record, f"there is no article {record.path.rpartition('/')[2]!r} here")))
        for n in mine:
            changed[n], reason = overridden(changed[n], record.values, "sidecar")
            if reason:
                problems.append(Problem(*_where(record, reason)))
    return changed, problems


def _where(record: Record, reason: str) -> tuple[str, str]:
    path, _, line = record.told.rpartition(": ")
    return path, f"{line}: {reason}"


def overridden(article: Article, values: Mapping[str, str], known_from: KnownFrom) -> tuple[Article, str]:
    """The article with values that a person gives (KEYS) for its own, and what is wrong with them ("" for nothing).

    A date that is not understood leaves the article's own. known_from: where the person said so, for the date.
    """
    fields: dict[str, Any] = {key: values[key] for key in ("source", "url", "title", "author") if values.get(key)}
    given = values.get("date", "")
    day = iso(given)
    if day:
        fields |= {"published": day, "published_from": known_from}
    reason = f"date {given!r} is not understood: write it as 2025-10-28" if given and not day else ""
    return replace(article, **fields), reason
