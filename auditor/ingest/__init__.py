"""Files in, Articles and Problems out. Nothing here stops for one bad file: it says so and reads the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.ingest import files, text
from auditor.ingest.identity import article_id, short_names
from auditor.ingest.language import foreign
from auditor.model import Article, Problem

__all__ = ["read"]


def read(paths: Iterable[Path]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read every article in the given files and folders.

    The result does not depend on the order of ``paths``: articles and problems are sorted by path. A file
    that is reached twice is read once. Nothing is raised for bad input: each file that could not be read, or
    not fully, is a Problem; one that says the article was left out means that it is not among the articles.
    """
    found, problems = files.find(paths)
    articles: list[Article] = []
    for path in found:
        article, faults = text.load(path)
        problems += faults
        language = foreign(article.text[article.body :]) if article else ""
        if language:
            problems += (Problem(path.as_posix(), f"not English but {language}; left out"),)
        elif article:
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
