"""Claims of two articles that likely tell of one thing and differ, though it is not sure: worth a look, ranked last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from auditor.align.counterparts import NEAREST
from auditor.align.stories import by_article
from auditor.checks.case import Case, Check, Finding, Parts, Result, sides, sources
from auditor.checks.copied import changed_in_text
from auditor.checks.dates import date_mismatch, one_happening
from auditor.checks.differing import Pair, candidates, likelihood, one_bearer, same_but_for_the_figure, same_place
from auditor.checks.numbers import number_mismatch
from auditor.model import Claim
from auditor.values.compare import compare
from auditor.values.display import display

LIKELY = 0.25
"""From this likelihood on, two figures are shown: of pairs rated so, half were discrepancies."""
_JOINED = 0.15
"""From this mean likelihood on, claims are told in one finding: higher ones told the same in more findings."""
_SURE = 1.0
"""The likelihood of pairs that are told whatever the weights say of them."""
_ALIKE = 0.0
"""The least weight of two statements whose dates are compared: a statement has many that are near it."""


def rival_figures(cases: Sequence[Case]) -> Iterator[Result]:
    """Figures that, by what was learned of such pairs, likely tell of one thing and differ."""
    if not cases:
        return
    about, pairs, ratings = cases[0].around, {}, {}
    for a, b in candidates(about, cases[0].counterparts):
        rating, why = likelihood(a, b, about)
        ratings[a, b] = rating
        if same_but_for_the_figure(a, b, about):
            why = ("nearly the same words, with another figure", *why)
            ratings[a, b] = _SURE
        elif rating < LIKELY:
            continue
        if not changed_in_text(cases[0], a, b):
            pairs[a, b] = why
    yield from _found(cases, _Likely(pairs, ratings), number_mismatch)


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
    why = ("the dates do not overlap", NEAREST)
    yield from _found(cases, _Likely(dict.fromkeys(pairs, why), dict.fromkeys(pairs, _SURE)), date_mismatch)


def _inside(statement: Claim, dates: Sequence[Claim]) -> list[Claim]:
    """Those of the article's dates that the statement is said to be of."""
    day = statement.qualifier("date")
    return [c for c in dates if c.value == day and c.start < statement.end and statement.start < c.end]


@dataclass(frozen=True)
class _Likely:
    """Pairs that are to be told, with what speaks for each, and the likelihood of each pair that was weighed."""

    pairs: Mapping[Pair, tuple[str, ...]]
    ratings: Mapping[Pair, float]


def _found(cases: Sequence[Case], likely: _Likely, check: Check) -> Iterator[Result]:
    """For each question that claims of the pairs answer: the answers that stand against each other.

    Pairs that the check tells of by itself are left to it.
    """
    home = {i: case for case in cases for i in case.question.claims}
    by_question: dict[str, list[Pair]] = {}
    for pair in likely.pairs:
        asked = [home[c.id].question.id for c in pair if c.id in home]
        by_question.setdefault(asked[0] if asked else "", []).append(pair)
    for case in cases:
        own = by_question.get(case.question.id, [])
        told = {pair for finding in check(case) for pair in _across(finding)} if own else set()
        left = [(a, b) for a, b in own if frozenset((a.id, b.id)) not in told]
        for answers in _against(left, likely.ratings):
            shown = {c.id for _, claims in answers for c in claims}
            why = next(likely.pairs[pair] for pair in left if {c.id for c in pair} <= shown)
            listed = _with_support(case, answers)
            yield case, Finding("low", sides(listed), case.message(listed), why, 0.3, across=True)


def _with_support(case: Case, listed: Parts) -> Parts:
    """The answers, each also with the question's claims that give it, of articles that are on no other side.

    Such a claim contradicts every claim of the other sides, and may be of the same bearer and place
    as all that are shown.
    """
    shown = {c.id: c for _, claims in listed for c in claims}
    free = [
        c
        for c in case.all
        if c.id not in shown and all(one_bearer(c, x) and same_place(c, x) is not False for x in shown.values())
    ]
    return [(label, (*claims, *_giving(claims, free, shown))) for label, claims in listed]


def _giving(claims: Sequence[Claim], free: Iterable[Claim], shown: Mapping[str, Claim]) -> list[Claim]:
    others = [c for c in shown.values() if c not in claims]
    apart = {c.article for c in others}
    return [
        c
        for c in free
        if c.value_type == claims[0].value_type
        and c.article not in apart
        and compare(c, claims[0]).agree
        and all(compare(c, other).agree is False for other in others)
    ]


def _across(finding: Finding) -> Iterator[frozenset[str]]:
    for some, others in combinations(finding.sides, 2):
        for a, b in product(some.claims, others.claims):
            yield frozenset((a, b))


def _against(pairs: Sequence[Pair], ratings: Mapping[Pair, float]) -> Iterator[Parts]:
    """The answers that stand against each other, the best supported one first.

    From the likeliest pair on, claims are told together while pairs across their answers are likely on the mean
    (average linkage): those that pairs merely lead to from one to the next need not be of one thing. A pair that is
    left is told alone, unless both of its claims are told with others.
    """
    answer = {c.id: n for n, claims in enumerate(_answers(dict.fromkeys(c for p in pairs for c in p))) for c in claims}
    rated = {frozenset((a.id, b.id)): rating for (a, b), rating in ratings.items()}
    groups: dict[str, list[Claim]] = {}
    alone: list[list[Claim]] = []
    for a, b in sorted(pairs, key=lambda pair: (-ratings[pair], pair[0].id, pair[1].id)):
        some, others = groups.setdefault(a.id, [a]), groups.setdefault(b.id, [b])
        if some is others:
            continue
        across = [(x.id, y.id) for x, y in product(some, others) if answer[x.id] != answer[y.id]]
        if sum(rated.get(frozenset(pair), 0.0) for pair in across) >= _JOINED * len(across):
            some += others
            groups |= dict.fromkeys((c.id for c in others), some)
        else:
            alone.append([a, b])
    told = {id(group): group for group in groups.values() if len(group) > 1}
    left = [pair for pair in alone if any(len(groups[c.id]) == 1 for c in pair)]
    for group in (*told.values(), *left):
        answers = _answers(group)
        if len(answers) > 1:  # vague figures that differ may agree with one and the same third
            yield [(display(claims[0]), claims) for claims in answers]


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
