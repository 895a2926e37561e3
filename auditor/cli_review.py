"""The commands of review: the page, and the same from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from auditor.cli_store import DEFAULT_STORE, StorePlace
from auditor.console import cause, guarded, line, looked_back, say, stop, stored

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
    app.command(short_help="Tell the life of a conflict over the runs.")(history)
    app.command(short_help="Say what you think of a conflict.")(decide)
    app.command(short_help="Take back the decision on a conflict.")(undo)


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
        guarded(lambda: serve(held, host, listening, reviewer(by), tell), "\nStopped.")


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

    filter = filter_of(state, new, search, severity=severity, code=code, verdict=verdict, kind=kind, source=source)
    with desk_of(store) as desk:
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
        found_all = f"{len(ids):,} conflict{'' if len(ids) == 1 else 's'}"
        say(f"{found_all}; {more:,} more with --limit 0." if more else f"{found_all}.")


def show(
    conflict: Id,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Show a conflict with its answers, their sources and sentences, the reasons, and what was said of it."""
    from auditor.review.telling import lines, plain

    with desk_of(store) as desk:
        id = desk.store.conflict_id(conflict)
        if as_json:
            typer.echo(json.dumps(plain(desk, id), ensure_ascii=False, indent=1))
        else:
            for indent, text in lines(desk, id):
                _say(text, indent)


def history(conflict: Id, store: StorePlace = DEFAULT_STORE) -> None:
    """Tell the life of a conflict over the runs: when it was found, what came to it, what was decided, why it went."""
    from auditor.review.life import lines

    with looked_back(store) as held:
        id = held.conflict_id(conflict)
        versions, entries = held.history(id), held.entries(id)
    last = json.loads(versions[-1]["data"])
    say(f"{id}  {last['code']} {last['name'].replace('-', ' ')}, {last['severity']}\n{last['question_label']}")
    for indent, text in lines(versions, entries):
        _say(text, indent)


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

    with desk_of(store) as desk:
        id = desk.store.conflict_id(conflict)
        (row,) = desk.rows([id])
        labels = [label for label, _ in row["sides"]]
        made = desk.store.decide(choices.decision(id, status, why, answer, note, reviewer(by), labels))
    typer.echo(line(f"{id}: {choices.told(made.status, made.why, made.answer)}"))


def undo(
    conflict: Id,
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why it is taken back.")] = "",
    by: By = None,
    store: StorePlace = DEFAULT_STORE,
) -> None:
    """Take back the decision in force on a conflict; the one before it, if there is one, holds again."""
    from auditor.review.choices import told

    with desk_of(store) as desk:
        id = desk.store.conflict_id(conflict)
        now = desk.store.undo(id, reviewer(by), note=note)
    after = told(now.status, now.why, now.answer) if now else "undecided"
    typer.echo(line(f"{id}: taken back; now {after[:1].lower()}{after[1:]}"))


@contextmanager
def desk_of(store: str) -> Iterator[Desk]:
    """What the store holds, as the page and the commands show it."""
    from auditor.review.desk import Desk

    with stored(store, must_exist=True) as held:
        yield Desk(held)


def filter_of(state: str, new: bool, search: str, **facets: Sequence[str] | None) -> Filter:
    """What is asked for; an unknown state ends the program."""
    from auditor.review.filters import STATES, from_query

    if state not in STATES:
        stop(f"--state {line(state)!r} is none: give {', '.join(STATES)}")
    pairs = [(name, value) for name, values in facets.items() for value in values or ()]
    return from_query([("state", state), ("q", search), ("new", "1" if new else ""), *pairs])


def reviewer(by: str | None) -> str:
    """The name given, else that of the login; "" where none is known."""
    import getpass

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
    _say(f"{row['id']}  {row['severity']}  {row['code']} {row['name'].replace('-', ' ')}, {row['verdict']}{said}", 0)
    _say(row["question_label"], 2)
    _say(row["message"], 2)


def _say(text: str, indent: int) -> None:
    space = " " * indent
    say(line(text), space, space + "  ")
