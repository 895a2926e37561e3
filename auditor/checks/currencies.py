"""Sums of money in two currencies, compared at the rate that an article gives ("$108 million (85 million euros)")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from auditor.checks.case import Case, Finding, side
from auditor.checks.intervals import Interval, hull, interval
from auditor.model import Article, Claim, Quantity
from auditor.values.display import amount, display
from auditor.values.quantities import quantities

_BESIDE = re.compile(r"^\s*(?:\(|,? or |, )\s*(?:or |about |around |roughly |some |nearly )*$", re.I)
_SLACK = Decimal("0.1")  # rates move within a story; and what is converted is rounded
_LEAST = Decimal("0.05")
_FAR = 3  # times


def converted(case: Case) -> Iterator[Finding]:
    """Answers in two currencies that differ at the rate that an article of the story gives."""
    money = [c for c in case.all if c.value_type == "money" and "/" not in c.unit and c.qualifier("time") != "former"]
    groups: dict[str, list[Claim]] = {}
    for claim in money:
        groups.setdefault(claim.unit, []).append(claim)
    if len(groups) != 2:
        return
    (one, first), (other, second) = sorted(groups.items(), key=lambda g: (-len({c.article for c in g[1]}), g[0]))
    found = [(rate, a) for a in sorted(case.articles) if (rate := _rate(case.articles[a], other, one))]
    both = {c.article for c in first} & {c.article for c in second}
    if not found:
        return
    rate = hull([r for r, _ in found])
    apart = tuple(c for c in second if c.article not in both and _of_a_size(first[0], c, rate))
    if not apart or any(_meet(a, b, rate) for a in first for b in apart):
        return
    middle = (rate.low + rate.high) / 2
    assert isinstance(apart[0].value, Decimal)
    value = amount(_rounded(apart[0].value * middle), None, one)
    giver = case.articles[found[0][1]]
    yield Finding(
        "low", (side(display(first[0]), tuple(first)), side(display(apart[0]), apart)),
        f"{case.topic}: {display(apart[0])} is about {value}, not {display(first[0])}, at the rate that "
        f"{giver.source or giver.path} gives.",
        ("converted at a rate that one of the articles gives", *case.because), 0.5,
    )  # fmt: skip


def _meet(a: Claim, b: Claim, rate: Interval) -> bool:
    x, y = interval(a), interval(b)
    return x is None or y is None or x.meets(y.times(rate), _SLACK)


def _of_a_size(a: Claim, b: Claim, rate: Interval) -> bool:
    """Sums that are further apart are hardly of one thing."""
    x, y = interval(a), interval(b)
    return x is None or y is None or y.times(rate).meets(Interval(x.low / _FAR, x.high * _FAR))


def _rate(article: Article, of: str, to: str) -> Interval | None:
    """What one unit of a currency is in another, by the sums that the article sets beside each other."""
    found = [rate for a, b in _pairs(article.text) if (rate := _quotient(a, b, of, to))]
    return hull(found) if found else None


@functools.lru_cache(maxsize=512)
def _pairs(text: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """Sums in two currencies that stand side by side: one said in both."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        money = [q for q in quantities(line[0]) if len(q.unit) == 3 and q.unit.isupper()]
        for a, b in pairwise(money):
            if a.unit != b.unit and a.value and b.value and _BESIDE.match(line[0][a.end : b.start]):
                found.append((a, b))
    return tuple(found)


def _quotient(a: Quantity, b: Quantity, of: str, to: str) -> Interval | None:
    by_unit = {a.unit: a.value, b.unit: b.value}
    if set(by_unit) != {of, to}:
        return None
    rate = by_unit[to] / by_unit[of]
    return Interval(rate * (1 - _LEAST), rate * (1 + _LEAST))


def _rounded(value: Decimal) -> Decimal:
    """To three digits."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - 2))
