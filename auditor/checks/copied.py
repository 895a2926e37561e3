"""Checks of a text that stands in two articles, with another figure in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, product

from auditor.align.counterparts import gives
from auditor.align.stories import by_article
from auditor.checks.case import Case, Finding, Parts, sides
from auditor.model import Claim
from auditor.values.compare import compare
from auditor.values.display import display

_WORDS = re.compile(r"[^\W\d]+")


def text_changed_its_figure(case: Case) -> Iterator[Finding]:
    """One text stands in two articles, and a figure in it is not the same.

    Why: a story is written on as news comes in, and papers take it over at different hours; whoever quotes the earlier
    text quotes what its writer has changed since. Or whoever took it over made a slip.

    Example: an agency's "The quake of magnitude 5.9 struck the island" stands in an evening paper with 6.1, and the
    sentences around it are the same.

    Not one: figures that agree once rounded or converted, a figure that the other article gives as well, a sentence
    with other words, a quotation or a passage that articles with texts of their own share.
    """
    for pair in _changed(case):
        told = sorted(pair, key=lambda c: (case.articles[c.article].published, c.id))
        parts: Parts = [(display(c), (c,)) for c in told]
        said = " against ".join(f"{label} in {_name(case, c)}" for label, (c,) in parts)
        message = f"{case.topic}: {said}, in one text."
        why = "most of the text stands in both articles, and this sentence with another figure"
        yield Finding("medium", sides(parts), message, (why, *case.because), 0.8, "update")


def told_as_changed(case: Case, parts: Parts) -> bool:
    """Does nobody give the different answers but articles with one text, in which the figure was changed (V002)?"""
    pairs = {
        pair for (_, some), (_, others) in combinations(parts, 2) for a, b in product(some, others)
        for pair in ((a, b), (b, a))
    }  # fmt: skip
    return all(_in_one_text(case, a, b) for a, b in pairs) and any(pair in pairs for pair in _changed(case))


def _changed(case: Case) -> Iterator[tuple[Claim, Claim]]:
    told = by_article(case.claims.values())
    for a, b in combinations(case.all, 2):
        if _in_one_text(case, a, b) and _same_words(a, b) and compare(a, b).agree is False and not gives(told, a, b):
            yield a, b


def _name(case: Case, claim: Claim) -> str:
    article = case.articles[claim.article]
    return article.source or article.path


def _in_one_text(case: Case, a: Claim, b: Claim) -> bool:
    return a.article != b.article and case.origins.one_text(a.article, b.article)


def _same_words(a: Claim, b: Claim) -> bool:
    one, other = (_WORDS.findall(c.text.casefold()) for c in (a, b))
    return isinstance(a.value, Decimal) and a.unit == b.unit and one == other
