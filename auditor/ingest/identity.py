"""Ids of articles, which hold when folders move, texts are edited or more files come."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path


def article_id(key: str) -> str:
    """The letter a and the first ten hex digits of the hash of ``key`` (a URL, or the name of a file)."""
    return "a" + sha256(unicodedata.normalize("NFC", key).encode("utf-8", "surrogateescape")).hexdigest()[:10]


def short_names(paths: Sequence[str]) -> list[str]:
    """For each path its file's name, with as many folders before it as tell it from the other paths.

    Folders count from the full path, so the name is the same wherever the program is started from.
    """
    parts = [Path(os.path.abspath(path)).parts for path in paths]  # noqa: PTH100 (must not follow links)
    depths = [1] * len(parts)
    while True:
        names = ["/".join(part[-depth:]) for part, depth in zip(parts, depths, strict=True)]
        count = Counter(names)
        longer = [
            depth + 1 if count[name] > 1 and depth < len(part) else depth
            for name, part, depth in zip(names, parts, depths, strict=True)
        ]
        if longer == depths:
            return names
        depths = longer
