"""The report as tables, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.model import Audit, Claim
from auditor.report.cells import harmless, harmless_text
from auditor.report.claim_lines import number, scalar
from auditor.report.matrix import Cell
from auditor.report.matrix import Row as Question
from auditor.report.words import BOUND, clean, source_name, unique

Row = Mapping[str, Any]

SEPARATOR = " | "
CONFLICT_COLUMNS = (
    "conflict", "code", "name", "severity", "verdict", "confidence", "question", "message", "side", "sources", "quotes",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "article", "source", "path", "start", "end", "kind", "value_type", "subject", "attribute", "value", "unit",
    "upper", "bound", "qualifiers", "text", "rule",
)  # fmt: skip
MATRIX_COLUMNS = ("id", "question", "severity", "answers", "sources")


@dataclass(frozen=True, slots=True)
class Table:
    """columns: their names. rows: each with a cell for every column."""

    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def conflicts_table(audit: Audit, data: Row) -> Table:
    """One row a side of a conflict; the side's sources and quotes are parted by " | ". data: of ``to_data``."""
    named = {i for c in data["conflicts"] for s in c["sides"] for i in s["claims"]}
    names = {a.id: source_name(a) for a in audit.articles}
    told = {c.id: (names[c.article], clean(c.text)) for c in audit.claims if c.id in named}
    labels = {q["id"]: q["label"] for q in data["questions"]}
    return Table(CONFLICT_COLUMNS, (_side(c, s, labels, told) for c in data["conflicts"] for s in c["sides"]))


def claims_table(audit: Audit) -> Table:
    """One row a claim, with its article's source and path. ``bound`` is in words, empty where exact."""
    homes = {a.id: (source_name(a), a.path) for a in audit.articles}
    return Table(CLAIM_COLUMNS, (_claim(c, *homes[c.article]) for c in audit.claims))


def matrix_table(sources: Sequence[str], matrix: Sequence[Question]) -> Table:
    """One row a question that two or more sources answer, the most contested first, and a column for each source.

    A cell holds the source's answers, parted by " | ", with what limits them in brackets; empty where it is silent.
    """
    return Table((*MATRIX_COLUMNS, *sources), (_answers(row, sources) for row in matrix))


def to_csv(table: Table, bom: bool = False) -> str:
    """The table as CSV: a row a line, and no cell that a spreadsheet would run as a formula.

    bom: begin with a byte order mark, by which Excel knows UTF-8.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(harmless_text, table.columns))
    writer.writerows(map(harmless, row) for row in table.rows)
    return "\ufeff" * bom + out.getvalue()


def _answers(row: Question, sources: Sequence[str]) -> list[object]:
    cells = {name: _cell(cell) for name, cell in row.by_source.items()}
    told = [row.id, row.question, row.severity, len(row.positions), len(row.answering)]
    return [*told, *(cells.get(name, "") for name in sources)]


def _cell(cell: Cell) -> str:
    return SEPARATOR.join(f"{one.answer} ({', '.join(one.marks)})" if one.marks else one.answer for one in cell.said)


def _claim(claim: Claim, source: str, path: str) -> tuple[object, ...]:
    qualifiers = "; ".join([f"{name}: {text}" for name, text in dict(claim.qualifiers).items()])
    return (
        claim.id, claim.article, source, path, claim.start, claim.end, claim.kind, claim.value_type, claim.subject,
        claim.attribute, scalar(claim.value), claim.unit, None if claim.upper is None else number(claim.upper),
        BOUND[claim.bound].strip(), qualifiers, claim.text, claim.rule,
    )  # fmt: skip


def _side(
    conflict: Row, side: Row, labels: Mapping[str, str], told: Mapping[str, tuple[str, str]]
) -> tuple[object, ...]:
    """told: the source and the text of each claim."""
    claims = [told[i] for i in side["claims"]]
    return (
        conflict["id"], conflict["code"], conflict["name"], conflict["severity"], conflict["verdict"],
        conflict["confidence"], labels.get(conflict["question"], ""), conflict["message"], side["label"],
        SEPARATOR.join(unique(source for source, _ in claims)),
        SEPARATOR.join(unique(text for _, text in claims)),
    )  # fmt: skip
