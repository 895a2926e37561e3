"""Claims that are each other's likeliest counterparts in two articles, and differ, though their words alone do not make
one question of them: worth a look, ranked last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from auditor.align import FIGURES
from auditor.align.counterparts import NEAREST, gives
from auditor.align.stories import by_article
from auditor.checks.case import Case, Check, Finding, Parts, Result, sides, sources
from auditor.checks.copied import changed_in_text
from auditor.checks.dates import date_mismatch, one_happening
from auditor.checks.numbers import number_mismatch, one_age, other_day, same_person, same_scope
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
    given = by_article(cases[0].claims.values())
    pairs = [
        (a, b)
        for a, b, _ in cases[0].counterparts
        if a.value_type in FIGURES
        and _differ(a, b)
        and times_apart(a, b) <= _OF_A_SIZE
        and _comparable(a, b)
        and not gives(given, a, b)
        and not changed_in_text(cases[0], a, b)
    ]
    yield from _found(cases, pairs, number_mismatch, "the figures differ, and neither article gives the other's")


def rival_dates(cases: Sequence[Case]) -> Iterator[Result]:
    """Dates in statements of which each is the other's counterpart."""
    if not cases:
        return
    dates = by_article(c for c in cases[0].claims.values() if c.value_type == "date")
    pairs = [
        (x, y)
        for a, b, weight in cases[0].counterparts
        if a.value_type == "flag" and weight >= _ALIKE and a.value == b.value
        for x, y in product(_inside(a, dates.get(a.article, ())), _inside(b, dates.get(b.article, ())))
        if compare(x, y).agree is False and one_happening(x, y)
    ]
    yield from _found(cases, list(dict.fromkeys(pairs)), date_mismatch, "the dates do not overlap")


def _inside(statement: Claim, dates: Sequence[Claim]) -> list[Claim]:
    """Those of the article's dates that the statement is said to be of."""
    day = statement.qualifier("date")
    return [c for c in dates if c.value == day and c.start < statement.end and statement.start < c.end]


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
    one = same_person(a, (b,)) and one_age((a,), (b,))
    return one_kind and one and not other_day((a,), (b,)) and same_scope(a, b)


def _whole(claim: Claim) -> bool:
    return isinstance(claim.value, Decimal) and claim.value == int(claim.value)


def _found(cases: Sequence[Case], pairs: Sequence[Pair], check: Check, why: str) -> Iterator[Result]:
    """For each question that claims of the pairs answer: an answer with all those that stand against it.

    Pairs that the check tells of by itself are left to it.
    """
    home = {i: case for case in cases for i in case.question.claims}
    by_question: dict[str, list[Pair]] = {}
    for pair in pairs:
        asked = [home[c.id].question.id for c in pair if c.id in home]
        by_question.setdefault(asked[0] if asked else "", []).append(pair)
    for case in cases:
        own = by_question.get(case.question.id, [])
        told = {pair for finding in check(case) for pair in _across(finding)} if own else set()
        for listed in _against([(a, b) for a, b in own if frozenset((a.id, b.id)) not in told]):
            yield case, Finding("low", sides(listed), case.message(listed), (why, NEAREST), 0.3)


def _across(finding: Finding) -> Iterator[frozenset[str]]:
    for some, others in combinations(finding.sides, 2):
        for a, b in product(some.claims, others.claims):
            yield frozenset((a, b))


def _against(pairs: Sequence[Pair]) -> Iterator[Parts]:
    """Each answer that is better supported than another one, with those that stand against it in a pair."""
    answers = _answers(dict.fromkeys(c for pair in pairs for c in pair))
    number = {claim.id: n for n, answer in enumerate(answers) for claim in answer}
    against: dict[int, set[int]] = {}
    for a, b in pairs:
        better, other = sorted((number[a.id], number[b.id]))
        if better != other:
            against.setdefault(better, set()).add(other)
    for better, others in against.items():
        yield [(display(answers[n][0]), answers[n]) for n in (better, *sorted(others))]


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
