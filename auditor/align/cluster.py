"""Groups claims by average linkage over their pairs' weights."""

from __future__ import annotations

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from auditor.align.features import Matrix

_FAR, _NEAR = -6.0, 10.0  # a pair that surely differs weighs no more than this, so that one odd sentence parts no group


def cluster(weights: Matrix) -> list[list[int]]:
    """Groups of two or more rows whose average weight is above zero. Quadratic in the number of rows."""
    n = len(weights)
    if n < 2:
        return []
    distance = _NEAR - np.clip(weights, _FAR, _NEAR)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), _NEAR, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        groups.setdefault(int(label), []).append(row)
    return [group for group in groups.values() if len(group) > 1]
