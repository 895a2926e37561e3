"""Which articles repeat one another's words, so that their agreement is worth less."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model import Article, Audit, Family
from auditor.report.copying import heading, is_sure, origin, told
from auditor.report.index import name
from auditor.report.words import clean

MOST = 40
"""Groups shown at most."""


@dataclass(frozen=True, slots=True)
class Repeating:
    """One article of a group, and the share of its words (0 to 1) that another of the group has too.

    origin: do the words probably come from it?
    """

    source: str
    title: str
    share: float
    origin: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """Articles that repeat one another. told: who repeats whom, and why the first is probably the origin.

    heading, why: the same in two parts, for a picture that names the articles.
    """

    articles: tuple[Repeating, ...]
    told: str
    heading: str
    why: str


def repeats(audit: Audit) -> tuple[Repeat, ...]:
    """The audit's families, those with most articles first."""
    by_id = {a.id: a for a in audit.articles}
    largest = sorted(audit.families, key=lambda family: -len(family.articles))[:MOST]
    return tuple(_family(family, by_id) for family in largest)


def _family(family: Family, articles: dict[str, Article]) -> Repeat:
    first = family.articles[0] if is_sure(family) else ""
    members = zip(family.articles, family.shares, strict=True)
    why = clean(origin(family, articles), 500)
    return Repeat(
        tuple(_repeating(articles[i], share, i == first) for i, share in members),
        told(family, articles),
        clean(heading(family, articles)),
        f"{why[:1].upper()}{why[1:]}.",
    )


def _repeating(article: Article, share: float, origin: bool) -> Repeating:
    return Repeating(name(article), clean(article.title, 160), share, origin)
