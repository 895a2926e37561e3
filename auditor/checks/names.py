"""Checks of names."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.checks.case import Case, Finding, answers, side


def name_mismatch(case: Case) -> Iterator[Finding]:
    """Sources name different people, places or things in the same role.

    Why: who did it and where it happened are the first things that a reader remembers.

    Example: "the ferry sank off Norwick" against "the ferry sank off Calder".

    Not one: short and full forms, titles and spellings of one name; a place and the larger place that holds it.
    """
    parts = [(p.label, case.of(p)) for p in case.question.positions if case.of(p)[0].value_type in ("name", "place")]
    if len(parts) < 2:
        return
    yield Finding(
        "medium" if case.declared else "low", tuple(side(label, claims) for label, claims in parts), f"{case.topic}: {answers(parts)}.",
        ("the names are not forms of one another", *case.question.because), 0.5,
    )  # fmt: skip
