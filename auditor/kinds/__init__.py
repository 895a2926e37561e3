"""Declared claim kinds: one TOML file a kind, and their reader.

A kind says what sort of answer it wants, which anchors may carry it (a figure, a time, a condition, a pattern of
words), which words must stand near, and which slots make two claims answer the same question. Everything that no
kind declares still becomes a claim of the open kind. docs/kinds.md describes every key.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from auditor.kinds.declared import OPEN, Condition, Kind, KindError, Pattern
from auditor.kinds.reader import fault, read

__all__ = ["OPEN", "Condition", "Kind", "KindError", "Pattern", "fingerprint", "load", "read"]


def load(folder: Path | None = None) -> tuple[Kind, ...]:
    """The built-in kinds and, where given, those of a folder (one of the same name replaces a built-in one).

    Sorted by falling priority, then name. Raises KindError at the first file that cannot be used.
    """
    kinds = {kind.name: kind for kind in _built_in()}
    if folder is not None:
        if not folder.is_dir():
            raise KindError(f"{folder}: there is no such folder of kinds")
        own = {kind.name: kind for kind in map(read, sorted(folder.glob("*.toml")))}
        kinds |= own
        for kind in own.values():
            for name in kind.merges:
                if name not in kinds:
                    raise fault(folder / f"{kind.name}.toml", "merges", f"there is no kind '{name}'")
    return tuple(sorted(kinds.values(), key=lambda kind: (-kind.priority, kind.name)))


@functools.cache
def _built_in() -> tuple[Kind, ...]:
    return tuple(map(read, sorted(Path(__file__).parent.glob("*.toml"))))


def fingerprint(kinds: tuple[Kind, ...]) -> str:
    """The first 12 hex digits of a hash over the kinds: what a run names as their version."""

    def plain(value: object) -> object:
        return sorted(value) if isinstance(value, frozenset) else value

    parts = [
        repr([(f, plain(getattr(kind, f))) for f in Kind.__slots__ if f not in ("when", "patterns")]) for kind in kinds
    ]
    parts += [repr([[plain(g) for g in (*c.words, *c.near, c.without)] for c in kind.when]) for kind in kinds]
    parts += [
        repr([(p.tokens, p.value, plain(p.thing), plain(p.words), plain(p.without)) for p in kind.patterns])
        for kind in kinds
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
