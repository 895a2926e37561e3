"""What was asked of a report: which part of the findings, under which title, in which form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from auditor.model import Audit, Question
from auditor.report.index import Index, index
from auditor.report.words import clean, listed

TITLE = "Where the sources differ"


@dataclass(frozen=True, slots=True)
class Look:
    """codes, sources, topics: what the report is narrowed to, everything where empty. title: its heading.

    bom: begin CSV files with a byte order mark, for Excel. publisher, url: of the page on which confirmed conflicts
    are published, for fact-check aggregators.
    """

    title: str = TITLE
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bom: bool = False
    publisher: str = ""
    url: str = ""

    @property
    def narrowed(self) -> str:
        """What is left out, in a sentence; "" where nothing is."""
        parts = [f"of code {listed(self.codes)}"] if self.codes else []
        parts += [f"in which {listed(self.sources)} takes part"] if self.sources else []
        parts += [f"about {listed(f'“{topic}”' for topic in self.topics)}"] if self.topics else []
        return f"Only conflicts {', '.join(parts)}." if parts else ""


def narrowed(audit: Audit, look: Look) -> Audit:
    """The audit with the questions and conflicts that were asked for; articles and claims stay."""
    if not look.narrowed:
        return audit
    known = index(audit)
    questions = tuple(
        q for q in audit.questions
        if _has(known.sources(q.claims), look.sources) and _is_about(q, known, look.topics)
    )  # fmt: skip
    asked = {q.id for q in questions}
    conflicts = tuple(
        c for c in audit.conflicts
        if c.question in asked
        and _has((c.code, c.name), look.codes)
        and _has(known.sources(i for side in c.sides for i in side.claims), look.sources)
    )  # fmt: skip
    if look.codes:
        questions = tuple(q for q in questions if q.id in {c.question for c in conflicts})
    return replace(audit, questions=questions, conflicts=conflicts)


def _has(found: Collection[str], wanted: Collection[str]) -> bool:
    """Is one of those that were asked for among them? Upper and lower case do not matter."""
    return not wanted or not {text.casefold() for text in found}.isdisjoint(text.casefold() for text in wanted)


def _is_about(question: Question, known: Index, topics: Collection[str]) -> bool:
    """Do all words of one of the topics stand in the question, in what is said on it or in its articles' titles?"""
    if not topics:
        return True
    claims = [known.claims[i] for i in question.claims]
    titles = {known.articles[c.article].title for c in claims}
    text = " ".join((question.label, question.kind, *(c.text for c in claims), *titles)).casefold()
    return any(all(word in text for word in clean(topic).casefold().split()) for topic in topics)
