"""The command line, as people call it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from auditor.cli import app
from auditor.model import Article, Audit, Claim, Conflict, Position, Problem, Question, Severity, Side

FERRY = """---
source: The Ostvik Post
date: 2031-03-02
---
# Norwick buys 27% of Calder Ferries

Norwick said on Monday that it now owns 27% of Calder Ferries, the operator of the Ostvik line. The ferry operator
employs 480 people. The purchase closes on March 14, 2031.
"""
RIVAL = """---
source: Brannholm Times
date: 2031-03-03
---
# Calder Ferries sells a stake to Norwick

Norwick now owns 35% of Calder Ferries, the company said. The ferry operator employs 480 people.
The purchase closes on March 21, 2031.
"""
TIME = "2026-01-01T00:00:00Z"


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles that disagree; relative paths start here."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "post.md").write_text(FERRY)
    (tmp_path / "news" / "times.md").write_text(RIVAL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made_up(articles: Sequence[Article], severities: Sequence[Severity]) -> Audit:
    """An audit with a conflict of each given severity."""
    ids = [article.id for article in articles]
    claims = tuple(
        Claim(f"c{n}", ids[n % len(ids)], 0, 4, "said", "open", "count", "operator", "staff", Decimal(n))
        for n in (1, 2)
    )
    sides = (Side("1", ("c1",)), Side("2", ("c2",)))
    positions = (Position("1", ("c1",), 1), Position("2", ("c2",), 1))
    question = Question("q1", "How many work there?", "open", ("c1", "c2"), positions)
    conflicts = tuple(
        Conflict(
            f"k{n:09}", "N001", "number-mismatch", severity, "contradiction", 0.9, "q1", sides, f"Message {n} of it."
        )
        for n, severity in enumerate(severities)
    )
    return Audit(tuple(articles), claims, (question,), conflicts)


@pytest.fixture
def finds(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the audit find conflicts of the given severities: what is tested here is what the program says of them."""

    def arrange(*severities: Severity) -> None:
        monkeypatch.setattr("auditor.auditing.audit", lambda articles, **_: made_up(articles, severities))

    return arrange


# The whole way, nothing replaced


def test_run_writes_the_report_and_says_where_to_look(folder: Path) -> None:
    result = call("run", "news", "--time", TIME)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    assert result.stdout.startswith("Read 2 articles, found ")
    assert "Conflicts: " in result.stdout
    assert "N001" in result.stdout
    assert "Open reports/report.html" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    names = {path.name for path in (folder / "reports").iterdir()}
    assert names == {"report.json", "report.md", "report.html", "conflicts.csv", "claims.csv", "matrix.csv"}
    assert json.loads((folder / "reports" / "report.json").read_text())["run"]["time"] == TIME


def test_json_is_all_that_stands_on_standard_output(folder: Path) -> None:
    (folder / "news" / "empty.txt").touch()
    code = [sys.executable, "-m", "auditor", "run", "news", "--json", "--time", TIME]
    result = subprocess.run(code, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert {article["source"] for article in report["articles"]} == {"The Ostvik Post", "Brannholm Times"}
    assert report["problems"] == [{"path": "news/empty.txt", "reason": "empty"}]
    assert result.stderr.decode() == "news/empty.txt: empty\n"
    assert not (folder / "reports").exists()


def test_the_same_input_gives_the_same_bytes_whatever_the_order(folder: Path) -> None:
    one = call("run", "news/post.md", "news/times.md", "--json", "--no-store", "--time", TIME)
    two = call("run", "news/times.md", "news", "--json", "--no-store", "--time", TIME)
    assert one.stdout_bytes == two.stdout_bytes
    assert one.exit_code == two.exit_code == 0


def test_a_disagreement_fails_on_request(folder: Path) -> None:
    assert call("run", "news", "--fail-on", "low").exit_code == 1
    (folder / "news" / "times.md").unlink()
    assert call("run", "news", "--fail-on", "low").exit_code == 0


# What run says of what was found


def test_exit_status_and_severity(folder: Path, finds: Callable[..., None]) -> None:
    finds("medium", "low")
    assert call("run", "news").exit_code == 0
    assert call("run", "news", "--fail-on", "high").exit_code == 0
    assert call("run", "news", "--fail-on", "medium").exit_code == 1
    assert call("run", "news", "--fail-on", "low", "--min-severity", "high").exit_code == 1


def test_min_severity_hides_slighter_ones_from_summary_and_report(folder: Path, finds: Callable[..., None]) -> None:
    finds("low", "high", "medium")
    result = call("run", "news", "--min-severity", "medium")
    assert "Conflicts: 1 high, 1 medium, 1 low. (1 left out by --min-severity)" in result.stdout
    assert "Message 0" not in result.stdout
    assert result.stdout.index("Message 1") < result.stdout.index("Message 2")
    report = json.loads((folder / "reports" / "report.json").read_text())
    assert sorted(conflict["severity"] for conflict in report["conflicts"]) == ["high", "medium"]


def test_the_summary_names_the_ten_gravest_with_code_and_id(folder: Path, finds: Callable[..., None]) -> None:
    finds(*["low"] * 5, *["high"] * 6)
    lines = call("run", "news").stdout.splitlines()
    listed = [re.fullmatch(r"  N001  Message (\d+) of it\.\s+k0000000\d\d *", line) for line in lines]
    assert [int(match[1]) for match in listed if match] == [5, 6, 7, 8, 9, 10, 0, 1, 2, 3]
    assert "and 1 more in the report" in lines
    assert "What a code means:  auditor explain N001" in lines


def test_no_conflicts(folder: Path, finds: Callable[..., None]) -> None:
    finds()
    assert "No conflicts: where they answer the same question, they agree." in call("run", "news").stdout
    alone = call("run", "news/post.md", "--no-store").stdout
    assert "Read 1 article, found 2 claims on 1 question." in alone
    assert "Give two or more articles" in alone


def test_problems_go_to_standard_error_one_line_each(folder: Path, finds: Callable[..., None]) -> None:
    finds("low")
    (folder / "news" / "empty.txt").touch()
    (folder / "news" / "a\nb.txt").write_bytes(b"\0\1\2")
    result = call("run", "news", "gone.txt")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "gone.txt: does not exist",
        "news/a b.txt: binary, not text",
        "news/empty.txt: empty",
    ]
    assert "binary" not in result.stdout
    assert len(json.loads((folder / "reports" / "report.json").read_text())["problems"]) == 3


