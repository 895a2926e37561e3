"""Articles that repeat one text or share passages, and from whom the words probably come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from auditor.model import Article, Family
from auditor.sources.passages import Sentence, Shared, sentences, shared

MOSTLY = 0.5
"""Share of the shorter article's words, in sentences that the other has too, from which it repeats the other."""
LEAST_WORDS = 30
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
    of: dict[str, list[Shared]] = {}
    for group in groups:
        for i in sorted({s.article for s in group}):
            of.setdefault(i, []).append(group)
    whole = [_whole(ids, of, by_id) for ids in _families(groups, by_id)]
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
    words = {i: _length(a) for i, a in articles.items()}
    linked = {
        pair for pair, n in common.items() if n >= LEAST_WORDS and n >= MOSTLY * min(words[pair[0]], words[pair[1]])
    }
    return _around(linked, _order({i for pair in linked for i in pair}, articles))


def _around(links: Collection[tuple[str, str]], order: Sequence[str]) -> list[tuple[str, ...]]:
    """Each likely origin with those that repeat it. Not whom these repeat besides: a digest of two texts joins none."""
    left, found = list(order), []
    while left:
        first = left.pop(0)
        group = [i for i in left if (first, i) in links or (i, first) in links]
        left = [i for i in left if i not in group]
        if group:
            found.append(tuple(sorted((first, *group))))
    return sorted(found)


def _whole(ids: tuple[str, ...], groups: Mapping[str, list[Shared]], articles: Mapping[str, Article]) -> Family:
    inside = [s for i in ids for group in groups[i] for s in group if s.article == i and _holders(group, ids) > 1]
    share = {i: _words(inside, i) / max(1, _length(articles[i])) for i in ids}
    ordered, why = _by_origin(ids, articles)
    spans = tuple((s.article, s.start, s.end) for s in inside)
    return Family("article", ordered, agency(articles[ordered[0]]), why, tuple(share[i] for i in ordered), spans)


def _holders(group: Shared, ids: tuple[str, ...]) -> int:
    """How many of the articles have the sentence."""
    return len({s.article for s in group}.intersection(ids))


def _words(sentences_: Iterable[Sentence], article: str) -> int:
    return sum(s.words for s in sentences_ if s.article == article)


def _passages(groups: Iterable[Shared], home: Mapping[str, str], articles: Mapping[str, Article]) -> Iterator[Family]:
    """What articles of different outlets and families share; sentences of the same articles make one passage."""
    by_articles: dict[tuple[str, ...], list[Sentence]] = {}
    for group in groups:
        ids = tuple(sorted({s.article for s in group}))
        if len({home.get(i, i) for i in ids}) > 1 and len({articles[i].source or i for i in ids}) > 1:
            by_articles.setdefault(ids, []).extend(group)
    for ids, found in sorted(by_articles.items()):
        ordered, why = _by_origin(ids, articles)
        share = tuple(_words(found, i) / max(1, _length(articles[i])) for i in ordered)
        spans = tuple((s.article, s.start, s.end) for s in found)
        yield Family("passage", ordered, agency(articles[ordered[0]]), why, share, spans)


def _order(ids: Collection[str], articles: Mapping[str, Article]) -> list[str]:
    """The articles, the likeliest origin first: a named agency itself, the earliest, who names one, the fullest."""
    named = {name.casefold() for i in ids if (name := agency(articles[i]))}

    def key(i: str) -> tuple[bool, str, bool, int, str]:
        a = articles[i]
        return a.source.casefold() not in named, a.published[:10] or "9999", not agency(a), -_length(a), i

    return sorted(ids, key=key)


def _length(article: Article) -> int:
    return sum(s.words for s in sentences(article))


def _by_origin(ids: Sequence[str], articles: Mapping[str, Article]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles, the likeliest origin first, and why it is."""
    ordered = _order(ids, articles)
    first, *others = (articles[i] for i in ordered)
    named = {agency(a).casefold() for a in others} - {""}
    day = first.published[:10]
    why = (
        (first.source.casefold() in named, "it is the agency that others name"),
        (bool(agency(first)), f"it names the agency {agency(first)}"),
        (bool(day) and all(day < (a.published[:10] or "9999") for a in others), f"it is the earliest ({day})"),
        (all(_length(first) > _length(a) for a in others), f"it is the fullest ({_length(first)} words)"),
    )
    return tuple(ordered), tuple(text for holds, text in why if holds) or ("nothing tells which came first",)
