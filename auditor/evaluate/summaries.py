"""How well an audit tells summaries that a document bears out from those that it contradicts (SummEdits)."""

from __future__ import annotations

from pathlib import Path

from auditor.evaluate.parallel import spread
from auditor.evaluate.sources import agreement, conflicting, read_rows


def evaluate_summaries(path: Path, sample: int | None = None) -> dict[str, float]:
    """The agreement of reported conflicts with the labels, over the file or a sample of so many rows.

    path: JSON lines of ``doc``, ``claim`` (a summary of it) and ``label`` (1 consistent, 0 not). The two are audited
    as two sources. Raises OSError and ValueError for a file that cannot be read.
    """
    rows = read_rows(path, ("doc", "claim", "label"), sample)
    said = spread(conflicting, [(row["doc"], row["claim"]) for row in rows])
    return agreement([not int(row["label"]) for row in rows], said)
