"""A run as the command line does it: reads, compares, keeps, writes the report, says in short what came out."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from auditor import __version__, disk
from auditor.cli_summary import summarise
from auditor.console import CONFLICTS, cause, line, stop, stored, tell
from auditor.model import DEFAULT_MODEL, Audit, Run, Severity
from auditor.report import FILES, USUAL, Look

if TYPE_CHECKING:
    from auditor.engine.rerun import Outcome
    from auditor.kinds import Kind

STANDARD_INPUT = Path("-")
_LONG_RUN = 50_000
"""Characters of articles (some ten seconds of work) from which on progress is shown."""
_NOTHING = "None of this could be read as an article. Give a folder with articles: text, web pages, PDF, Word, ..."


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. store: its place, "" for none. moment: ISO 8601 in UTC."""

    paths: tuple[Path, ...]
    moment: str
    out: Path | None = None
    kinds: Path | None = None
    model: str | None = None
    least: Severity = "low"
    fail_on: Severity | None = None
    as_json: bool = False
    store: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)

    @property
    def folder(self) -> Path | None:
        """Where the report goes."""
        return self.out or (None if self.as_json else Path("reports"))


def perform(options: Options) -> None:
    """The whole run. Ends the program where it cannot be done, or where --fail-on asks for it."""
    from auditor import report
    from auditor.report.data import at_least

    _check_look(options)
    gc.set_threshold(200_000, 20, 100)  # a run makes many lasting values and few cycles: looking for them takes long
    kinds = known_kinds(options.kinds)
    if options.store and not options.paths:
        _check_known(options.store)
    model = _model(options.model)
    with ExitStack() as stack:
        outcome = _stored_run(options, kinds, model, stack) if options.store else _plain_run(options, kinds, model)
        audit = outcome.audit
        if audit is None:
            stop(_NOTHING)
        tell(audit.problems)
        audit = report.narrowed(replace(audit, problems=(*outcome.problems, *audit.problems)), options.look)
        written = _written(audit, outcome, options)
    if options.as_json:
        typer.echo(report.to_json(audit, outcome.run, options.least).encode("utf-8", "backslashreplace"), nl=False)
    else:
        summarise(audit, outcome.run, at_least(audit.conflicts, options.least), written, options.look)
    if options.fail_on and at_least(audit.conflicts, options.fail_on):
        raise typer.Exit(CONFLICTS)


def _check_look(options: Options) -> None:
    """Stop before the work, not behind it, where a format or code is unknown or nothing can print."""
    from auditor.report.pdf import browser

    strange = [name for name in options.formats if name not in FILES]
    if strange:
        stop(f"--format {line(strange[0])!r} is none of the formats: {', '.join(FILES)}.")
    _check_codes(options.look.codes)
    if "pdf" in options.formats and browser() is None:
        stop("--format pdf needs Chromium, which was not found: install it, or name the program in AUDITOR_CHROMIUM.")


def _check_codes(given: Sequence[str]) -> None:
    if not given:
        return
    from auditor.checks import CODES

    known = {text.casefold() for code in CODES for text in (code.code, code.name)}
    unknown = [code for code in given if code.casefold() not in known]
    if unknown:
        stop(f"{line(unknown[0])!r} is no code of the report: {', '.join(code.code for code in CODES)} are.")


def known_kinds(folder: Path | None) -> tuple[Kind, ...]:
    """The built-in kinds and those of the folder; a broken kind file ends the program with its fault."""
    from auditor.kinds import KindError, load

    try:
        return load(folder)
    except KindError as error:
        stop(str(error))


def known_fields(pairs: str | None) -> Mapping[str, str]:
    """The mapping that --map gives; a faulty one ends the program."""
    if not pairs:
        return {}
    from auditor.ingest.data import parse_map

    fields, fault = parse_map(pairs)
    if fault:
        stop(f"--map: {fault}")
    return fields


def _check_known(place: str) -> None:
    from auditor.store import exists

    if not exists(place):
        stop("Nothing has been read here yet. Give a folder of articles:  auditor run FOLDER")


