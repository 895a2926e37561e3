"""The command line on what people really have: a mixed folder, standard input, a mapping."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli import app

MADE = Path(__file__).parent / "made"
PAGES = Path(__file__).parents[1] / "pages"
STORY = "Norwick has taken a 31% stake in Calder Ferries, the company said. It paid $40 million."


def run(*arguments: str | Path, given: bytes = b"") -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["run", *map(str, arguments)], input=given)
    return done.exit_code, done.stdout, done.stderr


def test_a_mixed_folder_names_what_is_wrong_and_reads_the_rest(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for path in (
        MADE / "two-columns.docx",
        MADE / "encrypted.pdf",
        PAGES / "cookie-wall.html",
        PAGES / "amp-page.html",
    ):
        (news / path.name).write_bytes(path.read_bytes())
    (news / "old.doc").write_text("x")
    status, said, told = run(news, "--out", tmp_path / "out")
    assert status == 0
    assert said.startswith("Read 2 articles")
    assert [line.removeprefix(f"{news}/").split(":")[0] for line in told.splitlines()] == [
        "cookie-wall.html",
        "encrypted.pdf",
        "old.doc",
    ]
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert {Path(a["path"]).name: (a["source"], a["published_from"]) for a in report["articles"]} == {
        "amp-page.html": ("Mining Herald", "metadata"),
        "two-columns.docx": ("two-columns", "text"),
    }
    assert run(tmp_path, "--out", tmp_path / "out")[1].startswith("Read 2 articles")  # its own report is no article


def test_standard_input_and_a_mapping(tmp_path: Path) -> None:
    status, said, told = run("-", "--json", given=f"Norwick buys in\n\n{STORY}\n".encode())
    assert (status, told) == (0, "")
    assert [article["path"] for article in json.loads(said)["articles"]] == ["standard input"]
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"kop": "Norwick buys in", "inhoud": STORY}))
    assert run(rows, "--map", "title=kop,text=inhoud", "--json")[0] == 0
    assert run(rows, "--json")[0] == 2


@pytest.mark.parametrize("bad", ["inhoud", "words=inhoud", "text="])
def test_a_mapping_that_is_not_understood_stops_before_the_work(tmp_path: Path, bad: str) -> None:
    status, _, told = run(tmp_path, "--map", bad)
    assert status == 2
    assert told.startswith(f"--map: {bad!r} is not understood")
