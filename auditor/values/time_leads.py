"""What stands in front of a time: the word that gives its role, and whether the sentence looks ahead."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from auditor.values.calendar_words import DASH, JOINT, MODIFIERS, OWNER, ROLES, SPACE, either

Role = Literal["on", "until", "by", "since", "before", "after"]


class Lead(NamedTuple):
    """The cue and role of a time; where the cue starts, where the name does; whether it ends a range ("to 2041")."""

    start: int
    name: int
    cue: str = ""
    role: Role = "on"
    ends_range: bool = False


_SOFT = f"(?:about|around|approximately|roughly|at least|at|on|at around|the|sometime|some time){SPACE}"
_LEAD = re.compile(
    rf"(?:(?P<cue>\b(?:(?:shortly|just|soon|immediately|right|long){SPACE})?(?<![\w'’]){either(ROLES)}){SPACE})?"
    rf"(?:{_SOFT}){{0,3}}(?P<name>)(?P<modifier>(?<![\w-]){either(MODIFIERS)}(?:{JOINT}(?:the{SPACE})?))?\Z",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"(?:{SPACE}(?P<word>to|through|until|till|and|thru){SPACE}|{DASH})(?:the{SPACE}|about{SPACE})?")
_SPAN = re.compile(
    rf"\b(?P<cue>for|over|during|in|within|throughout){SPACE}(?:(?:about|at{SPACE}least){SPACE})?(?:the{SPACE})?\Z",
    re.IGNORECASE,
)
_OWNED = re.compile(OWNER)
_AHEAD = re.compile(
    rf"\b(?:will|shall|due|scheduled|expected|plans?{SPACE}to|planned{SPACE}for|is{SPACE}to|are{SPACE}to|to{SPACE}be|"
    rf"set{SPACE}(?:to|for))(?:{SPACE}(?!(?:said|told|after|when|since|who|over|from)\b)[\w’'-]{{1,20}}){{0,6}}{SPACE}\Z"
)
"""Words that put a weekday or month behind them into the future: "will meet on Friday"."""

_WAYS = {"by": 1, "until": 1, "starting": 1, "beginning": 1, "effective": 1, "since": -1}


def cue_lead(text: str, floor: int, start: int, end: int, governed: bool) -> Lead:
    """The lead of a time at start:end, read from ``floor`` on.

    Not governed are times inside a name for something else: "after Sunday's vote" is not after Sunday.
    """
    match = _LEAD.search(text[floor:start])
    if not match:
        return Lead(start, start)
    name = floor + match.start("name") if match["modifier"] else start
    if not match["cue"] or not governed or _OWNED.match(text, end):
        return Lead(name, name)
    cue = " ".join(match["cue"].lower().split())
    role = ROLES.get(cue) or ROLES[cue.split(" ", 1)[1]]
    return Lead(floor + match.start("cue"), name, cue, cast(Role, role))


def range_lead(text: str, floor: int, start: int, after_between: bool, same_sort: bool) -> Lead | None:
    """The lead of a time that ends the range begun by the time in front of it; None when it does not."""
    match = _RANGE.fullmatch(text[floor:start])
    if not match:
        return None
    word = (match["word"] or "").lower()
    if (word == "and" and not after_between) or (not word and not same_sort):
        return None
    return Lead(floor + match.start("word") if word else start, start, word, "until", ends_range=True)


def span_lead(text: str, floor: int, start: int, back: bool) -> Lead:
    """ "over the next two years" ends at its value, "in the last decade" begins there."""
    match = _SPAN.search(text[floor:start])
    role: Role = "since" if back else "until"
    if not match:
        return Lead(start, start, role=role)
    within = match["cue"].lower() == "within" and not back
    return Lead(floor + match.start(), start, match["cue"], "by" if within else role)


def way(left: str, lead: Lead) -> int:
    """1 where the words look ahead, -1 where they look back, 0 where they do not say."""
    if _AHEAD.search(left):
        return 1
    return _WAYS.get(lead.cue.split(" ")[0], _WAYS.get(lead.role, 0)) if lead.role != "on" else 0
