"""One figure with its unit, wherever the unit stands; and the bare numbers that name nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from auditor.values.bounds import bound_before
from auditor.values.measures import PEOPLE, Figure, joined_on, over_plus, rated, read_measured
from auditor.values.money import read_prefix, read_suffix
from auditor.values.noise import BLANK
from auditor.values.numbers import TENS, UNITS, VAGUE, Number, read_number, rounded
from auditor.values.tokens import DASHES, Token, after_dash, glued, is_dash, lower_at, words
from auditor.values.units import TIMES, read_rate, read_unit

_YEAR_LEADS = words("in of since from by until till before after the around about circa and")
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS)
_FIRST_WORDS = (
    NUMBER_WORDS | frozenset(VAGUE) | words("a an half quarter tens minus magnitude age aged ages decade fortnight")
)
_MAY_PRECEDE = words("magnitude minus about under over nearly almost roughly plus around some")
"""Words that may be joined to a figure by a hyphen ("magnitude-5.0"); any other makes it a name ("XK-47")."""
_NOT_AFTER_ONE = words(
    "of is was can could will would has had have who that which another or and on in to by at for with from as but "
    "if when than may might must should does did do not more"
)
_HALF_OF = words("of the its their his her our my all these those that this")


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
    """Whether letters, a slash or a colon are glued on before: "XK-47", "SMW4", "hit.412", "9/11"."""
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
    if not number or joined_on(tokens, number.stop, money=True):
        return None
    again = read_suffix(tokens, number.stop, big=True) if lower_at(tokens, number.stop).isalpha() else None
    dollars = lower_at(tokens, number.stop) in ("dollar", "dollars")
    same = again and (again.code == prefix.code or dollars)
    stop = again.stop if again and same else number.stop
    factor = prefix.factor * (again.factor if again and same else 1)
    return rated(tokens, Figure(i, stop, number.value * factor, prefix.code, number.scaled or factor > 1, number.vague))


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
    return _one_in(tokens, i, number) or read_measured(tokens, i, number) or _bare(tokens, i, number)


def _one_in(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """ "one in five", "1 in every 500": a share, as percent."""
    if number.value != 1 or number.stop != i + 1 or lower_at(tokens, i + 1) != "in":
        return None
    k = i + 2 + (lower_at(tokens, i + 2) == "every")
    whole = read_number(tokens, k)
    if not whole or not 1 < whole.value <= 10**6 or whole.part or _is_year(tokens, k, whole):
        return None
    if lower_at(tokens, whole.stop).removesuffix("s") in TIMES or lower_at(tokens, whole.stop) == "%":
        return None
    return Figure(i, whole.stop, rounded(1, int(whole.value)) * 100, "percent")


def _part(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A fraction: of a unit ("half a mile", "three-quarters of an hour"), else of a whole, as percent."""
    if number.scaled:
        return read_measured(tokens, i, number) or Figure(i, number.stop, number.value, scaled=True)
    k = number.stop + (lower_at(tokens, number.stop) == "of")
    article = lower_at(tokens, k) in ("a", "an")
    unit = read_unit(tokens, k + 1) if article else read_unit(tokens, after_dash(tokens, number.stop))
    if unit:
        return Figure(i, unit.stop, number.value * unit.factor, unit.name)
    if lower_at(tokens, i) == "half" and lower_at(tokens, number.stop) not in _HALF_OF:
        return None
    return Figure(i, number.stop, number.value * 100, "percent")


def _bare(tokens: Sequence[Token], i: int, number: Number) -> Figure | None:
    """A number without unit, unless it names something, is a year, or is "one" as a pronoun."""
    number, left_open = over_plus(tokens, number)
    if joined_on(tokens, number.stop) or _is_year(tokens, i, number) or _is_code(tokens, i):
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


def _is_year(tokens: Sequence[Token], i: int, number: Number) -> bool:
    if not _YEAR.fullmatch(tokens[i].text) or number.stop != i + 1 or lower_at(tokens, i + 1) in PEOPLE:
        return False
    after = tokens[i + 1].text if i + 1 < len(tokens) else ""
    plural = after.islower() and len(after) > 3 and after.endswith("s")
    bounded = bound_before(tokens, i) not in ("=", "~")
    old = number.value < 1900 and lower_at(tokens, i - 1) not in _YEAR_LEADS
    return not (plural and (bounded or old))


def _is_code(tokens: Sequence[Token], i: int) -> bool:
    """ "0845", "007": digits with a leading zero are a name, and so are very long ones."""
    text = tokens[i].text
    return text.isdecimal() and ((len(text) > 1 and text[0] == "0") or len(text) > 9)


def _counts_one(tokens: Sequence[Token], i: int) -> bool:
    word = lower_at(tokens, after_dash(tokens, i))
    return word.isalpha() and word not in _NOT_AFTER_ONE and word not in UNITS
