"""The split of the topics into those to build on and those held out is the one that the lot gave."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPLIT = tomllib.loads((ROOT / "bench" / "gold_split.toml").read_text(encoding="utf-8"))
MADE = tomllib.loads((ROOT / "bench" / "made_topics" / "split.toml").read_text(encoding="utf-8"))
GOLD = ROOT.parent / "shared" / "gold"


def test_drawing_again_gives_the_same_split() -> None:
    topics = sorted({*SPLIT["build"], *SPLIT["held_out"]} - set(SPLIT["fixed"]))
    drawn = random.Random(SPLIT["seed"]).sample(topics, 11)
    assert sorted([*SPLIT["fixed"], *drawn]) == SPLIT["build"]
    assert sorted(set(topics) - set(drawn)) == SPLIT["held_out"]


def test_drawing_again_gives_the_same_split_of_the_made_up_topics() -> None:
    topics = sorted(path.stem for path in (ROOT / "bench" / "made_topics" / "gold").glob("*.json"))
    drawn = random.Random(MADE["seed"]).sample(topics, 6)
    assert sorted(drawn) == MADE["held_out"]
    assert sorted(set(topics) - set(drawn)) == MADE["build"]


@pytest.mark.parametrize("split", [SPLIT, MADE], ids=["annotated", "made up"])
def test_no_topic_is_on_both_sides(split: dict[str, list[str]]) -> None:
    assert not set(split["build"]) & set(split["held_out"])
    assert len(set(split["build"])) == len(split["build"])
    assert len(set(split["held_out"])) == len(split["held_out"])


def test_every_gold_topic_is_on_one_side() -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold topics are not here: they stand beside the project, in ../shared")
    assert {path.stem for path in GOLD.glob("*.json")} == {*SPLIT["build"], *SPLIT["held_out"]}
