"""How well an audit tells pairs of sentences that contradict each other from all others (EQUATE)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditor.evaluate.parallel import spread
from auditor.evaluate.sources import agreement, conflicting, read_rows


def evaluate_pairs(path: Path, sample: int | None = None) -> dict[str, dict[str, float]]:
    """Set of pairs -> the agreement of reported conflicts with the label contradiction, and the same over "all".

    path: JSON lines of ``premise``, ``hypothesis``, ``label`` (entailment, neutral, contradiction) and ``subset``. The
    two are audited as two sources. sample: take so many rows, always the same ones. Raises OSError and ValueError for
    a file that cannot be read.
    """
    rows = read_rows(path, ("premise", "hypothesis", "label"), sample)
    said = spread(conflicting, [(row["premise"], row["hypothesis"]) for row in rows])
    judged = [(_set(row), row["label"] == "contradiction", yes) for row, yes in zip(rows, said, strict=True)]
    sets = sorted({name for name, _, _ in judged} - {"all"})
    groups = {name: [(true, yes) for own, true, yes in judged if own == name] for name in sets}
    groups["all"] = [(true, yes) for _, true, yes in judged]
    return {name: agreement([true for true, _ in some], [yes for _, yes in some]) for name, some in groups.items()}


def _set(row: dict[str, Any]) -> str:
    return str(row.get("subset") or row.get("set") or "all")
