"""The commands about what is remembered from run to run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli_run import Options, own_files, perform
from auditor.console import console, guarded, line, looked_back, moment, say, stop, stored

if TYPE_CHECKING:
    from auditor.report.changes import Line
    from auditor.store import Past, Row

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
    app.command(short_help="List the runs with their counts.")(runs)
    app.command(short_help="Take an article or a folder out.")(remove)
    app.command(short_help="Set right what is known of an article.")(edit)


def changes(
    since: Annotated[
        str | None,
        typer.Option(metavar="RUN", help="From when: a run's number or a date (if not given: the run before)."),
    ] = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Say what changed between runs: articles, new conflicts, gone ones and why, sources that came or went."""
    with looked_back(store) as held:
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


def _run_number(store: Past, named: str) -> int:
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


def runs(store: StorePlace = DEFAULT_STORE) -> None:
    """List the runs, the newest first, with their counts and versions."""
    from rich.table import Table

    from auditor.report.changes import moment as shown

    with looked_back(store) as held:
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


def edit(
    article: Annotated[str, typer.Argument(help="The article's id or its beginning, or its path.")],
    date: Annotated[str | None, typer.Option(metavar="DAY", help="When it was published, as 2025-10-28.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its headline.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Who wrote it.")] = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Set right what is known of an article: its date, source, title or author. The next run goes by it.

    What is given here wins over what the file says, also after the file was edited. An empty text ('') takes it back.
    """
    from auditor.ingest.published import iso

    given = {"date": date, "source": source, "title": title, "author": author}
    values = {name: value for name, value in given.items() if value is not None}
    if not values:
        stop("Nothing to set: give --date, --source, --title or --author.")
    if date and not iso(date):
        stop(f"--date {line(date)!r} is not understood: write it as 2025-10-28")
    with stored(store, must_exist=True) as held:
        found = held.find_articles(article)
        if len(found) != 1:
            many = f"{len(found)} articles could be meant; give an id" if found else "there is no such article"
            stop(f"{line(article)}: {many}; the report lists what was read.")
        (id, path), *_ = found.items()
        held.edit(id, values)
    typer.echo(f"Kept for {line(path)}: {', '.join(f'{n} {line(v) or chr(39) * 2}' for n, v in values.items())}.")
    typer.echo("auditor run goes by it.")


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
