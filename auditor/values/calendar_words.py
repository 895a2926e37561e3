"""The words of the calendar, as tables and as pieces of regular expressions. Data only.

Every repetition in a piece is bounded, so that patterns made of them stay linear in the text's length.
"""

from __future__ import annotations

from collections.abc import Iterable

SPACE = r"[^\S\r\n]{1,3}"
GAP = r"[^\S\r\n]{0,3}"
OPTIONAL_COMMA = rf"{GAP},?{GAP}"
DASH = rf"{GAP}[-‐‑–—]{GAP}"
JOINT = rf"(?:{DASH}|{SPACE})"
OWNER = rf"{GAP}['’]{GAP}[sS]\b"

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
NAMELIKE_MONTHS = ("march", "april", "may", "june", "august")
"""Months that are also words or names of people: alone they need a word in front that asks for a date."""

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
DAY_WORDS = {
    "today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1,
    "this morning": 0, "this afternoon": 0, "this evening": 0,
}  # fmt: skip
"""Days counted from the day of publication."""

FIXED_DAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31),
}  # fmt: skip
SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": None}
"""First and last month, as wide as northern usage is; a winter lies in two years."""

ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "eighteen": 18, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
    "a couple of": 2, "couple of": 2, "several": 0, "a few": 0, "few": 0,
}  # fmt: skip
"""Number words before a unit of the calendar; 0 stands for an unknown number."""

ROLES = {
    "until": "until", "up until": "until", "till": "until", "'til": "until", "’til": "until", "til": "until",
    "through": "until", "thru": "until", "through to": "until", "up to": "until", "up to and including": "until",
    "up through": "until",
    "by": "by", "no later than": "by", "not later than": "by", "on or before": "by",
    "since": "since", "ever since": "since", "from": "since", "as from": "since", "starting": "since",
    "starting in": "since", "starting on": "since", "beginning": "since", "beginning in": "since",
    "beginning on": "since", "starting from": "since", "effective": "since", "between": "since",
    "within": "by", "before": "before", "prior to": "before", "ahead of": "before",
    "after": "after", "following": "after",
}  # fmt: skip

MODIFIERS = (
    "early", "late", "mid", "later", "earlier", "early in", "late in", "later in", "earlier in", "early on", "late on",
    "end of", "the end of", "start of", "the start of", "beginning of", "the beginning of", "middle of",
    "the middle of", "close of", "the close of", "very early", "very late", "exactly", "as early as", "as late as",
)  # fmt: skip
NEWSPAPERS = (
    "Times", "Herald", "Telegraph", "Mail", "Post", "Mirror", "Express", "Independent", "Sun", "Star", "People",
    "World", "Mercury", "Tribune", "Chronicle", "Review", "Magazine", "Business", "Sport", "Life", "Age", "Standard",
    "Night Live", "Night Football", "Night Lights",
)  # fmt: skip
NAMED_WEEKDAYS = (
    "Black",
    "Good",
    "Bloody",
    "Super",
    "Easter",
    "Palm",
    "Ash",
    "Holy",
    "Cyber",
    "Fat",
    "Shrove",
    "Giving",
)
UNIT_WORDS = (
    "people", "persons", "troops", "soldiers", "homes", "houses", "families", "jobs", "points", "votes", "miles",
    "metres", "meters", "feet", "acres", "dollars", "pounds", "euros", "tonnes", "tons", "barrels", "square", "million",
    "billion", "trillion", "percent", "per", "km", "mph", "kg", "ft", "hours", "hrs", "minutes", "days", "weeks",
    "months", "years", "times", "block", "copies", "or so",
)  # fmt: skip
"""What makes any number in front of it an amount."""

COUNTED = (
    *UNIT_WORDS, "men", "women", "children", "officers", "staff", "personnel", "others", "deaths", "cases", "workers",
    "employees", "residents", "students", "refugees", "passengers", "villagers", "civilians", "fighters", "ships",
    "buildings", "victims", "seats", "members", "dead", "injured", "wounded",
)  # fmt: skip
"""What makes a number in front of it an amount, unless a word before it asks for a year ("in 2019 workers ...")."""

ZONES = (
    "local time", "local", "GMT", "UTC", "EST", "EDT", "ET", "CST", "CDT", "CT", "MST", "MDT", "MT", "PST", "PDT",
    "PT", "BST", "CET", "CEST", "EET", "IST", "MSK", "JST", "AEST", "AEDT", "Eastern time", "Pacific time",
    "Central time", "Eastern", "Pacific",
)  # fmt: skip


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; a space matches any gap within a line."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace(" ", SPACE) for word in ordered) + ")"


def cased(words: Iterable[str], lower: bool = False) -> str:
    """A pattern for words as Title Case or CAPITALS, and in lower case if asked."""
    spellings = {form for word in words for form in (word.capitalize(), word.upper())}
    return either(spellings | set(words) if lower else spellings)
