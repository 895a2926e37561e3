"""One word that differs between two sentences is told once, and another one of them for itself."""

from __future__ import annotations

from auditor.auditing import audit
from auditor.model import Article, Conflict


def told(*texts: str, code: str = "E001") -> tuple[Conflict, ...]:
    articles = [Article(f"a{n}", f"{n}.txt", "", f"Source {n}", text) for n, text in enumerate(texts)]
    return tuple(c for c in audit(articles).conflicts if c.code == code)


def test_a_word_that_stands_in_several_claims_is_told_once() -> None:
    text = "A 23-year-old {} was arrested in Gorle on Thursday after a teacher was stabbed at the school."
    assert len(told(text.format("man"), text.format("woman"))) == 1


def test_two_facts_of_one_sentence_are_two_conflicts() -> None:
    text = "A {0} stabbed a teacher in Gorle on Thursday, and police arrested a {0} in Holm."
    assert len(told(text.format("man"), text.format("woman"))) == 2


def test_the_better_supported_one_is_the_one_that_is_told() -> None:
    long = "A 23-year-old {} was arrested in Gorle on Thursday after a teacher was stabbed at the school."
    short = "Gorle police arrested a {} on Thursday after a teacher was stabbed at the school."
    [only] = told(*(text.format(who) for text in (long, short) for who in ("man", "woman")))
    assert [len(side.claims) for side in only.sides] == [2, 2]
