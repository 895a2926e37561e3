"""Waiting for articles: tells when something arrived, changed or went, and is fully written."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from auditor.ingest.formats import SUFFIXES

QUIET = 0.5
"""Seconds for which a file must keep its size and time to be taken as fully written."""
LONGEST = 30.0
"""Seconds after which a file that goes on growing is read as it is."""


class Articles(DefaultFilter):
    """Passes files that could be articles, and folders; not what is hidden, nor the files in ``without``."""

    def __init__(self, folders: Sequence[Path], without: Collection[Path]) -> None:
        super().__init__()
        self._folders = [folder.resolve() for folder in folders]
        self._without = set(without)

    def __call__(self, change: Change, path: str) -> bool:
        file = Path(path).resolve()
        inside = next((file.relative_to(f).parts for f in self._folders if file.is_relative_to(f)), file.parts)
        hidden = any(part.startswith(".") for part in inside)
        readable = file.suffix.lower() in (*SUFFIXES, "")
        return readable and not hidden and file not in self._without and super().__call__(change, path)


def arrivals(folders: Sequence[Path], without: Collection[Path] = ()) -> Iterator[frozenset[Path]]:
    """First at once; then the files that something happened to, each time, when they are fully written.

    What happens while the caller is at work is told next. without: resolved files that are no articles.
    """
    first = True
    for found in watch(
        *folders, watch_filter=Articles(folders, without), raise_interrupt=True, yield_on_timeout=True, rust_timeout=500
    ):
        paths = frozenset(Path(path) for _, path in found)
        if first or paths:
            _settle(paths)
            yield paths
        first = False


def _settle(paths: frozenset[Path]) -> None:
    last, deadline = None, time.monotonic() + LONGEST
    while (now := _sizes(paths)) != last and time.monotonic() < deadline:
        last = now
        time.sleep(QUIET)


def _sizes(paths: frozenset[Path]) -> dict[Path, tuple[int, int]]:
    sizes = {}
    for path in paths:
        try:
            stat = path.stat()
        except OSError:  # gone again
            continue
        sizes[path] = (stat.st_size, stat.st_mtime_ns)
    return sizes
