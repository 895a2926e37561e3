"""Checks of names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor.align.similar import common, same_sound
from auditor.checks.alternatives import exchanged
from auditor.checks.case import Case, Finding, Parts, sides
from auditor.model import Claim, Severity

_ALIKE = 0.8  # share of the words, names aside, from which two statements say the same


def name_mismatch(case: Case) -> Iterator[Finding]:
    """Sources name different people, places or things in the same role.

    Why: who did it and where it happened are the first things that a reader remembers.

    Example: "the ferry sank off Norwick" against "the ferry sank off Calder".

    Or a person under two names ("Brian" and "Bryant"), or two words that exclude each other in like sentences (east and
    west). Two romanisations of one name rank lower.

    Not one: short and full forms and titles of one name; a place and the larger place that holds it.
    """
    parts = [(p.label, case.of(p)) for p in case.question.positions if case.of(p)[0].value_type in ("name", "place")]
    if _two_people(parts):
        return
    weight: Severity = "medium" if case.declared else "low"
    if len(parts) >= 2:
        why = "the names are not forms of one another"
        if all(same_sound(a, b) for (a, _), (b, _) in combinations(parts, 2)):
            weight, why = "low", "the names sound alike: it may be one name in two spellings"
    else:
        parts, why = _exchanged(case), "the same words, but for one name"
        if not parts and (parts := exchanged(case)):
            why = f"'{parts[0][0]}' and '{parts[1][0]}' exclude each other, and the other words are alike"
            weight = "low"
    if len(parts) >= 2:
        yield Finding(
            weight,
            sides(parts),
            case.message(parts),
            (why, *case.because),
            0.5,
        )


def _two_people(parts: Parts) -> bool:
    """An article that has both names knows two people."""
    homes = [{c.article for c in claims} for _, claims in parts]
    return any(a & b for a, b in combinations(homes, 2))


def _exchanged(case: Case) -> list[tuple[str, tuple[Claim, ...]]]:
    """The first two statements of different articles that are the same but for one name."""
    stated = [c for c in case.all if c.value is True and not case.declared]
    for a, b in combinations(stated, 2):
        only_a, only_b = set(a.names) - set(b.names), set(b.names) - set(a.names)
        if a.article != b.article and len(only_a) == len(only_b) == 1 and a.attribute == b.attribute and _alike(a, b):
            x, y = only_a.pop(), only_b.pop()
            of_x, of_y = ({c.article for c in stated if name in c.names} for name in (x, y))
            if not _parts(x) & _parts(y) and not of_x & of_y:
                return [(x, tuple(c for c in stated if x in c.names)), (y, tuple(c for c in stated if y in c.names))]
    return []


def _alike(a: Claim, b: Claim) -> bool:
    named = {part for name in (*a.names, *b.names) for part in _parts(name)}
    x, y = set(a.words) - named, set(b.words) - named
    return len(x & y) >= 2 and common(x, y) >= _ALIKE


def _parts(name: str) -> set[str]:
    return set(name.casefold().split())
