"""From the words of one time expression to its ISO 8601 value. Pure arithmetic on the calendar.

A reader takes the named groups of a match and an anchor, and returns the value, "" where it cannot be known,
or None where the words are no date at all (31 September). Spans are ISO intervals ("2024-07/2024-09"); a date
without its year is written "--09-10".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from auditor.values.calendar_words import (
    DAY_WORDS,
    FIXED_DAYS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAYS,
)


class Anchor(NamedTuple):
    """The article's day, None when unknown, and where the words look from it: 1 ahead ("will"), -1 back ("since")."""

    day: date | None
    way: int = 0


Groups = Mapping[str, str]
Reader = Callable[[Groups, Anchor], str | None]

_BACK = {"last", "past"}
_ON = {"next", "coming", "upcoming"}
STORY_TIME = {"previous", "following"}
"""These count from what was told before, not from the article's date, so their value is unknown."""


def anchor_day(published: str) -> date | None:
    """The day of an ISO date or datetime; None where there is none."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def direction(words: str) -> int:
    word = plain(words).split(" ")[-1] if words else ""
    return -1 if word in _BACK else 1 if word in _ON else 0


def _month(word: str) -> int:
    key = word.lower().rstrip(".")
    return MONTHS.get(key) or MONTH_ABBREVIATIONS.get(key) or int(key)


def full_year(word: str) -> int:
    """A year of two digits lies in 1970 to 2069."""
    year = int(word)
    return year if year > 99 else year + (1900 if year >= 70 else 2000)


def _assumed_year(month: int, anchor: Anchor, groups: Groups) -> int | None:
    """The year that a month without one is in, None when unknown.

    "last" and "next" decide, then where the words look; else it is the anchor's own year, unless the month is then
    more than half a year ahead or eleven months back.
    """
    if anchor.day is None:
        return None
    if named := groups.get("of") or ("this" if plain(groups.get("which", "")) == "this" else ""):
        return anchor.day.year + direction(named)
    return shift_months(anchor.day, _months_apart(month - anchor.day.month, anchor, groups)).year


def _months_apart(months: int, anchor: Anchor, groups: Groups) -> int:
    if way := direction(groups.get("which", "")):
        return way * ((way * months - 1) % 12 + 1)
    if anchor.way:
        return anchor.way * (anchor.way * months % 12)
    return months - 12 if months > 6 else months % 12 if months == -11 else months


def shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _partial(year: int | None, month: int, day: int | None = None) -> str | None:
    """ "2010-09-10", "2010-09" or, with the year unknown, "--09-10" and "--09"; None for 31 September."""
    longest = calendar.monthrange(year, month)[1] if year else calendar.monthrange(2000, month)[1]
    if day is not None and not 1 <= day <= longest:
        return None
    head = f"{year:04}-" if year else "--"
    return f"{head}{month:02}" + ("" if day is None else f"-{day:02}")


def interval(first: str, last: str) -> str:
    return f"{first}/{last}" if first != last else first


def read_date(groups: Groups, anchor: Anchor) -> str | None:
    """A day or month with or without its year: see ``_assumed_year``."""
    month = _month(groups["month"])
    named = groups.get("year", "")
    year = full_year(named) if named else _assumed_year(month, anchor, groups)
    day = groups.get("day", "")
    first = _partial(year, month, int(day) if day else None)
    if not groups.get("last"):
        return first
    last = _partial(year, month, int(groups["last"]))
    return first and last and interval(first, last)


def read_iso(groups: Groups, anchor: Anchor) -> str | None:
    """2010-09-10, with a time of day or without."""
    if not 1 <= int(groups["month"]) <= 12:
        return None
    day = _partial(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    clock = read_clock({**groups, "half": ""}, anchor) if groups["hour"] else ""
    return None if day is None or clock is None else day + clock


def read_numeric(groups: Groups, anchor: Anchor) -> str | None:
    """11/28/2005 and 28/11/2005; "" where day and month could be swapped; None where neither order is a date."""
    a, b, year = int(groups["a"]), int(groups["b"]), full_year(groups["year"])
    readings = {_partial(year, month, day) for month, day in ((a, b), (b, a)) if 1 <= month <= 12} - {None}
    if not readings:
        return None
    return (readings.pop() or "") if len(readings) == 1 else ""


def read_weekday(groups: Groups, anchor: Anchor) -> str:
    """The latest such day up to the anchor; the coming one behind next, coming, by, until.

    "last Friday" on a Friday is a week ago; "next Friday" is the first Friday after the anchor.
    """
    if anchor.day is None:
        return ""
    which, target = direction(groups["which"]), WEEKDAYS[groups["weekday"].lower()]
    if which > 0 or (anchor.way > 0 and which == 0) or plain(groups["which"]) == "this":
        days = (target - anchor.day.weekday()) % 7 or (7 if which > 0 else 0)
    else:
        days = -((anchor.day.weekday() - target) % 7 or (7 if which < 0 else 0))
    return (anchor.day + timedelta(days)).isoformat()


def read_day_word(groups: Groups, anchor: Anchor) -> str:
    """today, yesterday, last night, ..."""
    if anchor.day is None:
        return ""
    return (anchor.day + timedelta(DAY_WORDS[plain(groups["word"])])).isoformat()


def read_clock(groups: Groups, anchor: Anchor) -> str | None:
    """ "T20:30", or "T14:30Z" where the words say Greenwich time; None for 25:00."""
    hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
    half = groups.get("half", "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"T{hour:02}:{minute:02}" + ("Z" if groups.get("zone", "").upper() in {"GMT", "UTC", "Z"} else "")


def read_noon(groups: Groups, anchor: Anchor) -> str:
    """Noon; midnight has no value, since it may begin or end the day it is told with."""
    return "T12:00" if groups["noon"].lower() != "midnight" else ""


def read_holiday(groups: Groups, anchor: Anchor) -> str | None:
    """A holiday that falls on one date everywhere."""
    key = re.sub(r" ?' ?s\b", "'s", plain(groups["holiday"]))
    month, day = FIXED_DAYS[key]
    year = int(groups["year"]) if groups["year"] else _assumed_year(month, anchor, groups)
    return _partial(year, month, day)
