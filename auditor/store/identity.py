"""Who is who from run to run: articles that moved, questions and conflicts that were found under other words.

Ids are hashes of what a thing is. Where that changes though the thing is the same (a file was renamed; one more source
changed the words that a question is usually put in), the earlier id is kept. Everything here is pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from auditor.model import Article
from auditor.store import plain

Mark = tuple[str, ...]
"""A piece of evidence that holds from run to run: a claim's id, or an article with the value that it gives."""


@dataclass(frozen=True, slots=True)
class Known:
    """An article that an earlier run read. told: title, source, dates and whatever else is kept of it."""

    id: str
    path: str
    url: str
    sha256: str
    present: bool = True
    told: tuple[object, ...] = ()

    def same_as(self, article: Article) -> bool:
        """Is all that is kept of it as it was?"""
        told = (
            article.title, article.source, article.published, article.published_from, article.body, article.modified,
            article.author, plain.dumps(plain.parts(article)), article.update_of,
        )  # fmt: skip
        return (self.path, self.url, self.sha256, self.told) == (article.path, article.url, article.sha256, told)


def settle(articles: Sequence[Article], known: Sequence[Known]) -> tuple[Article, ...]:
    """The articles with the ids that they had: by address, by path, by content where a file moved, by file name.

    What is not known keeps the id that it comes with, unless another article has that one.
    """
    updates = [a for a in articles if a.update_of]
    articles = [a for a in articles if not a.update_of]
    left = {k.id: k for k in sorted(known, key=lambda k: (not k.present, k.id))}
    ids: dict[str, str] = {}
    paths = {a.path for a in articles}
    moved = {k.id for k in known if k.path not in paths}
    ways: tuple[Callable[[Article, Known], bool], ...] = (
        lambda a, k: a.path == k.path and a.url == k.url,
        lambda a, k: bool(a.url) and a.url == k.url,
        lambda a, k: a.path == k.path and not (a.url and k.url),
        lambda a, k: k.id in moved and a.sha256 == k.sha256 and _place(a.path) == _place(k.path),
        lambda a, k: k.id in moved and a.id == k.id,
    )
    for way in ways:
        for article, match in _pairs([a for a in articles if a.path not in ids], left.values(), way):
            ids[article.path] = match.id
            del left[match.id]
    taken = set(ids.values()) | set(left)
    for article in articles:
        if article.path not in ids:
            free = article.id if article.id not in taken else _hash("a", article.path)
            ids[article.path] = free
            taken.add(free)
    ids |= {a.path: f"{ids[a.update_of]}.{_place(a.path)}" for a in updates if a.update_of in ids}
    return tuple(sorted((replace(a, id=ids.get(a.path, a.id)) for a in (*articles, *updates)), key=lambda a: a.id))


def _place(path: str) -> str:
    """The number of an article in a file that holds several: "2" of "feed.xml#2"."""
    return path.rpartition("#")[2] if "#" in path else "1"


def _pairs(
    articles: Iterable[Article], known: Iterable[Known], way: Callable[[Article, Known], bool]
) -> list[tuple[Article, Known]]:
    """Each article with the first known one that fits it alone; the present ones come first."""
    by_key = _index(known)
    pairs: list[tuple[Article, Known]] = []
    used: set[str] = set()
    for article in articles:
        keys = _keys(article.url, article.path, article.sha256, article.id)
        near = sorted({k for key in keys for k in by_key.get(key, ())}, key=lambda k: (not k.present, k.id))
        match = next((k for k in near if k.id not in used and way(article, k)), None)
        if match:
            used.add(match.id)
            pairs.append((article, match))
    return pairs


def _index(known: Iterable[Known]) -> dict[str, list[Known]]:
    index: dict[str, list[Known]] = {}
    for k in known:
        for key in _keys(k.url, k.path, k.sha256, k.id):
            index.setdefault(key, []).append(k)
    return index


def _keys(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def version_id(article: Article) -> str:
    """The id of a text that was replaced: of its article and its content."""
    return _hash("a", article.id, article.text)


@dataclass(frozen=True, slots=True)
class Thing:
    """A question or conflict. parts: the evidence of each side (a question has one part). sort: what must be equal."""

    id: str
    sort: str
    parts: tuple[frozenset[Mark], ...]


def carry(found: Sequence[Thing], before: Sequence[Thing], aliases: Mapping[str, str]) -> dict[str, str]:
    """Id as found -> the id to keep, for every thing found. No two get the same.

    What was found before under the same words keeps its id. What is left is matched with what is missing of the run
    before: of one sort, each side with evidence in common with another side, those with most in common first.
    """
    last = {thing.id: thing for thing in before}
    ids: dict[str, str] = {}
    for stable, rivals in sorted(_by_alias(found, aliases).items()):
        best = max(rivals, key=lambda t: (_common(t, last[stable]) if stable in last else 0, t.id == stable, t.id))
        ids[best.id] = stable
    lost = [thing for thing in before if thing.id not in set(ids.values())]
    pairs = [(_common(new, old), old.id, new.id) for new, old in _near([t for t in found if t.id not in ids], lost)]
    taken = set(ids.values())
    for score, old, new in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if score and new not in ids and old not in taken:
            ids[new] = old
            taken.add(old)
    reserved = taken | set(aliases.values())
    for thing in found:
        if thing.id not in ids:
            ids[thing.id] = thing.id if thing.id not in reserved else _free(thing, reserved)
            reserved.add(ids[thing.id])
    return ids


def _by_alias(found: Iterable[Thing], aliases: Mapping[str, str]) -> dict[str, list[Thing]]:
    rivals: dict[str, list[Thing]] = {}
    for thing in found:
        if thing.id in aliases:
            rivals.setdefault(aliases[thing.id], []).append(thing)
    return rivals


def _near(found: Sequence[Thing], lost: Sequence[Thing]) -> set[tuple[Thing, Thing]]:
    """Pairs with any evidence in common: only these need a closer look."""
    index: dict[Mark, list[Thing]] = {}
    for old in lost:
        for mark in frozenset().union(*old.parts):
            index.setdefault(mark, []).append(old)
    return {(new, old) for new in found for mark in frozenset().union(*new.parts) for old in index.get(mark, ())}


def _common(new: Thing, old: Thing) -> int:
    """How many marks they share, side by side; 0 unless every side has a counterpart of its own."""
    if new.sort != old.sort or len(new.parts) != len(old.parts):
        return 0
    free, score = list(old.parts), 0
    for part in sorted(new.parts, key=lambda p: sorted(p)):
        best = max(free, key=lambda other: (len(part & other), sorted(other)))
        if not part & best:
            return 0
        score += len(part & best)
        free.remove(best)
    return score


def _free(thing: Thing, taken: Collection[str]) -> str:
    marks = Counter(mark for part in thing.parts for mark in part)
    id, n = _hash(thing.id[0], thing.id, repr(sorted(marks))), 0
    while id in taken:
        n += 1
        id = _hash(thing.id[0], thing.id, str(n))
    return id


def _hash(letter: str, *parts: str) -> str:
    return letter + sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:10]
