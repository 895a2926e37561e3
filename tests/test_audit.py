"""The whole story over the sample corpus: what holds for every audit, whatever it finds."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

import auditor
from auditor import ingest
from auditor.auditing import audit
from auditor.model import Article, Audit, Run
from auditor.report import to_json
from auditor.report.schema import validate

CORPUS = Path(__file__).parent.parent / "corpus"
RUN = Run("2026-01-01T00:00:00Z", "0.1.0", "a model", "0123456789ab")
STRANGER = Article(
    "stranger", "stranger.txt", "Ferry runs aground", "The Gorle Post",
    "Ferry runs aground off Gorle\n\nThe car ferry Halden ran aground off Gorle on Tuesday night with 214 passengers "
    "aboard. Nobody was hurt, the coastguard said. A tug pulled the ship free after six hours. The harbour master, "
    "Elsa Moen, blamed a broken rudder. Repairs will cost about $3 million and last until June.",
)  # fmt: skip


@pytest.fixture(scope="module")
def articles() -> tuple[Article, ...]:
    found, problems = ingest.read([CORPUS])
    assert len(found) == 5
    assert problems == ()
    return found


@pytest.fixture(scope="module")
def found(articles: tuple[Article, ...]) -> Audit:
    return audit(articles)


def test_something_is_found_and_nothing_fails(found: Audit) -> None:
    assert len(found.claims) > 100
    assert len(found.questions) > 20
    assert found.conflicts
    assert found.problems == ()


def test_every_claim_quotes_its_article(found: Audit) -> None:
    texts = {article.id: article.text for article in found.articles}
    assert [c for c in found.claims if c.text != texts[c.article][c.start : c.end] or not c.text.strip()] == []


def test_claims_are_short(found: Audit) -> None:
    assert median(len(claim.text) for claim in found.claims) < 120


def test_ids_are_unique_and_every_reference_resolves(found: Audit) -> None:
    claims, questions = {c.id for c in found.claims}, {q.id: set(q.claims) for q in found.questions}
    assert len(claims) == len(found.claims)
    assert len(questions) == len(found.questions)
    assert len({k.id for k in found.conflicts}) == len(found.conflicts)
    assert {c.article for c in found.claims} <= {a.id for a in found.articles}
    assert set().union(*questions.values()) <= claims
    for conflict in found.conflicts:
        assert {i for side in conflict.sides for i in side.claims} <= questions[conflict.question]


def test_no_claim_answers_two_questions_and_each_stands_in_one_position(found: Audit) -> None:
    asked = [claim for question in found.questions for claim in question.claims]
    assert len(asked) == len(set(asked))
    for question in found.questions:
        placed = [claim for position in question.positions for claim in position.claims]
        assert sorted(placed) == sorted(question.claims)


def test_positions_count_their_sources(found: Audit) -> None:
    home = {claim.id: claim.article for claim in found.claims}
    for position in (p for question in found.questions for p in question.positions):
        assert position.sources == len({home[claim] for claim in position.claims})


def test_every_conflict_explains_itself(found: Audit) -> None:
    for conflict in found.conflicts:
        assert len(conflict.sides) >= 2
        assert conflict.message.strip()
        assert conflict.reasons
        assert all(reason.strip() for reason in conflict.reasons)
        assert all(side.label and side.claims for side in conflict.sides)
        assert 0 < conflict.confidence <= 1


def test_the_graver_conflict_comes_first(found: Audit) -> None:
    ranks = [("high", "medium", "low").index(conflict.severity) for conflict in found.conflicts]
    assert ranks == sorted(ranks)


def test_the_order_of_the_articles_does_not_matter(articles: tuple[Article, ...], found: Audit) -> None:
    wanted = to_json(found, RUN)
    for seed in range(3):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert to_json(audit(shuffled), RUN) == wanted


def test_the_report_keeps_to_its_schema(found: Audit) -> None:
    validate(json.loads(to_json(found, RUN)))


def test_an_article_on_something_else_changes_nothing(articles: tuple[Article, ...], found: Audit) -> None:
    with_stranger = audit([*articles, STRANGER])
    own = {claim.id for claim in with_stranger.claims if claim.article == STRANGER.id}
    assert len(own) > 5
    assert {c.id for c in with_stranger.claims} - own == {c.id for c in found.claims}
    assert {k.id for k in with_stranger.conflicts} == {k.id for k in found.conflicts}
    groups = {frozenset(q.claims) for q in with_stranger.questions}
    assert {group for group in groups if not group <= own} == {frozenset(q.claims) for q in found.questions}


def test_no_articles_give_an_empty_audit() -> None:
    assert audit([]) == Audit((), (), (), ())


def test_progress_is_told(articles: tuple[Article, ...]) -> None:
    told: list[tuple[int, int]] = []
    audit(articles[:2], progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_model_that_is_not_installed_is_an_os_error() -> None:
    with pytest.raises(OSError, match="no_such_model"):
        audit([STRANGER], model="no_such_model")


# --- the public names ---


def test_the_public_names_work() -> None:
    (figure,) = auditor.find_quantities("Halden bought 14 tugs.")
    assert (figure.value, figure.unit, figure.text) == (14, "tug", "14")
    assert any(claim.value == 214 and claim.unit == "passenger" for claim in auditor.find_claims(STRANGER))
    assert auditor.audit([STRANGER]).claims
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = auditor.nothing  # type: ignore[attr-defined]


def test_importing_the_package_loads_no_language_model() -> None:
    code = "import auditor, sys; print([m for m in ('spacy', 'scipy', 'dateparser') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_word_against_another_of_two_sentences_is_told_once() -> None:
    """Several of the sentences' clauses answer questions of their own, in each of which the words differ."""
    told = (
        "Police in Gorle arrested a 23-year-old man on Thursday over the stabbing of a teacher.",
        "A 32-year-old woman was arrested on Thursday after a teacher was stabbed in Gorle.",
    )
    stories = [Article(f"a{n}", f"a{n}.txt", "", f"Paper {n}", text) for n, text in enumerate(told)]
    words = [[side.label for side in k.sides] for k in audit(stories).conflicts if k.code == "E001"]
    assert words == [["man", "woman"]]
