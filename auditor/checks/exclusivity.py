"""Checks of who may do something alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.checks.case import Case, Finding, sides, sources
from auditor.model import Claim

_REST = re.compile(
    r"\b(?:non-(?!exclusive)[\w-]+|other|remaining)\s+(?:[\w-]+\s+)?"
    r"(?:product|service|game|film|title|model|sale|good|market|region|countr|customer|app)\w*"
    r"|\b(?:products|services|games|films|titles|models|goods|apps) (?:without|other than|outside)\b",
    re.IGNORECASE,
)


def exclusivity_contradicted(case: Case) -> Iterator[Finding]:
    """One source says that a right, licence or channel is exclusive, another that it is not.

    Why: exclusivity decides who else may sell, use or work with a thing.

    Example: "Norwick keeps exclusive rights to the design" against "Norwick's licence is now non-exclusive".

    Not one: exclusivity for one part and freedom for the rest ("app sales stay exclusive, other sales are free").
    """
    if not case.asks_for("X001"):
        return
    closed = tuple(c for c in case.all if c.value is True and c.qualifier("time") != "former")
    free = tuple(c for c in case.all if c.value is False and not complement(c))
    if not closed or not free:
        return
    parts = [("exclusive", closed), ("not exclusive", free)]
    yield Finding(
        "high",
        sides(parts),
        case.message(parts),
        ("the two answers exclude each other", *case.because),
        0.8,
    )


def complement(claim: Claim) -> bool:
    """Does the claim speak only of what the rule leaves out ("non-app products", "other markets")?"""
    return bool(_REST.search(claim.text))


def exclusivity_added(case: Case) -> Iterator[Finding]:
    """One source alone calls a role exclusive; the others give the same role without that word.

    Why: "exclusive" is the word that a reader takes away, and nobody else bears it out.

    Example: "Norwick remains Calder's exclusive launch partner" against "Norwick remains Calder's launch partner".

    Not one: two or more sources that say exclusive; a role that no other source names.
    """
    if not case.asks_for("X002"):
        return
    with_word = tuple(c for c in case.all if c.qualifier("exclusive"))
    homes = {c.article for c in with_word}
    without = tuple(c for c in case.all if not c.qualifier("exclusive") and c.article not in homes)
    if sources(with_word) != 1 or not without:
        return
    parts = [("exclusive", with_word), ("without 'exclusive'", without)]
    others = f"{case.backing(without)} {'names' if sources(without) == 1 else 'name'} it without that word"
    yield Finding(
        "medium",
        sides(parts),
        f"{case.topic}: {with_word[0].value} is called exclusive in one source alone; {others}.",
        ("the word 'exclusive' stands alone", *case.because),
        0.7,
        "wording",
    )
