"""What is told of a conflict that is there before and after, but not the same."""

from __future__ import annotations

import json
from dataclasses import replace

from collected import audit, run

from auditor.model import Audit
from auditor.review.life import lines
from auditor.store import Store
from auditor.store.moved import differences
from auditor.store.snapshots import snapshots

TWO = audit({"post": 27, "times": 29})


def other(**values: object) -> Audit:
    (conflict,) = TWO.conflicts
    return replace(TWO, conflicts=(replace(conflict, **values),))  # type: ignore[arg-type]


def test_differences_say_what_is_and_what_was() -> None:
    (before,) = snapshots(TWO).values()
    (now,) = snapshots(other(severity="low", best_supported="27%")).values()
    assert differences(before, now) == ("severity: low, was high", "better supported: 27%, was none")
    (now,) = snapshots(other(confidence=0.81, reasons=("y",), support=("z",))).values()
    assert differences(before, now) == ()


def test_a_change_is_told_with_what_differs_and_none_where_nothing_does(store: Store) -> None:
    run(store, TWO)
    run(store, other(verdict="update", message="27% before 29%"))
    changes = store.changes()
    assert changes
    (change,) = changes.conflicts
    assert change.what == "reworded"
    assert change.why == f"was: {TWO.conflicts[0].message}; verdict: update, was contradiction"
    run(store, other(verdict="update", message="27% before 29%", confidence=0.7))
    changes = store.changes()
    assert changes
    assert changes.conflicts == ()
    told = [text for _, text in lines(store.history(change.conflict), ())]
    assert any("Run 2: changed" in text for text in told)
    assert "verdict: update, was contradiction" in told
    assert any(text.endswith("Run 3: other reasons or certainty") for text in told)
    assert json.loads(store.history(change.conflict)[-1]["data"])["confidence"] == 0.7
