"""How likely two figures of two articles tell of one thing and differ: an additive model of weights that can be read.

Logistic regression over levels, as in the alignment; bench/learn_differing.py learned differing.json from annotated
news, real and made-up. Rules that ask for this and forbid that had to let pass or hold back whole classes of pairs;
here a doubt of one sort (a figure far larger) can be outweighed by what speaks for the pair (nearly the same words).
"""

from __future__ import annotations

import functools
import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, product
from math import exp
from pathlib import Path
from typing import TypeVar

from auditor.align.counterparts import Counterparts
from auditor.align.similar import common, cosine, same_name
from auditor.align.stories import by_article
from auditor.checks.figures import (
    former,
    one_age,
    other_day,
    other_names,
    other_occasion,
    same_occasion,
    same_person,
    same_scope,
)
from auditor.kinds import OPEN
from auditor.model import Claim, Question
from auditor.values.compare import BOUND_MET, UNKNOWN, compare, times_apart
from auditor.values.people import ANYBODY, senses
from auditor.values.time_compare import compare_times

WEIGHTS = Path(__file__).with_name("differing.json")
SORTS = ("count", "money", "percent", "measure", "duration", "age", "ordinal")
"""The sorts of figures that are weighed."""
_BOUNDS = ("==", "=~", "~~", "<=", "=>", "<~", ">~", "<<", ">>", "<>")
_NUMBER = re.compile(r"\d[\d,.]*")

T = TypeVar("T")
Pair = tuple[Claim, Claim]
_MANY = 12
"""Sides of a conflict, and figures of a side, evenly drawn, that are rated at most."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a story says around two of its figures.

    figures: those of each article. home: the question that a claim answers. answers: how many different figures an
    article gives to a question. known: whether an article gives a claim's figure, as far as that was asked for.
    """

    figures: Mapping[str, Sequence[Claim]]
    home: Mapping[str, str]
    answers: Mapping[tuple[str, str], int]
    known: dict[tuple[str, str], bool] = field(default_factory=dict)


NOTHING = Around({}, {}, {})


def around(story: Iterable[Claim], questions: Iterable[Question]) -> Around:
    claims = {c.id: c for c in story if c.value_type in SORTS and isinstance(c.value, Decimal)}
    home = {i: q.id for q in questions for i in q.claims if i in claims}
    given = {(home[i], c.article, c.value) for i, c in claims.items() if i in home}
    answers: dict[tuple[str, str], int] = {}
    for question, article, _ in given:
        answers[question, article] = answers.get((question, article), 0) + 1
    return Around(by_article(claims.values()), home, answers)


def candidates(about: Around, counterparts: Iterable[Counterparts]) -> list[Pair]:
    """The pairs of figures, of two articles, that answer one question or are each other's best partners, and do not
    agree; in a fixed order."""
    claims = {c.id: c for told in about.figures.values() for c in told}
    asked: dict[str, list[Claim]] = {}
    for id in sorted(about.home):
        asked.setdefault(about.home[id], []).append(claims[id])
    pairs = {(a.id, b.id): (a, b) for group in asked.values() for a, b in combinations(group, 2)}
    pairs |= {(a.id, b.id): (a, b) for x, y, _ in counterparts for a, b in [sorted((x, y), key=lambda c: c.id)]}
    return [
        (a, b)
        for _, (a, b) in sorted(pairs.items())
        if a.article != b.article
        and a.value_type == b.value_type
        and a.id in claims
        and b.id in claims
        and (a.value, a.upper) != (b.value, b.upper)
        and _may_be_of_one(a, b)
        and _comparison(a, b, about) != _AGREE
    ]


def one_bearer(a: Claim, b: Claim) -> bool:
    return _may_be_of_one(a, b) and same_scope(a, b)


def _may_be_of_one(a: Claim, b: Claim) -> bool:
    """Not of two people, of a part and the whole, or of two days: that rules a pair out. That one was before, or that
    only one is said to be of another event, speaks against it."""
    one = same_person(a, (b,)) and one_age((a,), (b,)) and a.qualifier("part") == b.qualifier("part")
    return one and not other_day((a,), (b,)) and not other_occasion(a, b)


_AGREE, _DIFFERENT, _AT_LEAST, _BOTH_BOUNDS = range(4)
_FAR_BEYOND = 1.5
"""Whoever writes "at least 6" does not know of 9, though 9 is at least 6."""


