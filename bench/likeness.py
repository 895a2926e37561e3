"""How well the vectors of claims tell which claims answer one question, on topics that nothing was learned from.

    python bench/likeness.py [--shared FOLDER]

Average precision of the pairs of claims of one topic and one sort of answer that lie on annotated passages, the most
alike first, of all topics together: with the packaged encoder as it is, with the learned change, and with the weights
of the whole alignment (auditor/align/weights.json), which take the likeness for one feature of many.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import annotated
import learn_alignment
import numpy as np

from auditor.align import learned
from auditor.align.features import Matrix, rarity
from auditor.align.similar import cosines
from auditor.evaluate.table import aligned
from auditor.evaluate.topics import read_split
from auditor.extract import encoder
from auditor.model import Claim

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"

Told = tuple[list[Claim], annotated.Mentions]
"""A topic's claims that are compared by words, and what is annotated."""


def told(name: str, folder: Path, adapter: Path = encoder.ADAPTER) -> Told:
    articles, mentions = annotated.topic(name, folder / "gold", folder / "articles")
    return annotated.worded(articles, adapter), mentions


def unchanged(folder: Path) -> Path:
    """A change of the encoder that changes nothing."""
    with np.load(encoder.ADAPTER) as change:
        kept = [name for name in change.files if name == "share" or name.endswith("largest")]
        left = {name: change[name] if name in kept else np.zeros_like(change[name]) for name in change.files}
    np.savez(folder / "none.npz", **left)
    return folder / "none.npz"


def pairs(topic: Told, whole: bool) -> tuple[list[float], list[int]]:
    """How alike the pairs are, and which of them answer one question. whole: by all features, not the vectors alone."""
    claims, mentions = topic
    rare = rarity(claims)
    alike: list[float] = []
    labels: list[int] = []
    for sort in sorted({c.value_type for c in claims}):
        some = [c for c in claims if c.value_type == sort]
        covered = [annotated.answered(c, mentions) for c in some]
        rows, columns = np.triu_indices(len(some), 1)
        found = [learn_alignment.label(some, covered, i, j) for i, j in zip(rows, columns, strict=True)]
        matrix: Matrix = learned.compare_all(some, rare)[0] if whole else cosines([c.meaning for c in some])
        known = np.array(found) >= 0
        alike += list(matrix[rows, columns][known])
        labels += list(np.array(found)[known])
    return alike, labels


def average_precision(topics: Sequence[Told], whole: bool = False) -> float:
    found = [pairs(topic, whole) for topic in topics]
    alike, labels = (np.array([x for pair in found for x in pair[n]]) for n in (0, 1))
    same = labels[np.argsort(-alike, kind="stable")] == 1
    return float((np.cumsum(same) / np.arange(1, len(same) + 1))[same].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and articles/")
    options = parser.parse_args()
    made = BENCH / "made_topics"
    groups = {"made, held out": (made, read_split(made / "split.toml")["held out"])}
    if options.shared.is_dir():
        groups["held out"] = (options.shared, read_split(BENCH / "gold_split.toml")["held out"])
    rows = [["average precision of pairs", "encoder as it is", "with the change", "all features"]]
    with tempfile.TemporaryDirectory() as folder:
        none = unchanged(Path(folder))
        for name, (home, names) in groups.items():
            before, after = ([told(topic, home, a) for topic in names] for a in (none, encoder.ADAPTER))
            figures = [average_precision(before), average_precision(after), average_precision(after, whole=True)]
            rows.append([name, *(f"{100 * figure:.1f}" for figure in figures)])
    print(aligned(rows))


if __name__ == "__main__":
    main()
