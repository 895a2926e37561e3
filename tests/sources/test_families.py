"""Who repeats whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from told import OWN, WIRE, article

from auditor.model import Article
from auditor.sources.families import agency, families

SOME = ("fire", "boats", "quay", "market", "nine", "people", "left", "burned", "mayor", "promised")
WORDS = st.lists(st.sampled_from(SOME), min_size=6)


def test_a_wire_story_in_three_papers_is_one_family_and_comes_from_the_earliest() -> None:
    first = article("a", WIRE, "Harbour Post", "2031-05-03")
    cut = article("b", WIRE[: WIRE.index(" The mayor")], "Daily Tide", "2031-05-04")
    edited = article("c", WIRE.replace("promised that", "promised yesterday that") + " " + OWN, "Ledger", "2031-05-05")
    own = article("d", OWN.replace("smoke", "ash").replace("looked", "pointed"), "Courier")
    (family,) = (f for f in families([own, edited, cut, first]) if f.kind == "article" and "a" in f.articles)
    assert family.articles[0] == "a"
    assert {"a", "b", "c"} <= set(family.articles)
    assert "it is the earliest (2031-05-03)" in family.because
    assert family.shares[family.articles.index("b")] == 1.0
    assert 0.4 < family.shares[family.articles.index("a")] <= 1.0


def test_a_named_agency_is_the_origin_even_of_an_earlier_print() -> None:
    paper = article("a", f"CALDER (Nordpress) - {WIRE}", "Harbour Post", "2031-05-03")
    agency_own = article("b", f"CALDER (Nordpress) - {WIRE}", "Nordpress", "2031-05-04")
    (family,) = families([paper, agency_own])
    assert (family.articles[0], family.agency) == ("b", "Nordpress")
    assert family.because[0] == "it is the agency that others name"


def test_one_shared_sentence_is_a_passage_and_no_family() -> None:
    quoted = "“We shall build the market again, and we shall build it of stone,” the mayor said."
    one, two = (
        article("a", f"{OWN} {quoted}"),
        article("b", f"{quoted} Prices of fish rose at once in all of the towns."),
    )
    (passage,) = families([one, two])
    assert passage.kind == "passage"
    assert [one.text[s:e].strip() for i, s, e in passage.spans if i == "a"] == [quoted]


def test_articles_that_tell_the_same_in_other_words_are_none() -> None:
    other = (
        "Flames swept through Calder's fish market late on Monday and left it in ruins. Nine boats were lost as well, "
        "according to the coastguard. Some forty residents were moved to safety; there were no injuries at all."
    )
    assert families([article("a", WIRE), article("b", other), article("c", OWN)]) == ()


def test_an_article_does_not_copy_its_own_updates() -> None:
    assert families([article("a1", WIRE), article("a1.2", WIRE)]) == ()


@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=5), st.randoms())
def test_the_order_of_articles_does_not_matter(texts: list[str], chance: object) -> None:
    articles = [article(f"a{n}", text) for n, text in enumerate(texts)]
    shuffled = articles[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert families(articles) == families(shuffled)


def test_an_agency_is_read_from_dateline_and_copyright_line() -> None:
    def named(text: str) -> str:
        return agency(Article("a", "a.txt", "", "", text))

    assert named("CALDER, May 3 (Nordpress) — A fire broke out.") == "Nordpress"
    assert named("In brief\n\nCALDER ( NP ) - A fire broke out.") == "NP"
    assert (
        named("A fire broke out.\n\nCopyright 2031 by the Nordpress Agency. All rights reserved.") == "Nordpress Agency"
    )
    assert named("A fire (the second this year) - as the mayor said - broke out.") == ""
    assert named("A fire broke out. The mayor (Ann Bell) spoke.") == ""
