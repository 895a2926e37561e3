"""Questions -> conflicts: every conflict code is one small check; CHECKS is a plain tuple of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import cleandoc

from auditor.checks import (
    arithmetic,
    dates,
    exclusivity,
    misattribution,
    names,
    numbers,
    roles,
    scope,
    statements,
    versions,
)  # fmt: skip
from auditor.checks.case import Case, Check, Finding
from auditor.checks.verdicts import verdict
from auditor.kinds import Kind
from auditor.model import Article, Claim, Conflict, Problem, Question

__all__ = ["ACROSS_ARTICLES", "ACROSS_VERSIONS", "CODES", "Code", "check", "explain", "rank"]


@dataclass(frozen=True, slots=True)
class Code:
    """A conflict code: its check's docstring says what it means, why, with an example and what is not one."""

    code: str
    name: str
    check: Check

    @property
    def title(self) -> str:
        return (self.check.__doc__ or "").split("\n", 1)[0]


CODES: tuple[Code, ...] = (
    Code("N001", "number-mismatch", numbers.number_mismatch),
    Code("N002", "arithmetic", arithmetic.arithmetic),
    Code("D001", "date-mismatch", dates.date_mismatch),
    Code("D002", "open-or-fixed-term", dates.open_or_fixed_term),
    Code("X001", "exclusivity-contradicted", exclusivity.exclusivity_contradicted),
    Code("X002", "exclusivity-added", exclusivity.exclusivity_added),
    Code("P001", "asserted-and-denied", statements.asserted_and_denied),
    Code("M001", "strength", statements.strength),
    Code("R001", "figure-misattributed", misattribution.figure_misattributed),
    Code("R002", "roles-turned", roles.roles_turned),
    Code("S001", "scope-mismatch", scope.scope_mismatch),
    Code("C001", "condition-wording", scope.condition_wording),
    Code("E001", "name-mismatch", names.name_mismatch),
    Code("V001", "source-changed-its-figure", versions.source_changed_its_figure),
)
ACROSS_VERSIONS = tuple(code for code in CODES if code.code.startswith("V"))
"""What is asked of the versions of one article."""
ACROSS_ARTICLES = tuple(code for code in CODES if code not in ACROSS_VERSIONS)
"""What is asked of articles on one event."""


def explain(code: str) -> str | None:
    """What a code (N001, n001 or its name) means, in plain text; None for an unknown one."""
    wanted = code.strip().casefold()
    found = next((c for c in CODES if wanted in (c.code.casefold(), c.name)), None)
    return f"{found.code} {found.name}\n\n{cleandoc(found.check.__doc__ or '')}" if found else None


def check(
    questions: Sequence[Question], claims: Mapping[str, Claim], articles: Mapping[str, Article], kinds: Sequence[Kind],
    codes: Sequence[Code] = ACROSS_ARTICLES,
) -> tuple[tuple[Conflict, ...], tuple[Problem, ...]]:  # fmt: skip
    """Every conflict of the questions, the gravest and surest first; a check that fails becomes a Problem."""
    declared = {kind.name: kind for kind in kinds}
    conflicts: dict[str, Conflict] = {}
    problems = []
    for question in questions:
        case = Case(question, claims, articles, declared)
        for code in codes:
            try:
                conflicts |= {c.id: c for c in _conflicts(code, case)}
            except Exception as error:  # a defect in one check must not cost the reader the rest of the report
                problems.append(Problem(f"check {code.code}", f"failed on question {question.id}: {error!r}"))
    return tuple(sorted(conflicts.values(), key=rank)), tuple(problems)


def rank(conflict: Conflict) -> tuple[int, bool, float, str]:
    """What conflicts are put in order by: the gravest and surest first, updates behind the rest."""
    gravity = ("high", "medium", "low").index(conflict.severity)
    return gravity, conflict.verdict == "update", -conflict.confidence, conflict.id


def _conflicts(code: Code, case: Case) -> Iterator[Conflict]:
    for finding in code.check(case):
        told, evidence = (finding.verdict, ()) if finding.verdict else verdict(_claims(case, finding), case.articles)
        yield Conflict(
            id=_id(code.code, case.question.id, (s.label for s in finding.sides)), code=code.code, name=code.name,
            severity=finding.severity, verdict=told, confidence=finding.confidence, question=case.question.id,
            sides=finding.sides, message=finding.message, reasons=(*finding.reasons, *evidence),
        )  # fmt: skip


def _claims(case: Case, finding: Finding) -> list[tuple[Claim, ...]]:
    return [tuple(case.claims[i] for i in side.claims) for side in finding.sides]


def _id(code: str, question: str, labels: Iterable[str]) -> str:
    return "k" + hashlib.sha256(repr((code, question, sorted(labels))).encode()).hexdigest()[:10]
