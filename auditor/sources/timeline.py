"""A question's answer over time: which positions were given when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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
    days: dict[str, tuple[dict[str, None], set[str]]] = {}
    for position in question.positions:
        for claim in (claims[i] for i in position.claims):
            if day := _day(claim, articles[claim.article]):
                labels, homes = days.setdefault(day, ({}, set()))
                labels[position.label] = None  # the positions come in their order
                homes.add(claim.article)
    alike = groupby(sorted(days.items()), key=lambda day: tuple(day[1][0]))
    return tuple(_period(given, list(told)) for given, told in alike)


def _period(given: tuple[str, ...], days: Sequence[tuple[str, tuple[Mapping[str, None], set[str]]]]) -> Period:
    homes = set().union(*(homes for _, (_, homes) in days))
    return Period(days[0][0], days[-1][0], given, tuple(sorted(homes)))


def _day(claim: Claim, article: Article) -> str:
    """The day on which the answer was given: that of publication, and for a former one the day until which it held."""
    if ("time", "former") not in claim.qualifiers or claim.qualifier("time") != "former":
        return article.published[:10]
    until = spell(claim, article).until
    return until if len(until) == 10 and until != article.published[:10] else ""
