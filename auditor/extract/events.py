"""Which event a clause speaks of, about whom, and of which part: what parts figures that the same words bring together.

News tells its own event in the present tense of the story and others beside it ("in 2003 a quake killed 26,000"). A
clause belongs to such another event when it, the noun that it describes, or the sentence before it that its pronoun
points to, names a date away from the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Span, Token

from auditor.extract import grammar, vocabulary
from auditor.extract.frames import Frame
from auditor.extract.names import Names
from auditor.model import TimeExpression

_OWN_DAYS = 14
"""News is printed within so many days of what it tells."""
_LONG_AGO = re.compile(
    r"\b(?:last|previous|past|earlier|ago)\b.*|.*\b(?:year|month|decade|century|season)s?\b.*\bago\b"
)
_SPANS = re.compile(r"\b(?:year|month|decade|century|season|spring|summer|autumn|fall|winter)s?\b")
_POINTERS = frozenset({"it", "they", "that", "this", "those", "these", "he", "she"})
_MARKERS = frozenset(
    {"another", "other", "others", "more", "additional", "further", "extra", "remaining", "rest", "each", "every",
     "average", "half", "most"}
)  # fmt: skip


class Events:
    """The times of an article, and what the pronouns of its sentences point back to."""

    def __init__(self, docs: Sequence[Doc], times: Sequence[Sequence[TimeExpression]], published: str) -> None:
        self._times, self._published = times, published
        self._pointed: dict[tuple[int, int], str] = {}
        before = ""
        for block, doc in enumerate(docs):
            for sentence in doc.sents:
                points_back = sentence[0].lower_ in _POINTERS
                self._pointed[block, sentence.start] = before if points_back else ""
                keys = [event_key(time, published) for time in times[block] if _in(time, sentence)]
                before = next((key for key in reversed(keys) if key), before if points_back else "")

    def of(self, frame: Frame) -> str:
        """The date of the event that the frame's clause tells, "" for the story's own event."""
        times = self._times[frame.block]
        for tokens in _from_within(frame):
            inside = [time for time in times if any(_touches(time, token) for token in tokens)]
            if inside:
                return next((key for time in inside if (key := event_key(time, self._published))), "")
        return self._pointed.get((frame.block, frame.head.sent.start), "")


def _from_within(frame: Frame) -> Iterator[Sequence[Token]]:
    """The clause, then the phrase or clause that it describes or continues ("a quake hit in May, killing six")."""
    yield frame.clause
    head = frame.head
    while head.dep_ in ("relcl", "acl", "advcl", "conj", "xcomp", "pcomp") and head.head != head:
        if head.dep_ in ("relcl", "acl"):
            yield grammar.phrase(head.head)
        head = grammar.clause_head(head.head)
        if head.lemma_.lower() in vocabulary.SAYING:
            return  # the day on which it was said
        yield grammar.clause_tokens(head)


def event_key(time: TimeExpression, published: str) -> str:
    """The date as the mark of an event away from the article's own day, else ""."""
    if time.role not in ("on", "after", "before"):
        return ""
    day = time.value.partition("T")[0]
    if not day:
        return time.name if _LONG_AGO.match(time.name) and _SPANS.search(time.name) else ""
    if len(day) == 10 and not day.startswith("--"):
        return day if not published or _apart(day, published) > _OWN_DAYS else ""
    own = published[: len(day)] if not day.startswith("--") else f"-{published[4 : 3 + len(day)]}"
    return "" if published and day == own else day


def person_of(frame: Frame) -> str:
    """The person whose figure or deed it is: before a bracket or comma, the owner or the subject; "" if not named."""
    names = frame.names
    candidates = (
        _before_bracket(frame, names),
        _beside(frame, names),
        _described(frame, names),
        frame.slot(("possessor",)),
        frame.slot(("subject",)),
    )
    return next((name for name in candidates if name in names.people), "")


def part_of(frame: Frame) -> str:
    """The word that makes a figure a part or an addition ("another 12", "12 of the"), "" for a figure of its own."""
    if frame.quantity is None:
        return ""
    first, last = frame.anchor[0], frame.anchor[-1]
    doc = first.doc
    around = [*doc[max(0, first.i - 2) : first.i], *doc[last.i + 1 : last.i + 2]]
    marked = next((t.lower_ for t in around if t.lower_ in _MARKERS and not _compares(t)), "")
    if marked or frame.quantity.unit in vocabulary.DURATIONS | vocabulary.MEASURES:
        return marked  # "within ten minutes of the alarm" is a stretch of its own
    behind = [t.lower_ for t in doc[last.i + 1 : last.i + 3]]
    return "of" if behind[:1] == ["of"] and behind[1:] and behind[1] in _OF_WHICH else ""


_OF_WHICH = ("the", "them", "those", "these", "whom", "which")


def _compares(token: Token) -> bool:
    """'more than 40' is a bound, no addition."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "than"


def _before_bracket(frame: Frame, names: Names) -> str:
    doc = frame.anchor[0].doc
    for i in range(frame.anchor[0].i - 1, max(-1, frame.anchor[0].i - 12), -1):
        if doc[i].text in (")", "]"):
            return ""
        if doc[i].text in ("(", "["):
            return names.of(frame.block, doc[i - 1]) if i else ""
    return ""


def _beside(frame: Frame, names: Names) -> str:
    """'Ann Bell, 52,' and '52-year-old Ann Bell'."""
    first, last = frame.anchor[0], frame.anchor[-1]
    doc = first.doc
    if first.i >= 2 and doc[first.i - 1].text == ",":
        return names.of(frame.block, doc[first.i - 2])
    return names.of(frame.block, doc[last.i + 1]) if last.i + 1 < len(doc) else ""


def _described(frame: Frame, names: Names) -> str:
    """'Ann Bell, a 52-year-old clerk,' and 'the 52-year-old clerk Ann Bell'."""
    thing = frame.thing
    if thing is None or frame.type != "quantity":
        return ""
    beside = [thing.head] if thing.dep_ == "appos" else [c for c in thing.children if c.dep_ == "appos"]
    beside += thing.doc[thing.i + 1 : thing.i + 2]
    return next((name for token in beside if (name := names.of(frame.block, token))), "")


def _touches(time: TimeExpression, token: Token) -> bool:
    return token.idx < time.end and time.start < token.idx + len(token)


def _in(time: TimeExpression, sentence: Span) -> bool:
    return sentence.start_char <= time.start < sentence.end_char


def _apart(day: str, published: str) -> int:
    try:
        return abs((date.fromisoformat(day) - date.fromisoformat(published[:10])).days)
    except ValueError:
        return 0
