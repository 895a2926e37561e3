"""How the time of a run grows with what is new: a full run over 2,000 made-up articles, then one article more.

    python bench/rerun.py [--stories 250] [--each 8] [--keep FOLDER]

Both are `auditor run` as people call it, each in a process of its own; what start-up and loading the language model
take (a run over one article, in a store of its own) is taken off both. Seconds are of processor time. Exits with 1
above the bar.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from made_articles import Made, articles, write

from auditor.store import open_store

BAR = 0.03
"""What one article more may take at most, as a share of the full run."""


def timed(folder: Path, *arguments: str) -> float:
    """Seconds of processor time, which other programs on the machine disturb less than the time on the clock."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "auditor", "run", *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"COLUMNS": "80"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def start_up(folder: Path, one: Made) -> float:
    """The quicker of two: the first one warms the disk."""
    times = []
    for n in range(2):
        write([one], folder / f"start{n}" / "news")
        times.append(timed(folder / f"start{n}", "news"))
    return min(times)


def measure(folder: Path, made: list[Made]) -> bool:
    *others, last = made
    start = start_up(folder, last)
    print(f"start-up, model and a report of one article: {start:.1f} s")
    work = folder / "work"
    write(others, work / "news")
    full = timed(work, "news") - start
    print(f"full run over {len(others)} articles: {full:.1f} s beyond that")
    write([last], work / "news")
    more = timed(work) - start
    with open_store(str(work / ".auditor" / "audit.db")) as store:
        row, before = store.runs()[:2]
    print(f"one article more: {more:.2f} s beyond that; {row['articles_read']} article read, "
          f"{row['blocks_compared']} of {row['blocks']} blocks compared")  # fmt: skip
    again = timed(work) - start
    print(f"nothing new: {max(again, 0):.2f} s beyond that")
    planted = sum(one.differs for one in made)
    print(f"conflicts: {before['conflicts']} in the full run, {row['conflicts']} after; planted: {planted}")
    print(f"ratio: {more / full:.2%} (at most {BAR:.0%})")
    return more / full <= BAR and row["articles_read"] == 1 and row["blocks_compared"] == 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=250)
    parser.add_argument("--each", type=int, default=8)
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave it")
    options = parser.parse_args()
    made = articles(options.stories, options.each)
    if options.keep:
        return int(not measure(options.keep, made))
    with tempfile.TemporaryDirectory() as folder:
        return int(not measure(Path(folder), made))


if __name__ == "__main__":
    sys.exit(main())
