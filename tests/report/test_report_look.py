"""What a report can be narrowed to, confirmed conflicts as ClaimReview, and the places that quotations lead to."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from auditor.model import Audit, Decision, Run
from auditor.report import FILES, Look, narrowed
from auditor.report.claimreview import claimreview, to_claimreview
from auditor.report.html import LARGEST, to_html
from auditor.report.markdown import to_markdown
from auditor.report.places import on_the_web, texts
from auditor.report.view import view


@pytest.mark.parametrize(
    ("look", "conflicts", "questions"),
    [
        (Look(), ["k3", "k2", "k1"], 4),
        (Look(codes=("n001",)), ["k3", "k1"], 1),
        (Look(codes=("exclusivity-contradicted",)), ["k2"], 1),
        (Look(sources=("the ledger",)), ["k3", "k1"], 2),
        (Look(sources=("wire",), codes=("N001",)), ["k1"], 1),
        (Look(topics=("licence grid",)), ["k2"], 1),
        (Look(topics=("STAKE",)), [], 1),
        (Look(topics=("submarine",)), [], 0),
    ],
)
def test_only_what_was_asked_for(look: Look, conflicts: list[str], questions: int, audit: Audit) -> None:
    found = narrowed(audit, look)
    assert [c.id for c in found.conflicts] == conflicts
    assert len(found.questions) == questions
    assert (found.articles, found.claims) == (audit.articles, audit.claims)


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_the_report_says_what_it_was_narrowed_to(render, audit: Audit, run: Run) -> None:
    look = Look("Power & money", ("N001",), ("The Ledger",), ("grid",))
    page = render(narrowed(audit, look), run, "low", look)
    assert "Only conflicts of code N001, in which The Ledger takes part, about “grid”." in page
    assert "# Power & money" in page or "Power &amp; money</h1>" in page


def test_every_format_has_its_files() -> None:
    assert set(FILES) == {"html", "md", "json", "csv", "claimreview", "pdf"}


# --- ClaimReview ---


def decided(run: Run, **more: Any) -> Run:
    said = Decision(1, "k1", "confirmed", "2026-03-02T09:00:00Z", "Ada", note="Filing seen.", **more)
    return replace(run, decisions={"k1": said, "k2": replace(said, conflict="k2", status="false-alarm")})


def test_confirmed_conflicts_alone_are_published(audit: Audit, run: Run) -> None:
    assert claimreview(audit, run, Look())["@graph"] == []
    graph = claimreview(audit, decided(run), Look())["@graph"]
    assert {node["@id"].split(":")[2] for node in graph} == {"k1"}
    assert [node["reviewRating"] for node in graph] == [
        {"@type": "Rating", "alternateName": "Disputed: the sources differ"}
    ] * 2


def test_a_review_has_what_aggregators_ask_for(audit: Audit, run: Run) -> None:
    look = Look(publisher="The Desk", url="https://desk.example/report.html")
    right, other = claimreview(audit, decided(run, answer="$4.2 billion"), look)["@graph"]
    for node in (right, other):
        assert node["@type"] == "ClaimReview"
        assert node["url"] == "https://desk.example/report.html#conflict-k1"
        assert node["author"] == {"@type": "Organization", "name": "The Desk"}
        assert node["datePublished"] == "2026-03-02"
        assert node["reviewRating"]["worstRating"] < node["reviewRating"]["bestRating"]
        assert node["itemReviewed"]["@type"] == "Claim"
        assert "Filing seen." in node["reviewBody"]
    assert right["claimReviewed"] == "How much electricity has Lumora committed to buy? $4.2 billion"
    assert (right["reviewRating"]["ratingValue"], other["reviewRating"]["ratingValue"]) == (5, 1)
    assert other["reviewRating"]["alternateName"] == "The reviewer holds right: $4.2 billion"
    assert right["itemReviewed"]["author"]["name"] == "Harbour Courier"
    assert [place.get("url") for place in right["itemReviewed"]["appearance"]] == [
        "https://courier.example/lumora",
        None,
    ]


def test_an_unnamed_reviewer_signs_as_one(audit: Audit, run: Run) -> None:
    unnamed = replace(run, decisions={"k1": Decision(1, "k1", "confirmed", "2026-03-02T09:00:00Z")})
    assert claimreview(audit, unnamed, Look())["@graph"][0]["author"]["name"] == "a reviewer"


def test_hostile_text_is_data_in_json_ld(hostile: Audit, run: Run) -> None:
    text = to_claimreview(hostile, replace(run, decisions={"k9": Decision(1, "k9", "confirmed", "2026")}), Look())
    assert "\u202e" not in text
    assert len(json.loads(text)["@graph"]) == 2


# --- places ---


def test_a_quotation_is_marked_where_it_stands(audit: Audit) -> None:
    found, places = texts(audit.articles, audit.claims, whole=True)
    marked = {piece.anchor: piece.text for text in found for p in text.paragraphs for piece in p if piece.anchor}
    assert {c.id: marked[places[c.id]] for c in audit.claims if c.id != "c2"} == {
        c.id: c.text for c in audit.claims if c.id != "c2"
    }
    for text, article in zip(found, audit.articles, strict=True):
        shown = "\n".join("".join(piece.text for piece in p) for p in text.paragraphs)
        assert shown == article.text


def test_claims_that_overlap_share_a_place(audit: Audit) -> None:
    first = audit.claims[0]
    inner = replace(first, id="inner", start=first.start + 5, end=first.end + 4)
    found, places = texts(audit.articles, (first, inner), whole=False)
    assert places["inner"] == places["c1"]
    (only,) = found
    assert only.skipped
    assert [piece.text for p in only.paragraphs for piece in p if piece.anchor] == [
        audit.articles[0].text[first.start : inner.end]
    ]


def test_a_claim_over_two_lines_has_one_anchor(audit: Audit) -> None:
    article = audit.articles[0]
    end = article.text.index("\n")
    wide = replace(audit.claims[0], start=end - 4, end=end + 6)
    (text,), _ = texts(audit.articles, (wide,), whole=True)
    anchors = [piece.anchor for p in text.paragraphs for piece in p if piece.anchor]
    assert anchors == ["place-c1", "-"]


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        ("", "a b", ""),
        ("https://x.example/a#top", "fell by 5%, then", "https://x.example/a#:~:text=fell%20by%205%25%2C%20then"),
        ("https://x.example", "well-known", "https://x.example#:~:text=well%2Dknown"),
        (
            "https://x.example",
            " ".join("abcdefghijkl"),
            "https://x.example#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l",
        ),
    ],
)
def test_links_to_the_words_on_the_web(url: str, words: str, link: str) -> None:
    assert on_the_web(url, words) == link


# --- size, decisions ---


def test_a_page_stays_within_its_size(many: Audit, run: Run) -> None:
    from benching import script

    large = script("made_audit").made_audit(100, 400, 1)
    page = to_html(large, run)
    assert len(page.encode()) <= LARGEST
    assert page.count('class="card') >= 20
    assert "slighter ones in conflicts.csv" in page


def test_what_a_reviewer_set_aside_is_no_headline(audit: Audit, run: Run) -> None:
    said = Decision(1, "k1", "false-alarm", "2026-03-02T09:00:00Z", "Ada")
    page = view(audit, replace(run, decisions={"k1": said}))
    assert [f.id for f in page.gravest] == ["k2", "k3"]
    assert page.aside == 1


def test_articles_on_different_events_have_tables_of_their_own(audit: Audit, run: Run) -> None:
    apart = replace(audit, questions=(audit.questions[0], audit.questions[2]))
    assert len(view(apart, run).stories) == 1
    other = replace(apart.questions[1], claims=("c8",), positions=apart.questions[1].positions[:1])
    assert len(view(replace(apart, questions=(apart.questions[0], other), conflicts=()), run).stories) == 1
