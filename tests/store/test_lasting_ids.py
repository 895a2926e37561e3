"""Who is who from run to run."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.identity import article_id
from auditor.model import Article
from auditor.store.identity import Known, Thing, carry, settle


def article(path: str, text: str = "text", url: str = "") -> Article:
    return Article(article_id(url or path.rsplit("/", 1)[-1]), path, "", "", text, url=url, sha256=digest(text))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def known(id: str, path: str, text: str = "text", url: str = "", present: bool = True) -> Known:
    return Known(id, path, url, digest(text), present)


def ids(articles: list[Article], before: list[Known]) -> dict[str, str]:
    return {a.path: a.id for a in settle(articles, before)}


def test_an_edited_article_is_known_by_its_path() -> None:
    assert ids([article("n/a.md", "new")], [known("a1", "n/a.md")]) == {"n/a.md": "a1"}


def test_a_renamed_article_is_known_by_its_address_or_its_text() -> None:
    assert ids(
        [article("n/b.md", "new", "https://x.example/1")], [known("a1", "n/a.md", url="https://x.example/1")]
    ) == {"n/b.md": "a1"}
    assert ids([article("n/b.md")], [known("a1", "n/a.md")]) == {"n/b.md": "a1"}


def test_a_moved_and_edited_article_is_known_by_its_files_name() -> None:
    old = article("n/a.md")
    assert ids([article("archive/a.md", "new")], [known(old.id, "n/a.md")]) == {"archive/a.md": old.id}


def test_another_article_at_the_same_path_is_another() -> None:
    found = ids([article("n/a.md", "new", "https://x.example/2")], [known("a1", "n/a.md", url="https://x.example/1")])
    assert found["n/a.md"] != "a1"


def test_a_copy_beside_the_article_is_another() -> None:
    found = ids([article("n/a.md"), article("n/b.md")], [known("a1", "n/a.md")])
    assert found["n/a.md"] == "a1" != found["n/b.md"]


def test_a_file_of_the_same_name_elsewhere_does_not_take_the_id() -> None:
    old = article("n/a.md", "one")
    found = ids([article("n/a.md", "one"), article("m/a.md", "two")], [known(old.id, "n/a.md", "one")])
    assert found["n/a.md"] == old.id != found["m/a.md"]


def test_an_article_that_was_gone_comes_back_as_itself() -> None:
    assert ids([article("n/a.md", "new")], [known("a1", "n/a.md", present=False)]) == {"n/a.md": "a1"}


# --- questions and conflicts ---

Parts = tuple[frozenset[tuple[str, ...]], ...]


def thing(id: str, *parts: str, sort: str = "N001") -> Thing:
    return Thing(id, sort, tuple(frozenset((mark,) for mark in part.split()) for part in parts))


def test_evidence_on_every_side_tells_that_it_is_the_same() -> None:
    old = thing("k1", "c1 c2", "c3")
    assert carry([thing("k2", "c3", "c1 c9")], [old], {"k1": "k1"}) == {"k2": "k1"}
    assert carry([thing("k2", "c1 c2", "c9")], [old], {"k1": "k1"}) == {"k2": "k2"}
    assert carry([thing("k2", "c1 c2", "c3", "c9")], [old], {"k1": "k1"}) == {"k2": "k2"}
    assert carry([thing("k2", "c1 c2", "c3", sort="D001")], [old], {"k1": "k1"}) == {"k2": "k2"}


def test_words_that_were_met_before_are_known_again() -> None:
    assert carry([thing("k2", "c8", "c9")], [], {"k1": "k1", "k2": "k1"}) == {"k2": "k1"}


def test_two_that_claim_one_id_do_not_both_get_it() -> None:
    last = thing("k1", "c1", "c2")
    found = carry([thing("k1", "c8", "c9"), thing("k2", "c1", "c2")], [last], {"k1": "k1", "k2": "k1"})
    assert found["k2"] == "k1" != found["k1"]


@st.composite
def things(draw: st.DrawFn) -> list[Thing]:
    ids = draw(st.lists(st.sampled_from(["k1", "k2", "k3", "k4", "k5"]), unique=True))
    marks = st.frozensets(st.sampled_from([("c1",), ("c2",), ("c3",)]), min_size=1)
    return [Thing(id, "N001", tuple(draw(st.lists(marks, min_size=2, max_size=3)))) for id in ids]


@given(
    things(), things(), st.dictionaries(st.sampled_from(["k1", "k2", "k3", "k4", "k5"]), st.sampled_from(["k1", "k9"]))
)
def test_every_one_gets_an_id_of_its_own_and_the_order_does_not_matter(
    found: list[Thing], before: list[Thing], aliases: dict[str, str]
) -> None:
    ids = carry(found, before, aliases)
    assert ids.keys() == {t.id for t in found}
    assert len(set(ids.values())) == len(ids)
    assert carry(sorted(found, key=lambda t: t.id), before[::-1], aliases) == carry(
        sorted(found, key=lambda t: t.id), before, aliases
    )
