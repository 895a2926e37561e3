"""Checks of scope and condition."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.case import Case, Finding, sides
from auditor.model import Claim

_WIDE = frozenset({"all", "every", "any", "entire", "whole", "each"})
_SMALL = frozenset(
    ("a", "an", "the", "of", "is", "are", "was", "were", "be", "been", "has", "have", "had", "its", "by")
)
_NARROW = frozenset({"certain", "some", "limited", "select", "selected", "only", "partial", "most", "few"})


def scope_mismatch(case: Case) -> Iterator[Finding]:
    """The same statement for all of a thing in one source, for a part of it in another.

    Why: "all products" and "certain products" are different permissions.

    Example: "Calder may sell all its products anywhere" against "Calder may sell certain products anywhere".

    Not one: a part named beside the whole by the same source.
    """
    if not case.declared or case.all[0].value_type not in ("flag", "role"):
        return
    wide = tuple(c for c in case.all if _says(c, _WIDE))
    homes, values = {c.article for c in wide}, {c.value for c in wide}
    narrow = tuple(c for c in case.all if _says(c, _NARROW) and c.article not in homes and c.value in values)
    if not wide or not narrow:
        return
    parts = [("all of it", wide), ("a part of it", narrow)]
    yield Finding(
        "low",
        sides(parts),
        case.message(parts),
        ("the words differ in how much they cover", *case.because),
        0.4,
        "wording",
    )


def _says(claim: Claim, words: frozenset[str]) -> bool:
    told = claim.text.casefold().replace("any other ", "")  # which sets others beside one, and does not cover all
    return bool(set(told.split()) & words)


def condition_wording(case: Case) -> Iterator[Finding]:
    """Sources name different conditions for the same end: announced, achieved, declared, verified.

    Why: who has to do what before something ends is the heart of a term.

    Example: "until the launch is announced" against "until the launch is complete".

    Not one: the same condition in other grammar ("until completion", "until it is complete").
    """
    groups: dict[frozenset[str], list[Claim]] = {}
    for claim in case.all:
        if claim.value_type == "condition":
            groups.setdefault(_stems(str(claim.value)), []).append(claim)
    parts = sorted((f"until {claims[0].value}", tuple(claims)) for claims in groups.values())
    if len(parts) < 2 or len({c.article for _, claims in parts for c in claims}) < 2:
        return
    yield Finding(
        "low",
        sides(parts),
        case.message(parts),
        ("the conditions are worded differently", *case.because),
        0.4,
        "wording",
    )


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning: alike for "completion of the tower", "the tower is complete"."""
    return frozenset(word.strip(".,")[:6] for word in text.casefold().split() if word not in _SMALL)
