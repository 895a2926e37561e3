"""What happened to a conflict between two runs, from what it was at each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.store.identity import Mark

Snapshot = Mapping[str, Any]
"""code, name, severity, verdict, confidence, question, question_label, kind, message, reasons, newer,
best_supported, support, and sides: a list of label, sources (a number) and claims, each with id, article, source,
published, path, text, value, unit."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A side of a conflict whose sources changed: names of those that came to it and of those that left it."""

    label: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def moved(before: Snapshot, now: Snapshot) -> tuple[Moved, ...]:
    """The sides whose sources differ."""
    found = []
    for old, new in _side_by_side(before, now):
        had, has = _articles(old), _articles(new)
        gained = tuple(name for article, name in has.items() if article not in had)
        lost = tuple(name for article, name in had.items() if article not in has)
        if gained or lost:
            found.append(Moved(new["label"], gained, lost))
    return tuple(found)


def new_evidence(decided: Snapshot, now: Snapshot) -> bool:
    """Has a side more sources than the reviewer saw?"""
    return any(side.gained for side in moved(decided, now))


_READ = {"severity": "severity", "verdict": "verdict", "question_label": "question", "newer": "newer answer",
         "best_supported": "better supported"}  # fmt: skip


def differences(before: Snapshot, now: Snapshot) -> tuple[str, ...]:
    """What else of it a reader would call different: "severity: low, was high". Not its message, which says it all.

    Certainty and reasons move a little with every article of the story: they are no difference.
    """
    told = ((name, before.get(key, "") or "none", now.get(key, "") or "none") for key, name in _READ.items())
    return tuple(f"{name}: {new}, was {old}" for name, old, new in told if old != new)


def _side_by_side(before: Snapshot, now: Snapshot) -> Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each side of now with the side of before that it has most evidence in common with, or else the label."""
    free = list(before["sides"])
    for side in now["sides"]:
        if not free:
            yield {"claims": []}, side
            continue
        has = _evidence(side)
        best = max(free, key=lambda s: (len(has & _evidence(s)), s["label"] == side["label"]))
        free.remove(best)
        yield best, side


def _articles(side: Mapping[str, Any]) -> dict[str, str]:
    return {c["article"]: c["source"] for c in side["claims"]}


def _evidence(side: Mapping[str, Any]) -> set[Mark]:
    return {mark for claim in side["claims"] for mark in marks(claim)}


def marks(claim: Mapping[str, Any]) -> Iterable[Mark]:
    """The pieces of evidence that a claim is, as they hold from run to run."""
    yield (claim["id"],)
    if not isinstance(claim["value"], bool):  # a yes or no is said of too many things to tell one
        yield claim["article"], claim["kind"], claim["value"], claim["unit"]


def name_of(source: str, path: str, id: str) -> str:
    """What an article's source is called: as given, or else by the file, or else by the article's id."""
    return source or PurePath(path).stem or id
