"""The commands about what is remembered from run to run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli_run import Options, own_files, perform
from auditor.console import console, guarded, line, moment, say, stop, stored

if TYPE_CHECKING:
    from auditor.report.changes import Line
    from auditor.store import Row, Store

DEFAULT_STORE = ".auditor/audit.db"

Kinds = Annotated[
    Path | None,
    typer.Option(
        "--kinds",
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help="A folder with your own kinds of claims (.toml files), used beside the ones that come with the program.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The spaCy language model that reads the sentences. Larger ones read better."),
]
StorePlace = Annotated[
    str,
    typer.Option(
        metavar="FILE_OR_URL", envvar="AUDITOR_STORE", show_envvar=False,
        help="Where runs are remembered: a file, or postgresql://... for a desk that shares one.",
    ),
]  # fmt: skip
Out = Annotated[Path | None, typer.Option(metavar="FOLDER", help="The folder of the report (if not given: reports).")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands to the program's."""
    app.command(short_help="Say what changed between runs.")(changes)
    app.command(short_help="Run again whenever articles arrive, change or go.")(watch)
    app.command(short_help="Tell the life of a conflict over the runs.")(history)
    app.command(short_help="List the runs with their counts.")(runs)
    app.command(short_help="Take an article or a folder out.")(remove)


