"""Currencies before and behind a number -> ISO 4217 codes. Names and codes come from CLDR, by Babel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from auditor.values.numbers import MONEY_SCALES, SCALES
from auditor.values.tokens import Token, after_dash, glued, lower_at, words

_SIGNS = {
    "$": "USD", "\u00a3": "GBP", "\u20a4": "GBP", "\u20ac": "EUR", "\u00a5": "JPY", "\uffe5": "JPY", "\u20b9": "INR",
    "\u20a8": "INR", "\u20a9": "KRW", "\u20bd": "RUB", "\u20ba": "TRY", "\u20a1": "CRC", "\u20be": "GEL",
    "\u20ad": "LAK", "\u20ab": "VND", "\u20b4": "UAH", "\u20a6": "NGN", "\u20b1": "PHP", "\u0e3f": "THB",
    "\u20bf": "BTC", "\u20aa": "ILS", "\u20b8": "KZT", "\u20ae": "MNT", "\u20b5": "GHS", "\u20b2": "PYG",
    "\u5143": "CNY", "\u5186": "JPY",
}  # fmt: skip
_DOLLARS = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "c": "CAD", "ca": "CAD", "cdn": "CAD", "can": "CAD", "a": "AUD",
    "au": "AUD", "hk": "HKD", "nz": "NZD", "s": "SGD", "sg": "SGD", "nt": "TWD", "r": "BRL", "mex": "MXN",
    "mx": "MXN", "j": "JMD", "z": "ZWL", "ec": "XCD", "bds": "BBD", "tt": "TTD", "clp": "CLP",
}  # fmt: skip
"""What stands before a dollar sign ("US$", "c $")."""
_WORDS = {
    "dollar": "USD", "buck": "USD", "pound": "GBP", "quid": "GBP", "euro": "EUR", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "kuai": "CNY", "won": "KRW", "rupee": "INR", "rouble": "RUB", "ruble": "RUB",
    "franc": "CHF", "peso": "MXN", "lira": "TRY", "krona": "SEK", "krone": "NOK", "shekel": "ILS", "rand": "ZAR",
    "real": "BRL", "reais": "BRL", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "zloty": "PLN", "forint": "HUF",
    "koruna": "CZK", "dirham": "AED", "riyal": "SAR", "dinar": "KWD", "naira": "NGN", "cedi": "GHS", "dong": "VND",
    "taka": "BDT", "hryvnia": "UAH", "bolivar": "VES", "mark": "DEM", "guilder": "NLG", "peseta": "ESP",
    "drachma": "GRD", "escudo": "PTE", "markka": "FIM", "bitcoin": "BTC", "btc": "BTC", "sterling": "GBP",
    "lire": "ITL", "kronor": "SEK", "kroner": "NOK", "kwacha": "ZMW", "tenge": "KZT", "manat": "AZN", "lari": "GEL",
    "colon": "CRC", "kip": "LAK", "afghani": "AFN", "birr": "ETB", "cruzeiro": "BRL", "eth": "ETH", "ether": "ETH",
}  # fmt: skip
"""A bare name stands for its best-known currency; "Canadian dollars" are found in CLDR's names."""
_MINOR = {
    "cent": ("USD", 100), "cents": ("USD", 100), "pence": ("GBP", 100), "penny": ("GBP", 100), "pennies": ("GBP", 100),
    "kopeck": ("RUB", 100), "kopecks": ("RUB", 100), "paise": ("INR", 100), "satoshi": ("BTC", 10**8),
    "satoshis": ("BTC", 10**8), "\u00a2": ("USD", 100), "p": ("GBP", 100), "sen": ("JPY", 100),
}  # fmt: skip
_LATE_ADJECTIVES = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "australian": "AUD",
    "dutch": "NLG",
    "finnish": "FIM",
}
_PREFIX_WORDS = {"rs": "INR", "rmb": "CNY", "rm": "MYR", "chf": "CHF", "dollar": "USD", "sfr": "CHF", "ffr": "FRF"}
_LOWER_CODES = words("usd eur gbp jpy cny rmb aud cad nzd mxn inr chf hkd sgd btc")
_WORDLIKE_CODES = words("ALL TOP TRY CUP SOS PEN MOP GEL BAM COP LAK MAD BOB TOP SUR XXX CLE")
_AMBIGUOUS = words("won pound pounds mark marks real dram drams colon sen rand dong kip buck can")
_SCALED_CODE = re.compile(r"(?P<scale>[kMB])(?P<code>[A-Z]{3})")
_SCALE_LETTERS = {"k": 10**3, "M": 10**6, "B": 10**9}


