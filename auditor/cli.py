"""The command line: reads what was asked for, calls the rooms below, says in short what came out.

Heavy modules are imported inside the commands, so that help and version answer at once.
"""

from __future__ import annotations

import os
import re
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from auditor.evaluate.cli import app as evaluate
from auditor.model import Article, Audit, Conflict, Problem, Run, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from auditor.kinds import Kind

OK, CONFLICTS, USAGE, STOPPED = 0, 1, 2, 130
"""Exit statuses. 130 is what shells give for Ctrl-C."""

_LISTED = 10
"""Conflicts that the summary names."""
_LONG_RUN = 50_000
"""Characters of articles (some ten seconds of work) from which on progress is shown."""

app = typer.Typer(
    help="Find where articles about the same events disagree, and see the sentences that do.\n\n"
    "Start with:  auditor run FOLDER",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(evaluate, name="evaluate")

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


@app.callback(invoke_without_command=True)
def main(
    show_version: Annotated[bool, typer.Option("--version", help="Say which version this is, and stop.")] = False,
) -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old terminal shows \u201c for what it cannot print, and goes on
            stream.reconfigure(errors="backslashreplace")
    if show_version:
        typer.echo(f"auditor {version('auditor')}")
        raise typer.Exit(OK)


@app.command(short_help="Compare articles and report where they disagree.")
def run(
    articles: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER_OR_FILES",
            readable=False,  # one unreadable file must not stop the others: ingest names it
            help="The articles: folders, or single files (text, web pages, PDF, Word, mails, feeds, data, zip); - for "
            "standard input.",
        ),
    ],
    fields: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELDS",
            help="Which fields of JSON and CSV files hold what: title=headline,text=body,date=pubDate. Common names "
            "are known.",
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The folder that the report goes to (if not given: reports).")
    ] = None,
    kinds: Kinds = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="The spaCy language model that reads the sentences. Larger ones read better."
        ),
    ] = None,
    min_severity: Annotated[
        Severity, typer.Option(help="Leave slighter conflicts than this out of the report and the summary.")
    ] = "low",
    fail_on: Annotated[
        Severity | None,
        typer.Option(help="Exit with status 1 where there is a conflict this grave or graver. For scripts."),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Print report.json instead of a summary; write files only where --out is given."),
    ] = False,
    time: Annotated[str | None, typer.Option(hidden=True, help="The time of the run (ISO 8601), for samples.")] = None,
) -> None:
    """Read articles about the same events and report what they disagree about.

    Prints the gravest conflicts and writes the whole report, with the sentences that show each conflict.
    A file that cannot be read is named, with the reason, and the others are read all the same.

    Exit status: 0 done, 1 conflicts as grave as --fail-on, 2 nothing could be read or the command was not understood.
    """
    try:
        _run(articles, _fields(fields), out, kinds, model, min_severity, fail_on, as_json, _moment(time))
    except KeyboardInterrupt:
        typer.echo("Stopped before the end; no report was finished.", err=True)
        raise typer.Exit(STOPPED) from None
    except typer.Exit:
        raise
    except Exception as error:
        if os.environ.get("AUDITOR_DEBUG") == "1":
            traceback.print_exc()
        cause = _line(f"{type(error).__name__}: {error}").rstrip(".: ")
        _stop(f"Something went wrong inside auditor: {cause}; please report it with this line")


def _run(
    paths: list[Path],
    fields: Mapping[str, str],
    out: Path | None,
    kinds_folder: Path | None,
    model: str | None,
    least: Severity,
    fail_on: Severity | None,
    as_json: bool,
    moment: str,
) -> None:
    from auditor import ingest, report
    from auditor.kinds import fingerprint
    from auditor.report.data import at_least

    folder = out or (None if as_json else Path("reports"))
    kinds = _kinds(kinds_folder)
    articles, problems = ingest.read(paths, fields)
    _tell(problems)
    if not articles:
        _stop("None of this could be read as an article. Give a folder with articles: text, web pages, PDF, Word, ...")
    if folder:
        _check_writable(folder)
    audit, model = _audited(articles, kinds, model)
    _tell(audit.problems)
    audit = replace(audit, problems=(*problems, *audit.problems))
    circumstances = Run(moment, version("auditor"), model, fingerprint(kinds))
    written: tuple[Path, ...] = ()
    try:
        written = report.write(audit, circumstances, folder, least) if folder else ()
    except OSError as error:
        _stop(f"{folder}: the report cannot be written: {_cause(error)}")
    if as_json:
        typer.echo(report.to_json(audit, circumstances, least).encode("utf-8", "backslashreplace"), nl=False)
    else:
        _summarise(audit, at_least(audit.conflicts, least), written)
    if fail_on and at_least(audit.conflicts, fail_on):
        raise typer.Exit(CONFLICTS)


@app.command(short_help="Say what a code of the report means.")
def explain(
    code: Annotated[str, typer.Argument(help="The code of a conflict, as in the report: N001, or number-mismatch.")],
) -> None:
    """Say what a code of the report means: why it is reported, with an example, and what is not one."""
    from auditor.checks import CODES
    from auditor.checks import explain as explanation

    text = explanation(code)
    if text is None:
        codes = "\n".join(f"  {each.code}  {each.name}" for each in CODES)
        _stop(f"{_line(code)!r} is no code of the report. These are:\n{codes}")
    typer.echo("\n\n".join(textwrap.fill(" ".join(part.split()), 80) for part in text.strip().split("\n\n")))


