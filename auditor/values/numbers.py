"""Numbers in digits, in words and in both: tokens -> Decimal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from auditor.values.tokens import Token, after_dash, glued, lower_at

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
UNITS = {word: n for n, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
_TY = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * n for n, word in enumerate(f"{_TY}".split(), start=2)} | {"fourty": 40}
SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mio": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "millionen": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "mrd": 10**9,
    "milliard": 10**9,
    "milliarden": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "dozen": 12,
}
SHORT_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "MM": 10**6, "B": 10**9}
"""Glued to the digits these scale any number."""
MONEY_SCALES = SHORT_SCALES | {"m": 10**6, "mm": 10**6, "b": 10**9, "t": 10**12, "T": 10**12}
"""Of money alone: elsewhere "m" is a metre and "t" a tonne."""
VAGUE = {
    "dozens": 12,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
"""Plurals that give a least number only."""
PARTS = {"half": "0.5", "halves": "0.5", "quarter": "0.25", "quarters": "0.25", "third": "", "thirds": ""} | {
    f"{name}{s}": value for name, value in (("fifth", "0.2"), ("eighth", "0.125"), ("tenth", "0.1")) for s in ("", "s")
}
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}(?:\.[0-9]+)?")
_PLAIN = re.compile(r"[0-9]*\.?[0-9]+")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)|[0-9]{1,3}(?:\.[0-9]{3}){2,}")


_BY = ("by", "about", "nearly", "almost", "than", "over", "roughly", "around", "least", "and", "under")


class Number(NamedTuple):
    """A number that ends before token ``stop``. vague: a least number ("hundreds").

    scaled: it bears a word such as "million". part: a fraction alone ("half", "two-thirds").
    """

    value: Decimal
    stop: int
    vague: bool = False
    scaled: bool = False
    part: bool = False


def parse_digits(text: str) -> Decimal | None:
    """The number that digits with separators spell, or None ("1.2.3" is a version)."""
    text = "".join(char for char in text if not char.isspace())
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _DECIMAL_COMMA.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if _CONTINENTAL.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def read_number(tokens: Sequence[Token], i: int, *, money: bool = False) -> Number | None:
    """The longest number that starts at token ``i``; ``money`` allows "m" and "b" as scales."""
    if i >= len(tokens):
        return None
    if tokens[i].kind == "num":
        return _digits(tokens, i, money)
    return _fraction(tokens, i) or _vague(tokens, i) or _words(tokens, i)


def _digits(tokens: Sequence[Token], i: int, money: bool) -> Number | None:
    value = parse_digits(tokens[i].text)
    if value is None:
        return None
    value, stop = _with_fraction(tokens, value, i + 1)
    return _scaled(tokens, Number(value, stop), money)


def _with_fraction(tokens: Sequence[Token], value: Decimal, i: int) -> tuple[Decimal, int]:
    """Adds "1/2", a fraction sign or "and a half" behind a whole number; turns "1 / 4" into 0.25."""
    simple = _slashed(tokens, i - 1)
    if simple is not None:
        return simple, i + 2
    mixed = _slashed(tokens, i)
    if mixed is not None and mixed < 1:
        return value + mixed, i + 3
    sign = _sign_value(lower_at(tokens, i))
    if sign is not None:
        return value + sign, i + 1
    return _and_part(tokens, value, i)


def _slashed(tokens: Sequence[Token], i: int) -> Decimal | None:
    """The value of "1/4" at ``i``: small, whole, glued numbers only."""
    if lower_at(tokens, i + 1) != "/" or not (glued(tokens, i + 1) and glued(tokens, i + 2)):
        return None
    above, below = lower_at(tokens, i), lower_at(tokens, i + 2)
    if not (above.isdecimal() and below.isdecimal() and len(above) < 3 and len(below) < 3):
        return None
    return rounded(int(above), int(below)) if 0 < int(above) < int(below) else None


def _sign_value(text: str) -> Decimal | None:
    if len(text) != 1 or text.isascii():
        return None
    value = unicodedata.numeric(text, None)
    return Decimal(str(round(value, 4))) if value is not None and 0 < value < 1 else None


def rounded(above: int, below: int) -> Decimal:
    """The fraction to four places."""
    return (Decimal(above) / Decimal(below)).quantize(Decimal("0.0001")).normalize()


def _and_part(tokens: Sequence[Token], value: Decimal, i: int) -> tuple[Decimal, int]:
    """Adds "and a half", "-and-three-quarters" or "and a third"."""
    k = after_dash(tokens, i)
    if lower_at(tokens, k) != "and":
        return value, i
    part = _part(tokens, after_dash(tokens, k + 1))
    return (value + part.value, part.stop) if part and part.value < 1 else (value, i)


def _scaled(tokens: Sequence[Token], number: Number, money: bool) -> Number:
    """Multiplies by every scale that follows: "2 hundred thousand", "1.2bn", "500-million"."""
    value, stop, found = number.value, number.stop, False
    while True:
        k = after_dash(tokens, stop)
        scale = _scale_at(tokens, k, money and not found)
        if not scale:
            break
        value, stop, found = value * scale, k + 1, True
    if found:
        value, stop = _million_and_a_half(tokens, value, stop)
    return number._replace(value=value, stop=stop, scaled=found or number.scaled)


def _scale_at(tokens: Sequence[Token], i: int, money: bool) -> int:
    word = lower_at(tokens, i)
    if word in SCALES:
        return SCALES[word]
    if i >= len(tokens) or not (glued(tokens, i) or money):
        return 0
    return (MONEY_SCALES if money else SHORT_SCALES).get(tokens[i].text, 0)


def _million_and_a_half(tokens: Sequence[Token], value: Decimal, i: int) -> tuple[Decimal, int]:
    """ "a million and a half": the part is of the scale before it."""
    part, stop = _and_part(tokens, Decimal(0), i)
    return (value + part * SCALES.get(lower_at(tokens, i - 1), 0), stop) if part else (value, i)


def _fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """ "half", "a quarter", "one-third", "three quarters", a fraction sign."""
    part = _part(tokens, i)
    return _scaled(tokens, part._replace(stop=_over_article(tokens, part.stop)), money=False) if part else None


def _part(tokens: Sequence[Token], i: int) -> Number | None:
    """A fraction below two, without the scale behind it."""
    sign = _sign_value(lower_at(tokens, i))
    if sign is not None:
        return Number(sign, i + 1, part=True)
    word, k = lower_at(tokens, i), after_dash(tokens, i + 1)
    above = 1 if word in ("a", "an") else UNITS.get(word, 0)
    if word == "half" or (word == "quarter" and _scale_at(tokens, i + 1, money=False)):
        above, k = 1, i
    name = lower_at(tokens, k)
    if not above or name not in PARTS or (name.endswith("s") and above == 1):
        return None
    if word in ("a", "an") and name not in ("half", "halves") and not _is_share(tokens, i, k + 1):
        return None
    value = rounded(above, 3) if name.startswith("third") else above * Decimal(PARTS[name])
    return Number(value, k + 1, part=True) if value < 2 else None


def _is_share(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether "a third" is a part: of something, or by how much. Else it is one more, "a quarter" three months."""
    return lower_at(tokens, stop) in ("of", *SCALES) or lower_at(tokens, i - 1) in _BY


