"""The rules for days, months and times of day."""

from __future__ import annotations

from auditor.values import calendar_values as values
from auditor.values.calendar_words import (
    DASH,
    DAY_WORDS,
    FIXED_DAYS,
    GAP,
    JOINT,
    MONTHS,
    NAMED_WEEKDAYS,
    NAMELIKE_MONTHS,
    NEWSPAPERS,
    OPTIONAL_COMMA,
    OWNER,
    SPACE,
    WEEKDAYS,
    ZONES,
    cased,
    either,
)
from auditor.values.time_rules import AMOUNT, FREE, FULL_MONTH, MONTH, SHORT_MONTH, TO, YEAR, rule

_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = "(?:st|nd|rd|th|ST|ND|RD|TH)?"
_DAY = rf"(?P<day>{_NUMBER}){_TH}"
_MAYBE_YEAR = rf"(?:(?:{OPTIONAL_COMMA}|{DASH})\b{YEAR}|{SPACE}(?:of{SPACE})?(?P<of>this|last|next){SPACE}year\b)?"
_WHICH = "(?i:(?P<which>last|next|this coming|this past|this|past|previous|coming|following|upcoming))".replace(
    " ", SPACE
)
_SHORT_WEEKDAY = rf"(?:\b(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?,?{SPACE})?"
_PART = "(?i:late |early )?(?i:morning|afternoon|evening|night|lunchtime)"
_ZONE = rf"(?:{GAP}\(?(?P<zone>{either(ZONES)})\b\)?)?"
_HALF = rf"(?P<half>[AaPp])(?:\.{GAP}[Mm]\b\.?|[Mm]\b)"
_IN_GREENWICH = rf"(?:{GAP}\({GAP}\d{{1,2}}[:.]?\d\d{GAP}(?:GMT|UTC)\))?"
_HOURS = r"(?P<hour>[01]\d|2[0-3])"
_MINUTES = r"(?P<minute>[0-5]\d)"
_ASKS_DATE = (
    "[Ii]n|[Ss]ince|[Uu]ntil|till|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Bb]etween|of|[Tt]hrough|"
    "[Tt]hroughout|IN|SINCE|UNTIL"
)
_ASKS_MAYBE = "[Bb]y|[Bb]efore|[Aa]fter|[Ff]rom"
_NAMELIKE = rf"(?P<month>\b{cased(NAMELIKE_MONTHS)}\b|\b{SHORT_MONTH}\b\.?)"
_GOES_ON = (
    rf"{SPACE}(?!(?:and|or|to|but|at|in|on|with|when|as|after|before|for|by|that|which|until|till|through|this|last|"
    r"next|the|a)\b)\w"
)
"""Words that make "by May ..." or "from June ..." a name or a verb."""

