"""The words of the report: each code's sentences on made-up cases, the plain sentence of a conflict, calendar days."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from auditor import kinds
from auditor.auditing import audit as audited
from auditor.checks import CODES
from auditor.model import Article, Audit, Run
from auditor.report.days import apart, in_words, shown, stretch
from auditor.report.findings import Finding
from auditor.report.view import view

CASES = Path(__file__).parents[1] / "checks" / "cases"
KINDS = kinds.load()
RUN = Run("2031-01-01T00:00:00Z", "0", "m", "k")
ACCUSING = re.compile(
    r"\b(wrong|wrongly|lies?|lied|lying|false|falsely|fake|error|mistaken?|incorrect|untrue|blunder)\b", re.I
)  # fmt: skip
JARGON = re.compile(r"\b(token|span|slot|lemma|entity|null|none|true|cluster|regex|N/A|undefined)\b", re.I)


def told(code: str) -> list[Finding]:
    """What is said of the code's own made-up cases."""
    found = []
    for case in tomllib.loads((CASES / f"{code}.toml").read_text("utf-8"))["must"][:2]:
        articles = [
            Article(
                f"a{n}", f"{n}.txt", top := a.get("headline", "In brief"), a["source"], f"{top}\n\n{a['text']}", 0,
                a.get("date", ""),
                version_of="a0" if a.get("earlier") else "",
            )
            for n, a in enumerate(case["articles"])
        ]  # fmt: skip
        found += [f for f in view(audited(articles, KINDS), RUN).findings if f.code == code]
    return found


@pytest.mark.parametrize("code", [code.code for code in CODES])
def test_the_sentences_of_each_code_are_plain_and_fair(code: str) -> None:
    found = told(code)
    assert found
    for sentence in [text for f in found for text in (f.message, f.sentence, f.verdict_meaning)]:
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper() or not sentence[0].isalpha(), sentence
        assert not re.search(r"\.\.|,,|  | [,.;:]|\?\?", sentence), sentence
        assert sentence.count("“") == sentence.count("”"), sentence
        assert sentence.count("(") == sentence.count(")"), sentence
        assert not ACCUSING.search(sentence), sentence
        assert not JARGON.search(sentence), sentence
        assert len(sentence) < 600, sentence
    for finding in found:
        assert all(side.label for side in finding.answers)


def sentence(audit: Audit, run: Run, conflict: str) -> str:
    return next(f.sentence for f in view(audit, run).findings if f.id == conflict)


def test_who_stands_against_how_many(audit: Audit, run: Run) -> None:
    k1 = audit.conflicts[2]
    known = replace(k1, message="Purchase commitment: $4.2 billion in 2 sources against $3.8 billion in 1 source.")
    assert sentence(replace(audit, conflicts=(known,)), run, "k1") == (
        "One of three sources, The Ledger, gives the purchase commitment as $3.8 billion: two say $4.2 billion."
    )
    alone = replace(known, verdict="self-contradiction")
    assert "as $3.8 billion, and contradicts itself: two" in sentence(replace(audit, conflicts=(alone,)), run, "k1")
    assert sentence(audit, run, "k2") == (
        "Is the grid software licence exclusive? One of two sources, Harbour Courier, calls it exclusive; "
        "the other, wire, calls it non-exclusive (this may be an update)."
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [("2031-05-04", "4 May 2031"), ("2031-05", "May 2031"), ("2031", "2031"), ("2031-13", "2031-13"), ("", "")],
)
def test_days_in_words(value: str, words: str) -> None:
    assert shown(value) == words


def test_days_inside_a_text() -> None:
    assert in_words("until 2031-05-04, not 2032-01") == "until 4 May 2031, not January 2032"
    assert in_words("call 555-2031-05") == "call 555-2031-05"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (12, "12 days"), (61, "2 months"), (365, "12 months"), (1461, "4 years")]
)
def test_how_far_apart(days: int, words: str) -> None:
    assert apart(days) == words


def test_a_stretch_of_days() -> None:
    first, last = stretch("2031-02") or (0, 0)
    assert last - first == 27
    assert stretch("2031-02-30") is None
    assert stretch("monday") is None
