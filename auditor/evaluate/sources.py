"""Two texts as two sources: what an audit of them says, held against labels."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from auditor.auditing import audit
from auditor.model import Article

SEED = 20261122
"""For samples of long files: the same rows every time."""


def conflicting(texts: tuple[str, str]) -> bool:
    """Does an audit of the two report a conflict of any severity with the second text on one side?

    What the first text says against itself is no fault of the second.
    """
    found = audit(
        [Article(name, f"{name}.txt", "", f"The {name}", text) for name, text in zip("ab", texts, strict=True)]
    )
    theirs = {claim.id for claim in found.claims if claim.article == "b"}
    return any(not theirs.isdisjoint(side.claims) for conflict in found.conflicts for side in conflict.sides)


def read_rows(path: Path, fields: Sequence[str], sample: int | None = None) -> list[dict[str, Any]]:
    """The objects in a file of JSON lines, or a sample of them. Raises OSError, and ValueError for a missing field."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    rows = [json.loads(line) for line in lines]
    for number, row in enumerate(rows, start=1):
        if missing := [name for name in fields if name not in row]:
            raise ValueError(f"row {number} has no {missing[0]}")
    if sample is None or sample >= len(rows):
        return rows
    return [rows[n] for n in sorted(random.Random(SEED).sample(range(len(rows)), sample))]


def agreement(truth: Sequence[bool], said: Sequence[bool]) -> dict[str, float]:
    """How far conflicts that were said agree with those that are there.

    sensitivity: share of the conflicts that were said. specificity: share of the others that were let pass. The
    balanced accuracy is their mean, for which saying always the same earns a half.
    """
    pairs = list(zip(truth, said, strict=True))
    sensitivity = _share([said for true, said in pairs if true])
    specificity = _share([not said for true, said in pairs if not true])
    return {
        "rows": len(pairs),
        "accuracy": round(_share([true == said for true, said in pairs]), 4),
        "balanced accuracy": round((sensitivity + specificity) / 2, 4),
        "sensitivity": round(sensitivity, 4),
        "specificity": round(specificity, 4),
    }


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0
