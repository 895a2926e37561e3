"""Checks of who stands in which relation to whom."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.case import Case, Finding, sides
from auditor.model import Claim


def roles_turned(case: Case) -> Iterator[Finding]:
    """Two sources give the same relation with the parties exchanged: who is whose partner, who pays whom.

    Why: the direction of a relation is a fact of its own.

    Example: "Norwick remains Calder's launch partner" against "Calder remains Norwick's launch partner".

    Not one: a relation that holds both ways by its nature, said once from each side by one source.
    """
    relations: dict[tuple[str, str], list[Claim]] = {}
    for claim in case.all:
        if (pair := _pair(claim)) is not None:
            relations.setdefault(pair, []).append(claim)
    for (a, b), claims in sorted(relations.items()):
        turned = relations.get((b, a), [])
        both = {c.article for c in claims} & {c.article for c in turned}
        there, back = (tuple(c for c in found if c.article not in both) for found in (claims, turned))
        if a < b and there and back:
            parts = [(f"{a} to {b}", there), (f"{b} to {a}", back)]
            yield Finding(
                "low",
                sides(parts),
                case.message(parts),
                ("the same relation with its parties exchanged", *case.because),
                0.5,
            )


def _pair(claim: Claim) -> tuple[str, str] | None:
    for one, other in (("holder", "of"), ("payer", "payee")):
        if claim.qualifier(one) and claim.qualifier(other) and claim.qualifier(one) != claim.qualifier(other):
            return claim.qualifier(one), claim.qualifier(other)
    return None
