"""How sure a conflict is to be one: learned from annotated topics (bench/calibrate.py), a few readable weights.

Logistic regression over yes-or-no features: the weights of those that hold add up, on the scale of the natural
logarithm of odds. confidence.json holds them with the counts that they were learned from. A code of which those topics
have no conflict keeps the confidence that its rule gives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import numpy as np

from auditor.align.similar import cosines
from auditor.model import Claim, Severity, origin
from auditor.values.compare import times_apart

LEAST, MOST = 0.05, 0.95
"""No confidence lies beyond these: so few conflicts cannot tell more."""


_ALIKE = 0.5
"""The cosine of two sides' nearest claims from which they may well answer one question."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the confidence in a conflict may look at."""

    code: str
    severity: Severity
    sides: tuple[tuple[Claim, ...], ...]


FEATURES: dict[str, Callable[[Seen], bool]] = {
    "high or medium": lambda seen: seen.severity != "low",
    "three sources on a side": lambda seen: max(len({origin(c.article) for c in s}) for s in seen.sides) >= 3,
    "figures less than half apart": lambda seen: 1 < _apart(seen) < Decimal("1.5"),
    "figures twice as large or more": lambda seen: _apart(seen) >= 2,
    "yes against no": lambda seen: seen.code == "P001",
    "sides far apart in meaning": lambda seen: -1 <= _likeness(seen) < _ALIKE,
}


def features(seen: Seen) -> tuple[str, ...]:
    """The names of the features that hold."""
    return tuple(name for name, holds in FEATURES.items() if holds(seen))


def confidence(seen: Seen, by_rule: float) -> float:
    """0 to 1. by_rule: what the rule gives, for codes of which nothing was measured."""
    learned = _learned()
    if seen.code not in learned["codes"]:
        return by_rule
    return sigmoid(learned["base"] + sum(learned["weights"][name] for name in features(seen)))


def sigmoid(odds: float) -> float:
    """From the logarithm of odds to a probability within the bounds."""
    return round(min(MOST, max(LEAST, 1 / (1 + exp(-odds)))), 2)


@cache
def _learned() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("auditor.checks").joinpath("confidence.json").read_text("utf-8"))
    if set(loaded["weights"]) != set(FEATURES):
        raise ValueError("confidence.json does not fit the features: run bench/calibrate.py")
    return loaded


def _likeness(seen: Seen) -> float:
    """The cosine of the two claims of different sides that are nearest in meaning; -2 where none is known."""
    side = np.array([n for n, claims in enumerate(seen.sides) for _ in claims])
    alike = cosines([claim.meaning for claims in seen.sides for claim in claims])
    return float(alike[np.not_equal.outer(side, side)].max(initial=-2.0))


def _apart(seen: Seen) -> Decimal:
    """How many times the greater of the first two sides' figures is the other; 0 where they are no figures."""
    first: Sequence[Claim] = [side[0] for side in seen.sides[:2]]
    if len(first) < 2 or not all(isinstance(c.value, Decimal) for c in first):
        return Decimal(0)
    return times_apart(first[0], first[1])
