"""Measures everything on the annotated data, beside the project and made up, and prints one table, beside the accepted
figures.

    python bench/evaluate.py [--accept] [--shared FOLDER]

Where the data beside the project are missing, the made-up topics (bench/made_topics) are measured alone.
--accept keeps the figures in bench/accepted.json, with the hashes of the data that they were measured on.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from auditor.evaluate.gold import fingerprint
from auditor.evaluate.overall import Figures, all_figures, comparison, topic_figures
from auditor.evaluate.topics import evaluate_topics, read_split

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
MADE = BENCH / "made_topics"
ACCEPTED = BENCH / "accepted.json"
SUMMARIES, PAIRS = 300, 600  # so many rows are taken, always the same ones: all would take too long
BARS: Figures = {
    "held out: found": 0.80,
    "held out: valued": 0.90,
    "held out: aligned F1": 0.65,
    "held out: recall of high and medium": 0.65,
    "held out: precision": 0.75,
    "held out: traps avoided": 0.95,
    "quantities: F1 of value": 0.95,
    "quantities: F1 of value+unit": 0.90,
    "summaries: balanced accuracy": 0.75,
}
"""What the program is to reach."""


def made_figures(folder: Path) -> Figures:
    """The figures of the made-up topics, each audited alone, by the groups of their split."""
    groups = {f"made, {group}": names for group, names in read_split(folder / "split.toml").items()}
    figures = topic_figures(evaluate_topics(folder / "gold", folder / "articles"), groups)
    return {name: share for name, share in figures.items() if not name.startswith("all:")}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="keep these figures as the accepted ones")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/, articles/ and bench/")
    options = parser.parse_args(arguments)
    there = (options.shared / "gold").is_dir()
    if not there:
        print("The annotated data (../shared) are not beside this folder: only the made-up topics can be measured.")
        if options.accept:
            parser.error("only the figures of all data can be accepted")
    folders = {"data": options.shared, "made": MADE} if there else {"made": MADE}
    data = {name: fingerprint(folder / "gold", folder / "articles") for name, folder in folders.items()}
    kept = json.loads(ACCEPTED.read_text("utf-8")) if ACCEPTED.exists() else {"figures": {}}
    now = all_figures(options.shared, read_split(BENCH / "gold_split.toml"), SUMMARIES, PAIRS) if there else {}
    now |= made_figures(MADE)
    print(comparison(now, kept["figures"], BARS))
    if any(kept.get(name, hashed) != hashed for name, hashed in data.items()):
        print("The accepted figures were measured on other annotations or articles.")
    if options.accept:
        ACCEPTED.write_text(json.dumps({**data, "figures": now}, indent=1) + "\n", "utf-8")
        print(f"Accepted: {ACCEPTED.name} holds these figures now.")


if __name__ == "__main__":
    main()
