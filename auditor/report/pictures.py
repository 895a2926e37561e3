"""What the report draws: values on a line, and answers over time. Pure: claims in, places in per cent out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from auditor.model import Claim
from auditor.report.days import shown, stretch
from auditor.report.words import counted, listed
from auditor.values.display import amount

LEFT, RIGHT = 4.0, 96.0
"""Where the ends of the scale stand, in per cent of the width."""
TICKS = 4
"""Marks of the scale at most."""
APART = 22.0
"""Per cent between two marks at least, so that their words do not touch."""
_LETTER = 2.2
"""Per cent of the width that a letter takes where two pictures stand side by side."""
_WIDE = 100  # from this ratio of the largest to the smallest on, the scale is logarithmic
_AROUND = 0.05  # what "about" allows on each side, as it is drawn


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the line at ``at`` per cent, up to ``to`` where it is a range. told: in words.

    hollow: only about there. way: "up" or "down" where it is a bound. weight: sources behind it.
    """

    at: float
    told: str
    to: float | None = None
    hollow: bool = False
    way: str = ""
    weight: int = 1

    @property
    def radius(self) -> float:
        """Of the dot, in pixels: its area grows with the sources behind it."""
        return round(min(5 * math.sqrt(self.weight), 13), 1)


@dataclass(frozen=True, slots=True)
class Strip:
    """One answer with its marks. side: is it in conflict? who: the names behind it."""

    label: str
    who: tuple[str, ...]
    marks: tuple[Mark, ...]
    side: bool = True

    @property
    def told(self) -> str:
        return f"{self.label}: {'; '.join(mark.told for mark in self.marks)}"


@dataclass(frozen=True, slots=True)
class Picture:
    """Answers on one common scale. ticks: (per cent, words)."""

    title: str
    strips: tuple[Strip, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to draw: its claims, and the source's name and publication date (ISO or "") of each."""

    label: str
    claims: tuple[Claim, ...]
    names: tuple[str, ...]
    published: tuple[str, ...]
    side: bool = True

    @property
    def who(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.names))


def number_line(answers: Sequence[Answer]) -> Picture | None:
    """The answers' values on one line, ranges as bars; None where they are not two different values of one unit."""
    figures = [a for a in answers if _is_figure(a.claims[0])]
    units = {(c.value_type, c.unit) for a in figures for c in a.claims}
    if len(figures) == len(answers) and len(units) == 1:
        return _line(answers, _ends, lambda value: amount(_decimal(value), None, figures[0].claims[0].unit))
    spans = [a for a in answers if isinstance(a.claims[0].value, str) and stretch(a.claims[0].value)]
    return _line(spans, _days, lambda value: shown(date.fromordinal(round(value)).isoformat(), short=True))


def _is_figure(claim: Claim) -> bool:
    return isinstance(claim.value, Decimal) and claim.value.is_finite() and claim.value_type not in ("ordinal", "score")


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.12g}")


Ends = tuple[float, float]


def _ends(claim: Claim) -> Ends:
    value = float(str(claim.value))
    upper = float(claim.upper) if claim.upper is not None and claim.upper.is_finite() else value
    return (value, upper) if claim.bound != "~" or claim.upper is not None else _around(value)


def _around(value: float) -> Ends:
    return value - abs(value) * _AROUND, value + abs(value) * _AROUND


def _days(claim: Claim) -> Ends:
    first, last = stretch(str(claim.value)) or (1, 1)
    return float(first), float(last)


def _line(answers: Sequence[Answer], ends: Callable[[Claim], Ends], words: Callable[[float], str]) -> Picture | None:
    found = [(a, [ends(c) for c in a.claims if _fits(c, a.claims[0])]) for a in answers]
    values = [value for _, spans in found for span in spans for value in span]
    if len({spans[0] for _, spans in found}) < 2 or not all(map(math.isfinite, values)) or min(values) == max(values):
        return None
    scale = _scale(min(values), max(values))
    strips = tuple(Strip(a.label, a.who, _marks(a, spans, scale), a.side) for a, spans in found)
    dates = ends is _days
    ticks = _chosen(values, scale) if dates else _round_ticks(min(values), max(values))
    return Picture("Dates on one line" if dates else "Values on one line", strips, _placed(ticks, scale, words))


def _fits(claim: Claim, first: Claim) -> bool:
    """Can the claim be drawn as the first one is?"""
    if isinstance(first.value, str):
        return isinstance(claim.value, str) and stretch(claim.value) is not None
    return _is_figure(claim)


