"""Annotations become topics; what does not fit its article is refused."""

from __future__ import annotations

from pathlib import Path

import made
import pytest

from auditor.evaluate.gold import fingerprint, read_topic, topic


def test_mentions_are_numbered_through_and_found_in_their_articles(tmp_path: Path) -> None:
    found = read_topic(*made.write(tmp_path), "ferries")
    assert [made.TEXTS[m.article][slice(*m.spans[0])] for m in found.mentions] == [
        "27%", "35%", "480 people", "500 people", "Three piers", "Three",
    ]  # fmt: skip
    assert [m.question for m in found.mentions] == [0, 0, 1, 1, 2, 2]
    (discrepancy,) = found.discrepancies
    assert (discrepancy.a, discrepancy.b, discrepancy.types) == ({0}, {1}, ("numeric", "update"))


def test_evidence_that_stands_twice_gives_two_spans() -> None:
    questions = [{"id": "q", "verdict": "agree", "discrepancies": [], "mentions": [mention("12", "a.txt")]}]
    assert topic("t", questions, {"a.txt": "12 and 12"}).mentions[0].spans == ((0, 2), (7, 9))


@pytest.mark.parametrize(("evidence", "article"), [("13", "a.txt"), ("12", "b.txt")])
def test_evidence_that_is_not_there_is_an_error(evidence: str, article: str) -> None:
    questions = [{"id": "q", "verdict": "agree", "discrepancies": [], "mentions": [mention(evidence, article)]}]
    with pytest.raises(ValueError, match="t: "):
        topic("t", questions, {"a.txt": "12"})


def test_the_fingerprint_tells_data_apart(tmp_path: Path) -> None:
    gold, articles = made.write(tmp_path)
    before = fingerprint(gold, articles)
    assert fingerprint(gold, articles) == before
    (articles / "ferries" / "post.txt").write_text("other", "utf-8")
    assert fingerprint(gold, articles) != before


def mention(evidence: str, article: str) -> dict[str, object]:
    return {"article": article, "evidence": evidence, "value": 12}
