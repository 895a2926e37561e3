"""Articles that cannot be read for a while: they stay as they were, nothing that was decided is told to be gone."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from collection import ARTICLES, run, write

from auditor.model import Audit, Decision
from auditor.store import open_store

STAYS = "; its 1 article stays as last read (auditor remove takes it out)"
GERMAN = (
    "Norwick besitzt jetzt einen Anteil von 35 Prozent an der Fährgesellschaft, teilte das Unternehmen am Montag mit. "
    "Die Gesellschaft beschäftigt nach eigenen Angaben 480 Menschen, und der Kauf soll noch in diesem Monat wirksam "
    "werden, sofern die Behörden nicht widersprechen.\n"
)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(Path("news"), "post.md", "times.md", "wire.md")
    return Path("news")


def decided(*paths: Path) -> tuple[Audit, str]:
    """What a second run finds, and the conflict over the stake, which was decided after the first."""
    with open_store("audit.db") as store:
        audit = run(store, *paths).audit
        assert audit
        (id,) = (k.id for k in audit.conflicts if "35%" in k.message)
        store.decide(Decision(0, id, "confirmed", "2031-03-04T09:00:00Z", "Ada", answer="27%"))
        again = run(store).audit
    assert again
    return again, id


def refuse(monkeypatch: pytest.MonkeyPatch, method: str, name: str) -> None:
    original = getattr(Path, method)

    def refused(self: Path, *args: object, **more: object) -> object:
        if self.name == name:
            raise PermissionError(13, "Permission denied", str(self))
        return original(self, *args, **more)

    monkeypatch.setattr(Path, method, refused)


def test_a_file_that_is_empty_for_a_while_keeps_its_article(news: Path) -> None:
    before, id = decided(news)
    text = (news / "times.md").read_text()
    (news / "times.md").write_text("")
    with open_store("audit.db") as store:
        found = run(store)
        assert found.audit
        assert found.audit.conflicts == before.conflicts
        assert [(p.path, p.reason) for p in found.problems] == [("news/times.md", f"empty{STAYS}")]
        assert [row["why"] for row in store.history(id)] == [""]
        (news / "times.md").write_text(text)
        assert run(store).problems == ()
        changes = store.changes(2)
        assert changes
        assert (changes.articles, changes.conflicts) == ((), ())


def test_what_is_closed_to_the_reader_keeps_its_articles(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, _ = decided(news)
    for method, name, told in (("open", "times.md", "its 1 article stays"), ("iterdir", "news", "its 3 articles stay")):
        with monkeypatch.context() as patched, open_store("audit.db") as store:
            refuse(patched, method, name)
            found = run(store)
        assert found.audit == before
        assert ["permission denied" in p.reason and told in p.reason for p in found.problems] == [True]


def test_a_link_whose_end_is_away_and_a_broken_zip_keep_their_articles(news: Path) -> None:
    with zipfile.ZipFile(news / "old.zip", "w") as archive:
        archive.write(news / "times.md", "times.md")
    Path("drive").mkdir()
    (news / "post.md").rename("drive/post.md")
    (news / "post.md").symlink_to(Path("drive/post.md").resolve())
    (news / "times.md").unlink()
    before, _ = decided(news)
    Path("drive").rename("unmounted")
    whole = (news / "old.zip").read_bytes()
    (news / "old.zip").write_bytes(whole[: len(whole) // 2])
    with open_store("audit.db") as store:
        found = run(store)
    assert found.audit == before
    assert [(p.path, STAYS in p.reason) for p in found.problems] == [("news/old.zip", True), ("news/post.md", True)]


def test_what_was_removed_replaced_or_left_out_does_not_stay(news: Path) -> None:
    decided(news)
    (news / "times.md").write_text(GERMAN)
    (news / "wire.md").write_text(ARTICLES["post.md"])
    with open_store("audit.db") as store:
        found = run(store)
        assert found.audit
        assert [a.path for a in found.audit.articles] == ["news/post.md"]
        assert [p.reason for p in found.problems] == [
            "not English but German; left out", "same text as news/post.md; left out",
        ]  # fmt: skip
        (news / "post.md").write_text("")
        (news / "wire.md").unlink()
        store.leave_out(["news/post.md"])
        found = run(store)
        assert found.audit is not None
        assert found.audit.articles == ()


def test_an_article_whose_file_is_gone_is_gone_whatever_else_is_unreadable(news: Path) -> None:
    _, id = decided(news)
    (news / "times.md").unlink()
    (news / "post.md").write_text("")
    with open_store("audit.db") as store:
        found = run(store)
        assert store.history(id)[-1]["why"] == "article removed: Brannholm Times"
    assert found.audit
    assert {a.path for a in found.audit.articles} == {"news/post.md", "news/wire.md"}