class Currency(NamedTuple):
    """An ISO 4217 code ("BTC" too), what to multiply the figure by, and the token behind (or at) it."""

    code: str
    factor: Decimal
    stop: int


@cache
def _names() -> dict[str, str]:
    """CLDR's English names in lower case, singular and plural -> code."""
    from babel import Locale

    names: dict[str, str] = {}
    for code, name in Locale("en").currencies.items():
        plain = re.sub(r"\s*\(.*\)", "", name).lower()
        # Where a name had several codes over the years, CLDR lists the present one without years.
        if plain not in names or "(" not in name:
            names |= dict.fromkeys((plain, plain + "s"), code)
    return names | {f"us {form}": "USD" for form in ("dollar", "dollars")}


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values()) | {"BTC", "ETH", "RMB"}


def _code(text: str) -> str:
    """The ISO code that a token spells, or ""."""
    known = (text in _codes() and text not in _WORDLIKE_CODES) or text in _LOWER_CODES
    return {"RMB": "CNY"}.get(text.upper(), text.upper()) if known else ""


def read_prefix(tokens: Sequence[Token], i: int) -> Currency | None:
    """A currency at token ``i`` that stands before its figure: "US$", "c $", "$US", "EUR", "Rs.", "MAUD"."""
    return _dollar_prefix(tokens, i) or _sign_prefix(tokens, i) or _word_prefix(tokens, i)


def _dollar_prefix(tokens: Sequence[Token], i: int) -> Currency | None:
    """ "US$", "US $", "u.s $", "usd$"."""
    word = lower_at(tokens, i)
    k = i + 2 if word == "u" and lower_at(tokens, i + 1) == "." and lower_at(tokens, i + 2) != "s" else i + 1
    if word == "u" and lower_at(tokens, i + 1) == "." and lower_at(tokens, i + 2) == "s":
        word, k = "us", i + 3
    code = _DOLLARS.get(word) or _code(word)
    # "a $ 5 fine" holds an article: only a glued or capital letter names the country.
    if word == "a" and not (glued(tokens, k) and tokens[i].text == "A"):
        return None
    if word in ("s", "r", "j", "z", "can") and not glued(tokens, k):
        return None
    return Currency(code, Decimal(1), k + 1) if code and lower_at(tokens, k) == "$" else None


def _sign_prefix(tokens: Sequence[Token], i: int) -> Currency | None:
    code = _SIGNS.get(lower_at(tokens, i))
    if not code:
        return None
    country = _DOLLARS.get(lower_at(tokens, i + 1)) if lower_at(tokens, i) == "$" and glued(tokens, i + 1) else None
    return Currency(country or code, Decimal(1), i + 2 if country else i + 1)


def _word_prefix(tokens: Sequence[Token], i: int) -> Currency | None:
    if i >= len(tokens) or tokens[i].kind != "word":
        return None
    text, stop = tokens[i].text, i + 1
    code = _PREFIX_WORDS.get(tokens[i].lower) or _code(text)
    if code:
        return Currency(code, Decimal(1), stop + (lower_at(tokens, stop) == "." and tokens[i].lower == "rs"))
    if text == "p" and glued(tokens, stop):
        return None
    if text == "e" and _bears_scale(tokens, stop):  # what became of the euro sign in plain ASCII: "e2.5 million"
        return Currency("EUR", Decimal(1), stop)
    scaled = _scaled_code(text)
    return Currency(scaled[0], Decimal(scaled[1]), stop) if scaled else None


def _bears_scale(tokens: Sequence[Token], i: int) -> bool:
    number = i < len(tokens) and tokens[i].kind == "num" and glued(tokens, i)
    return number and (SCALES | MONEY_SCALES).get(lower_at(tokens, i + 1), 0) >= 10**6


def _scaled_code(text: str) -> tuple[str, int] | None:
    """ "MEUR": a million euros in one word."""
    match = _SCALED_CODE.fullmatch(text)
    code = _code(match["code"]) if match else ""
    return (code, _SCALE_LETTERS[match["scale"]]) if match and code else None


