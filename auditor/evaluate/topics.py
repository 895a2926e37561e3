"""How well audits of annotated topics fare: each topic on its own, or all of them in one run."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from auditor import ingest
from auditor.auditing import audit
from auditor.evaluate.gold import read_topic
from auditor.evaluate.parallel import spread
from auditor.evaluate.score import Score, figures, score, total
from auditor.model import Audit

Split = dict[str, tuple[str, ...]]
"""Group of topics ("build", "held out") -> their names."""


def evaluate_topics(
    gold: Path, articles: Path, topics: Sequence[str] | None = None, together: bool = False,
    tell_misses_of: Collection[str] = (),
) -> list[Score]:  # fmt: skip
    """The scores of audits of the topics' articles, in the order of the names.

    gold: the folder of TOPIC.json. articles: the folder of TOPIC/FILE.txt. topics: None for all in ``gold``.
    together: one audit over the articles of all topics, as in a folder of mixed news. tell_misses_of: the topics
    whose scores name what was missed. Raises OSError and ValueError for what cannot be read.
    """
    names = topic_names(gold) if topics is None else list(topics)
    one = partial(_evaluate, gold, articles, tell_misses_of)
    if not together:
        return spread(one, names)
    everything = _audited([articles / name for name in names])
    return [one(name, everything) for name in names]


def topic_names(gold: Path) -> list[str]:
    """The names of the gold files in the folder, sorted."""
    return sorted(path.stem for path in gold.glob("*.json"))


def read_split(path: Path) -> Split:
    """The names under ``build`` and ``held_out`` in a TOML file. Raises OSError and ValueError."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return {"build": tuple(raw.get("build", ())), "held out": tuple(raw.get("held_out", ()))}


def totals(scores: Sequence[Score], split: Split | None = None) -> list[Score]:
    """The sums over each group of the split that has topics among the scores, and over all."""
    groups = {group: [s for s in scores if s.topic in names] for group, names in (split or {}).items()}
    return [*(total(group, some) for group, some in groups.items() if some), total("all", scores)]


def as_data(score: Score) -> dict[str, Any]:
    """The counts and the shares, as plain data; misses only where they are told."""
    counts = asdict(score)
    misses = counts.pop("misses")
    return counts | {"figures": figures(score)} | ({"misses": misses} if misses else {})


def _evaluate(
    gold: Path, articles: Path, tell_misses_of: Collection[str], name: str, whole: Audit | None = None
) -> Score:
    found = _audited([articles / name]) if whole is None else whole
    return score(found, read_topic(gold, articles, name), name in tell_misses_of)


def _audited(folders: Sequence[Path]) -> Audit:
    read, problems = ingest.read(folders)
    if not read:
        raise ValueError("; ".join(f"{problem.path}: {problem.reason}" for problem in problems))
    return audit(read)
