"""Writing the files, and the tables among them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.model import Audit, Run, Severity
from auditor.report import FORMATS, Look, Material, write
from auditor.report.cells import harmless


def conflicts_csv(audit: Audit, run: Run, least: Severity = "low") -> str:
    return FORMATS["conflicts.csv"](Material(audit, run, least))


def claims_csv(audit: Audit, run: Run, least: Severity = "low") -> str:
    return FORMATS["claims.csv"](Material(audit, run, least))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_writes_every_format_and_nothing_else(audit: Audit, run: Run, tmp_path: Path) -> None:
    paths = write(audit, run, tmp_path / "new" / "folder")
    names = ["report.json", "report.md", "report.html", "conflicts.csv", "claims.csv", "matrix.csv"]
    assert sorted(p.name for p in paths) == sorted(names)
    assert sorted(p.name for p in (tmp_path / "new" / "folder").iterdir()) == sorted(names)


def test_same_audit_gives_same_bytes(hostile: Audit, run: Run, tmp_path: Path) -> None:
    for one, two in zip(write(hostile, run, tmp_path / "a"), write(hostile, run, tmp_path / "b"), strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_a_failure_leaves_the_old_report(
    audit: Audit, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in write(audit, run, tmp_path)}
    monkeypatch.setitem(FORMATS, "claims.csv", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(Audit((), (), (), ()), run, tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_names_that_are_no_unicode_are_escaped(hostile: Audit, run: Run, tmp_path: Path) -> None:
    for path in write(hostile, run, tmp_path):
        path.read_text("utf-8", "strict")


def test_conflicts_have_a_row_a_side(audit: Audit, run: Run) -> None:
    rows = read(conflicts_csv(audit, run))
    assert [r["conflict"] for r in rows] == ["k3", "k3", "k2", "k2", "k1", "k1"]
    assert rows[4]["sources"] == "Harbour Courier | wire"
    assert rows[4]["quotes"] == "will buy $4.2 billion of electricity | committed $4.2 billion to electricity"
    assert rows[4]["question"] == "How much electricity has Lumora committed to buy?"
    assert {r["conflict"] for r in read(conflicts_csv(audit, run, "medium"))} == {"k1", "k2"}


def test_claims_have_a_row_each(audit: Audit, run: Run) -> None:
    rows = read(claims_csv(audit, run, "high"))
    assert [r["id"] for r in rows] == [c.id for c in audit.claims]
    assert (rows[0]["value"], rows[0]["qualifiers"], rows[0]["bound"]) == ("4200000000", "scope: ten years", "")
    assert rows[5]["bound"] == "about"


def test_cells_hold_commas_quotes_and_what_is_no_text(audit: Audit, run: Run) -> None:
    claim = replace(audit.claims[0], value=True, text='a, "b"', upper=None, qualifiers=(("x", "1"), ("y", "2")))
    (row, *_) = read(claims_csv(replace(audit, claims=(claim, *audit.claims[1:])), run))
    assert (row["value"], row["text"], row["upper"], row["qualifiers"]) == ("True", 'a, "b"', "", "x: 1; y: 2")


def test_empty_audit_gives_headers_alone(run: Run) -> None:
    nothing = Audit((), (), (), ())
    assert conflicts_csv(nothing, run).startswith("conflict,code")
    assert conflicts_csv(nothing, run).count("\n") == 1


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\u202e=1", " \n=1", "＝1"])
def test_formulas_are_made_harmless(text: str) -> None:
    cell = harmless(text)
    assert isinstance(cell, str)
    assert cell.startswith("'")


@pytest.mark.parametrize("cell", ["-5", "+3.25", -5, Decimal("-0.5"), True, None, "31%", "a=b", ""])
def test_numbers_and_plain_text_stay(cell: object) -> None:
    assert harmless(cell) == cell


def test_hostile_cells(hostile: Audit, run: Run) -> None:
    text = claims_csv(hostile, run)
    assert text.count("\n") == len(hostile.claims) + 1
    assert read(text)[-1]["source"] == '\'=HYPERLINK("x")|<b>'


def matrix_csv(audit: Audit, run: Run, look: Look | None = None) -> str:
    found = FORMATS["matrix.csv"](Material(audit, run, "low", look))
    assert isinstance(found, str)
    return found


def test_the_matrix_has_a_row_a_question_and_a_column_a_source(audit: Audit, run: Run) -> None:
    rows = read(matrix_csv(audit, run))
    assert [(r["id"], r["severity"], r["answers"], r["sources"]) for r in rows] == [
        ("q1", "high", "2", "3"), ("q3", "medium", "2", "2"), ("q2", "", "1", "3"),
    ]  # fmt: skip
    assert rows[0]["The Ledger"] == "$4.2 billion | $3.8 billion"
    assert rows[1]["The Ledger"] == ""
    assert rows[2]["The Ledger"] == "31% (about)"


def test_a_source_cannot_be_a_formula_in_the_head(hostile: Audit, run: Run) -> None:
    head = next(csv.reader(io.StringIO(matrix_csv(hostile, run))))
    assert head[-1] == '\'=HYPERLINK("x")|<b>'


def test_a_byte_order_mark_for_excel(audit: Audit, run: Run, tmp_path: Path) -> None:
    paths = write(audit, run, tmp_path, look=Look(bom=True), formats=("csv",))
    assert [p.name for p in paths] == ["conflicts.csv", "claims.csv", "matrix.csv"]
    assert all(p.read_bytes().startswith(b"\xef\xbb\xbf") for p in paths)
    assert "conflict" in read(paths[0].read_text("utf-8-sig"))[0]


def test_formats_are_written_once_each(audit: Audit, run: Run, tmp_path: Path) -> None:
    paths = write(audit, run, tmp_path, formats=("md", "claimreview", "md"))
    assert [p.name for p in paths] == ["report.md", "claimreview.json"]
