"""Who repeats whom, in sentences for the pages."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.model import Article, Family
from auditor.report.words import clean, counted, listed, source_name

QUOTED = 160
"""Characters of a shared passage that are shown."""


def told(family: Family, articles: Mapping[str, Article]) -> str:
    """Who repeats whose words, from whom they probably come, and why."""
    first, *others = (_name(articles[i]) for i in family.articles)
    one = len(others) == 1
    if family.kind == "article":
        standing = f"{_percents(family)} of {listed(others)} {'stands' if one else 'stand'} in others too"
        text = f"{listed([first, *others])} print one text ({standing})"
    else:
        shared = counted(_sentences(family), "sentence")
        text = f"{listed([first, *others])} share {shared}: “{_passage(family, articles)}”"
    return clean(f"{text}; {origin(family, articles)}.", 700)


def heading(family: Family, articles: Mapping[str, Article]) -> str:
    """What the articles have in common: "One text in 5 articles", or the sentences that they share."""
    among = counted(len(family.articles), "article")
    if family.kind == "article":
        return f"One text in {among}"
    return f"{counted(_sentences(family), 'sentence')} in {among}: “{_passage(family, articles)}”"


def is_sure(family: Family) -> bool:
    """Does anything tell which of the articles was first?"""
    return family.because != ("nothing tells which came first",)


def origin(family: Family, articles: Mapping[str, Article]) -> str:
    """From whom the words probably come, and why."""
    reasons = "; ".join(family.because)
    return f"probably from {_name(articles[family.articles[0]])}: {reasons}" if is_sure(family) else reasons


def _percents(family: Family) -> str:
    return listed([f"{share:.0%}" for share in family.shares[1:]])


def _sentences(family: Family) -> int:
    return sum(article == family.articles[0] for article, _, _ in family.spans)


def _passage(family: Family, articles: Mapping[str, Article]) -> str:
    start, end = next((start, end) for article, start, end in family.spans if article == family.articles[0])
    return clean(articles[family.articles[0]].text[start:end], QUOTED)


def _name(article: Article) -> str:
    return clean(source_name(article), 120)
