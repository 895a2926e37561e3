"""How many independent origins stand behind an answer."""

from __future__ import annotations

import pytest
from told import OWN, WIRE, article, claim, question

from auditor.sources.families import families
from auditor.sources.origins import count_origins, origins
from auditor.sources.speakers import closeness, speaker

NINE = "nine boats burned at their moorings"


def test_ten_articles_that_quote_one_police_spokesman_have_one_origin() -> None:
    texts = [f"Report number {n} from a reporter of ours. Police said 14 boats were lost." for n in range(10)]
    articles = [article(f"a{n}", text, f"Paper {n}") for n, text in enumerate(texts)]
    names = ["police spokesman", "police", "police chief"]
    claims = [claim(a, "14 boats were lost", "14", names[n % 3]) for n, a in enumerate(articles)]
    assert origins(articles, ()).independent(claims) == 1


def test_witnesses_of_different_articles_are_different_people() -> None:
    articles = [article(f"a{n}", f"Text {n}: nine boats burned.", f"Paper {n}") for n in range(3)]
    claims = [claim(a, "nine boats burned", "9", "witness") for a in articles]
    assert origins(articles, ()).independent(claims) == 3


def test_copies_and_shared_passages_count_once() -> None:
    first, copy = article("a", WIRE, "Post"), article("b", WIRE, "Tide")
    quoting = article("c", f"{OWN} {WIRE.split('. ')[1]}.", "Ledger")
    own = article("d", f"{OWN.replace('smoke', 'tar')} I saw that nine boats burned there.", "Courier")
    articles = [first, copy, quoting, own]
    known = origins(articles, families(articles))
    claims = [claim(a, NINE, "9") for a in (first, copy)]
    assert known.independent(claims) == 1
    assert known.independent([*claims, claim(own, "nine boats burned there", "9")]) == 2


def test_an_article_that_quotes_another_outlet_has_it_from_there() -> None:
    post, tide = (
        article("a", "Nine boats burned.", "Harbour Post"),
        article("b", "The Post says nine boats burned.", "Tide"),
    )
    claims = [claim(post, "Nine boats burned", "9"), claim(tide, "nine boats burned", "9", "Harbour Post")]
    assert origins([post, tide], ()).independent(claims) == 1


def test_two_articles_of_one_outlet_are_one_origin() -> None:
    articles = [article("a", "Nine boats burned.", "Post"), article("b", "Here nine boats burned.", "Post")]
    assert origins(articles, ()).independent(claim(a, "boats burned", "9") for a in articles) == 1


def test_a_headline_is_no_further_origin_than_the_speaker_below_it() -> None:
    one = article("a", "Nine boats burned\n\nNine boats burned, police said.", "Post")
    two = article("b", "The police put it at nine boats burned.", "Tide")
    told = [claim(one, "Nine boats burned", "9"), claim(one, "Nine boats burned, police", "9", "police")]
    assert origins([one, two], ()).independent([*told, claim(two, "nine boats burned", "9", "police")]) == 1


def test_positions_carry_both_counts_and_keep_their_ids() -> None:
    first, copy = article("a", WIRE, "Post"), article("b", WIRE, "Tide")
    nine = tuple(claim(a, NINE, "9") for a in (first, copy))
    forty = claim(first, "forty people had to leave", "40")
    asked = question(nine, (forty,))
    known = origins([first, copy], families([first, copy]))
    (counted,) = count_origins([asked], {c.id: c for c in (*nine, forty)}, known)
    assert [(p.sources, p.independent) for p in counted.positions] == [(2, 1), (1, 1)]
    assert (counted.id, counted.claims) == (asked.id, asked.claims)


@pytest.mark.parametrize(
    ("said_by", "key"),
    [
        ("police spokesman", "police"),
        ("a witness", ""),
        ("he", ""),
        ("", ""),
        ("Ann Bell", "ann bell"),
        ("official", "official"),
    ],
)
def test_speakers_are_put_in_a_form_that_articles_share(said_by: str, key: str) -> None:
    home = article("a", "nine boats")
    assert speaker(claim(home, "nine boats", "9", said_by)) == key


@pytest.mark.parametrize(
    ("said_by", "subject", "close"),
    [
        ("Norwick", "Norwick Ferries", "party"),
        ("police spokesman", "", "official"),
        ("witness", "", "eyewitness"),
        ("Harbour Post", "", "outlet"),
        ("newspaper", "", "outlet"),
        ("", "", "own voice"),
        ("Ann Bell", "", "somebody"),
    ],
)
def test_closeness_to_the_event(said_by: str, subject: str, close: str) -> None:
    home = article("a", "nine boats")
    assert closeness(claim(home, "nine boats", "9", said_by, subject=subject), ["Harbour Post"]) == close
