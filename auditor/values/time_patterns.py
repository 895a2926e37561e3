"""The patterns of time expressions: a table of rules, earlier rows winning over later ones of the same start.

A rule's pattern is matched anywhere; ``before`` must match just in front of it, ``not_before`` and ``not_after``
must not. These guards see a short window only, so that long texts are read in linear time.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from auditor.values import calendar_values as values
from auditor.values.calendar_words import (
    COUNTED,
    DASH,
    DAY_WORDS,
    FIXED_DAYS,
    GAP,
    JOINT,
    MONTH_ABBREVIATIONS,
    MONTHS,
    NAMED_WEEKDAYS,
    NAMELIKE_MONTHS,
    NEWSPAPERS,
    NUMBERS,
    OWNER,
    SEASONS,
    SPACE,
    WEEKDAYS,
    ZONES,
    cased,
    either,
)

WINDOW = 60
"""How many code points the guards see on either side."""

Sort = Literal["day", "weekday", "clock", "other"]


class Rule(NamedTuple):
    """One way to write a time. ``sort`` says what it may be joined with; ``relative`` that it needs the anchor."""

    name: str
    sort: Sort
    relative: bool
    pattern: re.Pattern[str]
    read: values.Reader
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None


def _in_front(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})$", flags)


_LOWER_MONTHS = [month for month in MONTHS if month not in NAMELIKE_MONTHS]
_FULL = f"(?:{cased(MONTHS)}|{either(_LOWER_MONTHS)})"
_SHORT = cased(MONTH_ABBREVIATIONS)
_MONTH = rf"(?P<month>\b{_FULL}\b|\b{_SHORT}\b\.?)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"
_LAST_DAY = rf"(?:(?:{DASH}|{SPACE}(?:to|through){SPACE})(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.]\d|{DASH}\d))?"
_YEAR = r"(?P<year>1\d{3}|2[01]\d\d)(?!\d|[.,:]\d)"
_MAYBE_YEAR = rf"(?:{GAP},?{GAP}\b{_YEAR})?"
_FREE = r"(?<![\w$£€#])(?<!\d[.,:/])"
_WEEKDAY = rf"(?P<weekday>{cased(WEEKDAYS, lower=True)})"
_WHICH = "(?P<which>last|next|this coming|this past|this|past|previous|coming|following|upcoming)"
_PART = "(?:late |early )?(?:morning|afternoon|evening|night|lunchtime|overnight)"
_UNITS = "days?|weeks?|months?|years?|decades?|centur(?:y|ies)"
_COUNT = rf"(?P<count>\b\d{{1,3}}|\b{either(NUMBERS)})"
_ZONE = rf"(?:{GAP}\(?(?P<zone>{either(ZONES)})\b\)?)?"
_HALF = r"(?P<half>[AaPp])(?:\.{gap}[Mm]\b\.?|[Mm]\b)".replace("{gap}", GAP)
_ELSEWHERE = rf"(?:{GAP}\({GAP}\d{{1,2}}[:.]?\d\d{GAP}(?:GMT|UTC)\))?"
_COUNTED = re.compile(rf"{JOINT}(?:[a-z]+{SPACE})?{either(COUNTED)}\b|{GAP}%")
_PLURAL = re.compile(rf"{JOINT}(?:[a-z]+{SPACE})?{either(COUNTED)}\b|{SPACE}(?!was|has|is)[a-z]{{3,}}(?<!s)s\b|{GAP}%")
_ADDRESS = re.compile(rf"{SPACE}(?:[A-Z]\w+{SPACE}){{0,2}}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Lane|Blvd|Boulevard|Block|block)\b")

_LEADING = "in|since|until|till|during|early|late|mid|of|through|throughout|last|next|this|before|by|after|from"
_NAME_SAFE = re.compile(
    rf"{SPACE}(?!(?:and|or|to|but|at|in|on|with|when|as|after|before|for|by|that|which|this|last|next|the|a)\b)\w"
)
"""What makes "by May ..." or "from June ..." a name or a verb: a word that does not go on from a date."""

_STRONG_YEAR = _in_front(
    rf"\b(?:in|since|until|'til|till|through|thru|during|before|after|throughout|by|circa|early|late|mid|pre|post|"
    rf"year|up to|as of|between|earlier in|later in){JOINT}(?:about{SPACE}|around{SPACE}|at least{SPACE}|late{SPACE}|"
    rf"early{SPACE}|mid{DASH})?"
)
_WEAK_YEAR = _in_front(
    rf"\b(?:for|of|from|or|and|than|to|{either(SEASONS)}){SPACE}|\(|\b(?:from|between){SPACE}[\w ,.]{{1,25}}{SPACE}(?:to|and){SPACE}"
)
_TO_YEAR = _in_front(
    rf"\b(?:(?:from|between){SPACE}[\w ,.]{{2,25}}|(?:extend|continu|run|last|prolong|delay|postpon|stretch)[a-z]{{0,5}}(?:{SPACE}[a-z]+)?){SPACE}(?:to|and){SPACE}"
)
_OWNED_YEAR = _in_front(rf"\b(?:the|a|an|its|their|his|her|our|this){SPACE}|\w{OWNER}{SPACE}|s['’]{SPACE}", 0)
_NO_CLOCK = _in_front(rf"[-\d]|\bin{SPACE}|\btime of{SPACE}")
_NOT_A_DEADLINE = _in_front(r"\b(?:first|second|third|fourth|fifth|time|times|only|once|twice|[a-z]+est|ever|\d+(?:st|nd|rd|th))\b[^.;]{0,40}")
_PAPER = _in_front(rf"\b{either(NAMED_WEEKDAYS)}{SPACE}|\b(?:Mail|Independent|Herald|Scotland|Times|Post|Sun){SPACE}on{SPACE}", 0)
_PAPER_AFTER = re.compile(rf"{SPACE}{either(NEWSPAPERS)}\b")
_SHOW = re.compile(rf"{SPACE}(?:Show|show|programme|FM|TV)\b")

RULES = (
    Rule("iso", "day", False, re.compile(
        r"(?<![\w/.-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,6})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\w-])"),
        values.read_iso),
    Rule("numeric", "day", False, re.compile(
        rf"(?<![\w/.$£€-])(?P<a>\d{{1,2}})(?:{GAP}/{GAP}(?P<b>\d{{1,2}}){GAP}/{GAP}|[.-](?P<b2>\d{{1,2}})[.-](?=(?:19|20)\d\d))"
        r"(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|[.-]\d)"),
        values.read_numeric),
    Rule("month day", "day", True, re.compile(rf"{_MONTH}{GAP}{_DAY}\b(?!:\d|[.,]\d|%){_LAST_DAY}{_MAYBE_YEAR}"),
        values.read_date, not_after=_COUNTED),
    Rule("day month", "day", True, re.compile(
        rf"{_FREE}{_DAY}(?:{DASH}(?P<last>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?(?:{SPACE}of)?{JOINT}{_MONTH}{_MAYBE_YEAR}"),
        values.read_date),
    Rule("month year", "other", False, re.compile(rf"{_MONTH}(?:{GAP},)?(?:{SPACE}of)?{SPACE}{_YEAR}\b"),
        values.read_date, not_after=_COUNTED),
    Rule("which month", "other", True, re.compile(rf"\b(?i:{_WHICH}){SPACE}(?P<month>\b{_FULL}\b)"),
        values.read_date),
    Rule("month", "other", True, re.compile(
        rf"(?P<month>\b{cased([m for m in MONTHS if m not in NAMELIKE_MONTHS])}\b)"), values.read_date,
        not_after=re.compile(rf"{SPACE}(?:Jones|Smith)\b")),
    Rule("namelike month", "other", True, re.compile(rf"(?P<month>\b{cased(NAMELIKE_MONTHS)}\b|\b{_SHORT}\b\.?)"),
        values.read_date, before=_in_front(rf"\b(?:in|since|until|till|during|early|late|mid|of|through|throughout){JOINT}"),
        not_after=re.compile(rf"{SPACE}\d")),
    Rule("namelike month by", "other", True, re.compile(rf"(?P<month>\b{cased(NAMELIKE_MONTHS)}\b|\b{_SHORT}\b\.?)"),
        values.read_date, before=_in_front(rf"\b(?:{_LEADING}){JOINT}"), not_after=_NAME_SAFE),
    Rule("weekday", "weekday", True, re.compile(rf"(?:\b(?i:{_WHICH}){SPACE})?\b{_WEEKDAY}\b(?:{JOINT}{_PART}\b)?"),
        values.read_weekday, not_before=_PAPER, not_after=_PAPER_AFTER),
    Rule("day word", "weekday", True, re.compile(
        rf"\b(?P<word>(?i:{either(DAY_WORDS)}))\b(?:{SPACE}{_PART}\b)?"), values.read_day_word,
        not_before=_in_front(rf"\bUSA{SPACE}", 0), not_after=_SHOW),
    Rule("span", "other", True, re.compile(
        rf"\b(?i:(?P<which>last|past|previous|next|coming|following)){SPACE}(?:{_COUNT}(?:{SPACE}or{SPACE}\w+)?{JOINT}(?P<unit>{_UNITS})|(?P<unit2>decade|century))\b"),
        values.read_distance, not_after=re.compile(rf"{DASH}\w|{SPACE}of\b")),
    Rule("unit", "other", True, re.compile(
        rf"\b(?i:(?P<which>last|next|this coming|this past|this|past|previous|coming|current)){SPACE}"
        rf"(?P<unit>(?i:weekend|week|month|quarter|year|{either(SEASONS)}))\b"),
        values.read_unit, not_after=re.compile(rf"{DASH}(?:old|long)\b|{SPACE}of\b")),
    Rule("the weekend", "other", True, re.compile(r"\b(?P<which>)(?P<unit>weekend)\b"), values.read_unit,
        before=_in_front(rf"\b(?:over|during|through|throughout|at|until|by|after|before|since|of){SPACE}the{SPACE}")),
    Rule("the year", "other", True, re.compile(r"\b(?P<which>)(?P<unit>week|month|year|decade|quarter)\b"), values.read_unit,
        before=_in_front(rf"\b(?:end|start|beginning|middle|close){SPACE}of{SPACE}the{SPACE}"), not_after=re.compile(rf"{SPACE}(?:of|in)\b")),
    Rule("ago", "other", True, re.compile(
        rf"(?<![$£€.,\d]){_COUNT}{JOINT}(?P<unit>{_UNITS}|hours?|minutes?)(?:{SPACE}or{SPACE}so)?{SPACE}(?P<way>ago|later|earlier|from{SPACE}now)\b"),
        values.read_distance, not_after=re.compile(rf"{SPACE}than\b")),
    Rule("in weeks", "other", True, re.compile(rf"\b(?i:in){SPACE}(?:about{SPACE}|around{SPACE})?{_COUNT}{SPACE}(?P<unit>{_UNITS})\b"),
        values.read_distance, not_before=_NOT_A_DEADLINE, not_after=re.compile(rf"{OWNER}{SPACE}time\b|{SPACE}(?:of|as|at|after|before|since|for|with|on)\b")),
    Rule("clock", "clock", False, re.compile(
        rf"{_FREE}(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?{GAP}(?:{_HALF}|o{GAP}['’]{GAP}clock\b)"
        rf"{_ZONE}{_ELSEWHERE}(?:{SPACE}in{SPACE}the{SPACE}(?:morning|afternoon|evening))?"),
        values.read_clock),
    Rule("clock 24", "clock", False, re.compile(
        rf"{_FREE}(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![:.]?\d)(?:{SPACE}(?:hours|hrs)\b)?{_ZONE}{_ELSEWHERE}"),
        values.read_clock, not_before=_NO_CLOCK),
    Rule("military", "clock", False, re.compile(
        rf"{_FREE}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d){GAP}(?P<zone>GMT|UTC|local{SPACE}time)\b"), values.read_clock),
    Rule("hours", "clock", False, re.compile(
        rf"{_FREE}(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?:{SPACE}(?:hours|hrs)\b{_ELSEWHERE}|(?={SPACE}\(\d{{4}}{SPACE}GMT\)){_ELSEWHERE})"),
        values.read_clock, before=_in_front(rf"\b(?:at|around|about|by|until|from|since|after|before){SPACE}")),
    Rule("noon", "clock", False, re.compile(r"\b(?P<noon>(?i:noon|midday|midnight))\b(?!-)"), values.read_noon),
    Rule("quarter", "other", True, re.compile(
        rf"\b(?:(?P<lead>(?P<year2>(?:19|20)\d\d){SPACE})?Q(?P<number>[1-4])|(?P<number2>(?i:first|second|third|fourth|final)|1st|2nd|3rd|4th){JOINT}(?i:quarter))\b"
        rf"(?:{GAP},?(?:{SPACE}of)?{SPACE}(?:(?P<fiscal>(?:fiscal|financial|FY)(?:{SPACE}year)?{GAP}(?:\d{{2,4}})?)|(?P<year>(?:19|20)\d\d)|(?P<which>this|last|next|the){SPACE}year)\b)?"),
        values.read_quarter, not_before=_in_front(rf"\b(?:a|one|fiscal|financial){SPACE}")),
    Rule("fiscal quarter", "other", True, re.compile(
        rf"\b(?P<fiscal>(?i:fiscal)){SPACE}(?P<number>(?i:first|second|third|fourth)|Q[1-4]){JOINT}?(?:quarter)?\b(?:{SPACE}(?:of{SPACE})?(?P<year>(?:19|20)\d\d))?"),
        values.read_quarter),
    Rule("half", "other", True, re.compile(
        rf"\b(?:(?P<number>(?i:first|second|1st|2nd)){SPACE}(?i:half){SPACE}of{SPACE}|H(?P<number2>[12]){SPACE})"
        rf"(?:(?P<fiscal>(?:fiscal|FY)(?:{SPACE}year)?{GAP}\d{{2,4}})|(?P<year>(?:19|20)\d\d)|(?P<which>this|last|next|the){SPACE}year)\b"),
        values.read_half),
    Rule("fiscal year", "other", False, re.compile(
        rf"\b(?:(?i:fiscal|financial)(?:{SPACE}(?i:year))?{SPACE}|FY{GAP})['’]?(?P<year>(?:19|20)\d\d|\d\d)(?:[/–-](?P<last>\d\d(?:\d\d)?))?\b"),
        values.read_year),
    Rule("year fiscal", "other", False, re.compile(
        rf"{_FREE}(?P<year>(?:19|20)\d\d)(?:[/–-](?P<last>\d\d(?:\d\d)?))?{SPACE}(?:fiscal|financial){SPACE}year\b"), values.read_year),
    Rule("season", "other", False, re.compile(rf"\b(?P<season>(?i:{either(SEASONS)}))(?:{SPACE}of)?{SPACE}(?P<year>(?:19|20)\d\d)\b"),
        values.read_season),
    Rule("holiday", "day", True, re.compile(
        r"\b(?P<holiday>(?i:" + either(FIXED_DAYS).replace("'s", OWNER) + rf"))\b{_MAYBE_YEAR}"), values.read_holiday),
    Rule("decade", "other", False, re.compile(r"(?<![\w$£€.,])(?:['’](?P<short>[2-9]0)|(?P<year>1[1-9]\d0|20\d0))['’]?s\b"),
        values.read_decade),
    Rule("years", "other", False, re.compile(
        rf"(?<![\w$£€.,/-])(?P<year>(?:19|20)\d\d)(?:{DASH}(?P<last>(?:19|20)\d\d|\d\d)|/(?P<last2>\d\d))(?![\w/]|[-.,:]\d)"), values.read_year,
        not_after=_COUNTED),
    Rule("year", "other", False, re.compile(rf"{_FREE}{_YEAR}(?![\w/%]|-\w)"), values.read_year,
        before=_STRONG_YEAR, not_after=_PLURAL),
    Rule("to year", "other", False, re.compile(rf"{_FREE}{_YEAR}(?![\w/%]|-\w)"), values.read_year,
        before=_TO_YEAR, not_after=_PLURAL),
    Rule("weak year", "other", False, re.compile(rf"{_FREE}(?P<year>(?:19|20)(?!00)\d\d)(?![\w/%]|[.,:]\d|-\w)"), values.read_year,
        before=_WEAK_YEAR, not_before=_in_front(rf"(?<!\bfrom)(?<!\bbetween)(?<![\w.,]){SPACE}to{SPACE}"), not_after=_PLURAL),
    Rule("owned year", "other", False, re.compile(rf"{_FREE}(?P<year>(?:19|20)(?!00)\d\d)(?={JOINT}[A-Za-z])"), values.read_year,
        before=_OWNED_YEAR, not_after=_COUNTED),
    Rule("titled year", "other", False, re.compile(rf"{_FREE}(?P<year>(?:19|20)(?!00)\d\d)(?={SPACE}[A-Z][a-z])"), values.read_year,
        not_before=_in_front(rf"[-,#.\d]{GAP}|\b(?:call|at|to|Highway|Route|No|Room|Flight|Route){SPACE}", 0), not_after=_ADDRESS),
)  # fmt: skip
