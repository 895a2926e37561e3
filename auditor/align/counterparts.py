"""Which claim of another article comes nearest to a claim: each one has one best partner there.

That a record has one partner at most in another file is what assignment in record linkage rests on (Jaro, "Advances in
Record-Linkage Methodology", 1989). Here it is evidence, not a rule: an article may say the same thing twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from auditor.align.features import Matrix
from auditor.model import Claim
from auditor.values.compare import compare

Counterparts = tuple[Claim, Claim, float]
"""Two claims of two articles, each the other's best partner in its article, and the weight of the pair."""

NEAREST = "each comes nearest to the other of all that its article says"
_LEAST = -2.0
"""Below this weight two claims have nothing in common that is worth a look."""
_BEST = 1.5
"""What it adds to a pair's weight that each is the other's best partner, among several."""
_BEHIND, _FAR = 0.6, 4.0
"""What a pair loses by each unit of weight that it is behind the better one's best partner, up to a distance."""


def counterparts(claims: Sequence[Claim], weights: Matrix) -> tuple[Counterparts, ...]:
    """The claims that are each other's best partners. weights: claims x claims, symmetric.

    The weights should tell nothing of the values, so that two answers to one question meet also where they differ.
    """
    best = np.triu((_behind(claims, weights) == 0) & (weights >= _LEAST))
    return tuple((claims[i], claims[j], float(weights[i, j])) for i, j in np.argwhere(best))


def gives(told: Mapping[str, Sequence[Claim]], a: Claim, b: Claim) -> bool:
    """Does the article of one of the two give the other's value too? Then it knows both, and they are two things.

    told: the claims of each article.
    """
    return any(
        other.value_type == claim.value_type and compare(claim, other).agree
        for claim, article in ((a, b.article), (b, a.article))
        for other in told[article]
    )


def with_choice(claims: Sequence[Claim], weights: Matrix) -> Matrix:
    """The weights of all pairs, with what each claim's other choices in the other's article say of the pair.

    weights: claims x claims, symmetric. Pairs within one article keep their weight; where neither article has another
    claim there was no choice.
    """
    behind = _behind(claims, weights)
    number = Counter(claim.article for claim in claims)
    many = np.array([number[claim.article] > 1 for claim in claims])
    chosen = (behind == 0) & np.logical_or.outer(many, many)
    change = np.where(chosen, _BEST, 0.0) - _BEHIND * np.minimum(behind, _FAR)
    return weights + np.where(np.isnan(behind), 0.0, change)


def _behind(claims: Sequence[Claim], weights: Matrix) -> Matrix:
    """How far each pair is behind the best that either could have in the other's article; nan within one article."""
    _, article = np.unique([claim.article for claim in claims], return_inverse=True)
    order = np.argsort(article, kind="stable")
    starts = np.flatnonzero(np.diff(article[order], prepend=-1))
    best = np.maximum.reduceat(weights[:, order], starts, axis=1)[:, article]  # of each row, in the column's article
    behind: Matrix = np.maximum(best, best.T) - weights
    behind[np.equal.outer(article, article)] = np.nan
    return behind
