"""What two open claims have in common, for all pairs of a block at once: one matrix a feature.

Every feature is cut into ordered levels; auditor/align/weights.json holds a weight for each level, learned from
annotated topics (bench/learn_alignment.py). A pair's weight is the sum: an additive model, every part of which can
be read and shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import log

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from auditor.align.similar import cosines, ratios, same_name
from auditor.kinds import OPEN
from auditor.model import Claim
from auditor.values.compare import compare, digits

Matrix = npt.NDArray[np.float64]
Rarity = Mapping[str, float]

LEVELS: dict[str, tuple[float, ...]] = {
    "words in common, of both": (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95),
    "words in common, of the shorter": (0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95),
    "number of words in common": (0.5, 1.5, 2.5, 3.5, 4.5, 6.5),
    "rarest word in common": (1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0),
    "names in common": (-0.5, 0.02, 0.2, 0.4, 0.7, 0.95),
    "rarest name in common": (1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5),
    "value": (-0.5, 0.5, 1.5, 2.5),
    "unit": (0.5,),
    "likeness of what is asked": (-0.5, 30, 50, 70, 85, 99),
    "subject": (-0.5, 0.5),
    "declared kind": (0.5, 1.5),
    "words of the sentences in common": (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8),
    "stems in common": (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 0.95),
    "rarest stem in common": (1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0),
    "verb": (0.5,),
    "noun": (0.5,),
    "likeness of the words' set": (20, 30, 40, 50, 60, 70, 80, 90, 99),
    "likeness of the sentences": (20, 30, 40, 50, 60, 70, 80, 90),
    "one article": (0.5,),
    "a former value against a present one": (0.5,),
    "other figures in common": (0.5, 1.5),
    "words of the shorter": (2.5, 4.5, 6.5, 9.5),
    "words of the longer": (4.5, 6.5, 9.5, 13.5),
    "sort of answer": tuple(n + 0.5 for n in range(9)),
    "likeness of meaning": (-1.5, 0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9),
}
"""Feature -> the bounds between its levels, ascending."""

VALUE_UNKNOWN = 2
"""The number of the level of "value" that says that the two cannot be told to agree or to differ."""

SORTS = ("flag", "date", "money", "percent", "count", "measure", "duration", "score", "age", "condition")


def rarity(claims: Iterable[Claim]) -> Rarity:
    """Word or part of a name -> inverse document frequency over the story's claims."""
    counts: Counter[str] = Counter()
    total = 0
    for claim in claims:
        counts.update({*claim.words, *_name_words(claim)})
        total += 1
    return {word: log(1 + total / n) for word, n in counts.items()}


def features(claims: Sequence[Claim], rare: Rarity) -> dict[str, Matrix]:
    """Feature -> symmetric matrix over the claims, which share one sort of answer."""
    words, names = [frozenset(c.words) for c in claims], [frozenset(_name_words(c)) for c in claims]
    shared, total, rarest = _overlaps(words, rare)
    shared_names, total_names, rarest_name = _overlaps(names, rare)
    sizes = np.array([len(w) for w in words], float)
    weights = np.array([sum(rare.get(x, 1.0) for x in w) for w in words])
    with np.errstate(divide="ignore", invalid="ignore"):
        of_names = np.where(total_names > 0, shared_names / total_names, -1.0)
        of_both = np.where(total > 0, shared / total, 0.0)
        of_shorter = np.where(total > 0, shared / np.minimum.outer(weights, weights), 0.0)
    texts = [c.text for c in claims]
    contexts = [frozenset(c.context) for c in claims]
    shared_context, total_context, _ = _overlaps(contexts, rare)
    stems = [frozenset(w[:5] for w in c.words) for c in claims]
    stem_rarity = {w[:5]: min(rare.get(w, 1.0), 9) for w in sorted(rare)}
    shared_stems, total_stems, rarest_stem = _overlaps(stems, stem_rarity)
    return {
        "words in common, of both": of_both,
        "words in common, of the shorter": np.nan_to_num(of_shorter),
        "number of words in common": _counts(words),
        "rarest word in common": rarest,
        "names in common": of_names,
        "rarest name in common": rarest_name,
        "value": _pairs(claims, _value_key, _value_level),
        "unit": _pairs(claims, lambda c: c, lambda a, b: float(a.unit == b.unit), key=lambda c: c.unit),
        "likeness of what is asked": _attributes(claims),
        "subject": _pairs(claims, lambda c: c, _same_subject, key=lambda c: c.subject),
        "words of the sentences in common": np.where(
            total_context > 0, shared_context / np.maximum(total_context, 1e-9), 0.0
        ),
        "stems in common": np.where(total_stems > 0, shared_stems / np.maximum(total_stems, 1e-9), 0.0),
        "rarest stem in common": rarest_stem,
        "declared kind": _kinds([c.kind for c in claims]),
        "verb": _same([c.qualifier("verb") for c in claims]),
        "noun": _same([c.qualifier("thing") for c in claims]),
        "likeness of the words' set": ratios(texts, "set"),
        "likeness of the sentences": ratios(texts, "sort"),
        "one article": _same([c.article for c in claims]),
        "a former value against a present one": 1 - _same([str(c.qualifier("time") == "former") for c in claims]),
        "other figures in common": _counts([_figures(c.text) for c in claims]),
        "words of the shorter": np.minimum.outer(sizes, sizes),
        "words of the longer": np.maximum.outer(sizes, sizes),
        "sort of answer": np.full(
            (len(claims), len(claims)), float(SORTS.index(claims[0].value_type) if claims[0].value_type in SORTS else 9)
        ),
        "likeness of meaning": cosines([c.meaning for c in claims]),
    }


