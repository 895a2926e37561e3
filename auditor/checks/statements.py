"""Checks of yes-or-no statements: denial and strength."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.align.similar import common
from auditor.checks.case import Case, Finding, sides
from auditor.checks.hedges import hedge_left_out
from auditor.model import Claim

STRENGTHS = (
    ("possible", frozenset({"may", "might", "could"})),
    ("planned", frozenset({"plan", "intend", "hope", "seek", "aim", "consider", "propose", "want", "expect"})),
    ("pledged", frozenset({"pledge", "promise", "vow"})),
    ("committed", frozenset({"commit", "agree", "contract", "sign"})),
    ("certain", frozenset({"will", "must", "shall"})),
)


def asserted_and_denied(case: Case) -> Iterator[Finding]:
    """One source says that something is so, another that it is not.

    Why: both cannot be true of the same thing at the same time.

    Example: "Norwick no longer has a right of first refusal" against "Norwick retains its right of first refusal".

    Not one: a denial of something else; "has not yet" against a later "has" (that is an update).
    """
    flags = tuple(c for c in case.all if c.value_type == "flag")
    if case.asks_for("X001") or len(flags) != len(case.all):
        return
    yes, no = tuple(c for c in flags if c.value is True), tuple(c for c in flags if c.value is False)
    if not case.declared:
        yes, no = _turned(yes, no)
    if not case.declared:  # "waived the right" does not deny "no longer has the right"
        verbs = {_same_verb(c) for c in yes} & {_same_verb(c) for c in no}
        yes, no = tuple(c for c in yes if _same_verb(c) in verbs), tuple(c for c in no if _same_verb(c) in verbs)
        yes, no = _echoed(yes, no), _echoed(no, yes)
    if not yes or not no:
        return
    parts = [("yes", yes), ("no", no)]
    yield Finding(
        "high" if case.declared else "low",
        sides(parts),
        case.message(parts),
        ("one side denies what the other says", *case.because),
        0.7 if case.declared else 0.3,
    )


OPPOSITES = {
    "fail": "pass", "reject": "approve", "refuse": "accept", "decline": "accept", "lose": "win", "fall": "rise",
    "decrease": "increase", "drop": "rise", "close": "open", "deny": "confirm", "die": "survive", "acquit": "convict",
    "leave": "stay", "oppose": "support", "release": "detain", "miss": "hit", "sink": "float", "block": "allow",
}  # fmt: skip
"""Verbs that deny one another of the same subject: who failed a test did not pass it."""


def _same_verb(claim: Claim) -> str:
    return OPPOSITES.get(claim.attribute, claim.attribute)


_ECHO = 0.25  # share of the words of both from which one statement takes up the other


def _echoed(some: tuple[Claim, ...], others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Those of the statements that one of the others takes up, word by word, in another article."""
    return tuple(c for c in some if any(c.article != o.article and common(c.words, o.words) >= _ECHO for o in others))


def _turned(yes: tuple[Claim, ...], no: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Both sides with each claim on an opposite verb put where the plain verb would put it."""
    turned = {c.id for c in (*yes, *no) if c.attribute in OPPOSITES}
    order = (*yes, *no)
    positive = tuple(c for c in order if (c in yes) != (c.id in turned))
    return positive, tuple(c for c in order if c not in positive)


def strength(case: Case) -> Iterator[Finding]:
    """The same answer, said with different strength: pledged, committed, contracted; may against will.

    Why: a plan is not a promise, and a promise is not a contract.

    Example: "Calder has pledged to buy" against "Calder has contracted to buy".

    Or "probably deliberate" in one source, and "deliberate" in another.

    Not one: the same strength in other words; a question and its answer; a hedge that the article has elsewhere.
    """
    if left_out := hedge_left_out(case):
        why = "one side leaves the hedge out"
        yield Finding("low", sides(left_out), case.message(left_out), (why, *case.because), 0.4, "wording")
    by_strength: dict[str, list[Claim]] = {}
    for claim in case.all:
        if (name := _strength(claim)) and claim.qualifier("place") != "headline":
            by_strength.setdefault(name, []).append(claim)
    groups = [(name, tuple(claims)) for name, claims in by_strength.items()]
    if not case.by_slots and not _share_a_word([c for _, claims in groups for c in claims]):
        return
    if len(groups) < 2 or len({c.article for _, claims in groups for c in claims}) < 2:
        return
    yield Finding(
        "low",
        sides(groups),
        case.message(groups),
        ("the words differ in how binding they are", *case.because),
        0.4,
        "wording",
    )


def _share_a_word(claims: list[Claim]) -> bool:
    """Do all claims of different strength speak of one thing in one word at least, besides names?"""
    names = {part for c in claims for name in c.names for part in name.casefold().split()}
    shared = set.intersection(*(set(c.words) for c in claims)) if claims else set()
    return bool(shared - names - {c.qualifier("thing") for c in claims})


def _strength(claim: Claim) -> str:
    words = {claim.qualifier("modality"), claim.qualifier("verb")}
    return next((name for name, lemmas in STRENGTHS if words & lemmas), "")
