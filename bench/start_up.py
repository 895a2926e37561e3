"""How long people wait for commands that have little to do, in a store with a few runs.

    python bench/start_up.py

Seconds of processor time, the best of several, and as a ratio to importing SQLAlchemy, which tells what the machine is
worth. Nothing is judged here: tests see to it that nothing heavy is imported.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from made_articles import articles, write

TIMES = 7
MEASURE = ["-c", "import sqlalchemy"]
LOOKED_AT = {
    "python alone": ["-c", "pass"],
    "import typer": ["-c", "import typer"],
    "auditor --version": ["-m", "auditor", "--version"],
    "auditor --help": ["-m", "auditor", "--help"],
    "auditor changes": ["-m", "auditor", "changes"],
    "auditor runs": ["-m", "auditor", "runs"],
}


def seconds(folder: Path, arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"COLUMNS": "80"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        *others, last = articles(2, 3)
        for some in (others, [last]):
            write(some, folder / "news")
            seconds(folder, ["-m", "auditor", "run", "news"])
        best = {told: float("inf") for told in ("import sqlalchemy", *LOOKED_AT)}
        for _ in range(TIMES):  # in turn, so that a machine that slows down slows all of them
            for told, arguments in {"import sqlalchemy": MEASURE, **LOOKED_AT}.items():
                best[told] = min(best[told], seconds(folder, arguments))
    for told, took in best.items():
        print(f"{told:20} {took:.2f} s  {took / best['import sqlalchemy']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
