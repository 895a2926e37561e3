"""report.json: its form, its numbers, its schema and the schema's documentation."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import ValidationError

from auditor.model import Audit, Run
from auditor.report import to_json
from auditor.report.data import dumps, to_data
from auditor.report.schema import documentation, validate

DOCUMENTED = Path(__file__).parents[2] / "docs" / "report-schema.md"


def test_report_is_valid(audit: Audit, run: Run) -> None:
    validate(json.loads(to_json(audit, run)))


def test_hostile_report_is_valid(hostile: Audit, run: Run) -> None:
    validate(json.loads(to_json(hostile, run)))


def test_empty_report_is_valid(run: Run) -> None:
    validate(json.loads(to_json(Audit((), (), (), ()), run)))


@pytest.mark.parametrize("part", ["", "run", "articles", "claims", "questions", "conflicts", "problems"])
def test_schema_refuses_unknown_and_missing_fields(part: str, audit: Audit, run: Run) -> None:
    for change in ({"surprise": 1}, None):
        data = json.loads(to_json(audit, run))
        node = data[part] if part else data
        target: dict[str, Any] = node if isinstance(node, dict) else node[0]
        target.update(change) if change else target.pop(next(iter(target)))
        with pytest.raises(ValidationError):
            validate(data)


def test_every_claim_is_the_articles_text_at_its_offsets(audit: Audit, run: Run) -> None:
    texts = {a.id: a.text for a in audit.articles}
    for claim in json.loads(to_json(audit, run))["claims"]:
        assert texts[claim["article"]][claim["start"] : claim["end"]] == claim["text"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1.35E+11"), "135000000000"),
        (Decimal("32.5"), "32.5"),
        (Decimal("27.0"), "27"),
        (Decimal("-0.125"), "-0.125"),
        (Decimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
        (Decimal("1E+999999"), "1E+999999"),
        (Decimal("NaN"), '"NaN"'),
        (True, "true"),
        ("2032", '"2032"'),
    ],
)
def test_values_keep_their_digits(value: Decimal | bool | str, written: str, audit: Audit, run: Run) -> None:
    changed = replace(audit, claims=(replace(audit.claims[0], value=value), *audit.claims[1:]))
    text = to_json(changed, run)
    assert f'"value": {written},' in text
    validate(json.loads(text))


def test_a_claims_line_is_what_the_standard_library_writes(audit: Audit, run: Run) -> None:
    told = '"quoted" \\ and\nbroken\u2028by\x00 all'
    hostile = replace(
        audit.claims[0],
        text=told,
        subject=told,
        qualifiers=(('a"b', told), ("a", "1"), ("a", "2")),
        upper=Decimal("1.50"),
    )
    text = to_json(replace(audit, claims=(hostile, *audit.claims[1:])), run)
    (line,) = (line for line in text.split("\n") if line.startswith('  {"id": "c1", "article"'))
    line = line.strip(" ,")
    read = json.loads(line)
    assert (read["text"], read["subject"], read["qualifiers"]) == (told, told, {'a"b': told, "a": "2"})
    assert json.dumps(read, ensure_ascii=False).replace(" 1.5,", " 1.50,") == line


def test_dumps_agrees_with_the_standard_library() -> None:
    data = {"a": [1, 2.5, None, True, "ü\n\u2028"], "b": {}, "c": [], "d": {"e": [[1], {}]}}
    assert json.loads(dumps(data)) == data


def test_each_part_of_the_report_stands_on_a_line_of_its_own(audit: Audit, run: Run) -> None:
    lines = to_json(audit, run).splitlines()
    assert [line.count('"subject"') for line in lines if '"subject"' in line] == [1] * len(audit.claims)


def test_min_severity_hides_conflicts_alone(audit: Audit, run: Run) -> None:
    everything, grave = to_data(audit, run), to_data(audit, run, "high")
    assert [c["id"] for c in grave["conflicts"]] == ["k1"]
    assert [c["id"] for c in to_data(audit, run, "medium")["conflicts"]] == ["k2", "k1"]
    assert all(grave[key] == everything[key] for key in everything if key != "conflicts")


def test_conflicts_carry_the_run_and_no_decision(audit: Audit, run: Run) -> None:
    assert {(c["since"], c["decision"]) for c in to_data(audit, run)["conflicts"]} == {(run.time, None)}


def test_documentation_is_current() -> None:
    assert DOCUMENTED.read_text("utf-8") == documentation(), (
        "run: python -m auditor.report.schema > docs/report-schema.md"
    )
