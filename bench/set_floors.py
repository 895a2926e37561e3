"""Measures the figures that tests/test_quality.py holds, and writes their floors, a little below, to bench/floors.json.

    python bench/set_floors.py [--allow-lower REASON]

A floor that would sink stays where it is, unless --allow-lower gives the reason, which goes into CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from auditor.evaluate.gold import fingerprint
from auditor.evaluate.overall import Figures, topic_figures
from auditor.evaluate.topics import evaluate_topics, read_split

BENCH = Path(__file__).resolve().parent
SHARED = BENCH.parent.parent / "shared"
FLOORS = BENCH / "floors.json"
CHANGES = BENCH.parent / "CHANGELOG.md"
BUILD = ("bush-knee", "klitschko", "microsoft-openai", "plant-shooting", "teixeira", "waitrose")
"""The topics to build on that the gate measures; those held out it measures all."""
MARGIN, WIDE = 0.03, 0.08
"""How far below the present figure a floor lies; wide where a few conflicts more or less move the figure."""


def measure(shared: Path = SHARED) -> Figures:
    """The figures of the topics under the gate, each audited alone, and of microsoft-openai by itself."""
    held_out = read_split(BENCH / "gold_split.toml")["held out"]
    groups = {"build": BUILD, "held out": held_out, "microsoft-openai": ("microsoft-openai",)}
    scores = evaluate_topics(shared / "gold", shared / "articles", [*BUILD, *held_out])
    return {name: share for name, share in topic_figures(scores, groups).items() if not name.startswith("all:")}


def data(shared: Path = SHARED) -> str:
    """The hash of what the figures are measured on."""
    return fingerprint(shared / "gold", shared / "articles")


def floors(now: Figures, before: Figures, may_sink: bool) -> Figures:
    """The floor of each figure: below the present one, and not below the former floor unless it may sink."""
    wide = ("precision", "recall of high and medium", "recall of low")
    new = {n: round(max(0.0, share - (WIDE if n.endswith(wide) else MARGIN)), 4) for n, share in now.items()}
    kept = new if may_sink else {name: max(floor, before.get(name, 0.0)) for name, floor in new.items()}
    return {name: floor for name, floor in kept.items() if floor > 0}  # a floor of zero holds nothing


def lowered(new: Figures, before: Figures) -> list[str]:
    """The names of the floors that sank or went away."""
    return [name for name, floor in before.items() if new.get(name, 0.0) < floor]


def note(reason: str, names: Sequence[str], path: Path = CHANGES) -> None:
    """Adds a line with the reason to the changelog."""
    text = path.read_text("utf-8") if path.exists() else "# Changes\n\n"
    path.write_text(f"{text}- Floors lowered ({', '.join(names)}): {' '.join(reason.split())}\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--allow-lower", metavar="REASON", default="", help="let floors sink, for this reason")
    reason = parser.parse_args(arguments).allow_lower.strip()
    before: Figures = json.loads(FLOORS.read_text("utf-8"))["floors"] if FLOORS.exists() else {}
    now = measure()
    new = floors(now, before, may_sink=bool(reason))
    sunk = lowered(new, before)
    if sunk and not reason:
        parser.error(f"the figures of these floors are measured no more: {', '.join(sunk)}")
    if sunk:
        note(reason, sunk)
    FLOORS.write_text(json.dumps({"data": data(), "floors": new}, indent=1) + "\n", "utf-8")
    for name, floor in new.items():
        print(f"{name:<50} {now[name]:.4f}  floor {floor:.4f}{'  BELOW' if now[name] < floor else ''}")


if __name__ == "__main__":
    main()
