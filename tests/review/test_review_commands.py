"""The same from the command line, and decisions as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import desks
import pytest
from typer.testing import CliRunner, Result

from auditor.cli import app
from auditor.evaluate.gold import topic
from auditor.review.serving import listen
from auditor.store import open_store

PRICE, START = "k1111111111", "k2222222222"


pytestmark = pytest.mark.usefixtures("store")


def call(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--store", place], env={"COLUMNS": "200", "AUDITOR_REVIEWER": "Grace"})


def decided(place: str) -> dict[str, tuple[str, ...]]:
    with open_store(place) as store:
        return {k: (d.status, d.why, d.answer, d.note, d.reviewer) for k, d in store.decisions().items()}


def test_a_list_is_narrowed_like_the_page(place: str) -> None:
    told = call(place, "list", "--severity", "high", "--severity", "low").stdout
    assert told.index(PRICE) < told.index("k1122222222")
    assert START not in told
    assert "2 conflicts." in told
    assert "0 conflicts." in call(place, "list", "--state", "confirmed").stdout


def test_a_list_of_what_the_last_run_found_first(place: str) -> None:
    assert "0 conflicts." in call(place, "list", "--new").stdout
    with open_store(place) as store:
        desks.run(store, desks.third(), "2031-03-04T08:00:00Z")
    told = call(place, "list", "--new").stdout
    assert "k3333333333" in told
    assert "1 conflict." in told


def test_a_list_as_data(place: str) -> None:
    first = json.loads(call(place, "list", "--json").stdout)[0]
    assert (first["id"], first["severity"], first["status"]) == (PRICE, "high", None)
    assert first["sides"] == [{"label": "$40 million", "sources": 2}, {"label": "$45 million", "sources": 1}]
    rows = list(csv.DictReader(io.StringIO(call(place, "list", "--csv", "--limit", "1").stdout)))
    assert [row["conflict"] for row in rows] == [PRICE]


def test_show_tells_sides_sentences_and_what_was_said(place: str) -> None:
    call(place, "decide", "k2", "explained", "--why", "correction", "--note", "p. 4")
    told = call(place, "show", "k2").stdout
    for words in ("1. 3 March 2031 (2 sources: Courier and Wire)", "“Work starts on 5 March.”",
                  "Explained: correction by Grace", "p. 4", "Now: Explained: correction"):  # fmt: skip
        assert words in told, words
    assert json.loads(call(place, "show", "k2", "--json").stdout)["decision"]["why"] == "correction"


def test_a_decision_and_its_undoing(place: str) -> None:
    done = call(place, "decide", "k111", "false-alarm", "--why", "scope", "--note", "one yard of two")
    assert done.stdout == f"{PRICE}: False alarm: scope\n"
    assert decided(place) == {PRICE: ("false-alarm", "scope", "", "one yard of two", "Grace")}
    assert call(place, "undo", "k111").stdout == f"{PRICE}: taken back; now undecided\n"
    assert decided(place) == {}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("decide", "k11", "confirmed"), "several conflicts begin so"),
        (("decide", "k9", "confirmed"), "there is no such conflict"),
        (("decide", "k2", "right"), "'right' is no decision: give confirmed, false-alarm, explained or needs-checking"),
        (("decide", "k2", "false-alarm"), "it needs a reason: give not-same-question"),
        (("decide", "k2", "confirmed", "--answer", "7 May"), "give 1 for 3 March 2031; 2 for 5 March 2031"),
        (("undo", "k2"), "there is no decision to undo"),
        (("list", "--state", "odd"), "--state 'odd' is none"),
        (("import", "nowhere.csv"), "nowhere.csv: no such file"),
    ],
)
def test_mistakes_are_told_with_what_can_be_done(place: str, arguments: tuple[str, ...], reason: str) -> None:
    done = call(place, *arguments)
    assert done.exit_code == 2
    assert reason in done.stderr


def test_a_port_that_is_taken_is_told(place: str) -> None:
    with listen("127.0.0.1", 0) as taken:
        done = call(place, "review", "--port", str(taken.getsockname()[1]))
    assert done.exit_code == 2
    assert "cannot listen there: address already in use" in done.stderr


def test_an_answer_may_be_given_by_its_number(place: str) -> None:
    call(place, "decide", "k2", "confirmed", "--answer", "2", "--by", "Ada")
    assert decided(place)[START] == ("confirmed", "", "5 March 2031", "", "Ada")


# --- spreadsheets ---


def sheet(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))


def save(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_decisions_go_through_a_spreadsheet(place: str, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    note = "=1+1, said\nthe \"mayor\"; twice  and 'so'"
    call(place, "decide", "k2", "explained", "--why", "update", "--note", note)
    assert "3 conflicts" in call(place, "export", str(file)).stdout
    rows = sheet(file)
    assert [row["status"] for row in rows] == ["", "explained", ""]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    rows[1] |= {"why": "correction"}
    rows[0] |= {"status": "False alarm", "why": "Rounding", "note": "both say about"}
    save(file, rows)
    assert "2 taken, 1 as they were, 0 not taken." in call(place, "import", str(file), "--by", "Zoë").stdout
    assert decided(place)[PRICE] == ("false-alarm", "rounding", "", "both say about", "Zoë")
    assert decided(place)[START] == ("explained", "correction", "", note, "Zoë")
    assert "0 taken, 3 as they were, 0 not taken." in call(place, "import", str(file)).stdout


def test_rows_that_cannot_be_taken_are_named_and_the_others_taken(place: str, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text(
        "Conflict;Status;Why\r\nk111;false-alarm;nonsense\r\nk9;confirmed;\r\nk222;confirmed;\r\n", encoding="cp1252"
    )
    done = call(place, "import", str(file))
    assert done.exit_code == 1
    assert "in.csv:2: false-alarm: 'nonsense' is no reason" in done.stderr
    assert "in.csv:3: k9: there is no such conflict" in done.stderr
    assert set(decided(place)) == {START}


def test_a_row_on_what_has_changed_since_the_export_is_refused(place: str, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    call(place, "export", str(file))
    call(place, "decide", "k111", "confirmed", "--by", "Ada")
    rows = sheet(file)
    rows[0]["status"] = "needs-checking"
    save(file, rows)
    done = call(place, "import", str(file))
    assert "now Confirmed by Ada; not taken" in done.stderr
    assert decided(place)[PRICE][0] == "confirmed"
    assert call(place, "import", str(file), "--force").exit_code == 0
    assert decided(place)[PRICE][0] == "needs-checking"


def test_a_file_that_is_no_sheet_of_decisions_is_told(place: str, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,verdict\n1,2\n")
    assert "no column named conflict and status" in call(place, "import", str(tmp_path / "x.csv")).stderr


# --- as annotated data ---


def test_decisions_export_as_gold_that_evaluate_reads(place: str, tmp_path: Path) -> None:
    call(place, "decide", "k111", "confirmed", "--answer", "1")
    call(place, "decide", "k2", "false-alarm", "--why", "rounding", "--note", "odd days")
    call(place, "decide", "k1122", "needs-checking")
    file = tmp_path / "yard.json"
    assert "2 decisions" in call(place, "export", "--gold", str(file)).stdout
    told = json.loads(file.read_text("utf-8"))
    texts = {f"{name}.md": text for name, text in desks.TEXTS.items()}
    found = topic("yard", told["questions"], texts)
    assert found.verdicts == ("conflict", "agree")
    (discrepancy,) = found.discrepancies
    assert (discrepancy.types, discrepancy.severity) == (("numeric",), "high")
    assert {found.mentions[n].value for n in discrepancy.a} == {40_000_000}
    assert {found.mentions[n].article for n in discrepancy.b} == {"ledger.md"}
    assert told["questions"][1]["note"] == "D001: false alarm; rounding; reviewed by Grace; odd days"
