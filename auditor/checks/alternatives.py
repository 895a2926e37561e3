"""Words of which one thing can have one only: sides, directions, sexes, relations, states of health."""

from __future__ import annotations

import functools
import re
from itertools import combinations

from auditor.align.similar import common
from auditor.checks.case import Case, Parts, sources
from auditor.model import Claim

ALTERNATIVES: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "left right", "east west", "north south", "northeast southwest", "northwest southeast",
        "eastern western", "northern southern", "northeastern southwestern", "northwestern southeastern",
        "eastbound westbound", "northbound southbound", "upper lower", "front rear",
        "man woman", "boy girl", "male female", "father mother", "brother sister", "son daughter", "husband wife",
        "uncle aunt", "nephew niece", "stable critical", "alive dead", "unhurt injured", "undamaged damaged destroyed",
        "intentional accidental", "deliberate accidental", "indoors outdoors", "domestic foreign",
    )
)  # fmt: skip
_SIDES = frozenset(("left", "right"))
"""Words that are often something else ("he left", "the right to vote"): only the side of a thing counts."""
_SIDE_OF = re.compile(
    r"\b(?P<side>left|right)[ -](?!(?:after|and|before|behind|but|for|from|her|him|his|into|its|now|off|only|out|that|"
    r"the|their|them|this|to|when|wing|with|without)\b)(?P<thing>[^\W\d_]{3,})",
    re.IGNORECASE,
)
_ALIKE = 0.2
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def exchanged(case: Case) -> Parts:
    """The first two words that exclude each other in statements that are else alike, with the claims behind each.

    Empty where no two articles differ so. An article that uses both words speaks of two things, and stands aside.
    """
    told = frozenset[str]().union(*(_said(c) for c in case.all))
    for words in ALTERNATIVES:
        if len(words & told) < 2:
            continue
        used = {article: words & _words(case.articles[article].text) for article in {c.article for c in case.all}}
        holders = {word: tuple(c for c in case.all if used[c.article] == words & _said(c) == {word}) for word in words}
        for x, y in combinations(sorted(words), 2):
            pairs = [(a, b) for a in holders[x] for b in holders[y] if _alike(a, b, words)]
            parts = [(word, tuple(c for c in holders[word] if any(c in pair for pair in pairs))) for word in (x, y)]
            if pairs:
                return sorted(parts, key=lambda part: -sources(part[1]))
    return []


@functools.lru_cache(maxsize=1000)
def _words(text: str) -> frozenset[str]:
    plain = frozenset(word.lower() for word in _WORD.findall(text)) - _SIDES
    return plain | {found["side"].lower() for found in _SIDE_OF.finditer(text)}


def _said(claim: Claim) -> frozenset[str]:
    return _words(claim.text)


def _alike(a: Claim, b: Claim, words: frozenset[str]) -> bool:
    if words == _SIDES and not _sided(a) & _sided(b):
        return False
    x, y = {*a.words, *a.names} - words, {*b.words, *b.names} - words
    return len(x & y) >= 2 and common(x, y) >= _ALIKE


def _sided(claim: Claim) -> set[str]:
    """What the claim tells the side of: "knee"."""
    return {found["thing"].lower() for found in _SIDE_OF.finditer(claim.text)}
