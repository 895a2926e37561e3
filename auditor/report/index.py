"""An audit's parts by their ids, and who says what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model import Article, Audit, Claim, Question
from auditor.report.words import clean, source_name, unique

NAME = 120
"""Characters of a source's name shown at most."""


@dataclass(frozen=True, slots=True)
class Index:
    """names: of the articles' sources, by the articles' ids."""

    articles: dict[str, Article]
    claims: dict[str, Claim]
    questions: dict[str, Question]
    names: dict[str, str]

    def article(self, claim: str) -> Article:
        return self.articles[self.claims[claim].article]

    def source(self, claim: str) -> str:
        """The name of who makes the claim."""
        return self.names[self.claims[claim].article]

    def sources(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The names behind the claims, each once."""
        names, known = self.names, self.claims
        return unique([names[known[i].article] for i in claims])


def index(audit: Audit) -> Index:
    return Index(
        {a.id: a for a in audit.articles},
        {c.id: c for c in audit.claims},
        {q.id: q for q in audit.questions},
        {a.id: name(a) for a in audit.articles},
    )


def name(article: Article) -> str:
    """The source's name, short enough for a line."""
    return clean(source_name(article), NAME)
