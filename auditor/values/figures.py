"""One figure with its unit: money, percent, magnitude, age, measure, or a bare number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.values.money import read_prefix, read_suffix
from auditor.values.noise import BLANK
from auditor.values.numbers import MONEY_SCALES, TENS, UNITS, VAGUE, Number, read_number
from auditor.values.tokens import DASHES, Token, after_dash, glued, is_dash, lower_at, phrase_at, words
from auditor.values.units import TIMES, read_rate, read_unit

_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
PEOPLE = words(
    "people men women children troops soldiers police officers residents workers employees jobs students families "
    "houses homes patients passengers protesters civilians refugees deaths members visitors spectators customers "
    "votes tents delegates prisoners victims migrants buildings"
)
"""What is counted in thousands: before these a number such as 2000 is no year."""
NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS)
_FIRST_WORDS = (
    NUMBER_WORDS | frozenset(VAGUE) | words("a an half quarter tens minus magnitude age aged ages decade fortnight")
)
_RICHTER = ("richter", "moment", "earthquake")
_MAY_PRECEDE = words("magnitude minus about under over nearly almost roughly plus around some")
"""Words that may be joined to a figure by a hyphen ("magnitude-5.2"); any other makes it a name ("AK-47")."""
_NOT_AFTER_ONE = words(
    "of is was can could will would has had have who that which another or and on in to by at for with from as but "
    "if when than may might must should does did do not more"
)
_HALF_OF = words("of the its their his her our my all these those that this")


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


def read_figure(tokens: Sequence[Token], i: int) -> Figure | None:
    """The figure that starts at token ``i``, or None."""
    if not _may_start(tokens, i) or _part_of_name(tokens, i):
        return None
    readers = (_money, _magnitude, _aged, _minus, _plain, _lone_unit)
    return next((figure for reader in readers if (figure := reader(tokens, i))), None)


def _may_start(tokens: Sequence[Token], i: int) -> bool:
    """Whether a figure can start here at all: this keeps plain prose fast."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    if token.kind == "word" and token.lower not in _FIRST_WORDS:
        return i + 1 < len(tokens) and (tokens[i + 1].kind != "word" or tokens[i + 1].lower in NUMBER_WORDS)
    return token.kind != "sym" or not token.text.isascii() or token.text in "$-~"


def _part_of_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether letters, a slash or a colon are glued on before: "AK-47", "SMW4", "hit.358", "9/11"."""
    if not glued(tokens, i) or tokens[i].kind != "num":
        return False
    before = tokens[i - 1]
    if before.kind == "word":
        return before.lower not in ("p", "x")
    if before.lower in ("/", ":", "_", "#", "@", BLANK):
        return True
    if before.lower not in DASHES and before.lower != ".":
        return False
    word = lower_at(tokens, i - 2) if glued(tokens, i - 1) else ""
    return word.isalpha() and word not in _MAY_PRECEDE and read_number(tokens, i - 2) is None


def _money(tokens: Sequence[Token], i: int) -> Figure | None:
    """A currency before the figure: "US$1.2bn", "Rs 500 crore", "$10 dollars"."""
    prefix = read_prefix(tokens, i)
    if not prefix or (glued(tokens, i) and tokens[i].kind == "word" and tokens[i - 1].kind == "word"):
        return None
    number = read_number(tokens, prefix.stop, money=True)
    if not number or _joined(tokens, number.stop, money=True):
        return None
    again = read_suffix(tokens, number.stop, big=True) if lower_at(tokens, number.stop).isalpha() else None
    same = again and (again.code == prefix.code or again.code == "USD")
    stop = again.stop if again and same else number.stop
    factor = prefix.factor * (again.factor if again and same else 1)
    return _rated(
        tokens, Figure(i, stop, number.value * factor, prefix.code, number.scaled or factor > 1, number.vague)
    )


def _rated(tokens: Sequence[Token], figure: Figure) -> Figure:
    """Adds "per barrel" or "a share" to the unit."""
    rate = read_rate(tokens, figure.stop)
    return figure._replace(unit=f"{figure.unit}/{rate.name}", stop=rate.stop) if rate else figure


def _magnitude(tokens: Sequence[Token], i: int) -> Figure | None:
    """ "magnitude 6.1", "magnitude - 6.1", "a magnitude of 6.1"."""
    if lower_at(tokens, i) != "magnitude":
        return None
    k = i + 2 if lower_at(tokens, i + 1) == "of" else after_dash(tokens, i + 1)
    number = read_number(tokens, k) if k < len(tokens) and tokens[k].kind == "num" else None
    return Figure(i, number.stop, number.value, "magnitude") if number and number.value < 11 else None


def _aged(tokens: Sequence[Token], i: int) -> Figure | None:
    """ "aged 33", "age of 33", "at age 33"."""
    if lower_at(tokens, i) not in ("aged", "age", "ages"):
        return None
    k = i + 2 if lower_at(tokens, i + 1) == "of" else i + 1
    number = read_number(tokens, k)
    if not number or number.scaled or number.value > 130 or read_unit(tokens, number.stop):
        return None
    return Figure(i, number.stop, number.value, "year of age")


def _minus(tokens: Sequence[Token], i: int) -> Figure | None:
    """A negative figure: "minus 5", "-5 degrees". A sign with a space behind it needs a temperature."""
    spelled = lower_at(tokens, i) == "minus"
    if not spelled and (not is_dash(tokens, i) or glued(tokens, i) or (i and tokens[i - 1].kind == "num")):
        return None
    k = after_dash(tokens, i + 1) if spelled else i + 1
    figure = _money(tokens, k) or _plain(tokens, k)
    if not figure:
        return None
    warm = figure.unit.startswith("degree") or figure.unit == "percent"
    close = glued(tokens, k) and bool(figure.unit)
    return figure._replace(start=i, value=-figure.value) if spelled or warm or close else None


def _plain(tokens: Sequence[Token], i: int) -> Figure | None:
    """A figure that starts with its number."""
    number = read_number(tokens, i)
    if not number:
        return None
    if number.part:
        return _part(tokens, i, number)
    return _measured(tokens, i, number) or _bare(tokens, i, number)


def _part(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A fraction: of a unit ("half a mile", "three-quarters of an hour"), else of a whole, as percent."""
    if number.scaled:
        return _measured(tokens, i, number) or Figure(i, number.stop, number.value, scaled=True)
    k = number.stop + (lower_at(tokens, number.stop) == "of")
    article = lower_at(tokens, k) in ("a", "an")
    unit = read_unit(tokens, k + 1) if article else read_unit(tokens, after_dash(tokens, number.stop))
    if unit:
        return Figure(i, unit.stop, number.value * unit.factor, unit.name)
    if lower_at(tokens, i) == "half" and lower_at(tokens, number.stop) not in _HALF_OF:
        return None
    return Figure(i, number.stop, number.value * 100, "percent")


