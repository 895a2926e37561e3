"""Finding dates and times in prose: where they stand, what they mean, which role they play.

Relative words are read from the article's own date, never from the clock. A weekday is the latest one up to that date,
and the coming one behind "next", "coming", "by", "until" and "will".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from auditor.model import TimeExpression
from auditor.values import calendar_values as values
from auditor.values.calendar_words import DASH, GAP
from auditor.values.day_patterns import DAY_RULES
from auditor.values.span_patterns import SPAN_RULES
from auditor.values.time_compare import days_of
from auditor.values.time_leads import Lead, cue_lead, range_lead, span_lead, way
from auditor.values.time_rules import WINDOW, Rule


class _Found(NamedTuple):
    """One match of a rule."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, str]


Run = list[_Found]
"""Neighbours that tell one time together."""

_GLUE = re.compile(
    rf"{GAP}[,|]?{GAP}(?:\b(?:at|on|of|about|around|approximately|just|shortly|before|after|the|early|late)\b{GAP}){{0,3}}"
)
_NOUN_LIKE = {"owned year", "titled year"}


def find_times(text: str, published: str = "") -> tuple[TimeExpression, ...]:
    """The dates, times of day and spans of the calendar in a text, in order and without overlaps.

    published: the article's ISO date (or datetime), "" when unknown: relative times have no value then. An
    expression starts at the word that gives its role ("until late 2026"); "in", "on", "at" give none and stay out.
    Never raises.
    """
    day = values.anchor_day(published)
    runs = _runs(text, _chosen(text))
    leads = _leads(text, runs)
    times: list[TimeExpression] = []
    for index, (run, lead) in enumerate(zip(runs, leads, strict=True)):
        ends_later = index + 1 < len(runs) and leads[index + 1].ends_range
        origin = _origin(day, run, lead, times, runs[index + 1] if ends_later else None)
        times.append(_expression(text, run, lead, origin))
    return tuple(times)


@lru_cache(maxsize=10_000)
def _chosen(text: str) -> tuple[_Found, ...]:
    """What the rules find, whatever the article's day. Claims share sentences, whose texts are asked for again."""
    return tuple(_select(_candidates(text)))


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


def _runs(text: str, found: Iterable[_Found]) -> list[Run]:
    """Neighbours that tell one time together: "8:30 p.m. Thursday", "Friday, Sep 10, 2010"."""
    runs: list[Run] = []
    for item in found:
        if runs and _joins(text, runs[-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _joins(text: str, run: Run, item: _Found) -> bool:
    sorts = {member.rule.sort for member in run}
    if item.rule.sort in sorts or "other" in sorts | {item.rule.sort}:
        return False
    gap = text[run[-1].end : item.start]
    return len(gap) <= WINDOW and _GLUE.fullmatch(gap) is not None


def _leads(text: str, runs: list[Run]) -> list[Lead]:
    leads: list[Lead] = []
    for index, run in enumerate(runs):
        leads.append(_lead(text, run, runs[index - 1] if index else None, leads[-1].cue if leads else ""))
    return leads


def _lead(text: str, run: Run, previous: Run | None, previous_cue: str) -> Lead:
    first, start = run[0], run[0].start
    floor = max(previous[-1].end if previous else 0, start - WINDOW)
    if previous and floor == previous[-1].end:
        same_sort = previous[-1].rule.sort == first.rule.sort
        ranged = range_lead(text, floor, start, previous_cue == "between", same_sort)
        if ranged:
            return ranged
    if first.rule.name == "span":
        return span_lead(text, floor, start, first.groups["which"].lower() in {"last", "past", "previous"})
    return cue_lead(text, floor, start, run[-1].end, first.rule.name not in _NOUN_LIKE)


def _origin(day: date | None, run: Run, lead: Lead, times: list[TimeExpression], end: Run | None) -> date | None:
    """The day that relative words count from: in a range each end may date the other ("from March to May 2011")."""
    if not _relative(run):
        return day
    other = times[-1].value if lead.ends_range else ""
    if end and not _relative(end):
        other = _run_value(end, values.Anchor(None))
    bounds = days_of(other)
    return bounds[0] if bounds else day


def _expression(text: str, run: Run, lead: Lead, day: date | None) -> TimeExpression:
    end = run[-1].end
    left = text[max(0, lead.start - WINDOW) : lead.start]
    return TimeExpression(
        start=lead.start,
        end=end,
        text=text[lead.start : end],
        value=_run_value(run, values.Anchor(day, way(left, lead))),
        role=lead.role,
        relative=_relative(run),
        name=_name(text[lead.name : end]),
    )


def _run_value(run: Run, anchor: values.Anchor) -> str:
    """Date and time of day as one value; a date named beside its weekday wins over the weekday."""
    named = {item.rule.sort: _value(item, anchor) or "" for item in run}
    day = named.get("day") or named.get("weekday") or named.get("other") or ""
    return day if "T" in day or "/" in day else day + named.get("clock", "")


def _relative(run: Run) -> bool:
    """Whether the value hangs on the article's date: no part of the run says the year."""
    if any(item.groups.get("year") for item in run):
        return False
    return any(item.rule.relative for item in run)


def _name(words: str) -> str:
    words = re.sub(rf"{GAP}['’]{GAP}(?=\w)", "'", re.sub(DASH, "-", words))
    return " ".join(words.lower().split())