def _comparison(a: Claim, b: Claim, about: Around) -> int:
    outcome = compare(a, b)
    if outcome is not BOUND_MET:
        other = outcome is UNKNOWN and (_two_units_of_a_kind(a, b) or _unit(a, b, about) == _ALIKE)
        return _DIFFERENT if outcome.agree is False or other else _AGREE
    if a.bound == b.bound and a.bound in (">", ">="):
        return _BOTH_BOUNDS
    return _AT_LEAST if ">=" in (a.bound, b.bound) and times_apart(a, b) >= _FAR_BEYOND else _AGREE


def _two_units_of_a_kind(a: Claim, b: Claim) -> bool:
    """Rifles against guns: counts of one known kind, and not of people, who may be a part of others.

    Money in two currencies, or a length in miles and in kilometres, that cannot be told to differ may be the same.
    """
    of_people = bool(senses(a.unit) and senses(b.unit))
    return a.value_type == "count" and compare(a, b).agree is None and a.kind == b.kind != OPEN and not of_people


def _given(a: Claim, b: Claim, about: Around) -> float:
    """How many of the two articles give the other's figure as well: then it knows both, and they are two things."""
    return _gives(b.article, a, about) + _gives(a.article, b, about)


def _gives(article: str, claim: Claim, about: Around) -> bool:
    if (article, claim.id) not in about.known:
        about.known[article, claim.id] = any(
            other.value_type == claim.value_type and bool(compare(claim, other).agree)
            for other in about.figures[article]
        )
    return about.known[article, claim.id]


def _kind(a: Claim, b: Claim, about: Around) -> float:
    """0 two declared kinds, 1 none, 2 one of the two has one, 3 the same."""
    if a.kind == b.kind:
        return 1.0 if a.kind == OPEN else 3.0
    return 2.0 if OPEN in (a.kind, b.kind) else 0.0


def _bounds(a: Claim, b: Claim, about: Around) -> float:
    return float(_BOUNDS.index("".join(sorted((a.bound[0], b.bound[0]), key="<=>~".index))))


def _smaller(a: Claim, b: Claim, about: Around) -> float:
    return float(min(abs(Decimal(str(c.value))) for c in (a, b)))


def _beside(a: Claim, b: Claim, about: Around) -> float:
    return max(len(_NUMBER.findall(c.text)) for c in (a, b))


def _one_question(a: Claim, b: Claim, about: Around) -> bool:
    return a.id in about.home and about.home[a.id] == about.home.get(b.id)


def _answers(a: Claim, b: Claim, about: Around) -> float:
    """Of the article that gives fewer different answers to the question, how many; 0 where they share none."""
    if not _one_question(a, b, about):
        return 0.0
    return min(about.answers[about.home[a.id], c.article] for c in (a, b))


def same_place(a: Claim, b: Claim) -> bool | None:
    """None where a place is not told of both."""
    x, y = a.qualifier("where"), b.qualifier("where")
    return same_name(x, y) if x and y else None


def _place_and_occasion(a: Claim, b: Claim, about: Around) -> float:
    """Are both of one place and one event, as far as they tell?"""
    return same_place(a, b) is not False and same_occasion(a, b)


_OTHER, _ALIKE, _SAME = 0.0, 1.0, 2.0


def _unit(a: Claim, b: Claim, about: Around) -> float:
    """Alike are nouns that may be said of the same people: "employees" and "staff", and "people" where they are fewer
    (twelve workers may be among fifteen people)."""
    if a.unit == b.unit:
        return _SAME
    x, y = senses(a.unit), senses(b.unit)
    if ANYBODY in x ^ y:
        some, whole = (b, a) if ANYBODY in x else (a, b)
        return _ALIKE if senses(some.unit) and Decimal(str(some.value)) > Decimal(str(whole.value)) else _OTHER
    return _ALIKE if x & y else _OTHER


