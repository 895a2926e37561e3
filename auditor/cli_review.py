"""The commands of review: the page, and the same from the command line."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli_store import DEFAULT_STORE, StorePlace
from auditor.console import CONFLICTS, cause, guarded, line, say, stop, stored

if TYPE_CHECKING:
    from auditor.review.desk import Desk
    from auditor.review.filters import Filter
    from auditor.store import Row

By = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", envvar="AUDITOR_REVIEWER", show_envvar=False,
        help="The reviewer's name (if not given: $AUDITOR_REVIEWER, or the name you are logged in with).",
    ),
]  # fmt: skip
Id = Annotated[str, typer.Argument(metavar="ID", help="The conflict's id, or its beginning: k0123456789.")]
Severity = Annotated[list[str] | None, typer.Option(metavar="high|medium|low", help="Only this severity.")]
Code = Annotated[list[str] | None, typer.Option(metavar="CODE", help="Only this code: N001.")]
Verdict = Annotated[list[str] | None, typer.Option(metavar="VERDICT", help="Only this verdict: contradiction.")]
Kind = Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only claims of this kind.")]
Source = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only where this source is on a side.")]
State = Annotated[
    str,
    typer.Option(
        metavar="STATE", help="open (to do), undecided, evidence (new since the decision), needs-checking, confirmed, "
        "false-alarm, explained or all.",
    ),
]  # fmt: skip
New = Annotated[bool, typer.Option("--new", help="Only what the last run found first.")]
Search = Annotated[str, typer.Option(metavar="WORDS", help="Only what holds all these words.")]


def add_to(app: typer.Typer) -> None:
    """Adds the commands to the program's."""
    app.command(short_help="Open the page on which conflicts are reviewed.")(review)
    app.command("list", short_help="List conflicts, the gravest first.")(list_conflicts)
    app.command(short_help="Show a conflict with its evidence.")(show)
    app.command(short_help="Say what you think of a conflict.")(decide)
    app.command(short_help="Take back the decision on a conflict.")(undo)
    app.command(short_help="Write decisions to a spreadsheet, or as annotated data.")(export)
    app.command("import", short_help="Read decisions from a spreadsheet.")(import_decisions)


def review(
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen. Other than this machine alone asks for a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(metavar="PORT", min=0, max=65535, help="The port (if not given: 8321, or a free one).")
    ] = None,
    by: By = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Open the page on which conflicts are reviewed: the queue, each conflict, articles, sources. Ctrl-C ends it.

    Only this machine can open it, unless --host says otherwise; then the address that is printed holds a token, which
    whoever opens the page needs. It works without a network, and while runs are going on.
    """
    from auditor.review.serving import listen, serve

    def tell(address: str) -> None:
        typer.echo(f"Review conflicts at {address}\nCtrl-C ends.")
        sys.stdout.flush()

    with stored(store, must_exist=True) as held:
        try:
            listening = listen(host, port)
        except OSError as error:
            stop(f"{line(host)}{f':{port}' if port else ''}: cannot listen there: {cause(error)}")
        guarded(lambda: serve(held, host, listening, _name(by), tell), "\nStopped.")


def list_conflicts(
    severity: Severity = None,
    code: Code = None,
    verdict: Verdict = None,
    kind: Kind = None,
    source: Source = None,
    state: State = "open",
    new: New = False,
    search: Search = "",
    limit: Annotated[int, typer.Option(min=0, metavar="NUMBER", help="How many at most; 0 for all.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, a list.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, as auditor export writes it.")] = False,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """List the conflicts that are to be reviewed, the gravest first. Options given more than once widen the list."""
    from auditor.review import sheet

    filter = _filter(state, new, search, severity=severity, code=code, verdict=verdict, kind=kind, source=source)
    with _desk(store) as desk:
        ids = desk.ids(filter)
        found = desk.rows(ids[:limit] if limit else ids)
    if as_csv:
        typer.echo(sheet.to_csv(map(sheet.row, found)), nl=False)
    elif as_json:
        typer.echo(json.dumps([_plain(row) for row in found], ensure_ascii=False, indent=1))
    else:
        for row in found:
            _tell(row)
        more = len(ids) - len(found)
        say(f"{len(ids):,} conflicts." if not more else f"{len(ids):,} conflicts; {more:,} more with --limit 0.")


def show(
    conflict: Id,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Show a conflict with its answers, their sources and sentences, the reasons, and what was said of it."""
    from auditor.review.telling import lines, plain

    with _desk(store) as desk:
        id = desk.store.conflict_id(conflict)
        if as_json:
            typer.echo(json.dumps(plain(desk, id), ensure_ascii=False, indent=1))
        else:
            for indent, text in lines(desk, id):
                _wrap(text, indent)


