"""A conflict as its readers see it: in words, with the sentences that show it and the pictures that say more."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model import Conflict, Position, Question, Run, Severity, Side
from auditor.report import pictures
from auditor.report.changes import decided
from auditor.report.days import in_words
from auditor.report.difference import Difference, difference
from auditor.report.index import Index
from auditor.report.pictures import Picture
from auditor.report.quotes import Quote, quote
from auditor.report.sentences import sentence
from auditor.report.words import VERDICT, certainty, clean

LABEL = 200
"""Characters of a label shown at most."""

SET_ASIDE = frozenset({"false-alarm", "explained"})
"""Decisions after which a conflict asks for no attention any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, who gives it (names) and their sentences. note: a caveat on the sources, or ""."""

    label: str
    sources: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict in words. others: answers to the same question that are no side of it. decision: of a reviewer.

    sentence: all of it in one; told: the same where the question stands before it. difference: how far apart the
    sides are. line, times: the answers drawn on their scale and over time. best: the label of the better supported
    side; support: that label and why, "" where it is not known. aside: a reviewer saw no conflict in it.
    """

    id: str
    code: str
    name: str
    severity: Severity
    verdict: str
    verdict_meaning: str
    certainty: str
    question: str
    message: str
    reasons: tuple[str, ...]
    answers: tuple[Answer, ...]
    others: tuple[Answer, ...]
    decision: str
    sentence: str = ""
    told: str = ""
    difference: Difference | None = None
    line: Picture | None = None
    times: Picture | None = None
    best: str = ""
    support: str = ""
    aside: bool = False


def finding(conflict: Conflict, index: Index, run: Run) -> Finding:
    verdict, meaning = VERDICT[conflict.verdict]
    question = index.questions[conflict.question]
    decision = run.decisions.get(conflict.id)
    drawn = _drawn(conflict, question, index)
    ask, told = sentence(conflict, question, index)
    return Finding(
        id=conflict.id,
        code=conflict.code,
        name=conflict.name.replace("-", " "),
        severity=conflict.severity,
        verdict=verdict,
        verdict_meaning=meaning,
        certainty=certainty(conflict.confidence),
        question=clean(question.label, LABEL),
        message=clean(conflict.message, 600),
        reasons=tuple(clean(r, 300) for r in conflict.reasons),
        answers=tuple(_answer(side, question, index) for side in conflict.sides),
        others=tuple(_other(p, index) for p in _others(conflict, question)),
        decision=decided(decision) if decision else "",
        sentence=f"{ask} {told}".strip(),
        told=told,
        difference=difference([[index.claims[i] for i in side.claims] for side in conflict.sides]),
        line=pictures.number_line(drawn),
        times=pictures.timeline([answer for answer in drawn if answer.side]),
        best=clean(conflict.best_supported, LABEL),
        support=_support(conflict),
        aside=decision is not None and decision.status in SET_ASIDE,
    )


def _support(conflict: Conflict) -> str:
    """Which side is better supported and why, in one line; "" where that was not asked."""
    if not conflict.support:
        return ""
    first, *rest = [name for name in (conflict.best_supported,) if name] + list(conflict.support)
    return clean(f"{first}: {'; '.join(rest)}", 600)


def _others(conflict: Conflict, question: Question) -> list[Position]:
    """The answers to the question that are no side of the conflict."""
    told = {claim for side in conflict.sides for claim in side.claims}
    return [p for p in question.positions if told.isdisjoint(p.claims)]


def _drawn(conflict: Conflict, question: Question, index: Index) -> list[pictures.Answer]:
    """The sides, then the other answers to the question, as the pictures take them."""
    sides = [(side.label, side.claims, True) for side in conflict.sides]
    others = [(p.label, p.claims, False) for p in _others(conflict, question)]
    return [_to_draw(*each, index) for each in (*sides, *others) if each[1]]


def _to_draw(label: str, claims: tuple[str, ...], side: bool, index: Index) -> pictures.Answer:
    return pictures.Answer(
        clean(in_words(label), LABEL),
        tuple(index.claims[i] for i in claims),
        tuple(index.source(i) for i in claims),
        tuple(index.article(i).published[:10] for i in claims),
        side,
    )


def _answer(side: Side, question: Question, index: Index) -> Answer:
    claims = [index.claims[i] for i in side.claims]
    places = {(c.article, c.start, c.end): c for c in claims}  # two claims on the same words: one quote
    sources = index.sources(side.claims)
    quotes = tuple(quote(c, index.articles[c.article]) for c in places.values())
    return Answer(clean(side.label, LABEL), sources, quotes, _note(side, question, len(sources)))


def _note(side: Side, question: Question, named: int) -> str:
    """Sources that copy each other count once: say so where the count is smaller than the list of names."""
    position = next((p for p in question.positions if set(p.claims) == set(side.claims)), None)
    independent = (position.independent or position.sources) if position else named
    return f"counted as {independent} independent" if independent < named else ""


def _other(position: Position, index: Index) -> Answer:
    return Answer(clean(position.label, LABEL), index.sources(position.claims))
