"""Hedges that one source has and another leaves out: "probably deliberate" against "deliberate"."""

from __future__ import annotations

import re

from auditor.align.similar import common
from auditor.checks.case import Case, Parts
from auditor.model import Claim
from auditor.values.tokens import words

_HEDGED = re.compile(
    r"\b(?P<hedge>potentially|possibly|probably|perhaps|presumably|apparently)\s+"
    r"(?:(?:a|an|the|as|at|in|on|by|to|for|from|with|be|been|being|was|were|is|are|had|has|have)\s+){0,3}"
    r"(?P<word>[^\W\d_]{3,})",
    re.IGNORECASE,
)
_NO_ANSWER = words("more most less least because after before due his her its their not one two few many than")
"""Words that say nothing by themselves which a hedge could make less sure."""
_ALIKE = 0.3
"""Share of the words of both statements that they have in common, from which one says what the other says."""


def hedge_left_out(case: Case) -> Parts:
    """The claims that hedge a word, and those of other articles that say it flatly, in statements that are else alike.

    An article that hedges the word anywhere knows better, and stands aside. Empty where nothing was left out.
    """
    flags = [c for c in case.all if c.value_type == "flag" and c.value is True]
    for claim in flags:
        for found in _HEDGED.finditer(claim.text):
            word = found["word"].lower()
            if word in _NO_ANSWER:
                continue
            flat = tuple(c for c in flags if _flatly(c, word, case) and common(c.words, claim.words) >= _ALIKE)
            if flat:
                same = tuple(c for c in flags if word in _hedged(c.text))
                return [(f"{found['hedge'].lower()} {word}", same), (word, flat)]
    return []


def _flatly(claim: Claim, word: str, case: Case) -> bool:
    said = re.search(rf"\b{re.escape(word)}\b", claim.text, re.IGNORECASE)
    return bool(said) and word not in _hedged(case.articles[claim.article].text)


def _hedged(text: str) -> set[str]:
    return {found["word"].lower() for found in _HEDGED.finditer(text)}
