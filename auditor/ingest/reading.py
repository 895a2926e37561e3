"""What every reader takes and gives: a named content goes in, articles and problems come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from auditor.model import Article, Part, Problem, Role

LIMIT = 500_000
"""Bytes that a plain text, and characters that the text of any other article, may have."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about the files. fields: title, text, date, ... -> the name of that field in data files."""

    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes to read: of a file, of a file in a zipped folder, of standard input. ``path`` is how they are named."""

    path: str
    raw: bytes
    options: Options = Options()

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Record:
    """What a person says about an article by hand: ``values`` of its source, date, url, title, author.

    path: the article's path, or that of its file. told: where it is written, for messages.
    """

    path: str
    values: Mapping[str, str]
    told: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came out of one content. The articles have no id yet."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    records: tuple[Record, ...] = ()
    contents: tuple[Content, ...] = ()
    """Contents found inside, such as the files of a zipped folder or what is attached to a mail."""


class Unreadable(Exception):
    """The content cannot be read. The message is the reason, fit to be shown."""


Block = tuple[Role | None, str]
"""A paragraph, list item, table row, ... on one line, and what it is; None for running text."""


def compose(blocks: Iterable[Block]) -> tuple[str, tuple[Part, ...]]:
    """The text made of the blocks, and its parts. List items and rows follow each other without a blank line."""
    text = ""
    parts: list[Part] = []
    before: Role | None = None
    for role, block in blocks:
        if text:
            text += "\n" if role == before and role in ("list", "table") else "\n\n"
        if role:
            parts.append(Part(len(text), len(text) + len(block), role))
        text += block
        before = role
    return text, tuple(parts)


def made(content: Content, blocks: Iterable[Block], number: int = 1, **known: str) -> Article:
    """An article whose text is made of blocks. known: its title, source, url, ...; number: its place in the file."""
    text, parts = compose(blocks)
    article = Article("", numbered(content.path, number), known.pop("title", ""), known.pop("source", ""), text)
    return replace(article, parts=parts, sha256=sha256(content.raw).hexdigest(), **known)  # type: ignore[arg-type]


def numbered(path: str, number: int) -> str:
    """The path of the nth article of a file: "feed.xml", "feed.xml#2"."""
    return path if number == 1 else f"{path}#{number}"


def told(content: Content, *reasons: str) -> tuple[Problem, ...]:
    return tuple(Problem(content.path, reason) for reason in reasons)


def megabytes(size: int) -> str:
    """As in 52 MB; below ten with a digit behind the point, rounded up so that it exceeds the limit visibly."""
    return f"{size / 1e6:.0f} MB" if size >= 1e7 else f"{-(-size // 100_000) / 10:g} MB"
