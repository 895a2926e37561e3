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
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
)


class Anchor(NamedTuple):
    """The article's day, None when unknown, and whether a weekday is looked for after it."""

    day: date | None
    ahead: bool = False


Groups = Mapping[str, str]
Reader = Callable[[Groups, Anchor], str | None]

_BACK = {"last", "past", "previous"}
_ON = {"next", "coming", "following", "upcoming"}


def anchor_day(published: str) -> date | None:
    """The day of an ISO date or datetime; None where there is none."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _key(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _direction(words: str) -> int:
    word = _key(words).split(" ")[-1] if words else ""
    return -1 if word in _BACK else 1 if word in _ON else 0


def _month(word: str) -> int:
    key = word.lower().rstrip(".")
    return MONTHS.get(key) or MONTH_ABBREVIATIONS.get(key) or int(key)


def _year(word: str) -> int:
    """A year of two digits lies in 1970 to 2069."""
    year = int(word)
    return year if year > 99 else year + (1900 if year >= 70 else 2000)


def _months_apart(month: int, day: date) -> int:
    """From the anchor's month to the nearest month of that number: -5 to 6."""
    return (month - day.month + 5) % 12 - 5


def _nearest_year(month: int, anchor: Anchor, direction: int) -> int | None:
    if anchor.day is None:
        return None
    apart = _months_apart(month, anchor.day)
    if direction < 0:
        apart = -((anchor.day.month - month - 1) % 12 + 1)
    elif direction > 0:
        apart = (month - anchor.day.month - 1) % 12 + 1
    return _shift_months(anchor.day, apart).year


def _shift_months(day: date, months: int) -> date:
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


def _span(first: str, last: str) -> str:
    return f"{first}/{last}" if first != last else first


def read_date(groups: Groups, anchor: Anchor) -> str | None:
    """A day or month with or without its year: the nearest one to the anchor then, or the last or next one."""
    month = _month(groups["month"])
    named = groups.get("year", "")
    year = _year(named) if named else _nearest_year(month, anchor, _direction(groups.get("which", "")))
    day = groups.get("day", "")
    first = _partial(year, month, int(day) if day else None)
    if not groups.get("last"):
        return first
    last = _partial(year, month, int(groups["last"]))
    return first and last and _span(first, last)


def read_iso(groups: Groups, anchor: Anchor) -> str | None:
    """2010-09-10, with a time of day or without."""
    if not 1 <= int(groups["month"]) <= 12:
        return None
    day = _partial(int(groups["year"]), int(groups["month"]), int(groups["day"]))
    clock = read_clock({**groups, "half": ""}, anchor) if groups["hour"] else ""
    return None if day is None or clock is None else day + clock


def read_numeric(groups: Groups, anchor: Anchor) -> str | None:
    """11/28/2005 and 28/11/2005; "" where day and month could be swapped; None where neither order is a date."""
    a, b, year = int(groups["a"]), int(groups["b"]), _year(groups["year"])
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
    which, target = _direction(groups["which"]), WEEKDAYS[groups["weekday"].lower()]
    if which > 0 or (anchor.ahead and which == 0) or _key(groups["which"]) == "this":
        days = (target - anchor.day.weekday()) % 7 or (7 if which > 0 else 0)
    else:
        days = -((anchor.day.weekday() - target) % 7 or (7 if which < 0 else 0))
    return (anchor.day + timedelta(days)).isoformat()


def read_day_word(groups: Groups, anchor: Anchor) -> str:
    """today, yesterday, last night, ..."""
    if anchor.day is None:
        return ""
    return (anchor.day + timedelta(DAY_WORDS[_key(groups["word"])])).isoformat()


def _weekend(day: date, direction: int) -> str:
    """The nearest weekend (from Thursday on the one ahead), or the one before or after it."""
    saturday = day + timedelta(5 - day.weekday() - (7 if day.weekday() < 3 else 0))
    # On a Monday "last weekend" is the nearest one already, and "next weekend" is not.
    saturday += timedelta(7 * (direction if direction > 0 or day.weekday() >= 3 else 0))
    return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"


