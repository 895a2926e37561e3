"""Figures as printers set them, in the characters that the grammar of numbers knows. Code point for code point."""

from __future__ import annotations

import re

_THIN = "\u00a0\u2009\u202f\u2007\u2008"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE0: "¢", 0xFFE1: "£", 0xFFE5: "¥", 0x3000: " "}
_GROUPED = re.compile(
    rf"(?<![\d.,])\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)|(?<![\d.,])\d{{1,3}}(?:['\u2019]\d{{3}})+(?!\d)"
)
_YEAR_THEN = re.compile(rf"(?<=\d{{4}})[{_THIN}](?=\d)")
_MIDDLE_DOT = re.compile(r"(?<=\d)\u00b7(?=\d)")


def plain_figures(text: str) -> str:
    """The text, as long as before, with full-width signs made narrow and digits grouped by commas.

    "１２" is 12, "250 000" with a thin space and "250’000" are 250,000, "£1·5m" is £1.5m.
    """
    if text.isascii() and "'" not in text:
        return text
    text = _MIDDLE_DOT.sub(".", text.translate(_WIDE))
    text = _YEAR_THEN.sub(" ", text)
    return _GROUPED.sub(lambda match: re.sub(r"\D", ",", match[0]), text)
