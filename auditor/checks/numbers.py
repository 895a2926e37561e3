"""Checks of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor.checks.case import Case, Finding, answers, counted, side, sides, sources
from auditor.model import Claim, Position, Severity
from auditor.values.compare import compare
from auditor.values.display import display
from auditor.values.times import compare_times

_YEARS = {"year": Decimal(1), "decade": Decimal(10), "month": Decimal(1) / 12}


def number_mismatch(case: Case) -> Iterator[Finding]:
    """Sources give different figures for the same thing.

    Why: a reader who saw one source only has another amount, share, toll or size in mind than the reader of the next.

    Example: "Calder will buy capacity worth $3 billion" against "the $2.5 billion purchase".

    Not one: rounding and hedges (18% and "roughly 18%"), the same figure in other units or words, a bound that the
    other figure meets ("at least 11" and 12), a former figure beside the present one ("down from 32%").
    """
    parts = [p for p in case.question.positions if isinstance(case.of(p)[0].value, Decimal)]
    if len(parts) < 2 or len({case.of(p)[0].value_type for p in parts}) > 1:
        return
    parts = _differing(case, parts)
    if len(parts) < 2:
        return
    parts = [parts[0], *(_surest(case, parts) or parts[1:])]
    listed = [(p.label, case.of(p)) for p in parts]
    within = _within_one(listed)
    message = f"{case.topic}: {answers(listed)}"
    if within:
        message += f"; {counted(within)} {'gives' if within == 1 else 'give'} both"
    yield Finding(
        _severity(case, parts),
        sides(listed),
        message + ".",
        (f"{parts[0].label} and {parts[1].label} are not equal, not even once rounded", *case.because),
        0.8 if case.declared else 0.5,
    )


def _differing(case: Case, parts: list[Position]) -> list[Position]:
    """The positions that truly differ from the best supported one.

    Two figures that two articles each give side by side ("killed 11 and injured 40") measure two things.
    """
    found = [_against(case, parts[n], parts[n + 1 :]) for n in range(len(parts) - 1)]
    return next((group for group in found if len(group) > 1), parts[:1])


def _against(case: Case, best: Position, rest: list[Position]) -> list[Position]:
    first = _flat(case.of(best))
    most = 1 if case.by_slots else 0  # in words that are only alike, one such article is enough
    others = [
        p
        for p in rest
        if all(compare(x, y).agree is False for x in first for y in _flat(case.of(p)))
        and _side_by_side(first, case.of(p)) <= most
        and not _other_day(first, case.of(p))
    ]
    return [best, *(p for p in others if p not in _parts_of(first[0], others, case))]


def _parts_of(whole: Claim, others: list[Position], case: Case) -> list[Position]:
    """Those positions that stand together in one article and add up to the whole ("12 and 11 of the 23")."""
    for n, p in enumerate(others):
        for o in others[n + 1 :]:
            a, b = case.of(p)[0], case.of(o)[0]
            together = {c.article for c in case.of(p)} & {c.article for c in case.of(o)}
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
    pairs = [(a, b) for a in some for b in others if a.article == b.article]
    if any(a.context == b.context for a, b in pairs):
        return _MANY
    return len({a.article for a, b in pairs if a.qualifier("attribution") == b.qualifier("attribution")})


_MANY = 99


_RISEN = re.compile(r"\b(?:now|rose|risen|rises?|climb(?:s|ed)|increased|toll)\b", re.IGNORECASE)


def _other_day(first: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Do the two figures belong to events of different dates, by what their clauses say?"""
    if any(_RISEN.search(c.text) for c in (*first, *other)):
        return False  # a toll goes on being counted after the day
    days = [(x.qualifier("date"), y.qualifier("date")) for x in first for y in other]
    known = [compare_times(x, y) for x, y in days if x and y]
    return bool(known) and all(outcome == "different" for outcome in known)


def _within_one(listed: list[tuple[str, tuple[Claim, ...]]]) -> int:
    seen = [{c.article for c in claims} for _, claims in listed]
    return len({a for n, x in enumerate(seen) for y in seen[n + 1 :] for a in x & y})


