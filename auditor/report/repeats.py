"""Which articles repeat one another's words, so that their agreement is worth less."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from auditor.model import Article, Audit
from auditor.report.index import name
from auditor.report.words import clean

LEAST = 8
"""Words of a sentence from which on two articles hardly both have it by chance."""
SHARE = 0.1
"""Share of an article's sentences from which on it is told to repeat another."""
MOST = 40
"""Groups shown at most."""
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Repeating:
    """One article of a group, and the share of its words (0 to 1) that another of the group has too."""

    source: str
    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Repeat:
    """Articles that repeat one another. because: what speaks for the first as the origin, "" where nothing is known."""

    articles: tuple[Repeating, ...]
    because: str = ""


def repeats(audit: Audit) -> tuple[Repeat, ...]:
    """The groups, those with most articles first: the audit's own families where it has any."""
    by_id = {a.id: a for a in audit.articles if not a.version_of}
    families: Sequence[Any] | None = getattr(audit, "families", None)
    found = _shared(list(by_id.values())) if families is None else [_family(f, by_id) for f in families]
    return tuple(sorted(found, key=lambda repeat: -len(repeat.articles))[:MOST])


def _family(family: Any, articles: dict[str, Article]) -> Repeat:
    told = [
        _repeating(articles[i], share) for i, share in zip(family.articles, family.shares, strict=True) if i in articles
    ]
    return Repeat(tuple(told), clean("; ".join(family.because), 300))


def _repeating(article: Article, share: float) -> Repeating:
    return Repeating(name(article), clean(article.title, 160), share)


def _shared(articles: Sequence[Article]) -> list[Repeat]:
    """Pairs of articles with sentences in common, word for word."""
    said = {a.id: _sentences(a) for a in articles}
    holders: dict[str, list[Article]] = {}
    for article in articles:
        for sentence in said[article.id]:
            holders.setdefault(sentence, []).append(article)
    common: dict[tuple[str, str], int] = {}
    for sentence, many in holders.items():
        for a, b in combinations(many[:SAME_AT_MOST], 2):
            common[a.id, b.id] = common.get((a.id, b.id), 0) + len(sentence.split())
    by_id = {a.id: a for a in articles}
    return [r for (a, b), words in common.items() if (r := _pair(by_id[a], by_id[b], words, said)) is not None]


SAME_AT_MOST = 30
"""Articles with one sentence that are compared in pairs: what more have is a notice, not news."""


def _pair(a: Article, b: Article, words: int, said: dict[str, frozenset[str]]) -> Repeat | None:
    shares = {x.id: words / max(1, sum(len(s.split()) for s in said[x.id])) for x in (a, b)}
    if max(shares.values()) < SHARE:
        return None
    return Repeat(tuple(_repeating(x, min(1.0, shares[x.id])) for x in (a, b)))


def _sentences(article: Article) -> frozenset[str]:
    """The article's longer sentences, in lower case and without punctuation."""
    parts = _SENTENCE.split(article.text[article.body :])
    plain = (" ".join(re.findall(r"\w+", part.casefold())) for part in parts)
    return frozenset(part for part in plain if part.count(" ") >= LEAST - 1)
