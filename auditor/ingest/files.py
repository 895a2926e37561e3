"""From what the user named to the files to read: walks folders, follows links, opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from auditor.model import Problem

SUFFIXES = (".txt", ".md")


def find(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files to read, each once, sorted by path, and a Problem for each path that leads to none.

    Folders are searched to any depth for .txt and .md files; hidden files and folders in them are passed over.
    A file that is reached by several paths keeps the path that sorts first.
    """
    found: set[Path] = set()
    problems: list[Problem] = []
    for path in sorted({Path(path) for path in paths}):
        try:
            found.update(_files(path, problems))
        except (OSError, RuntimeError) as error:
            problems.append(Problem(path.as_posix(), f"cannot be read: {cause(error)}"))
    once: dict[Path, Path] = {}
    for path in sorted(found, key=Path.as_posix):
        if (shown := _printable(path)) != path.as_posix():
            problems.append(Problem(shown, "the file's name is not valid text: rename it"))
        else:
            once.setdefault(path.resolve(), path)
    return tuple(once.values()), tuple(problems)


def _printable(path: Path) -> str:
    """The path with a mark for each byte that is no text: such a name could not be written into a report."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def cause(error: Exception) -> str:
    """What went wrong, in lower case and without the path: "permission denied"."""
    return str(getattr(error, "strerror", None) or error).lower()


def _files(path: Path, problems: list[Problem]) -> Iterator[Path]:
    """The files that one path of the user leads to."""
    if path.is_dir():
        before = len(problems)
        inside = list(_walk(path, set(), problems))
        if not inside and len(problems) == before:
            problems.append(Problem(path.as_posix(), "no article in this folder: no .txt or .md file"))
        yield from inside
    elif not path.exists():
        problems.append(Problem(path.as_posix(), "does not exist"))
    elif path.suffix.lower() not in SUFFIXES:
        problems.append(Problem(path.as_posix(), "not a kind of file that can be read: give .txt or .md"))
    else:
        yield path


def _walk(folder: Path, seen: set[Path], problems: list[Problem]) -> Iterator[Path]:
    """The articles' files at any depth. ``seen`` keeps a link to a folder above from going round for ever."""
    if folder.resolve() in seen:
        return
    seen.add(folder.resolve())
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        problems.append(Problem(folder.as_posix(), f"folder cannot be read: {cause(error)}"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen, problems)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry
