"""Articles to stories, by their words alone."""

from __future__ import annotations

from auditor.align.stories import SAME_STORY, group


def test_articles_alike_enough_are_one_story_whatever_else_there_is() -> None:
    words = {"a": {"x": 1.0}, "b": {"y": 1.0}, "c": {"x": 1.0, "y": 0.1}, "d": {"z": 1.0}, "e": {"y": 2.0}}
    assert group(words) == (("a", "c"), ("b", "e"), ("d",))
    assert group({id: words[id] for id in "ca"}) == (("a", "c"),)


def test_a_pair_just_below_the_bar_is_two_stories() -> None:
    alike, other = SAME_STORY + 0.001, SAME_STORY - 0.001
    for cosine, found in ((alike, (("a", "b"),)), (other, (("a",), ("b",)))):
        assert group({"a": {"x": 1.0}, "b": {"x": cosine, "y": (1 - cosine**2) ** 0.5}}) == found
