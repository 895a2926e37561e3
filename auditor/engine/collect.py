"""What is to be compared now: the folders and files that were ever given, as they are, and what happened to each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import ingest
from auditor.engine.keeping import inside, is_file, kept, there
from auditor.engine.memo import RememberedFiles
from auditor.ingest.sidecar import overridden
from auditor.model import Article, Problem
from auditor.store import Known, Store, settle, version_id


@dataclass(frozen=True, slots=True)
class Collected:
    """articles: those that are there. versions: texts that they replaced. events: article id -> what and a detail."""

    articles: tuple[Article, ...]
    versions: tuple[Article, ...]
    events: Mapping[str, tuple[str, str]]
    problems: tuple[Problem, ...]
    roots: tuple[str, ...]
    lost_roots: tuple[str, ...]


def collect(store: Store, given: Sequence[Path], without: Collection[Path], reader: RememberedFiles) -> Collected:
    """Reads what the store knows of and what is given now. without: files that are no articles (the report's)."""
    store.take_in([path.as_posix() for path in given if is_file(path)])
    left_out = store.left_out()
    roots = [Path(root) for root in store.roots()]
    present = [root for root in roots if there(root)]
    missing = [root for root in roots if root not in present and root not in given]
    passed_over = {Path(path).resolve() for path in left_out} | set(without)
    found, problems = ingest.read([*present, *given], reader.fields, reader.load, passed_over)
    found = tuple(a for a in found if a.path not in left_out)
    known = store.known()
    articles, faults = _edited(settle(found, known), store.edits())
    staying, told = kept(missing, articles, known, left_out, problems)
    articles = tuple(sorted((*articles, *store.articles(staying).values()), key=lambda a: a.id))
    held = [k.path for k in known if k.id in staying]
    old = _before(store, articles, known)
    gone = {k.id for k in known if k.present} - {a.id for a in articles}
    reasons = {p.path: p.reason for p in problems} | dict.fromkeys(left_out, "removed by hand")
    events = _events(articles, known, old) | {k.id: ("gone", reasons.get(k.path, "")) for k in known if k.id in gone}
    return Collected(
        articles, _versions(store, articles, old), events, (*told, *faults),
        tuple(p.as_posix() for p in given if there(p)),
        tuple(root for root in map(Path.as_posix, missing) if not any(inside(path, root) for path in held)),
    )  # fmt: skip


def _edited(
    articles: Sequence[Article], edits: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles with what a person set right about them, and what of it is not understood."""
    told = [(a, *overridden(a, edits[a.id], "edit")) if a.id in edits else (a, a, "") for a in articles]
    faults = tuple(Problem(a.path, f"set by hand: {fault}") for a, _, fault in told if fault)
    return tuple(edited for _, edited, _ in told), faults


def _before(store: Store, articles: Sequence[Article], known: Sequence[Known]) -> dict[str, Article]:
    """The articles whose files are other ones than at the last run, as they were then."""
    last = {k.id: k.sha256 for k in known}
    return store.articles([a.id for a in articles if a.id in last and last[a.id] != a.sha256])


def _events(
    articles: Sequence[Article], known: Sequence[Known], old: Mapping[str, Article]
) -> dict[str, tuple[str, str]]:
    last = {k.id: k for k in known}
    events: dict[str, tuple[str, str]] = {}
    for article in articles:
        before = last.get(article.id)
        if before is None:
            events[article.id] = ("new", "")
        elif not before.present:
            events[article.id] = ("returned", "")
        elif article.id in old and old[article.id].text != article.text:
            events[article.id] = ("changed", "")
        elif before.path != article.path:
            events[article.id] = ("moved", before.path)
        elif not before.same_as(article):
            events[article.id] = ("reread", "")
    return events


def _versions(store: Store, articles: Sequence[Article], old: Mapping[str, Article]) -> tuple[Article, ...]:
    """The texts that the articles had before, other than the present one."""
    now = {a.id: a.text for a in articles}
    found = store.versions(now)
    for article in old.values():
        if article.text != now[article.id]:
            id = version_id(article)
            found[id] = replace(article, id=id, version_of=article.id)
    return tuple(v for _, v in sorted(found.items()) if v.text != now[v.version_of])
