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

SUPPOSED = frozenset({"can", "could", "might", "may", "would", "should"})
"""Verbs that make a figure one of what is possible."""
_SINGLE = 1.0
"""What it adds to a pair's weight that both tell what an event has one of, such as a toll."""


def told_apart(claims: Sequence[Claim], kinds: Mapping[str, Kind]) -> npt.NDArray[np.bool_]:
    """Which pairs, claims x claims, are two questions: 35 miles from one town and 90 from another, what a flood could
    cost and what it cost."""
    supposed = np.array([c.value_type != "flag" and c.qualifier("modality") in SUPPOSED for c in claims])
    apart: npt.NDArray[np.bool_] = np.not_equal.outer(supposed, supposed)
    slotted = [n for n, c in enumerate(claims) if c.kind != OPEN and kinds[c.kind].identity]
    for i, j in combinations(slotted, 2):
        if claims[i].kind == claims[j].kind and parted_by(claims[i], claims[j], kinds):
            apart[i, j] = apart[j, i] = True
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
