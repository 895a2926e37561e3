"""Tables of plain text, which also read well in a log or a file."""

from __future__ import annotations

from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """The rows under each other: the first column to the left, the others to the right, the first row ruled off."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))).rstrip() for row in rows]
    return "\n".join((lines[0], "-" * max(map(len, lines)), *lines[1:]))


def percent(share: float) -> str:
    """As in 81.4%."""
    return f"{share:.1%}"


def of(part: int, whole: int) -> str:
    """As in 3/14."""
    return f"{part}/{whole}"
