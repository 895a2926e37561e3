"""The rules for years, quarters, seasons, weeks and for distances from the article's date."""

from __future__ import annotations

from auditor.values import span_values as values
from auditor.values.calendar_words import DASH, GAP, JOINT, OWNER, ROLES, SEASONS, SPACE, either
from auditor.values.time_rules import AMOUNT, COUNT, ENDS, FREE, NEAR_YEAR, PLURAL, UNIT, UNITS, YEAR, rule

_SEASON = f"(?i:{either(SEASONS)})"
_ORDINAL = "(?i:first|second|third|fourth|final)|1st|2nd|3rd|4th"
_FISCAL = rf"(?P<fiscal>(?:(?i:fiscal|financial)(?:{SPACE}year)?|FY){GAP}['’]?(?:\d{{4}}|\d\d)?)\b"
_OF_YEAR = rf"(?:{_FISCAL}|(?P<year>(?:19|20)\d\d)\b|(?P<which>this|last|next|the){SPACE}year\b)"
_LAST = r"(?:[/–-](?P<last>\d{4}|\d\d))?"
_ROLE_CUE = either(set(ROLES) - {"from"})
_YEAR_CUE = (
    rf"\b(?i:in|during|throughout|circa|early|late|mid|pre|post|year|as of|{_ROLE_CUE}){JOINT}"
    rf"(?:(?:about|around|at{SPACE}least|late|early){SPACE}|mid{DASH})?"
)
_LASTING = "extend|continu|run|last|prolong|delay|postpon|stretch"
_TO_YEAR = (
    rf"\b(?:(?i:from|between){SPACE}[\w ,.]{{2,25}}|(?:{_LASTING})[a-z]{{0,5}}(?:{SPACE}[a-z]+)?)"
    rf"{SPACE}(?:to|and){SPACE}"
)
_OWNING = rf"\b(?i:the|a|an|its|their|his|her|our|this){SPACE}|\w{OWNER}{SPACE}|s['’]{SPACE}"
_NOT_IN_TIME = (
    r"\b(?i:first|second|third|fourth|fifth|time|times|only|once|twice|[a-z]+est|ever|"
    r"\d+(?:st|nd|rd|th))\b[^.;\r\n]{0,40}"
)
"""What makes "in two years" look back: the first time in two years."""

_STREET = "Street|St|Road|Rd|Avenue|Ave|Drive|Lane|Blvd|Boulevard|[Bb]lock"

