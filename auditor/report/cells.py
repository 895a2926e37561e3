"""Cells of spreadsheets that no spreadsheet runs as a formula."""

from __future__ import annotations

import re

from auditor.report.words import clean

_FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What begins a formula, or hides that one follows."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def harmless(cell: object) -> object:
    """Text on one line, with an apostrophe before what a spreadsheet would calculate; numbers stay as they are."""
    return harmless_text(cell) if isinstance(cell, str) else cell


def harmless_text(cell: str) -> str:
    if not cell or cell.isalnum():  # as half of all cells are: nothing to do
        return cell
    text = clean(cell)
    risky = cell[:1] in _FORMULA or text[:1] in _FORMULA
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text
