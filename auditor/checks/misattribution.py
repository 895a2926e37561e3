"""Checks of what a figure is said to measure."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.case import Case, Finding, counted, side, sources
from auditor.kinds import OPEN
from auditor.values.compare import compare
from auditor.values.display import display


def figure_misattributed(case: Case) -> Iterator[Finding]:
    """The same figure is given to different things: a stake's value called the size of the deal.

    Why: the figure is right and the sentence still misleads, since it says what the figure does not measure.

    Example: "Norwick's stake is worth $40 million" against "Norwick and Calder sign a $40 million agreement".

    Not one: one thing under two names; two things that several sources each give that figure.
    """
    kinds = {c.kind for c in case.all}
    if len(kinds) < 2 or case.all[0].value_type != "money":
        return
    for kind in sorted(k for k in kinds if k != OPEN and "R001" in case.kinds[k].codes):
        odd = tuple(c for c in case.all if c.kind == kind)
        rest = tuple(
            c for c in case.all if c.kind not in (kind, OPEN) and any(compare(c, o).label == "equal" for o in odd)
        )
        if not rest or sources(odd) >= sources(rest) or {c.article for c in odd} & {c.article for c in rest}:
            continue
        wrong, right = case.kinds[kind].title.lower(), case.kinds[rest[0].kind].title.lower()
        amount = display(odd[0])
        yield Finding(
            "medium",
            (side(f"{display(rest[0])} as the {right}", rest), side(f"{amount} as the {wrong}", odd)),
            f"{amount} is given as the {wrong} in {counted(sources(odd))}, as the {right} in {counted(sources(rest))}.",
            ("the same figure stands for two different things", *case.because),
            0.7,
            "misattribution",
        )
