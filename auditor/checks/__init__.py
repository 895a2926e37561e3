"""Questions -> conflicts: every conflict code is one small check; CHECKS is a plain tuple of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from inspect import cleandoc

from auditor.align.counterparts import Counterparts
from auditor.checks import (
    arithmetic,
    copied,
    dates,
    exclusivity,
    headline,
    misattribution,
    names,
    numbers,
    rivals,
    roles,
    scope,
    statements,
    sums,
    versions,
)  # fmt: skip
from auditor.checks.case import Case, Check, Finding, Result
from auditor.checks.confidence import Seen, confidence
from auditor.checks.differing import around, mean_likelihood
from auditor.checks.verdicts import UNDATED, Judgement, verdict
from auditor.kinds import Kind
from auditor.model import Article, Claim, Conflict, Problem, Question
from auditor.sources.origins import Origins

__all__ = ["ACROSS_ARTICLES", "ACROSS_VERSIONS", "CODES", "Code", "check", "explain", "rank"]


@dataclass(frozen=True, slots=True)
class Code:
    """A conflict code: its check's docstring says what it means, why, with an example and what is not one.

    across: a further check, that sees all questions of the articles at once. once: its labels are words of the
    articles, so that a sentence's word against another's is told once, though several of their clauses are aligned.
    """

    code: str
    name: str
    check: Check
    across: Callable[[Sequence[Case]], Iterator[Result]] | None = None
    once: bool = False

    @property
    def title(self) -> str:
        return (self.check.__doc__ or "").split("\n", 1)[0]


CODES: tuple[Code, ...] = (
    Code("N001", "number-mismatch", numbers.number_mismatch, rivals.rival_figures),
    Code("N002", "arithmetic", arithmetic.arithmetic, sums.sums),
    Code("D001", "date-mismatch", dates.date_mismatch, rivals.rival_dates),
    Code("D002", "open-or-fixed-term", dates.open_or_fixed_term),
    Code("X001", "exclusivity-contradicted", exclusivity.exclusivity_contradicted),
    Code("X002", "exclusivity-added", exclusivity.exclusivity_added),
    Code("P001", "asserted-and-denied", statements.asserted_and_denied),
    Code("M001", "strength", statements.strength),
    Code("R001", "figure-misattributed", misattribution.figure_misattributed),
    Code("R002", "roles-turned", roles.roles_turned),
    Code("S001", "scope-mismatch", scope.scope_mismatch),
    Code("C001", "condition-wording", scope.condition_wording),
    Code("E001", "name-mismatch", names.name_mismatch, once=True),
    Code("H001", "headline-not-borne-out", headline.headline_not_borne_out),
    Code("V001", "source-changed-its-figure", versions.source_changed_its_figure),
    Code("V002", "text-changed-its-figure", copied.text_changed_its_figure),
)
ACROSS_VERSIONS = tuple(code for code in CODES if code.code == "V001")
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
    known: Origins, codes: Sequence[Code] = ACROSS_ARTICLES, counterparts: tuple[Counterparts, ...] = (),
) -> tuple[tuple[Conflict, ...], tuple[Problem, ...]]:  # fmt: skip
    """Every conflict of the questions, the gravest and surest first; a check that fails becomes a Problem.

    known: the origins of what the articles say. counterparts: the claims' best partners in other articles.
    """
    declared = {kind.name: kind for kind in kinds}
    conflicts: dict[str, Conflict] = {}
    problems = []
    about = around(claims.values(), questions)
    cases = [Case(question, claims, articles, declared, known, counterparts, about) for question in questions]
    for code in codes:
        for where, results in _results(code, cases):
            try:
                conflicts |= {c.id: c for c in (_conflict(code, case, finding) for case, finding in results)}
            except Exception as error:  # a defect in one check must not cost the reader the rest of the report
                problems.append(Problem(f"check {code.code}", f"failed on {where}: {error!r}"))
    once = {code.code for code in codes if code.once}
    return tuple(_told_once(sorted(conflicts.values(), key=rank), claims, once)), tuple(problems)


def _told_once(ranked: Sequence[Conflict], claims: Mapping[str, Claim], codes: Collection[str]) -> Iterator[Conflict]:
    """The conflicts without those of the codes whose words overlap with those of one that tells more: of more claims,
    and of a statement rather than of its figure or day."""
    left_out: set[str] = set()
    told: dict[tuple[str, frozenset[str]], list[Conflict]] = {}
    for conflict in sorted((c for c in ranked if c.code in codes), key=lambda c: _tells_more(c, claims)):
        before = told.setdefault((conflict.code, frozenset(side.label for side in conflict.sides)), [])
        if any(_overlap(conflict, other, claims) for other in before):
            left_out.add(conflict.id)
        else:
            before.append(conflict)
    yield from (conflict for conflict in ranked if conflict.id not in left_out)


def _tells_more(conflict: Conflict, claims: Mapping[str, Claim]) -> tuple[int, bool, tuple[str, int, int]]:
    shown = [claims[i] for side in conflict.sides for i in side.claims]
    first = min((c.article, c.start, c.end) for c in shown)
    return -len(shown), any(c.value_type != "flag" for c in shown), first


def _overlap(one: Conflict, other: Conflict, claims: Mapping[str, Claim]) -> bool:
    """Do claims of each side stand on words of the other's?"""

    def spans(conflict: Conflict, label: str) -> list[Claim]:
        return [claims[i] for side in conflict.sides if side.label == label for i in side.claims]

    return all(
        any(
            a.article == b.article and a.start < b.end and b.start < a.end
            for a in spans(one, side.label)
            for b in spans(other, side.label)
        )
        for side in one.sides
    )


