"""Ordinals in prose: "the seventh round", "his 12th title", "the twenty-first"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_WORDS = {word: n for n, word in enumerate(_UNITS, 1)} | {f"{stem}ieth": tens for stem, tens in _TENS.items()}
_WORDS |= {f"{stem}y-{word}": tens + n for stem, tens in _TENS.items() for n, word in enumerate(_UNITS[:9], 1)}
_ORDINAL = re.compile(
    r"(?<![\w-])(?:(\d{1,3})(?:st|nd|rd|th)|(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r"))(?![\w])",
    re.IGNORECASE,
)


def find_ordinals(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each ordinal, in the order of the text. Dates ("the 4th of May") are not told apart."""
    for match in _ORDINAL.finditer(text):
        rank = int(match.group(1)) if match.group(1) else _WORDS[match.group(2).lower()]
        yield match.start(), match.end(), rank
