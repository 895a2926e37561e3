"""The counts over a small annotated topic, by hand, and against the scorer that the annotations came with."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import made
import pytest
import scoring

from auditor import ingest
from auditor.auditing import audit
from auditor.evaluate.gold import read_topic, topic
from auditor.evaluate.score import Score, aligned_f1, figures, score, total
from auditor.evaluate.topics import as_data, topic_names
from auditor.model import Conflict
from auditor.report import to_json

NOTHING: Score = score(made.audit(), made.TOPIC)


def reported(*conflicts: Conflict) -> Score:
    return score(made.audit(conflicts=conflicts), made.TOPIC, tell_misses=True)


def test_found_and_valued() -> None:
    assert (NOTHING.found, NOTHING.mentions) == (4, 6)
    assert (NOTHING.valued, NOTHING.numbers) == (3, 4)  # 50 is not 500; 27 is 0.27


def test_aligned_counts_pairs_of_claims_and_of_mentions() -> None:
    assert score(made.audit(("p1 t1",)), made.TOPIC).aligned == (1, 0, 1, 1)
    assert score(made.audit(("p1 t2", "p2 p3")), made.TOPIC).aligned == (0, 1, 0, 2)
    assert aligned_f1(score(made.audit(("p1 t1", "p2 t2")), made.TOPIC)) == 1


def test_nothing_aligned_is_precise_and_misses_all() -> None:
    assert NOTHING.aligned == (0, 0, 0, 2)
    assert aligned_f1(NOTHING) == 0


def test_a_discrepancy_that_is_reported_is_found_and_right() -> None:
    found = reported(made.conflict("p1", "t1", verdict="update"))
    assert found.recall == {"high": (1, 1), "medium": (0, 0), "low": (0, 0)}
    assert (found.conflicts_ok, found.conflicts_wrong, found.traps, found.updates) == (1, 0, 0, (1, 1))
    assert found.misses == ()


def test_the_wrong_verdict_on_an_update_is_counted() -> None:
    assert reported(made.conflict("p1", "t1")).updates == (0, 1)


def test_another_discrepancy_that_is_called_an_update_is_counted() -> None:
    plain = replace(made.TOPIC, discrepancies=(replace(made.TOPIC.discrepancies[0], types=("numeric",)),))
    called = made.audit(conflicts=(made.conflict("p1", "t1", verdict="update"),))
    assert (score(called, plain).updates, score(called, plain).others) == ((0, 0), (1, 1))
    assert score(called, made.TOPIC).others == (0, 0)
    assert score(made.audit(conflicts=(made.conflict("p1", "t1"),)), plain).others == (0, 1)


def test_an_agreement_that_is_reported_is_a_trap_and_wrong() -> None:
    found = reported(made.conflict("p2", "t2", "medium"))
    assert (found.conflicts_ok, found.conflicts_wrong, found.traps, found.trap_questions) == (0, 1, 1, 2)
    assert [miss.split()[0] for miss in found.misses] == ["missed", "false", "trap"]


def test_low_conflicts_find_but_are_never_wrong() -> None:
    found = reported(made.conflict("p1", "t1", "low"), made.conflict("p2", "t2", "low"))
    assert found.recall["high"] == (1, 1)
    assert (found.conflicts_ok, found.conflicts_wrong, found.traps) == (0, 0, 0)


def test_a_conflict_beside_all_mentions_is_wrong() -> None:
    assert reported(made.conflict("p3", "t1")).conflicts_wrong == 1


def test_a_heap_of_everything_finds_nothing() -> None:
    found = reported(made.conflict("p1 p2", "t1 t2"))  # two of four pairs answer one question: still coherent
    assert found.conflicts_ok == 1
    assert reported(made.conflict("p1", "t1 t2 p2")).recall["high"] == (0, 1)


def test_misses_are_told_only_where_asked_for() -> None:
    assert score(made.audit(), made.TOPIC).misses == ()


def test_totals_are_sums_and_shares_are_the_better_the_higher() -> None:
    both = total("all", [NOTHING, reported(made.conflict("p1", "t1"), made.conflict("p2", "t2"))])
    assert (both.found, both.recall["high"], both.traps) == (8, (1, 2), 1)
    shares = figures(both)
    assert (shares["precision"], shares["recall of high and medium"], shares["traps avoided"]) == (0.5, 0.5, 0.75)


def test_no_annotation_gives_no_division_by_zero() -> None:
    empty = score(made.audit(), topic("none", [], made.TEXTS))
    assert figures(empty)["found"] == 0


def test_articles_that_were_not_read_count_as_missed() -> None:
    whole = made.audit()
    less = score(replace(whole, articles=whole.articles[:1], claims=whole.claims[:1]), made.TOPIC)
    assert (less.found, less.mentions) == (1, 6)


@pytest.mark.parametrize("topics", [["paris-heist"], ["microsoft-openai", "paris-heist", "qeshm-quake"]])
def test_the_counts_are_those_of_the_scorer(topics: list[str], tmp_path: scoring.Path) -> None:
    if not scoring.SCORER.exists():
        pytest.skip("the scorer is not here: it stands beside the project, in ../shared")
    gold, articles = scoring.SHARED / "gold", scoring.SHARED / "articles"
    assert set(topics) <= set(topic_names(gold))
    found = audit(ingest.read([articles / name for name in topics])[0])
    report = tmp_path / "report.json"
    report.write_text(to_json(found, scoring.RUN), "utf-8")
    command = [sys.executable, str(scoring.SCORER), str(report), *(str(gold / f"{name}.json") for name in topics)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    ours = [score(found, read_topic(gold, articles, name)) for name in topics]
    rows = [as_data(one) for one in [*ours, total("ALL", ours)]]
    for row in rows:
        row.pop("figures")
        row.pop("others")  # which the scorer does not count
    assert json.loads(json.dumps(rows)) == json.loads(done.stdout)
