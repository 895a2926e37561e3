"""Learns how likely two figures tell of one thing and differ, from annotated news: auditor/checks/differing.json.

    python bench/learn_differing.py --gold ../shared/gold --articles ../shared/articles [--check]

Logistic regression over the levels of auditor.checks.differing.FEATURES, on all its candidates: right where the
annotation has the two passages on different sides of a discrepancy. It is learned from the training stories alone:
they are many, and what the few real topics add holds for themselves only. --check prints how many of the pairs rated
so are discrepancies, and writes nothing: of the topics listed under `build` in gold_split.toml, each read with an
encoder that was learned without it (bench/learn_meaning.py, to be run first), of the made-up topics to build on, and of
each eighth of the stories, rated by the others.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import annotated
import numpy as np
from learn_alignment import half, halves, readable
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from auditor import ingest, kinds
from auditor.align import align_story
from auditor.checks.differing import FEATURES, WEIGHTS, Pair, around, candidates, levels
from auditor.evaluate.topics import read_split
from auditor.extract import encoder
from auditor.extract.claims import find_claims
from auditor.model import Article

HERE = Path(__file__).resolve().parent
MADE = HERE / "made_topics"
STRENGTH = 3.0  # inverse regularisation: 0.5 and 1 rate as well
FOLDS = 8
LEARNED_FROM = "story"
RATED = (0.5, 0.4, 0.3, 0.2)


@dataclass(frozen=True)
class Rows:
    """The candidates of one topic: their levels, and which of them are discrepancies."""

    topic: str
    sort: str
    levels: list[tuple[int, ...]]
    right: list[bool]


def rows(
    name: str, sort: str, articles: Sequence[Article], sides: annotated.Sides, adapter: Path = encoder.ADAPTER
) -> Rows:
    with annotated.read_with(adapter):
        claims = [c for a in articles for c in find_claims(a)]
    aligned = align_story(claims, kinds.load())
    about = around(claims, aligned.questions)
    pairs = candidates(about, aligned.counterparts)
    found = [tuple(levels(a, b, about)[name] for name in FEATURES) for a, b in pairs]
    texts = {article.id: article.text for article in articles}
    return Rows(name, sort, found, [differ(pair, sides, texts) for pair in pairs])


def differ(pair: Pair, sides: annotated.Sides, texts: Mapping[str, str]) -> bool:
    """Do the two claims lie on passages of different sides of a discrepancy? texts: of the articles, by id."""
    a, b = ([side for side in sides if annotated.on(claim, side, texts)] for claim in pair)
    return any(x.discrepancy == y.discrepancy and x.number != y.number for x, y in itertools.product(a, b))


def topics(gold: Path, articles: Path) -> Iterator[tuple[str, str, Sequence[Article], annotated.Sides, Path]]:
    build = read_split(HERE / "gold_split.toml")["build"]
    for n, names in enumerate(halves(build)):
        for name in names:
            yield name, "real", ingest.read([articles / name])[0], annotated.sides(name, gold, articles), half(n)
    for name in read_split(MADE / "split.toml")["build"]:
        home = MADE / "articles"
        yield name, "made", ingest.read([home / name])[0], annotated.sides(name, MADE / "gold", home), encoder.ADAPTER
    for path in annotated.stories(HERE / "training_stories"):
        yield path.stem, "story", annotated.story(path)[0], annotated.story_sides(path), encoder.ADAPTER


def matrix(found: Sequence[Rows]) -> np.ndarray:
    numbers = np.array([row for rows in found for row in rows.levels])
    return np.hstack([np.eye(len(bounds) + 1)[numbers[:, n]] for n, (_, bounds) in enumerate(FEATURES.values())])


def fit(found: Sequence[Rows]) -> LogisticRegression:
    right = [right for rows in found for right in rows.right]
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(matrix(found), right)


def check(found: Sequence[Rows]) -> None:
    own = [rows for rows in found if rows.sort == LEARNED_FROM]
    folds = GroupKFold(FOLDS).split(own, groups=[rows.topic for rows in own])
    rated_by = [(fit([own[i] for i in others]), [own[i] for i in left]) for others, left in folds]
    rated_by.append((fit(own), [rows for rows in found if rows.sort != LEARNED_FROM]))
    ratings: dict[str, list[tuple[float, bool]]] = {rows.sort: [] for rows in found}
    for model, rated in rated_by:
        for rows in rated:
            likely = model.predict_proba(matrix([rows]))[:, 1]
            ratings[rows.sort] += zip(likely, rows.right, strict=True)
    for sort, rated in ratings.items():
        told = "  ".join(
            f">= {least}: {sum(r for p, r in rated if p >= least)}/{sum(p >= least for p, _ in rated)}"
            for least in RATED
        )
        print(f"{sort:6} right {sum(r for _, r in rated)}/{len(rated)}  {told}")


def write(model: LogisticRegression, found: Sequence[Rows]) -> None:
    numbers = np.array([row for rows in found for row in rows.levels])
    intercept, learned = readable(model, numbers, {name: len(bounds) + 1 for name, (_, bounds) in FEATURES.items()})
    right = sum(sum(rows.right) for rows in found)
    data = {"pairs": len(numbers), "right": right, "intercept": intercept, "levels": learned}
    WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="print how well ratings hold, and write nothing")
    options = parser.parse_args()
    read = [t for t in topics(options.gold, options.articles) if options.check or t[1] == LEARNED_FROM]
    with ProcessPoolExecutor() as pool:
        found = [r for r in pool.map(rows, *zip(*read, strict=True)) if r.levels]
    if options.check:
        check(found)
    else:
        write(fit(found), found)


if __name__ == "__main__":
    main()
