"""What a declared claim kind consists of, as plain frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.model import ValueType

ANCHORS = ("quantity", "time", "condition", "name", "ordinal", "pattern")
ANSWERS = {
    "quantity": ("money", "percent", "count", "measure", "duration", "score", "age"),
    "time": ("date",),
    "condition": ("condition",),
    "name": ("name",),
    "ordinal": ("ordinal",),
    "pattern": ("flag", "role", "name", "place", "status"),
}
"""What each anchor can answer with."""
SLOT_SOURCES = ("subject", "possessor", "object", "agent", "thing", "modifiers", "party", "beneficiary")
PATTERN_KEYS = (
    "LOWER",
    "LEMMA",
    "POS",
    "TAG",
    "DEP",
    "OP",
    "TEXT",
    "IS_ALPHA",
    "IS_PUNCT",
    "IS_TITLE",
    "LIKE_NUM",
    "SHAPE",
    "ENT_TYPE",
)
TIME_ROLES = ("on", "until", "by", "since", "before", "after")
TAKEN = (
    "time",
    "date",
    "occasion",
    "person",
    "part",
    "place",
    "attribution",
    "modality",
    "exclusive",
    "verb",
    "until",
    "thing",
)
"""Names of qualifiers that every claim may have: no slot may be called so. (Scope and role may be overwritten.)"""
CODES = ("X001", "X002", "R001")
"""Conflict codes that look at kinds that ask for them."""
ALIGNS = ("slots", "words")
OPEN = "open"


class KindError(ValueError):
    """A kind file that cannot be used; the message names the file, the line and the key."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One way to recognise a kind: each group of ``words`` has a lemma in the clause, none of ``without`` is there.

    near: those of the groups, by the same rule, that must stand in the noun phrase of the anchor or govern it.
    """

    words: tuple[frozenset[str], ...] = ()
    near: tuple[frozenset[str], ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spaCy Matcher pattern, unchanged, and the answer that its presence gives.

    thing: lemmas of which the pattern's noun (or what it modifies) must be one; empty for any.
    words: lemmas of which one must stand in the clause; empty for none.
    """

    tokens: tuple[Mapping[str, Any], ...]
    value: bool | str = True
    thing: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A declared claim kind, as its file says it.

    grows: a count that news keeps raising while an event goes on, such as a death toll. single: an event has one, such
    as a toll or a turnout; whatever else is told of it in these words is another event's or a part. besides: what is
    counted comes besides something else, as the injured besides the dead: "nine others" are all of them, no part.
    """

    name: str
    title: str
    question: str
    answers: ValueType
    anchor: str
    family: str = ""
    units: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    when: tuple[Condition, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    identity: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    align: str = "slots"
    codes: frozenset[str] = frozenset()
    merges: tuple[str, ...] = ()
    priority: int = 0
    grows: bool = False
    single: bool = False
    besides: bool = False
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