def _name_words(claim: Claim) -> set[str]:
    return {word for name in claim.names for word in name.casefold().split()}


def _figures(text: str) -> frozenset[str]:
    return frozenset(t.strip(".,;:()'\"") for t in text.split() if any(ch.isdigit() for ch in t))


def _indicator(sets: Sequence[frozenset[str]], weight: Callable[[str], float]) -> csr_matrix:
    index = {word: n for n, word in enumerate(sorted(set().union(*sets)))}
    rows = [r for r, s in enumerate(sets) for _ in s]
    columns = [index[w] for s in sets for w in sorted(s)]
    data = [weight(w) for s in sets for w in sorted(s)]
    return csr_matrix((data, (rows, columns)), shape=(len(sets), max(1, len(index))))


def _counts(sets: Sequence[frozenset[str]]) -> Matrix:
    ones = _indicator(sets, lambda _: 1.0)
    return np.asarray((ones @ ones.T).todense(), float)


def _overlaps(sets: Sequence[frozenset[str]], rare: Rarity) -> tuple[Matrix, Matrix, Matrix]:
    """Weight of the shared words, weight of all words of both, weight of the rarest shared word."""
    ones = _indicator(sets, lambda _: 1.0)
    weighted = _indicator(sets, lambda w: rare.get(w, 1.0))
    shared = np.asarray((weighted @ ones.T).todense(), float)
    sums = np.asarray(weighted.sum(axis=1), float).ravel()
    rarest = np.zeros_like(shared)
    for tier in sorted({round(rare.get(w, 1.0) * 2) / 2 for s in sets for w in s}):
        part = _indicator([frozenset(w for w in s if rare.get(w, 1.0) >= tier) for s in sets], lambda _: 1.0)
        rarest[np.asarray((part @ part.T).todense()) > 0] = tier
    return shared, np.add.outer(sums, sums) - shared, rarest


def _same(texts: Sequence[str]) -> Matrix:
    """1 where both texts are the same and not empty."""
    codes = {text: n for n, text in enumerate(sorted(set(texts)))}
    ids = np.array([codes[t] for t in texts])
    known = np.array([bool(t) for t in texts])
    same = np.equal.outer(ids, ids) & np.logical_and.outer(known, known)
    return np.asarray(same, float)


def _pairs(
    claims: Sequence[Claim], view: Callable[[Claim], object], level: Callable[[Claim, Claim], float],
    key: Callable[[Claim], object] | None = None,
) -> Matrix:  # fmt: skip
    """A matrix of a level that depends on a part of the claims only, computed once for each pair of different parts."""
    keys = [(key or view)(c) for c in claims]
    first: dict[object, int] = {}
    for n, k in enumerate(keys):
        first.setdefault(k, n)
    representatives = list(first.values())
    rows = {k: n for n, k in enumerate(first)}
    small = np.array([[level(claims[i], claims[j]) for j in representatives] for i in representatives], float)
    ids = np.array([rows[k] for k in keys])
    return np.asarray(small[np.ix_(ids, ids)], float)


def _kinds(kinds: Sequence[str]) -> Matrix:
    """0 different kinds, 1 no kind declared for either, 2 the same declared kind."""
    declared = np.array([kind != OPEN for kind in kinds])
    same = _same(kinds)
    return np.where(same > 0, np.where(declared[:, None], 2.0, 1.0), 0.0)


def _value_key(claim: Claim) -> object:
    return claim.kind, str(claim.value), str(claim.upper), claim.bound, claim.unit


def _value_level(a: Claim, b: Claim) -> float:
    """0 another value, 1 cannot be told, 2 the same, 3 the same and rare; -1 where values say nothing."""
    if isinstance(a.value, bool):
        return 2.0 if a.value == b.value else 0.0
    agree = compare(a, b).agree
    if agree is None or (not agree and a.kind == b.kind != OPEN):
        return 1.0
    return 0.0 if not agree else 3.0 if _rare(a.value) and _rare(b.value) else 2.0


def _rare(value: object) -> bool:
    """A figure with two significant digits or more, or a date with a day, is seldom the same by chance."""
    if isinstance(value, Decimal):
        return digits(value) >= 2
    return len(str(value)) >= 10


def _same_subject(a: Claim, b: Claim) -> float:
    return float(same_name(a.subject, b.subject)) if a.subject and b.subject else -1.0


def _attributes(claims: Sequence[Claim]) -> Matrix:
    known = np.array([bool(c.attribute) for c in claims])
    return np.where(np.logical_and.outer(known, known), ratios([c.attribute for c in claims], "sort"), -1.0)