def _over_article(tokens: Sequence[Token], i: int) -> int:
    """ "half a million": steps over the article only where a scale follows it."""
    return i + 1 if lower_at(tokens, i) in ("a", "of") and lower_at(tokens, i + 1) in SCALES else i


def _vague(tokens: Sequence[Token], i: int) -> Number | None:
    """ "dozens", "hundreds of thousands", "tens of millions"."""
    word = lower_at(tokens, i)
    value = 10 if word == "tens" else VAGUE.get(word, 0)
    if not value:
        return None
    if lower_at(tokens, i + 1) == "of" and lower_at(tokens, i + 2) in VAGUE:
        rest = _vague(tokens, i + 2)
        return rest._replace(value=rest.value * value) if rest else None
    return None if word == "tens" else Number(Decimal(value), i + 1, vague=True, scaled=True)


def _words(tokens: Sequence[Token], i: int) -> Number | None:
    """A number in words: "two hundred and five thousand", "a dozen", "twenty-three"."""
    article = lower_at(tokens, i) in ("a", "an")
    if article and lower_at(tokens, i + 1) not in SCALES:
        return None
    total, stop, last = 0, i + article, 10**15
    group = (1, stop) if article and lower_at(tokens, stop) not in _SMALL_SCALES else _group(tokens, stop, article)
    while group:
        value, stop = group
        k = after_dash(tokens, stop)
        scale = SCALES.get(lower_at(tokens, k), 0)
        if not 100 < scale < last:
            total, group = total + value, None
        else:
            total, stop, last = total + value * scale, k + 1, scale
            group = _group(tokens, after_dash(tokens, stop), False) or _and_small(tokens, stop)
            group = group if group and SCALES.get(lower_at(tokens, group[1]), 0) < last else None
    if stop == i + article:
        return None
    scaled = any(lower_at(tokens, k) in SCALES for k in range(i, stop))
    return _scaled(tokens, Number(*_ending(tokens, Decimal(total), stop), scaled=scaled), money=False)


_SMALL_SCALES = ("hundred", "dozen")


def _ending(tokens: Sequence[Token], value: Decimal, stop: int) -> tuple[Decimal, int]:
    """Adds a part behind the words: to the last scale, or to the number itself."""
    if lower_at(tokens, stop - 1) in SCALES:
        return _million_and_a_half(tokens, value, stop)
    return _and_part(tokens, value, stop)


def _group(tokens: Sequence[Token], i: int, article: bool) -> tuple[int, int] | None:
    """A number below a thousand, or dozens: "two hundred and five", "two dozen"."""
    small = (1, i) if article else _small(tokens, i)
    if not small:
        return None
    value, stop = small
    k = after_dash(tokens, stop)
    if lower_at(tokens, k) == "dozen":
        return value * 12, k + 1
    if lower_at(tokens, k) != "hundred":
        return small
    rest = _and_small(tokens, k + 1) or _small(tokens, k + 1)
    return (value * 100 + rest[0], rest[1]) if rest else (value * 100, k + 1)


def _and_small(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "and five" behind a scale; "and six hundred" is a number of its own."""
    small = _small(tokens, i + 1) if lower_at(tokens, i) == "and" else None
    return small if small and lower_at(tokens, small[1]) not in _SMALL_SCALES else None


def _small(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A number below a hundred in words: "seven", "twenty", "twenty-three"."""
    word = lower_at(tokens, i)
    if word in UNITS:
        return UNITS[word], i + 1
    if word not in TENS:
        return None
    k = after_dash(tokens, i + 1)
    unit = UNITS.get(lower_at(tokens, k), 0)
    return (TENS[word] + unit, k + 1) if 0 < unit < 10 else (TENS[word], i + 1)