def changes(
    since: Annotated[
        str | None,
        typer.Option(metavar="RUN", help="From when: a run's number or a date (if not given: the run before)."),
    ] = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Say what changed between runs: articles, new conflicts, gone ones and why, sources that came or went."""
    with stored(store, must_exist=True) as held:
        number = _run_number(held, since) if since is not None else None
        found = held.changes(number)
    if found is None:
        stop("There is only one run so far: nothing to compare it with. --since 0 tells all that it found.")
    from auditor.report import changes as words

    before = f"the run of {words.moment(found.since_time)} (run {found.since})" if found.since else "the beginning"
    say(f"From {before} to the run of {words.moment(found.until_time)} (run {found.until}):")
    say(f"Articles: {words.read(found)}.\nConflicts: {words.outcome(found)}.")
    last = ""
    for told in words.lines(found):
        if told.what != last:
            typer.echo(f"\n{told.what.capitalize()}")
            last = told.what
        _line_of_change(told)


def _line_of_change(told: Line) -> None:
    say(line(f"{told.told}  {told.conflict}".rstrip()), "  ", "    ")
    if told.more:
        say(line(told.more), "    ", "      ")


def _run_number(store: Store, named: str) -> int:
    """The run of that number, or the last one before that date's beginning (0: none was)."""
    runs = {int(run["id"]): str(run["time"]) for run in store.runs()}
    if named.isdecimal():
        if int(named) not in (0, *runs):
            stop(f"There is no run {named}; auditor runs lists them.")
        return int(named)
    try:
        day = moment(named)
    except typer.Exit:
        stop(f"{line(named)!r} is no run and no date: give a number from auditor runs, or a date as 2026-01-31.")
    return max((number for number, time in runs.items() if time < day), default=0)


def history(
    conflict: Annotated[str, typer.Argument(help="The conflict's id, or its beginning: k0123456789.")],
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Tell the life of a conflict over the runs: when it was found, what came to it, what was decided, why it went."""
    from auditor.report.changes import moment as shown

    with stored(store, must_exist=True) as held:
        id = held.conflict_id(conflict)
        life, said = held.history(id), held.entries(id)
    data = [json.loads(row["data"]) for row in life]
    say(f"{id}  {data[-1]['code']} {data[-1]['name'].replace('-', ' ')}, {data[-1]['severity']}")
    say(data[-1]["question_label"])
    events = [(row["time"], _event(row, data[n], data[n - 1] if n else None)) for n, row in enumerate(life)]
    for time, told in sorted([*events, *((row["made_at"], [_said(row)]) for row in said)], key=lambda event: event[0]):
        typer.echo(f"\n{shown(time)}")
        for part in told:
            say(line(part), "  ", "    ")


def _event(row: Row, now: dict[str, object], before: dict[str, object] | None) -> list[str]:
    from auditor.store.snapshots import moved

    run = f"run {row['run']}"
    if not row["present"]:
        return [f"{run}: not found any more: {row['why']}"]
    if before is None:
        return [f"{run}: found: {now['message']}"]
    sides = [
        f"{side.label}: " + "; ".join(
            f"{word} {', '.join(names)}" for word, names in (("gained", side.gained), ("lost", side.lost)) if names
        )
        for side in moved(before, now)
    ]  # fmt: skip
    return [f"{run}: {row['why']}: {now['message']}", *sides]


def _said(row: Row) -> str:
    by = f" by {row['reviewer']}" if row["reviewer"] else ""
    details = "; ".join(part for part in (row["answer"], row["why"], row["note"]) if part)
    what = "decided" if row["action"] == "decide" else "undone"
    return f"{what}{by}: {row['status'].replace('-', ' ')}" + (f" ({details})" if details else "")


def runs(store: StorePlace = DEFAULT_STORE) -> None:
    """List the runs, the newest first, with their counts and versions."""
    from rich.table import Table

    from auditor.report.changes import moment as shown

    with stored(store, must_exist=True) as held:
        found = held.runs()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="")
    for name in ("run", "time", "articles", "conflicts", "program"):
        table.add_column(name, overflow="fold")
    for row in found:
        articles = _counts(row, "articles", (("new", "new"), ("changed", "changed"), ("gone", "gone")))
        conflicts = _counts(row, "conflicts", (("new", "new"), ("returned", "back"), ("gone", "gone")))
        program = f"{row['version']}, kinds {row['kinds'][:6]}"
        table.add_row(str(row["id"]), shown(row["time"]), articles, conflicts, program)
    console().print(table)


def _counts(row: Row, what: str, parts: tuple[tuple[str, str], ...]) -> str:
    told = ", ".join(f"{row[f'{what}_{name}']} {word}" for name, word in parts if row[f"{what}_{name}"])
    return f"{row[what]} ({told})" if told else str(row[what])


def remove(
    article: Annotated[str, typer.Argument(help="An article's id or path, or a folder that was given to a run.")],
    out: Out = None,
    kinds: Kinds = None,
    model: Model = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Take an article or a folder out of what is compared, and run again without it.

    No file is deleted, and no decision is lost. An article comes back with: auditor run FILE
    """
    from auditor.engine.removing import take_out

    with stored(store, must_exist=True) as held:
        gone = take_out(held, article)
    if not gone:
        stop(f"{line(article)}: there is no such article or folder; the report lists what was read.")
    typer.echo(f"Taken out: {line(gone[0])}" if len(gone) == 1 else f"Taken out: {len(gone)} articles")
    options = Options((), moment(), out, kinds, model, store=store)
    guarded(lambda: perform(options), "Stopped before the end; the next run takes it out.")


def watch(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", exists=True, file_okay=False, help="The folders to watch.")
    ],
    out: Out = None,
    kinds: Kinds = None,
    model: Model = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Run now, and again whenever articles arrive, change or go. Ctrl-C ends it.

    A file that is still being written is waited for.
    """
    from auditor.engine.watching import arrivals
    from auditor.report.changes import moment as shown

    options = Options(tuple(folders), moment(), out, kinds, model, store=store)

    def work() -> None:
        for n, _ in enumerate(arrivals(folders, own_files(options))):
            if n:
                typer.echo(f"\n{shown(moment())}")
            _round(replace(options, moment=moment()))
            if not n:
                typer.echo("\nWatching for articles. Ctrl-C ends.")

    guarded(work, "\nStopped watching.")


def _round(options: Options) -> None:
    """One run; a folder without articles yet is no reason to end."""
    try:
        perform(options)
    except typer.Exit:
        return
