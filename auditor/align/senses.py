"""What the sense of two claims says of their being one question, whatever their words: kinds that an event has one of,
slots that tell claims of a kind apart, figures of what is possible against figures of what is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from auditor.align.features import Matrix
from auditor.align.levels import parted_by
from auditor.kinds import OPEN, Kind
from auditor.model import Claim

SUPPOSED = frozenset({"can", "could", "might", "may", "would", "should"})
"""Verbs that make a figure one of what is possible."""
_SINGLE = 1.0
"""What it adds to a pair's weight that both tell what an event has one of, such as a toll."""


def told_apart(claims: Sequence[Claim], kinds: Mapping[str, Kind]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that are two questions: 35 miles from one town and 90 from another, what a flood could cost and
    what it cost."""
    supposed = [c.value_type != "flag" and c.qualifier("modality") in SUPPOSED for c in claims]
    slotted = [c.kind != OPEN and bool(kinds[c.kind].identity) for c in claims]
    for i, j in combinations(range(len(claims)), 2):
        a, b = claims[i], claims[j]
        if supposed[i] != supposed[j] or (slotted[i] and a.kind == b.kind and parted_by(a, b, kinds)):
            yield i, j


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
