"""The life of a conflict over the runs, with what reviewers said of it, as lines in order. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.report.changes import moment
from auditor.report.words import clean
from auditor.review.choices import told
from auditor.store import Row
from auditor.store.moved import Snapshot, differences, moved


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, when (ISO 8601), and more about it. said: was it a reviewer who did it?"""

    time: str
    what: str
    more: tuple[str, ...] = ()
    said: bool = False
    undone: bool = False


def life(versions: Sequence[Row], entries: Sequence[Row]) -> tuple[Event, ...]:
    """From ``Store.history`` and ``Store.entries``, the oldest first."""
    return tuple(sorted((*_runs(versions), *said(entries)), key=lambda event: event.time))


def lines(versions: Sequence[Row], entries: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """The same to be read: indent and text of each line."""
    for event in life(versions, entries):
        undone = " (taken back)" if event.undone else ""
        yield 0, f"{moment(event.time)}  {event.what}{undone}"
        for more in event.more:
            yield 4, more


def _runs(versions: Sequence[Row]) -> Iterator[Event]:
    before: Snapshot | None = None
    for row in versions:
        now: Snapshot = json.loads(row["data"])
        yield _run(row, now, before)
        before = now


def _run(row: Row, now: Snapshot, before: Snapshot | None) -> Event:
    run, message = f"Run {row['run']}", clean(now["message"], 300)
    if not row["present"]:
        return Event(row["time"], f"{run}: not found any more", (clean(row["why"], 300),))
    if before is None:
        return Event(row["time"], f"{run}: found", (message,))
    changed = tuple(
        f"{clean(side.label, 120)} {word} {clean(', '.join(names), 300)}"
        for side in moved(before, now)
        for word, names in (("gained", side.gained), ("lost", side.lost)) if names
    )  # fmt: skip
    reworded = (message,) if now["message"] != before["message"] else ()
    more = (*changed, *(clean(each, 300) for each in differences(before, now)), *reworded)
    same = row["why"] == "changed" and not more
    return Event(row["time"], f"{run}: {'other reasons or certainty' if same else row['why']}", more)


def said(entries: Sequence[Row]) -> Iterator[Event]:
    """Each entry of a reviewer; what was taken back is marked."""
    undone = {row["undoes"] for row in entries}
    for row in entries:
        by = f" by {clean(row['reviewer'], 100)}" if row["reviewer"] else ""
        words = told(row["status"], row["why"], clean(row["answer"], 120))
        what = f"{words}{by}" if row["action"] == "decide" else f"Undone{by}: {words}"
        yield Event(row["made_at"], what, (row["note"],) if row["note"] else (), True, row["id"] in undone)
