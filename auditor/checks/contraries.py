"""Words that exclude one another (contraries.txt): who was sacked did not resign, what is shut is not open."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from auditor.model import Claim

Pole = tuple[int, int]
"""A line of contraries.txt, and which of its sides."""

_WORD = re.compile(r"[\w'-]+")


@functools.cache
def _poles() -> Mapping[str, tuple[tuple[Pole, tuple[str, ...]], ...]]:
    """A lemma -> the poles that it stands for, each with the words that have to stand in the clause too."""
    lines = Path(__file__).with_name("contraries.txt").read_text("utf-8").splitlines()
    found: dict[str, list[tuple[Pole, tuple[str, ...]]]] = {}
    for n, line in enumerate(line for line in lines if line[:1] != "#"):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                first, *others = word.split("_")
                found.setdefault(first, []).append(((n, side), tuple(others)))
    return {word: tuple(poles) for word, poles in found.items()}


@dataclass(frozen=True, slots=True)
class Contraries:
    """Words of two claims that exclude one another, and the poles that they stand for."""

    words: tuple[str, str]
    poles: tuple[Pole, Pole]


def contraries(a: Claim, b: Claim) -> Contraries | None:
    """None where no words of the two exclude one another."""
    some, others = _stand_for(a), _stand_for(b)
    return next(
        (
            Contraries((word, other), ((n, side), (m, opposite)))
            for (n, side), word in some.items()
            for (m, opposite), other in others.items()
            if n == m and side != opposite and (n, opposite) not in some and (m, side) not in others
        ),
        None,
    )


def _stand_for(claim: Claim) -> dict[Pole, str]:
    """The poles that words of the claim stand for, but not of names in it."""
    named = {part for name in claim.names for part in name.casefold().split()}
    told = {*claim.words, claim.attribute} - named
    written = frozenset(_WORD.findall(claim.text.casefold()))
    return {
        pole: " ".join((word, *others))
        for word in sorted(told & _poles().keys())
        for pole, others in _poles()[word]
        if written.issuperset(others)
    }
