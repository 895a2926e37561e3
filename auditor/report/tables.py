"""The report as tables, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pandas as pd

from auditor.model import Audit
from auditor.report.cells import harmless
from auditor.report.words import BOUND, clean, source_name, unique

Row = dict[str, Any]
SEPARATOR = " | "
CONFLICT_COLUMNS = (
    "conflict", "code", "name", "severity", "verdict", "confidence", "question", "message", "side", "sources", "quotes",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "article", "source", "path", "start", "end", "kind", "value_type", "subject", "attribute", "value", "unit",
    "upper", "bound", "qualifiers", "text", "rule",
)  # fmt: skip

_SAFE = frozenset(("id", "article", "start", "end", "value_type", "conflict", "code", "name", "severity"))
"""Columns whose texts are the program's own."""


def conflicts_table(audit: Audit, data: Row) -> pd.DataFrame:
    """One row a side of a conflict; the side's sources and quotes are parted by " | ". data: of ``to_data``."""
    told = {i for c in data["conflicts"] for s in c["sides"] for i in s["claims"]}
    claims = {c["id"]: c for c in _claims(audit, [c for c in data["claims"] if c["id"] in told])}
    labels = {q["id"]: q["label"] for q in data["questions"]}
    rows = [_side(c, s, labels, [claims[i] for i in s["claims"]]) for c in data["conflicts"] for s in c["sides"]]
    return pd.DataFrame(rows, columns=list(CONFLICT_COLUMNS), dtype=object)


def claims_table(audit: Audit, data: Row) -> pd.DataFrame:
    """One row a claim, with its article's source and path. ``bound`` is in words, empty where exact."""
    return pd.DataFrame(_claims(audit, data["claims"]), columns=list(CLAIM_COLUMNS), dtype=object)


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV: a row a line, and no cell that a spreadsheet would run as a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    columns = [table[name] if name in _SAFE else map(harmless, table[name]) for name in table.columns]
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


def _claims(audit: Audit, claims: Sequence[Row]) -> list[Row]:
    articles = {a.id: (source_name(a), a.path) for a in audit.articles}
    return [_claim(c, *articles[c["article"]]) for c in claims]


def _claim(claim: Row, source: str, path: str) -> Row:
    qualifiers = "; ".join(f"{name}: {text}" for name, text in claim["qualifiers"].items())
    bound = BOUND[claim["bound"]].strip()
    return {**claim, "source": source, "path": path, "qualifiers": qualifiers, "bound": bound}


def _side(conflict: Row, side: Row, labels: dict[str, str], claims: list[Row]) -> Row:
    return {
        **conflict,
        "conflict": conflict["id"],
        "question": labels.get(conflict["question"], ""),
        "side": side["label"],
        "sources": SEPARATOR.join(unique(c["source"] for c in claims)),
        "quotes": SEPARATOR.join(unique(clean(c["text"]) for c in claims)),
    }
