"""Checks of figures that only arithmetic brings together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.checks.case import Case, Finding, side
from auditor.checks.currencies import converted
from auditor.model import Claim
from auditor.values.display import display

_YEARS = {"year": Decimal(1), "decade": Decimal(10), "month": Decimal(1) / 12}


def arithmetic(case: Case) -> Iterator[Finding]:
    """Figures that cannot all hold by arithmetic: spans and ends, parts and totals, shares, changes, two currencies.

    Why: each figure looks sound alone; only put together do they not add up.

    Example: "a framework for the next ten years", said in 2025, against "through 2031"; 10% of $2 billion against a
    stake worth $90 million; "14 people: eight sailors and five guests"; "rose 20% to $60 million from $40 million";
    100 million euros against $108 million, where an article says that $108 million are 85 million euros.

    Not one: what rounding explains, spans that fit within a year, lists that need not be whole ("including"); figures
    of which one is not quoted, or that no second statement tells of.
    """
    yield from converted(case)
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
