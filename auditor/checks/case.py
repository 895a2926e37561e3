"""What a check sees and gives: one question with its claims goes in, findings come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from auditor.align.counterparts import Counterparts
from auditor.checks.differing import NOTHING, Around
from auditor.kinds import OPEN, Kind
from auditor.model import Article, Claim, Position, Question, Severity, Side, Verdict, origin
from auditor.sources.origins import Origins

Parts = list[tuple[str, tuple[Claim, ...]]]
"""The sides of a finding to be: labels, and the claims behind each."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, its claims in the question's order, the articles they stand in, and where these have it from.

    claims, articles, origins, counterparts and around are those of the whole story.
    """

    question: Question
    claims: Mapping[str, Claim]
    articles: Mapping[str, Article]
    kinds: Mapping[str, Kind]
    origins: Origins
    counterparts: tuple[Counterparts, ...] = ()
    around: Around = NOTHING

    @property
    def all(self) -> tuple[Claim, ...]:
        return tuple(self.claims[i] for i in self.question.claims)

    @property
    def by_slots(self) -> bool:
        """Are the claims of a kind whose slots tell what is meant?"""
        return self.declared and self.kinds[self.question.kind].align == "slots"

    def asks_for(self, code: str) -> bool:
        """Does the question's kind ask for a check that looks at some kinds only?"""
        return self.declared and code in self.kinds[self.question.kind].codes

    @property
    def declared(self) -> bool:
        return self.question.kind != OPEN

    @property
    def grows(self) -> bool:
        """Does it ask for a count that news keeps raising, such as a toll?"""
        return self.declared and self.kinds[self.question.kind].grows

    @property
    def topic(self) -> str:
        """What the question is about, to begin a message with."""
        return self.kinds[self.question.kind].title if self.declared else self.question.label.rstrip("?")

    @property
    def because(self) -> tuple[str, ...]:
        """What joined the question's claims."""
        return self.question.because

    def message(self, parts: Parts) -> str:
        """What the parts answer, against one another: "Stake: 31% in 2 sources against 18% in 1 source."."""
        return f"{self.topic}: {self.answers(parts)}."

    def answers(self, parts: Parts) -> str:
        """ "$40 million in 4 sources (2 independent) against $35 million in 1 source"."""
        return " against ".join(f"{label} in {self.backing(claims)}" for label, claims in parts)

    def backing(self, claims: tuple[Claim, ...]) -> str:
        """ "4 sources", with the number of independent origins where it is another one."""
        independent = self.origins.independent(claims)
        fewer = f" ({independent} independent)" if independent != sources(claims) else ""
        return counted(sources(claims)) + fewer

    def of(self, position: Position) -> tuple[Claim, ...]:
        return tuple(self.claims[i] for i in position.claims)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, before it has an id: the verdict is the check's own, or None to be told by the evidence.

    confidence: used where none could be learned from annotated topics. across: claims of one article were not set
    against each other, so that none of them contradicts itself.
    """

    severity: Severity
    sides: tuple[Side, ...]
    message: str
    reasons: tuple[str, ...]
    confidence: float
    verdict: Verdict | None = None
    across: bool = False


Check = Callable[[Case], Iterator[Finding]]
Result = tuple[Case, Finding]
"""A finding and the question that it is about."""


def side(label: str, claims: tuple[Claim, ...]) -> Side:
    return Side(label, tuple(c.id for c in claims))


def sides(parts: Parts) -> tuple[Side, ...]:
    return tuple(side(label, claims) for label, claims in parts)


def sources(claims: tuple[Claim, ...]) -> int:
    return len({origin(c.article) for c in claims})


def counted(number: int, noun: str = "source") -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
