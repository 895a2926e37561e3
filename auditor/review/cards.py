"""A conflict as its page shows it: positions side by side, evidence in context, what differs marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.model import Article, Audit, Claim, Run
from auditor.report.quotes import Quote, quote
from auditor.report.view import Answer, Finding, view
from auditor.report.words import flat

CONTEXT = 700
"""Characters of an article shown at most on each side of a claim."""

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is what differs."""

_WORD = re.compile(r"\d(?:[\d.,:/-]*\d)?|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[$€£¥%]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim of a side. around: what its article says before and after it. words: the claim's, in pieces."""

    quote: Quote
    article: str
    words: Marked
    around: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Position:
    """One side: its label in pieces, who gives it, their sentences by source, the dates of its articles."""

    label: str
    marked: Marked
    answer: Answer
    evidence: tuple[Evidence, ...]
    dates: str


@dataclass(frozen=True, slots=True)
class Card:
    """A conflict: the finding in words, and its sides with what their evidence says."""

    finding: Finding
    sides: tuple[Position, ...]


def card(audit: Audit, run: Run) -> Card:
    """The first conflict of an audit."""
    conflict = audit.conflicts[0]
    finding = next(f for f in view(audit, run).findings if f.id == conflict.id)
    claims = {c.id: c for c in audit.claims}
    articles = {a.id: a for a in audit.articles}
    labels = [answer.label for answer in finding.answers]
    sides = tuple(
        _position(answer, [claims[i] for i in side.claims], articles, _others(labels, n))
        for n, (side, answer) in enumerate(zip(conflict.sides, finding.answers, strict=True))
    )
    return Card(finding, sides)


def _others(labels: Sequence[str], n: int) -> frozenset[str]:
    """The words of all other labels."""
    return frozenset(word for m, label in enumerate(labels) if m != n for word in _words(label))


def _position(answer: Answer, claims: list[Claim], articles: dict[str, Article], others: frozenset[str]) -> Position:
    own = frozenset(_words(answer.label)) - others
    told = {q.claim: q for q in answer.quotes}
    evidence = tuple(
        _evidence(c, told.get(c.id) or quote(c, articles[c.article]), articles[c.article], own)
        for c in claims if c.id in told
    )  # fmt: skip
    dates = sorted({e.quote.published for e in evidence if e.quote.published})
    return Position(
        answer.label, marked(answer.label, own), answer, evidence, " to ".join(dict.fromkeys((*dates[:1], *dates[-1:])))
    )


def _evidence(claim: Claim, shown: Quote, article: Article, differing: frozenset[str]) -> Evidence:
    before, after = context(article.text, claim.start, claim.end)
    words = shown.words or flat(claim.text)
    return Evidence(shown, article.id, marked(words, differing), (before, after))


def _words(text: str) -> list[str]:
    return [match.group().casefold() for match in _WORD.finditer(text)]


def marked(text: str, differing: frozenset[str]) -> Marked:
    """The text in pieces: words that are among ``differing``, and what stands between them."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _WORD.finditer(text):
        if match.group().casefold() in differing:
            pieces += [(text[at : match.start()], False), (match.group(), True)]
            at = match.end()
    pieces.append((text[at:], False))
    return tuple((piece, differs) for piece, differs in pieces if piece)


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, in whole words, with line breaks."""
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if start > CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(text) > end + CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    return _lines(before), _lines(after)


def _lines(text: str) -> str:
    return "\n".join(flat(line) for line in text.splitlines(keepends=False)) + ("\n" if text.endswith("\n") else "")