_FIRM = 1.0
"""From this mean match weight on, claims of one kind with different figures are taken to answer one question."""


def _severity(case: Case, parts: list[Position]) -> Severity:
    """High where slots tell that one thing is meant; figures that only their words bring together weigh less."""
    if case.by_slots:
        return "high"
    return "medium" if _surest(case, parts) == parts[1:] else "low"


def _surest(case: Case, parts: list[Position]) -> list[Position]:
    """Those of the other positions that answer the first one's question for sure; none where the first is unsure."""

    def alike(position: Position) -> bool:
        claims = case.of(position)
        return case.declared and all(c.kind == case.question.kind and c.unit != "score" for c in claims)

    return [p for p in parts[1:] if alike(p) and p.firmness >= _FIRM] if alike(parts[0]) else []


def arithmetic(case: Case) -> Iterator[Finding]:
    """Figures that cannot all hold by arithmetic: a span of time against its end.

    Why: each figure looks sound alone; only put together do they not add up.

    Example: "a framework for the next ten years", said in 2025, against "through 2031".

    Not one: spans that fit within a year of rounding; figures of which one is not quoted.
    """
    spans = [c for c in case.all if c.value_type == "duration" and c.unit in _YEARS]
    ends = [c for c in case.all if _is_end(c)]
    apart = [(s, e) for s in spans for e in ends if (gap := _gap(case, s, e)) is not None and gap > 2]
    if not apart:
        return
    long, end = tuple(dict.fromkeys(s for s, _ in apart)), tuple(dict.fromkeys(e for _, e in apart))
    year = case.articles[long[0].article].published[:4]
    yield Finding(
        "low", (side(display(long[0]), long), side(display(end[0]), end)),
        f"{case.topic}: {display(long[0])} from {year} does not end in {str(end[0].value)[:4]}.",
        (f"counted from the article's date ({year})", *case.because), 0.5,
    )  # fmt: skip


def _is_end(claim: Claim) -> bool:
    dated = claim.value_type == "date" and str(claim.value)[:4].isdigit()
    return dated and claim.qualifier("role") in ("until", "by")


def _gap(case: Case, span: Claim, end: Claim) -> Decimal | None:
    """Years between the end that the span implies and the end that is given; None without a date to count from."""
    published = case.articles[span.article].published or case.articles[end.article].published
    if not published or not isinstance(span.value, Decimal):
        return None
    implied = Decimal(published[:4]) + span.value * _YEARS[span.unit]
    return abs(implied - Decimal(str(end.value)[:4]))


def figure_misattributed(case: Case) -> Iterator[Finding]:
    """The same figure is given to different things: a stake's value called the size of the deal.

    Why: the figure is right and the sentence still misleads, since it says what the figure does not measure.

    Example: "Norwick's stake is worth $40 million" against "Norwick and Calder sign a $40 million agreement".

    Not one: one thing under two names; two things that several sources each give that figure.
    """
    kinds = {c.kind for c in case.all}
    if len(kinds) < 2 or case.all[0].value_type != "money":
        return
    for kind in sorted(k for k in kinds if k in case.kinds and "R001" in case.kinds[k].codes):
        odd = tuple(c for c in case.all if c.kind == kind)
        rest = tuple(c for c in case.all if c.kind != kind and any(compare(c, o).label == "equal" for o in odd))
        if not rest or sources(odd) >= sources(rest) or {c.article for c in odd} & {c.article for c in rest}:
            continue
        wrong, right = case.kinds[kind].title.lower(), case.kinds[rest[0].kind].title.lower()
        amount = display(odd[0])
        yield Finding(
            "medium",
            (side(f"{display(rest[0])} as the {right}", rest), side(f"{amount} as the {wrong}", odd)),
            f"{amount} is given as the {wrong} in {counted(sources(odd))}, as the {right} in {counted(sources(rest))}.",
            ("the same figure stands for two different things", *case.because),
            0.7,
            "misattribution",
        )
