"""Articles -> stories: articles on different events are never compared.

Cosine of the articles' content words and names, weighted by their rarity in the collection (tf-idf, Salton and
Buckley 1988), grouped by average linkage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from auditor.model import Claim

SAME_STORY = 0.12
"""Average cosine from which two groups of articles are taken to tell one story."""


def stories(claims: Sequence[Claim]) -> dict[str, int]:
    """Article id -> number of its story. Deterministic; articles without claims are left out."""
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        counts.setdefault(claim.article, Counter()).update(_terms(claim))
    ids = sorted(counts)
    if len(ids) < 2:
        return dict.fromkeys(ids, 0)
    similarity = _cosines([counts[i] for i in ids])
    distance = squareform(np.clip(1 - similarity, 0, 1), checks=False)
    labels = fcluster(linkage(distance, "average"), 1 - SAME_STORY, "distance")
    return {i: int(label) for i, label in zip(ids, labels, strict=True)}


def _terms(claim: Claim) -> list[str]:
    return [*claim.words, *(part for name in claim.names for part in name.casefold().split())]


def _cosines(counts: Sequence[Counter[str]]) -> np.ndarray:
    frequency = Counter(term for count in counts for term in count)
    terms = {term: n for n, term in enumerate(sorted(frequency))}
    matrix = np.zeros((len(counts), len(terms)))
    for row, count in enumerate(counts):
        for term, times in count.items():
            matrix[row, terms[term]] = (1 + log(times)) * log(1 + len(counts) / frequency[term])
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    matrix = matrix / np.where(norms == 0, 1, norms)
    product = matrix @ matrix.T
    np.fill_diagonal(product, 1.0)
    return (product + product.T) / 2
