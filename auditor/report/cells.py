"""Cells of spreadsheets that no spreadsheet runs as a formula."""

from __future__ import annotations

import re

from auditor.report.words import clean

_FORMULA = re.compile("[=+\\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def harmless(cell: object) -> object:
    """Text on one line, with an apostrophe before what a spreadsheet would calculate; numbers stay as they are."""
    if not isinstance(cell, str):
        return cell
    text = clean(cell)
    risky = _FORMULA.match(cell) or _FORMULA.match(text)
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text
