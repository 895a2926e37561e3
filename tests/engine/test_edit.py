"""Metadata by hand, and files that hold several articles, from run to run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli import app

ROWS = (
    {"title": "Norwick buys in", "text": "Norwick has taken a 31% stake in Calder Ferries, the company said."},
    {"title": "Norwick buys", "text": "Norwick now owns 18% of Calder Ferries. It paid $40 million for it, it said."},
)


@pytest.fixture(autouse=True)
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    return folder


def auditor(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, [*arguments])
    return done.exit_code, done.output


def articles() -> dict[str, dict[str, str]]:
    return {a["path"]: a for a in json.loads(Path("reports/report.json").read_text())["articles"]}


def test_an_edit_wins_and_stays_until_it_is_taken_back(news: Path) -> None:
    auditor("run", "news")
    assert auditor("edit", "news/rows.jsonl#2", "--date", "2026-02-03", "--source", "Harbour Post")[0] == 0
    auditor("run")
    (news / "rows.jsonl").write_text("\n".join(json.dumps(row | {"date": "2026-01-01"}) for row in ROWS))
    auditor("run")
    told = {path: (a["published"], a["published_from"], a["source"]) for path, a in articles().items()}
    assert told == {
        "news/rows.jsonl": ("2026-01-01", "metadata", "rows"),
        "news/rows.jsonl#2": ("2026-02-03", "edit", "Harbour Post"),
    }
    auditor("edit", "news/rows.jsonl#2", "--date", "")
    auditor("run")
    assert articles()["news/rows.jsonl#2"]["published"] == "2026-01-01"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere.md", "--date", "2026-02-03"), "no such article"),
        (("news/rows.jsonl", "--date", "soon"), "not understood"),
        (("news/rows.jsonl",), "Nothing to set"),
    ],
)
def test_what_cannot_be_set_is_told(arguments: tuple[str, ...], said: str) -> None:
    auditor("run", "news")
    status, output = auditor("edit", *arguments)
    assert (status, said in output) == (2, True)


def test_the_articles_of_one_file_keep_their_ids_when_it_moves(news: Path) -> None:
    auditor("run", "news")
    before = {a["title"]: a["id"] for a in articles().values()}
    (news / "rows.jsonl").rename(news / "lines.jsonl")
    assert "2 moved" in auditor("run")[1]
    assert {a["title"]: a["id"] for a in articles().values()} == before
