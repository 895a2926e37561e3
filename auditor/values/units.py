"""Names and symbols of units -> canonical names: SI names in the singular, rates with a slash.

The tables are written out (and SI prefixes multiplied in) rather than taken from pint, whose registry takes
longer to load than five articles take to read. Nothing is converted but words for several of a unit
("decade" is 10 year): 10 miles stay 10 mile.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from auditor.values.tokens import Token, after_dash, glued, is_dash, lower_at, words

_PREFIXES = {
    "pico": "p", "nano": "n", "micro": "\u00b5", "milli": "m", "centi": "c", "deci": "d", "": "", "hecto": "h",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T",
}  # fmt: skip
_PREFIXED = {
    "metre": ("m", "metre metres meter meters"),
    "gram": ("g", "gram grams gramme grammes"),
    "litre": ("l", "litre litres liter liters"),
    "watt": ("W", "watt watts"),
    "watt hour": ("Wh", ""),
    "hertz": ("Hz", "hertz"),
    "joule": ("J", "joule joules"),
    "byte": ("B", "byte bytes"),
    "bit": ("", "bit bits"),
    "ton": ("", "ton tons"),
    "volt": ("V", "volt volts"),
    "pascal": ("Pa", "pascal pascals"),
    "sievert": ("Sv", "sievert sieverts"),
}
_NAMES = {
    "square": "", "cubic": "",
    "second": "second seconds sec secs", "minute": "minute minutes min mins", "hour": "hour hours hr hrs",
    "day": "day days", "week": "week weeks wk wks", "month": "month months", "year": "year years yr yrs",
    "millisecond": "millisecond milliseconds",
    "mile": "mile miles mi", "foot": "foot feet ft", "inch": "inch inches", "yard": "yard yards yd yds",
    "acre": "acre acres", "hectare": "hectare hectares ha", "tonne": "tonne tonnes", "pound": "lb lbs pound pounds",
    "ounce": "ounce ounces oz", "barrel": "barrel barrels bbl", "gallon": "gallon gallons gal",
    "pint": "pint pints", "bushel": "bushel bushels", "knot": "knot knots", "point": "point points",
    "degree": "degree degrees deg \u00b0", "degree Celsius": "celsius celcius centigrade \u2103",
    "degree Fahrenheit": "fahrenheit farenheit \u2109", "kelvin": "kelvin kelvins", "radian": "radian radians rad",
    "turn": "turn turns", "tablespoon": "tablespoon tablespoons tbsp", "teaspoon": "teaspoon teaspoons tsp",
    "cup": "cup cups", "carat": "carat carats", "decibel": "decibel decibels db", "calorie": "calorie calories",
    "kilocalorie": "kcal", "horsepower": "horsepower hp bhp", "stone": "stone", "fathom": "fathom fathoms",
    "league": "", "light year": "", "dram": "drachm drachms dram drams", "micrometre": "micron microns",
    "percent": "percent pct % pc", "kilometre": "kilometer kms kilometre", "microgram": "mcg", "time": "times",
    "mile/hour": "mph", "kilometre/hour": "kph kmh kmph", "barrel/day": "bpd", "megabyte": "mb", "gigabyte": "gb",
    "megabit/second": "mbps", "gigabit/second": "gbps", "megapixel": "megapixel megapixels",
    "basis point": "bps", "part per million": "ppm",
}  # fmt: skip
_PHRASES = {
    "per cent": "percent", "percentage point": "percentage point", "percentage points": "percentage point",
    "percent point": "percentage point", "percent points": "percentage point", "basis point": "basis point",
    "basis points": "basis point", "per cent points": "percentage point", "nautical mile": "nautical mile",
    "nautical miles": "nautical mile", "metric ton": "tonne", "metric tons": "tonne", "metric tonne": "tonne",
    "metric tonnes": "tonne", "light years": "light year", "light year": "light year",
    "kilowatt hours": "kilowatt hour", "kilowatt hour": "kilowatt hour", "megawatt hours": "megawatt hour",
    "gigawatt hours": "gigawatt hour", "terawatt hours": "terawatt hour", "parts per million": "part per million",
    "sq ft": "square foot", "sq km": "square kilometre", "sq m": "square metre", "sq mi": "square mile",
    "sq miles": "square mile", "sq metres": "square metre", "sq meters": "square metre", "sq feet": "square foot",
    "square foot": "square foot", "cu ft": "cubic foot", "cu m": "cubic metre",
    "degree celsius": "degree Celsius", "degree centigrade": "degree Celsius", "degree celcius": "degree Celsius",
    "degree c": "degree Celsius", "degree fahrenheit": "degree Fahrenheit", "degree farenheit": "degree Fahrenheit",
    "degree f": "degree Fahrenheit", "lb ft": "pound foot", "pound feet": "pound foot", "foot pounds": "pound foot",
}  # fmt: skip
_SYMBOLS = {
    "t": "tonne",
    "L": "litre",
    "C": "degree Celsius",
    "F": "degree Fahrenheit",
    "kB": "kilobyte",
    "KB": "kilobyte",
    "cc": "cubic centimetre",
    "mAh": "milliampere hour",
    "MP": "megapixel",
}
_LOOSE = words("m g")
"""One-letter symbols that may stand apart from their digits."""
MULTIPLES = {
    "decade": (10, "year"), "decades": (10, "year"), "century": (100, "year"), "centuries": (100, "year"),
    "fortnight": (2, "week"), "fortnights": (2, "week"),
}  # fmt: skip
TIMES = words("second minute hour day week month year")
"""Units of duration."""
_RATE_BASES = {
    "share": "share", "head": "head", "person": "person", "capita": "person", "night": "night", "annum": "year",
    "dozen": "dozen", "unit": "unit", "copy": "copy", "vehicle": "vehicle", "household": "household",
    "employee": "employee", "student": "student", "game": "game", "bottle": "bottle", "quarter": "quarter",
    "ticket": "ticket", "family": "family", "user": "user", "piece": "piece", "pound": "pound", "bag": "bag",
}  # fmt: skip
_HOUR_SYMBOLS = {"h": "hour", "hr": "hour", "s": "second", "ms": "millisecond"}


class Unit(NamedTuple):
    """A canonical unit, how many of it the word means, and the token behind it."""

    name: str
    factor: int
    stop: int


@cache
def _unit_words() -> dict[str, str]:
    """Every word in lower case -> canonical name."""
    names = {word: name for name, forms in _NAMES.items() for word in forms.split()}
    for base, (_, forms) in _PREFIXED.items():
        for prefix in _PREFIXES:
            names |= {prefix + form: prefix + base for form in forms.split()}
    return names


@cache
def _symbols() -> dict[str, str]:
    """Every symbol, case kept -> canonical name."""
    found = {
        sign + symbol: prefix + base
        for base, (symbol, _) in _PREFIXED.items()
        if symbol
        for prefix, sign in _PREFIXES.items()
    }
    found |= {"\u03bc" + symbol[1:]: name for symbol, name in found.items() if symbol[0] == "\u00b5"}
    # "pm" and "Pa" are the afternoon and a state far more often than units.
    return {symbol: name for symbol, name in (found | _SYMBOLS).items() if symbol not in ("pm", "Pa", "") and name}


def read_unit(tokens: Sequence[Token], i: int) -> Unit | None:
    """The unit at token ``i``, with any rate behind it ("miles per hour", "barrels a day")."""
    unit = _base(tokens, i)
    return with_rate(tokens, unit) if unit else None


def with_rate(tokens: Sequence[Token], unit: Unit) -> Unit:
    """The unit with "per barrel", "a year", "/h" or "an hour" behind it, where there is one."""
    rate = read_rate(tokens, unit.stop)
    return Unit(f"{unit.name}/{rate.name}", unit.factor, rate.stop) if rate else unit


def read_rate(tokens: Sequence[Token], i: int) -> Unit | None:
    """What the figure is taken per, at token ``i``: "per share", "a day", "/km"."""
    k = after_dash(tokens, i)
    word = lower_at(tokens, k)
    if word not in ("per", "a", "an", "/", "every", "each"):
        return None
    base = _rate_base(tokens, after_dash(tokens, k + 1), symbol=word == "/")
    loose = (
        base and word in ("a", "an") and lower_at(tokens, base.stop) in ("earlier", "ago", "later", "before", "after")
    )
    return None if loose else base


def _rate_base(tokens: Sequence[Token], i: int, *, symbol: bool) -> Unit | None:
    word = lower_at(tokens, i)
    if symbol and word in _HOUR_SYMBOLS:
        return Unit(_HOUR_SYMBOLS[word], 1, i + 1)
    if word in _RATE_BASES:
        return Unit(_RATE_BASES[word], 1, i + 1)
    return None if word in ("point", "cent") else _base(tokens, i)


def _base(tokens: Sequence[Token], i: int) -> Unit | None:
    word = lower_at(tokens, i)
    if word in MULTIPLES:
        factor, name = MULTIPLES[word]
        return Unit(name, factor, i + 1)
    return _phrase(tokens, i) or _power(tokens, i) or _single(tokens, i)


def _phrase(tokens: Sequence[Token], i: int) -> Unit | None:
    """Units of two or three words: "nautical miles", "degrees C", "per cent points"."""
    if lower_at(tokens, i) not in _phrase_starts():
        return None
    words, stops = _spread(tokens, i)
    for count in (3, 2):
        name = _PHRASES.get(" ".join(words[:count])) if len(words) >= count else None
        if name:
            return Unit(name, 1, stops[count - 1])
    return None


@cache
def _phrase_starts() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _PHRASES) | {"degrees", "deg", "\u00b0"}


def _spread(tokens: Sequence[Token], i: int) -> tuple[list[str], list[int]]:
    """The next three words, over hyphens and abbreviating points, each with the index behind it."""
    words: list[str] = []
    stops: list[int] = []
    while len(words) < 3 and i < len(tokens):
        word = lower_at(tokens, i)
        words.append("degree" if word in ("degrees", "deg", "\u00b0") else word)
        i += 1
        stops.append(i)
        i = after_dash(tokens, i)
        if lower_at(tokens, i) == "." and words[-1] in ("sq", "cu"):
            i += 1
    return words, stops


def _power(tokens: Sequence[Token], i: int) -> Unit | None:
    """ "square kilometres", "km2", "m\u00b3", "cubic feet"."""
    word = lower_at(tokens, i)
    if word in ("square", "cubic"):
        base = _single(tokens, after_dash(tokens, i + 1))
        return base._replace(name=f"{word} {base.name}") if base else None
    if word[-1:] in ("\u00b2", "\u00b3") and tokens[i].text[:-1] in _symbols():
        return Unit(("square " if word[-1] == "\u00b2" else "cubic ") + _symbols()[tokens[i].text[:-1]], 1, i + 1)
    if lower_at(tokens, i + 1) in ("2", "3") and glued(tokens, i + 1) and tokens[i].text in _symbols():
        return Unit(("square " if lower_at(tokens, i + 1) == "2" else "cubic ") + _symbols()[tokens[i].text], 1, i + 2)
    return None


def _single(tokens: Sequence[Token], i: int) -> Unit | None:
    """One word or symbol, perhaps in brackets: "20 (kg)"."""
    if lower_at(tokens, i) in ("(", "[", "{", "<") and lower_at(tokens, i + 2) in (")", "]", "}", ">"):
        inner = _single(tokens, i + 1)
        return inner._replace(stop=i + 3) if inner and inner.name not in TIMES else None
    if i >= len(tokens):
        return None
    text, word = tokens[i].text, tokens[i].lower
    if len(text) == 1 and text.isalpha() and not glued(tokens, i) and text not in _LOOSE:
        return None
    if word == "in" and lower_at(tokens, i - 2) in ("ft", "feet", "foot") and tokens[i - 1].kind == "num":
        return Unit("inch", 1, i + 1)
    name = _symbols().get(text) or _unit_words().get(word)
    if name == "degree" and lower_at(tokens, i + 1) == "." and word == "deg":
        return Unit(name, 1, i + 2)
    return Unit(name, 1, i + 1) if name and not _is_other_word(tokens, i, word) else None


def _is_other_word(tokens: Sequence[Token], i: int, word: str) -> bool:
    """ "db", "min" and "mi" are units behind digits only, and a unit before a glued digit is a part number."""
    follows = i + 1 < len(tokens) and glued(tokens, i + 1) and tokens[i + 1].kind == "num"
    apart = word in ("db", "mi", "ha", "min", "gal", "sec", "rad") and not glued(tokens, i)
    before = tokens[i - 1].kind if i else "sym"
    return follows or (apart and before != "num" and not is_dash(tokens, i - 1))
