"""Which names and words mean the same: the only place that measures strings against each other."""

from __future__ import annotations

import functools
from collections.abc import Sequence
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
