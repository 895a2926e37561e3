"""Articles -> stories: articles on different events are never compared.

Cosine of the articles' content words and names, each by the logarithm of its count, names twice, without the words
that news of any event uses (everyday.txt, made by bench/everyday_words.py); grouped by average linkage. How alike two
articles are depends on these two alone, so an article on something else moves no other from its story.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import squareform

from auditor.model import Claim

SAME_STORY = 0.15
"""Average cosine from which two groups of articles are taken to tell one story."""

EVERYDAY = Path(__file__).with_name("everyday.txt")

NAMES = 2.0
"""How much more a word of a name tells of an event than another word."""

Words = Mapping[str, float]
"""Content word or part of a name -> its weight in an article."""


def stories(claims: Iterable[Claim]) -> dict[str, int]:
    """Article id -> number of its story. Deterministic; articles without claims are left out."""
    groups = group({article: words(of_one) for article, of_one in by_article(claims).items()})
    return {article: n for n, story in enumerate(groups) for article in story}


def by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims of each article."""
    out: dict[str, list[Claim]] = {}
    for claim in claims:
        out.setdefault(claim.article, []).append(claim)
    return out


def group(articles: Mapping[str, Words]) -> tuple[tuple[str, ...], ...]:
    """The ids of the articles by story, sorted.

    Average linkage joins nothing across parts of which no two articles are alike, so each such part is grouped alone.
    """
    ids = sorted(articles)
    if len(ids) < 2:
        return ((ids[0],),) if ids else ()
    alike = _cosines([articles[i] for i in ids])
    _, parts = connected_components(_near(alike), directed=False)
    members: dict[int, list[int]] = {}
    for row, part in enumerate(parts):
        members.setdefault(int(part), []).append(row)
    found = (rows for part in members.values() for rows in _linked(part, alike))
    return tuple(sorted(tuple(ids[row] for row in rows) for rows in found))


def _near(alike: csr_matrix) -> csr_matrix:
    """The pairs that may tell one story. To compare the matrix as a whole would sort all of it first."""
    at = np.flatnonzero(alike.data >= SAME_STORY)
    rows = np.searchsorted(alike.indptr, at, side="right") - 1
    return csr_matrix((np.ones(len(at)), (rows, alike.indices[at])), shape=alike.shape)


def words(claims: Iterable[Claim]) -> Words:
    """What an article's claims are told with, without everyday words."""
    told = list(claims)
    counts = Counter(term for claim in told for term in terms(claim))
    names = {part for claim in told for part in _name_parts(claim)}
    return {
        term: round((1 + log(counts[term])) * (NAMES if term in names else 1.0), 6)
        for term in sorted(counts)
        if term not in _everyday()
    }


def terms(claim: Claim) -> list[str]:
    return [*claim.words, *_name_parts(claim)]


def _name_parts(claim: Claim) -> list[str]:
    return [part for name in claim.names for part in name.casefold().split()]


@functools.cache
def _everyday() -> frozenset[str]:
    return frozenset(EVERYDAY.read_text("utf-8").split())


def _linked(rows: Sequence[int], alike: csr_matrix) -> Iterator[list[int]]:
    if len(rows) < 3:
        yield list(rows)
        return
    similarity = np.asarray(alike[np.ix_(rows, rows)].todense())
    pairs = squareform(similarity + similarity.T, checks=False)  # each pair once
    labels = fcluster(linkage(np.clip(1 - pairs / 2, 0, 1), "average"), 1 - SAME_STORY, "distance")
    groups: dict[int, list[int]] = {}
    for row, label in zip(rows, labels, strict=True):
        groups.setdefault(int(label), []).append(row)
    yield from groups.values()


def _cosines(counts: Sequence[Words]) -> csr_matrix:
    """Articles x articles. Rows are normalised by sorted sums, so that a pair's cosine is the same in any company."""
    index = {term: n for n, term in enumerate(sorted({term for count in counts for term in count}))}
    rows = [row for row, count in enumerate(counts) for _ in count]
    columns = [index[term] for count in counts for term in count]
    weights = [weight for count in counts for weight in _normal(count)]
    matrix = csr_matrix((weights, (rows, columns)), shape=(len(counts), max(1, len(index))))
    return csr_matrix(matrix @ matrix.T)


def _normal(count: Words) -> list[float]:
    weights = np.array(list(count.values()))
    return list(weights / np.linalg.norm(weights)) if len(weights) else []
