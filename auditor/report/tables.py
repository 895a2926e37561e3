"""The report as tables, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from auditor.model import Article, Audit, Claim
from auditor.report.cells import harmless
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


def claims_csv(audit: Audit, bom: bool = False, finished: Mapping[str, str] | None = None) -> str:
    """One row a claim, with its article's source and path. ``bound`` is in words, empty where exact.

    finished: article -> the lines of all its claims, where these are there. bom: as in ``to_csv``.
    """
    known, articles = finished or {}, {a.id: a for a in audit.articles}
    by_article = groupby(audit.claims, key=lambda claim: claim.article)
    lines = [known[id] if id in known else claim_rows(of_one, articles[id]) for id, of_one in by_article]
    return "".join([to_csv(Table(CLAIM_COLUMNS, ()), bom), *lines])


def claim_rows(claims: Iterable[Claim], article: Article) -> str:
    """The lines of claims.csv for claims of one article."""
    source = source_name(article)
    return _lines(_claim(claim, source, article.path) for claim in claims)


def matrix_table(sources: Sequence[str], matrix: Sequence[Question]) -> Table:
    """One row a question that two or more sources answer, the most contested first, and a column for each source.

    A cell holds the source's answers, parted by " | ", with what limits them in brackets; empty where it is silent.
    """
    return Table((*MATRIX_COLUMNS, *sources), (_answers(row, sources) for row in matrix))


def to_csv(table: Table, bom: bool = False) -> str:
    """The table as CSV: a row a line, and no cell that a spreadsheet would run as a formula.

    bom: begin with a byte order mark, by which Excel knows UTF-8.
    """
    return "\ufeff" * bom + _lines([table.columns]) + _lines(table.rows)


def _lines(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(map(harmless, row) for row in rows)
    return out.getvalue()


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
