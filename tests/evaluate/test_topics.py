"""Topics audited each alone and all in one run, and the sums over groups of them."""

from __future__ import annotations

from pathlib import Path

import made
import pytest

from auditor.evaluate.topics import evaluate_topics, read_split, totals


@pytest.mark.parametrize("together", [False, True])
def test_every_topic_of_the_folder_is_audited(tmp_path: Path, together: bool) -> None:
    gold, articles = made.write(tmp_path)
    (score,) = evaluate_topics(gold, articles, together=together)
    assert (score.topic, score.mentions, score.misses) == ("ferries", 6, ())
    assert score.found >= 4


def test_many_topics_come_back_in_order(tmp_path: Path) -> None:
    names = ["e", "d", "c", "b", "a"]
    for name in names:
        gold, articles = made.write(tmp_path, name)
    scores = evaluate_topics(gold, articles, names, tell_misses_of=["c"])
    assert [score.topic for score in scores] == names
    assert len({score.found for score in scores}) == 1
    assert all(not score.misses for score in scores if score.topic != "c")


def test_a_topic_without_articles_is_an_error(tmp_path: Path) -> None:
    gold, articles = made.write(tmp_path)
    for path in (articles / "ferries").iterdir():
        path.unlink()
    with pytest.raises(ValueError, match="ferries: no article"):
        evaluate_topics(gold, articles)
    with pytest.raises(ValueError, match="nowhere: does not exist"):
        evaluate_topics(gold, articles, ["nowhere"])


def test_totals_over_the_groups_that_are_there(tmp_path: Path) -> None:
    (score,) = evaluate_topics(*made.write(tmp_path))
    sums = totals([score], {"build": ("ferries",), "held out": ("other",)})
    assert [one.topic for one in sums] == ["build", "all"]


def test_the_split_is_read(tmp_path: Path) -> None:
    path = tmp_path / "split.toml"
    path.write_text('seed = 1\nbuild = ["a"]\nheld_out = ["b", "c"]\n')
    assert read_split(path) == {"build": ("a",), "held out": ("b", "c")}
