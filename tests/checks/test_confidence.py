"""The learned confidence: it fits its features, stays within bounds, and is what conflicts are ranked by."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import benching
import pytest
from making import number

from auditor.checks.confidence import FEATURES, LEAST, MOST, Seen, confidence, features, sigmoid

LEARNED = json.loads(files("auditor.checks").joinpath("confidence.json").read_text("utf-8"))
RELIABILITY = json.loads((benching.BENCH / "reliability.json").read_text("utf-8"))


def seen(
    code: str = "N001", severity: str = "low", figures: tuple[str, str] = ("3", "10"), sources: int = 1,
    meanings: tuple[bytes, bytes] = (b"", b""),
) -> Seen:  # fmt: skip
    first = tuple(replace(number(figures[0], article=f"a{n}"), meaning=meanings[0]) for n in range(sources))
    other = replace(number(figures[1], article="b"), meaning=meanings[1])
    return Seen(code, severity, (first, (other,)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "names"),
    [
        (seen(), {"figures twice as large or more"}),
        (seen(figures=("10", "12")), {"figures less than half apart"}),
        (seen(figures=("10", "16"), severity="medium"), {"high or medium"}),
        (seen(sources=3, figures=("10", "16")), {"three sources on a side"}),
        (seen("P001", figures=("10", "16")), {"yes against no"}),
        (seen(figures=("10", "16"), meanings=(b"\x7f\x00", b"\x00\x7f")), {"sides far apart in meaning"}),
        (seen(figures=("10", "16"), meanings=(b"\x7f\x00", b"\x7f\x7f")), set()),
    ],
)
def test_features(case: Seen, names: set[str]) -> None:
    assert set(features(case)) == names


def test_near_figures_with_many_sources_are_surer_than_far_ones_with_one() -> None:
    sure = confidence(seen("N001", "medium", ("10", "12"), 4), 0.5)
    assert sure > 0.8
    assert confidence(seen("N001", "low", ("3", "30")), 0.5) < sure - 0.4
    assert LEAST <= sigmoid(-99) < sigmoid(0) < sigmoid(99) <= MOST


def test_a_code_that_was_not_measured_keeps_what_its_rule_gives() -> None:
    assert "Z999" not in LEARNED["codes"]
    assert confidence(seen("Z999"), 0.37) == 0.37


def test_the_weights_fit_the_features_and_come_with_their_counts() -> None:
    assert set(LEARNED["weights"]) == set(LEARNED["features"]) == set(FEATURES)
    assert all(0 <= n["right"] <= n["conflicts"] for n in (*LEARNED["codes"].values(), *LEARNED["features"].values()))


def concordance(bins: list[dict[str, float]]) -> float:
    """How often a right conflict is rated above a wrong one, by their bins; half for two of one bin."""
    right, wrong = [b["right"] for b in bins], [b["conflicts"] - b["right"] for b in bins]
    above = sum(r * (sum(wrong[:n]) + wrong[n] / 2) for n, r in enumerate(right))
    return above / (sum(right) * sum(wrong))


def test_concordance_is_one_for_a_perfect_order_and_half_for_none() -> None:
    order = [{"conflicts": 4, "right": 0}, {"conflicts": 3, "right": 3}]
    assert concordance(order) == 1
    assert concordance(order[::-1]) == 0
    assert concordance([{"conflicts": 4, "right": 2}, {"conflicts": 6, "right": 3}]) == 0.5


@pytest.mark.parametrize("group", ["build", "held out"])
def test_higher_ratings_are_right_more_often(group: str) -> None:
    low, high = RELIABILITY[group][:2], RELIABILITY[group][2:]
    shares = [sum(b["right"] for b in part) / sum(b["conflicts"] for b in part) for part in (low, high)]
    assert shares[1] > shares[0] + 0.2
    assert concordance(RELIABILITY[group]) > 0.67
    bottom, top = RELIABILITY[group][0], RELIABILITY[group][-1]
    assert top["right"] / top["conflicts"] > bottom["right"] / bottom["conflicts"] + 0.5
    assert top["right"] / top["conflicts"] >= top["mean"] - 0.15


def test_learning_tells_right_from_wrong() -> None:
    calibrate = benching.script("calibrate")
    made = [calibrate.Row("t", "N001", (name,), name == "high or medium", "") for name in FEATURES for _ in range(9)]
    base, weights = calibrate.fit(made)
    assert weights["high or medium"] > 1 > 0 > weights["yes against no"]
    rated = calibrate.reliability(calibrate.rated(made, base, weights))
    assert sum(row["conflicts"] for row in rated) == len(made)
    assert rated[-1]["right"] == rated[-1]["conflicts"]
