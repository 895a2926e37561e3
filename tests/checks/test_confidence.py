"""The learned confidence: it fits its features, stays within bounds, and is what conflicts are ranked by."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import benching
import pytest
from making import number

from auditor.checks import differing
from auditor.checks.confidence import DOUBTFUL, FEATURES, LEAST, LIKELY, MOST, Seen, confidence, features, sigmoid

LEARNED = json.loads(files("auditor.checks").joinpath("confidence.json").read_text("utf-8"))
RELIABILITY = json.loads((benching.BENCH / "reliability.json").read_text("utf-8"))


def seen(code: str = "N001", severity: str = "low", rating: float = 0.0) -> Seen:
    return Seen(code, severity, rating)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "names"),
    [
        (seen("D001"), set()),
        (seen(rating=DOUBTFUL - 0.01), {"figures that may be of two things"}),
        (seen(rating=DOUBTFUL), set()),
        (seen(rating=LIKELY), {"figures that are likely of one thing"}),
        (seen("M001", rating=LIKELY), set()),
        (seen(severity="medium", rating=LIKELY), {"high or medium"}),
        (seen("P001"), {"names, or yes against no"}),
        (seen("E001"), {"names, or yes against no"}),
    ],
)
def test_features(case: Seen, names: set[str]) -> None:
    assert set(features(case)) == names


def test_figures_that_are_likely_of_one_thing_are_surer_than_others() -> None:
    sure, doubtful = confidence(seen("N001", "medium", 0.7), 0.5), confidence(seen("N001", "low", 0.1), 0.5)
    counts = [LEARNED["features"][name] for name in ("high or medium", "figures that may be of two things")]
    shares = [n["right"] / n["conflicts"] for n in counts]
    assert sure > 0.8
    assert sure - doubtful > 0.8 * (shares[0] - shares[1]) > 0.3
    assert LEAST <= sigmoid(-99) < sigmoid(0) < sigmoid(99) <= MOST


def test_the_rating_is_the_mean_of_two_figures_of_two_articles() -> None:
    a, b, far, own = (number(v, article=x) for v, x in (("10", "a"), ("12", "b"), ("9000", "b"), ("12", "a")))
    about = differing.around((a, b, far, own), ())
    pair, both = (differing.likelihood(a, other, about)[0] for other in (b, far))
    assert differing.mean_likelihood([(a,), (b, far)], about) == pytest.approx((pair + both) / 2)
    assert differing.mean_likelihood([(a,), (own,)], about) == 0.0


def test_the_order_of_many_claims_hardly_changes_their_rating() -> None:
    some = tuple(replace(number("10"), id=f"a{n}", article="a") for n in range(30))
    near, far = (tuple(replace(number(v), id=f"{v} {n}", article="b") for n in range(30)) for v in ("12", "9000"))
    about = differing.around((*some, *near, *far), ())
    one, other = (differing.mean_likelihood([some, others], about) for others in (near + far, far + near))
    alone = [differing.mean_likelihood([some, others], about) for others in (near, far)]
    assert one == pytest.approx(other)
    assert min(alone) < one < max(alone)


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
    bottom, *_, top = [b for b in RELIABILITY[group] if b["conflicts"]]
    apart = top["right"] / top["conflicts"] - bottom["right"] / bottom["conflicts"]
    assert apart > 0.78 * (top["mean"] - bottom["mean"]) > 0.3
    assert top["right"] / top["conflicts"] >= top["mean"] - 0.15


def test_learning_tells_right_from_wrong() -> None:
    calibrate = benching.script("calibrate")
    made = [calibrate.Row("t", "N001", (name,), name == "high or medium", "") for name in FEATURES for _ in range(9)]
    base, weights = calibrate.fit(made)
    assert weights["high or medium"] > 1 > 0 > weights["names, or yes against no"]
    rated = calibrate.reliability(calibrate.rated(made, base, weights))
    assert sum(row["conflicts"] for row in rated) == len(made)
    assert rated[-1]["right"] == rated[-1]["conflicts"]