def decide(
    conflict: Id,
    status: Annotated[
        str, typer.Argument(metavar="DECISION", help="confirmed, false-alarm, explained or needs-checking.")
    ],
    why: Annotated[
        str,
        typer.Option(
            metavar="REASON", help="For false-alarm: not-same-question, wrong-value, rounding, scope, update, other. "
            "For explained: update, correction, different-scope.",
        ),
    ] = "",
    answer: Annotated[str, typer.Option(metavar="ANSWER", help="For confirmed: which is right, or its number.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Whatever else is to be said.")] = "",
    by: By = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Say what you think of a conflict. Decisions are only ever added; auditor history tells them all."""
    from auditor.review import choices

    with _desk(store) as desk:
        id = desk.store.conflict_id(conflict)
        (row,) = desk.rows([id])
        labels = [label for label, _ in row["sides"]]
        made = desk.store.decide(choices.decision(id, status, why, answer, note, _name(by), labels))
    typer.echo(line(f"{id}: {choices.told(made.status, made.why, made.answer)}"))


def undo(
    conflict: Id,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why it is taken back.")] = "",
    by: By = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Take back the decision in force on a conflict; the one before it, if there is one, holds again."""
    from auditor.review.choices import told

    with _desk(store) as desk:
        id = desk.store.conflict_id(conflict)
        now = desk.store.undo(id, _name(by), note=note)
    after = told(now.status, now.why, now.answer) if now else "undecided"
    typer.echo(line(f"{id}: taken back; now {after[:1].lower()}{after[1:]}"))


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
    with _desk(store) as desk:
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

    with _desk(store) as desk:
        read = sheet.take_in(desk, sheet.parse(_text(file)), _name(by), force)
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

    found = list(sheet.rows(desk, _filter(state, False, "")))
    return sheet.to_csv(found), len(found)


def _gold(desk: Desk, file: Path) -> tuple[str, int]:
    from auditor.review.gold import topic
    from auditor.store.seen import all_decided_on

    decided, seen = desk.store.decisions(), desk.store.ask(all_decided_on)
    told = topic(file.stem, [(decided[id], seen[id]) for id in sorted(decided) if id in seen])
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n", len(told["questions"])


@contextmanager
def _desk(store: str) -> Iterator[Desk]:
    from auditor.review.desk import Desk

    with stored(store, must_exist=True) as held:
        yield Desk(held)


def _filter(state: str, new: bool, search: str, **facets: Sequence[str] | None) -> Filter:
    from auditor.review.filters import STATES, from_query

    if state not in STATES:
        stop(f"--state {line(state)!r} is none: give {', '.join(STATES)}")
    pairs = [(name, value) for name, values in facets.items() for value in values or ()]
    return from_query([("state", state), ("q", search), ("new", "1" if new else ""), *pairs])


def _name(by: str | None) -> str:
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name is known in some containers
        return ""


def _plain(row: Row) -> dict[str, object]:
    sides = [{"label": label, "sources": number} for label, number in row["sides"]]
    other = {k: v for k, v in row.items() if k not in ("token", "newest", "sides", "sources", "new_evidence")}
    return other | {"sources": row["sources"].split("\n"), "sides": sides, "new_evidence": bool(row["new_evidence"])}


def _tell(row: Row) -> None:
    from auditor.review.sheet import told_now

    fresh = ", new evidence" if row["new_evidence"] else ""
    said = f"  [{told_now(row)}{fresh}]" if row["status"] else ""
    _wrap(f"{row['id']}  {row['severity']}  {row['code']} {row['name'].replace('-', ' ')}, {row['verdict']}{said}", 0)
    _wrap(row["question_label"], 2)
    _wrap(row["message"], 2)


def _wrap(text: str, indent: int) -> None:
    import textwrap

    from auditor.console import console

    space = " " * indent
    told = textwrap.fill(line(text), console().width, initial_indent=space, subsequent_indent=space + "  ")
    typer.echo(told)