def rank(conflict: Conflict) -> tuple[int, bool, float, str]:
    """What conflicts are put in order by: the gravest and surest first, updates behind the rest."""
    gravity = ("high", "medium", "low").index(conflict.severity)
    return gravity, conflict.verdict == "update", -conflict.confidence, conflict.id


def _results(code: Code, cases: Sequence[Case]) -> Iterator[tuple[str, Iterator[Result]]]:
    """What a code finds, question by question and then across all of them, with where it looked."""
    for case in cases:
        yield f"question {case.question.id}", _one(code, case)
    if code.across is not None:
        yield "all questions", code.across(cases)


def _one(code: Code, case: Case) -> Iterator[Result]:
    for finding in code.check(case):
        yield case, finding


def _conflict(code: Code, case: Case, finding: Finding) -> Conflict:
    told = _judged(case, finding)
    return Conflict(
        id=_id(code.code, case.question.id, (s.label for s in finding.sides)), code=code.code, name=code.name,
        severity=finding.severity, verdict=told.verdict, confidence=_confidence(code, case, finding, told),
        question=case.question.id, sides=finding.sides, message=finding.message,
        reasons=(*finding.reasons, *told.evidence), newer=_newer(finding, told),
    )  # fmt: skip


def _judged(case: Case, finding: Finding) -> Judgement:
    if finding.verdict:
        return Judgement(finding.verdict)
    return verdict(_claims(case, finding), case.articles, case.grows, finding.across)


def _newer(finding: Finding, told: Judgement) -> str:
    return "" if told.newer is None else finding.sides[told.newer].label


def _confidence(code: Code, case: Case, finding: Finding, told: Judgement) -> float:
    seen = Seen(code.code, finding.severity, mean_likelihood(_claims(case, finding), case.around))
    return round(confidence(seen, finding.confidence) * (1 if told.dated else UNDATED), 3)


def _claims(case: Case, finding: Finding) -> list[tuple[Claim, ...]]:
    return [tuple(case.claims[i] for i in side.claims) for side in finding.sides]


def _id(code: str, question: str, labels: Iterable[str]) -> str:
    return "k" + hashlib.sha256(repr((code, question, sorted(labels))).encode()).hexdigest()[:10]
