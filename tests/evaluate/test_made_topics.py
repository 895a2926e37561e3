"""The made-up topics of the project: their annotations fit their articles, and they can be measured on."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from benching import BENCH
from typer.testing import CliRunner

from auditor.cli import app
from auditor.evaluate.topics import read_split, topic_names

FOLDER = BENCH / "made_topics"
GOLD, ARTICLES, SPLIT = FOLDER / "gold", FOLDER / "articles", FOLDER / "split.toml"
TOPICS = topic_names(GOLD)
MEASURED = "blackout"
"""The shortest topic to build on."""


def annotated(name: str) -> dict[str, Any]:
    return dict(json.loads((GOLD / f"{name}.json").read_text("utf-8")))


def test_every_topic_has_articles_and_a_side() -> None:
    assert len(TOPICS) == 16
    assert sorted(path.name for path in ARTICLES.iterdir()) == TOPICS
    assert sorted(name for side in read_split(SPLIT).values() for name in side) == TOPICS


@pytest.mark.parametrize("name", TOPICS)
def test_annotations_fit_their_articles(name: str) -> None:
    topic = annotated(name)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in (ARTICLES / name).iterdir()}
    assert topic["topic"] == name
    assert sorted(texts) == [f"{n}.txt" for n in range(1, 7)]
    for question in topic["questions"]:
        mentions, discrepancies = question["mentions"], question["discrepancies"]
        assert [m["evidence"] for m in mentions if m["evidence"] not in texts[m["article"]]] == []
        assert question["verdict"] in {"agree", "conflict", "related"}
        assert (question["verdict"] == "conflict") == bool(discrepancies), question["id"]
        for found in discrepancies:
            assert {*found["a"], *found["b"]} <= set(range(len(mentions))), question["id"]
            assert found["a"], question["id"]
            assert found["b"], question["id"]
            assert not {*found["a"]} & {*found["b"]}, question["id"]
            assert found["severity"] in {"high", "medium", "low"}


def test_a_topic_is_measured(tmp_path: Path) -> None:
    shutil.copy(GOLD / f"{MEASURED}.json", tmp_path)
    command = ["evaluate", "topics", "--gold", tmp_path, "--articles", ARTICLES, "--split", SPLIT]
    result = CliRunner().invoke(app, [str(part) for part in command])
    assert result.exit_code == 0, result.output
    head, _, *rows = (line.split() for line in result.stdout.splitlines())
    assert head == [
        "topic", "found", "valued", "aligned", "high", "medium", "low", "recall", "precision", "traps", "updates",
        "others",
    ]  # fmt: skip
    assert [row[0] for row in rows] == [MEASURED, "build", "all"]
    row, *sums = rows
    assert [one[1:] for one in sums] == [row[1:]] * 2
    found, valued, aligned, *recalls = row[1:7]
    assert float(found.rstrip("%")) > 80
    assert float(valued.rstrip("%")) > 60
    assert float(aligned) > 0.2
    graded = [found["severity"] for question in annotated(MEASURED)["questions"] for found in question["discrepancies"]]
    assert [recall.split("/")[1] for recall in recalls] == [str(graded.count(s)) for s in ("high", "medium", "low")]
    *_, traps, _, _ = row
    assert traps.endswith(f"/{sum(q['verdict'] != 'conflict' for q in annotated(MEASURED)['questions'])}")
    assert len(row) == len(head) + 1  # precision as counts and as a share
