"""What the commands share: how they print, and how they stop."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from auditor.model import Problem
    from auditor.store import Past, Store

OK, CONFLICTS, USAGE, STOPPED = 0, 1, 2, 130
"""Exit statuses. 130 is what shells give for Ctrl-C."""


def tell(problems: Sequence[Problem]) -> None:
    """Each problem as one line on standard error."""
    for problem in problems:
        typer.echo(line(f"{problem.path}: {problem.reason}"), err=True)


def say(text: str, indent: str = "", further: str = "") -> None:
    """A text on standard output, broken between words; further lines begin with ``further``."""
    for part in text.split("\n"):
        typer.echo(textwrap.fill(part, width(), initial_indent=indent, subsequent_indent=further))


def width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return shutil.get_terminal_size().columns


def console() -> Console:
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, emoji=False)


def line(text: str) -> str:
    """The text on one line, without control characters: names of files may hold any."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", text).strip()


def cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def stop(message: str) -> NoReturn:
    """End the program for a mistake that is not its own."""
    typer.echo(message, err=True)
    raise typer.Exit(USAGE)


@contextmanager
def stored(place: str, must_exist: bool = False) -> Iterator[Store]:
    """The store; what it refuses ends the program with one line."""
    from auditor.store import open_store

    with _refusing(place, must_exist), open_store(place) as store:
        yield store


@contextmanager
def looked_back(place: str) -> Iterator[Past]:
    """What there was in the store, opened more quickly than the whole; where there is none, the program ends."""
    from auditor.store import open_past

    with _refusing(place, must_exist=True), open_past(place) as past:
        yield past


@contextmanager
def _refusing(place: str, must_exist: bool) -> Iterator[None]:
    from auditor.store import StoreError, exists

    try:
        if must_exist and not exists(place):
            stop(f"{line(place)}: there is no store here yet; auditor run FOLDER makes one.")
        yield
    except StoreError as error:
        stop(line(str(error)))


def guarded(work: Callable[[], None], stopped: str) -> None:
    """Does the work; Ctrl-C ends it with the line ``stopped``, a fault of the program with one that names it."""
    try:
        work()
    except (typer.Exit, BrokenPipeError):  # the latter: whoever reads the output has seen enough (| head)
        raise
    except (KeyboardInterrupt, Exception) as error:
        if _broken_off(error):
            typer.echo(stopped, err=True)
            raise typer.Exit(STOPPED) from None
        if os.environ.get("AUDITOR_DEBUG") == "1":
            traceback.print_exc()
        fault = line(f"{type(error).__name__}: {error}").rstrip(".: ")
        stop(f"Something went wrong inside auditor: {fault}; please report it with this line")


def _broken_off(error: BaseException | None) -> bool:
    """Is it Ctrl-C, or what a library made of it while it was being loaded?"""
    return error is not None and (isinstance(error, KeyboardInterrupt) or _broken_off(error.__cause__))


def moment(given: str | None = None) -> str:
    """The given time, or now, in UTC to the second."""
    try:
        found = datetime.fromisoformat(given) if given else datetime.now(UTC)
    except ValueError:
        stop(f"--time {line(given or '')!r} is no time: write it as 2026-01-01T00:00:00Z")
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
