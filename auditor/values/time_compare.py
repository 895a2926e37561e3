"""Comparing ISO 8601 values of different precision, as ``find_times`` writes them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Literal

Comparison = Literal["equal", "compatible", "different", "unknown"]

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_CLOCK = re.compile(r"(\d\d):(\d\d)Z?")
_DAY = timedelta(1)

Days = tuple[date, date]


def compare_times(a: str, b: str) -> Comparison:
    """Whether two ISO values agree: equal, compatible (one is a more precise form of the other), different, unknown.

    Unknown are "", values that are not ISO, a date against a bare time of day, spans that overlap in part, and a time
    in Greenwich against one in local time on the same or the next day.
    """
    if not a or not b:
        return "unknown"
    if a == b:
        return "equal"
    (day_a, _, clock_a), (day_b, _, clock_b) = a.partition("T"), b.partition("T")
    if weekdays := _compare_weekdays(day_a, day_b):
        return weekdays
    if clock_a and clock_b and clock_a.endswith("Z") != clock_b.endswith("Z"):
        return _across_zones(day_a, day_b)
    return _both(_compare_days(day_a, day_b), _compare_clocks(clock_a, clock_b))


_WEEKDAYS = tuple(day.casefold() for day in calendar.day_name)
_LATE = frozenset(("night", "evening", "midnight", "overnight", "late"))
_EARLY = frozenset(("early", "overnight", "midnight", "dawn", "hours"))


def _compare_weekdays(a: str, b: str) -> Comparison | None:
    """Two days of which one at least is known by its weekday alone are taken to be of one week where the weekdays
    differ; None where both are dates, or one is no single day."""
    dates = sum(bool(_DATE.fullmatch(day)) for day in (a, b))
    x, y = (None, None) if dates == 2 else (_weekday(a), _weekday(b))
    if x is None or y is None:
        return None
    if x == y:
        return "unknown" if dates else "compatible"
    return "unknown" if _one_night(a, x, b, y) or _one_night(b, y, a, x) else "different"


def _one_night(a: str, day: int, b: str, next_day: int) -> bool:
    """ "Monday night" and "Tuesday": what happens at night is told of either day."""
    return (day + 1) % 7 == next_day and bool(_LATE & set(a.split()) or _EARLY & set(b.split()))


def _weekday(value: str) -> int | None:
    """0 for Monday; None for what is no single day."""
    days = days_of(value) if _DATE.fullmatch(value) else None
    if days:
        return days[0].weekday() if days[0] == days[1] else None
    found = [n for n, day in enumerate(_WEEKDAYS) if day in value.split()]
    return found[0] if len(found) == 1 and not _OTHER_WEEK & set(value.split()) else None


_OTHER_WEEK = frozenset(
    ("next", "every", "each", "any", "most", "one", "two", "week", "ago", "after", "before", "since", "until", "till",
     "to", "by", "between", "and", "or", "from", "through")
)  # fmt: skip
"""Beside these a weekday is a stretch of days, one of many, or of another week."""


def _both(days: Comparison | None, clocks: Comparison | None) -> Comparison:
    """One answer from two; None where only one side, or neither, has such a part."""
    known = {answer for answer in (days, clocks) if answer}
    for answer in ("different", "unknown"):
        if answer in known:
            return answer
    if not known:
        return "unknown"
    return "equal" if days == clocks == "equal" else "compatible"


def _compare_clocks(a: str, b: str) -> Comparison | None:
    """A time to the minute agrees with the full or half hour that it is rounded to: 20:49 and 21:00, not 20:40."""
    if not a or not b:
        return None
    if a == b:
        return "equal"
    x, y = _minutes(a), _minutes(b)
    if x is None or y is None or abs(x - y) >= 15 or {x % 30 == 0, y % 30 == 0} != {True, False}:
        return "different"
    return "compatible" if (x % 5 and not y % 30) or (y % 5 and not x % 30) else "different"


def earlier(a: str, b: str) -> bool:
    """Is all of a before all of b, as far as the two can be compared?"""
    if compare_times(a, b) != "different":
        return False
    (day_a, _, clock_a), (day_b, _, clock_b) = a.partition("T"), b.partition("T")
    first, second = days_of(_with_year(day_a, day_b)), days_of(_with_year(day_b, day_a))
    if first and second and first != second:
        return first[1] < second[0]
    x, y = _minutes(clock_a), _minutes(clock_b)
    return x is not None and y is not None and x < y


def _minutes(clock: str) -> int | None:
    """Since midnight; None for what is no time to the minute."""
    found = _CLOCK.fullmatch(clock)
    return 60 * int(found[1]) + int(found[2]) if found else None


def _across_zones(a: str, b: str) -> Comparison:
    first, second = days_of(a), days_of(b)
    if not first or not second:
        return "unknown"
    apart = max(first[0] - second[1], second[0] - first[1])
    return "different" if apart > _DAY else "unknown"


def _compare_days(a: str, b: str) -> Comparison | None:
    if not a or not b:
        return None
    first, second = days_of(_with_year(a, b)), days_of(_with_year(b, a))
    if not first or not second:
        return "unknown"
    if first == second:
        return "equal" if a.startswith("--") == b.startswith("--") else "compatible"
    if first[0] > second[1] or second[0] > first[1]:
        return "different"
    return "compatible" if _holds(first, second) or _holds(second, first) else "unknown"


def _holds(outer: Days, inner: Days) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _with_year(value: str, other: str) -> str:
    """A date without its year takes the other's; 2000 where neither has one."""
    if not value.startswith("--"):
        return value
    return (other[:4] if other[:4].isdecimal() else "2000") + value[1:]


def days_of(value: str) -> Days | None:
    """The first and the last day of a date, month, year, week or interval; None when it is none."""
    first, _, last = value.partition("/")
    try:
        return (_bounds(first)[0], _bounds(last or first)[1])
    except ValueError:
        return None


def _bounds(value: str) -> Days:
    if week := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return (monday, monday + 6 * _DAY)
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError(value)
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if day:
        return (date(year, month, day), date(year, month, day))
    last = month or 12
    return (date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1]))
