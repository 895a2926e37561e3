"""Groups claims by average linkage over their pairs' weights, and keeps known kinds apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from auditor.align.features import Matrix
from auditor.kinds import OPEN

FAR, _NEAR = -6.0, 10.0  # a pair that surely differs weighs no more than this, so that one odd sentence parts no group


def cluster(weights: Matrix) -> list[list[int]]:
    """Groups of two or more rows whose average weight is above zero. Quadratic in the number of rows."""
    n = len(weights)
    if n < 2:
        return []
    distance = _NEAR - np.clip(weights, FAR, _NEAR)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), _NEAR, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(int(label), []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def by_kind(
    groups: Sequence[Sequence[int]], kinds: Sequence[str], weights: Matrix, parted: npt.NDArray[np.bool_]
) -> list[list[int]]:
    """The groups, each of one known kind: rows of another kind go to the nearest group of their own, if there is one.

    Rows of no kind stay where their words put them. parted: pairs of rows that nothing brings together.
    """
    homes: list[tuple[str, list[int]]] = []
    strays: list[list[int]] = []
    for group in groups:
        counts = Counter(kinds[i] for i in group if kinds[i] != OPEN)
        usual = min(counts, key=lambda kind: (-counts[kind], kind), default=OPEN)
        homes.append((usual, [i for i in group if kinds[i] in (usual, OPEN)]))
        strays += [[i for i in group if kinds[i] == kind] for kind in sorted(set(counts) - {usual})]
    grouped = {i for group in groups for i in group}
    strays += [[i] for i, kind in enumerate(kinds) if i not in grouped and kind != OPEN]
    for stray in strays:
        kind = kinds[stray[0]]
        near = [
            (float(np.mean(weights[np.ix_(stray, home)])), n)
            for n, (k, home) in enumerate(homes)
            if k == kind and not parted[np.ix_(stray, home)].any()
        ]
        if near:
            homes[max(near)[1]][1].extend(stray)
        else:
            homes.append((kind, stray))
    return [sorted(home) for _, home in homes if len(home) > 1]
