"""A question's answer over time: which positions were given when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.model import Article, Claim, Question
from auditor.values.spells import spell


@dataclass(frozen=True, slots=True)
class Period:
    """Days, first to last (ISO dates), on which the same positions were given: their labels, and the articles' ids."""

    first: str
    last: str
    positions: tuple[str, ...]
    articles: tuple[str, ...]


def timeline(question: Question, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> tuple[Period, ...]:
    """The question's periods in order of time; days without a report belong to none. Empty where no day is known.

    What an article tells as former counts for the day that it names, not for the day of publication.
    """
    days: dict[str, tuple[set[str], set[str]]] = {}
    for position in question.positions:
        for claim in (claims[i] for i in position.claims):
            if day := _day(claim, articles[claim.article]):
                labels, homes = days.setdefault(day, (set(), set()))
                labels.add(position.label)
                homes.add(claim.article)
    order = [p.label for p in question.positions]
    periods: list[Period] = []
    for day, (labels, homes) in sorted(days.items()):
        given = tuple(label for label in dict.fromkeys(order) if label in labels)
        before = periods[-1] if periods else None
        if before and before.positions == given:
            periods[-1] = Period(before.first, day, given, tuple(sorted({*before.articles, *homes})))
        else:
            periods.append(Period(day, day, given, tuple(sorted(homes))))
    return tuple(periods)


def _day(claim: Claim, article: Article) -> str:
    """The day on which the answer was given: that of publication, and for a former one the day until which it held."""
    if ("time", "former") not in claim.qualifiers or claim.qualifier("time") != "former":
        return article.published[:10]
    until = spell(claim, article).until
    return until if len(until) == 10 and until != article.published[:10] else ""
