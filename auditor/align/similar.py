"""Which names, words and claims mean the same: the only place that measures strings and vectors against each other."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

_NEAR = 87  # of 100: "Gavarzin" and "Gavarzen", not "Norwick" and "Norwich City"


@functools.lru_cache(maxsize=100_000)
def same_name(a: str, b: str) -> bool:
    """Do two names stand for one: the same words, one a part of the other, initials, or a variant spelling?"""
    x, y = _words(a), _words(b)
    if not x or not y:
        return False
    if set(x) <= set(y) or set(y) <= set(x) or _initials(x, y) or _initials(y, x):
        return True
    return fuzz.ratio(" ".join(x), " ".join(y)) >= _NEAR


@functools.lru_cache(maxsize=100_000)
def overlap(a: str, b: str) -> float:
    """The share of the shorter phrase's words that the other has too; 0 to 1."""
    x, y = set(_words(a)), set(_words(b))
    return len(x & y) / min(len(x), len(y)) if x and y else 0.0


def common(some: Iterable[str], others: Iterable[str]) -> float:
    """The share of the words of both that both have (Jaccard index); 0 to 1, 0 where there are none."""
    x, y = set(some), set(others)
    return len(x & y) / len(x | y) if x | y else 0.0


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        w for w in text.casefold().replace(".", "").replace("'s", "").split() if w not in ("the", "a", "an", "of")
    )


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long)


def ratios(texts: Sequence[str], way: Literal["set", "sort"]) -> npt.NDArray[np.float64]:
    """Likeness of every pair of texts, 0 to 100, whatever the order of their words (rapidfuzz token ratios)."""
    scorer = fuzz.token_set_ratio if way == "set" else fuzz.token_sort_ratio
    folded = [text.casefold() for text in texts]
    return process.cdist(folded, folded, scorer=scorer, dtype=np.float64)


def cosines(vectors: Sequence[bytes]) -> npt.NDArray[np.float64]:
    """The cosine of every pair of claims' vectors (``Claim.meaning``), -1 to 1; -2 where one has none."""
    known = np.array([bool(v) for v in vectors])
    rows = np.zeros((len(vectors), max(map(len, vectors))), np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        row[: len(vector)] = np.frombuffer(vector, np.int8)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
    return np.where(np.logical_and.outer(known, known), (rows @ rows.T).astype(float), -2.0)


def cosine(a: bytes, b: bytes) -> float:
    """The cosine of two claims' vectors, -1 to 1; -2 where one has none."""
    return float(cosines((a, b))[0, 1])


_VARIANT = 70  # of 100: "Bryan" and "Brian", "Hammar" and "Hamar"; not "Peter" and "Pamela"


@functools.lru_cache(maxsize=100_000)
def variant_names(a: str, b: str) -> bool:
    """Can two full names be one person's: the same first or last word, and all others spelled in like ways?"""
    x, y = _words(a), _words(b)
    if len(x) < 2 or len(y) < 2 or not (x[0] == y[0] or x[-1] == y[-1]):
        return False
    return fuzz.ratio(x[0], y[0]) >= _VARIANT and fuzz.ratio(x[-1], y[-1]) >= _VARIANT


_SOUNDS = {
    "ou": "u", "ee": "i", "oo": "u", "ph": "f", "kh": "k", "gh": "k", "ck": "k", "sch": "s", "sh": "s", "ch": "s",
    "tz": "s", "ts": "s", "dj": "j", "y": "i", "e": "i", "o": "u", "q": "k", "g": "k", "c": "k", "v": "b", "w": "b",
    "z": "s", "t": "d", "j": "i", "h": "",
}  # fmt: skip
"""Letters that different romanisations write for like sounds, folded in this order."""


def same_sound(a: str, b: str) -> bool:
    """Could the two names be two romanisations of one ("Massoud" and "Masud", "Yuliya" and "Julia")?"""
    return _sound(a) == _sound(b)


def _sound(name: str) -> str:
    text = name.casefold()
    for letters, sound in _SOUNDS.items():
        text = text.replace(letters, sound)
    return "".join(letter for letter, _ in itertools.groupby(text) if letter not in " -'.")
