"""Update or contradiction: what counts as evidence, and what does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import number

from auditor.checks.verdicts import UNDATED, verdict
from auditor.model import Article, Claim

EARLY, LATE = "2031-05-03", "2031-05-05"


def told(name: str, text: str, figure: str, said: str, published: str = "", source: str = "") -> tuple[Article, Claim]:
    """An article, and its claim on the words ``said``."""
    start = text.index(said)
    article = Article(name, f"{name}.txt", "", source or name, text, 0, published)
    return article, replace(number(figure), article=name, start=start, end=start + len(said), text=said)


def judge(*parts: tuple[Article, Claim], grows: bool = False) -> tuple[str, str, bool]:
    """The verdict on sides of one claim each: verdict, evidence in one line, whether dates bear it out."""
    found = verdict([(claim,) for _, claim in parts], {a.id: a for a, _ in parts}, grows)
    return found.verdict, "; ".join(found.evidence), found.dated


OLD = "The ferry company employs 400 people in Calder."
OLD_SAID = "The ferry company employs 400 people"


@pytest.mark.parametrize(
    ("text", "said", "cue"),
    [
        ("The ferry company now employs 480 people.", "The ferry company now employs 480 people", "now"),
        ("The company raised its estimate to 480 people.", "The company raised its estimate to 480", "raised its est"),
        ("The revised count is 480 people.", "The revised count is 480 people", "revised"),
    ],
)
def test_words_of_change_on_one_side_make_an_update(text: str, said: str, cue: str) -> None:
    kind, why, dated = judge(told("a", OLD, "400", OLD_SAID), told("b", text, "480", said))
    assert kind == "update"
    assert cue in why
    assert "dates do not tell" in why
    assert not dated


def test_the_same_words_in_an_older_article_make_none() -> None:
    new = told("b", "It now employs 480 people.", "480", "It now employs 480 people", EARLY)
    assert judge(told("a", OLD, "400", OLD_SAID, LATE), new)[0] == "contradiction"


def test_dates_alone_make_no_update() -> None:
    new = told("b", "It employs 480 people.", "480", "It employs 480 people", LATE)
    assert judge(told("a", OLD, "400", OLD_SAID, EARLY), new)[0] == "contradiction"


def test_an_event_of_today_is_no_change() -> None:
    new = told("b", "The fleet of 480 sailed at noon today.", "480", "The fleet of 480 sailed at noon today")
    assert judge(told("a", OLD, "400", OLD_SAID), new)[0] == "contradiction"


@pytest.mark.parametrize(
    "text",
    [
        "Police originally said that nine boats sank.",
        "The coastguard said that nine boats sank, though it later emerged that most had been moved.",
        "The coastguard said that nine boats sank. But it later turned out to be fewer.",
        "An earlier version of this article said that nine boats sank.",
    ],
)
def test_what_an_article_takes_back_is_the_older_answer(text: str) -> None:
    kind, why, _ = judge(
        told("a", text, "9", "nine boats sank"), told("b", "Four boats sank.", "4", "Four boats sank", source="Post")
    )
    assert kind == "update"
    assert "what was said before" in why


def test_what_has_not_happened_yet_is_older_than_what_has() -> None:
    old = told("a", "Norwick has not yet sold 40 boats.", "40", "Norwick has not yet sold 40 boats")
    assert judge(old, told("b", "Norwick sold 60 boats.", "60", "Norwick sold 60 boats"))[0] == "update"


def test_a_toll_that_is_higher_and_later_is_an_update_and_an_early_higher_one_is_none() -> None:
    low, high = "The fire killed 3 people.", "The fire killed 10 people."
    few, many = ("3", "The fire killed 3"), ("10", "The fire killed 10")
    later = judge(told("a", low, *few, EARLY), told("b", high, *many, LATE), grows=True)
    assert later[0] == "update"
    assert later[2]
    assert judge(told("a", low, *few, LATE), told("b", high, *many, EARLY), grows=True)[0] == "contradiction"
    assert judge(told("a", low, *few, EARLY), told("b", high, *many, LATE))[0] == "contradiction"
    assert judge(told("a", low, *few), told("b", high, *many), grows=True)[0] == "contradiction"


def test_a_toll_said_to_have_risen_needs_no_dates() -> None:
    new = told("b", "The death toll rose to 10.", "10", "The death toll rose to 10")
    kind, why, _ = judge(told("a", "The fire killed 3.", "3", "The fire killed 3"), new, grows=True)
    assert kind == "update"
    assert "“rose”" in why


def test_a_source_that_says_otherwise_later_has_updated_itself() -> None:
    old = told("a", OLD, "400", OLD_SAID, EARLY, "Harbour Post")
    new = told("b", "It employs 480 people.", "480", "It employs 480 people", LATE, "Harbour Post")
    kind, why, dated = judge(old, new)
    assert kind == "update"
    assert "Harbour Post gives the other answer first" in why
    assert dated


def test_one_article_that_gives_both_contradicts_itself() -> None:
    text = "It employs 400 people. The staff of 480 is well paid."
    first, second = told("a", text, "400", "It employs 400 people"), told("a", text, "480", "The staff of 480")
    assert judge(first, second)[0] == "self-contradiction"


def test_an_update_that_only_words_tell_is_less_sure() -> None:
    assert 0.5 < UNDATED < 1


def test_an_article_contradicts_itself_only_where_its_own_claims_were_set_against_each_other() -> None:
    first = told("a", "The quake was of magnitude 5.6.", "5.6", "magnitude 5.6")
    text = "Of magnitude 5.2 at first. Then of magnitude 5.4."
    parts = [first, told("b", text, "5.2", "magnitude 5.2"), told("b", text, "5.4", "magnitude 5.4")]
    sides, articles = [(claim,) for _, claim in parts], {a.id: a for a, _ in parts}
    assert verdict(sides, articles).verdict == "self-contradiction"
    assert verdict(sides, articles, across=True).verdict == "contradiction"
