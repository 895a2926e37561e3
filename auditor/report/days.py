"""Days of the calendar: ISO 8601 values as stretches of days, and in words."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")
_INSIDE = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])(?:T[\d:]+Z?)?")
_MONTHS, _ABBREVIATED = tuple(month_name), tuple(month_abbr)  # the calendar's own are formatted anew at each look
_MONTH, _YEAR = 30.44, 365.25  # days, on average


def stretch(value: str) -> tuple[int, int] | None:
    """First and last day (proleptic ordinals) of a year, month or day; None for what is none of these."""
    found = _ISO.fullmatch(value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 1, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()


def shown(value: str, short: bool = False) -> str:
    """ "2026-05-04" as "4 May 2026", short as "4 May 2026" with the month cut; other texts as they are."""
    found = _ISO.fullmatch(value)
    if not found or not found[2] or not stretch(value):
        return value
    month = (_ABBREVIATED if short else _MONTHS)[int(found[2])]
    return f"{int(found[3])} {month} {found[1]}" if found[3] else f"{month} {found[1]}"


def in_words(text: str) -> str:
    """The text with every ISO month and day in it as a reader would write it."""
    return _INSIDE.sub(lambda found: shown(found[0]), text)


def apart(days: int) -> str:
    """A number of days in the largest unit that tells it well: "12 days", "2 months", "4 years"."""
    for unit, length, least in (("year", _YEAR, 1.9 * _YEAR), ("month", _MONTH, 45)):
        if days >= least:
            return _plural(round(days / length), unit)
    return _plural(days, "day")


def _plural(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
