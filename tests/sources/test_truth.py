"""Voting that sees copying, against what it must find with known truth."""

from __future__ import annotations

import benching
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.sources.truth import Answers, solve

bench = benching.script("truth_discovery")
TABLES = st.dictionaries(
    st.sampled_from(["q1", "q2", "q3", "q4"]),
    st.dictionaries(st.sampled_from(["s1", "s2", "s3", "s4"]), st.sampled_from("abc"), min_size=1),
    min_size=1,
)


@given(TABLES)
def test_beliefs_and_accuracies_are_shares(answers: Answers) -> None:
    found = solve(answers)
    assert all(0 < sum(by.values()) <= 1 + 1e-9 and min(by.values()) >= 0 for by in found.belief.values())
    assert all(0 < share < 1 for share in found.accuracy.values())
    assert all(0 <= p <= 1 for p in found.copying.values())
    assert all(found.chosen(q) in by.values() for q, by in answers.items())


@given(TABLES)
def test_the_order_of_sources_does_not_matter(answers: Answers) -> None:
    turned = {q: dict(reversed(by.items())) for q, by in reversed(answers.items())}
    assert solve(answers) == solve(turned)


def test_what_most_say_is_believed_where_nobody_copies() -> None:
    assert solve({"q": {"a": "9", "b": "9", "c": "14"}}).chosen("q") == "9"


def test_a_reviewers_decisions_count_more_than_the_corpus() -> None:
    tie = {"q": {"a": "9", "b": "14"}}
    assert solve(tie, {"b": (3, 0)}).chosen("q") == "14"
    assert solve(tie, {"b": (0, 3)}).chosen("q") == "9"


def test_those_who_share_errors_are_seen_to_copy() -> None:
    answers, _ = bench.draw(bench.Setting("", (0.75,) * 5 + (0.2,), 4), seed=7)
    copying = solve(answers).copying
    assert min(copying[a, b] for a, b in [("c0", "c1"), ("c0", "s5"), ("c2", "c3")]) > 0.9
    assert max(copying[a, b] for a, b in [("s0", "s1"), ("s2", "s3"), ("c0", "s4")]) < 0.1


@pytest.fixture(scope="module")
def shares() -> dict[str, dict[str, list[float]]]:
    return bench.measure(4)


def test_no_other_algorithm_is_better_in_any_setting(shares: dict[str, dict[str, list[float]]]) -> None:
    assert {name: bench.worse(found) for name, found in shares.items()} == {name: [] for name in shares}


def test_truth_is_found_although_half_of_the_sources_copy_a_wrong_one(
    shares: dict[str, dict[str, list[float]]],
) -> None:
    found = {name: sum(runs) / len(runs) for name, runs in shares["half copy one wrong source"].items()}
    assert found["ours"] > 0.9
    assert max(found[name] for name in ("majority", "TruthFinder", "Investment")) < 0.6
    assert all(sum(runs) / len(runs) > 0.95 for runs in shares["ten alike, none copies"].values())
