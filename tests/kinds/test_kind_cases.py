"""Every declared kind against its cases: sentences that must give a claim of it, and sentences that must not."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from auditor import kinds
from auditor.extract.claims import find_claims
from auditor.kinds import Kind
from auditor.model import Article, Claim

FOLDER = Path(__file__).parent / "cases"
KINDS = kinds.load()
AT_LEAST = 5
Finder = Callable[[str], list[Claim]]


def cases(kind: Kind) -> dict[str, Any]:
    path = FOLDER / f"{kind.name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def listed(sort: str) -> list[Any]:
    """(kind's name, case) for every case of a sort."""
    return [
        pytest.param(kind.name, case, id=f"{kind.name}: {_text(case)}")
        for kind in KINDS
        for case in cases(kind).get(sort, [])
    ]


def _text(case: Any) -> str:
    return str(case["text"] if isinstance(case, dict) else case)


@pytest.fixture(scope="session")
def find() -> Finder:
    seen: dict[str, list[Claim]] = {}

    def claims(text: str) -> list[Claim]:
        if text not in seen:
            seen[text] = find_claims(Article("a", "a.txt", "A title", "A source", text), KINDS)
        return seen[text]

    return claims


def assert_found(kind: str, case: dict[str, Any], find: Finder) -> None:
    wanted = case["value"] if isinstance(case["value"], bool | str) else Decimal(str(case["value"]))
    found = [(claim.value, claim.unit) for claim in find(case["text"]) if claim.kind == kind]
    assert (wanted, case.get("unit", "")) in [(value, unit) for value, unit in found if type(value) is type(wanted)], (
        found
    )


@pytest.mark.parametrize(("kind", "case"), listed("must"))
def test_a_sentence_of_the_kind_gives_its_value(kind: str, case: dict[str, Any], find: Finder) -> None:
    assert_found(kind, case, find)


@pytest.mark.parametrize(("kind", "text"), listed("must_not"))
def test_another_sentence_gives_no_claim_of_the_kind(kind: str, text: str, find: Finder) -> None:
    assert [claim.text for claim in find(text) if claim.kind == kind] == []


@pytest.mark.xfail(strict=True, reason="not recognised yet: the case file says why")
@pytest.mark.parametrize(("kind", "case"), listed("pending"))
def test_pending(kind: str, case: dict[str, Any], find: Finder) -> None:
    assert case["reason"]
    assert_found(kind, case, find)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_kinds_own_examples(kind: Kind, find: Finder) -> None:
    assert [text for text in kind.examples if all(c.kind != kind.name for c in find(text))] == []
    assert [text for text in kind.counterexamples if any(c.kind == kind.name for c in find(text))] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_cases_of_both_sorts(kind: Kind) -> None:
    found = cases(kind)
    assert len(found.get("must", [])) >= AT_LEAST
    assert len(found.get("must_not", [])) >= AT_LEAST
    assert set(found) <= {"must", "must_not", "pending"}
    assert all(set(case) <= {"text", "value", "unit", "reason"} for case in [*found["must"], *found.get("pending", [])])


def test_every_case_file_belongs_to_a_kind() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {kind.name for kind in KINDS}
