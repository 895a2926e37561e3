"""Questions by sources: who answers what, and where an answer differs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.model import Audit, Conflict, Position, Question
from auditor.report.data import RANK
from auditor.report.words import clean, unique

LABEL = 90
"""Characters of an answer shown at most in a cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One source's answers, none where it is silent. differs: one is in conflict and not the best backed."""

    answers: tuple[str, ...]
    differs: bool


SILENT = Cell((), False)


@dataclass(frozen=True, slots=True)
class Row:
    """One question and each source's answers to it.

    answer: the one most sources give, ``backing`` of them independently; also: the others. answering: the
    sources that say anything.
    contested: a conflict is about it; finding: the id of the gravest. known: of a declared kind.
    """

    question: str
    answer: str
    backing: int
    also: tuple[str, ...]
    answering: tuple[str, ...]
    cells: tuple[Cell, ...]
    contested: bool
    finding: str
    known: bool


def rows(audit: Audit, sources: tuple[str, ...], source: Callable[[str], str]) -> list[Row]:
    """A row for each question that two or more sources answer: the gravest first, then those that most answer.

    ``source`` gives the source's name of a claim id.
    """
    conflicts = sorted(audit.conflicts, key=lambda c: (RANK[c.severity], -c.confidence))
    about: dict[str, list[Conflict]] = {q.id: [] for q in audit.questions}
    for conflict in conflicts:
        about[conflict.question].append(conflict)
    ranked = sorted(audit.questions, key=lambda q: RANK[about[q.id][0].severity] if about[q.id] else len(RANK))
    made = [_row(q, about[q.id], sources, source) for q in ranked if len({source(i) for i in q.claims}) > 1]
    return sorted(
        made, key=lambda r: (not r.contested, not r.contested and not r.known, 0 if r.contested else -len(r.answering))
    )


def backing(position: Position) -> int:
    """How many independent origins stand behind a position; its articles where these were not counted."""
    return position.independent or position.sources


def _row(question: Question, conflicts: list[Conflict], sources: tuple[str, ...], source: Callable[[str], str]) -> Row:
    ranked = sorted(question.positions, key=lambda p: -backing(p))
    labels = [clean(p.label, LABEL) for p in ranked]
    cells = _cells(ranked, labels, _astray(ranked, conflicts), source)
    return Row(
        question=clean(question.label, 200),
        answer=labels[0] if labels else "",
        backing=backing(ranked[0]) if ranked else 0,
        also=tuple(labels[1:]),
        answering=unique(source(i) for i in question.claims),
        cells=tuple(cells.get(name, SILENT) for name in sources),
        contested=bool(conflicts),
        finding=conflicts[0].id if conflicts else "",
        known=question.kind != "open",
    )


def _astray(ranked: list[Position], conflicts: list[Conflict]) -> set[str]:
    """The claims in conflict, save those of the answer that alone has most sources."""
    told = {claim for conflict in conflicts for side in conflict.sides for claim in side.claims}
    leads = [p for p in ranked if backing(p) == backing(ranked[0])]
    return told - set(leads[0].claims) if len(leads) == 1 else told


def _cells(
    ranked: list[Position], labels: list[str], astray: set[str], source: Callable[[str], str]
) -> dict[str, Cell]:
    """The cell of each source that answers."""
    cells: dict[str, Cell] = {}
    for position, label in zip(ranked, labels, strict=True):
        for claim in position.claims:
            cell = cells.get(source(claim), SILENT)
            cells[source(claim)] = Cell(unique((*cell.answers, label)), cell.differs or claim in astray)
    return cells
