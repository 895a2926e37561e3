"""All figures in one: a flat table of names and shares, to be kept and compared with those of another day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.evaluate.score import Score, figures
from auditor.evaluate.table import aligned
from auditor.evaluate.topics import Split, totals

Figures = dict[str, float]
"""Name of a figure ("held out: found") -> its share, all of them the better the higher."""


def topic_figures(scores: Sequence[Score], split: Split, suffix: str = "") -> Figures:
    """The figures of the split's groups and of all topics: "GROUP SUFFIX: NAME"."""
    return {
        f"{group.topic}{suffix}: {name}": round(share, 4)
        for group in totals(scores, split)
        for name, share in figures(group).items()
    }


def all_figures(
    shared: Path, split: Split, summaries_taken: int | None = None, pairs_taken: int | None = None
) -> Figures:
    """Everything that can be measured on the annotated data in a folder of the form of ``../shared``.

    summaries_taken, pairs_taken: how many rows of those files are used; None for all.
    """
    from auditor.evaluate.pairs import evaluate_pairs
    from auditor.evaluate.quantities import evaluate_quantities
    from auditor.evaluate.summaries import evaluate_summaries
    from auditor.evaluate.topics import evaluate_topics

    gold, articles, bench = shared / "gold", shared / "articles", shared / "bench"
    alone = topic_figures(evaluate_topics(gold, articles), split)
    together = topic_figures(evaluate_topics(gold, articles, together=True), split, " in one run")
    quantities = evaluate_quantities(bench / "quantities.jsonl")
    found = {f"quantities: F1 of {key}": part["f1"] for key, part in quantities.items() if isinstance(part, Mapping)}
    kinds = ("balanced accuracy", "sensitivity", "specificity")
    told = evaluate_summaries(bench / "summaries.jsonl", summaries_taken)
    summaries = {f"summaries: {kind}": told[kind] for kind in kinds}
    sets = evaluate_pairs(bench / "pairs.jsonl", pairs_taken)
    pairs = {f"pairs, {name}: {kind}": row[kind] for name, row in sets.items() for kind in ("accuracy", kinds[0])}
    return alone | together | found | summaries | pairs


def comparison(now: Figures, accepted: Figures, bars: Figures) -> str:
    """A line a figure: as it is, as it was accepted, the change in points, and the bar that it is to reach."""
    rows = [("figure", "now", "accepted", "change", "bar")]
    for name, share in now.items():
        before, bar = accepted.get(name), bars.get(name)
        change = "" if before is None else f"{100 * (share - before):+.1f}"
        rows.append((name, _points(share), _points(before), change, _points(bar)))
    return aligned(rows)


def _points(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"
