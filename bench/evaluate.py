"""Measures everything on the annotated data beside the project and prints one table, beside the accepted figures.

    python bench/evaluate.py [--accept] [--shared FOLDER]

--accept keeps the figures in bench/accepted.json, with the hash of the data that they were measured on.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from auditor.evaluate.gold import fingerprint
from auditor.evaluate.overall import Figures, all_figures, comparison
from auditor.evaluate.topics import read_split

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="keep these figures as the accepted ones")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with gold/, articles/ and bench/")
    options = parser.parse_args()
    gold, articles = options.shared / "gold", options.shared / "articles"
    if not gold.is_dir():
        print("Nothing to measure on: the annotated data (../shared) is not beside this folder.")
        return
    data = fingerprint(gold, articles)
    kept = json.loads(ACCEPTED.read_text("utf-8")) if ACCEPTED.exists() else {"data": data, "figures": {}}
    now = all_figures(options.shared, read_split(BENCH / "gold_split.toml"), SUMMARIES, PAIRS)
    print(comparison(now, kept["figures"], BARS))
    if kept["data"] != data:
        print("The accepted figures were measured on other annotations or articles.")
    if options.accept:
        ACCEPTED.write_text(json.dumps({"data": data, "figures": now}, indent=1) + "\n", "utf-8")
        print(f"Accepted: {ACCEPTED.name} holds these figures now.")


if __name__ == "__main__":
    main()
