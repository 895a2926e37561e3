"""What a rule for a time expression is, and the pieces of pattern that the tables of rules share."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from auditor.values.calendar_values import Reader
from auditor.values.calendar_words import (
    COUNTED,
    DASH,
    GAP,
    JOINT,
    MONTH_ABBREVIATIONS,
    MONTHS,
    NAMELIKE_MONTHS,
    NUMBERS,
    SPACE,
    UNIT_WORDS,
    cased,
    either,
)

WINDOW = 60
"""How many code points the guards of a rule see on either side: this keeps long texts linear."""

Sort = Literal["day", "weekday", "clock", "other"]


class Rule(NamedTuple):
    """One way to write a time.

    sort: what it may be joined with. relative: whether it needs the article's date where it names no year. pattern is
    matched anywhere; ``before`` must match just in front of it, ``not_before`` and ``not_after`` must not match there.
    """

    name: str
    sort: Sort
    relative: bool
    pattern: re.Pattern[str]
    read: Reader
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None


def rule(
    name: str,
    sort: Sort,
    read: Reader,
    pattern: str,
    *,
    relative: bool = True,
    before: str = "",
    not_before: str = "",
    not_after: str = "",
) -> Rule:
    """A rule with its patterns compiled; "" stands for no guard."""
    return Rule(
        name,
        sort,
        relative,
        re.compile(pattern),
        read,
        re.compile(rf"(?:{before})\Z") if before else None,
        re.compile(rf"(?:{not_before})\Z") if not_before else None,
        re.compile(not_after) if not_after else None,
    )


FREE = r"(?<![\w$£€#])(?<!\d[.,:/])"
"""No digit, word or sign of money runs into what follows."""

ENDS = r"(?![\w/%]|[.,:]\d|-\w)"
YEAR = r"(?P<year>1\d{3}|2[01]\d\d)(?!\d|[.,:]\d)"
NEAR_YEAR = r"(?P<year>(?:19|20)\d\d)"
FULL_MONTH = f"(?:{cased(MONTHS)}|{either(month for month in MONTHS if month not in NAMELIKE_MONTHS)})"
SHORT_MONTH = cased(MONTH_ABBREVIATIONS)
MONTH = rf"(?P<month>\b{FULL_MONTH}\b|\b{SHORT_MONTH}\b\.?)"
UNITS = "days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies)"
COUNT = rf"(?P<count>\b\d{{1,3}}|\b(?i:{either(NUMBERS)}))"
UNIT = rf"{JOINT}(?i:{either(UNIT_WORDS)})\b|{GAP}%"
AMOUNT = rf"{JOINT}(?i:{either(COUNTED)})\b|{GAP}%"
"""What stands behind a number that counts things."""

PLURAL = rf"{AMOUNT}|{SPACE}(?!was|has|is)[a-z]{{3,}}(?<!s)s\b"
TO = rf"(?:{DASH}|{SPACE}(?:to|through){SPACE})"
