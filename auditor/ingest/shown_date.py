"""The date that a text shows its readers in its first lines."""

from __future__ import annotations

from collections.abc import Iterable


def shown_date(lines: Iterable[str]) -> str:
    """The ISO date of a dateline among the lines, or ""."""
    from auditor.values.dateline import dateline  # here, because only articles without a date need it

    return dateline("\n".join(lines))
