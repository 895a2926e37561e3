"""Two texts as two sources: what counts as a conflict, and the agreement with labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import made
import pytest

from auditor.evaluate.pairs import evaluate_pairs
from auditor.evaluate.parallel import spread
from auditor.evaluate.sources import agreement, conflicting, read_rows
from auditor.evaluate.summaries import evaluate_summaries

SAME = "Norwick owns 27% of Calder Ferries."
OTHER = "Norwick owns 35% of Calder Ferries."


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return path


def test_a_conflict_between_the_texts_counts() -> None:
    assert conflicting((made.POST, OTHER))
    assert not conflicting((made.POST, SAME))


def test_what_the_first_text_says_against_itself_does_not_count() -> None:
    assert not conflicting((f"{SAME} {OTHER}", "The harbour was calm."))


def test_agreement() -> None:
    found = agreement([True, True, False, False], [True, False, False, False])
    assert (found["rows"], found["accuracy"], found["balanced accuracy"]) == (4, 0.75, 0.75)
    assert (found["sensitivity"], found["specificity"]) == (0.5, 1)
    assert agreement([], [])["balanced accuracy"] == 0


def test_summaries(tmp_path: Path) -> None:
    rows = [{"doc": made.POST, "claim": SAME, "label": 1}, {"doc": made.POST, "claim": OTHER, "label": 0}]
    assert evaluate_summaries(write(tmp_path / "rows.jsonl", rows))["balanced accuracy"] == 1


def test_pairs_by_set(tmp_path: Path) -> None:
    rows = [
        {"premise": made.POST, "hypothesis": OTHER, "label": "contradiction", "subset": "one"},
        {"premise": made.POST, "hypothesis": SAME, "label": "entailment", "subset": "one"},
        {"premise": made.POST, "hypothesis": OTHER, "label": "neutral", "subset": "two"},
    ]
    found = evaluate_pairs(write(tmp_path / "rows.jsonl", rows))
    assert list(found) == ["one", "two", "all"]
    assert [row["accuracy"] for row in found.values()] == [1, 0, 0.6667]


def test_pairs_without_sets(tmp_path: Path) -> None:
    rows = [{"premise": made.POST, "hypothesis": SAME, "label": "entailment"}]
    assert list(evaluate_pairs(write(tmp_path / "rows.jsonl", rows))) == ["all"]


def test_a_sample_is_the_same_every_time_and_keeps_the_order(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", [{"n": n} for n in range(50)])
    taken = [row["n"] for row in read_rows(path, ["n"], 7)]
    assert len(taken) == 7
    assert taken == sorted(taken) == [row["n"] for row in read_rows(path, ["n"], 7)]
    assert len(read_rows(path, ["n"], 60)) == 50


def test_a_row_without_a_field_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", [{"doc": "x", "claim": "y", "label": 1}, {"doc": "x"}])
    with pytest.raises(ValueError, match="row 2 has no claim"):
        evaluate_summaries(path)


def test_spread_keeps_the_order() -> None:
    assert spread(abs, range(-9, 0)) == list(range(9, 0, -1))
    assert spread(abs, [-1]) == [1]
