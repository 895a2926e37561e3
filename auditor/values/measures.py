"""A number with something behind it that says of what it is: age, magnitude, currency or unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.values.money import read_suffix
from auditor.values.numbers import MONEY_SCALES, Number, read_number
from auditor.values.tokens import Token, after_dash, glued, lower_at, phrase_at, words
from auditor.values.units import TIMES, read_rate, read_unit

PEOPLE = words(
    "people men women children troops soldiers police officers residents workers employees jobs students families "
    "houses homes patients passengers protesters civilians refugees deaths members visitors spectators customers "
    "votes tents delegates prisoners victims migrants buildings"
)
"""What is counted in thousands: before these a number such as 2000 is no year."""
_RICHTER = ("richter", "moment", "earthquake")
QUAKES = words("quake earthquake temblor tremor aftershock quakes earthquakes tremors aftershocks")


class Figure(NamedTuple):
    """A value with its unit on the tokens ``start:stop``. kind says what read it."""

    start: int
    stop: int
    value: Decimal
    unit: str = ""
    scaled: bool = False
    vague: bool = False
    open: bool = False
    """Whether a plus sign leaves it open upwards ("30+", "30-plus")."""


def read_measured(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A number with something behind it that says of what it is: age, magnitude, currency or unit."""
    number, left_open = over_plus(tokens, number)
    figure = (
        _lots(tokens, i, number)
        or _old(tokens, i, number)
        or _scale_reading(tokens, i, number)
        or _priced(tokens, i, number)
        or _in_units(tokens, i, number)
    )
    return figure._replace(open=left_open, vague=number.vague) if figure else None


def _lots(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """ "millions of dollars": a vague number reaches its currency or unit over "of"."""
    if not number.vague or lower_at(tokens, number.stop) != "of":
        return None
    money = read_suffix(tokens, number.stop + 1, big=True)
    if money:
        return Figure(i, money.stop, number.value * money.factor, money.code, scaled=True)
    unit = read_unit(tokens, number.stop + 1)
    return Figure(i, unit.stop, number.value * unit.factor, unit.name, scaled=True) if unit else None


def over_plus(tokens: Sequence[Token], number: Number) -> tuple[Number, bool]:
    """Steps over "+" or "-plus" behind the number."""
    k = after_dash(tokens, number.stop)
    if (lower_at(tokens, k) == "+" and glued(tokens, k)) or (lower_at(tokens, k) == "plus" and k > number.stop):
        return number._replace(stop=k + 1), True
    return number, False


def _old(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """ "33-year-old", "ten months old", "three years of age", "87 yo"."""
    k = after_dash(tokens, number.stop)
    word = lower_at(tokens, k)
    if word == "yo":
        return Figure(i, k + 1, number.value, "year of age")
    name = word.removesuffix("s")
    if name not in TIMES:
        return None
    end = after_dash(tokens, k + 1)
    if lower_at(tokens, end) in ("old", "olds"):
        return Figure(i, end + 1, number.value, f"{name} of age")
    if phrase_at(tokens, end, ("of", "age")):
        return Figure(i, end + 2, number.value, f"{name} of age")
    return None


def _scale_reading(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """ "6.1-magnitude", "6.1 on the Richter scale"."""
    if number.value >= 11:
        return None
    k = after_dash(tokens, number.stop)
    word = lower_at(tokens, k)
    if word == "magnitude":
        return Figure(i, k + 1, number.value, "magnitude")
    if word in QUAKES and "." in tokens[i].text:
        return Figure(i, number.stop, number.value, "magnitude")
    k += word in ("degrees", "points")
    if phrase_at(tokens, k, ("on", "the")) and lower_at(tokens, k + 2) in _RICHTER:
        return Figure(i, k + 3 + (lower_at(tokens, k + 3) == "scale"), number.value, "magnitude")
    return None


def _priced(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A currency behind the number: "310 billion dollars", "1.8M dollars", "50p", "two dollars ten cents"."""
    candidates = [number]
    if number.stop < len(tokens) and tokens[number.stop].text in MONEY_SCALES:
        candidates.append(read_number(tokens, i, money=True) or number)
    for each in candidates:
        big = each.scaled or each.value >= 1000
        suffix = read_suffix(tokens, each.stop, big=big)
        if suffix:
            figure = Figure(i, suffix.stop, each.value * suffix.factor, suffix.code, big)
            return rated(tokens, _with_cents(tokens, figure) if suffix.factor == 1 else figure)
    return None


def _with_cents(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Adds "and 45 cents", or a two-digit number that ends the phrase ("15 dollars 50")."""
    k = figure.stop + (lower_at(tokens, figure.stop) == "and")
    number = read_number(tokens, k)
    if not number or number.scaled or not 0 < number.value < 100 or figure.scaled:
        return figure
    cents = read_suffix(tokens, number.stop, big=False)
    if cents and cents.factor == Decimal("0.01"):
        return figure._replace(value=figure.value + number.value / 100, stop=cents.stop)
    ends = number.stop >= len(tokens) or lower_at(tokens, number.stop) in (".", ",", ";", "!", "?", "more")
    return (
        figure._replace(value=figure.value + number.value / 100, stop=number.stop)
        if ends and number.value >= 10
        else figure
    )


def _in_units(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A unit behind the number, perhaps over a hyphen; or "m" as million before what is counted."""
    k = after_dash(tokens, number.stop)
    if _is_short_million(tokens, number.stop):
        scale = MONEY_SCALES[tokens[number.stop].text]
        return Figure(i, number.stop + 1, number.value * scale, scaled=True)
    unit = read_unit(tokens, k)
    if not unit or joined_on(tokens, unit.stop):
        return None
    return Figure(i, unit.stop, number.value * unit.factor, unit.name, number.scaled)


def _is_short_million(tokens: Sequence[Token], i: int) -> bool:
    """Whether a glued "m" means million: a plural of something counted follows ("2m people")."""
    if lower_at(tokens, i) != "m" or not glued(tokens, i):
        return False
    word = lower_at(tokens, i + 1)
    return word in PEOPLE or (len(word) > 4 and word.endswith("s") and word not in ("across", "downwards", "upwards"))


def rated(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Adds "per barrel" or "a share" to the unit."""
    rate = read_rate(tokens, figure.stop)
    return figure._replace(unit=f"{figure.unit}/{rate.name}", stop=rate.stop) if rate else figure


def joined_on(tokens: Sequence[Token], i: int, *, money: bool = False) -> bool:
    """Whether more of a name is glued on behind: "4x4", "747s", "555L20", "9/11"."""
    if not glued(tokens, i):
        return False
    after = tokens[i]
    if after.lower in ("/", ":", "_") and not money:
        return glued(tokens, i + 1) and tokens[i + 1].kind == "num"
    return after.kind in ("word", "num") and not (money and after.kind == "num")
