"""Checks of a text that stands in two articles, with another figure in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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

    Example: an agency's "The storm took the roofs off 54 houses" stands in an evening paper with 58, and the
    sentences around it are the same.

    Not one: figures that agree once rounded or converted, a figure that the other article gives as well, a sentence
    with other words, a quotation or a passage that articles with texts of their own share.
    """
    answers: dict[tuple[str, str], tuple[dict[Claim, None], dict[Claim, None]]] = {}
    for pair in _changed(case):
        told = sorted(pair, key=lambda c: (case.articles[c.article].published, c.id))
        before, after = answers.setdefault((display(told[0]), display(told[1])), ({}, {}))
        before[told[0]] = after[told[1]] = None
    for labels, some in answers.items():
        parts: Parts = [(label, tuple(claims)) for label, claims in zip(labels, some, strict=True)]
        said = " against ".join(f"{label} in {_names(case, claims)}" for label, claims in parts)
        why = "most of the text stands in these articles, and this sentence with another figure"
        yield Finding(
            "medium", sides(parts), f"{case.topic}: {said}, in one text.", (why, *case.because), 0.8, "update"
        )


def changed_in_text(case: Case, a: Claim, b: Claim) -> bool:
    """Is it the same sentence of the same text, with the figure changed (V002)?"""
    return _in_one_text(case, a, b) and _same_words(a, b)


def told_as_changed(case: Case, parts: Parts) -> bool:
    """Does nobody give the different answers but articles with one text, in which the figures were changed (V002)?"""
    changed = {frozenset(pair) for pair in _changed(case)}
    answers = [(set(product(some, others))) for (_, some), (_, others) in combinations(parts, 2)]
    return bool(changed) and all(
        all(_in_one_text(case, a, b) for a, b in pairs) and any(frozenset(pair) in changed for pair in pairs)
        for pairs in answers
    )


def _changed(case: Case) -> list[tuple[Claim, Claim]]:
    pairs = [(a, b) for a, b in combinations(case.all, 2) if changed_in_text(case, a, b)]
    differ = [(a, b) for a, b in pairs if compare(a, b).agree is False]
    told = by_article(case.claims.values()) if differ else {}
    return [(a, b) for a, b in differ if not gives(told, a, b)]


def _names(case: Case, claims: Sequence[Claim]) -> str:
    articles = dict.fromkeys(case.articles[c.article] for c in claims)
    return ", ".join(dict.fromkeys(a.source or a.path for a in articles))


def _in_one_text(case: Case, a: Claim, b: Claim) -> bool:
    return a.article != b.article and case.origins.one_text(a.article, b.article)


def _same_words(a: Claim, b: Claim) -> bool:
    one, other = (_WORDS.findall(c.text.casefold()) for c in (a, b))
    return isinstance(a.value, Decimal) and a.unit == b.unit and one == other
