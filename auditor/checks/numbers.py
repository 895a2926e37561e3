"""Checks of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations

from auditor.align.similar import same_name
from auditor.checks.case import Case, Finding, counted, sides
from auditor.checks.copied import told_as_changed
from auditor.checks.figures import one_age, other_day, same_person, same_scope
from auditor.model import Claim
from auditor.values.compare import compare
from auditor.values.display import display


def number_mismatch(case: Case) -> Iterator[Finding]:
    """Sources give different figures for the same thing.

    Why: a reader who saw one source only has another amount, share, toll or size in mind than the reader of the next.

    Example: "Calder will buy capacity worth $3 billion" against "the $2.5 billion purchase".

    Not one: rounding and hedges (18% and "roughly 18%"), the same figure in other units or words, a bound that the
    other figure meets ("at least 11" and 12), a former figure beside the present one ("down from 32%").
    """
    parts = _differing(case, _answers(case)) if case.declared else []
    if len(parts) < 2 or not (surest := _surest(case, parts)):
        return
    parts = [parts[0], *surest]
    listed = [(p.label, p.claims) for p in parts]
    if told_as_changed(case, listed):
        return
    within = _within_one(listed)
    message = f"{case.topic}: {case.answers(listed)}"
    if within:
        message += f"; {counted(within)} {'gives' if within == 1 else 'give'} both"
    yield Finding(
        "high" if case.by_slots else "medium",
        sides(listed),
        message + ".",
        (f"{parts[0].label} and {parts[1].label} are not equal, not even once rounded", *case.because),
        0.8,
    )


_MANY = 99
"""So many articles as no two figures of one thing stand side by side in."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """A position, or those of its claims that can be set against another's."""

    label: str
    claims: tuple[Claim, ...]
    firmness: float


def _answers(case: Case) -> list[_Answer]:
    """The positions that are figures, the best supported first; none where figures of two sorts came together."""
    figures = [(p, case.of(p)) for p in case.question.positions if isinstance(case.of(p)[0].value, Decimal)]
    if len({claims[0].value_type for _, claims in figures}) > 1:
        return []
    return [_Answer(display(_flat(claims)[0]), claims, p.firmness) for p, claims in figures]


def _differing(case: Case, parts: list[_Answer]) -> list[_Answer]:
    """The answers that truly differ from the best supported one.

    Two figures that two articles each give side by side ("killed 11 and injured 40") measure two things.
    """
    found = (_against(case, parts[n], parts[n + 1 :]) for n in range(len(parts) - 1))
    return next((group for group in found if len(group) > 1), [])


def _against(case: Case, best: _Answer, rest: list[_Answer]) -> list[_Answer]:
    first = _flat(best.claims)
    most = 1 if case.by_slots else 0  # in words that are only alike, one such article is enough
    others = [
        told
        for p in rest
        if (told := _rival(first, p)) is not None
        and _side_by_side(first, told.claims) <= most
        and not other_day(first, told.claims)
        and one_age(first, told.claims)
    ]
    apart = _parts_of(first[0], others)
    return [best, *(p for p in others if p not in apart)]


def _rival(first: tuple[Claim, ...], answer: _Answer) -> _Answer | None:
    """The answer as far as its claims tell the same thing and differ from the first; None where none does.

    Claims too vague to choose between the two answers ("a magnitude of 6" beside 5.9 and 6.1) stand aside.
    """
    told = _flat(tuple(c for c in answer.claims if same_person(c, first) and any(same_scope(c, x) for x in first)))
    sharp = [c for c in told if any(compare(c, x).agree is False for x in first)]
    settled = [x for x in first if sharp and all(compare(c, x).agree is False for c in sharp)]
    return replace(answer, claims=tuple(sharp)) if 2 * len(settled) > len(first) else None


def _parts_of(whole: Claim, others: list[_Answer]) -> list[_Answer]:
    """Those answers that stand together in one article and add up to the whole ("12 and 11 of the 23")."""
    told = [(p, Decimal(str(p.claims[0].value)), {c.article for c in p.claims}) for p in others]
    pairs = combinations(told, 2)
    return next(([p, o] for (p, a, some), (o, b, more) in pairs if a + b == whole.value and some & more), [])


def _flat(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Those of the claims that give the figure itself, where there are any, not a bound to it."""
    return tuple(c for c in claims if c.bound in ("=", "~")) or claims


def _side_by_side(some: tuple[Claim, ...], others: tuple[Claim, ...]) -> int:
    """How many articles give both figures in their own voice: then they measure two things, or parts of a whole.

    One sentence that gives both settles it: it counts as many.
    """
    one_voice = [
        (a, b)
        for a in some
        for b in others
        if a.article == b.article and a.qualifier("attribution") == b.qualifier("attribution")
    ]
    if any(a.context == b.context for a, b in one_voice):
        return _MANY
    return len({a.article for a, _ in one_voice})


def _within_one(listed: list[tuple[str, tuple[Claim, ...]]]) -> int:
    seen = [{c.article for c in claims} for _, claims in listed]
    return len({a for n, x in enumerate(seen) for y in seen[n + 1 :] for a in x & y})


_FIRM = 1.15
"""From this mean match weight on, claims of one kind with different figures are taken to answer one question."""


_SAME_SLOTS = 2.0
"""From this mean match weight on, slots or common words bear out that claims of one kind are of one thing: what is left
of a kind's weight with other values and hardly a word in common lies below, with few words in common above."""


def _surest(case: Case, parts: list[_Answer]) -> list[_Answer]:
    """Those of the other answers that are to the first one's question for sure; none where the first is unsure."""
    if case.by_slots:
        return parts[1:] if max(p.firmness for p in parts[1:]) >= _SAME_SLOTS else []

    def alike(answer: _Answer) -> bool:
        return all(c.kind == case.question.kind for c in answer.claims) and (
            parts[0].claims[0].unit != "score" or _one_game(case, parts[0].claims, answer.claims)
        )

    return [p for p in parts[1:] if alike(p) and p.firmness >= _FIRM] if alike(parts[0]) else []


_OTHER_SCORES = frozenset({
    "aggregate", "penalty", "shootout", "shoot-out", "overtime", "series", "leg", "sweep", "replay", "tiebreak",
    "tie-break", "halftime", "half-time",
})  # fmt: skip
"""Words beside scores of one pair of teams that are not those of one game."""


def _one_game(case: Case, some: tuple[Claim, ...], others: tuple[Claim, ...]) -> bool:
    """Parties that all the claims name, days that may be one, and articles that tell one score of theirs each: no sets,
    no other leg, nothing on penalties."""
    first, told = some[0], (*some, *others)
    parties = {"holder", "object"} & case.kinds[case.question.kind].slots.keys()
    named = all(same_name(first.qualifier(party), c.qualifier(party)) for c in told for party in parties)
    scores = {(c.article, c.value, c.upper) for c in case.all if c.unit == "score"}
    one_each = len(scores) == len({article for article, _, _ in scores})
    return named and one_each and not any(_OTHER_SCORES & {*c.context} for c in told) and not _weeks_apart(case, told)


_DAYS = 7
"""So many days after a game papers still write of it as news."""


def _weeks_apart(case: Case, claims: Iterable[Claim]) -> bool:
    days = sorted(date.fromisoformat(day[:10]) for c in claims if (day := case.articles[c.article].published))
    return bool(days) and (days[-1] - days[0]).days > _DAYS
