"""Checks of figures that only arithmetic brings together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from auditor.checks.case import Case, Finding, side
from auditor.model import Claim
from auditor.values.display import display

_YEARS = {"year": Decimal(1), "decade": Decimal(10), "month": Decimal(1) / 12}


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
