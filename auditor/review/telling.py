"""A conflict for the command line: as lines to read, and as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from auditor.report.words import counted, listed
from auditor.review import life
from auditor.review.cards import card
from auditor.review.choices import told
from auditor.review.desk import Desk
from auditor.store import part


def lines(desk: Desk, id: str) -> Iterator[tuple[int, str]]:
    """Indent and text of each line."""
    shown = card(desk.store.ask(part.of_conflicts, [id]), desk.run())
    finding = shown.finding
    name = f"{finding.code} {finding.name}"
    yield 0, f"{id}  {finding.severity}  {name}, {finding.verdict.lower()}, {finding.certainty}"
    yield 0, finding.question
    yield 0, finding.message
    for number, side in enumerate(shown.sides, start=1):
        yield 0, ""
        sources = side.answer.sources
        yield 0, f"{number}. {side.label} ({counted(len(sources), 'source')}: {listed(sources) if sources else 'none'})"
        for item in side.evidence:
            quote = item.quote
            yield 3, f"“{quote.before}{quote.words}{quote.after}”"
            yield 5, ", ".join(part for part in (quote.source, quote.published, quote.path) if part)
    yield 0, ""
    yield 0, f"{finding.verdict}: {finding.verdict_meaning}"
    for reason in finding.reasons:
        yield 2, f"- {reason}"
    yield 0, ""
    yield from life.lines(desk.store.history(id), desk.store.entries(id))
    (row,) = desk.rows([id])
    yield 0, f"Now: {told(row['status'] or '', row['why'] or '', row['answer'] or '')}"


def plain(desk: Desk, id: str) -> dict[str, Any]:
    """What it was last, the decision in force and all that was said, as lists and dicts."""
    decision = desk.store.decisions().get(id)
    names = ("status", "why", "answer", "note", "reviewer", "made_at", "new_evidence")
    return {
        "id": id, **json.loads(desk.store.history(id)[-1]["data"]),
        "decision": {name: getattr(decision, name) for name in names} if decision else None,
        "entries": [dict(row) for row in desk.store.entries(id)],
    }  # fmt: skip
