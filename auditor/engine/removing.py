"""Taking articles and folders out of a collection."""

from __future__ import annotations

from pathlib import Path

from auditor.store import Store


def take_out(store: Store, named: str) -> tuple[str, ...]:
    """Marks what is meant as left out; the next run does without it. The paths of the articles that go.

    named: an article's id or its beginning, its path, or a folder. Raises Unknown where several could be meant.
    """
    path = Path(named).as_posix()
    roots = store.roots()
    for way in dict.fromkeys((path, (Path.cwd() / path).as_posix(), named)):
        found = tuple(store.find_articles(way).values())
        if found or way in roots:
            others = [root for root in roots if root != way]
            store.drop_root(way)
            store.leave_out([p for p in found if way not in roots or any(_inside(p, root) for root in others)])
            return found or (way,)
    return ()


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(f"{root}/")
