"""Claims that are each other's likeliest counterparts in two articles, and differ, though their words alone do not make
one question of them: worth a look, ranked last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from auditor.align import FIGURES
from auditor.align.counterparts import NEAREST, by_article, gives
from auditor.checks.case import Case, Finding, Result, sides, sources
from auditor.checks.dates import date_mismatch
from auditor.checks.numbers import number_mismatch, other_day, same_person, same_scope
from auditor.kinds import OPEN
from auditor.model import Claim
from auditor.values.compare import compare, times_apart
from auditor.values.display import display

_OF_A_SIZE = 3
"""Figures that are further apart than this factor are hardly of one thing."""
_ALIKE = 0.0
"""The least weight of two statements whose dates are compared: a statement has many that are near it."""

Pair = tuple[Claim, Claim]


def rival_figures(cases: Sequence[Case]) -> Iterator[Result]:
    """Figures of which each is the other's counterpart, and neither article gives the other's."""
    if not cases:
        return
    told = {pair for case in cases for finding in number_mismatch(case) for pair in _across(finding)}
    given = by_article(cases[0].claims.values())
    pairs = [
        (a, b)
        for a, b, _ in cases[0].counterparts
        if a.value_type in FIGURES
        and frozenset((a.id, b.id)) not in told
        and _differ(a, b)
        and times_apart(a, b) <= _OF_A_SIZE
        and _comparable(a, b)
        and not gives(given, a, b)
    ]
    yield from _found(cases, pairs, "the figures differ, and neither article gives the other's")


def rival_dates(cases: Sequence[Case]) -> Iterator[Result]:
    """Dates in statements of which each is the other's counterpart."""
    if not cases:
        return
    claims = tuple(cases[0].claims.values())
    told = {pair for case in cases for finding in date_mismatch(case) for pair in _across(finding)}
    pairs = [
        (x, y)
        for a, b, weight in cases[0].counterparts
        if a.value_type == "flag" and weight >= _ALIKE and a.value == b.value
        for x, y in product(_dates_in(a, claims), _dates_in(b, claims))
        if compare(x, y).agree is False and frozenset((x.id, y.id)) not in told
    ]
    yield from _found(cases, pairs, "the dates do not overlap")


def _dates_in(statement: Claim, claims: Sequence[Claim]) -> list[Claim]:
    return [
        c
        for c in claims
        if c.value_type == "date"
        and c.article == statement.article
        and c.value == statement.qualifier("date")
        and c.start < statement.end
        and statement.start < c.end
    ]


def _differ(a: Claim, b: Claim) -> bool:
    """Two lower bounds can both hold ("at least six", "at least seven"), but whoever wrote them had other counts."""
    bounds = a.value != b.value and a.bound == b.bound and a.bound in (">", ">=") and a.unit == b.unit
    return bounds or compare(a, b).agree is False


def _comparable(a: Claim, b: Claim) -> bool:
    """May the two be of one thing, one event and one time, as far as their kinds and slots tell?"""
    kinds = {a.kind, b.kind}
    one_kind = len(kinds) == 1 or OPEN in kinds
    if a.value_type == "count" and _whole(a) != _whole(b):
        return False
    return one_kind and not other_day((a,), (b,)) and same_person(a, (b,)) and same_scope(a, b)


def _whole(claim: Claim) -> bool:
    return isinstance(claim.value, Decimal) and claim.value == int(claim.value)


def _across(finding: Finding) -> Iterator[frozenset[str]]:
    return (
        frozenset((a, b))
        for n, side in enumerate(finding.sides)
        for other in finding.sides[n + 1 :]
        for a in side.claims
        for b in other.claims
    )


def _found(cases: Sequence[Case], pairs: Sequence[Pair], why: str) -> Iterator[Result]:
    """For each question that claims of the pairs answer: an answer with all those that stand against it."""
    home = {i: case for case in cases for i in case.question.claims}
    known = [(home[c.id], pair) for pair in pairs if (c := next((c for c in pair if c.id in home), None))]
    for case in cases:
        own = [pair for asked, pair in known if asked is case]
        answers = _answers(dict.fromkeys(c for pair in own for c in pair))
        against: dict[int, set[int]] = {}
        for pair in own:
            better, other = sorted(next(n for n, a in enumerate(answers) if c in a) for c in pair)
            if better != other:
                against.setdefault(better, set()).add(other)
        for better, others in against.items():
            listed = [(display(answers[n][0]), answers[n]) for n in (better, *sorted(others))]
            yield case, Finding("low", sides(listed), case.message(listed), (why, NEAREST), 0.3)


def _answers(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """The claims by the answers that they give, the answer with the most sources first."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (c.bound != "=", display(c), c.id)):
        home = next((g for g in groups if compare(claim, g[0]).agree), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    return sorted(map(tuple, groups), key=lambda g: (-sources(g), display(g[0])))
