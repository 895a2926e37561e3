"""Runs over a collection that grows, changes and shrinks: real files, the real model, a real database."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from collection import ARTICLES, KINDS, audited, findings, run, write
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from auditor import ingest
from auditor.auditing import audit
from auditor.cli import app
from auditor.model import Audit, Decision
from auditor.store import open_store

NAMES = sorted(ARTICLES)
EVENTS = (("post.md", "times.md", "wire.md"), ("gorle.md", "marle.md"), ("race.md",))


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", *NAMES)
    return Path("news")


def of_store(news: Path) -> Audit:
    return audited(Path("audit.db"), news)


# --- what must always hold ---


def test_with_a_store_the_same_is_found_as_without(news: Path) -> None:
    articles, _ = ingest.read([news])
    plain = audit(articles, KINDS)
    assert len(plain.conflicts) >= 3
    assert of_store(news) == plain
    assert of_store(news) == plain


@settings(max_examples=8, deadline=None)
@given(st.permutations(NAMES), st.lists(st.integers(1, 5), max_size=4))
def test_runs_in_any_batches_find_what_one_run_over_everything_finds(order: list[str], cuts: list[int]) -> None:
    with TemporaryDirectory() as folder:
        news, whole = Path(folder) / "news", Path(folder) / "whole"
        last = None
        for start, end in zip([0, *sorted(set(cuts))], [*sorted(set(cuts)), len(order)], strict=True):
            write(news, *order[start:end])
            last = audited(Path(folder) / "batches.db", news)
        write(whole, *NAMES)
        shutil.rmtree(news)
        whole.rename(news)
        at_once = audited(Path(folder) / "once.db", news)
    assert last is not None
    assert findings(last) == findings(at_once)


def test_what_is_remembered_changes_no_byte_of_the_report(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AUDITOR_STORE", raising=False)

    def report() -> dict[str, bytes]:
        found = CliRunner().invoke(app, ["run", "news", "--time", "2031-03-05T08:00:00Z"])
        assert found.exit_code == 0, found.output
        return {path.name: path.read_bytes() for path in Path("reports").iterdir()}

    late = news / "wire.md"
    late.rename("wire.md")
    report()
    Path("wire.md").rename(late)
    shutil.copytree(".auditor", "before")
    remembering = report()
    shutil.rmtree(".auditor")
    shutil.copytree("before", ".auditor")
    with sqlite3.connect(".auditor/audit.db") as store:
        store.execute("DELETE FROM cache")
    store.close()
    assert report() == remembering
    shutil.rmtree(".auditor")
    fresh = report()
    assert len(fresh) == 6
    assert fresh["claims.csv"] == remembering["claims.csv"]
    assert _of_now(fresh["report.json"]) == _of_now(remembering["report.json"])


def _of_now(report: bytes) -> dict[str, Any]:
    """A report but for what it tells of earlier runs: their number, changes since, and ids that they gave."""
    found: dict[str, Any] = json.loads(report)
    return {part: found[part] for part in ("articles", "claims", "families", "problems")} | {
        "questions": [{**question, "id": ""} for question in found["questions"]],
        "conflicts": [{**conflict, "id": "", "question": "", "since": ""} for conflict in found["conflicts"]],
    }


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_adding_and_removing_an_article_gives_the_earlier_state(base: str, added: str) -> None:
    with TemporaryDirectory() as folder:
        news, place = Path(folder) / "news", Path(folder) / "audit.db"
        write(news, *(name for name in NAMES if name != added or name == base))
        before = audited(place, news)
        write(news, added)
        with_it = audited(place, news)
        if added != base:
            (news / added).unlink()
        assert audited(place, news) == before
        assert {c.id for c in before.claims} <= {c.id for c in with_it.claims}


@pytest.mark.parametrize("event", EVENTS, ids=lambda names: names[0])
def test_articles_on_something_else_change_no_id_question_or_conflict(
    event: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "news", *event)
    before = of_store(Path("news"))
    write(tmp_path / "news", *NAMES)
    after = of_store(Path("news"))
    assert set(before.articles) <= set(after.articles)
    assert set(before.claims) <= set(after.claims)
    assert set(before.questions) <= set(after.questions)
    assert set(before.conflicts) <= set(after.conflicts)


# --- what a run reads ---


def test_a_second_run_reads_only_what_is_new_or_changed(news: Path) -> None:
    with open_store("audit.db") as store:
        run(store, news)
        assert (store.runs()[0]["articles_read"], store.runs()[0]["blocks_compared"]) == (6, 3)
        run(store)
        assert (store.runs()[0]["articles_read"], store.runs()[0]["blocks_compared"]) == (0, 0)
        (news / "gorle.md").write_text(ARTICLES["gorle.md"] + "\nTwo doors were shut.\n")
        (news / "late.md").write_text(ARTICLES["race.md"].replace("Sport Daily", "Late News") + "It rained.\n")
        run(store)
        row = store.runs()[0]
        assert (row["articles_new"], row["articles_changed"], row["articles_gone"]) == (1, 1, 0)
        assert row["articles_read"] == 3  # the new one, the changed one, and its earlier text under its own name
        assert row["blocks"] == 4  # three events, and the versions of one article


def test_no_model_is_needed_where_nothing_is_new(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = of_store(news)

    def load(*_: object) -> None:
        raise AssertionError("the language model was loaded")

    monkeypatch.setattr("auditor.extract.claims.load", load)
    assert of_store(news) == before


def test_other_kinds_are_read_anew(news: Path) -> None:
    from auditor.engine.rerun import Asked, rerun
    from auditor.model import DEFAULT_MODEL

    with open_store("audit.db") as store:
        run(store, news)
        rerun(store, Asked((), KINDS[1:], DEFAULT_MODEL, "2031-03-04T08:00:00Z", "0.1.0"))
        assert store.runs()[0]["articles_read"] == 6


# --- the collection ---


def test_folders_add_up_and_gone_files_are_gone(news: Path) -> None:
    write(Path("more"), "race.md")
    (news / "race.md").unlink()
    assert len(of_store(news).articles) == 5
    assert len(of_store(Path("more")).articles) == 6
    (news / "gorle.md").unlink()
    with open_store("audit.db") as store:
        found = run(store)
    assert found.audit
    assert len(found.audit.articles) == 5
    assert found.run.changes
    assert [(c.what, c.source) for c in found.run.changes.articles] == [("gone", "Gorle Ledger")]


def test_a_moved_folder_keeps_every_id(news: Path) -> None:
    before = of_store(news)
    news.rename("archive")
    with open_store("audit.db") as store:
        found = run(store, Path("archive"))
        assert store.roots() == ("archive",)
    assert found.audit
    assert {a.id for a in found.audit.articles} == {a.id for a in before.articles}
    assert found.audit.conflicts == before.conflicts
    assert found.run.changes
    assert {c.what for c in found.run.changes.articles} == {"moved"}


def test_a_folder_that_is_not_there_keeps_its_articles_and_is_told(news: Path) -> None:
    before = of_store(news)
    news.rename("unmounted")
    with open_store("audit.db") as store:
        found = run(store)
    assert found.audit == before
    assert [p.path for p in found.problems] == ["news"]
    assert "its 6 articles stay as last read" in found.problems[0].reason


def test_a_removed_article_stays_out_until_it_is_given_by_name(news: Path) -> None:
    from auditor.engine.removing import take_out

    with open_store("audit.db") as store:
        run(store, news)
        assert take_out(store, "news/race.md") == ("news/race.md",)
        found = run(store, news)
        assert found.audit
        assert len(found.audit.articles) == 5
        found = run(store, news / "race.md")
        assert found.audit
        assert len(found.audit.articles) == 6


def test_a_removed_folder_is_not_looked_through_any_more(news: Path) -> None:
    from auditor.engine.removing import take_out

    write(Path("more"), "race.md")
    (news / "race.md").unlink()
    with open_store("audit.db") as store:
        run(store, news, Path("more"))
        assert len(take_out(store, "news")) == 5
        found = run(store)
        assert found.audit
        assert [a.path for a in found.audit.articles] == ["more/race.md"]
        assert store.roots() == ("more",)


# --- corrections and decisions ---


def test_a_figure_changed_without_a_word_is_a_finding_with_both_versions(news: Path) -> None:
    of_store(news)
    (news / "times.md").write_text(ARTICLES["times.md"].replace("35%", "27%"))
    found = of_store(news)
    (change,) = [k for k in found.conflicts if k.code == "V001"]
    claims = {c.id: c for c in found.claims}
    articles = {a.id: a for a in found.articles}
    quoted = [(articles[claims[i].article], claims[i]) for side in change.sides for i in side.claims]
    assert ["35%" in a.text for a, _ in quoted] == [True, False]
    assert all(a.text[c.start : c.end] == c.text for a, c in quoted)
    assert not [k for k in found.conflicts if k.code == "N001" and "35%" in k.message]
    with open_store("audit.db") as store:
        changes = store.changes()
    assert changes
    (gone,) = [c for c in changes.conflicts if c.what == "gone"]
    assert gone.why == "text corrected: Brannholm Times"
    assert of_store(news) == found


def test_an_article_that_was_read_while_it_was_written_changed_nothing(news: Path) -> None:
    text = "---\nsource: Late News\n---\n# Calder\n\nNorwick paid $40 million for its stake in Calder Ferries.\n"
    for written in (text[: text.index("0 million")], text):
        (news / "late.md").write_text(written)
        found = of_store(news)
    assert [c.text for c in found.claims if c.article.startswith("a") and "$4" in c.text]
    assert not [k for k in found.conflicts if k.code == "V001"]
    (news / "late.md").write_text(text.replace("$40", "$50"))
    assert [k for k in of_store(news).conflicts if k.code == "V001"]


def test_a_decision_holds_when_words_around_the_figure_change_and_sources_come(news: Path) -> None:
    (news / "wire.md").unlink()
    first = of_store(news)
    (stake,) = [k for k in first.conflicts if k.code == "N001" and "27%" in k.message]
    with open_store("audit.db") as store:
        store.decide(Decision(0, stake.id, "confirmed", "", "Ada", answer="27%"))
    text = ARTICLES["post.md"].replace("The ferry operator", "Crews are pleased. The ferry operator")
    (news / "post.md").write_text(text)
    second = of_store(news)
    assert stake.id in {k.id for k in second.conflicts}
    write(news, "wire.md")
    with open_store("audit.db") as store:
        third = run(store)
        assert third.audit
        assert stake.id in {k.id for k in third.audit.conflicts}
        assert third.run.decisions[stake.id].new_evidence
        assert third.run.changes
        assert third.run.changes.carried == 1


def test_shuffled_folders_give_the_same_store(news: Path) -> None:
    paths = [news / name for name in NAMES]
    random.Random(1).shuffle(paths)
    assert audited(Path("a.db"), *paths) == audited(Path("b.db"), *sorted(paths))


# --- what reviewers decide ---


def test_who_was_found_right_has_the_better_support_in_the_next_run(news: Path) -> None:
    with open_store("audit.db") as store:
        before = run(store, news).audit
        assert before is not None
        (torn,) = [k for k in before.conflicts if k.code == "D001"]
        assert torn.best_supported == ""
        store.decide(Decision(0, torn.id, "confirmed", "", "Ada", answer="2031-03-21"))
        assert store.judged() == {"Brannholm Times": (1, 0), "The Ostvik Post": (0, 1)}
        after = run(store, news)
        assert after.audit is not None
        assert {k.id: k.best_supported for k in after.audit.conflicts}[torn.id] == "2031-03-21"
        (row, *_) = store.runs()
        assert row["blocks_compared"] == 1  # the other stories have other sources
        store.undo(torn.id, "Ada")
        assert store.judged() == {}
        assert run(store, news).audit == before
