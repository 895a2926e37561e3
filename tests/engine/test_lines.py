"""The report's lines of claims, remembered from run to run: the same bytes, and no line made twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from collection import ARTICLES, KINDS, run, write

from auditor import report
from auditor.engine import versions
from auditor.engine.rerun import Asked, Outcome, rerun
from auditor.model import DEFAULT_MODEL, Article, Claim, Decision
from auditor.report import Look
from auditor.report import rendered as room
from auditor.store import open_store

FORMATS = tuple(name for name in report.FILES if name != "pdf")


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", *(name for name in ARTICLES if name != "race.md"))
    return Path("news")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose lines are made, in order."""
    found: list[str] = []
    make = room.rendered

    def counting(article: Article, claims: list[Claim]) -> room.Rendered:
        found.append(article.path)
        return make(article, claims)

    monkeypatch.setattr(room, "rendered", counting)
    return found


def files(found: Outcome, remembered: bool, look: Look) -> dict[str, bytes]:
    assert found.audit
    lines = found.lines if remembered else None
    paths = report.write(found.audit, found.run, Path("out"), "medium", look, FORMATS, lines)
    return {path.name: path.read_bytes() for path in paths}


def test_remembered_lines_change_no_byte_whatever_happens_to_the_articles(news: Path, made: list[str]) -> None:
    def correct() -> None:
        (news / "times.md").write_text(ARTICLES["times.md"].replace("35%", "27%"))

    def rename_source() -> None:
        (news / "articles.csv").write_text("file,source\nmarle.md,The Marle Herald\n")

    def move() -> None:
        (news / "away").mkdir()
        (news / "gorle.md").rename(news / "away" / "gorle.md")

    steps: list[tuple[str, Callable[[], object], list[str]]] = [
        ("nothing", lambda: None, []),
        ("added", lambda: write(news, "race.md"), ["news/race.md"]),
        ("corrected", correct, ["news/times.md"]),
        ("source renamed", rename_source, ["news/marle.md"]),
        ("moved", move, ["news/away/gorle.md"]),
        ("removed", (news / "wire.md").unlink, []),
    ]
    with open_store("audit.db") as store:
        first = run(store, news)
        assert len(made) == len(first.lines) == 5
        for step, change, anew in steps:
            made.clear()
            change()
            found = run(store)
            assert made == anew, step
            assert found.audit
            present = {a.id for a in found.audit.articles if not a.version_of}
            assert found.lines.keys() == present, step
            for look in (Look(), Look(bom=True, sources=("Brannholm Times",))):
                assert files(found, True, look) == files(found, False, look), step
        assert any(a.version_of for a in found.audit.articles)  # an earlier version is told of
        claims = Path("out/claims.csv").read_text("utf-8-sig")
        assert "The Marle Herald" in claims
        assert "news/away/gorle.md" in claims

        made.clear()
        conflict = found.audit.conflicts[0]
        store.decide(Decision(0, conflict.id, "confirmed", "", "Ada", answer=conflict.sides[0].label))
        decided = run(store)
        assert made == []
        assert decided.run.decisions
        assert files(decided, True, Look()) == files(decided, False, Look())


def test_other_code_of_the_report_makes_the_lines_anew(
    news: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def another(*parts: str) -> str:
        return "another" if parts == versions.LINES else code(*parts)

    code = versions.code
    with open_store("audit.db") as store:
        run(store, news)
        made.clear()
        monkeypatch.setattr(versions, "code", another)
        run(store)
        assert len(made) == 5
        assert store.runs()[0]["articles_read"] == 0
        run(store)
        assert len(made) == 5


def test_lines_depend_on_all_code_that_has_a_part_in_them() -> None:
    from sys import modules

    told = {path for part in versions.LINES for path in versions._files(versions.ROOT / part)}
    for name in ("report.rendered", "report.claim_lines", "report.tables", "report.cells", "report.words",
                 "values.spells", "model"):  # fmt: skip
        assert Path(str(modules[f"auditor.{name}"].__file__)) in told


def test_other_kinds_make_the_lines_of_other_claims(news: Path, made: list[str]) -> None:
    with open_store("audit.db") as store:
        run(store, news)
        made.clear()
        rerun(store, Asked((), KINDS[1:], DEFAULT_MODEL, "2031-03-04T08:00:00Z", "0.1.0"))
    assert len(made) == 5


@pytest.mark.parametrize("library", versions.LIBRARIES)
def test_another_version_of_what_reads_is_another_model(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, version = versions.model(DEFAULT_MODEL), versions.version
    monkeypatch.setattr(versions, "version", lambda name: "9.9" if name == library else version(name))
    assert versions.model(DEFAULT_MODEL) != before
