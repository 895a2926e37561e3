"""Groups claims by their pairs' weights, and keeps known kinds apart."""

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
_ROUNDS = 30
"""How often all rows are gone through at most; a few times are enough."""


def cluster(weights: Matrix) -> list[list[int]]:
    """Groups of two or more rows, such that the weights inside groups sum up to much: correlation clustering.

    It begins with average linkage. Then row after row goes where its weights to the group sum up to most, or stands
    alone if nowhere above zero, until none moves any more: local search by moves of one element (Elsner and Schudy,
    "Bounding and Comparing Methods for Correlation Clustering", 2009). Where groups are close, the order of rows
    counts. Quadratic in the number of rows. weights: symmetric.
    """
    if len(weights) < 2:
        return []
    held = np.clip(weights, FAR, _NEAR)
    np.fill_diagonal(held, 0.0)
    home = _linked(held)
    sums = np.zeros_like(held)  # groups, some of them empty, x rows
    np.add.at(sums, home, held)
    sizes = np.bincount(home, minlength=len(held)).astype(float)
    for _ in range(_ROUNDS):
        moved = [_move(row, home, sums, sizes, held) for row in range(len(held))]
        if not any(moved):
            break
    groups: dict[int, list[int]] = {}
    for row, group in enumerate(home.tolist()):
        groups.setdefault(group, []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def _linked(held: Matrix) -> npt.NDArray[np.int_]:
    """Each row's group, such that the average weight between two groups is not above zero."""
    distance = _NEAR - held
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), _NEAR, "distance")
    return np.asarray(labels, int) - 1


def _move(row: int, home: npt.NDArray[np.int_], sums: Matrix, sizes: Matrix, held: Matrix) -> bool:
    """Moves the row to the group where it fits best, if that is another one.

    sums: groups x rows, what each row's weights to each group sum up to. sizes: rows in each group.
    """
    old = int(home[row])
    gains = np.where(sizes > 0, sums[:, row], FAR)
    new = int(np.argmax(gains))
    if gains[new] <= 0:  # alone, in a group that has become empty, unless it is alone already
        new = old if sizes[old] == 1 else int(np.argmin(sizes))
    if gains[new] <= gains[old] + _LEAST and sizes[new] > 0:
        return False
    home[row] = new
    sizes[old] -= 1
    sizes[new] += 1
    sums[old] -= held[row]
    sums[new] += held[row]
    return True


_LEAST = 1e-9
"""What a move must gain, so that sums that differ by rounding alone move nothing for ever."""


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
