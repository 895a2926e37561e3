"""What each feature of the alignment contributes: aligned F1 with one feature taken away at a time.

    python bench/ablation.py [--zero] [--shared FOLDER]

The weights are learned again without the feature (learn_alignment.py), on the topics to build on. --zero only sets
the feature's weights to zero and leaves those of the others, and what they add up to, as they are: quicker, rougher.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import learn_alignment
import numpy as np

from auditor import ingest, kinds
from auditor.align import align, learned
from auditor.align.features import LEVELS
from auditor.evaluate.gold import Topic, read_topic
from auditor.evaluate.overall import Figures
from auditor.evaluate.parallel import spread
from auditor.evaluate.score import aligned_f1, score
from auditor.evaluate.table import aligned
from auditor.evaluate.topics import Split, read_split, totals
from auditor.extract.claims import find_claims
from auditor.model import Audit

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
Read = tuple[Audit, Topic]  # a topic's articles and claims, not aligned yet, and its annotation
Blocks = list[learn_alignment.Block]


def read(shared: Path, name: str) -> Read:
    articles, _ = ingest.read([shared / "articles" / name])
    claims = [claim for article in articles for claim in find_claims(article)]
    return Audit(articles, tuple(claims), (), ()), read_topic(shared / "gold", shared / "articles", name)


def aligned_with(weights: Path, topics: Iterable[Read], split: Split) -> Figures:
    """Group of topics -> aligned F1 with the weights in that file."""
    learned.WEIGHTS = weights
    learned.weights.cache_clear()
    declared = kinds.load()
    scores = [score(replace(audit, questions=align(audit.claims, declared)), gold) for audit, gold in topics]
    return {group.topic: aligned_f1(group) for group in totals(scores, split)}


def zeroed(feature: str, path: Path) -> None:
    """Writes the present weights to the path, those of the feature set to zero."""
    raw = json.loads(WEIGHTS.read_text("utf-8"))
    raw["levels"][feature] = [0.0] * len(raw["levels"][feature])
    path.write_text(json.dumps(raw), "utf-8")


def learned_without(blocks: Blocks, feature: str, path: Path) -> None:
    """Writes weights to the path that were learned while the feature was the same for all pairs."""
    column = list(LEVELS).index(feature)
    blind = [replace(block, levels=np.where(np.arange(len(LEVELS)) == column, 0, block.levels)) for block in blocks]
    learn_alignment.WEIGHTS = path
    typical = np.vstack([block.levels[block.labels >= 0] for block in blind])
    learn_alignment.write(learn_alignment.fit(blind), typical)
    raw = json.loads(path.read_text("utf-8"))
    raw["levels"][feature] = [raw["levels"][feature][0]] * len(raw["levels"][feature])
    path.write_text(json.dumps(raw), "utf-8")


WEIGHTS = learned.WEIGHTS
"""The shipped weights; ``learned.WEIGHTS`` is pointed at copies meanwhile."""


def rows(topics: Sequence[Read], split: Split, blocks: Blocks | None) -> Iterator[tuple[str, Figures]]:
    """What was taken away -> aligned F1 of each group; first with nothing taken away."""
    yield "nothing", aligned_with(WEIGHTS, topics, split)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.json"
        for feature in LEVELS:
            if blocks is None:
                zeroed(feature, path)
            else:
                learned_without(blocks, feature, path)
            yield feature, aligned_with(path, topics, split)


def table(found: Sequence[tuple[str, Figures]]) -> str:
    """The groups' F1 in points and what taking the feature away changes, the dearest feature first."""
    (_, whole), *others = found
    others.sort(key=lambda row: row[1]["build"])
    head = ["taken away", *(column for group in whole for column in (group, "change"))]
    body = [["nothing", *(cell for share in whole.values() for cell in (f"{100 * share:.1f}", ""))]]
    for name, figures in others:
        cells = [(f"{100 * share:.1f}", f"{100 * (share - whole[group]):+.1f}") for group, share in figures.items()]
        body.append([name, *(cell for pair in cells for cell in pair)])
    return aligned([head, *body])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--zero", action="store_true", help="set weights to zero instead of learning without them")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and articles/")
    options = parser.parse_args()
    split = read_split(BENCH / "gold_split.toml")
    topics = spread(partial(read, options.shared), sorted(name for names in split.values() for name in names))
    gold, articles = options.shared / "gold", options.shared / "articles"
    blocks = None
    if not options.zero:
        blocks = [b for found in learn_alignment.unseen_blocks(split["build"], gold, articles).values() for b in found]
    print(table(list(rows(topics, split, blocks))))


if __name__ == "__main__":
    main()
