"""Which declared kind a frame is of, and by which words; what sort of answer a quantity gives."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from auditor.extract import vocabulary
from auditor.extract.frames import Frame
from auditor.kinds import Condition, Kind
from auditor.model import Quantity, ValueType

_SIDE_BY_SIDE = frozenset({"casualties"})
"""Families whose counts stand side by side in one sentence ("five dead, seven missing")."""
_NOWHERE = 99
_PARTING = 5
"""How many words a comma counts for between a figure and what it is said to count."""
_POWERS = ("square ", "cubic ", "degree ", "nautical ")


def recognise(frame: Frame, kinds: tuple[Kind, ...]) -> tuple[Kind | None, str]:
    """The first declared kind that the frame fits, and why in words; None for the open kind.

    Of kinds whose counts stand side by side, the one that the nearest word tells.
    """
    if frame.type == "statement":
        return None, "a predicate with its subject"
    fits = _fitting(frame, kinds)
    first = next(fits, None)
    if first is None:
        return None, f"a {frame.type} that no declared kind claims"
    kind, cues = first
    if kind.family in _SIDE_BY_SIDE:
        beside = [first, *(fit for fit in fits if fit[0].family == kind.family)]
        kind, cues = min(beside, key=lambda fit: _steps(frame, fit[1]))
    told = ", ".join(f"'{cue}'" for cue in cues) or "its unit alone"
    return kind, f"a {frame.type} with {told}" if kind.when else f"a {frame.type}"


def _fitting(frame: Frame, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, list[str]]]:
    """The kinds that the frame fits, in their order, each with the words that tell it."""
    words, near = frame.words, frame.near
    for kind in kinds:
        if kind.anchor == frame.type and _unit_fits(frame, kind):
            found = [cues for condition in kind.when if (cues := _cues(words, near, condition)) is not None]
            if found or not kind.when:
                yield kind, found[0] if found else []


def _steps(frame: Frame, cues: list[str]) -> int:
    """How many words lie between the figure and the nearest word that tells its kind; a comma or "and" parts more."""
    first, last = frame.anchor[0].i, frame.anchor[-1].i
    places = [t.i for t in frame.head.sent if t.lemma_.lower() in cues and not first <= t.i <= last]
    return min((_between(frame.head.doc, first, last, place) for place in places), default=_NOWHERE)


def _between(doc: Doc, first: int, last: int, place: int) -> int:
    start, end = (place, first) if place < first else (last, place)
    return sum(_PARTING if t.lower_ in (",", "and", ";", "but") else 1 for t in doc[start + 1 : end])


def _unit_fits(frame: Frame, kind: Kind) -> bool:
    if frame.time is not None:
        return not kind.roles or frame.time.role in kind.roles
    if frame.quantity is None:
        return True
    return value_type(frame.quantity) == kind.answers and (not kind.units or frame.quantity.unit in kind.units)


def _cues(words: frozenset[str], near: frozenset[str], condition: Condition) -> list[str] | None:
    """One word of each group that the condition asks for; None where it does not hold."""
    if (
        words & condition.without
        or not all(words & g for g in condition.words)
        or not all(near & g for g in condition.near)
    ):
        return None
    return [min(words & g) for g in condition.words] + [min(near & g) for g in condition.near]


def value_type(quantity: Quantity) -> ValueType:
    """What sort of answer a quantity is, by its unit."""
    unit = quantity.unit.split("/")[0]
    if unit in ("percent", "percentage point", "basis point"):
        return "percent"
    if unit == "score":
        return "score"
    if unit == "year of age":
        return "age"
    if unit in vocabulary.DURATIONS:
        return "duration"
    if len(unit) == 3 and unit.isupper():
        return "money"
    measured = unit in vocabulary.MEASURES or unit.startswith(_POWERS)
    return "measure" if measured else "count"
