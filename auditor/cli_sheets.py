"""Decisions out and in: spreadsheets, and annotated data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli_review import By, State, desk_of, filter_of, reviewer
from auditor.cli_store import DEFAULT_STORE, StorePlace
from auditor.console import CONFLICTS, cause, line, say, stop

if TYPE_CHECKING:
    from auditor.review.desk import Desk


def add_to(app: typer.Typer) -> None:
    """Adds the commands to the program's."""
    app.command(short_help="Write decisions to a spreadsheet, or as annotated data.")(export)
    app.command("import", short_help="Read decisions from a spreadsheet.")(import_decisions)


def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The CSV file to write (if not given: to the screen).")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what was decided as annotated data (JSON), as evaluate reads it."),
    ] = None,
    state: State = "all",
    store: StorePlace = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Write the conflicts with their decisions to a spreadsheet, to be filled in and read back with auditor import.

    With --gold, write what was decided as annotated data: false alarms with their reasons, and what was confirmed.
    """
    with desk_of(store) as desk:
        text, number = _gold(desk, gold) if gold else _sheet(desk, state)
    target = gold or file
    if target is None:
        typer.echo(text, nl=False)
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        stop(f"{line(str(target))}: cannot be written: {cause(error)}")
    typer.echo(line(f"{target}: {number:,} {'decisions' if gold else 'conflicts'}"))


def import_decisions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, as auditor export writes it.")],
    force: Annotated[
        bool, typer.Option("--force", help="Take also rows on conflicts that have changed since the export.")
    ] = False,
    by: By = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Read decisions from a spreadsheet. It needs the columns conflict and status; why, answer, note and reviewer may
    stand beside them. Rows that say nothing new are passed over; a row that cannot be taken is named, with the reason.

    Exit status: 0 all rows were taken, 1 some were not, 2 the file could not be read.
    """
    from auditor.review import sheet

    with desk_of(store) as desk:
        read = sheet.take_in(desk, sheet.parse(_text(file)), reviewer(by), force)
    for number, problem in read.problems:
        typer.echo(line(f"{file}:{number}: {problem}"), err=True)
    say(f"{len(read.taken):,} taken, {read.same:,} as they were, {len(read.problems):,} not taken.")
    if read.problems:
        raise typer.Exit(CONFLICTS)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        stop(f"{line(str(file))}: {cause(error)}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")  # what spreadsheets on Windows write when they are not asked


def _sheet(desk: Desk, state: str) -> tuple[str, int]:
    from auditor.review import sheet

    found = list(sheet.rows(desk, filter_of(state, False, "")))
    return sheet.to_csv(found), len(found)


def _gold(desk: Desk, file: Path) -> tuple[str, int]:
    from auditor.review.gold import topic
    from auditor.store.seen import all_decided_on

    decided, seen = desk.store.decisions(), desk.store.ask(all_decided_on)
    told = topic(file.stem, [(decided[id], seen[id]) for id in sorted(decided) if id in seen])
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n", len(told["questions"])
