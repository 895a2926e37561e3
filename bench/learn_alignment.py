"""Learns the weights by which open claims are aligned, from annotated topics; writes auditor/align/weights.json.

    python bench/learn_alignment.py --gold ../shared/gold --articles ../shared/articles [--check]

Logistic regression over the levels of auditor.align.features.LEVELS, on all pairs of open claims that lie on
annotated mentions: right where both answer one question of the gold. Only the topics listed under `build` in
gold_split.toml are read, each with an encoder that was learned without it (bench/learn_meaning.py, to be run first).
--check prints the pairs' F1 with each topic left out in turn, for several cuts, and writes nothing.
"""

from __future__ import annotations

import argparse
import itertools
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import annotated
import numpy as np
from sklearn.linear_model import LogisticRegression

from auditor.align.cluster import cluster
from auditor.align.features import LEVELS, features, rarity
from auditor.align.learned import WEIGHTS, level_numbers
from auditor.extract import encoder
from auditor.model import Claim

STRENGTH = 0.05  # inverse regularisation
CUT = -1.25
"""The best of whole audits of the topics to build on, each with an encoder that had not seen it; -1.5 is as good."""
ADAPTERS = Path(__file__).resolve().parents[1] / "build" / "adapters"
CUTS = (-2.0, -1.75, -1.5, -1.25, -1.0, -0.75)


@dataclass
class Block:
    claims: list[Claim]
    questions: list[frozenset[int]]  # of the mentions that each claim covers
    levels: np.ndarray  # pairs x features, level numbers
    labels: np.ndarray  # 1 same question, 0 not, -1 not to be learned from


def halves(names: Sequence[str]) -> tuple[list[str], list[str]]:
    return sorted(names)[::2], sorted(names)[1::2]


def half(number: int) -> Path:
    """The change of the encoder that was learned without that half of the topics."""
    return ADAPTERS / f"without-half-{number}.npz"


def unseen_blocks(names: Sequence[str], gold: Path, articles: Path) -> dict[str, list[Block]]:
    """Topic -> its blocks, its claims' vectors being those of an encoder that has not seen it.

    Raises FileNotFoundError when bench/learn_meaning.py was not run.
    """
    parts = enumerate(halves(names))
    return {name: topic_blocks(name, gold, articles, half(n)) for n, part in parts for name in part}


def topic_blocks(name: str, gold: Path, articles: Path, adapter: Path = encoder.ADAPTER) -> list[Block]:
    read, mentions = annotated.topic(name, gold, articles)
    claims = annotated.worded(read, adapter)
    rare = rarity(claims)
    by_sort: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        by_sort.setdefault(claim.value_type, []).append(claim)
    return [block(group, mentions, rare) for group in by_sort.values() if len(group) > 1]


def block(claims: list[Claim], mentions: annotated.Mentions, rare: object) -> Block:
    covered = [annotated.answered(c, mentions) for c in claims]
    rows, columns = np.triu_indices(len(claims), 1)
    found = features(claims, rare)  # type: ignore[arg-type]
    levels = np.stack([level_numbers(f, found[f][rows, columns]) for f in LEVELS], axis=1)
    return Block(
        claims, covered, levels, np.array([label(claims, covered, i, j) for i, j in zip(rows, columns, strict=True)])
    )


def label(claims: list[Claim], covered: list[frozenset[int]], i: int, j: int) -> int:
    a, b = claims[i], claims[j]
    overlapping = a.article == b.article and a.start < b.end and b.start < a.end
    return -1 if overlapping or not covered[i] or not covered[j] else int(bool(covered[i] & covered[j]))


def one_hot(levels: np.ndarray) -> np.ndarray:
    return np.hstack(
        [np.eye(len(bounds) + 1, dtype=np.float32)[levels[:, n]] for n, bounds in enumerate(LEVELS.values())]
    )


def fit(blocks: list[Block]) -> LogisticRegression:
    x = np.vstack([one_hot(b.levels[b.labels >= 0]) for b in blocks])
    y = np.concatenate([b.labels[b.labels >= 0] for b in blocks])
    return LogisticRegression(C=STRENGTH, max_iter=500).fit(x, y)


def pairs_right(blocks: list[Block], model: LogisticRegression, cut: float) -> tuple[int, int, int]:
    """Pairs that share a group and a question, that share a group only, and that share a question (labelled pairs)."""
    right = wrong = wanted = 0
    for b in blocks:
        n = len(b.claims)
        weights = np.zeros((n, n))
        rows, columns = np.triu_indices(n, 1)
        weights[rows, columns] = weights[columns, rows] = model.decision_function(one_hot(b.levels)) - cut
        group_of = {i: g for g, group in enumerate(cluster(weights)) for i in group}
        for i, j, y in zip(rows, columns, b.labels, strict=True):
            together = i in group_of and group_of[i] == group_of.get(j)
            right, wrong, wanted = right + (together and y == 1), wrong + (together and y == 0), wanted + (y == 1)
    return right, wrong, wanted


def check(topics: dict[str, list[Block]]) -> None:
    models = {t: fit([b for u in topics if u != t for b in topics[u]]) for t in topics}
    for cut in CUTS:
        counts = np.sum([pairs_right(topics[t], models[t], cut) for t in topics], axis=0)
        right, wrong, wanted = map(int, counts)
        precision, recall = right / (right + wrong), right / wanted
        f1 = 2 * right / (right + wrong + wanted)
        print(f"cut {cut:5.2f}: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def readable(
    model: LogisticRegression, numbers: np.ndarray, sizes: dict[str, int]
) -> tuple[float, dict[str, list[float]]]:
    """The intercept, and the weights of each feature's levels, so that a level above zero speaks for a pair.

    numbers: pairs x features, the level numbers of all the pairs that were learned from. sizes: feature -> levels.
    """
    starts = list(itertools.accumulate([0, *sizes.values()]))
    intercept, levels = float(model.intercept_[0]), {}
    for n, feature in enumerate(sizes):
        raw = model.coef_[0][starts[n] : starts[n + 1]]
        usual, seen = float(raw[numbers[:, n]].mean()), set(numbers[:, n])
        levels[feature] = [round(float(w) - usual, 3) if at in seen else 0.0 for at, w in enumerate(raw)]
        intercept += usual
    return round(intercept, 3), levels


def write(model: LogisticRegression, typical: np.ndarray) -> None:
    intercept, levels = readable(model, typical, {name: len(bounds) + 1 for name, bounds in LEVELS.items()})
    WEIGHTS.write_text(json.dumps({"intercept": intercept, "cut": CUT, "levels": levels}, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    names = tomllib.loads((Path(__file__).parent / "gold_split.toml").read_text())["build"]
    topics = unseen_blocks(names, options.gold, options.articles)
    if options.check:
        check(topics)
    else:
        blocks = [b for found in topics.values() for b in found]
        write(fit(blocks), np.vstack([b.levels[b.labels >= 0] for b in blocks]))


if __name__ == "__main__":
    main()
