"""Article text -> blocks: the pieces that the parser may read, one at a time.

Headlines, bullets and captions have no full stop; left to the parser they run into the next sentence.
So the text is cut at line breaks, at bullets and where a lost line break glued two sentences together.
What the article's parts mark as furniture of its page is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.model import Article, Part
from auditor.values.typography import plain_figures


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article without a line break; ``start`` is its offset in the article's text.

    ``text`` has the same length as the original, with typographic quotes and spaces made plain.
    ``role`` is that of the article's part it stands in, "" in running text.
    """

    start: int
    text: str
    headline: bool
    role: str = ""


_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLET = re.compile(r"^[\s•‣◦▪·*#>–—-]+(?=\S)|^\s+")
_GLUED = re.compile(
    r"(?<=[a-z)][.!?])(?=[A-Z][a-z])"
    r"|(?<=[0-9]m\.) +(?=[A-Z])"  # "£27m. The striker": to the parser "m." is an abbreviation that goes on
    r"|(?<=[0-9] [ap]\.m\.) +(?=(?:The|An?|He|She|It|They|We|But|In|No|There|This|That|His|Her|Its|Their)\b)"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2009": " ", "\u202f": " "})
_TEX_QUOTES = re.compile(r"``|''")


def blocks(article: Article) -> Iterator[Block]:
    """The article's readable blocks, in order; offsets count code points of ``article.text``."""
    first = True
    roles = Roles(article.parts)
    for line in _LINE.finditer(article.text, article.body):
        for start, text in _pieces(line.start(), line.group()):
            role = roles.at(start)
            if role == "boilerplate":
                continue
            headline = first or role == "heading" or _looks_like_headline(text)
            yield Block(start, plain(text), headline, "heading" if headline and role in ("", "list") else role)
            first = False


class Roles:
    """What stands where in an article: its parts, to be asked by offset."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._starts = [part.start for part in parts]

    def at(self, offset: int) -> str:
        """The role of the part that holds the offset, or ""."""
        n = bisect_right(self._starts, offset) - 1
        return self._parts[n].role if n >= 0 and offset < self._parts[n].end else ""


def plain(text: str) -> str:
    """The same text, code point for code point, in the characters that the parser was trained on."""
    return _TEX_QUOTES.sub(' "', plain_figures(text).translate(_PLAIN))


def _pieces(start: int, line: str) -> Iterator[tuple[int, str]]:
    bullet = _BULLET.match(line)
    begin = bullet.end() if bullet else 0
    for cut, after in [*(m.span() for m in _GLUED.finditer(line, begin)), (len(line), len(line))]:
        text = line[begin:cut].rstrip()
        if text:
            yield start + begin, text
        begin = after


def _looks_like_headline(text: str) -> bool:
    return len(text) < 140 and not text.endswith((".", "!", "?", ":", '"', "”", ";", ","))
