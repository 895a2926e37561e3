"""Checks of yes-or-no statements: denial and strength."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from auditor.align.similar import common, same_name
from auditor.checks.case import Case, Finding, sides
from auditor.checks.contraries import contraries
from auditor.checks.figures import other_names
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

    Or "Hall resigned" against "Hall was sacked", of which neither can be so where the other is.

    Not one: a denial of something else; "has not yet" against a later "has" (that is an update).
    """
    flags = tuple(c for c in case.all if c.value_type == "flag")
    if case.asks_for("X001") or len(flags) != len(case.all):
        return
    yes, no = tuple(c for c in flags if c.value is True), tuple(c for c in flags if c.value is False)
    if not case.declared:  # "waived the right" does not deny "no longer has the right"
        verbs = {c.attribute for c in yes} & {c.attribute for c in no}
        yes, no = tuple(c for c in yes if c.attribute in verbs), tuple(c for c in no if c.attribute in verbs)
        yes, no = _echoed(yes, no), _echoed(no, yes)
        yield from _excluded(case, flags)
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


def _excluded(case: Case, flags: Sequence[Claim]) -> Iterator[Finding]:
    """Statements of one subject, or in much the same words, with words that exclude one another."""
    pairs = {
        (a, b): found
        for a, b in combinations((c for c in flags if c.value is True), 2)
        if a.article != b.article and (found := contraries(a, b)) and _of_one_thing(a, b, found.words)
    }
    if pairs:
        first = next(iter(pairs.values()))
        said = [(c, pole) for pair, found in pairs.items() for c, pole in zip(pair, found.poles, strict=True)]
        parts = [
            (word, tuple(dict.fromkeys(c for c, its in said if its == pole)))
            for word, pole in zip(first.words, first.poles, strict=True)
        ]
        why = f"\u201c{first.words[0]}\u201d and \u201c{first.words[1]}\u201d exclude one another"
        yield Finding("low", sides(parts), case.message(parts), (why, *case.because), 0.3)


_REST = 0.5  # share of the other words of the shorter of two statements that the other has too


def _of_one_thing(a: Claim, b: Claim, words: tuple[str, str]) -> bool:
    said = {part for word in words for part in word.split()}
    some, others = {*a.words} - said, {*b.words} - said
    alike = len(some & others) >= _REST * max(1, min(len(some), len(others)))
    one_subject = bool(a.subject and b.subject) and same_name(a.subject, b.subject)
    return (alike or one_subject) and not other_names(a, b)


_ECHO = 0.25  # share of the words of both from which one statement takes up the other


def _echoed(some: tuple[Claim, ...], others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Those of the statements that one of the others takes up, word by word, in another article."""
    return tuple(c for c in some if any(c.article != o.article and common(c.words, o.words) >= _ECHO for o in others))


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
