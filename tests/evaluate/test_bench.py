"""The scripts that keep the figures: what is accepted, the floors, what a feature contributes."""

from __future__ import annotations

import itertools
import json
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import made
import making
import pytest
from benching import BENCH, script
from scoring import SHARED

from auditor.align.features import LEVELS
from auditor.evaluate.overall import comparison, topic_figures
from auditor.evaluate.score import score
from auditor.evaluate.topics import read_split, topic_names

SPLIT = read_split(BENCH / "gold_split.toml")


def test_the_table_sets_figures_side_by_side() -> None:
    lines = comparison({"a": 0.5, "new": 0.25}, {"a": 0.4, "gone": 1.0}, {"a": 0.8}).splitlines()
    assert [line.split() for line in lines[2:]] == [["a", "50.0", "40.0", "+10.0", "80.0"], ["new", "25.0"]]


def test_figures_are_named_by_group() -> None:
    figures = topic_figures([score(made.audit(), made.TOPIC)], {"build": ("ferries",)}, " in one run")
    assert figures["build in one run: found"] == figures["all in one run: found"] == round(4 / 6, 4)


@pytest.fixture
def evaluate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with one small made-up topic and no accepted figures."""
    own = tmp_path / "own"
    own.mkdir()
    made.write(own)
    (own / "split.toml").write_text('build = ["ferries"]\nheld_out = []\n')
    module = script("evaluate")
    monkeypatch.setattr(module, "MADE", own)
    monkeypatch.setattr(module, "ACCEPTED", tmp_path / "accepted.json")
    return module


def test_evaluation_without_data_measures_made_up_topics(
    evaluate: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.main(["--shared", str(tmp_path)])
    said, head, _, *rows = capsys.readouterr().out.splitlines()
    assert "only the made-up topics" in said
    assert head.split() == ["figure", "now", "accepted", "change", "bar"]
    assert rows[0].startswith("made, build: found ")
    assert all(row.startswith("made, build: ") for row in rows)
    with pytest.raises(SystemExit):
        evaluate.main(["--shared", str(tmp_path), "--accept"])
    assert not evaluate.ACCEPTED.exists()


def test_accepted_figures_know_both_sets_of_data(
    evaluate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evaluate, "all_figures", lambda *_: {"all: found": 0.5})
    made.write(tmp_path)
    call = ["--shared", str(tmp_path)]
    evaluate.main([*call, "--accept"])
    kept = json.loads(evaluate.ACCEPTED.read_text("utf-8"))
    assert set(kept) == {"data", "made", "figures"}
    assert set(kept["figures"]) >= {"all: found", "made, build: found"}
    evaluate.main(call)
    assert "other annotations" not in capsys.readouterr().out
    for folder in (tmp_path, evaluate.MADE):
        changed = folder / "articles" / "ferries" / "post.txt"
        changed.write_text(made.POST + "\n", "utf-8")
        evaluate.main(call)
        assert "other annotations" in capsys.readouterr().out
        changed.write_text(made.POST, "utf-8")


def test_floors_rise_and_sink_only_when_allowed() -> None:
    gate = script("set_floors")
    now, before = {"a": 0.9, "b": 0.5}, {"a": 0.8, "b": 0.6}
    assert gate.floors(now, before, may_sink=False) == {"a": 0.87, "b": 0.6}
    assert gate.floors(now, before, may_sink=True) == {"a": 0.87, "b": 0.47}
    assert gate.lowered({"a": 0.87, "b": 0.47}, before) == ["b"]
    assert gate.lowered({"a": 0.87}, before) == ["b"]


def test_lowering_goes_into_the_changelog(tmp_path: Path) -> None:
    gate, path = script("set_floors"), tmp_path / "CHANGELOG.md"
    gate.note("the gold\nwas mended", ["a", "b"], path)
    gate.note("again", ["a"], path)
    assert path.read_text("utf-8").splitlines()[2:] == [
        "- Floors lowered (a, b): the gold was mended",
        "- Floors lowered (a): again",
    ]


def test_floors_are_set_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = script("set_floors")
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(gate, "CHANGES", tmp_path / "CHANGELOG.md")
    monkeypatch.setattr(gate, "data", lambda: "hash")
    for share in (0.5, 0.4):
        monkeypatch.setattr(gate, "measure", lambda share=share: {"held out: found": share})
        gate.main([])
        assert json.loads((tmp_path / "floors.json").read_text()) == {
            "data": "hash",
            "floors": {"held out: found": 0.47},
        }
    monkeypatch.setattr(gate, "measure", lambda: {})
    with pytest.raises(SystemExit):
        gate.main([])


def test_the_gate_measures_topics_to_build_on_and_no_others() -> None:
    assert set(script("set_floors").BUILD) <= set(SPLIT["build"])


@pytest.mark.parametrize("feature", LEVELS)
def test_a_feature_is_taken_away(tmp_path: Path, feature: str) -> None:
    ablation, path = script("ablation"), tmp_path / "weights.json"
    ablation.zeroed(feature, path)
    left = json.loads(path.read_text())["levels"]
    assert not any(left[feature])
    assert any(any(weights) for name, weights in left.items() if name != feature)


def test_weights_are_learned_without_a_feature(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("the annotated data are not here: they stand beside the project, in ../shared")
    ablation, path = script("ablation"), tmp_path / "weights.json"
    blocks = ablation.learn_alignment.topic_blocks("paris-heist", SHARED / "gold", SHARED / "articles")
    ablation.learned_without(blocks, "unit", path)
    left = json.loads(path.read_text())["levels"]
    assert {name: len(weights) for name, weights in left.items()} == {n: len(b) + 1 for n, b in LEVELS.items()}
    assert len(set(left["unit"])) == 1
    assert len(set(left["rarest word in common"])) > 1


def test_the_marks_of_a_training_story_are_passages(tmp_path: Path) -> None:
    path = tmp_path / "bus.txt"
    path.write_text(
        "=== one\nBus falls\nIt [[q1|fell 40 metres]], [[q2,q3|killing nine]].\n=== two\n[[q1|A fall of 50 m]]\n",
        "utf-8",
    )
    articles, mentions = script("annotated").story(path)
    assert [(a.source, a.title) for a in articles] == [("one", "Bus falls"), ("two", "A fall of 50 m")]
    assert articles[0].text == "Bus falls\nIt fell 40 metres, killing nine."
    passages = [(q, a.text[s:e]) for a in articles for s, e, q in mentions[a.id]]
    assert passages == [(1, "fell 40 metres"), (2, "killing nine"), (3, "killing nine"), (1, "A fall of 50 m")]


STORIES = pytest.mark.parametrize("folder", [BENCH / "training_stories", BENCH / "fresh_stories"], ids=lambda f: f.name)


@STORIES
def test_the_stories_are_whole(folder: Path) -> None:
    annotated = script("annotated")
    paths = list(annotated.stories(folder))
    assert paths
    for path in paths:
        articles, mentions = annotated.story(path)
        assert 5 <= len(articles) <= 8, path
        for article in articles:
            assert "[[" not in article.text, path
            assert "]]" not in article.text, path
            for start, end, _ in mentions[article.id]:
                assert any(ch.isalnum() for ch in article.text[start:end]), (path, article.text[start:end])


@STORIES
def test_every_disagreement_of_the_stories_is_of_passages_that_are_there(folder: Path) -> None:
    annotated = script("annotated")
    lines = (folder / "disagreements").read_text("utf-8").splitlines()
    found = [side for path in annotated.stories(folder) for side in annotated.story_sides(path)]
    assert {side.discrepancy[1] for side in found} == set(range(len(lines)))
    for line, sides in zip(lines, itertools.groupby(found, key=lambda s: s.discrepancy), strict=False):
        assert len(list(sides)[1:]) >= 1, line
    assert all(side.passages for side in found)


def test_sides_of_a_story_are_read(tmp_path: Path) -> None:
    path = tmp_path / "bus.txt"
    path.write_text("=== one\nBus falls\nIt [[q1|fell 40 m]].\n=== two\nOn [[q1|a fall of 50 m]].\n", "utf-8")
    (tmp_path / "disagreements").write_text("bus q1: 1 / 2 | medium numeric\n", "utf-8")
    one, two = script("annotated").story_sides(path)
    assert (one.discrepancy, one.number, two.number) == (two.discrepancy, 0, 1)
    assert [side.passages[0][0] for side in (one, two)] == ["bus/one", "bus/two"]


def test_what_became_of_the_disagreements_of_a_story_is_counted(tmp_path: Path) -> None:
    """One that is reported, one whose sides answer different questions, one of which nothing is read."""
    one = "[[q1|The blast in Gorle killed 11 people.]]\n[[q2|The mill had burnt down in 1951.]]\n[[q3|Why?]]"
    two = "[[q1|The blast in Gorle killed 14 people.]]\n[[q2|Orsund saw rain on Sunday.]]\n[[q3|Because.]]"
    (tmp_path / "mill.txt").write_text(f"=== one\nIn brief\n{one}\n=== two\nIn brief\n{two}\n", "utf-8")
    lines = ("mill q1: 1 / 2 | high numeric", "mill q2: 1 / 2 | low date", "mill q3: 1 / 2 | low cause")
    (tmp_path / "disagreements").write_text("\n".join(lines), "utf-8")
    fresh = script("fresh_stories")
    outcomes, right = fresh.measured(tmp_path / "mill.txt")
    assert outcomes == {("numeric", fresh.FOUND): 1, ("date", fresh.APART): 1, ("cause", fresh.NO_CLAIM): 1}
    assert right == {("N001 medium", True): 1}


def test_claims_on_two_sides_of_one_discrepancy_differ() -> None:
    learn, annotated = script("learn_differing"), script("annotated")
    a, b = (making.claim(Decimal(n), article=f"a{n}") for n in (1, 2))
    one, two, other = (
        annotated.Side(("t", d), n, ((article, 0, 99),)) for d, n, article in ((0, 0, "a1"), (0, 1, "a2"), (1, 1, "a2"))
    )
    texts = {"a1": "1 goat or 3", "a2": "2 goats"}
    assert learn.differ((a, b), [one, two], texts)
    assert not learn.differ((a, b), [one, other], texts)


def test_a_figure_beside_the_one_that_a_passage_tells_is_not_on_its_side() -> None:
    annotated, text = script("annotated"), "12 goats and 30 sheep were sold"
    side = annotated.Side(("t", 0), 0, (("a1", 0, len("12 goats")),))
    goats, sheep = (making.claim(Decimal(n), article="a1") for n in (12, 30))
    assert annotated.on(goats, side, {"a1": text})
    assert not annotated.on(sheep, side, {"a1": text})
    assert annotated.on(sheep, annotated.Side(("t", 0), 0, (("a1", 0, 1),)), {"a1": "A dozen"})


def test_the_ablation_lists_the_dearest_feature_first() -> None:
    lines = script("ablation").table([("nothing", {"build": 0.6}), ("a", {"build": 0.59}), ("b", {"build": 0.4})])
    assert [line.split() for line in lines.splitlines()[2:]] == [
        ["nothing", "60.0"], ["b", "40.0", "-20.0"], ["a", "59.0", "-1.0"],
    ]  # fmt: skip


def test_topic_names_are_the_gold_files(tmp_path: Path) -> None:
    made.write(tmp_path, "b")
    assert topic_names(made.write(tmp_path, "a")[0]) == ["a", "b"]
