"""A file, or what is inside one, to articles: fetches the bytes within limits and hands them to the format's reader."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from auditor.ingest import formats
from auditor.ingest.decode import NotText
from auditor.ingest.files import STANDARD_INPUT, cause
from auditor.ingest.formats import Format, format_of
from auditor.ingest.reading import LIMIT, Content, Options, Reading, Unreadable, megabytes, told
from auditor.model import Article, Problem

_DEPTH = 2
"""How far zipped folders and mails may stand in one another."""


def load(path: Path, options: Options) -> Iterator[Reading]:
    """What a file gives, and what the files inside it give. Whatever is wrong with it becomes a Problem."""
    try:
        content = Content(*_fetched(path), options)
    except OSError as error:
        yield Reading(problems=(Problem(path.as_posix(), f"cannot be read: {cause(error)}"),))
    except Unreadable as error:
        yield Reading(problems=(Problem(path.as_posix(), str(error)),))
    else:
        yield from _opened(content, _DEPTH)


def _opened(content: Content, depth: int) -> Iterator[Reading]:
    reading = _read(content)
    yield reading
    for inside in reading.contents:
        if depth:
            yield from _opened(inside, depth - 1)
        else:
            yield Reading(problems=told(inside, "too many files in one another: unpack it first"))


def _read(content: Content) -> Reading:
    """The reader's result; a content that it cannot read, for whatever reason, is a Problem."""
    form = format_of(content)
    try:
        if not content.raw.strip():
            raise Unreadable("empty")
        return _within_limit(content, form.load()(content))
    except (NotText, Unreadable) as error:
        return Reading(problems=told(content, str(error)))
    except MemoryError:
        return Reading(problems=told(content, "too large to be read: the memory does not suffice"))
    except Exception as error:  # the readers' libraries raise what they like on damaged files
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        return Reading(problems=told(content, f"damaged, cannot be read as {form.name}: {reason}"))


def _within_limit(content: Content, reading: Reading) -> Reading:
    """The reading without articles that are far too long: those of large formats are only known once they are read."""
    long = [article for article in reading.articles if len(article.text) > LIMIT]
    reasons = [_too_long(article) for article in long]
    kept = tuple(article for article in reading.articles if article not in long)
    return replace(reading, articles=kept, problems=(*reading.problems, *reasons)) if long else reading


def _too_long(article: Article) -> Problem:
    size = f"{megabytes(len(article.text))} of text is more than the {megabytes(LIMIT)} that one article may have"
    return Problem(article.path, size)


def _fetched(path: Path) -> tuple[str, bytes]:
    """The name of the file, and its bytes. Raises Unreadable for no plain file, and before it reads too large a one."""
    if path == STANDARD_INPUT:
        limit = formats.BY_SUFFIX[".zip"].limit
        return "standard input", _limited(sys.stdin.buffer.read(limit + 1), limit)
    if not path.is_file():
        raise Unreadable("not a plain file" if path.exists() else "a link to a file that does not exist")
    form = formats.BY_SUFFIX.get(path.suffix.lower(), formats.TEXT)
    if (size := path.stat().st_size) > form.limit:
        raise Unreadable(too_large(size, form))
    with path.open("rb") as file:
        return path.as_posix(), file.read(form.limit)


def too_large(size: int, form: Format) -> str:
    what = "one article" if form.limit == LIMIT else f"a {form.name} file"
    return f"{megabytes(size)} is more than the {megabytes(form.limit)} that {what} may have"


def _limited(raw: bytes, limit: int) -> bytes:
    if len(raw) > limit:
        raise Unreadable(f"more than the {megabytes(limit)} that standard input may have")
    return raw
