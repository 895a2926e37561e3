"""Names that outlive a loss of power: a file's content is kept by syncing the file, its name by syncing the folder."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import takewhile
from pathlib import Path


def make(folder: Path) -> None:
    """Makes the folder, with those it is in, where it is missing. Raises OSError."""
    missing = list(takewhile(lambda f: not f.exists(), (folder, *folder.parents)))
    folder.mkdir(parents=True, exist_ok=True)
    for made in missing:
        settle(made.parent)


def settle(folder: Path) -> None:
    """Waits until what was made, renamed and removed in the folder is on the disk."""
    with suppress(OSError):  # some systems cannot do this (Windows, some network drives), and keep names by themselves
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
