"""Plain text and Markdown to articles: decoding, front matter, title, source, date, parts, several in one file."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from itertools import islice

from auditor.ingest import split, text_parts
from auditor.ingest.decode import decode, mended
from auditor.ingest.frontmatter import Front, lines, parse
from auditor.ingest.published import day_in_name, iso
from auditor.ingest.reading import LIMIT, Content, Reading, Unreadable, megabytes, numbered, told
from auditor.ingest.shown_date import shown_date
from auditor.model import Article, KnownFrom

_TITLE_LENGTH = 200
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_SOURCE = re.compile(r"\(?source\s*:\s*([^.!?)]{1,60}?)\)?", re.I)


def read(content: Content) -> Reading:
    """The articles of a text. Offsets count the decoded text's code points, behind a byte order mark.

    Raises Unreadable and decode.NotText.
    """
    if len(content.raw) > LIMIT:
        raise Unreadable(f"{megabytes(len(content.raw))} is more than the {megabytes(LIMIT)} that one article may have")
    text, guess = decode(content.raw)
    text, wrong = mended(text)
    if not any(map(str.isalnum, text[parse(text).body :])):
        raise Unreadable("empty: no text behind the front matter" if parse(text).body else "empty")
    articles: list[Article] = []
    reasons: list[str] = []
    for number, piece in enumerate(split.pieces(text), 1):
        article, doubts = _article(content, text[: piece.end], piece, number)
        first = articles[0] if articles and piece.update else None
        articles.append(_update(article, first) if first else article)
        reasons += doubts
    if guess:
        reasons.append(f"read as {guess}, not UTF-8: check the characters")
    if wrong:
        reasons.append(
            f"saved in a wrong encoding; mended, such as {wrong[0]!r} for {wrong[1]!r}: offsets count the mended text"
        )
    if doubt := split.doubt(text):
        reasons.append(doubt)
    return Reading(tuple(articles), told(content, *reasons))


def _update(article: Article, whole: Article) -> Article:
    return replace(article, title=whole.title, source=whole.source, url=whole.url, update_of=whole.path)


def _article(content: Content, text: str, piece: split.Piece, number: int) -> tuple[Article, tuple[str, ...]]:
    """One article of the file and what is wrong with its front matter; its text ends with the article."""
    front = parse(text, piece.start)
    published, known_from, doubt = _published(content.name, text, front, piece.day)
    title = front.values.get("title") or _title(text, front.body)
    article = Article(
        id="",
        path=numbered(content.path, number),
        title=title,
        source=front.values.get("source") or _source(text, front.body),
        text=text,
        body=front.body,
        published=published,
        published_from=known_from,
        url=front.values.get("url", ""),
        sha256=sha256(content.raw).hexdigest(),
        author=front.values.get("author", ""),
        parts=text_parts.find(text, front.body, title),
    )
    return article, (*front.faults, *doubt)


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
    """The first lines of the body that hold a letter and are no furniture of a page, white space folded.

    sources: also those that name the source, and furniture.
    """
    furniture = text_parts.boilerplate(text, body)
    said = (
        " ".join(line.split())
        for end, line in lines(text, body)
        if any(map(str.isalpha, line)) and (sources or not text_parts.covers(furniture, end))
    )
    return list(islice((line for line in said if sources or not _SOURCE.fullmatch(line)), count))


def _published(name: str, text: str, front: Front, day: str) -> tuple[str, KnownFrom, tuple[str, ...]]:
    """When the article appeared, how that is known, and what is wrong with its date. day: that of an update."""
    given = front.values.get("date", "")
    if found := iso(given):
        return found, "front matter", ()
    doubt = (f"date {given!r} in the front matter is not understood: write it as 2025-10-28",) if given else ()
    if day:
        return day, "text", doubt
    if found := day_in_name(name):
        return found, "file name", doubt
    if found := shown_date([text[front.body :]]):
        return found, "text", doubt
    return "", "unknown", doubt