Measure = Callable[[Claim, Claim, Around], float]
FEATURES: dict[str, tuple[Measure, tuple[float, ...]]] = {
    "comparison": (_comparison, (1.5, 2.5)),
    "how many times as large": (
        lambda a, b, _: float(times_apart(a, b)),
        (1.0, 1.02, 1.05, 1.1, 1.2, 1.35, 1.5, 2, 3, 5, 10),
    ),
    "articles that give the other's figure too": (_given, (0.5, 1.5)),
    "likeness of meaning": (lambda a, b, _: cosine(a.meaning, b.meaning), (-1.5, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)),
    "declared kind": (_kind, (0.5, 1.5, 2.5)),
    "sort of figure": (lambda a, b, _: SORTS.index(a.value_type), tuple(n + 0.5 for n in range(len(SORTS) - 1))),
    "bounds": (_bounds, tuple(n + 0.5 for n in range(len(_BOUNDS) - 1))),
    "the smaller figure": (_smaller, (0.5, 1.5, 2.5, 4, 10, 50, 200, 1000, 1e4, 1e6)),
    "one question": (_one_question, (0.5,)),
    "figures in the clause": (_beside, (0.5, 1.5, 2.5)),
    "unit": (_unit, (0.5, 1.5)),
    "answers that one article gives": (_answers, (0.5, 1.5, 2.5)),
    "now or formerly": (lambda a, b, _: former(a) == former(b), (0.5,)),
    "place and occasion": (_place_and_occasion, (0.5,)),
}
"""Name -> what is measured of two figures, and the bounds between its levels, ascending."""
_SILENT = (
    "sort of figure", "the smaller figure", "one question", "figures in the clause", "bounds", "now or formerly",
    "place and occasion",
)  # fmt: skip
"""Features that a reader would not want to hear, or that speak against a pair alone."""


_SAME_WORDS = 0.6
"""Share of the words of both from which two clauses are nearly the same but for the figure."""


def same_but_for_the_figure(a: Claim, b: Claim, about: Around) -> bool:
    """Nearly the same words with another figure, which neither article gives as well: rare in the news that the weights
    were learned from, and what is looked for where one text was made from the other. Not with other names or another
    time: "Brandt scored two" beside "Amadi scored three", the first quarter beside the second."""
    alike = common(a.words, b.words) >= _SAME_WORDS and not (other_names(a, b) or _other_time(a, b))
    return alike and one_bearer(a, b) and not _given(a, b, about) and compare(a, b).agree is False


def _other_time(a: Claim, b: Claim) -> bool:
    x, y = a.qualifier("date"), b.qualifier("date")
    return bool(x and y) and x != y and compare_times(x, y) not in ("equal", "compatible")


@dataclass(frozen=True, slots=True)
class Weights:
    intercept: float
    levels: Mapping[str, Sequence[float]]


@functools.cache
def weights() -> Weights:
    """The shipped weights. Raises ValueError when they do not fit the features."""
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    if {f: len(w) for f, w in raw["levels"].items()} != {f: len(b) + 1 for f, (_, b) in FEATURES.items()}:
        raise ValueError(f"{WEIGHTS.name} does not fit the features; make it anew with bench/learn_differing.py")
    return Weights(raw["intercept"], raw["levels"])


def levels(a: Claim, b: Claim, about: Around) -> dict[str, int]:
    """The number of the level, from 0, that the pair falls into for each feature."""
    return {name: bisect_left(bounds, measure(a, b, about)) for name, (measure, bounds) in FEATURES.items()}


def likelihood(a: Claim, b: Claim, about: Around) -> tuple[float, tuple[str, ...]]:
    """How likely two figures are told of one thing and differ, 0 to 1, and what speaks most for it, in words."""
    model = weights()
    parts = {name: model.levels[name][level] for name, level in levels(a, b, about).items()}
    telling = sorted((n for n in parts if n not in _SILENT and parts[n] > 0), key=lambda n: (-parts[n], n))[:3]
    why = tuple(f"for one thing told differently speaks: {name} ({parts[name]:+.1f})" for name in telling)
    return 1 / (1 + exp(-model.intercept - sum(parts.values()))), why


def mean_likelihood(sides: Sequence[Sequence[Claim]], about: Around) -> float:
    """The mean likelihood of two figures on different sides, each counted once for an article; 0 where there are no two
    of different articles."""
    told = [list({(c.article, c.value): c for c in reversed(side) if _rated(c, about)}.values()) for side in sides]
    pairs = [
        (a, b)
        for some, others in combinations([_drawn(side) for side in _drawn([side for side in told if side])], 2)
        for a, b in product(some, others)
        if a.article != b.article and a.value_type == b.value_type
    ]
    return sum(likelihood(a, b, about)[0] for a, b in pairs) / len(pairs) if pairs else 0.0


def _rated(claim: Claim, about: Around) -> bool:
    return claim.value_type in SORTS and isinstance(claim.value, Decimal) and claim.article in about.figures


def _drawn(all: Sequence[T]) -> Sequence[T]:
    return all[:: -(-len(all) // _MANY)] if all else all