def read_suffix(tokens: Sequence[Token], i: int, *, big: bool) -> Currency | None:
    """A currency at token ``i`` behind its figure: "dollars", "Swiss francs", "EUR", "p".

    big: whether the figure bears a scale or has thousands, which makes "won" and "pounds" money.
    """
    k = after_dash(tokens, i)
    # "$240- $260 million": a sign behind a dash belongs to the next figure.
    if lower_at(tokens, k) in _SIGNS and (k > i or (_before_digits(tokens, k) and not glued(tokens, k))):
        return None
    found = _full_name(tokens, k) or _minor(tokens, k) or _bare(tokens, k, big) or _suffix_code(tokens, k)
    return _with_scale(tokens, found) if found else None


def _before_digits(tokens: Sequence[Token], i: int) -> bool:
    return glued(tokens, i + 1) and tokens[i + 1].kind == "num"


def _full_name(tokens: Sequence[Token], i: int) -> Currency | None:
    """CLDR's names of two to five words."""
    if i + 1 >= len(tokens) or tokens[i].kind != "word" or tokens[i + 1].kind != "word":
        return None
    for count in (5, 4, 3, 2):
        name = " ".join(lower_at(tokens, i + k) for k in range(count))
        code = _names().get(name)
        if code:
            return Currency(code, Decimal(1), i + count)
    return _adjective(tokens, i)


def _adjective(tokens: Sequence[Token], i: int) -> Currency | None:
    code = _LATE_ADJECTIVES.get(lower_at(tokens, i))
    known = code and _WORDS.get(lower_at(tokens, i + 1).removesuffix("s"))
    return Currency(code or "", Decimal(1), i + 2) if known else None


def _minor(tokens: Sequence[Token], i: int) -> Currency | None:
    """Hundredths of a currency: "50 cents" is 0.5."""
    word = lower_at(tokens, i)
    if word not in _MINOR or (word == "p" and not glued(tokens, i)) or (word == "sen"):
        return None
    code, parts = _MINOR[word]
    return Currency(code, Decimal(1) / parts, i + 1)


def _bare(tokens: Sequence[Token], i: int, big: bool) -> Currency | None:
    word = lower_at(tokens, i)
    weight = word in ("pound", "pounds")
    if word in _AMBIGUOUS and _begins_name(tokens, i):
        return None
    if word in _AMBIGUOUS and not (big and not weight) and not _money_near(tokens, i, word):
        return None
    code = _SIGNS.get(word) or _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))
    return Currency(code, Decimal(1), i + 1) if code and word != "can" else None


def _begins_name(tokens: Sequence[Token], i: int) -> bool:
    """ "1st mate Mark Orrin" has no marks: a first name and another word with a capital are a name."""
    return tokens[i].text in ("Mark", "Rand") and i + 1 < len(tokens) and tokens[i + 1].text.istitle()


_MONEY_CUES = words(
    "cost costs costing pay pays paid paying fine fined price priced prices worth spend spent spending earn earned "
    "fee fees salary wage wages tax taxes debt buy bought sell sold sale sales charge charged owe owed income profit "
    "loss stolen cash money bill bills benefit fund funding donate donated raised claim compensation loan invest "
    "invested value valued dollar dollars euro euros marks pence stole savings"
)
_CUE_REACH = 8


def _money_near(tokens: Sequence[Token], i: int, word: str) -> bool:
    """Whether a few words around speak of money: that makes "500 pounds" a sum, not a weight."""
    if lower_at(tokens, i + 1) == "sterling" or SCALES.get(lower_at(tokens, i - 1), 0) >= 10**6:
        return True
    around = range(max(0, i - _CUE_REACH), min(len(tokens), i + _CUE_REACH))
    return any(tokens[k].lower in _MONEY_CUES for k in around)


def _suffix_code(tokens: Sequence[Token], i: int) -> Currency | None:
    if i >= len(tokens) or tokens[i].kind != "word":
        return None
    code = _code(tokens[i].text)
    # "3 USD50 cards": the code belongs to the figure behind it.
    if _before_digits(tokens, i):
        return None
    scaled = _scaled_code(tokens[i].text)
    if scaled:
        return Currency(scaled[0], Decimal(scaled[1]), i + 1)
    return Currency(code, Decimal(1), i + 1) if code else None


def _with_scale(tokens: Sequence[Token], found: Currency) -> Currency:
    """ "75 USD million": a scale behind the currency; and "sterling" behind "pounds"."""
    stop = found.stop + (lower_at(tokens, found.stop) == "sterling")
    word = lower_at(tokens, stop)
    if SCALES.get(word, 0) >= 1000 and word not in MONEY_SCALES:
        return Currency(found.code, found.factor * SCALES[word], stop + 1)
    return found._replace(stop=stop)
