"""One .txt or .md file to an Article: decoding, front matter, title, source and date."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Literal

from auditor.ingest.decode import NotText, decode
from auditor.ingest.files import cause
from auditor.ingest.frontmatter import Front, lines, parse
from auditor.ingest.published import day_in_name, iso
from auditor.model import Article, Problem

LIMIT = 500_000
"""Bytes that one article may have."""

_TITLE_LENGTH = 200
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_SOURCE = re.compile(r"\(?source\s*:\s*([^.!?)]{1,60}?)\)?", re.I)

From = Literal["front matter", "text", "file name", "unknown"]


def load(path: Path) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article in a file (without its id yet, and without source where it names none), and what is wrong with it.

    None where there is nothing to read. Offsets count the decoded text's code points, behind a byte order mark.
    """
    try:
        raw = _content(path)
        text, guess = decode(raw)
    except OSError as error:
        return None, (_problem(path, f"cannot be read: {cause(error)}"),)
    except NotText as error:
        return None, (_problem(path, str(error)),)
    front = parse(text)
    if not any(map(str.isalnum, text[front.body :])):
        return None, (_problem(path, "empty: no text behind the front matter" if front.body else "empty"),)
    published, known_from, doubt = _published(path, text, front)
    article = Article(
        id="",
        path=path.as_posix(),
        title=front.values.get("title") or _title(text, front.body),
        source=front.values.get("source") or _source(text, front.body),
        text=text,
        body=front.body,
        published=published,
        published_from=known_from,
        url=front.values.get("url", ""),
        sha256=sha256(raw).hexdigest(),
    )
    if guess:
        doubt = (*doubt, f"read as {guess}, not UTF-8: check the characters")
    return article, tuple(_problem(path, reason) for reason in (*front.faults, *doubt))


def _problem(path: Path, reason: str) -> Problem:
    return Problem(path.as_posix(), reason)


def _content(path: Path) -> bytes:
    """The file's bytes. Raises NotText for what is no plain file or is too large, before reading it."""
    if not path.is_file():
        raise NotText("not a plain file" if path.exists() else "a link to a file that does not exist")
    if (size := path.stat().st_size) > LIMIT:
        raise NotText(f"{_megabytes(size)} is more than the {_megabytes(LIMIT)} that one article may have")
    with path.open("rb") as file:
        return file.read(LIMIT)


def _megabytes(size: int) -> str:
    """As in 52 MB; below ten with a digit behind the point, rounded up so that it exceeds the limit visibly."""
    return f"{size / 1e6:.0f} MB" if size >= 1e7 else f"{ceil(size / 1e5) / 10:g} MB"


def _title(text: str, body: int) -> str:
    """The first heading of the highest level near the top, or else the first line, without marks.

    The heading goes first because clock times, menus and bylines often stand above it on copied pages.
    """
    head = _head(text, body, 20)
    first = next((line for line in head if line.startswith("# ")), next(iter(head), ""))
    heading = _HEADING.fullmatch(first)
    title = heading[1] if heading else first
    return title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _source(text: str, body: int) -> str:
    """The name on a line "Source: ..." among the first five lines, or "". Further down it is a caption's."""
    head = _head(text, body, 5, sources=True)
    return next((match[1].strip() for line in head if (match := _SOURCE.fullmatch(line))), "")


def _head(text: str, body: int, count: int, sources: bool = False) -> list[str]:
    """The first lines of the body that hold a letter, white space folded; those naming the source only if asked."""
    said = (" ".join(line.split()) for _, line in lines(text, body) if any(map(str.isalpha, line)))
    return list(islice((line for line in said if sources or not _SOURCE.fullmatch(line)), count))


def _published(path: Path, text: str, front: Front) -> tuple[str, From, tuple[str, ...]]:
    """When the article appeared, how that is known, and what is wrong with the date it gives."""
    given = front.values.get("date", "")
    if day := iso(given):
        return day, "front matter", ()
    doubt = (f"date {given!r} in the front matter is not understood: write it as 2025-10-28",) if given else ()
    if day := day_in_name(path.name):
        return day, "file name", doubt
    if day := _dateline(text[front.body :]):
        return day, "text", doubt
    return "", "unknown", doubt


def _dateline(body: str) -> str:
    from auditor.values.dateline import dateline  # here, because only articles without a date need it

    return dateline(body)
