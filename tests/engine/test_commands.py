"""The commands about what is remembered, as people call them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection import ARTICLES, write
from typer.testing import CliRunner, Result

from auditor.cli import app
from auditor.model import Decision
from auditor.store import open_store

STORE = Path(".auditor") / "audit.db"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def told(*arguments: str | Path) -> str:
    """What a command that succeeds prints, on one line."""
    result = call(*arguments)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= 80
    return " ".join(result.stdout.split())


def fails(result: Result, words: str) -> None:
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert "Traceback" not in result.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one run was made over two articles that disagree."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AUDITOR_STORE", raising=False)
    write(tmp_path / "news", "post.md", "times.md")
    told("run", "news", "--time", "2031-03-04T08:00:00Z")
    return tmp_path


def stake() -> str:
    """The id of the conflict over the stake."""
    report = json.loads(Path("reports/report.json").read_text())
    return str(next(k["id"] for k in report["conflicts"] if "27%" in k["message"]))


def test_the_summary_and_the_report_say_what_changed(folder: Path) -> None:
    with open_store(str(STORE)) as store:
        store.decide(Decision(0, stake(), "confirmed", "2031-03-04T09:00:00Z", "Ada", answer="27%"))
    write(folder / "news", "wire.md", "race.md")
    said = told("run", "--time", "2031-03-05T08:00:00Z")
    assert "Read 4 articles (2 new, 2 unchanged), found " in said
    assert "Since the run of 2031-03-04 08:00 UTC: 1 with new evidence, 1 decision carried over." in said
    assert "confirmed new evidence" in said
    report = json.loads(Path("reports/report.json").read_text())
    (conflict,) = [k for k in report["conflicts"] if k["id"] == stake()]
    assert conflict["since"] == "2031-03-04T08:00:00Z"
    assert conflict["decision"]["status"] == "confirmed"
    assert conflict["decision"]["new_evidence"] is True
    assert report["run"]["number"] == 2
    (change,) = [k for k in report["changes"]["conflicts"] if k["conflict"] == stake()]  # it also weighs on others
    assert change["sides"] == [{"label": "27%", "gained": ["Halden Wire"], "lost": []}]
    for name in ("report.md", "report.html"):
        page = Path("reports", name).read_text()
        assert "Changes since the run of 2031-03-04 08:00 UTC" in page
        assert "27% gained Halden Wire" in page
        assert "confirmed: 27%, by Ada, 2031-03-04; new evidence since" in page.replace("&#39;", "'")


def test_changes(folder: Path) -> None:
    fails(call("changes"), "only one run so far")
    assert "From the beginning to the run of 2031-03-04 08:00 UTC (run 1)" in told("changes", "--since", "0")
    (folder / "news" / "times.md").unlink()
    told("run", "--time", "2031-03-05T08:00:00Z")
    said = told("changes")
    assert "Articles: 1 gone, 1 unchanged." in said
    assert "article removed: Brannholm Times" in said
    assert said.count("Conflict gone") == 1
    assert told("changes", "--since", "1") == said == told("changes", "--since", "2031-03-05")
    fails(call("changes", "--since", "7"), "There is no run 7")
    fails(call("changes", "--since", "spring"), "'spring' is no run and no date")


def test_history(folder: Path) -> None:
    with open_store(str(STORE)) as store:
        store.decide(Decision(0, stake(), "false-alarm", "2031-03-04T09:00:00Z", "Ada", "scope", note="two companies"))
    conflict = stake()
    (folder / "news" / "times.md").unlink()
    told("run", "--time", "2031-03-05T08:00:00Z")
    said = told("history", conflict[:6])
    parts = ["Run 1: found", "two companies", "not found any more"]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    fails(call("history", "nothing"), "no such conflict")


def test_runs(folder: Path) -> None:
    write(folder / "news", "race.md")
    told("run", "--time", "2031-03-05T08:00:00Z")
    said = told("runs")
    assert said.index("2 2031-03-05 08:00 UTC 3 (1 new)") < said.index("1 2031-03-04 08:00 UTC 2 (2 new)")


def test_remove_takes_an_article_out_and_runs_again(folder: Path) -> None:
    said = told("remove", "news/times.md")
    assert said.startswith("Taken out: news/times.md Read 1 article (1 gone, 1 unchanged)")
    assert (folder / "news" / "times.md").exists()
    assert "Read 1 article (1 unchanged)" in told("run", "news")
    assert "Read 2 articles (1 back again, 1 unchanged)" in told("run", "news/times.md")
    fails(call("remove", "nowhere.md"), "no such article or folder")


def test_a_store_elsewhere_and_none_at_all(folder: Path) -> None:
    assert "Read 2 articles, found" in told("run", "news", "--store", "shared.db")
    assert "Read 2 articles (2 unchanged)" in told("run", "--store", "shared.db")
    assert "Read 2 articles, found" in told("run", "news", "--no-store")
    with open_store("shared.db") as store:
        assert store.roots() == ((folder / "news").as_posix(),)
    fails(call("runs", "--store", "other.db"), "there is no store here yet")
    assert not Path("other.db").exists()


def test_the_report_in_a_folder_that_is_read_is_no_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "post.md", "times.md")
    told("run", ".")
    assert "Read 2 articles (2 unchanged)" in told("run", ".")


def test_a_reader_that_has_seen_enough_is_no_fault(folder: Path) -> None:
    command = [sys.executable, "-u", "-m", "auditor", "run", "--json"]  # more than a pipe holds
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert "went wrong" not in process.stderr.read()


# --- watching ---


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-u", "-m", "auditor", "watch", "news"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    yield process
    process.kill()
    process.communicate()


def until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout
    seen = []
    for line in process.stdout:
        seen.append(line)
        if words in line:
            return
    raise AssertionError(f"{words!r} was not said: {''.join(seen)}")


def test_watch_runs_when_articles_arrive_and_ends_cleanly(folder: Path, watching: subprocess.Popen[str]) -> None:
    until(watching, "Watching for articles")
    with (folder / "news" / "race.md").open("w") as file:  # written in two goes: read when it is whole
        file.write(ARTICLES["race.md"][:60])
        file.flush()
        time.sleep(0.3)
        file.write(ARTICLES["race.md"][60:])
    until(watching, "Read 3 articles (1 new, 2 unchanged)")
    (folder / "news" / "race.md").unlink()
    until(watching, "Read 2 articles (1 gone, 2 unchanged)")
    watching.send_signal(signal.SIGINT)
    rest, _ = watching.communicate(timeout=30)
    assert watching.returncode == 130
    assert rest.endswith("Stopped watching.\n")
    with open_store(str(STORE)) as store:
        assert len(store.runs()) == 4  # the fixture's, the first of watch, an arrival, a departure
