"""Figures that are no quantities: dates, clock times, ordinals, numbers that name something.

Each rule is a pattern without nested repetition, so that blanking takes linear time. What a rule matches is blanked
out, character for character, before the grammar reads the text: offsets stay.
"""

from __future__ import annotations

import re

BLANK = "\ufffc"
"""Stands for a blanked character: neither space, letter nor digit."""

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_MONTHS_BUT_MAY = _MONTHS.replace("|may", "")
_TO = r"\s?(?:-|\u2013|to|and|or|,)\s?"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[.,][0-9]|%|\s?(?:per\s?cent|million|billion))"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_ZONES = r"(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|IST|local|hrs)\b"
_SMALL_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten"
_LABELS = (
    "flight|section|article|interstate|highway|route|exit|chapter|page|pages|channel|room|suite|apartment|apt|boeing"
    "|airbus|windows|version|volume|vol|episode|paragraph|clause|appendix|figure|fig|proposition|resolution|formula"
    "|apollo|gate|runway|terminal|phase|tier|grade|type|category|level|stage|round|psalm|amendment|iphone|ios|android"
    "|xbox|playstation|fortune|ftse|nikkei|russell|dax|nasdaq|stoxx|cac|part|article|rule|schedule|lot|box|pier"
    "|battalion|squadron|precinct|district|ward|sector|zone|junction|platform|step|lap|day|week|game|number|catch"
    "|super\\s?bowl|world\\s?cup|act|isbn|title"
)
_ABBREVIATED = "vol|fig|apt"
_PLAIN = "".join(rf"(?<!\b{word}\s)" for word in ("last", "next", "that", "this", "same", "each", "every", "past"))
"""Not behind these: "last week 12 people", "that day two men"."""
_DETERMINED = "".join(rf"(?<!\b{word}\s)" for word in ("the", "a", "an", "one", "his", "her", "its", "their", "our"))
"""Nor spelled figures behind these: "in the district two people", though "the Boeing 747"."""
_NAMING = rf"\b(?:(?:{_ABBREVIATED})s?\.|(?:{_LABELS})s?)\s?-?\s?#?"
_NO_AMOUNT = r"(?!\s?%|\s?per\s?cent|,[0-9]|\s?[mb]illion)"
_STREETS = "street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|place|square|court|highway|way"

