"""Scores an audit with the gold's own scorer, which stands beside the project; tests over it skip elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from auditor import ingest
from auditor.auditing import audit
from auditor.model import Run
from auditor.report import to_json

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
RUN = Run("2026-01-01T00:00:00Z", "0.1.0", "a model", "0123456789ab")
Score = dict[str, Any]


def score(files: Iterable[Path], gold: Path, folder: Path, articles: Path | None = None) -> Score:
    """The scorer's figures for an audit of the files; the report is written into ``folder``."""
    if not SCORER.exists():
        pytest.skip("the scorer is not here: it stands beside the project, in ../shared")
    found, problems = ingest.read(files)
    assert problems == ()
    report = folder / "report.json"
    report.write_text(to_json(audit(found), RUN), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(report), str(gold), "--json"]
    command += ["--articles", str(articles)] if articles else []
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rows: list[Score] = json.loads(done.stdout)
    return rows[0]


def aligned(row: Score) -> float:
    """The harmonic mean of the precision over pairs of claims and the recall over pairs of mentions."""
    right, wrong, got, missed = row["aligned"]
    precision, recall = right / (right + wrong), got / (got + missed)
    return float(2 * precision * recall / (precision + recall))


def missing(row: Score, severity: str) -> int:
    found, total = row["recall"][severity]
    return int(total - found)


BARS: dict[str, Callable[[Score], bool]] = {
    "found at least 85%": lambda row: row["found"] >= 0.85 * row["mentions"],
    "valued at least 95%": lambda row: row["valued"] >= 0.95 * row["numbers"],
    "aligned F1 at least 0.90": lambda row: aligned(row) >= 0.90,
    "every high discrepancy": lambda row: missing(row, "high") == 0,
    "all but one medium discrepancy": lambda row: missing(row, "medium") <= 1,
    "at least four low discrepancies": lambda row: row["recall"]["low"][0] >= 4,
    "precision at least 90%": lambda row: (
        row["conflicts_wrong"] <= 0.1 * (row["conflicts_ok"] + row["conflicts_wrong"])
    ),
    "no trap": lambda row: row["traps"] == 0,
}
"""What the main job must reach, by name."""
