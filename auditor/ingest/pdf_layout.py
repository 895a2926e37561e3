"""Lines of print on pages -> paragraphs in the order of reading. Pure geometry: knows no PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from auditor.ingest.reading import Block

_MARGIN = 0.13
"""Headers and footers stand in this share of a page's height, above and below."""
_PAGE_NUMBER = re.compile(r"(?:page |p\. ?|seite )?[-–—| ]*\d{1,4}[-–—| ]*(?:(?: of |/| \| )\d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"[•‣◦▪·●○■–\uf095\uf0b7\uf0a7\uf076-]\s*(?=\S|$)|\(?\d{1,2}[.)]\s+(?=\S)")
_CROSSING = 0.2
_COLUMN = 4
"""So many lines that begin at one place make a column."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its left and right edge, its base (points, from the foot of the page), size and text."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, in any order."""

    lines: tuple[Line, ...]
    width: float
    height: float
    damaged: bool = False

    def margin(self) -> list[Line]:
        """The lines where headers and footers stand."""
        return [line for line in self.lines if not _MARGIN < line.y / self.height < 1 - _MARGIN]


def blocks(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs, headings, list items and table rows of all pages, in the order of reading."""
    pages = _without_running_lines(pages)
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return []
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    words = frozenset(re.findall(r"\w+-\w+", " ".join(line.text for line in lines)))
    found: list[Block] = []
    common = _gutters(lines)
    for page in pages:
        for column in _columns(page.lines, _gutters(page.lines) or _fitting(common, page.lines)):
            for paragraph in _paragraphs(_joined_rows(column), usual):
                _add(found, _block(paragraph, usual, words), words)
    return found


def _without_running_lines(pages: Sequence[Page]) -> list[Page]:
    """The pages without headers and footers: what several pages repeat in their margins, and page numbers."""
    repeated = Counter(key for page in pages for key in {_key(line.text) for line in page.margin()})

    def runs(line: Line) -> bool:
        alone = bool(_PAGE_NUMBER.fullmatch(line.text)) or bool(re.match(r"https?://\S+\s*\d*(?:/\d+)?$", line.text))
        return alone or (repeated[_key(line.text)] > 1 and repeated[_key(line.text)] * 3 >= len(pages))

    gone = [{id(line) for line in page.margin() if runs(line)} for page in pages]
    return [
        replace(page, lines=tuple(line for line in page.lines if id(line) not in out))
        for page, out in zip(pages, gone, strict=True)
    ]


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _fitting(gutters: Sequence[float], lines: Sequence[Line]) -> list[float]:
    """The gutters of the other pages that a page with few lines shares: nothing on it crosses them."""
    return [each for each in gutters if not any(line.x0 < each < line.x1 - 2 for line in lines)]


def _columns(lines: Sequence[Line], gutters: Sequence[float]) -> Iterator[list[Line]]:
    """The lines of a page in columns, in the order of reading: what spans the columns parts the page into bands."""
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if gutters and any(line.x0 < gutter < line.x1 for gutter in gutters):
            yield from _split(band, gutters)
            yield [line]
            band = []
        else:
            band.append(line)
    yield from _split(band, gutters)


def _split(band: Sequence[Line], gutters: Sequence[float]) -> Iterator[list[Line]]:
    for _, column in groupby(
        sorted(band, key=lambda line: (sum(line.x0 >= g for g in gutters), -line.y)),
        key=lambda line: sum(line.x0 >= g for g in gutters),
    ):
        yield list(column)


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where the white between columns stands: just left of where many lines begin that hardly any line crosses."""
    begins = Counter(round(line.x0 / 3) for line in lines)
    edges = sorted({3 * x for x, count in begins.items() if count >= _COLUMN})
    found: list[float] = []
    for edge in edges:
        gutter = edge - 3.0
        beside = [line for line in lines if line.x1 <= gutter + 2]
        behind = [line for line in lines if line.x0 >= gutter]
        crossing = [line for line in lines if line.x0 < gutter < line.x1 - 2]
        long = [line for line in (*beside, *behind) if len(line.text) > 20]
        enough = len(beside) >= _COLUMN and len(behind) >= _COLUMN and len(long) * 2 > len(beside) + len(behind)
        if enough and len(crossing) <= _CROSSING * len(lines) and (not found or gutter - found[-1] > 60):
            found.append(gutter)
    return found


def _joined_rows(column: Sequence[Line]) -> list[Line]:
    """The lines with pieces on one base joined: words set wide apart, or the cells of a table's row."""
    rows = [
        sorted(row, key=lambda line: line.x0)
        for _, row in groupby(
            sorted(column, key=lambda line: (-round(line.y), line.x0)), key=lambda line: round(line.y)
        )
    ]
    tabular = [len(row) > 1 and all(b.x0 - a.x1 > 2 * a.size for a, b in pairwise(row)) for row in rows]
    return [
        _row(row, tabular[n] and any(tabular[max(0, n - 1) : n] + tabular[n + 1 : n + 2])) for n, row in enumerate(rows)
    ]


def _row(row: Sequence[Line], table: bool) -> Line:
    text = (" | " if table else " ").join(line.text for line in row)
    first = row[0]
    return replace(first, x1=row[-1].x1, text=text, role="table" if table else "")


def _paragraphs(lines: Sequence[Line], usual: float) -> Iterator[list[Line]]:
    """The lines of a column in paragraphs."""
    if not lines:
        return
    right = max(line.x1 for line in lines)
    steps = [a.y - b.y for a, b in pairwise(lines) if abs(a.size - b.size) < 0.5 and 0 < a.y - b.y < 3 * a.size]
    step = min(median(steps) if steps else 1.3 * usual, 1.6 * usual)
    left = min(line.x0 for line in lines)
    paragraph = [lines[0]]
    for before, line in pairwise(lines):
        if _parts(before, line, step, left, right):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _parts(before: Line, line: Line, step: float, left: float, right: float) -> bool:
    """Whether a new paragraph begins with the line."""
    if before.role == "table" or line.role == "table" or _BULLET.match(line.text):
        return True
    if abs(before.size - line.size) > 0.7 or before.bold != line.bold:
        return True
    if before.y - line.y > max(1.25 * step, 1.3 * line.size):
        return True
    ended = before.text[-1] in '.!?:”"’'
    short = before.x1 < right - 0.12 * (right - left)
    indented = line.x0 > before.x0 + 4 and before.x0 < left + 4
    return ended and (short or indented) and (line.text[0].isupper() or not line.text[0].isalpha())


def _block(lines: Sequence[Line], usual: float, words: frozenset[str]) -> Block:
    text = lines[0].text
    for line in lines[1:]:
        text = _glued(text, line.text, words)
    if lines[0].role == "table":
        return "table", text
    if bullet := _BULLET.match(text):
        return "list", text[bullet.end() :].strip() if not text[0].isdigit() else text
    large = lines[0].size > 1.12 * usual or (lines[0].bold and len(text) < 120)
    return ("heading" if large and len(text) < 250 else None), text


def _glued(text: str, more: str, words: frozenset[str]) -> str:
    """Two lines as one: a word parted at the end of the line is whole again; one that has a hyphen keeps it."""
    if not text.endswith(("-", "\u00ad", "\u2010")) or not more or len(text) < 2 or not text[-2].isalnum():
        return f"{text} {more}"
    start, end = re.findall(r"\w+$", text[:-1])[0], (re.match(r"\w+", more) or [""])[0]
    kept = text[-1] != "\u00ad" and (f"{start}-{end}" in words or not more[0].islower() or start[-1].isdigit())
    return f"{text[:-1]}-{more}" if kept else text[:-1] + more


def _add(found: list[Block], block: Block, words: frozenset[str]) -> None:
    """Append the block, or go on with the last one where a column or page broke a sentence."""
    if found and block[0] is None and found[-1][0] in (None, "list") and found[-1][1][-1] not in '.!?:”"’':
        found[-1] = (found[-1][0], _glued(found[-1][1], block[1], words))
    elif block[1]:
        found.append(block)