def _scale(least: float, most: float) -> Callable[[float], float]:
    """From values to per cent of the width; logarithmic where the values are far apart."""
    if least > 0 and most / least >= _WIDE:
        low, high = math.log(least), math.log(most)
        return lambda value: LEFT + (RIGHT - LEFT) * (math.log(max(value, least)) - low) / (high - low)
    return lambda value: round(LEFT + (RIGHT - LEFT) * (value - least) / (most - least), 2)


_WAYS = {">": "up", ">=": "up", "<": "down", "<=": "down"}


def _marks(answer: Answer, spans: Sequence[Ends], scale: Callable[[float], float]) -> tuple[Mark, ...]:
    """A mark for each different way in which the answer's claims put it."""
    claims = [c for c in answer.claims if _fits(c, answer.claims[0])]
    marks: dict[tuple[Ends, str], list[str]] = {}
    for claim, span, name in zip(claims, spans, answer.names, strict=False):
        marks.setdefault((span, claim.bound), []).append(name)
    return tuple(
        Mark(
            round(scale(low), 2), counted(len(set(names)), "source"), round(scale(high), 2) if high > low else None,
            bound == "~", _WAYS.get(bound, ""), len(set(names)),
        )
        for ((low, high), bound), names in marks.items()
    )  # fmt: skip


def _round_ticks(least: float, most: float) -> list[float]:
    """Round values between the two, at most TICKS of them."""
    if least > 0 and most / least >= _WIDE:
        powers = [10.0**n for n in range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)]
        inside = [value for value in powers if least <= value <= most]
        return inside[:: max(1, math.ceil(len(inside) / TICKS))]
    step = _step((most - least) / TICKS)
    if least == int(least) and most == int(most):
        step = max(step, 1.0)  # there are no half people
    first = math.ceil(least / step - 1e-9)
    return [n * step for n in range(first, math.floor(most / step + 1e-9) + 1)]


def _step(rough: float) -> float:
    """The next round step: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * (1 - 1e-9))


def _chosen(values: Sequence[float], scale: Callable[[float], float]) -> list[float]:
    """The first, the last, and those between that have room."""
    ordered = sorted(set(values))
    kept = [ordered[0]]
    for value in ordered[1:-1]:
        if scale(value) - scale(kept[-1]) >= APART and scale(ordered[-1]) - scale(value) >= APART:
            kept.append(value)
    return [*kept, ordered[-1]]


def _placed(
    ticks: Sequence[float], scale: Callable[[float], float], words: Callable[[float], str]
) -> tuple[tuple[float, str], ...]:
    """The ticks that have room for their words."""
    out: list[tuple[float, str]] = []
    for value in ticks:
        at, told = round(scale(value), 2), words(value)
        if not out or at - out[-1][0] >= max(APART * 0.8, _LETTER * (len(told) + len(out[-1][1])) / 2):
            out.append((at, told))
    return tuple(out)


def timeline(answers: Sequence[Answer]) -> Picture | None:
    """When articles with each answer were published; None where no answer was given before another only."""
    told = [(a, _published(a)) for a in answers]
    days = sorted({float(day) for _, found in told for day in found})
    known = [found for _, found in told if found]
    if not any(max(a) < min(b) for a in known for b in known):
        return None
    scale = _scale_of_days(days[0], days[-1])
    strips = tuple(
        Strip(a.label, a.who, tuple(_day(day, names, scale) for day, names in found.items()), a.side)
        for a, found in told
    )
    words = lambda value: shown(date.fromordinal(round(value)).isoformat(), short=True)  # noqa: E731
    return Picture("When it was said", strips, _placed(_chosen(days, scale), scale, words))


def _scale_of_days(first: float, last: float) -> Callable[[float], float]:
    return lambda value: round(LEFT + (RIGHT - LEFT) * (value - first) / (last - first), 2)


def _published(answer: Answer) -> dict[int, list[str]]:
    """Day -> the names of those who said it then."""
    found: dict[int, list[str]] = {}
    for published, name in sorted(zip(answer.published, answer.names, strict=True)):
        span = stretch(published)
        if span and span[0] == span[1] and name not in found.get(span[0], []):
            found.setdefault(span[0], []).append(name)
    return found


def _day(day: int, names: Sequence[str], scale: Callable[[float], float]) -> Mark:
    told = f"{shown(date.fromordinal(day).isoformat())}, {listed(names)}"
    return Mark(scale(day), told, weight=len(names))