DAY_RULES = (
    rule(
        "iso", "day", values.read_iso,
        r"(?<![\w/.-])(?P<year>\d{4})(?P<between>[/-])(?P<month>\d\d)(?P=between)(?P<day>\d\d)"
        r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,6})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\w/-])",
    ),
    rule(
        "numeric", "day", values.read_numeric,
        rf"(?<![\w/.$£€-])(?P<a>\d{{1,2}})"
        rf"(?:{GAP}/{GAP}(?P<b>\d{{1,2}}){GAP}/{GAP}|[.-](?P<b2>\d{{1,2}})[.-](?=(?:19|20)\d\d))"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)",
    ),
    rule(
        "month day", "day", values.read_date,
        rf"{_SHORT_WEEKDAY}{MONTH}{GAP}{_DAY}\b(?!:\d|[.,]\d|%)(?:{TO}(?P<last>{_NUMBER}){_TH}(?!\d|[:.]\d|{DASH}\d))?{_MAYBE_YEAR}",
        not_after=rf"{SPACE}(?i:people|troops|times|miles|percent)\b",
    ),
    rule(
        "day month", "day", values.read_date,
        rf"{_SHORT_WEEKDAY}{FREE}{_DAY}(?:{TO}(?P<last>{_NUMBER}){_TH})?(?:{SPACE}of)?{JOINT}{MONTH}{_MAYBE_YEAR}",
    ),
    rule(
        "month year", "other", values.read_date,
        rf"{MONTH}(?:{GAP},)?(?:{SPACE}of)?{SPACE}(?:{YEAR}\b|(?P<of>this|last|next){SPACE}year\b)", not_after=AMOUNT,
    ),
    rule("which month", "other", values.read_date, rf"\b{_WHICH}{SPACE}(?P<month>\b{FULL_MONTH}\b)"),
    rule(
        "month", "other", values.read_date,
        rf"(?P<month>\b{cased(month for month in MONTHS if month not in NAMELIKE_MONTHS)}\b)",
    ),
    rule(
        "namelike month", "other", values.read_date, _NAMELIKE,
        before=rf"\b(?:{_ASKS_DATE}){JOINT}|\b{FULL_MONTH}{SPACE}(?:or|and|to){SPACE}", not_after=rf"{SPACE}\d",
    ),
    rule(
        "maybe month", "other", values.read_date, _NAMELIKE,
        before=rf"\b(?:{_ASKS_MAYBE}){JOINT}", not_after=_GOES_ON,
    ),
    rule(
        "weekday", "weekday", values.read_weekday,
        rf"(?:\b{_WHICH}{SPACE})?\b(?P<weekday>{cased(WEEKDAYS, lower=True)})\b(?:{JOINT}{_PART}\b)?",
        not_before=rf"\b{either(NAMED_WEEKDAYS)}{SPACE}"
        rf"|\b(?:Mail|Independent|Herald|Scotland|Times|Post|Sun){SPACE}on{SPACE}",
        not_after=rf"{SPACE}{either(NEWSPAPERS)}\b",
    ),
    rule(
        "day word", "weekday", values.read_day_word,
        rf"\b(?P<word>(?i:{either(DAY_WORDS)}))\b(?:{SPACE}{_PART}\b)?",
        not_before=rf"\bUSA{SPACE}", not_after=rf"{SPACE}(?:Show|show|programme|FM|TV)\b",
    ),
    rule(
        "holiday", "day", values.read_holiday,
        r"\b(?P<holiday>(?i:" + either(FIXED_DAYS).replace("'s", OWNER) + rf"))\b{_MAYBE_YEAR}",
    ),
    rule(
        "clock", "clock", values.read_clock,
        rf"{FREE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{GAP}(?:{_HALF}|o{GAP}['’]{GAP}clock\b)"
        rf"{_ZONE}{_IN_GREENWICH}(?:{SPACE}in{SPACE}the{SPACE}(?:morning|afternoon|evening))?",
        relative=False,
    ),
    rule(
        "clock of 24 hours", "clock", values.read_clock,
        rf"{FREE}{_HOURS}:{_MINUTES}(?::[0-5]\d)?(?![:.]?\d)(?:{SPACE}(?:hours|hrs)\b)?{_ZONE}{_IN_GREENWICH}",
        relative=False, not_before=rf"[-\d]|\bin{SPACE}|\btime{SPACE}of{SPACE}",
    ),
    rule(
        "clock after at", "clock", values.read_clock,
        rf"{FREE}(?P<hour>\d):{_MINUTES}(?![:.]?\d){_ZONE}{_IN_GREENWICH}", relative=False,
        before=rf"\b(?:at|around|about|by|until|since){SPACE}",
    ),
    rule(
        "four digits and zone", "clock", values.read_clock,
        rf"{FREE}{_HOURS}{_MINUTES}{GAP}(?P<zone>GMT|UTC|local{SPACE}time)\b", relative=False,
    ),
    rule(
        "four digits and hours", "clock", values.read_clock,
        rf"{FREE}{_HOURS}{_MINUTES}"
        rf"(?:{SPACE}(?:hours|hrs)\b{_IN_GREENWICH}|(?={SPACE}\(\d{{4}}{SPACE}(?:GMT|UTC)\)){_IN_GREENWICH})",
        relative=False, before=rf"\b(?:at|around|about|by|until|from|since|after|before){SPACE}",
    ),
    rule("noon", "clock", values.read_noon, r"\b(?P<noon>(?i:noon|midday|midnight))\b(?!-)", relative=False),
)  # fmt: skip
"""Earlier rows win over later ones of the same length."""
