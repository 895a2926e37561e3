"""Every quantity in a text: figures, their ranges and scores, and how they are bounded."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.model import Bound, Quantity
from auditor.values.bounds import bound_after, bound_before
from auditor.values.figures import read_figure
from auditor.values.measures import Figure
from auditor.values.noise import blank
from auditor.values.tokens import Token, glued, is_dash, lower_at, tokenize, words
from auditor.values.trends import CHANGES
from auditor.values.typography import plain_figures

_REACH = 6
_SCORE_CUES = words(
    "win wins won winning beat beats beaten lose loses lost losing loss defeat defeated victory score scored scores "
    "scoring draw drew drawn lead leads led record aggregate match final triumph rout thrash thrashed tied tie game "
    "season record"
)
_SHARED_BY_HIGH = ("magnitude", "year of age")
"""Units that stand before the first figure ("aged 18 to 65")."""
_SCALES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3))


class _Found(NamedTuple):
    """A figure, range or score, its bound still unknown."""

    figure: Figure
    upper: Decimal | None = None


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities in the text, in order and without overlaps. Units of bare counts stay ""."""
    tokens = tokenize(blank(plain_figures(text)))
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        each = _read(tokens, i)
        found += [_quantity(text, tokens, one) for one in each]
        i = each[-1].figure.stop if each else i + 1
    return tuple(found)


def _read(tokens: Sequence[Token], i: int) -> tuple[_Found, ...]:
    figure = read_figure(tokens, i)
    if not figure:
        return ()
    return _range(tokens, figure) or (_Found(figure),)


def _quantity(text: str, tokens: Sequence[Token], found: _Found) -> Quantity:
    figure = found.figure
    start, end = tokens[figure.start].start, tokens[figure.stop - 1].end
    upper = None if found.upper is None else _tidy(found.upper)
    return Quantity(start, end, text[start:end], _tidy(figure.value), figure.unit, upper, _bound(tokens, figure))


def _tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros or exponent: 1.50 is 1.5, 1.2E+9 is 1200000000."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1)) if whole and abs(value) < 10**25 else value.normalize()


def _bound(tokens: Sequence[Token], figure: Figure) -> Bound:
    if figure.vague:
        return ">"
    if figure.open:
        return ">="
    after = bound_after(tokens, figure.stop)
    return after if after != "=" else bound_before(tokens, figure.start)


def _range(tokens: Sequence[Token], low: Figure) -> tuple[_Found, ...]:
    """What the figure makes with one behind a dash, "to", "and" or "or": a range, a score, or two figures."""
    link = lower_at(tokens, low.stop)
    dash = is_dash(tokens, low.stop) and link != "\u2014"
    if not (dash or link in ("to", "and", "or")):
        return ()
    high = read_figure(tokens, low.stop + 1)
    if not high or high.vague or low.vague:
        return ()
    if dash:
        return _dashed(tokens, low, high)
    if link == "to":
        return _changed(tokens, low, high) or _joined(low, high)
    if link == "and":
        return _joined(low, high) if lower_at(tokens, low.start - 1) == "between" else ()
    return _joined(low, high) if high.value == low.value + 1 and not low.unit else ()


def _dashed(tokens: Sequence[Token], low: Figure, high: Figure) -> tuple[_Found, ...]:
    """ "7-8 years" is a range, "2-1" a score."""
    if not low.unit and not high.unit and _is_score(tokens, low, high):
        third = _third(tokens, high.stop)
        other = high.value if third == high.stop else None  # of a record, the wins alone
        return (_Found(low._replace(stop=third, unit="score"), other),)
    return _joined(low, high)


def _is_score(tokens: Sequence[Token], low: Figure, high: Figure) -> bool:
    whole = all(tokens[each.start].text.isdecimal() and each.stop == each.start + 1 for each in (low, high))
    if not whole or max(low.value, high.value) > 700:
        return False
    if high.value <= low.value or _third(tokens, high.stop) > high.stop:
        return True
    around = [*range(max(0, low.start - _REACH), low.start), *range(high.stop, high.stop + 3)]
    return any(lower_at(tokens, k) in _SCORE_CUES for k in around)


def _third(tokens: Sequence[Token], i: int) -> int:
    """The index behind the third part of a record such as "45-7-2"."""
    third = is_dash(tokens, i) and glued(tokens, i) and glued(tokens, i + 1) and tokens[i + 1].text.isdecimal()
    return i + 2 if third else i


def _changed(tokens: Sequence[Token], low: Figure, high: Figure) -> tuple[_Found, ...]:
    """ "rose from 5 to 7 percent", "grew by 3 to 45 million": two figures, which share the unit that stands once."""
    before = [lower_at(tokens, k) for k in range(max(0, low.start - _REACH), low.start)]
    changes = not CHANGES.isdisjoint(before)
    if changes and "by" in before[-3:]:
        return (_Found(low), _Found(high))
    if not (changes and before[-1:] == ["from"]):
        return ()
    low = low._replace(unit=low.unit or high.unit, value=_same_scale(low, high))
    return (_Found(low), _Found(high._replace(unit=high.unit or low.unit)))


def _joined(low: Figure, high: Figure) -> tuple[_Found, ...]:
    """A range, if both ends are of one unit and the second is the higher."""
    if low.unit and high.unit and low.unit != high.unit and not high.unit.startswith(low.unit + "/"):
        return ()
    if low.unit and not high.unit and not (low.unit.isupper() or low.unit in _SHARED_BY_HIGH):
        return ()
    value = _same_scale(low, high)
    if value >= high.value:
        return ()
    whole = Figure(low.start, high.stop, value, high.unit or low.unit, high.scaled, open=high.open)
    return (_Found(whole, high.value),)


def _same_scale(low: Figure, high: Figure) -> Decimal:
    """The lower end in the scale that stands once: "$240-260 million"."""
    if not high.scaled or low.scaled or low.value >= 1000:
        return low.value
    scale = next((scale for scale in _SCALES if high.value >= scale), Decimal(1))
    return low.value * scale if low.value * scale < high.value or _is_small(low, scale) else low.value


def _is_small(low: Figure, scale: Decimal) -> bool:
    """Whether a bare figure is small enough to be meant in the scale of its partner."""
    return not low.unit and low.value < scale
