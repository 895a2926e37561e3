"""Claims made by hand or by Hypothesis, for tests of what works on claims alone."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from auditor.model import Bound, Claim, Scalar, ValueType

_numbers = count(1)
BOUNDS: tuple[Bound, ...] = ("=", "~", "<", ">", "<=", ">=")


def claim(value: Scalar, value_type: ValueType = "count", **slots: Any) -> Claim:
    """A claim with an id of its own; numbers may be given as text with a type of numbers."""
    defaults: dict[str, Any] = {
        "id": f"c{next(_numbers)}",
        "article": "a1",
        "kind": "open",
        "subject": "",
        "attribute": "",
    }
    return Claim(start=0, end=1, text="x", value=value, value_type=value_type, **(defaults | slots))


def number(text: str, value_type: ValueType = "count", **slots: Any) -> Claim:
    value, _, upper = text.partition(" to ")
    return claim(Decimal(value), value_type, upper=Decimal(upper) if upper else None, **slots)


figures = st.builds(
    lambda value, wider, bound, unit, article: claim(
        value, "money", upper=value + wider if wider else None, bound=bound, unit=unit, article=article
    ),
    st.decimals(0, 10**12, places=1) | st.integers(0, 300).map(Decimal),
    st.none() | st.integers(1, 50).map(Decimal),
    st.sampled_from(BOUNDS),
    st.sampled_from(["USD", "EUR"]),
    st.sampled_from(["a1", "a2", "a3"]),
)
dates = st.builds(
    lambda value: claim(value, "date"),
    st.sampled_from(["2031", "2031-05", "2031-05-03", "2030", "2030-12-31", "monday", "", "2031-05-03T10:00"]),
)
flags = st.builds(lambda value: claim(value, "flag"), st.booleans())
texts = st.builds(
    lambda value: claim(value, "condition"), st.sampled_from(["it is repaid", "It is repaid", "2031", ""])
)
anything = figures | dates | flags | texts
