"""Ids of articles, which hold when folders move, texts are edited or more files come."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit


def article_id(key: str) -> str:
    """The letter a and the first ten hex digits of the hash of ``key`` (a URL, or the name of a file)."""
    return "a" + sha256(unicodedata.normalize("NFC", key).encode("utf-8", "surrogateescape")).hexdigest()[:10]


_TRACKING = ("utm_", "fbclid", "gclid", "mc_", "ref", "cmp", "smid", "ocid", "at_", "share", "amp")


def canonical(url: str) -> str:
    """The address without what does not tell articles apart: scheme, www, /amp, tracking, fragment, a last slash.

    "" for no address and for the front of a site, which is no article's own.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("amp.").removeprefix("m.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix("/amp").removesuffix(".amp")
    query = [(key, value) for key, value in parse_qsl(parts.query) if not key.lower().startswith(_TRACKING)]
    return host + path + ("?" + urlencode(sorted(query)) if query else "") if host and (path or query) else ""


def piece(path: str) -> tuple[str, int]:
    """A path without the article's place in its file, and that place: "feed.xml#2" gives "feed.xml" and 2."""
    file, _, number = path.rpartition("#")
    return (file, int(number)) if file and number.isascii() and number.isdigit() else (path, 1)


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
