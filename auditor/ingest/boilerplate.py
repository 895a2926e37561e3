"""What plain copies of web pages carry beside the story: recognised line by line, by general marks of such lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from auditor.ingest.published import iso
from auditor.ingest.reading import Block
from auditor.ingest.split import is_update

_RULES = tomllib.loads((Path(__file__).parent / "boilerplate.toml").read_text("utf-8"))
_ANY_CASE = re.IGNORECASE


def _rule(name: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(_RULES[name].replace("{NAME}", _RULES["NAME"]).replace("{TRADE}", _RULES["TRADE"]), flags)


_FURNITURE = re.compile(rf"\W*(?:{'|'.join(_RULES['furniture'])})\W*", _ANY_CASE)
_CLOCK, _STAMP, _CREDITS = (_rule(name, _ANY_CASE) for name in ("clock", "stamp", "credits"))
_RELATED, _COMMENTS, _OF_TRADE = (_rule(name, _ANY_CASE) for name in ("related", "comments", "of_trade"))
_BYLINE, _BIOGRAPHY, _GOES_ON = (_rule(name) for name in ("byline", "biography", "goes_on"))
_AT_END = 900
"""An author's biography stands in the last characters of an article."""
_MENU = 4
"""So many lines of one or two words after one another are a menu."""


def is_furniture(line: str) -> bool:
    """Whether a line, taken alone, is furniture of a web page: a share button, a clock time, a byline."""
    line = line.strip()
    return len(line) < 260 and bool(_CLOCK.fullmatch(line) or _FURNITURE.fullmatch(line) or _BYLINE.fullmatch(line))


def marked(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of a printed text with its furniture marked: lines that only say when it appeared, and by whom."""
    return [("boilerplate" if stands_alone(text) or iso(text) else role, text) for role, text in blocks]


def find(text: str, start: int = 0) -> list[tuple[int, int]]:
    """The stretches of a plain text (code points, in order) that are furniture of the page it was copied from.

    start: where the article begins. A stretch is a whole line without the white space around it.
    """
    lines = [(m.start(), m.end(), m[0]) for m in re.finditer(r"[^\s](?:[^\r\n\u2028\u2029]*[^\s])?", text[start:])]
    whole = len(text) - start
    out = [bool(stands_alone(line) or is_update(line)) for _, _, line in lines]
    _mark_endings(lines, out, whole)
    _mark_runs(lines, out)
    return [(start + a, start + b) for (a, b, _), is_out in zip(lines, out, strict=True) if is_out]


Lines = list[tuple[int, int, str]]


def stands_alone(line: str) -> bool:
    """Whether a line is furniture, or a note on the article: when it appeared, who reported and edited."""
    return is_furniture(line) or bool(_CREDITS.fullmatch(line)) or (len(line) < 90 and bool(_STAMP.fullmatch(line)))


def _mark_endings(lines: Lines, marked: list[bool], whole: int) -> None:
    """Mark the author's biography at the end, with the sentences that carry it on, and the readers' comments."""
    biography = False
    for n, (start, _, line) in enumerate(lines):
        near_end = start > whole - _AT_END or start > 0.85 * whole
        told = near_end and (
            bool(_BIOGRAPHY.fullmatch(line) and _OF_TRADE.search(line)) or line.startswith("About the author")
        )
        biography = told or (biography and bool(_GOES_ON.match(line)))
        marked[n] = marked[n] or biography
        if start > 0.7 * whole and n + 1 < len(lines) and _COMMENTS.fullmatch(line):
            marked[n:] = [True] * (len(lines) - n)
            return


def _mark_runs(lines: Lines, marked: list[bool]) -> None:
    """Mark the titles under "Related" and the like, and menus: runs of lines that are no sentences."""
    n = 0
    while n < len(lines):
        run = n
        if _RELATED.fullmatch(lines[n][2]) and not lines[n][2].startswith("#"):
            marked[n] = True
            run = n + 1
            while run < len(lines) and _titled(lines[run][2]) and (run + 1 == len(lines) or _titled(lines[run + 1][2])):
                run += 1
        elif _short(lines[n][2]):
            while run < len(lines) and _short(lines[run][2]):
                run += 1
            run = run if run - n >= _MENU else n
        marked[n:run] = [True] * (run - n)
        n = max(run, n + 1)


def _titled(line: str) -> bool:
    """Whether a line could be the title of another story: no sentence, no heading of this one."""
    return 12 < len(line) < 150 and line[-1] not in '.!:;,”"' and not line.startswith("#")


def _short(line: str) -> bool:
    return len(line.split()) <= 2 and len(line) < 24 and line[-1].isalpha() and line[0].isalpha() and line[0].isupper()
