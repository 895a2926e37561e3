"""Articles that repeat one text or share passages, and from whom the words probably come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from auditor.model import Article, Family
from auditor.sources.passages import Sentence, Shared, sentences, shared

MOSTLY = 0.5
"""Share of the shorter article's words, in sentences that the other has too, from which it repeats the other."""
LEAST_WORDS = 40
"""Shared words below which two short articles may have no more in common than a quotation."""

_DATELINE = re.compile(r"^[^\n()]{0,60}\(\s*(?P<name>[A-Z][\w.&' -]{0,30}?)\s*\)\s*[-–—:]", re.MULTILINE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4})?,?\s*(?:by\s+)?(?:the\s+)?(?P<name>[A-Z][\w&' -]{1,30}?)\s*(?=[.,\n]|$)", re.I
)
_HEAD, _TAIL = 600, 300


def families(articles: Sequence[Article]) -> tuple[Family, ...]:
    """Who repeats whom: whole articles first, then passages that articles of different families share.

    Each family's articles begin with the one that the text probably comes from. A pure function of the articles.
    """
    by_id = {a.id: a for a in articles}
    groups = shared(articles)
    whole = [_whole(group, groups, by_id) for group in _families(groups, by_id)]
    home = {i: family.articles[0] for family in whole for i in family.articles}
    return (*whole, *_passages(groups, home, by_id))


def agency(article: Article) -> str:
    """The agency that the article names as its own source, in its dateline or copyright line; "" where none."""
    text = article.text
    found = _DATELINE.search(text[article.body : article.body + _HEAD]) or _COPYRIGHT.search(text[-_TAIL:])
    return " ".join(found["name"].split()) if found else ""


def _families(groups: Iterable[Shared], articles: Mapping[str, Article]) -> list[tuple[str, ...]]:
    common: Counter[tuple[str, str]] = Counter()
    for group in groups:
        most = Counter[str]()
        for sentence in group:
            most[sentence.article] = max(most[sentence.article], sentence.words)
        common.update({(a, b): min(most[a], most[b]) for a, b in combinations(sorted(most), 2)})
    words = {i: sum(s.words for s in sentences(a)) for i, a in articles.items()}
    linked = [
        pair for pair, n in common.items() if n >= LEAST_WORDS and n >= MOSTLY * min(words[pair[0]], words[pair[1]])
    ]
    return _together(linked)


def _together(links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The groups that the links make, each sorted."""
    home: dict[str, set[str]] = {}
    for a, b in links:
        joined = home.get(a, {a}) | home.get(b, {b})
        home |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(group)) for group in home.values()})


def _whole(ids: tuple[str, ...], groups: Iterable[Shared], articles: Mapping[str, Article]) -> Family:
    inside = [s for group in groups for s in group if s.article in ids and len({t.article for t in group} & {*ids}) > 1]
    share = {i: _words(inside, i) / max(1, sum(s.words for s in sentences(articles[i]))) for i in ids}
    ordered, why = _by_origin(ids, articles)
    spans = tuple((s.article, s.start, s.end) for s in inside)
    return Family("article", ordered, agency(articles[ordered[0]]), why, tuple(share[i] for i in ordered), spans)


def _words(sentences_: Iterable[Sentence], article: str) -> int:
    return sum(s.words for s in sentences_ if s.article == article)


def _passages(groups: Iterable[Shared], home: Mapping[str, str], articles: Mapping[str, Article]) -> Iterator[Family]:
    """What articles share beyond their families; sentences that the same articles share make one passage."""
    by_articles: dict[tuple[str, ...], list[Sentence]] = {}
    for group in groups:
        ids = tuple(sorted({s.article for s in group}))
        if len({home.get(i, i) for i in ids}) > 1:
            by_articles.setdefault(ids, []).extend(group)
    for ids, found in sorted(by_articles.items()):
        ordered, why = _by_origin(ids, articles)
        share = tuple(_words(found, i) / max(1, sum(s.words for s in sentences(articles[i]))) for i in ordered)
        spans = tuple((s.article, s.start, s.end) for s in found)
        yield Family("passage", ordered, agency(articles[ordered[0]]), why, share, spans)


def _by_origin(ids: Sequence[str], articles: Mapping[str, Article]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles, the likeliest origin first, and why it is: named agency, earliest, fullest."""
    named = Counter(name.casefold() for i in ids if (name := agency(articles[i])))
    itself = {i for i in ids if articles[i].source.casefold() in named}
    dates = {i: articles[i].published[:10] or "9999" for i in ids}
    words = {i: sum(s.words for s in sentences(articles[i])) for i in ids}
    ordered = sorted(ids, key=lambda i: (i not in itself, dates[i], not agency(articles[i]), -words[i], i))
    first = ordered[0]
    others = ordered[1:]
    why = (
        (first in itself, "it is the agency that others name"),
        (bool(agency(articles[first])) and first not in itself, f"it names the agency {agency(articles[first])}"),
        (dates[first] < min(dates[i] for i in others), f"it is the earliest ({dates[first]})"),
        (words[first] > max(words[i] for i in others), f"it is the fullest ({words[first]} words)"),
    )
    return tuple(ordered), tuple(text for holds, text in why if holds) or ("nothing tells which came first",)