@app.command("kinds", short_help="List the kinds of claims that are known well.")
def show_kinds(kinds: Kinds = None) -> None:
    """List the kinds of claims that the program knows well, with the question each answers and examples.

    Claims of other kinds are found and compared too, with less knowledge of what they mean.
    """
    known = sorted(_kinds(kinds), key=lambda kind: kind.title)
    typer.echo("Below each question, + marks a sentence that answers it, - one that does not.")
    for kind in known:
        typer.echo("\n" + _card(kind))


def _card(kind: Kind) -> str:
    """A kind as text of at most 80 columns: its title and name, its question, what is one and what is not."""
    question = re.sub(r"\{(\w+)\}", r"[\1]", kind.question)
    rows = [("  ", question)]
    rows += [("    + ", example) for example in kind.examples]
    rows += [("    - ", example) for example in kind.counterexamples]
    body = (textwrap.fill(text, 80, initial_indent=mark, subsequent_indent=" " * len(mark)) for mark, text in rows)
    return "\n".join((f"{kind.title} ({kind.name})", *body))


def _fields(pairs: str | None) -> Mapping[str, str]:
    """The mapping that --map gives; a faulty one ends the program."""
    from auditor.ingest.data import parse_map

    fields, fault = parse_map(pairs or "")
    if fault:
        _stop(f"--map: {fault}")
    return fields


def _kinds(folder: Path | None) -> tuple[Kind, ...]:
    """The built-in kinds and those of the folder; a broken kind file ends the program with its fault."""
    from auditor.kinds import KindError, load

    try:
        return load(folder)
    except KindError as error:
        _stop(str(error))


def _audited(articles: Sequence[Article], kinds: Sequence[Kind], name: str | None) -> tuple[Audit, str]:
    """The audit, and the name of the language model that read for it."""
    from auditor.auditing import audit
    from auditor.extract.pipeline import DEFAULT_MODEL

    model = name or DEFAULT_MODEL
    if not (Path(model).is_dir() or (model.isidentifier() and find_spec(model))):
        _stop(f"There is no language model {_line(model)!r} here: install it with pip, or leave --model out.")
    try:
        with _progress(articles) as progress:
            return audit(articles, kinds=kinds, model=model, progress=progress), model
    except OSError as error:
        _stop(f"The language model {_line(model)!r} cannot be loaded: {_line(str(error))}")


@contextmanager
def _progress(articles: Sequence[Article]) -> Iterator[Callable[[int, int], None] | None]:
    """What tells how far the work is: a bar on a terminal when the work is long, otherwise nothing."""
    if not sys.stderr.isatty() or sum(len(article.text) for article in articles) < _LONG_RUN:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading articles", total=len(articles))
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _summarise(audit: Audit, shown: Sequence[Conflict], written: Sequence[Path]) -> None:
    """The numbers, the gravest conflicts and where to look next, on standard output."""
    from auditor.report.words import counted

    counts = (counted(len(audit.articles), "article"), counted(len(audit.claims), "claim"))
    _print(f"Read {counts[0]}, found {counts[1]} on {counted(len(audit.questions), 'question')}.")
    _print(_found(audit, len(shown)))
    _list_conflicts(_console(), shown)
    page = next((path for path in written if path.suffix == ".html"), written[0].parent)
    typer.echo(f"\nOpen {page} for the sentences behind each conflict.")
    if shown:
        typer.echo(f"What a code means:  auditor explain {shown[0].code}")


def _found(audit: Audit, shown: int) -> str:
    """The conflicts by severity in a sentence."""
    if len(audit.articles) == 1 and not audit.conflicts:
        return "It does not contradict itself. Give two or more articles about the same events to compare them."
    if not audit.conflicts:
        return "No conflicts: where they answer the same question, they agree."
    ranks: tuple[Severity, ...] = ("high", "medium", "low")
    numbers = (f"{sum(c.severity == rank for c in audit.conflicts)} {rank}" for rank in ranks)
    hidden = len(audit.conflicts) - shown
    return f"Conflicts: {', '.join(numbers)}." + (f" ({hidden} left out by --min-severity)" if hidden else "")


def _list_conflicts(console: Console, shown: Sequence[Conflict]) -> None:
    """The gravest conflicts, under a line for each severity: code, message, id."""
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
            table.add_row(f"  {row.code}", Text(clean(row.message)), row.id)
        console.print(f"\n{title}", style="bold")
        console.print(table)
    if len(shown) > _LISTED:
        console.print(f"\nand {len(shown) - _LISTED} more in the report")


def _tell(problems: Sequence[Problem]) -> None:
    """Each problem as one line on standard error."""
    for problem in problems:
        typer.echo(_line(f"{problem.path}: {problem.reason}"), err=True)


def _print(text: str) -> None:
    _console().print(text, markup=False, highlight=False)


def _console() -> Console:
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, emoji=False)


def _line(text: str) -> str:
    """The text on one line, without control characters: names of files may hold any."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def _check_writable(folder: Path) -> None:
    """Stop before the work, not behind it, where the report could not be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _stop(f"{folder}: the report cannot be written there: {_cause(error)}")
    if not os.access(folder, os.W_OK):
        _stop(f"{folder}: the report cannot be written there: permission denied")


def _moment(given: str | None) -> str:
    """The given time, or now, in UTC to the second."""
    try:
        moment = datetime.fromisoformat(given) if given else datetime.now(UTC)
    except ValueError:
        _stop(f"--time {_line(given or '')!r} is no time: write it as 2026-01-01T00:00:00Z")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _stop(message: str) -> NoReturn:
    """End the program for a mistake that is not its own."""
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)