def _measured(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A number with something behind it that says of what it is: age, magnitude, currency or unit."""
    number, left_open = _over_plus(tokens, number)
    figure = (
        _old(tokens, i, number)
        or _scale_reading(tokens, i, number)
        or _priced(tokens, i, number)
        or _in_units(tokens, i, number)
    )
    return figure._replace(open=left_open, vague=number.vague) if figure else None


def _over_plus(tokens: Sequence[Token], number: Number) -> tuple[Number, bool]:
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
    if lower_at(tokens, k) == "magnitude":
        return Figure(i, k + 1, number.value, "magnitude")
    if phrase_at(tokens, k, ("on", "the")) and lower_at(tokens, k + 2) in _RICHTER:
        return Figure(i, k + 3 + (lower_at(tokens, k + 3) == "scale"), number.value, "magnitude")
    return None


def _priced(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A currency behind the number: "250 billion dollars", "1.8M dollars", "50p", "two dollars ten cents"."""
    candidates = [number]
    if number.stop < len(tokens) and tokens[number.stop].text in MONEY_SCALES:
        candidates.append(read_number(tokens, i, money=True) or number)
    for each in candidates:
        big = each.scaled or each.value >= 1000
        suffix = read_suffix(tokens, each.stop, big=big)
        if suffix:
            figure = Figure(i, suffix.stop, each.value * suffix.factor, suffix.code, big)
            return _rated(tokens, _with_cents(tokens, figure) if suffix.factor == 1 else figure)
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
    if not unit or _joined(tokens, unit.stop):
        return None
    return Figure(i, unit.stop, number.value * unit.factor, unit.name, number.scaled)


def _is_short_million(tokens: Sequence[Token], i: int) -> bool:
    """Whether a glued "m" means million: a plural of something counted follows ("2m people")."""
    if lower_at(tokens, i) != "m" or not glued(tokens, i):
        return False
    word = lower_at(tokens, i + 1)
    return word in PEOPLE or (len(word) > 4 and word.endswith("s") and word not in ("across", "downwards", "upwards"))


def _bare(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A number without unit, unless it names something, is a year, or is "one" as a pronoun."""
    number, left_open = _over_plus(tokens, number)
    if _joined(tokens, number.stop) or _is_year(tokens, i, number) or _is_code(tokens, i):
        return None
    if lower_at(tokens, i) == "one" and number.value == 1 and not _counts_one(tokens, number.stop):
        return None
    rate = read_rate(tokens, number.stop) if lower_at(tokens, number.stop) in ("per", "/") else None
    unit, stop = (f"/{rate.name}", rate.stop) if rate else ("", number.stop)
    return Figure(i, stop, number.value, unit, number.scaled, number.vague, left_open)


def _lone_unit(tokens: Sequence[Token], i: int) -> Figure | None:
    """One of a unit that means several: "a decade", "the next decade", "decade-long", "a fortnight"."""
    if lower_at(tokens, i) not in ("decade", "fortnight"):
        return None
    unit = read_unit(tokens, i)
    return Figure(i, unit.stop, Decimal(unit.factor), unit.name) if unit else None


def _joined(tokens: Sequence[Token], i: int, *, money: bool = False) -> bool:
    """Whether more of a name is glued on behind: "4x4", "747s", "24703L202", "9/11"."""
    if not glued(tokens, i):
        return False
    after = tokens[i]
    if after.lower in ("/", ":", "_") and not money:
        return glued(tokens, i + 1) and tokens[i + 1].kind == "num"
    return after.kind in ("word", "num") and not (money and after.kind == "num")


def _is_year(tokens: Sequence[Token], i: int, number: Number) -> bool:
    return bool(_YEAR.fullmatch(tokens[i].text)) and number.stop == i + 1 and lower_at(tokens, i + 1) not in PEOPLE


def _is_code(tokens: Sequence[Token], i: int) -> bool:
    """ "0845", "007": digits with a leading zero are a name, and so are very long ones."""
    text = tokens[i].text
    return text.isdecimal() and ((len(text) > 1 and text[0] == "0") or len(text) > 9)


def _counts_one(tokens: Sequence[Token], i: int) -> bool:
    word = lower_at(tokens, after_dash(tokens, i))
    return word.isalpha() and word not in _NOT_AFTER_ONE and word not in UNITS
