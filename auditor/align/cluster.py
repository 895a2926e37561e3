"""Groups the claims of a block by average linkage over their match weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from auditor.align.levels import Match
from auditor.model import Claim

_FAR = 20.0  # larger than any weight: turns weights into distances


def cluster(claims: Sequence[Claim], match: Callable[[Claim, Claim], Match]) -> list[tuple[tuple[Claim, ...], tuple[str, ...]]]:
    """Groups of claims whose average match weight is above zero, each with the labels that joined it.

    claims: sorted by id. Cost is quadratic in their number.
    """
    n = len(claims)
    if n < 2:
        return []
    matches = {(i, j): match(claims[i], claims[j]) for i in range(n) for j in range(i + 1, n)}
    distance = np.zeros((n, n))
    for (i, j), found in matches.items():
        distance[i, j] = distance[j, i] = _FAR - max(-_FAR, min(found.weight, _FAR))
    labels = fcluster(linkage(squareform(distance), "average"), _FAR, "distance")
    groups: dict[int, list[int]] = {}
    for i, label in enumerate(labels):
        groups.setdefault(int(label), []).append(i)
    return [(tuple(claims[i] for i in g), _because(g, matches)) for g in groups.values() if len(g) > 1]


def _because(group: Sequence[int], matches: dict[tuple[int, int], Match]) -> tuple[str, ...]:
    """The labels that hold for most pairs of the group, the commonest first."""
    pairs = [(i, j) for n, i in enumerate(group) for j in group[n + 1 :]]
    counts = Counter(label for pair in pairs for label in matches[pair].because)
    return tuple(label for label, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if 2 * n > len(pairs))
