"""What the sense of two claims says of their being one question, whatever their words: kinds that an event has one of,
slots that tell claims of a kind apart, figures of what is possible against figures of what is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from auditor.align.features import Matrix
from auditor.align.levels import parted_by
from auditor.kinds import OPEN, Kind
from auditor.model import Claim

FIGURES = ("count", "money", "percent", "measure", "duration")
SUPPOSED = frozenset({"can", "could", "might", "may"})
"""Verbs that make a figure one of what is possible; "would" is mostly what somebody said will be."""
_SINGLE = 1.0
"""What it adds to a pair's weight that both tell what an event has one of, such as a toll."""


def told_apart(claims: Sequence[Claim], kinds: Mapping[str, Kind]) -> npt.NDArray[np.bool_]:
    """Which pairs, claims x claims, are two questions: 20 miles from one town and 90 from another, what a flood could
    cost and what it cost."""
    supposed = np.array([c.value_type in FIGURES and c.qualifier("modality") in SUPPOSED for c in claims])
    apart: npt.NDArray[np.bool_] = np.not_equal.outer(supposed, supposed)
    alike: dict[tuple[str, ...], list[int]] = {}
    for n, claim in enumerate(claims):
        if claim.kind != OPEN and kinds[claim.kind].identity:
            alike.setdefault((claim.kind, *map(claim.qualifier, kinds[claim.kind].identity)), []).append(n)
    for (one, some), (other, others) in combinations(alike.items(), 2):
        if one[0] == other[0] and parted_by(claims[some[0]], claims[others[0]], kinds):
            apart[np.ix_(some, others)] = apart[np.ix_(others, some)] = True
    return apart


def one_an_event(claims: Sequence[Claim], kinds: Mapping[str, Kind]) -> Matrix:
    """What is added to the weights, claims x claims, of pairs that tell of one event what it has one of."""
    added: Matrix = np.zeros((len(claims), len(claims)))
    rows: dict[tuple[object, ...], list[int]] = {}
    for n, claim in enumerate(claims):
        if claim.kind != OPEN and kinds[claim.kind].single:
            former = claim.qualifier("time") == "former"
            rows.setdefault((claim.kind, claim.qualifier("occasion"), claim.qualifier("part"), former), []).append(n)
    for group in rows.values():
        added[np.ix_(group, group)] = _SINGLE
    return added
