"""The command line: reads what was asked for, calls the rooms below, says in short what came out.

Heavy modules are imported inside the commands, so that help and version answer at once.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from auditor import __version__, cli_review, cli_sheets, cli_store
from auditor.cli_run import STANDARD_INPUT, Options, known_fields, known_kinds, perform
from auditor.cli_store import DEFAULT_STORE, Kinds, Model, StorePlace
from auditor.console import OK, guarded, line, moment, stop
from auditor.evaluate.cli import app as evaluate
from auditor.model import Severity
from auditor.report import Look
from auditor.report.look import TITLE

if TYPE_CHECKING:
    from auditor.kinds import Kind


class Program(TyperGroup):
    """Answers ``--version`` before what checks arguments is loaded, which takes longer than all the rest."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args[:1] == ["--version"]:
            typer.echo(f"auditor {__version__}")
            ctx.exit(OK)
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Program,
    help="Find where articles about the same events disagree, and see the sentences that do.\n\n"
    "Start with:  auditor run FOLDER",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def main(
    _version: Annotated[bool, typer.Option("--version", help="Say which version this is, and stop.")] = False,
) -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old terminal shows \u201c for what it cannot print, and goes on
            stream.reconfigure(errors="backslashreplace")
    if sys.stderr.isatty():
        _tell_what_takes_long()


def _tell_what_takes_long() -> None:
    import logging

    log = logging.getLogger("auditor")
    log.addHandler(logging.StreamHandler())
    log.setLevel(logging.INFO)


@app.command(short_help="Compare articles and report where they disagree.")
def run(
    articles: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER_OR_FILES]",
            readable=False,  # one unreadable file must not stop the others: ingest names it
            help="The articles: folders, or single files (text, web pages, PDF, Word, mails, feeds, data, zip), which "
            "come to those given before; - for standard input, which is not remembered.",
        ),
    ] = None,
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
    model: Model = None,
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
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="html|md|json|csv|claimreview|pdf",
            help="A format to write, may be given several times (if not given: html, md, json and csv). "
            "claimreview: confirmed conflicts for fact-check aggregators. pdf: through Chromium.",
        ),
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help="The heading of the report.")] = TITLE,
    only: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Show conflicts of this code alone: N001. May be repeated.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Show conflicts that this source takes part in. May be repeated."),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORDS", help="Show questions alone that are about these words (all of them). May be repeated."
        ),
    ] = None,
    csv_bom: Annotated[
        bool, typer.Option("--csv-bom", help="Begin CSV files with a byte order mark, by which Excel knows UTF-8.")
    ] = False,
    publisher: Annotated[
        str, typer.Option(metavar="NAME", help="Who publishes the confirmed conflicts (for --format claimreview).")
    ] = "",
    url: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where the report is published (for --format claimreview).")
    ] = "",
    store: StorePlace = DEFAULT_STORE,
    no_store: Annotated[
        bool, typer.Option("--no-store", help="Remember nothing: compare the given articles alone, this once.")
    ] = False,
    time: Annotated[str | None, typer.Option(hidden=True, help="The time of the run (ISO 8601), for samples.")] = None,
) -> None:
    """Read articles about the same events and report what they disagree about.

    Prints the gravest conflicts and writes the whole report, with the sentences that show each conflict.
    A file that cannot be read is named, with the reason, and the others are read all the same.

    What was read is remembered in .auditor/ in the current folder: the next run reads only what is new or changed,
    and says what is different. Folders given once are looked through again by every run, so after the first one
    "auditor run" alone is enough, and "auditor run OTHER" adds to them. For separate collections use separate
    working folders, or --store; --no-store remembers nothing.

    Exit status: 0 done, 1 conflicts as grave as --fail-on, 2 nothing could be read or the command was not understood.
    """
    if no_store and not articles:
        stop("--no-store remembers no folder: name the articles.")
    guarded(
        lambda: perform(
            Options(
                tuple(articles or ()), moment(time), out, kinds, model, min_severity, fail_on, as_json,
                "" if no_store or STANDARD_INPUT in (articles or ()) else store, known_fields(fields),
                tuple(formats or ()),
                Look(title, tuple(only or ()), tuple(source or ()), tuple(topic or ()), csv_bom, publisher, url),
            )
        ),
        "Stopped before the end; no report was finished.",
    )  # fmt: skip


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
        stop(f"{line(code)!r} is no code of the report. These are:\n{codes}")
    typer.echo("\n\n".join(textwrap.fill(" ".join(part.split()), 80) for part in text.strip().split("\n\n")))


@app.command("kinds", short_help="List the kinds of claims that are known well.")
def show_kinds(kinds: Kinds = None) -> None:
    """List the kinds of claims that the program knows well, with the question each answers and examples.

    Claims of other kinds are found and compared too, with less knowledge of what they mean.
    """
    known = sorted(known_kinds(kinds), key=lambda kind: kind.title)
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


cli_store.add_to(app)
cli_review.add_to(app)
cli_sheets.add_to(app)
app.add_typer(evaluate, name="evaluate")
