"""Files in, Articles and Problems out. Nothing here stops for one bad file: it says so and reads the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.ingest import files, text
from auditor.ingest.identity import article_id, short_names
from auditor.ingest.language import foreign
from auditor.model import Article, Problem

__all__ = ["load", "read"]


Loaded = tuple[Article | None, tuple[Problem, ...]]
"""The article in a file, None where there is none to read, and what is wrong with it."""


def load(path: Path) -> Loaded:
    """One file, on its own: an article without its id yet."""
    article, faults = text.load(path)
    language = foreign(article.text[article.body :]) if article else ""
    if language:
        return None, (*faults, Problem(path.as_posix(), f"not English but {language}; left out"))
    return article, faults


def read(
    paths: Iterable[Path], load: Callable[[Path], Loaded] = load, without: Collection[Path] = ()
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read every article in the given files and folders.

    The result does not depend on the order of ``paths``: articles and problems are sorted by path. A file
    that is reached twice is read once. Nothing is raised for bad input: each file that could not be read, or
    not fully, is a Problem; one that says the article was left out means that it is not among the articles.
    load: reads one file (a caller may remember what a file held). without: resolved paths to pass over.
    """
    found, problems = files.find(paths)
    articles: list[Article] = []
    for path in found:
        if without and path.resolve() in without:
            continue
        article, faults = load(path)
        problems += faults
        if article:
            articles.append(article)
    articles, twins = _without_twins(articles)
    return _named(articles), tuple(sorted((*problems, *twins), key=lambda problem: (problem.path, problem.reason)))


def _without_twins(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """Of articles with one body (white space aside), the first by path, and a Problem for each other one."""
    first: dict[str, Article] = {}
    twins = []
    for article in articles:
        same = first.setdefault(_folded(article), article)
        if same is not article:
            twins.append(Problem(article.path, f"same text as {same.path}; left out"))
    return list(first.values()), twins


def _folded(article: Article) -> str:
    return re.sub(r"\s+", " ", article.text[article.body :]).strip()


def _named(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with their ids, and with the file's name as source where the text names none."""
    names = short_names([article.path for article in articles])
    urls = Counter(article.url for article in articles)
    return tuple(
        replace(
            article,
            id=article_id(article.url if urls[article.url] == 1 else name) if article.url else article_id(name),
            source=article.source or str(Path(name).with_suffix("")),
        )
        for article, name in zip(articles, names, strict=True)
    )
