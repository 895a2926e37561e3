"""How strongly two open claims answer the same question: the sum of learned weights, one for each feature's level."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from auditor.align.features import LEVELS, VALUE_UNKNOWN, Matrix, Rarity, features
from auditor.model import Claim

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """An additive model: a pair's weight is ``intercept`` plus one weight a feature; ``cut`` parts the groups."""

    intercept: float
    cut: float
    levels: Mapping[str, Sequence[float]]


_SILENT = ("sort of answer", "words of the shorter", "words of the longer", "one article")
"""Features that tell two claims nothing about each other that a reader would want to hear."""


@functools.cache
def weights() -> Weights:
    """The shipped weights. Raises ValueError when they do not fit the features."""
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if {f: len(w) for f, w in raw["levels"].items()} != {f: len(b) + 1 for f, b in LEVELS.items()}:
        raise ValueError(f"{WEIGHTS.name} does not fit the features; make it anew with bench/learn_alignment.py")
    return Weights(raw["intercept"], raw["cut"], raw["levels"])


def level_numbers(feature: str, values: Matrix) -> np.ndarray:
    """The number of the level, from 0, that each value of a feature falls into."""
    return np.searchsorted(np.array(LEVELS[feature]), values)


def compare_all(claims: Sequence[Claim], rare: Rarity) -> tuple[Matrix, dict[str, Matrix]]:
    """The weight of every pair less the cut (above zero: the same question), and each feature's part of it."""
    model = weights()
    parts = {
        name: np.array(model.levels[name])[level_numbers(name, values)]
        for name, values in features(claims, rare).items()
    }
    return sum(parts.values(), np.full((len(claims), len(claims)), model.intercept - model.cut)), parts


def without_values(total: Matrix, parts: Mapping[str, Matrix]) -> Matrix:
    """The weights of ``compare_all`` as they are where nothing is known of the values: by the words alone."""
    return total - parts["value"] + weights().levels["value"][VALUE_UNKNOWN]


def because(group: Sequence[int], parts: Mapping[str, Matrix]) -> tuple[str, ...]:
    """The features that speak most for a group, in words, the strongest first."""
    rows = np.array([i for n, i in enumerate(group) for _ in group[n + 1 :]])
    columns = np.array([j for n, _ in enumerate(group) for j in group[n + 1 :]])
    means = {name: float(matrix[rows, columns].mean()) for name, matrix in parts.items()}
    telling = [name for name in means if name not in _SILENT and means[name] > 0]
    strongest = sorted(telling, key=lambda name: (-means[name], name))[:3]
    return tuple(f"for one question speaks: {name} ({means[name]:+.1f})" for name in strongest)
