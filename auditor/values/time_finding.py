"""Dates and times in prose: where they stand, what they mean, which role they play.

Relative words are read from the article's own date, never from the clock. A weekday is the latest one up to
that date; behind "next", "coming", "by" and "until" it is the coming one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, cast

from auditor.model import TimeExpression
from auditor.values import calendar_values as values
from auditor.values.calendar_words import DASH, GAP, JOINT, MODIFIERS, OWNER, ROLES, SPACE, either
from auditor.values.day_patterns import DAY_RULES
from auditor.values.span_patterns import SPAN_RULES
from auditor.values.time_rules import WINDOW, Rule

Role = Literal["on", "until", "by", "since", "before", "after"]


class _Found(NamedTuple):
    start: int
    end: int
    rule: Rule
    groups: dict[str, str]


class _Lead(NamedTuple):
    """What stands in front of a time: its cue and role, where the cue starts and where the name does."""

    start: int
    name: int
    cue: str
    role: Role


_CUES = either(ROLES)
_SOFT = f"(?:about|around|approximately|roughly|at least|at|on|at around|the|sometime|some time){SPACE}"
_LEAD = re.compile(
    rf"(?:(?P<cue>\b(?:(?:shortly|just|soon|immediately|right|long){SPACE})?(?<![\w'’]){_CUES}){SPACE})?"
    rf"(?:{_SOFT}){{0,3}}(?P<name>)(?:(?<![\w-]){either(MODIFIERS)}(?:{JOINT}(?:the{SPACE})?))?$",
    re.IGNORECASE,
)
_GLUE = re.compile(
    rf"{GAP}[,|]?{GAP}(?:\b(?:at|on|of|about|around|approximately|just|shortly|before|after|the|early|late)\b{GAP}){{0,3}}"
)
_RANGE = re.compile(rf"(?:{SPACE}(?P<word>to|through|until|till|and|thru){SPACE}|{DASH})(?:the{SPACE}|about{SPACE})?")
_SPAN_CUE = re.compile(
    rf"\b(?P<cue>for|over|during|in|within|throughout){SPACE}(?:about{SPACE}|(?:at{SPACE}least{SPACE}))?(?:the{SPACE})?$",
    re.IGNORECASE,
)


def find_times(text: str, published: str = "") -> tuple[TimeExpression, ...]:
    """The dates, times of day and spans of the calendar in a text, in order and without overlaps.

    published: the article's ISO date (or datetime), "" when unknown: relative times have no value then. An
    expression starts at the word that gives its role ("until late 2026"); "in", "on", "at" give none and stay out.
    Never raises.
    """
    day = values.anchor_day(published)
    times: list[TimeExpression] = []
    between = False
    for run in _runs(text, _select(_candidates(text))):
        lead = _lead(text, run, times, between)
        between = lead.cue.lower() == "between"
        times.append(_expression(text, run, lead, day))
    return tuple(times)


def _candidates(text: str) -> Iterator[_Found]:
    for rule in (*DAY_RULES, *SPAN_RULES):
        for match in rule.pattern.finditer(text):
            if _allowed(text, match.start(), match.end(), rule):
                yield _Found(match.start(), match.end(), rule, _groups(match))


def _groups(match: re.Match[str]) -> dict[str, str]:
    """The named groups; "unit2" is another place where the pattern may find "unit"."""
    groups: dict[str, str] = {}
    for name, value in match.groupdict("").items():
        key = name.rstrip("2")
        groups[key] = groups.get(key) or value
    return groups


def _allowed(text: str, start: int, end: int, rule: Rule) -> bool:
    left, right = text[max(0, start - WINDOW) : start], text[end : end + WINDOW]
    if rule.before and not rule.before.search(left):
        return False
    if rule.not_before and rule.not_before.search(left):
        return False
    return not (rule.not_after and rule.not_after.match(right))


def _select(found: Iterable[_Found]) -> list[_Found]:
    """The earliest first, of these the longest; what overlaps them goes, and what is no date never counts."""
    chosen: list[_Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if (not chosen or item.start >= chosen[-1].end) and _value(item, values.Anchor(None)) is not None:
            chosen.append(item)
    return chosen


def _value(item: _Found, anchor: values.Anchor) -> str | None:
    if item.groups.get("which", "").lower() in values.STORY_TIME:
        return ""
    try:
        return item.rule.read(item.groups, anchor)
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return ""


def _runs(text: str, found: list[_Found]) -> list[list[_Found]]:
    """Neighbours that tell one time together: "8:30 p.m. Thursday", "Friday, Sep 10, 2010"."""
    runs: list[list[_Found]] = []
    for item in found:
        if runs and _joins(text, runs[-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _joins(text: str, run: list[_Found], item: _Found) -> bool:
    sorts = {member.rule.sort for member in run}
    if item.rule.sort in sorts or "other" in sorts | {item.rule.sort}:
        return False
    gap = text[run[-1].end : item.start]
    return len(gap) <= WINDOW and _GLUE.fullmatch(gap) is not None


def _lead(text: str, run: list[_Found], times: list[TimeExpression], between: bool) -> _Lead:
    start, end = run[0].start, run[-1].end
    floor = max(times[-1].end if times else 0, start - WINDOW)
    left = text[floor:start]
    plain = _Lead(start, start, "", "on")
    if times and floor == times[-1].end and (ranged := _RANGE.fullmatch(left)):
        word = (ranged["word"] or "to").lower()
        if word != "and" or between:
            # A dash alone joins two times without a word to show, so the span starts at the time itself.
            return _Lead(floor + max(0, ranged.start("word")) if ranged["word"] else start, start, word, "until")
    if run[0].rule.name == "span":
        return _span_lead(left, floor, start, _back(run[0]))
    match = _LEAD.search(left)
    if not match:
        return plain
    name = floor + match.start("name")
    cue = " ".join((match["cue"] or "").lower().split())
    governs = cue and run[0].rule.name not in {"owned year", "titled year"} and not _OWNED.match(text, end)
    if not governs:
        return _Lead(name if match.end() > match.end("name") else start, name, "", "on")
    return _Lead(floor + match.start("cue"), name, cue, _role(cue))


def _role(cue: str) -> Role:
    return cast(Role, ROLES.get(cue) or ROLES[cue.split(" ", 1)[1]])


_OWNED = re.compile(OWNER)
_AHEAD = re.compile(
    rf"\b(?:will|shall|due|scheduled|expected|plans? to|planned for|is to|are to|to be|set (?:to|for))"
    rf"(?:{SPACE}(?!(?:said|told|after|when|since|who|over|from)\b)[\w’'-]{{1,20}}){{0,6}}{SPACE}$"
)
"""Words that put a weekday or month behind them into the future: "will meet on Friday"."""


def _back(item: _Found) -> bool:
    return item.groups["which"].lower() in {"last", "past", "previous"}


def _span_lead(left: str, floor: int, start: int, back: bool) -> _Lead:
    """ "over the next two years" ends at its value, "in the last decade" begins there."""
    match = _SPAN_CUE.search(left)
    if not match:
        return _Lead(start, start, "", "since" if back else "until")
    within = match["cue"].lower() == "within" and not back
    return _Lead(floor + match.start(), start, match["cue"], "by" if within else "since" if back else "until")


def _expression(text: str, run: list[_Found], lead: _Lead, day: date | None) -> TimeExpression:
    end = run[-1].end
    left = text[max(0, lead.start - WINDOW) : lead.start]
    anchor = values.Anchor(
        day, lead.role in {"by", "until"} or (lead.role != "since" and _AHEAD.search(left) is not None)
    )
    return TimeExpression(
        start=lead.start,
        end=end,
        text=text[lead.start : end],
        value=_joined([(item.rule.sort, _value(item, anchor) or "") for item in run]),
        role=lead.role,
        relative=_relative(run),
        name=_name(text[lead.name : end]),
    )


def _joined(parts: list[tuple[str, str]]) -> str:
    """Date and time of day as one value; a date named beside its weekday wins over the weekday."""
    named = dict(parts)
    day = named.get("day") or named.get("weekday") or named.get("other") or ""
    return day if "T" in day or "/" in day else day + named.get("clock", "")


def _relative(run: list[_Found]) -> bool:
    """Whether the value hangs on the article's date: no part of the run says the year."""
    if any(item.groups.get("year") for item in run):
        return False
    return any(item.rule.relative for item in run)


def _name(words: str) -> str:
    return re.sub(DASH, "-", " ".join(words.split())).lower()
