"""What reviewers said of conflicts, to be read."""

from __future__ import annotations

from dataclasses import replace

from auditor.model import Decision
from auditor.store.asking import Ask
from auditor.store.plain import Row


def all_in_force(ask: Ask, conflict: str = "") -> dict[str, Decision]:
    """Conflict -> the decision that holds for it; of one conflict only where it is named."""
    question = "SELECT d.*, c.new_evidence FROM conflicts c JOIN decisions d ON d.id = c.decision"
    rows = ask(f"{question} WHERE c.id = :conflict", conflict=conflict) if conflict else ask(question)
    return {row["conflict"]: _decision(row) for row in rows}


def _decision(row: Row) -> Decision:
    names = ("id", "conflict", "status", "made_at", "reviewer", "why", "answer", "note", "version")
    return replace(Decision(*(row[name] for name in names)), new_evidence=bool(row["new_evidence"]))


def entries(ask: Ask, conflict: str) -> list[Row]:
    """All that was said of a conflict, undone or not, in order: rows of the table ``decisions``."""
    return ask("SELECT * FROM decisions WHERE conflict = :conflict ORDER BY id", conflict=conflict)
