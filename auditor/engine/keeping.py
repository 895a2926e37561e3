"""Articles that cannot be read now but are not gone: they stay as they were read last, and the run says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.ingest.identity import piece
from auditor.model import Article, Problem
from auditor.store import Known

_ON_PURPOSE = "left out"
"""How the reason ends where an article was read, but is not taken: a copy of another one, another language."""


def there(path: Path, follow: bool = True) -> bool:
    """Is there something, as far as one may look? follow: the end of a link counts, not the link."""
    try:
        path.stat(follow_symlinks=follow)
    except (PermissionError, NotADirectoryError):  # the latter: a file in a zipped folder
        return True
    except OSError:
        return False
    return True


def is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def kept(
    missing: Sequence[Path], articles: Sequence[Article], known: Sequence[Known], left_out: Collection[str],
    problems: Sequence[Problem],
) -> tuple[frozenset[str], tuple[Problem, ...]]:  # fmt: skip
    """The ids of the known articles that stay, and all problems, with what stays because of each.

    missing: folders that are not there (a drive that is not mounted). articles: what was found. left_out: paths that
    were removed by hand. problems: what could not be read (no permission, half written), among others.
    """
    found, files = {a.id for a in articles}, {piece(a.path)[0] for a in articles}
    passed = {*left_out, *(p.path for p in problems if p.reason.endswith(_ON_PURPOSE))}
    lost = [k for k in known if k.present and k.id not in found and k.path not in passed]
    unread = [k for k in lost if piece(k.path)[0] not in files and there(Path(piece(k.path)[0]), follow=False)]
    away = [Problem(root.as_posix(), "the folder is not there now") for root in missing]
    stay = {p: {k.id for k in unread if inside(k.path, p.path)} for p in problems}
    stay |= {p: {k.id for k in lost if k.path != p.path and inside(k.path, p.path)} for p in away}
    told = tuple(_told(p, len(ids)) for p, ids in stay.items() if ids or p not in away)
    return frozenset().union(*stay.values()), told


def _told(problem: Problem, staying: int) -> Problem:
    if not staying:
        return problem
    stay, them = ("article stays", "it") if staying == 1 else ("articles stay", "them")
    more = f"its {staying} {stay} as last read (auditor remove takes {them} out)"
    return replace(problem, reason=f"{problem.reason}; {more}")


def inside(path: str, root: str) -> bool:
    """Is it this path, below this folder, or in this file?"""
    return path == root or path.startswith((root.rstrip("/") + "/", f"{root}#"))