SPAN_RULES = (
    rule(
        "span", "other", values.read_distance,
        rf"\b(?i:(?P<which>last|past|previous|next|coming|following)){SPACE}"
        rf"(?:{COUNT}(?:{SPACE}or{SPACE}\w+)?{JOINT}(?P<unit>{UNITS})|(?P<unit2>decade|century))\b",
        not_after=rf"{DASH}\w|{SPACE}of\b",
    ),
    rule(
        "unit", "other", values.read_unit,
        rf"\b(?i:(?P<which>last|next|this{SPACE}coming|this{SPACE}past|this|past|previous|coming|current|following)){SPACE}"
        rf"(?P<unit>(?i:weekend|week|month|quarter|year)|{_SEASON})\b",
        not_after=rf"{DASH}(?:old|long)\b|{SPACE}of\b",
    ),
    rule(
        "decade of the day", "other", values.read_unit, r"\b(?i:(?P<which>this|current))[ ](?P<unit>decade)\b",
    ),
    rule(
        "the weekend", "other", values.read_unit, r"\b(?P<which>)(?P<unit>weekend)\b",
        before=rf"\b(?i:over|during|through|throughout|at|until|by|after|before|since|of){SPACE}the{SPACE}",
    ),
    rule(
        "the year", "other", values.read_unit, r"\b(?P<which>)(?P<unit>week|month|year|decade|quarter)\b",
        before=rf"\b(?i:(?:end|start|beginning|middle|close){SPACE}of|(?:later|earlier|late|early){SPACE}in){SPACE}the{SPACE}",
        not_after=rf"{SPACE}(?:of|in)\b",
    ),
    rule(
        "ago to the day", "other", values.read_anniversary,
        rf"{COUNT}{SPACE}(?P<unit>years?){SPACE}ago\b", before=rf"\b(?i:exactly|precisely){SPACE}",
    ),
    rule(
        "ago to the day", "other", values.read_anniversary,
        rf"{COUNT}{SPACE}(?P<unit>years?){SPACE}ago{SPACE}(?i:today|to{SPACE}the{SPACE}day)\b",
    ),
    rule(
        "ago", "other", values.read_distance,
        rf"(?<![$£€.,\d]){COUNT}{JOINT}(?P<unit>{UNITS}|hours?|minutes?)"
        rf"(?:{SPACE}or{SPACE}so)?{SPACE}(?P<way>ago|later|earlier|from{SPACE}now)\b",
        not_after=rf"{SPACE}than\b",
    ),
    rule(
        "in weeks", "other", values.read_ahead,
        rf"\b(?i:in){SPACE}(?:(?:about|around){SPACE})?{COUNT}{SPACE}(?P<unit>{UNITS})\b",
        not_before=_NOT_IN_TIME,
        not_after=rf"{SPACE}(?:of|as|at|after|before|since|for|with|on|that|when|and)\b",
    ),
    rule(
        "within weeks", "other", values.read_ahead, rf"{COUNT}{SPACE}(?P<unit>{UNITS})\b",
        before=rf"\b(?i:within){SPACE}", not_before=_NOT_IN_TIME, not_after=rf"{SPACE}(?:of|after|before)\b",
    ),
    rule(
        "quarter", "other", values.read_quarter,
        rf"\b(?:(?:(?P<year2>(?:19|20)\d\d){SPACE})?Q(?P<number>[1-4])|(?P<number2>{_ORDINAL}){JOINT}(?i:quarter))\b"
        rf"(?:{GAP},?(?:{SPACE}of)?{SPACE}{_OF_YEAR})?",
        not_before=rf"\b(?i:a|one|fiscal|financial){SPACE}",
    ),
    rule(
        "fiscal quarter", "other", values.read_quarter,
        rf"\b(?P<fiscal>(?i:fiscal)){SPACE}(?P<number>{_ORDINAL}|Q[1-4])(?:{JOINT}quarter)?\b"
        rf"(?:{SPACE}(?:of{SPACE})?(?P<year>(?:19|20)\d\d))?",
    ),
    rule(
        "half", "other", values.read_half,
        rf"\b(?:(?P<number>(?i:first|second|1st|2nd)){SPACE}(?i:half){SPACE}of{SPACE}|H(?P<number2>[12]){SPACE}){_OF_YEAR}",
    ),
    rule(
        "fiscal year", "other", values.read_year,
        rf"\b(?:(?i:fiscal|financial)(?:{SPACE}(?i:year))?{SPACE}|FY{GAP})['’]?(?P<year>(?:19|20)\d\d|\d\d){_LAST}\b",
        relative=False, not_after=AMOUNT,
    ),
    rule(
        "year fiscal", "other", values.read_year,
        rf"{FREE}{NEAR_YEAR}{_LAST}{SPACE}(?:fiscal|financial){SPACE}year\b", relative=False,
    ),
    rule(
        "season", "other", values.read_season, rf"\b(?P<season>{_SEASON})(?:{SPACE}of)?{SPACE}{NEAR_YEAR}\b",
        relative=False,
    ),
    rule(
        "decade", "other", values.read_decade,
        r"(?<![\w$£€.,])(?:['’](?P<year2>[2-9]0)|(?P<year>1[1-9]\d0|20\d0))['’]?s\b", relative=False,
    ),
    rule(
        "years", "other", values.read_year,
        rf"(?<![\w$£€.,/-]){NEAR_YEAR}(?:{DASH}(?P<last>(?:19|20)\d\d|\d\d)|/(?P<last2>\d\d))(?![\w/]|[-.,:]\d)",
        relative=False, not_after=AMOUNT,
    ),
    rule(
        "year", "other", values.read_year, rf"{FREE}(?!..00){NEAR_YEAR}{ENDS}",
        relative=False, before=_YEAR_CUE, not_after=UNIT,
    ),
    rule(
        "round or far year", "other", values.read_year, rf"{FREE}{YEAR}{ENDS}",
        relative=False, before=_YEAR_CUE, not_after=PLURAL,
    ),
    rule(
        "to year", "other", values.read_year, rf"{FREE}{YEAR}{ENDS}",
        relative=False, before=_TO_YEAR, not_after=PLURAL,
    ),
    rule(
        "year after a weak cue", "other", values.read_year, rf"{FREE}(?!..00){NEAR_YEAR}{ENDS}",
        relative=False, before=rf"\b(?:(?i:for|of|from|or|and|than)|{_SEASON}){SPACE}|\(", not_after=PLURAL,
    ),
    rule(
        "owned year", "other", values.read_year, rf"{FREE}(?!..00){NEAR_YEAR}(?={SPACE}[A-Za-z])",
        relative=False, before=rf"(?:{_OWNING})(?:[a-z]+{SPACE})?", not_after=AMOUNT,
    ),
    rule(
        "titled year", "other", values.read_year, rf"{FREE}(?!..00){NEAR_YEAR}(?={SPACE}[A-Z][a-z])",
        relative=False,
        not_before=rf"[-,#.\d]{GAP}|\b(?:call|at|to|Highway|Route|No|Room|Flight){SPACE}",
        not_after=rf"{SPACE}(?:[A-Z]\w+{SPACE}){{0,2}}(?:{_STREET})\b",
    ),
)  # fmt: skip
"""Earlier rows win over later ones of the same length."""
