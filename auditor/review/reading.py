"""An article with its claims in place, and what is known of each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from auditor.model import Article, Audit, Claim, Conflict, Position, Question
from auditor.report.words import clean, source_name, unique

Standing = Literal["differs", "open", "alone", "agrees"]
STANDINGS: dict[Standing, str] = {
    "differs": "Part of a conflict",
    "open": "Others answer otherwise; not counted as a conflict",
    "agrees": "Another source answers alike",
    "alone": "No other source answers this",
}
"""How a claim stands to what other sources say, the gravest first."""


@dataclass(frozen=True, slots=True)
class Other:
    """An answer to a claim's question: who gives it (article ids and names), and whether it is the claim's own."""

    label: str
    sources: tuple[tuple[str, str], ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What is known of a claim: how it stands, its question, all answers to it, the conflicts that it is part of."""

    id: str
    text: str
    standing: Standing
    question: str
    answers: tuple[Other, ...]
    conflicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article, the claims that lie over it (the gravest first), and the ids of those that begin."""

    text: str
    notes: tuple[Note, ...] = ()
    starts: tuple[str, ...] = ()


def notes(audit: Audit) -> tuple[Note, ...]:
    """The notes on the claims of the audit's first article, in their order in the text."""
    article = audit.articles[0]
    asked = {claim: q for q in audit.questions for claim in q.claims}
    mine = sorted((c for c in audit.claims if c.article == article.id), key=lambda c: (c.start, c.end, c.id))
    told: dict[str, list[Conflict]] = {}
    for conflict in audit.conflicts:
        for claim in {i for side in conflict.sides for i in side.claims}:
            told.setdefault(claim, []).append(conflict)
    articles = {a.id: a for a in audit.articles}
    of = {c.id: c.article for c in audit.claims}
    return tuple(_note(c, asked.get(c.id), told.get(c.id, []), of, articles) for c in mine)


def _note(
    claim: Claim, question: Question | None, conflicts: list[Conflict], of: Mapping[str, str],
    articles: Mapping[str, Article],
) -> Note:  # fmt: skip
    positions = question.positions if question else ()
    answers = tuple(_other(p, claim, of, articles) for p in positions)
    source = clean(source_name(articles[claim.article]), 120)
    return Note(
        claim.id, clean(claim.text, 400), _standing(source, answers, conflicts),
        clean(question.label, 200) if question else "", answers,
        tuple((k.id, clean(k.message, 300)) for k in sorted(conflicts, key=lambda k: k.id)),
    )  # fmt: skip


def _other(position: Position, claim: Claim, of: Mapping[str, str], articles: Mapping[str, Article]) -> Other:
    ids = unique(of[i] for i in position.claims)
    sources = tuple((i, clean(source_name(articles[i]), 120)) for i in ids if i in articles)
    return Other(clean(position.label, 200), sources, claim.id in position.claims)


def _standing(source: str, answers: Iterable[Other], conflicts: list[Conflict]) -> Standing:
    """source: the article's. Another article of the same source is no other source."""
    if conflicts:
        return "differs"
    others = {name for answer in answers for _, name in answer.sources if not answer.own} - {source}
    alike = {name for answer in answers if answer.own for _, name in answer.sources} - {source}
    return "agrees" if alike else "open" if others else "alone"


def pieces(article: Article, claims: Iterable[Claim], noted: Iterable[Note]) -> tuple[Piece, ...]:
    """The article's text from its body on, cut where a claim begins or ends; together the pieces are the text."""
    by_id = {n.id: n for n in noted}
    order = list(STANDINGS)
    mine = [c for c in claims if c.id in by_id and c.end > article.body]
    edges = sorted({article.body, len(article.text), *(e for c in mine for e in (max(c.start, article.body), c.end))})
    found = []
    for start, end in pairwise(edges):
        over = [by_id[c.id] for c in mine if c.start < end and c.end > start]
        over.sort(key=lambda n: (order.index(n.standing), n.id))
        starts = tuple(c.id for c in mine if max(c.start, article.body) == start)
        found.append(Piece(article.text[start:end], tuple(over), starts))
    return tuple(found)


def unmarked(text: str) -> str:
    """The text without the marks of headings and bold type, and at most one empty line on end."""
    return re.sub(r"\n\s*\n", "\n\n", re.sub(r"(?m)^#{1,6} ", "", text)).replace("**", "")
