"""What is to be compared now: the folders and files that were ever given, as they are, and what happened to each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor import ingest
from auditor.engine.memo import RememberedFiles
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
    store.take_in([path.as_posix() for path in given if path.is_file()])
    left_out = store.left_out()
    roots = [Path(root) for root in store.roots()]
    present = [root for root in roots if root.exists()]
    missing = [root for root in roots if not root.exists() and root not in given]
    passed_over = {Path(path).resolve() for path in left_out} | set(without)
    found, problems = ingest.read([*present, *given], reader.load, passed_over)
    known = store.known()
    articles = settle(found, known)
    kept, told = _kept(missing, articles, known)
    articles = tuple(sorted((*articles, *store.articles(kept).values()), key=lambda a: a.id))
    old = _before(store, articles, known)
    gone = {k.id for k in known if k.present} - {a.id for a in articles}
    reasons = {p.path: p.reason for p in problems} | dict.fromkeys(left_out, "removed by hand")
    events = _events(articles, known, old) | {k.id: ("gone", reasons.get(k.path, "")) for k in known if k.id in gone}
    return Collected(
        articles, _versions(store, articles, old), events, (*problems, *told),
        tuple(p.as_posix() for p in given if p.exists()),
        tuple(root.as_posix() for root in missing if not any(_inside(k.path, root) for k in known if k.id in kept)),
    )  # fmt: skip


def _kept(
    missing: Sequence[Path], articles: Sequence[Article], known: Sequence[Known]
) -> tuple[list[str], tuple[Problem, ...]]:
    """The articles of folders that are not there now (a drive that is not mounted): they stay as they were."""
    found = {a.id for a in articles}
    kept: list[str] = []
    problems = []
    for root in missing:
        inside = [k.id for k in known if k.present and k.id not in found and _below(k.path, root) and k.id not in kept]
        if inside:
            noun = "article" if len(inside) == 1 else "articles"
            stay = f"its {len(inside)} {noun} stay as last read (auditor remove takes them out)"
            problems.append(Problem(root.as_posix(), f"the folder is not there now; {stay}"))
        kept += inside
    return kept, tuple(problems)


def _below(path: str, root: Path) -> bool:
    return path.startswith(root.as_posix().rstrip("/") + "/")


def _inside(path: str, root: Path) -> bool:
    return path == root.as_posix() or _below(path, root)


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
