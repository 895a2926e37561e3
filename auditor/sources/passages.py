"""Sentences that several articles share, word for word or nearly so. The only place that knows rensa.

Sentences are compared by their pairs of neighbouring words. MinHash signatures (Broder 1997) in a locality-sensitive
hash table (Indyk and Motwani 1998) find the candidates in time that grows with the number of sentences, not with its
square; each candidate is then checked exactly.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rensa import RMinHash, RMinHashLSH

from auditor.model import Article, origin

SAME = 0.6
"""Share of word pairs in common, of all that two sentences have, from which one repeats the other."""
LEAST = 8
"""Words of a sentence below which likeness may be chance ("Nobody was hurt")."""
MOST = 200
"""Articles beyond which a sentence that all of them have is taken for furniture of pages, not for news."""
_PERMUTATIONS, _BANDS, _SEED = 128, 32, 20261122  # four rows a band: two sentences at 0.6 meet with 98.8 per cent

_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(`]*[A-Z0-9])|\n+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article at ``start:end`` (code points), its number of words and its pairs of words."""

    article: str
    start: int
    end: int
    words: int
    pairs: frozenset[str]


Shared = tuple[Sentence, ...]
"""Sentences of two or more articles that repeat one another, in order of article and place."""


def shared(articles: Sequence[Article]) -> list[Shared]:
    """The groups of sentences that repeat one another across articles, in order of their first sentence.

    A pure function of the articles: their order does not matter. What an article shares with its own updates is none.
    """
    all_ = [s for a in sorted(articles, key=lambda a: a.id) for s in sentences(a)]
    groups: dict[int, list[int]] = {}
    for n, root in enumerate(_joined(len(all_), _repeats(all_))):
        groups.setdefault(root, []).append(n)
    found = [tuple(all_[n] for n in group) for group in groups.values()]
    return [group for group in found if 1 < len({origin(s.article) for s in group}) <= MOST]


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The article's sentences of at least ``LEAST`` words."""
    return _sentences(article.id, article.text, article.body)


@functools.lru_cache(maxsize=4096)
def _sentences(article: str, text: str, body: int) -> tuple[Sentence, ...]:
    ends = [m.end() for m in _END.finditer(text, body)]
    found = []
    for start, end in pairwise([body, *ends, len(text)]):
        words = [word.casefold() for word in _WORD.findall(text, start, end)]
        if len(words) >= LEAST:
            found.append(Sentence(article, start, end, len(words), frozenset(map(" ".join, pairwise(words)))))
    return tuple(found)


def _repeats(all_: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences of which one repeats the other; of those that are the same, each with the first alone."""
    table = RMinHashLSH(threshold=SAME, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    seen: dict[frozenset[str], int] = {}
    for n, sentence in enumerate(all_):
        first = seen.setdefault(sentence.pairs, n)
        if first != n:
            yield first, n
            continue
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update(sorted(sentence.pairs))
        yield from ((m, n) for m in table.query(signature) if _alike(all_[m], sentence))
        table.insert(n, signature)


def _alike(a: Sentence, b: Sentence) -> bool:
    return len(a.pairs & b.pairs) >= SAME * len(a.pairs | b.pairs)


def _joined(size: int, links: Iterator[tuple[int, int]]) -> list[int]:
    """For each number below ``size`` the least one that links lead to (union-find)."""
    root = list(range(size))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = n = root[root[n]]
        return n

    for a, b in links:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    return [find(n) for n in range(size)]
