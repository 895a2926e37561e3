"""`auditor evaluate`, as people call it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import made
import pytest
from typer.testing import CliRunner, Result

from auditor.cli import app

ROWS = {
    "quantities": [
        {"text": "The ferry carried 12 cars.", "quantities": [{"value": 12, "unit": "car", "normalized_unit": "car"}]}
    ],
    "summaries": [{"doc": made.POST, "claim": "Norwick owns 35% of Calder Ferries.", "label": 0}],
    "pairs": [{"premise": made.POST, "hypothesis": "Norwick owns 27% of Calder Ferries.", "label": "entailment"}],
}


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


@pytest.fixture
def options(tmp_path: Path) -> Sequence[str | Path]:
    """Two annotated topics and the file that parts them."""
    made.write(tmp_path, "open")
    gold, articles = made.write(tmp_path, "closed")
    split = tmp_path / "split.toml"
    split.write_text('build = ["open"]\nheld_out = ["closed"]\n')
    return ["topics", "--gold", gold, "--articles", articles, "--split", split]


def test_topics_as_a_table(options: Sequence[str | Path]) -> None:
    result = call(*options)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[2:]] == ["closed", "open", "build", "held out", "all"]
    assert max(map(len, lines)) <= 110


def test_topics_as_json(options: Sequence[str | Path]) -> None:
    data = json.loads(call(*options, "--together", "--json").stdout)
    assert [row["topic"] for row in data["topics"]] == ["closed", "open"]
    assert [row["topic"] for row in data["totals"]] == ["build", "held out", "all"]
    assert set(data["totals"][0]["figures"]) >= {"found", "aligned F1", "precision"}
    assert not any("misses" in row for row in data["topics"])


def test_misses_are_told_of_the_topics_to_build_on_alone(
    options: Sequence[str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.evaluate.topics.audit", lambda articles: made.audit())
    told = call(*options, "--misses").stdout
    assert "missed [high numeric] open/stake: two shares" in told
    assert "closed/" not in told
    data = json.loads(call(*options, "--misses", "--json").stdout)
    assert ["misses" in row for row in data["topics"]] == [False, True]


def test_misses_without_a_split_are_refused(options: Sequence[str | Path]) -> None:
    result = call(*options[:5], "--misses")
    assert result.exit_code == 2
    assert "--split" in result.stderr


@pytest.mark.parametrize("command", sorted(ROWS))
def test_files_of_rows(tmp_path: Path, command: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS[command])), "utf-8")
    table = call(command, path)
    assert table.exit_code == 0, table.output
    assert "100.0%" in table.stdout
    assert json.loads(call(command, path, "--json").stdout)


@pytest.mark.parametrize("command", sorted(ROWS))
@pytest.mark.parametrize("content", ["no json", '{"text": "x"}', "[1]", ""])
def test_files_that_cannot_be_read_are_named(tmp_path: Path, command: str, content: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, "utf-8")
    result = call(command, path)
    assert result.exit_code == (2 if content else 0)
    assert content == "" or "rows.jsonl: " in result.stderr


def test_folders_without_topics_are_named(tmp_path: Path) -> None:
    result = call("topics", "--gold", tmp_path, "--articles", tmp_path)
    assert result.exit_code == 2
    assert "no annotated topics" in result.stderr


@pytest.mark.parametrize("command", ["", "topics", *sorted(ROWS)])
def test_help_fits_80_columns(command: str) -> None:
    result = call(*([command] if command else []), "--help")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
