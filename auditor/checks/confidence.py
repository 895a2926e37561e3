"""How sure a conflict is to be one: learned from annotated topics (bench/calibrate.py), a few readable weights.

Logistic regression over yes-or-no features: the weights of those that hold add up, on the scale of the natural
logarithm of odds. confidence.json holds them with the counts that they were learned from. A code of which those topics
have no conflict keeps the confidence that its rule gives.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from auditor.model import Severity

LEAST, MOST = 0.05, 0.95
"""No confidence lies beyond these: so few conflicts cannot tell more."""


LIKELY, DOUBTFUL = 0.7, 0.6
"""From the one on, figures likely are told of one thing and differ; below the other they may be of two things."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the confidence in a conflict may look at. rating: that of its figures (``differing.mean_likelihood``)."""

    code: str
    severity: Severity
    rating: float = 0.0


FEATURES: dict[str, Callable[[Seen], bool]] = {
    "high or medium": lambda seen: seen.severity != "low",
    "figures that are likely of one thing": lambda seen: _weighed(seen) and seen.rating >= LIKELY,
    "figures that may be of two things": lambda seen: _weighed(seen) and seen.rating < DOUBTFUL,
    "names, or yes against no": lambda seen: seen.code in ("E001", "P001"),
}


def _weighed(seen: Seen) -> bool:
    """Is it shown for the likelihood of its figures, not by a rule?"""
    return seen.code == "N001" and seen.severity == "low"


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
