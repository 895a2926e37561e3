"""Decisions as annotated data, in the form that ``auditor evaluate`` reads (docs/accuracy.md). Pure.

A confirmed conflict becomes a question with a discrepancy; an explained one, too, of the type that explains it and of
low severity. A false alarm becomes a question without one, so that reporting it again counts against the program:
"agree" where the answers are compatible (rounding), "related" where they are not to be compared.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations
from pathlib import PurePath
from typing import Any

from auditor.model import Decision
from auditor.store.moved import Snapshot

TYPES = {
    "N001": "numeric", "N002": "arithmetic", "D001": "date", "D002": "date", "X001": "exclusivity",
    "X002": "exclusivity", "P001": "negation", "M001": "modality", "R001": "role", "R002": "role", "S001": "scope",
    "C001": "condition", "E001": "entity", "V001": "update", "V002": "update",
}  # fmt: skip
EXPLAINED = {"update": "update", "correction": "update", "different-scope": "scope"}
AGREE = frozenset({"rounding", "wrong-value"})
"""Reasons of false alarms after which the answers are compatible; after all others they are not to be compared."""


def topic(name: str, decided: Sequence[tuple[Decision, Snapshot]]) -> dict[str, Any]:
    """A topic of all decisions but those that need checking, with the conflicts as their reviewers saw them.

    Left out is V001: what an article said earlier does not stand in its file any more.
    """
    kept = [(d, s) for d, s in decided if d.status != "needs-checking" and s["code"] != "V001"]
    paths = {c["path"] for _, s in kept for side in s["sides"] for c in side["claims"]}
    names = names_of(paths)
    return {"topic": name, "questions": [_question(d, s, names) for d, s in kept]}


def names_of(paths: Iterable[str]) -> dict[str, str]:
    """Path -> the file's name where each has its own, else the path from the folder that all are in."""
    listed = sorted(paths)
    short = [PurePath(path).name for path in listed]
    if len(set(short)) == len(listed):
        return dict(zip(listed, short, strict=True))
    common = os.path.commonpath(listed)
    return {path: PurePath(os.path.relpath(path, common)).as_posix() for path in listed}


def _question(decision: Decision, seen: Snapshot, names: Mapping[str, str]) -> dict[str, Any]:
    mentions: list[dict[str, Any]] = []
    sides: list[list[int]] = []
    for side in seen["sides"]:
        sides.append(list(range(len(mentions), len(mentions) + len(side["claims"]))))
        mentions += [_mention(claim, names) for claim in side["claims"]]
    false = decision.status == "false-alarm"
    return {
        "id": decision.conflict, "question": seen["question_label"], "kind": seen["kind"], "mentions": mentions,
        "verdict": ("agree" if decision.why in AGREE else "related") if false else "conflict",
        "discrepancies": [] if false else [
            {"type": _type(decision, seen["code"]), "severity": _severity(decision, seen), "a": a, "b": b,
             "why": seen["message"]} for a, b in combinations(sides, 2) if not set(a) & set(b)
        ],
        "note": _note(decision, seen["code"]),
    }  # fmt: skip


def _type(decision: Decision, code: str) -> str:
    found = EXPLAINED.get(decision.why) if decision.status == "explained" else None
    return found or TYPES.get(code, "numeric")


def _severity(decision: Decision, seen: Snapshot) -> str:
    return "low" if decision.status == "explained" else str(seen["severity"])


def _mention(claim: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {"article": names[claim["path"]], "evidence": claim["text"], "value": _value(claim["value"], claim["unit"])}


def _value(value: object, unit: str) -> object:
    """In base units; a share of the whole for per cent."""
    if isinstance(value, bool):
        return value
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return value
    if not unit or not number.is_finite():
        return value
    number = number / 100 if unit == "percent" else number
    return int(number) if number == number.to_integral_value() else float(number)


def _note(decision: Decision, code: str) -> str:
    parts = (
        f"{code}: {decision.status.replace('-', ' ')}",
        decision.why.replace("-", " "),
        f"right: {decision.answer}" if decision.answer else "",
        f"reviewed by {decision.reviewer}" if decision.reviewer else "",
        decision.note,
    )  # fmt: skip
    return "; ".join(part for part in parts if part)