def test_a_named_file_that_may_not_be_read_does_not_stop_the_others(
    folder: Path, finds: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    finds("low")
    plain = Path.open

    def refuse(path: Path, *args: str, **more: str) -> object:
        if path.name == "post.md":
            raise PermissionError(13, "Permission denied")
        return plain(path, *args, **more)

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("post.md"))
    result = call("run", "news/post.md", "news/times.md")
    assert (result.exit_code, result.stderr) == (0, "news/post.md: cannot be read: permission denied\n")


def test_problems_of_the_audit_are_told_and_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audit = Audit((), (), (), (), (Problem("checks/dates", "stopped: division by zero"),))
    monkeypatch.setattr("auditor.auditing.audit", lambda *_, **__: audit)
    result = call("run", "news")
    assert (result.exit_code, result.stderr) == (0, "checks/dates: stopped: division by zero\n")
    assert "division by zero" in (folder / "reports" / "report.json").read_text()


def test_out_goes_where_it_is_told_and_may_stand_beside_json(folder: Path, finds: Callable[..., None]) -> None:
    finds("low")
    result = call("run", "news", "--out", "a/b", "--json")
    assert result.stdout == (folder / "a" / "b" / "report.json").read_text()
    assert not (folder / "reports").exists()


# Mistakes: status 2, a line that says what is wrong, no traceback


def fails(result: Result, *words: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit)
    for word in words:
        assert word in result.stderr


def test_nothing_readable(folder: Path) -> None:
    (folder / "none").mkdir()
    (folder / "news" / "empty.txt").touch()
    fails(
        call("run", "none", "news/empty.txt"),
        "none: no article in this folder",
        "news/empty.txt: empty",
        "None of this",
    )
    assert not (folder / "reports").exists()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--model", "no_such_model"], "no language model 'no_such_model'"),
        (["--model", "../x y"], "no language model '../x y'"),
        (["--model", "news"], "'news' cannot be loaded"),
        (["--kinds", "nowhere"], "nowhere"),
        (["--time", "noon"], "'noon' is no time"),
        (["--min-severity", "grave"], "grave"),
        (["--fail-on", "any"], "any"),
        (["--nonsense"], "--nonsense"),
        (["--out", "news/post.md"], "news/post.md: the report cannot be written there: file exists"),
        (["--out", "news/post.md/deep"], "news/post.md/deep: the report cannot be written there: not a directory"),
    ],
)
def test_mistakes_in_the_options(folder: Path, options: list[str], word: str) -> None:
    fails(call("run", "news", *options), word)


def test_no_articles_named(folder: Path) -> None:
    fails(call("run"), "auditor run FOLDER")
    fails(call("run", "--no-store"), "name the articles")


def test_a_folder_that_may_not_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    fails(call("run", "news", "--out", "shut"), "shut: the report cannot be written there: permission denied")