def _calendar_unit(unit: str, step: int, day: date) -> str:
    if unit == "week":
        return "{}-W{:02}".format(*(day + timedelta(7 * step)).isocalendar()[:2])
    if unit == "month":
        return _shift_months(day, step).isoformat()[:7]
    if unit == "quarter":
        moved = _shift_months(day, 3 * step)
        return _quarter(moved.year, (moved.month + 2) // 3)
    if unit == "decade":
        first = (day.year // 10 + step) * 10
        return f"{first:04}/{first + 9:04}"
    return f"{day.year + step:04}"


def _quarter(year: int, number: int) -> str:
    return f"{year:04}-{number * 3 - 2:02}/{year:04}-{number * 3:02}"


def read_unit(groups: Groups, anchor: Anchor) -> str | None:
    """last week (ISO "2010-W36"), this month, next year, the weekend, last summer."""
    unit, step = _key(groups["unit"]), _direction(groups["which"])
    if anchor.day is None:
        return ""
    if unit == "weekend":
        return _weekend(anchor.day, step)
    if unit in SEASONS:
        return read_season({"season": unit, "year": str(_season_year(unit, step, anchor.day))}, anchor)
    return _calendar_unit(unit, step, anchor.day)


def _season_year(season: str, step: int, day: date) -> int:
    first = (SEASONS[season] or (12, 12))[0]
    if step < 0:
        return day.year if first < day.month - 2 else day.year - 1
    if step > 0:
        return day.year if first > day.month else day.year + 1
    return day.year


def read_season(groups: Groups, anchor: Anchor) -> str:
    """summer 2010 as the months it may mean in the north; a winter is only as precise as its year."""
    months = SEASONS[_key(groups["season"])]
    year = int(groups["year"])
    return f"{year:04}-{months[0]:02}/{year:04}-{months[1]:02}" if months else f"{year:04}"


def _count(words: str) -> int:
    """The number, 0 when it is not known ("several"); no number at all is one."""
    key = _key(words)
    return int(key) if key.isdecimal() else NUMBERS.get(key, 1)


def _shifted(day: date, count: int, unit: str) -> str:
    """The anchor moved by so many units, as precise as the unit is; "" beyond the calendar and for hours."""
    unit = unit.lower().rstrip("s")
    if unit == "day":
        return (day + timedelta(count)).isoformat()
    if unit == "week":
        return _calendar_unit("week", count, day)
    if unit == "month":
        return _shift_months(day, count).isoformat()[:7]
    years = {"year": 1, "decade": 10, "century": 100, "centurie": 100}.get(unit, 0) * count
    return f"{day.year + years:04}" if years and 0 < day.year + years < 10000 else ""


def read_distance(groups: Groups, anchor: Anchor) -> str:
    """two years ago, in three weeks, the next decade; "" for "later" and "earlier", which start from the story's time."""
    count = _count(groups.get("count", ""))
    word = _key(groups.get("which", "") or groups.get("way", ""))
    if anchor.day is None or not count or word in {"later", "earlier"}:
        return ""
    back = _direction(word) < 0 or word in {"ago", "back"}
    return _shifted(anchor.day, -count if back else count, groups["unit"])


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


def read_quarter(groups: Groups, anchor: Anchor) -> str:
    """Q3 2024; without a year the latest one begun by the anchor; "" in a fiscal year, which starts anywhere."""
    if groups.get("fiscal"):
        return ""
    number = ORDINALS.get(_key(groups["number"])) or int(groups["number"])
    if groups["year"]:
        return _quarter(_year(groups["year"]), number)
    if anchor.day is None:
        return ""
    year = anchor.day.year + _direction(groups["which"])
    begun = groups["which"] or number * 3 - 2 <= anchor.day.month
    return _quarter(year if begun else year - 1, number)


def read_half(groups: Groups, anchor: Anchor) -> str:
    """The first half of 2025, of this year, of the year."""
    if groups.get("fiscal"):
        return ""
    second = _key(groups["number"]) in {"second", "2nd", "2"}
    if not groups["year"] and anchor.day is None:
        return ""
    year = _year(groups["year"]) if groups["year"] or not anchor.day else anchor.day.year + _direction(groups["which"])
    return f"{year:04}-{'07' if second else '01'}/{year:04}-{'12' if second else '06'}"


def read_year(groups: Groups, anchor: Anchor) -> str:
    """A year, a fiscal year (by its number) or a range of years as an interval."""
    year = _year(groups["year"])
    if not groups.get("last"):
        return f"{year:04}"
    last = groups["last"]
    return _span(f"{year:04}", last if len(last) == 4 else f"{year // 100:02}{last}")


def read_decade(groups: Groups, anchor: Anchor) -> str:
    """the 1990s, the '90s; a round hundred but 2000 is a century."""
    year = _year(groups["year"])
    return f"{year:04}/{year + (99 if year % 100 == 0 and year != 2000 else 9):04}"


def read_holiday(groups: Groups, anchor: Anchor) -> str | None:
    """A holiday that falls on one date everywhere."""
    key = re.sub(r" ?' ?s\b", "'s", _key(groups["holiday"]))
    month, day = FIXED_DAYS[key]
    year = int(groups["year"]) if groups["year"] else _nearest_year(month, anchor, 0)
    return _partial(year, month, day)
