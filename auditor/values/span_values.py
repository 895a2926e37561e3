"""From the words of a week, quarter, year or distance to its ISO 8601 value. Readers as in ``calendar_values``."""

from __future__ import annotations

from datetime import date, timedelta

from auditor.values.calendar_values import Anchor, Groups, direction, full_year, interval, plain, shift_months
from auditor.values.calendar_words import NUMBERS, ORDINALS, SEASONS


def _weekend(day: date, step: int) -> str:
    """The nearest weekend (from Thursday on the one ahead), or the one before or after it."""
    saturday = day + timedelta(5 - day.weekday() - (7 if day.weekday() < 3 else 0))
    # On a Monday "last weekend" is the nearest one already, and "next weekend" is not.
    saturday += timedelta(7 * (step if step > 0 or day.weekday() >= 3 else 0))
    return f"{saturday.isoformat()}/{(saturday + timedelta(1)).isoformat()}"


def _calendar_unit(unit: str, step: int, day: date) -> str:
    if unit == "week":
        return "{}-W{:02}".format(*(day + timedelta(7 * step)).isocalendar()[:2])
    if unit == "month":
        return shift_months(day, step).isoformat()[:7]
    if unit == "quarter":
        moved = shift_months(day, 3 * step)
        return _quarter(moved.year, (moved.month + 2) // 3)
    if unit == "decade":
        first = (day.year // 10 + step) * 10
        return f"{first:04}/{first + 9:04}"
    return f"{day.year + step:04}"


def _quarter(year: int, number: int) -> str:
    return f"{year:04}-{number * 3 - 2:02}/{year:04}-{number * 3:02}"


def read_unit(groups: Groups, anchor: Anchor) -> str | None:
    """last week (ISO "2010-W36"), this month, next year, the weekend, last summer."""
    unit, step = plain(groups["unit"]), direction(groups["which"])
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
    months = SEASONS[plain(groups["season"])]
    year = int(groups["year"])
    return f"{year:04}-{months[0]:02}/{year:04}-{months[1]:02}" if months else f"{year:04}"


def _count(words: str) -> int:
    """The number, 0 when it is not known ("several"); no number at all is one."""
    key = plain(words)
    return int(key) if key.isdecimal() else NUMBERS.get(key, 1)


def _shifted(day: date, count: int, unit: str) -> str:
    """The anchor moved by so many units, as precise as the unit is; "" beyond the calendar and for hours."""
    unit = unit.lower().rstrip("s")
    if unit == "day":
        return (day + timedelta(count)).isoformat()
    if unit in {"week", "fortnight"}:
        return _calendar_unit("week", count if unit == "week" else 2 * count, day)
    if unit == "month":
        return shift_months(day, count).isoformat()[:7]
    years = {"year": 1, "decade": 10, "century": 100, "centurie": 100}.get(unit, 0) * count
    return f"{day.year + years:04}" if years and 0 < day.year + years < 10000 else ""


def read_distance(groups: Groups, anchor: Anchor) -> str:
    """two years ago, the next decade; "" for "later" and "earlier", which count from the story's time."""
    count = _count(groups.get("count", ""))
    word = plain(groups.get("which", "") or groups.get("way", ""))
    if anchor.day is None or not count or word in {"later", "earlier"}:
        return ""
    back = direction(word) < 0 or word in {"ago", "back"}
    return _shifted(anchor.day, -count if back else count, groups["unit"])


def read_anniversary(groups: Groups, anchor: Anchor) -> str:
    """Exactly two years ago, two years ago today: the day itself."""
    count = _count(groups["count"])
    if anchor.day is None or not 0 < count < anchor.day.year:
        return ""
    return shift_months(anchor.day, -12 * count).isoformat()


def read_ahead(groups: Groups, anchor: Anchor) -> str | None:
    """in two weeks; None for an unknown number ("in several years" looks back as often as ahead)."""
    return read_distance(groups, anchor) if _count(groups["count"]) else None


def read_quarter(groups: Groups, anchor: Anchor) -> str:
    """Q3 2024; without a year the latest one begun by the anchor; "" in a fiscal year, which starts anywhere."""
    if groups.get("fiscal"):
        return ""
    number = ORDINALS.get(plain(groups["number"])) or int(groups["number"])
    if groups["year"]:
        return _quarter(full_year(groups["year"]), number)
    if anchor.day is None:
        return ""
    year = anchor.day.year + direction(groups["which"])
    begun = groups["which"] or number * 3 - 2 <= anchor.day.month
    return _quarter(year if begun else year - 1, number)


def read_half(groups: Groups, anchor: Anchor) -> str:
    """The first half of 2025, of this year, of the year."""
    if groups.get("fiscal"):
        return ""
    second = plain(groups["number"]) in {"second", "2nd", "2"}
    if groups["year"]:
        year = full_year(groups["year"])
    elif anchor.day:
        year = anchor.day.year + direction(groups["which"])
    else:
        return ""
    return f"{year:04}-{'07' if second else '01'}/{year:04}-{'12' if second else '06'}"


def read_year(groups: Groups, anchor: Anchor) -> str:
    """A year, a fiscal year (by its number) or a range of years as an interval."""
    year = full_year(groups["year"])
    if not groups.get("last"):
        return f"{year:04}"
    last = groups["last"]
    return interval(f"{year:04}", last if len(last) == 4 else f"{year // 100:02}{last}")


def read_decade(groups: Groups, anchor: Anchor) -> str:
    """the 1990s, the '90s; a round hundred but 2000 is a century."""
    year = full_year(groups["year"])
    return f"{year:04}/{year + (99 if year % 100 == 0 and year != 2000 else 9):04}"
