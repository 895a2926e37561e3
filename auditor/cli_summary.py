"""What a run says on standard output."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from auditor.console import console, say
from auditor.model import Audit, Conflict, Run, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from auditor.report.look import Look

_LISTED = 10
"""Conflicts that the summary names."""


def summarise(audit: Audit, run: Run, shown: Sequence[Conflict], written: Sequence[Path], look: Look) -> None:
    """The numbers, the gravest conflicts and where to look next, on standard output."""
    from auditor.report.changes import moment, nothing, outcome, read
    from auditor.report.words import counted

    articles = sum(not article.version_of for article in audit.articles)
    told = f" ({read(run.changes)})" if run.changes else ""
    counts = (counted(len(audit.claims), "claim"), counted(len(audit.questions), "question"))
    say(f"Read {counted(articles, 'article')}{told}, found {counts[0]} on {counts[1]}.")
    if run.changes:
        same = nothing(run.changes) and not run.changes.carried
        told = "nothing changed" if same else outcome(run.changes)
        say(f"Since the run of {moment(run.changes.since_time)}: {told}.")
    say(_found(audit, articles, len(shown)))
    _list_conflicts(console(), shown, run)
    if look.narrowed:
        say(look.narrowed)
    page = next((path for path in written if path.suffix == ".html"), written[0])
    typer.echo(f"\nOpen {page} for the sentences behind each conflict.")
    if run.changes and not nothing(run.changes):
        typer.echo("What changed:         auditor changes")
    if shown:
        typer.echo(f"What a code means:  auditor explain {shown[0].code}")


def _found(audit: Audit, articles: int, shown: int) -> str:
    """The conflicts by severity in a sentence."""
    if articles == 1 and not audit.conflicts:
        return "It does not contradict itself. Give two or more articles about the same events to compare them."
    if not audit.conflicts:
        return "No conflicts: where they answer the same question, they agree."
    ranks: tuple[Severity, ...] = ("high", "medium", "low")
    numbers = (f"{sum(c.severity == rank for c in audit.conflicts)} {rank}" for rank in ranks)
    hidden = len(audit.conflicts) - shown
    return f"Conflicts: {', '.join(numbers)}." + (f" ({hidden} left out by --min-severity)" if hidden else "")


def _list_conflicts(console: Console, shown: Sequence[Conflict], run: Run) -> None:
    """The gravest conflicts, under a line for each severity: code, message, id, and whether it is new or decided."""
    from rich.table import Table
    from rich.text import Text

    from auditor.report.data import RANK
    from auditor.report.words import SEVERITY, clean

    gravest = sorted(shown, key=lambda conflict: RANK[conflict.severity])[:_LISTED]
    for severity, title in SEVERITY.items():
        rows = [conflict for conflict in gravest if conflict.severity == severity]
        if not rows:
            continue
        table = Table.grid(padding=(0, 2, 0, 0), expand=False)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        table.add_column(no_wrap=True, style="dim")
        for row in rows:
            table.add_row(f"  {row.code}", Text(clean(row.message)), "\n".join([row.id, *_marks(row, run)]))
        console.print(f"\n{title}", style="bold")
        console.print(table)
    if len(shown) > _LISTED:
        console.print(f"\nand {len(shown) - _LISTED} more in the report")


def _marks(conflict: Conflict, run: Run) -> list[str]:
    """What is known of it from other runs, in a word or two."""
    decision = run.decisions.get(conflict.id)
    if decision:
        return [decision.status.replace("-", " "), *(["new evidence"] if decision.new_evidence else [])]
    came = {c.conflict: c.what for c in run.changes.conflicts} if run.changes else {}
    words = {"new": "new", "returned": "found again"}
    return [words[came[conflict.id]]] if came.get(conflict.id) in words else []
