"""Files in, Articles and Problems out. Nothing here stops for one bad file: it says so and reads the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from auditor.ingest import files, sidecar
from auditor.ingest.identity import article_id, canonical, piece, short_names
from auditor.ingest.language import foreign
from auditor.ingest.load import load as readings_of
from auditor.ingest.reading import Options, Reading
from auditor.model import Article, Problem

__all__ = ["load", "read"]


Load = Callable[[Path, Options], Reading]


def load(path: Path, options: Options) -> Reading:
    """One file, on its own, with the files inside it: articles without their ids yet, those in English only."""
    readings = list(readings_of(path, options))
    articles = [article for reading in readings for article in reading.articles]
    languages = [foreign(article.text[article.body :]) for article in articles]
    strangers = [
        Problem(article.path, f"not English but {language}; left out")
        for article, language in zip(articles, languages, strict=True)
        if language
    ]
    return Reading(
        tuple(article for article, language in zip(articles, languages, strict=True) if not language),
        (*(problem for reading in readings for problem in reading.problems), *strangers),
        tuple(record for reading in readings for record in reading.records),
    )


def read(
    paths: Iterable[Path], fields: Mapping[str, str] | None = None, load: Load = load, without: Collection[Path] = ()
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read every article in the given files and folders; ``Path("-")`` is standard input.

    fields: title, text, date, source, url, author -> the name of that field in JSON and CSV files. The result does not
    depend on the order of ``paths``: articles and problems are sorted by path. A file that is reached twice is read
    once. Nothing is raised for bad input: each file that could not be read, or not fully, is a Problem; one that says
    the article was left out means that it is not among the articles. load: reads one file (a caller may remember what
    a file held). without: resolved paths to pass over.
    """
    found, problems = files.find(paths)
    names = {path.name for path in without}  # to resolve a path takes longer than to look at its name
    left = [path for path in found if path.name not in names or path.resolve() not in without]
    readings = [load(path, Options(fields or {})) for path in left]
    articles = [article for reading in readings for article in reading.articles]
    articles, faults = sidecar.applied(articles, [record for reading in readings for record in reading.records])
    articles, twins = _without_twins(sorted(articles, key=_place))
    told = {*problems, *(problem for reading in readings for problem in reading.problems), *faults, *twins}
    return _named(articles), tuple(sorted(told, key=lambda problem: (problem.path, problem.reason)))


def _place(article: Article) -> tuple[str, int]:
    path, number = piece(article.path)
    return path, number


def _without_twins(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """Of articles with one text the first, of those at one address the longest; the others as Problems."""
    twins = []
    first: dict[str, Article] = {}
    for article in articles:
        same = first.setdefault(_folded(article), article)
        if same is not article:
            twins.append(Problem(article.path, f"same text as {same.path}; left out"))
    kept, others = _without_same_address(list(first.values()))
    return kept, twins + others


def _without_same_address(articles: Sequence[Article]) -> tuple[list[Article], list[Problem]]:
    """The longest article of each address, with its updates, and a Problem for each other one."""
    longest: dict[str, Article] = {}
    for article in articles:
        if (url := canonical(article.url)) and not article.update_of:
            longest[url] = max(longest.get(url, article), article, key=lambda each: len(each.text) - each.body)
    files_of = {url: piece(article.path)[0] for url, article in longest.items()}
    others = []
    for article in articles:
        url = canonical(article.url)
        better = longest.get(url, article)
        outdone = files_of.get(url) != piece(article.path)[0] if article.update_of else better is not article
        if url and outdone:
            others.append(
                (article, Problem(article.path, f"same address as {better.path}, which has more text; left out"))
            )
    out = {id(article) for article, _ in others}
    return [article for article in articles if id(article) not in out], [problem for _, problem in others]


def _folded(article: Article) -> str:
    return re.sub(r"\s+", " ", article.text[article.body :]).strip()


def _named(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles with their ids, and with the file's name as source where the text names none."""
    paths = sorted({piece(article.path)[0] for article in articles})
    names = dict(zip(paths, short_names(paths), strict=True))
    keys = [_key(article, names[piece(article.path)[0]]) for article in articles]
    often = Counter(key for article, key in zip(articles, keys, strict=True) if not article.update_of)
    return tuple(
        replace(
            article,
            id=_id(article, key if often[key] == 1 or article.update_of else _numbered(name, article)),
            source=article.source or str(PurePosixPath(name).with_suffix("")),
        )
        for article, key in zip(articles, keys, strict=True)
        for name in (names[piece(article.path)[0]],)
    )


def _key(article: Article, name: str) -> str:
    """What the id is made of: the address, or else the file's name with the article's place in it."""
    return article.url or (name if article.update_of else _numbered(name, article))


def _id(article: Article, key: str) -> str:
    """The id; an update has that of its article with its number behind a dot: both are one source."""
    return article_id(key) + (f".{piece(article.path)[1]}" if article.update_of else "")


def _numbered(name: str, article: Article) -> str:
    number = piece(article.path)[1]
    return name if number == 1 else f"{name}#{number}"
