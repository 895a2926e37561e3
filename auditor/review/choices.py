"""What a reviewer may say of a conflict, and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Decision, Status
from auditor.store import StoreError

STATUSES: dict[Status, str] = {
    "confirmed": "Confirmed", "false-alarm": "False alarm", "explained": "Explained",
    "needs-checking": "Needs checking",
}  # fmt: skip
HELP: dict[Status, str] = {
    "confirmed": "The sources do differ. Which answer is right?",
    "false-alarm": "The sources do not differ. What did the tool get wrong?",
    "explained": "They differ, and there is a reason. Which?",
    "needs-checking": "Not settled yet; it stays in the queue.",
}
WHY: dict[Status, dict[str, str]] = {
    "confirmed": {},
    "false-alarm": {
        "not-same-question": "not the same question", "wrong-value": "wrong value read", "rounding": "rounding",
        "scope": "scope", "update": "update", "other": "other",
    },
    "explained": {"update": "update", "correction": "correction", "different-scope": "different scope"},
    "needs-checking": {},
}  # fmt: skip
"""The reasons that can be given, by their names in files and on the command line."""

LONGEST_NOTE, LONGEST_NAME = 5000, 100


def decision(
    conflict: str, status: str, why: str, answer: str, note: str, reviewer: str, labels: Sequence[str]
) -> Decision:
    """A decision that may be kept. labels: of the conflict's sides, in order. answer: one of them, or its number.

    Raises StoreError, in the words of a person, for what is none.
    """
    note, reviewer = note.replace("\0", ""), reviewer.replace("\0", "")  # no database takes it
    known: Status | None = next((s for s in STATUSES if s == status.strip().lower().replace(" ", "-")), None)
    if known is None:
        raise StoreError(f"{status!r} is no decision: give {_either(STATUSES)}")
    return Decision(
        0, conflict, known, "", " ".join(reviewer.split())[:LONGEST_NAME], _why(known, why),
        _answer(known, answer.strip(), labels), note.strip()[:LONGEST_NOTE],
    )  # fmt: skip


def _why(status: Status, why: str) -> str:
    allowed, given = WHY[status], "-".join(why.lower().split())
    if not allowed and given:
        raise StoreError(f"{status} takes no reason: say more in the note")
    named = {"-".join(words.split()): name for name, words in allowed.items()} | {name: name for name in allowed}
    if allowed and given not in named:
        problem = f"{why!r} is no reason for it" if given else "it needs a reason"
        raise StoreError(f"{status}: {problem}: give {_either(allowed)}")
    return named.get(given, "")


def _answer(status: Status, answer: str, labels: Sequence[str]) -> str:
    if not answer:
        return ""
    if status != "confirmed":
        raise StoreError(f"{status}: which answer is right is said only of what is confirmed")
    found = [label for label in labels if label.casefold() == answer.casefold()]
    if not found and answer.isdecimal() and 0 < int(answer) <= len(labels):
        found = [labels[int(answer) - 1]]
    if not found:
        numbered = "; ".join(f"{n} for {label}" for n, label in enumerate(labels, start=1))
        raise StoreError(f"{answer!r} is none of its answers: give {numbered}, or nothing where none is known")
    return found[0]


def _either(words: object) -> str:
    *first, last = [str(word) for word in words]  # type: ignore[attr-defined]
    return f"{', '.join(first)} or {last}"


def told(status: str, why: str = "", answer: str = "") -> str:
    """ "False alarm: rounding"; "Confirmed: $250 billion is right"."""
    words = STATUSES.get(status, status) if status else "Undecided"  # type: ignore[call-overload]
    reason = WHY.get(status, {}).get(why, why)  # type: ignore[call-overload]
    right = f"{answer} is right" if answer else ""
    return f"{words}: {reason or right}" if reason or right else str(words)
