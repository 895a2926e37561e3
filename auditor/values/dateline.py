"""The date of an article, read from its first lines."""

from __future__ import annotations

import re

from auditor.values.time_finding import find_times

_LINES = 15
_LINE = 250
_LOOSE = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CUE = re.compile(
    r"(?:.{0,60}[|•·–—-]\s?)?"
    r"(?:first published|published|posted|created|issued|filed|last updated|updated|modified|date)"
    r"(?: at| on| in)?[\s:|,(-]{0,5}(?:.{0,30}[|,]\s?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][A-Z.'’ -]{2,30}(?:,? ?\(?[A-Z][\w.'’-]{1,20}){0,5}\)?\s?[,:(–—-]?\s?")
_PLACE_END = re.compile(r"\s?(?:\(|[-–—:]|/)")
_ALONE = re.compile(r"\W{0,5}(?:on )?(?:by [\w .'’-]{2,40}[|,–—-]\s?)?\W{0,3}", re.IGNORECASE)


def dateline(text: str) -> str:
    """The ISO date that an article gives for itself in its first lines, "" when none has a day and a year.

    A date of publication wins over one of an update, whatever the order; then come datelines ("OSLO, March 3, 2011
    (...)") and dates that have a line for themselves. A date in a sentence is one of the story and never counts.
    """
    found = [ranked for ranked in map(_ranked, _first_lines(text)) if ranked]
    return min(found, key=lambda ranked: ranked[0])[1] if found else ""


def _first_lines(text: str) -> list[str]:
    lines = (line.strip() for line in text[: _LINES * _LINE * 4].splitlines())
    return [line[:_LINE] for line in lines if line][:_LINES]


def _ranked(line: str) -> tuple[int, str] | None:
    """The line's date with its rank, 0 the best; None when the line is no dateline."""
    for time in find_times(line):
        if not time.relative and _DAY.match(time.value):
            rank = _rank(line[: time.start], line[time.end :])
            return None if rank is None else (rank, time.value[:10])
    return None


def _rank(before: str, after: str) -> int | None:
    if _CUE.fullmatch(before) and len(after) <= _LOOSE:
        return 1 if re.search("updated|modified", before, re.IGNORECASE) else 0
    if _PLACE.fullmatch(before) and _PLACE_END.match(after):
        return 2
    return 3 if _ALONE.fullmatch(before) and len(after) <= _LOOSE else None
