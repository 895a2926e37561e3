"""Groups of rows: what must hold of any weights, and what average linkage alone would get wrong."""

from __future__ import annotations

from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from auditor.align.cluster import _NEAR, FAR, cluster

SQUARES = st.integers(0, 9).flatmap(
    lambda n: arrays(float, (n, n), elements=st.integers(-80, 80).map(lambda x: x / 10)).map(lambda m: m + m.T)
)


@given(SQUARES)
def test_no_row_would_fit_better_elsewhere(weights: np.ndarray) -> None:
    groups = cluster(weights)
    assert len(list(chain(*groups))) == len(set(chain(*groups)))
    assert all(len(group) > 1 for group in groups)
    held = np.clip(weights, FAR, _NEAR)
    home = {row: group for group in groups for row in group}
    for row in range(len(weights)):
        here = sum(held[row, other] for other in home.get(row, ()) if other != row)
        alone = [[other] for other in range(len(weights)) if other not in home and other != row]
        elsewhere = [sum(held[row, other] for other in group) for group in (*groups, *alone) if row not in group]
        assert here >= max(elsewhere, default=0.0) - 1e-6
        assert here >= -1e-6


def test_a_row_leaves_the_group_that_took_it_for_a_larger_one_that_it_fits() -> None:
    """0 comes together with 1 first, as their pair weighs most, but three others claim it."""
    weights = np.zeros((5, 5))
    weights[0, 1] = weights[1, 0] = 3.0
    for a, b in ((0, 2), (0, 3), (0, 4), (2, 3), (2, 4), (3, 4)):
        weights[a, b] = weights[b, a] = 2.0
    weights[1, 2:] = weights[2:, 1] = -6.0
    assert cluster(weights) == [[0, 2, 3, 4]]


def test_rows_that_nothing_brings_together_are_in_no_group() -> None:
    assert cluster(np.full((4, 4), -1.0)) == []
    assert cluster(np.zeros((0, 0))) == []
