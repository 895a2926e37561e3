"""Questions by sources: who answers what, and where an answer differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from auditor.model import Audit, Claim, Conflict, Position, Question
from auditor.report.data import RANK
from auditor.report.days import in_words
from auditor.report.index import Index
from auditor.report.words import BOUND, clean, unique

LABEL = 90
"""Characters of an answer shown at most in a cell."""
SCOPES = frozenset(
    {"total", "additional", "annual", "all", "overall", "combined", "whole", "further", "extra", "partial"}
)
"""Words of scope that change what a figure counts; others ("enormous") say nothing to a reader of a cell."""
_SAME = {"above": ("more than", "over"), "below": ("less than", "under", "fewer than")}
"""How labels put a bound."""
LIMITS = frozenset({"part", "until", "date", "occasion", "scope"})
"""The qualifiers that limit an answer."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in a cell. rank: 0 for the answer that most sources give. marks: "about", "until AGI", ..."""

    answer: str
    rank: int
    marks: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The answer's short name where there is no room for the words."""
        return LETTERS[min(self.rank, len(LETTERS) - 1)]

    @property
    def tone(self) -> int:
        """Which of the colours it bears: those beyond the fifth share one."""
        return min(self.rank, 5)


@dataclass(frozen=True, slots=True)
class Cell:
    """One source's answers, none where it is silent. differs: one is in conflict and not the best backed."""

    said: tuple[Said, ...]
    differs: bool

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(one.answer for one in self.said)


SILENT = Cell((), False)


@dataclass(frozen=True, slots=True)
class Row:
    """One question and each source's answers to it.

    answer: the one most sources give, ``backing`` of them independently; also: the others. answering: the sources that
    say anything, articles: theirs (ids); by_source: the cells of those. positions: each answer and how many sources
    give it. contested: a conflict is about it; finding: the id of the gravest. known: of a declared kind. note:
    what the conflict is about where no cell differs, otherwise "".
    """

    id: str
    question: str
    answer: str
    backing: int
    also: tuple[str, ...]
    positions: tuple[tuple[Said, int], ...]
    answering: tuple[str, ...]
    articles: tuple[str, ...]
    by_source: Mapping[str, Cell]
    contested: bool
    severity: str
    finding: str
    known: bool
    note: str = ""

    def giving(self, rank: int) -> tuple[str, ...]:
        """The sources that give the answer of this rank."""
        return tuple(name for name, cell in self.by_source.items() if any(one.rank == rank for one in cell.said))

    @property
    def order(self) -> tuple[int, float, int, int]:
        """The most contested first: by the gravest conflict, how evenly the answers stand, how many answer."""
        rank = RANK.get(self.severity, len(RANK))  # type: ignore[call-overload]
        sources = sum(number for _, number in self.positions) or 1
        lead = self.positions[0][1] / sources if self.positions else 1.0
        return (rank, lead if self.contested else 0.0, -len(self.answering), 0 if self.known else 1)


def rows(audit: Audit, index: Index) -> list[Row]:
    """A row for each question that two or more sources answer: the most contested first, then what most answer."""
    about: dict[str, list[Conflict]] = {q.id: [] for q in audit.questions}
    for conflict in sorted(audit.conflicts, key=lambda c: (RANK[c.severity], -c.confidence)):
        about[conflict.question].append(conflict)
    shared = [(q, names) for q in audit.questions if len(names := index.sources(q.claims)) > 1]
    made = [_row(q, names, about[q.id], index) for q, names in shared]
    return sorted(made, key=lambda r: (not r.contested, not r.contested and not r.known, r.order))


def backing(position: Position) -> int:
    """How many independent origins stand behind a position; its articles where these were not counted."""
    return position.independent or position.sources


def _row(question: Question, answering: tuple[str, ...], conflicts: list[Conflict], index: Index) -> Row:
    ranked = sorted(question.positions, key=lambda p: -backing(p))
    labels = [clean(in_words(p.label), LABEL) for p in ranked]
    given = [_given(p, index) for p in ranked]
    cells = _cells(given, labels, _astray(ranked, conflicts))
    return Row(
        id=question.id,
        question=clean(question.label, 200),
        answer=labels[0] if labels else "",
        backing=backing(ranked[0]) if ranked else 0,
        also=tuple(labels[1:]),
        positions=tuple((Said(label, n), len(given[n])) for n, label in enumerate(labels)),
        answering=answering,
        articles=unique([index.claims[i].article for i in question.claims]),
        by_source=cells,
        contested=bool(conflicts),
        severity=conflicts[0].severity if conflicts else "",
        finding=conflicts[0].id if conflicts else "",
        known=question.kind != "open",
        note=""
        if any(cell.differs for cell in cells.values())
        else conflicts[0].name.replace("-", " ")
        if conflicts
        else "",
    )


def _astray(ranked: list[Position], conflicts: list[Conflict]) -> set[str]:
    """The claims in conflict, save those of the answer that alone has most sources."""
    told = {claim for conflict in conflicts for side in conflict.sides for claim in side.claims}
    leads = [p for p in ranked if backing(p) == backing(ranked[0])]
    return told - set(leads[0].claims) if len(leads) == 1 else told


def _given(position: Position, index: Index) -> dict[str, list[Claim]]:
    """The claims of each source that gives the answer."""
    given: dict[str, list[Claim]] = {}
    for claim in map(index.claims.__getitem__, position.claims):
        given.setdefault(index.names[claim.article], []).append(claim)
    return given


def _cells(given: list[dict[str, list[Claim]]], labels: list[str], astray: set[str]) -> dict[str, Cell]:
    """The cell of each source that answers. given: for each label, who gives it by which claims."""
    said: dict[str, list[Said]] = {}
    for rank, (by, label) in enumerate(zip(given, labels, strict=True)):
        unmarked = Said(label, rank)
        for name, claims in by.items():
            marks = _marks(claims, label)
            said.setdefault(name, []).append(Said(label, rank, marks) if marks else unmarked)
    told = [(name, claim.id) for by in given for name, claims in by.items() for claim in claims] if astray else ()
    differing = {name for name, claim in told if claim in astray}
    return {name: Cell(tuple(of), name in differing) for name, of in said.items()}


def _marks(claims: Sequence[Claim], label: str) -> tuple[str, ...]:
    """What limits the answer in all of the source's claims: a hedge, a scope, a date."""
    first, *others = claims
    common = limits(first, label)
    for claim in others:
        if not common:
            return ()
        found = limits(claim, label)
        common = [mark for mark in common if mark in found]
    return tuple(sorted(set(common)))


def limits(claim: Claim, label: str) -> list[str]:
    """What limits the claim's answer and is not said by its label: a hedge, a scope, a date."""
    found = []
    hedge = BOUND[claim.bound].strip() if claim.bound != "=" else ""
    if hedge and not any(word in label for word in (hedge, *_SAME.get(hedge, ()))):
        found.append(hedge)
    # of two with one name the first counts
    told = {name: qualifier for name, qualifier in reversed(claim.qualifiers) if name in LIMITS}
    folded = label.casefold() if told else ""
    for name, qualifier in told.items():
        text, words = _worded(qualifier)
        telling = text and (name != "scope" or text in SCOPES)
        if telling and text.casefold() not in folded and words.casefold() not in folded:
            found.append(words)
    return found


@lru_cache(maxsize=10_000)  # many claims, few dates and scopes
def _worded(qualifier: str) -> tuple[str, str]:
    """A qualifier as it stands, and as a reader would write it."""
    text = clean(qualifier, 40)
    return text, in_words(text)
