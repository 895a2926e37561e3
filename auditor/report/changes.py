"""What changed between two runs, in words: for the report and for the command line. Loads nothing heavy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model import ArticleChange, Changes, ConflictChange, Decision
from auditor.report.words import clean, counted, listed

WHAT = {
    "new": "new", "returned": "found again", "gone": "gone", "sources": "other sources", "reworded": "told differently",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what happened, to what, and more about it. conflict: its id, "" for an article."""

    what: str
    told: str
    more: str
    conflict: str = ""


def moment(time: str) -> str:
    """ "2026-11-22 03:15 UTC"."""
    return f"{time[:10]} {time[11:16]} UTC" if len(time) >= 16 else time


def read(changes: Changes) -> str:
    """ "3 new, 1 changed, 96 unchanged"."""
    found = Counter(str(change.what) for change in changes.articles)
    words = {"new": "new", "returned": "back again", "changed": "changed", "moved": "moved", "gone": "gone"}
    parts = [f"{found[what]} {word}" for what, word in words.items() if found[what]]
    return ", ".join([*parts, f"{changes.unchanged - found['moved']} unchanged"])


def outcome(changes: Changes) -> str:
    """ "2 new conflicts, 1 resolved, 1 with new evidence, 1 decision carried over"."""
    found = Counter(change.what for change in changes.conflicts)
    fresh = sum(change.what != "gone" and change.new_evidence for change in changes.conflicts)
    told = (
        (found["new"], counted(found["new"], "new conflict")), (found["returned"], f"{found['returned']} found again"),
        (found["gone"], f"{found['gone']} resolved"), (fresh, f"{fresh} with new evidence"),
        (changes.carried, f"{counted(changes.carried, 'decision')} carried over"),
    )  # fmt: skip
    parts = [words for number, words in told if number]
    return ", ".join(parts) if parts else "as they were"


def nothing(changes: Changes) -> bool:
    return not changes.articles and not changes.conflicts


def lines(changes: Changes) -> tuple[Line, ...]:
    """Every change: articles first, then conflicts, the new ones first."""
    return (*map(_article, changes.articles), *map(_conflict, changes.conflicts))


def _article(change: ArticleChange) -> Line:
    title = f", “{clean(change.title, 120)}”" if change.title else ""
    more = f"was {change.detail}" if change.what == "moved" else change.detail
    return Line(
        f"article {change.what}", f"{clean(change.source, 120)}{title}", clean("; ".join(_known(change.path, more)))
    )


def _known(*texts: str) -> Iterable[str]:
    return (text for text in texts if text)


def _conflict(change: ConflictChange) -> Line:
    decided = f"decided: {change.decided.replace('-', ' ')}" if change.decided else ""
    fresh = "new evidence since that decision" if change.new_evidence else ""
    sides = "; ".join(_side(label, gained, lost) for label, gained, lost in change.sides)
    more = "; ".join(_known(change.why, sides, decided, fresh))
    return Line(
        f"conflict {WHAT[change.what]}",
        f"{change.code} {clean(change.message, 300)}",
        clean(more, 600),
        change.conflict,
    )


def _side(label: str, gained: tuple[str, ...], lost: tuple[str, ...]) -> str:
    parts = [f"gained {listed(gained)}"] if gained else []
    parts += [f"lost {listed(lost)}"] if lost else []
    return f"{label} {' and '.join(parts)}"


def decided(decision: Decision) -> str:
    """ "false alarm (scope), by Ada, 2026-11-22; new evidence since"."""
    why = f" ({clean(decision.why, 80)})" if decision.why else ""
    answer = f": {clean(decision.answer, 80)}" if decision.answer else ""
    by = f", by {clean(decision.reviewer, 80)}" if decision.reviewer else ""
    fresh = "; new evidence since" if decision.new_evidence else ""
    return f"{decision.status.replace('-', ' ')}{answer}{why}{by}, {decision.made_at[:10]}{fresh}"
