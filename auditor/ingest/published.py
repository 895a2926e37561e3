"""The day an article appeared, from its front matter or the name of its file. No clock, no locale."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime

_MONTHS = ("january", "february", "march", "april", "may", "june", "july",
           "august", "september", "october", "november", "december")  # fmt: skip
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9}) (\d{4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)? (\d{4})")
_SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_ISO_IN_NAME = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def iso(text: str) -> str:
    """The date, or date and time, as ISO 8601; "" where it is no full date or could be two (3/4/2025)."""
    text = text.strip()
    with suppress(ValueError):
        if _ISO.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return moment.date().isoformat() if len(text) == 10 else moment.isoformat()
    with suppress(ValueError):
        if ":" in text:  # as in mail and feeds: Tue, 28 Oct 2025 09:30:00 GMT
            from email.utils import parsedate_to_datetime  # here, because it loads much and few texts need it

            return parsedate_to_datetime(text).isoformat()
    return _day(text)


def day_in_name(name: str) -> str:
    """The ISO date in a file's name, or ""."""
    for found in _ISO_IN_NAME.findall(name):
        with suppress(ValueError):
            return date.fromisoformat(found).isoformat()
    return ""


def _day(text: str) -> str:
    words = re.sub(r"[,.]+ *(?=[^\d]|\d{4}$)|\s+", " ", text.lower()).strip()
    words = re.sub(r"^[a-z]+day |\bof ", "", re.sub(" +", " ", words))
    if match := _DAY_FIRST.fullmatch(words):
        return _make(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(words):
        return _make(match[3], _month(match[1]), match[2])
    if match := _YEAR_FIRST.fullmatch(text):
        return _make(*match.groups())
    if match := _SLASHES.fullmatch(text):
        return _slashes(*match.groups())
    return ""


def _slashes(first: str, second: str, year: str) -> str:
    """Day and month in either order: only where one of them cannot be a month, or both are the same."""
    readings = {_make(year, first, second), _make(year, second, first)} - {""}
    return readings.pop() if len(readings) == 1 else ""


def _month(name: str) -> str:
    """The number of a month by its name or the start of it ("sept"); "0" for another word."""
    return next((str(number) for number, month in enumerate(_MONTHS, 1) if month.startswith(name)), "0")


def _make(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