def test_a_disk_that_fills_up(folder: Path, finds: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    finds("low")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("auditor.report.write", full)
    fails(call("run", "news"), "reports: the report cannot be written: no space left on device")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "docx"], "--format 'docx' is none of the formats: html, md, json, csv, claimreview, pdf."),
        (["--only", "Z9"], "'Z9' is no code of the report: N001, "),
        (["--format", "pdf"], "--format pdf needs Chromium, which was not found"),
    ],
)
def test_a_report_that_cannot_be_made_is_told_before_the_work(
    options: list[str], told: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDITOR_CHROMIUM", "no-such-browser")
    result = call("run", "news", "--no-store", *options)
    assert result.exit_code == 2
    assert result.stderr.startswith(told)
    assert not Path("reports").exists()


def test_formats_title_and_narrowing(folder: Path) -> None:
    done = call(
        "run", "news", "--no-store", "--format", "md", "--format", "csv", "--csv-bom", "--title", "Ferry money",
        "--only", "N001", "--source", "brannholm times", "--topic", "calder 27%",
    )  # fmt: skip
    assert done.exit_code == 0
    assert sorted(path.name for path in Path("reports").iterdir()) == [
        "claims.csv", "conflicts.csv", "matrix.csv", "report.md",
    ]  # fmt: skip
    page = Path("reports/report.md").read_text("utf-8")
    assert page.startswith("# Ferry money\n")
    narrowed = "Only conflicts of code N001, in which brannholm times takes part, about “calder 27%”."
    assert narrowed in page
    assert narrowed in " ".join(done.stdout.split())
    assert "D001" not in page
    assert "N001" in page
    assert Path("reports/claims.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_broken_kind_file_stops_the_run_with_file_line_and_key(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "toll.toml").write_text('title = "Toll"\ncolour = "red"\n')
    for command in (["run", "news"], ["kinds"]):
        fails(call(*command, "--kinds", "mine"), "toll.toml", "line 2", "colour")


def test_a_fault_of_the_program_is_one_line_and_status_2(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("two\nlines")

    monkeypatch.setattr("auditor.auditing.audit", broken)
    monkeypatch.delenv("AUDITOR_DEBUG", raising=False)
    result = call("run", "news", "--fail-on", "low")
    fails(result)
    line = r"Something went wrong inside auditor: KeyError: 'two\nlines'; please report it with this line"
    assert result.stderr == line + "\n"
    monkeypatch.setenv("AUDITOR_DEBUG", "1")
    shown = call("run", "news")
    fails(shown, "Traceback", "in broken", line)


@pytest.mark.parametrize("while_loading", [False, True])
def test_ctrl_c_ends_with_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch, while_loading: bool) -> None:
    """A library that is being loaded may make another error of it."""

    def interrupted(*_: object, **__: object) -> None:
        if while_loading:
            raise ImportError("initialization failed") from KeyboardInterrupt()
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.auditing.audit", interrupted)
    result = call("run", "news")
    assert result.exit_code == 130
    assert (result.stdout, result.stderr) == ("", "Stopped before the end; no report was finished.\n")


@pytest.mark.parametrize("later", [0, 2.5, 3.0])
def test_ctrl_c_for_real(folder: Path, later: float) -> None:
    """The line about the empty file comes right before the work, which many articles make long.

    later: seconds into the work, so that libraries are being loaded, or articles read by several threads.
    """
    (folder / "news" / "empty.txt").touch()
    for n in range(400):
        (folder / "news" / f"{n}.md").write_text(FERRY.replace("480", str(n)))
    code = [sys.executable, "-m", "auditor", "run", "news"]
    with subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert process.stderr.readline() == b"news/empty.txt: empty\n"
        time.sleep(later)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (stdout, stderr) == (b"", b"Stopped before the end; no report was finished.\n")


# The other commands


@pytest.mark.parametrize("code", ["N001", "n001", "number-mismatch", "Number-Mismatch"])
def test_explain(code: str) -> None:
    result = call("explain", code)
    assert result.exit_code == 0
    assert "N001" in result.stdout
    assert "number-mismatch" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_explain_of_an_unknown_code_lists_the_known_ones() -> None:
    from auditor.checks import CODES

    fails(call("explain", "Z999"), "'Z999'", *(code.code for code in CODES), *(code.name for code in CODES))


def test_every_code_is_explained() -> None:
    from auditor.checks import CODES

    assert CODES
    for code in CODES:
        assert code.name in call("explain", code.code).stdout


def test_kinds_lists_each_with_question_and_examples_at_80_columns() -> None:
    from auditor.kinds import load

    result = call("kinds")
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    folded = " ".join(result.stdout.split())
    for kind in load():
        assert f"{kind.title} ({kind.name})" in folded
        assert f"+ {kind.examples[0]}" in folded
        assert f"- {kind.counterexamples[0]}" in folded
    assert "{" not in result.stdout


def test_kinds_of_ones_own_are_listed_too(folder: Path) -> None:
    from auditor import kinds

    (folder / "mine").mkdir()
    stake = Path(kinds.__file__).parent / "stake.toml"
    (folder / "mine" / "holding.toml").write_text(stake.read_text().replace('"Stake"', '"Holding of mine"'))
    assert "Holding of mine (holding)" in call("kinds", "--kinds", "mine").stdout


def test_version() -> None:
    result = call("--version")
    assert (result.exit_code, result.stdout) == (0, "auditor 0.1.0\n")


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["explain", "--help"], ["kinds", "--help"]])
def test_help_fits_80_columns_and_speaks_no_jargon(arguments: list[str]) -> None:
    result = call(*arguments)
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "--time" not in result.stdout
    assert not re.search(r"\b(?:Audit|dataclass|tuple|spans?|tokens?)\b", result.stdout)
