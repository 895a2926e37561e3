"""A conflict in one plain sentence: who says what, against how many others. Fair words, no accusation."""

from __future__ import annotations

from auditor.model import Conflict, Question
from auditor.report.days import in_words
from auditor.report.index import Index
from auditor.report.words import clean

_Side = tuple[str, tuple[str, ...]]  # an answer, and the names of those who give it

MOST = 3
"""Answers that the sentence names at most."""

LABEL = 120
"""Characters of an answer at most."""
_SPELT = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_AS_TOLD = frozenset({"N002", "R001", "X002", "V001", "V002"})
"""Codes whose message is such a sentence already."""
_VERBS = {"X001": "call it", "M001": "put it as", "E001": "name"}
_FIGURES = frozenset({"N001", "D001"})


def sentence(conflict: Conflict, question: Question, index: Index) -> tuple[str, str]:
    """The question where the sentence needs it before it ("" otherwise), and the sentence.

    ("", "One of four sources, The Ledger, gives the stake as 18%, and contradicts itself: three say 31%.").
    """
    message = clean(conflict.message, 400)
    if conflict.code in _AS_TOLD or len(conflict.sides) < 2:
        return "", message
    sides = [(clean(in_words(side.label), LABEL), index.sources(side.claims)) for side in conflict.sides]
    asked = len(index.sources(question.claims))
    sides.sort(key=lambda side: -len(side[1]))
    topic = _topic(conflict, message)
    if conflict.code in _FIGURES and question.kind != "open" and topic and len(sides) == 2:
        return "", _figure(topic, sides, asked, conflict)
    return clean(in_words(question.label), 160).rstrip("?.") + "?", _asked(sides, asked, conflict)


def _topic(conflict: Conflict, message: str) -> str:
    """What the message is about: its words before the colon, as they stand within a sentence."""
    topic, colon, _ = message.partition(": ")
    return topic[:1].lower() + topic[1:] if colon and len(topic) < 80 else ""


def _figure(topic: str, sides: list[_Side], asked: int, conflict: Conflict) -> str:
    (most, many), (least, few) = sides
    both = ", and contradicts itself" if conflict.verdict == "self-contradiction" and len(few) == 1 else ""
    all_ = "all " if len(many) == asked > 1 else ""
    rest = f"{all_}{spelt(len(many))} {_verb(many, 'say')} {most}"
    who = _upper(_who(few, asked))
    return f"{who} {_verb(few, 'give')} the {topic} as {least}{both}: {rest}{_update(conflict)}."


def _asked(sides: list[_Side], asked: int, conflict: Conflict) -> str:
    """Who answers what."""
    verb = _VERBS.get(conflict.code, "say")
    two = asked == 2 == len(sides) and sides[0][1] != sides[1][1]
    told = [
        f"{_who(who, asked, n, two)} {_verb(who, verb)} {label}" for n, (label, who) in enumerate(sides[:MOST])
    ]  # fmt: skip
    more = len(sides) - MOST
    told += [f"there {'is' if more == 1 else 'are'} {spelt(more)} more"] if more > 0 else []
    return f"{_upper('; '.join(told))}{_update(conflict)}."


def _who(names: tuple[str, ...], asked: int, place: int = 0, two: bool = False) -> str:
    """ "one of five sources, The Ledger,": the first to be named says of how many, of two the second is the other."""
    number = "the other" if two and place else spelt(len(names))
    if not place and asked > len(names):
        number += f" of {spelt(asked)} sources"
    elif not place:
        number += " source" if len(names) == 1 else " sources"
    return f"{number}, {names[0]}," if len(names) == 1 else number


def _update(conflict: Conflict) -> str:
    return " (this may be an update)" if conflict.verdict == "update" else ""


def _verb(subjects: tuple[str, ...], verb: str) -> str:
    """The verb in its form for one or for several; what follows its first word stays."""
    first, _, rest = verb.partition(" ")
    return f"{first}{'s' if len(subjects) == 1 else ''} {rest}".rstrip()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def spelt(number: int) -> str:
    """Numbers to ten in letters."""
    return _SPELT[number] if 0 <= number < len(_SPELT) else f"{number:,}"
