"""From what the user named to the files to read: walks folders, follows links, opens nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from auditor.ingest.formats import ADVICE, SHORT, SUFFIXES
from auditor.model import Problem

STANDARD_INPUT = Path("-")
SIDECARS = ("articles.csv", "articles.jsonl")
_REPORT = frozenset({"report.json", "conflicts.csv", "claims.csv"})
"""Files that a folder with a report of this program holds: no articles."""


def find(paths: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """The files to read, each once, sorted by path, and a Problem for each path that leads to none.

    Folders are searched to any depth for files that can be read; hidden files and folders in them are passed over,
    as are reports of this program and the folder of pictures that a browser saves beside a page. A file that is
    reached by several paths keeps the path that sorts first. A file's sidecar (SIDECARS) comes with it.
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
    if path == STANDARD_INPUT:
        yield path
    elif path.is_dir():
        before = len(problems)
        inside = list(_walk(path, set(), problems))
        if not inside and len(problems) == before:
            problems.append(Problem(path.as_posix(), f"no article in this folder: no {SHORT} file"))
        yield from inside
    elif reason := _refusal(path):
        problems.append(Problem(path.as_posix(), reason))
    else:
        yield path
        yield from (beside for name in SIDECARS if (beside := path.with_name(name)).is_file())


def _refusal(path: Path) -> str:
    """Why a path that the user named is no file to read, or ""."""
    if path.as_posix().startswith(("http:/", "https:/")):
        return "a web address: nothing is downloaded here; save the page and give its file"
    if not path.exists():
        return "does not exist"
    ending = path.suffix.lower()
    return "" if ending in SUFFIXES else ADVICE.get(ending, f"not a kind of file that can be read: give {SHORT}")


def _walk(folder: Path, seen: set[Path], problems: list[Problem]) -> Iterator[Path]:
    """The articles' files at any depth. ``seen`` keeps a link to a folder above from going round for ever."""
    if folder.resolve() in seen:
        return
    seen.add(folder.resolve())
    try:
        entries = [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith(".")]
    except OSError as error:
        problems.append(Problem(folder.as_posix(), f"folder cannot be read: {cause(error)}"))
        return
    passed = _passed_over([entry.name for entry in entries])
    for entry in entries:
        if entry.name in passed:
            continue
        if entry.is_dir():
            yield from _walk(entry, seen, problems)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry
    problems += _advice(folder, entries)


def _passed_over(names: Sequence[str]) -> set[str]:
    """What in a folder is no article: our own report; the pictures and scripts that a browser saved beside a page."""
    report = {name for name in names if name.startswith(("report.", "conflicts.", "claims."))}
    pages = {name.rpartition(".")[0] for name in names if name.lower().endswith((".html", ".htm"))}
    return (report if set(names) >= _REPORT else set()) | {
        name for name in names if name.endswith(("_files", "_Files", ".files")) and name[:-6] in pages
    }


def _advice(folder: Path, entries: Sequence[Path]) -> list[Problem]:
    """A line for each sort of document in a folder that cannot be read."""
    endings = Counter(entry.suffix.lower() for entry in entries if entry.suffix.lower() in ADVICE)
    first = {ending: next(e for e in entries if e.suffix.lower() == ending) for ending in endings}
    return [
        Problem(first[ending].as_posix(), ADVICE[ending])
        if count == 1
        else Problem(folder.as_posix(), f"{count} {ending} files were passed over: each is {ADVICE[ending]}")
        for ending, count in sorted(endings.items())
    ]