def _model(name: str | None) -> str:
    model = name or DEFAULT_MODEL
    if not (Path(model).is_dir() or (model.isidentifier() and find_spec(model))):
        stop(f"There is no language model {line(model)!r} here: install it with pip, or leave --model out.")
    return model


def _plain_run(options: Options, kinds: tuple[Kind, ...], model: str) -> Outcome:
    """Without a store: nothing is remembered, nothing was before."""
    from auditor import auditing, ingest
    from auditor.engine.rerun import Outcome
    from auditor.kinds import fingerprint

    run = Run(options.moment, __version__, model, fingerprint(kinds))
    articles, problems = ingest.read(options.paths, options.fields, without=own_files(options))
    tell(problems)
    if not articles:
        return Outcome(None, run, problems)
    _check_writable(options.folder)
    try:
        with _progress([a.text for a in articles]) as progress:
            return Outcome(auditing.audit(articles, kinds=kinds, model=model, progress=progress), run, problems)
    except OSError as error:
        _no_model(model, error)


def _stored_run(options: Options, kinds: tuple[Kind, ...], model: str, held: ExitStack) -> Outcome:
    """With a store, which is held until the report is written."""
    from auditor.engine.rerun import Asked, ModelError, rerun

    _check_some(options)
    store = held.enter_context(stored(options.store))
    held.enter_context(store.only_run(_waiting))
    paths = tuple(_lasting(path, options.store) for path in options.paths)
    asked = Asked(paths, kinds, model, options.moment, __version__, frozenset(own_files(options)), options.fields)
    bar = held.enter_context(ExitStack())

    def progress(texts: Collection[str]) -> Callable[[int, int], None] | None:
        _check_writable(options.folder)
        return bar.enter_context(_progress(texts))

    try:
        with bar:
            return rerun(store, asked, progress, tell)
    except ModelError as error:
        _no_model(model, error)


def _check_some(options: Options) -> None:
    """A first run that finds no file stops before it makes a store."""
    from auditor.ingest import files
    from auditor.store import exists

    if options.paths and not exists(options.store):
        found, problems = files.find(options.paths)
        if not found:
            tell(problems)
            stop(_NOTHING)


def _waiting(holder: str) -> None:
    typer.echo(line(f"Another run holds the store ({holder}). Waiting for it to end; Ctrl-C gives up."), err=True)


def _lasting(path: Path, place: str) -> Path:
    """The path as the store keeps it: as it was given for the store of this folder, in full for one elsewhere."""
    from auditor.store import DEFAULT

    here = Path.cwd()
    if place != str(DEFAULT):
        return here / path
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def own_files(options: Options) -> set[Path]:
    """The report's own files, which are no articles, wherever the report goes."""
    from auditor.report import FORMATS

    return {(folder / name).resolve() for folder in {options.folder, Path("reports")} if folder for name in FORMATS}


def _no_model(model: str, error: Exception) -> NoReturn:
    stop(f"The language model {line(model)!r} cannot be loaded: {line(str(error))}")


@contextmanager
def _progress(texts: Collection[str]) -> Iterator[Callable[[int, int], None] | None]:
    """What tells how far the work is: a bar on a terminal when the work is long, otherwise nothing."""
    import sys

    if not sys.stderr.isatty() or sum(map(len, texts)) < _LONG_RUN:
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading articles", total=len(texts))
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _check_writable(folder: Path | None) -> None:
    """Stop before the work, not behind it, where the report could not be written."""
    if folder is None:
        return
    try:
        disk.make(folder)
    except OSError as error:
        stop(f"{folder}: the report cannot be written there: {cause(error)}")
    if not os.access(folder, os.W_OK):
        stop(f"{folder}: the report cannot be written there: permission denied")


def _written(audit: Audit, outcome: Outcome, options: Options) -> tuple[Path, ...]:
    from auditor import report
    from auditor.engine.uncollected import uncollected
    from auditor.report.pdf import PdfError

    if options.folder is None:
        return ()
    try:
        formats = options.formats or USUAL
        with uncollected():
            return report.write(audit, outcome.run, options.folder, options.least, options.look, formats, outcome.lines)
    except OSError as error:
        stop(f"{options.folder}: the report cannot be written: {cause(error)}")
    except PdfError as error:
        stop(line(str(error)))
