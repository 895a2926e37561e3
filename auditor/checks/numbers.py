"""Checks of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.align.similar import same_name
from auditor.checks.case import Case, Finding, counted, sides
from auditor.checks.copied import told_as_changed
from auditor.checks.cues import risen
from auditor.model import Claim, Severity
from auditor.values.compare import compare, times_apart
from auditor.values.display import display
from auditor.values.times import compare_times


def number_mismatch(case: Case) -> Iterator[Finding]:
    """Sources give different figures for the same thing.

    Why: a reader who saw one source only has another amount, share, toll or size in mind than the reader of the next.

    Example: "Calder will buy capacity worth $3 billion" against "the $2.5 billion purchase".

    Not one: rounding and hedges (18% and "roughly 18%"), the same figure in other units or words, a bound that the
    other figure meets ("at least 11" and 12), a former figure beside the present one ("down from 32%").
    """
    parts = _differing(case, _answers(case))
    if len(parts) < 2 or (parts[0].claims[0].value_type == "ordinal" and parts[1].firmness < _FIRM):
        return  # of ordinals (rounds, floors, attempts) a story has many
    parts = [parts[0], *(_surest(case, parts) or parts[1:])]
    listed = [(p.label, p.claims) for p in parts]
    if told_as_changed(case, listed):
        return
    within = _within_one(listed)
    message = f"{case.topic}: {case.answers(listed)}"
    if within:
        message += f"; {counted(within)} {'gives' if within == 1 else 'give'} both"
    yield Finding(
        _severity(case, parts),
        sides(listed),
        message + ".",
        (f"{parts[0].label} and {parts[1].label} are not equal, not even once rounded", *case.because),
        0.8 if case.declared else 0.5,
    )


_MANY = 99
"""So many articles as no two figures of one thing stand side by side in."""
_OF_A_SIZE = 10
"""Open claims whose figures are further apart than this factor are not of one thing."""
_GOES_ON = re.compile(r"\b(?:toll|now)\b", re.IGNORECASE)


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
    found = [_against(case, parts[n], parts[n + 1 :]) for n in range(len(parts) - 1)]
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
        and (case.declared or _of_a_size(first[0], told.claims[0]))
        and one_age(first, told.claims)
    ]
    return [best, *(p for p in others if p not in _parts_of(first[0], others))]


def _rival(first: tuple[Claim, ...], answer: _Answer) -> _Answer | None:
    """The answer as far as its claims tell the same thing and differ from the first; None where none does.

    Claims too vague to choose between the two answers ("a magnitude of 6" beside 5.9 and 6.1) stand aside.
    """
    told = _flat(tuple(c for c in answer.claims if same_person(c, first) and any(same_scope(c, x) for x in first)))
    sharp = [c for c in told if any(compare(c, x).agree is False for x in first)]
    settled = [x for x in first if sharp and all(compare(c, x).agree is False for c in sharp)]
    return replace(answer, claims=tuple(sharp)) if 2 * len(settled) > len(first) else None


def _of_a_size(a: Claim, b: Claim) -> bool:
    """Could it be one figure told twice? Without a known kind, "44 seconds" and "10 years" surely are not."""
    return times_apart(a, b) <= _OF_A_SIZE


def same_person(claim: Claim, first: tuple[Claim, ...]) -> bool:
    """Is it nobody else's figure, as far as people are named?"""
    named = [x.qualifier("person") for x in first if x.qualifier("person")]
    own = claim.qualifier("person")
    return not own or not named or any(same_name(own, name) for name in named)


_YEARS_OFF = 3
"""How far the ages of one person that papers give lie apart, but for slips of the pen."""


def one_age(first: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Could two ages be one person's? Of people who are not both named: a few years off, or digits turned round."""
    if first[0].value_type != "age":
        return True
    if all(any(c.qualifier("person") for c in claims) for claims in (first, other)):
        return True  # and of one name, as ``same_person`` says
    x, y = Decimal(str(first[0].value)), Decimal(str(other[0].value))
    return abs(x - y) <= _YEARS_OFF or f"{x:02}" == f"{y:02}"[::-1]


def same_scope(a: Claim, b: Claim) -> bool:
    """May the two figures be of one event and one time, and both the whole or both the same part?"""
    one_time = (a.qualifier("time") == "former") == (b.qualifier("time") == "former")
    return one_time and _same_occasion(a, b) and a.qualifier("part") == b.qualifier("part")


def _same_occasion(a: Claim, b: Claim) -> bool:
    x, y = a.qualifier("occasion"), b.qualifier("occasion")
    return x == y or (bool(x and y) and compare_times(x, y) in ("equal", "compatible"))


def _parts_of(whole: Claim, others: list[_Answer]) -> list[_Answer]:
    """Those answers that stand together in one article and add up to the whole ("12 and 11 of the 23")."""
    for n, p in enumerate(others):
        for o in others[n + 1 :]:
            a, b = p.claims[0], o.claims[0]
            together = {c.article for c in p.claims} & {c.article for c in o.claims}
            if together and Decimal(str(a.value)) + Decimal(str(b.value)) == whole.value:
                return [p, o]
    return []


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


def other_day(first: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Do the two figures belong to events of different dates, by what their clauses say?"""
    if any(risen(c) or _GOES_ON.search(c.text) for c in (*first, *other)):
        return False  # a toll goes on being counted after the day, and what holds now may have begun on any
    days = [(x.qualifier("date"), y.qualifier("date")) for x in first for y in other]
    known = [compare_times(x, y) for x, y in days if x and y]
    return bool(known) and all(outcome == "different" for outcome in known)


def _within_one(listed: list[tuple[str, tuple[Claim, ...]]]) -> int:
    seen = [{c.article for c in claims} for _, claims in listed]
    return len({a for n, x in enumerate(seen) for y in seen[n + 1 :] for a in x & y})


_FIRM = 1.4
"""From this mean match weight on, claims of one kind with different figures are taken to answer one question."""


_SAME_SLOTS = 2.0
"""From this mean match weight on, slots or common words bear out that claims of one kind are of one thing: what is left
of a kind's weight with other values and hardly a word in common lies below, with few words in common above."""


def _severity(case: Case, parts: list[_Answer]) -> Severity:
    """High where slots tell that one thing is meant; figures that only their words bring together weigh less."""
    if case.by_slots:
        return "high" if max(p.firmness for p in parts[1:]) >= _SAME_SLOTS else "low"
    return "medium" if _surest(case, parts) == parts[1:] else "low"


def _surest(case: Case, parts: list[_Answer]) -> list[_Answer]:
    """Those of the other answers that are to the first one's question for sure; none where the first is unsure."""

    def alike(answer: _Answer) -> bool:
        return case.declared and all(c.kind == case.question.kind and c.unit != "score" for c in answer.claims)

    if not alike(parts[0]):
        return []
    return [p for p in parts[1:] if alike(p) and p.firmness >= _FIRM]