_RULES: tuple[tuple[str, int], ...] = (
    # Addresses on the net.
    (r"https?://\S+|www\.\S+", re.I),
    (r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,190}", 0),
    # Clock times.
    (r"\b[0-9]{1,2}(?:[:.][0-9]{2}){0,2}\s?(?:[ap]\.\s?m\b\.?|[ap]m\b|o['\u2019]\s?clock\b|noon\b|midnight\b)", re.I),
    (rf"\b[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?:\s?{_ZONES})?", 0),
    (rf"\b[0-2][0-9][.:]?[0-9]{{2}}\s?{_ZONES}", re.I),
    (r"\b(?:GMT|UTC)\s?[+\u2212-]\s?[0-9]{1,2}\b", 0),
    (rf"\b(?:{_SMALL_WORDS}|eleven|twelve)\s(?:o['\u2019]\s?clock|[ap]\.?\s?m\b)", re.I),
    (r"\b(?:at|by|until|till|from|before|after)\s[0-2][0-9][0-5][0-9]\s?(?:hours|hrs?)\b", re.I),
    # Dates.
    (rf"\b{_MONTHS}\s?{_DAY}(?:{_TO}{_DAY})?(?:\s?,?\s{_YEAR}\b)?", re.I),
    (rf"\b{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?{_MONTHS_BUT_MAY}(?:\s?,?\s{_YEAR}\b)?", re.I),
    (rf"\b(?:on|until|by|since|from|before|after)\s{_DAY}\s(?:of\s)?may\b(?:\s?,?\s{_YEAR}\b)?", re.I),
    (rf"\b{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?(?:May\b|may\s{_YEAR}\b)(?:\s?,?\s{_YEAR}\b)?", 0),
    (rf"\b{_MONTHS}\s?,?\s{_YEAR}\b", re.I),
    (r"\b[0-9]{1,2}\s?/\s?[0-9]{1,2}\s?/\s?[0-9]{2,4}\b", 0),
    (r"\b(?:[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4})\b", 0),
    (r"\b[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}\b", 0),
    (rf"(?<![$\u00a3\u20ac0-9.,])(?:19|20)[0-9]{{2}}\s?(?:-|\u2013|/)\s?(?:{_YEAR}|[0-9]{{2}})\b(?![.,][0-9]|%)", 0),
    (r"\b[0-9]{2,3}0\s?['\u2019]?s\b|['\u2019][0-9]{2}s?\b|\b[1-9]0s\b", 0),
    (r"\b(?:9\s?/\s?11|7/7|24\s?/\s?7|9\s?-\s?11(?=\s(?:attack|terror))|50\s?/\s?50|fifty\s?-\s?fifty)\b", re.I),
    # Ordinals and what they count off.
    (r"\b[0-9]+(?:,[0-9]{3})*\s?-?(?:st|nd|rd|th)\b", re.I),
    (r"\b(?:first|second|third|fourth|other|latter|top|bottom|better)[\s-]+half\b", re.I),
    # Telephone and account numbers, post codes, street addresses.
    (r"\+[0-9][0-9 -]{6,18}[0-9]\b", 0),
    (r"(?<![0-9.,-])\(?[0-9]{3,5}\)?[ -][0-9]{3,4}-[0-9]{3,4}\b(?!-|,)", 0),
    (r"\b[0-9]{3}-[0-9]{4}\b(?!-)", 0),
    (r"\b[0-9]{3,}(?:-[0-9]{3,}){2,}", 0),
    (r"\b[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?\b", 0),
    (rf"\b[0-9]{{1,5}}(?:\s[NSEW]\.?)?(?:\s[A-Z][a-z]+\.?){{1,3}}\s(?:{_STREETS})\b", re.I & 0),
    (rf"\b[0-9]{{1,5}}(?:\s[NSEW]\.?)?(?:\s[A-Z][a-z]+\.?){{0,2}}\s(?:{_STREETS.title()})\b", 0),
    # Numbers that name.
    (rf"{_PLAIN}{_NAMING}[0-9][0-9.]*\b[a-z]?{_NO_AMOUNT}", re.I),
    (rf"{_PLAIN}{_DETERMINED}{_NAMING}(?:{_SMALL_WORDS})\b{_NO_AMOUNT}", re.I),
    (r"\b(?:AM|FM)\s?[0-9]{2,4}\b", 0),
    (r"\bno\.?\s?-?\s?[0-9]+\b(?!,[0-9]|\.[0-9])|[#\u2116]\s?[0-9]+", re.I),
    (r"\bs\s?&\s?p\s?[0-9]+|\b(?:top|big)\s?-\s?(?:[0-9]+|five|ten|four|three)\b", re.I),
    (rf"\bgroup\sof\s(?:7|8|20|77|seven|eight|{_SMALL_WORDS})\b(?!\s[a-z])", re.I),
    (r"\b[0-9]+\s?[x\u00d7]\s?[0-9]+\b(?!\s?[mcf])|\b(two|four)\s?-\s?by\s?-\s?(?:two|four)\b", re.I),
    (r"\.\s?[0-9]{2,3}\s?-?\s?(?:magnum|calib|cal\b)", re.I),
    # Numbering of lists.
    (r"^\s{0,20}[0-9]{1,3}[.)]\s|[:;]\s?\(?[1-9]\s?\)\s", re.M),
    # "One" that counts nothing, and numbers that do not mean their value.
    (r"\bone\s?-\s?(?:time|way|off|on|sided|stop)\b|\bone\s(?:day|another|by\sone|thing|time|way)\b", re.I),
    (r"\b(?:ground|sub)\s?-?\s?zero\b|\bzero\s?-?\s?(?:tolerance|hour|sum|emission|emissions|carbon)\b", re.I),
    (r"\b(?:at|square|number|day|the|that|this|which|every|each|any|another|no)\sone\b", re.I),
)  # fmt: skip
_COMPILED = tuple(re.compile(pattern, flags) for pattern, flags in _RULES)


def blank(text: str) -> str:
    """The text, of the same length, with everything blanked that bears digits but is no quantity."""
    for pattern in _COMPILED:
        text = pattern.sub(lambda match: BLANK * len(match.group()), text)
    return text
