"""Learns how sure a conflict is to be one, from the real topics to build on, and writes down how well it holds.

    python bench/calibrate.py [--shared FOLDER] [--check]

Writes auditor/checks/confidence.json (the weights) and bench/reliability.json, from which docs/accuracy.md is made:
of the conflicts that were rated so, how many are discrepancies, with each topic to build on rated by the others
(leave one topic out), and for the topics held out, of which only these counts are looked at. The topics to build on are
read with encoders that were learned without them (bench/learn_meaning.py, to be run first): with one that has seen a
topic, too many conflicts are right. The made-up topics have all been seen, so nothing is learned from them here.
--check writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import annotated
import numpy as np
from learn_alignment import half, halves
from sklearn.linear_model import LogisticRegression

from auditor import ingest
from auditor.auditing import audit
from auditor.checks.confidence import FEATURES, Seen, features, sigmoid
from auditor.checks.differing import around, mean_likelihood
from auditor.evaluate.gold import read_topic
from auditor.evaluate.parallel import spread
from auditor.evaluate.score import judged
from auditor.evaluate.topics import read_split
from auditor.extract import encoder
from auditor.model import Audit, Conflict

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
WEIGHTS = BENCH.parent / "auditor" / "checks" / "confidence.json"
RELIABILITY = BENCH / "reliability.json"
STRENGTH = 1.0
"""Of the regularisation (scikit-learn's C): the best of 0.3, 1 and 3 with one topic left out in turn."""
BINS = (0.0, 0.25, 0.5, 0.75, 1.01)
Rating = tuple[float, bool]


@dataclass(frozen=True)
class Row:
    """A conflict: its topic, code and features, whether it is a discrepancy, and how its support was judged."""

    topic: str
    code: str
    features: tuple[str, ...]
    right: bool
    support: str


def rows(shared: Path, told: tuple[str, Path]) -> list[Row]:
    """The conflicts of an audit of a topic's articles, in a folder with gold/ and articles/. told: the topic, and the
    learned change of the encoder to read with."""
    topic, adapter = told
    with annotated.read_with(adapter):
        found = audit(ingest.read([shared / "articles" / topic])[0])
    claims = {c.id: c for c in found.claims}
    gold = read_topic(shared / "gold", shared / "articles", topic)
    about = around(found.claims, found.questions)
    made = []
    for conflict, right in judged(found, gold):
        sides = tuple(tuple(claims[i] for i in side.claims) for side in conflict.sides)
        held = features(Seen(conflict.code, conflict.severity, mean_likelihood(sides, about)))
        made.append(Row(topic, conflict.code, held, right, support(found, conflict)))
    return made


def all_rows(folder: Path, topics: Sequence[tuple[str, Path]]) -> list[Row]:
    return [row for some in spread(partial(rows, folder), topics) for row in some]


def support(found: Audit, conflict: Conflict) -> str:
    """Was the side with most independent origins chosen, another one, or none; or does none have most?"""
    from auditor.sources.origins import origins

    known, claims = origins(found.articles, found.families), {c.id: c for c in found.claims}
    counts = [known.independent(claims[i] for i in side.claims) for side in conflict.sides]
    if counts.count(max(counts)) > 1:
        return "no majority, one chosen" if conflict.best_supported else "no majority, too close to call"
    if not conflict.best_supported:
        return "majority, too close to call"
    chosen = conflict.sides[counts.index(max(counts))].label == conflict.best_supported
    return "majority chosen" if chosen else "minority chosen, an update" if conflict.newer else "minority chosen"


def fit(some: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """The base and the weights of the features."""
    model = LogisticRegression(C=STRENGTH).fit(_matrix(some), [row.right for row in some])
    return float(model.intercept_[0]), dict(zip(FEATURES, map(float, model.coef_[0]), strict=True))


def _matrix(some: Sequence[Row]) -> np.ndarray:
    return np.array([[float(name in row.features) for name in FEATURES] for row in some])


def rated(some: Sequence[Row], base: float, weights: dict[str, float]) -> list[Rating]:
    return [(sigmoid(base + sum(weights[name] for name in row.features)), row.right) for row in some]


def left_out(some: Sequence[Row]) -> list[Rating]:
    """Each topic's conflicts, rated by what the other topics teach."""
    found: list[Rating] = []
    for topic in sorted({row.topic for row in some}):
        base, weights = fit([row for row in some if row.topic != topic])
        found += rated([row for row in some if row.topic == topic], base, weights)
    return found


def reliability(ratings: Sequence[Rating]) -> list[dict[str, float]]:
    """For each bin: how many conflicts were rated so, how many of them are discrepancies, and their mean rating."""
    made = []
    for low, high in pairwise(BINS):
        inside = [(p, right) for p, right in ratings if low <= p < high]
        mean = sum(p for p, _ in inside) / len(inside) if inside else 0.0
        made.append(
            {
                "from": low,
                "to": min(high, 1.0),
                "conflicts": len(inside),
                "right": sum(r for _, r in inside),
                "mean": round(mean, 2),
            }
        )
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/ and articles/")
    parser.add_argument("--check", action="store_true", help="print what would be written, and write nothing")
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print("Nothing to learn from: the annotated data (../shared) is not beside this folder.")
        return
    if not options.check:
        _make_fit()
    split = read_split(BENCH / "gold_split.toml")
    unseen = [(topic, half(n)) for n, topics in enumerate(halves(split["build"])) for topic in topics]
    build = all_rows(options.shared, unseen)
    held_out = all_rows(options.shared, [(topic, encoder.ADAPTER) for topic in split["held out"]])
    base, weights = fit(build)
    counts = {code: _count([row for row in build if row.code == code]) for code in sorted({row.code for row in build})}
    learned = {
        "base": round(base, 2),
        "weights": {name: round(weight, 2) for name, weight in weights.items()},
        "codes": counts,
        "features": {name: _count([row for row in build if name in row.features]) for name in FEATURES},
    }
    told = {
        "build": reliability(left_out(build)),
        "held out": reliability(rated(held_out, base, weights)),
        "support": {
            "build": dict(sorted(Counter(row.support for row in build).items())),
            "held out": dict(sorted(Counter(row.support for row in held_out).items())),
        },
    }
    for path, value in ((WEIGHTS, learned), (RELIABILITY, told)):
        print(f"{path.name}: {json.dumps(value, indent=1)}")
        if not options.check:
            path.write_text(json.dumps(value, indent=1) + "\n", "utf-8")


def _make_fit() -> None:
    """Gives features that are new no weight yet: audits refuse weights that do not fit the features."""
    told = json.loads(WEIGHTS.read_text("utf-8"))
    told["weights"] = {name: told["weights"].get(name, 0.0) for name in FEATURES}
    WEIGHTS.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def _count(some: Sequence[Row]) -> dict[str, int]:
    return {"conflicts": len(some), "right": sum(row.right for row in some)}


if __name__ == "__main__":
    main()
