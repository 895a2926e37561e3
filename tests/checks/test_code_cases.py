"""Every conflict code against its cases: made-up articles that must give it, and others that must not, end to end."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from auditor import kinds
from auditor.auditing import audit
from auditor.checks import CODES, explain
from auditor.model import Article, Conflict

FOLDER = Path(__file__).parent / "cases"
KINDS = kinds.load()
ALL = [code.code for code in CODES]
AT_LEAST = {"must": 3, "must_not": 3}
HEADLINE = "In brief"  # so that the first sentence is read as one of the body


def cases(code: str) -> dict[str, Any]:
    path = FOLDER / f"{code}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def listed(sort: str) -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}: {case['name']}") for code in ALL for case in cases(code).get(sort, [])
    ]


def conflicts(code: str, case: dict[str, Any]) -> list[Conflict]:
    articles = [
        Article(
            f"a{n}",
            f"{n}.txt",
            top := a.get("headline", HEADLINE),
            a["source"],
            f"{top}\n\n{a['text']}",
            0,
            a.get("date", ""),
            version_of="a0" if a.get("earlier") else "",
        )
        for n, a in enumerate(case["articles"])
    ]
    found = audit(articles, KINDS)
    assert found.problems == ()
    return [conflict for conflict in found.conflicts if conflict.code == code]


def assert_fires(code: str, case: dict[str, Any]) -> None:
    """One of the code's conflicts has all that the case names: severity, verdict, the labels of its sides."""
    wanted = {key: case[key] for key in ("severity", "verdict") if key in case}
    if "sides" in case:
        wanted["sides"] = sorted(case["sides"])
    found = [
        {"severity": c.severity, "verdict": c.verdict, "sides": sorted(side.label for side in c.sides)}
        for c in conflicts(code, case)
    ]
    assert any(wanted.items() <= conflict.items() for conflict in found), found


@pytest.mark.parametrize(("code", "case"), listed("must"))
def test_a_discrepancy_is_reported(code: str, case: dict[str, Any]) -> None:
    assert_fires(code, case)


@pytest.mark.parametrize(("code", "case"), listed("must_not"))
def test_a_look_alike_is_not_reported(code: str, case: dict[str, Any]) -> None:
    assert [conflict.message for conflict in conflicts(code, case)] == []


@pytest.mark.xfail(strict=True, reason="not found yet: the case file says why")
@pytest.mark.parametrize(("code", "case"), listed("pending"))
def test_pending(code: str, case: dict[str, Any]) -> None:
    if case.get("silent"):
        assert conflicts(code, case) == []
    else:
        assert_fires(code, case)


@pytest.mark.parametrize("code", ALL)
def test_every_code_has_cases_of_both_sorts(code: str) -> None:
    found = cases(code)
    assert {sort: len(found.get(sort, [])) >= least for sort, least in AT_LEAST.items()} == dict.fromkeys(
        AT_LEAST, True
    )
    assert set(found) <= {"must", "must_not", "pending"}
    assert all(2 <= len(case["articles"]) <= 4 for sort in found.values() for case in sort)
    assert all(case["reason"] for case in found.get("pending", []))


def test_every_case_file_belongs_to_a_code() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(ALL)


@pytest.mark.parametrize("code", ALL)
def test_every_code_explains_itself(code: str) -> None:
    text = explain(code.lower())
    assert text
    assert text.startswith(code)
    assert all(f"\n\n{part}: " in text for part in ("Why", "Example", "Not one"))


def test_an_unknown_code_has_no_explanation() -> None:
    assert explain("Z999") is None


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases("V002")["must"]])
def test_a_figure_that_was_changed_is_told_once(case: dict[str, Any]) -> None:
    assert conflicts("N001", case) == []
