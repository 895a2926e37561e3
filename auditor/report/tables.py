"""The report as tables, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

import pandas as pd

from auditor.model import Audit
from auditor.report.cells import harmless, harmless_text
from auditor.report.matrix import Cell
from auditor.report.matrix import Row as Question
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
MATRIX_COLUMNS = ("id", "question", "severity", "answers", "sources")


def conflicts_table(audit: Audit, data: Row) -> pd.DataFrame:
    """One row a side of a conflict; the side's sources and quotes are parted by " | ". data: of ``to_data``."""
    told = {i for c in data["conflicts"] for s in c["sides"] for i in s["claims"]}
    claims = {c["id"]: c for c in _claims(audit, [c for c in data["claims"] if c["id"] in told])}
    labels = {q["id"]: q["label"] for q in data["questions"]}
    rows = [_side(c, s, labels, [claims[i] for i in s["claims"]]) for c in data["conflicts"] for s in c["sides"]]
    return _table(CONFLICT_COLUMNS, rows)


def claims_table(audit: Audit, data: Row) -> pd.DataFrame:
    """One row a claim, with its article's source and path. ``bound`` is in words, empty where exact."""
    return _table(CLAIM_COLUMNS, _claims(audit, data["claims"]))


def matrix_table(sources: Sequence[str], matrix: Sequence[Question]) -> pd.DataFrame:
    """One row a question that two or more sources answer, the most contested first, and a column for each source.

    A cell holds the source's answers, parted by " | ", with what limits them in brackets; empty where it is silent.
    """
    rows = [_answers(row, sources) for row in matrix]
    return pd.DataFrame(rows, columns=[*MATRIX_COLUMNS, *sources], dtype=object)


def _answers(row: Question, sources: Sequence[str]) -> list[object]:
    cells = {name: _cell(cell) for name, cell in row.by_source.items()}
    told = [row.id, row.question, row.severity, len(row.positions), len(row.answering)]
    return [*told, *(cells.get(name, "") for name in sources)]


def _table(columns: Sequence[str], rows: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame(list(map(itemgetter(*columns), rows)), columns=list(columns), dtype=object)


def _cell(cell: Cell) -> str:
    return SEPARATOR.join(f"{one.answer} ({', '.join(one.marks)})" if one.marks else one.answer for one in cell.said)


def to_csv(table: pd.DataFrame, bom: bool = False) -> str:
    """The table as CSV: a row a line, and no cell that a spreadsheet would run as a formula.

    bom: begin with a byte order mark, by which Excel knows UTF-8.
    """
    names = [harmless_text(str(name)) for name in table.columns]
    return "\ufeff" * bom + table.map(harmless).to_csv(index=False, header=names, lineterminator="\n")


def _claims(audit: Audit, claims: Sequence[Row]) -> list[Row]:
    articles = {a.id: (source_name(a), a.path) for a in audit.articles}
    return [_claim(c, *articles[c["article"]]) for c in claims]


def _claim(claim: Row, source: str, path: str) -> Row:
    qualifiers = "; ".join([f"{name}: {text}" for name, text in claim["qualifiers"].items()])
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
