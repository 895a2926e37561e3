"""The report as tables, for spreadsheets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from auditor.model import Audit, Run, Severity
from auditor.report.cells import harmless
from auditor.report.data import to_data
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


def conflicts_table(audit: Audit, run: Run, min_severity: Severity = "low") -> pd.DataFrame:
    """One row a side of a conflict; the side's sources and quotes are parted by " | "."""
    data = to_data(audit, run, min_severity)
    claims = {c["id"]: c for c in _claims(audit, data)}
    labels = {q["id"]: q["label"] for q in data["questions"]}
    rows = [_side(c, s, labels, [claims[i] for i in s["claims"]]) for c in data["conflicts"] for s in c["sides"]]
    return pd.DataFrame(rows, columns=list(CONFLICT_COLUMNS), dtype=object)


def claims_table(audit: Audit, run: Run) -> pd.DataFrame:
    """One row a claim, with its article's source and path. ``bound`` is in words, empty where exact."""
    return pd.DataFrame(_claims(audit, to_data(audit, run)), columns=list(CLAIM_COLUMNS), dtype=object)


def conflicts_csv(audit: Audit, run: Run, min_severity: Severity = "low") -> str:
    """conflicts.csv as text."""
    return to_csv(conflicts_table(audit, run, min_severity))


def claims_csv(audit: Audit, run: Run, min_severity: Severity = "low") -> str:
    """claims.csv as text: every claim, whatever the severity asked for."""
    return to_csv(claims_table(audit, run))


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV: a row a line, and no cell that a spreadsheet would run as a formula."""
    return table.map(harmless).to_csv(index=False, lineterminator="\n")


def _claims(audit: Audit, data: Row) -> list[Row]:
    articles = {a.id: a for a in audit.articles}
    return [_claim(c, source_name(articles[c["article"]]), articles[c["article"]].path) for c in data["claims"]]


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
