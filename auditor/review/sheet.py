"""Decisions as a spreadsheet: one row a conflict, to be filled in and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.model import Decision
from auditor.report.cells import harmless
from auditor.review import choices
from auditor.review.choices import told
from auditor.review.desk import Desk
from auditor.review.filters import Filter
from auditor.store import Row, Stale, StoreError
from auditor.store.listing import gone_but_decided

COLUMNS = (
    "conflict", "code", "severity", "verdict", "confidence", "question", "message", "answers", "sources",
    "status", "why", "answer", "note", "reviewer", "made_at", "new_evidence", "seen",
)  # fmt: skip
ENTERED = ("status", "why", "answer", "note")
BETWEEN = " | "


@dataclass(slots=True)
class Read:
    """What came of a sheet. taken: conflict ids; same: rows that say what stands already, or nothing; problems: by
    line number."""

    taken: list[str] = field(default_factory=list)
    same: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


def rows(desk: Desk, filter: Filter) -> Iterator[dict[str, object]]:
    """The conflicts that the filter shows, in its order; with state "all" also those that are gone but decided."""
    ids = [*desk.ids(filter)]
    if filter == Filter(state="all"):
        ids += desk.store.ask(gone_but_decided)
    for start in range(0, len(ids), 500):
        for each in desk.rows(ids[start : start + 500]):
            yield row(each)


def row(of: Row) -> dict[str, object]:
    """answers: in the order of their numbers, which may be given instead of their words."""
    answers = [f"{n}: {label}" for n, (label, _) in enumerate(of["sides"], start=1)]
    plain = {name: of[name] or "" for name in (*ENTERED, "reviewer", "made_at")}
    return {
        "conflict": of["id"], "code": of["code"], "severity": of["severity"], "verdict": of["verdict"],
        "confidence": round(of["confidence"], 3), "question": of["question_label"], "message": of["message"],
        "answers": BETWEEN.join(answers), "sources": BETWEEN.join(of["sources"].split("\n")),
        "new_evidence": "yes" if of["new_evidence"] else "", "seen": f"v{of['token']}", **plain,
    }  # fmt: skip


def to_csv(told: Iterable[Mapping[str, object]]) -> str:
    """As text. Cells that a spreadsheet would run as a formula begin with an apostrophe; notes keep their lines."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in told:
        note = str(row["note"])
        writer.writerow({k: harmless(v) for k, v in row.items()} | {"note": _guarded(note)})
    return out.getvalue()


def _guarded(note: str) -> str:
    """The note whole. An apostrophe that it begins with itself is doubled, so that reading gives it back."""
    return f"'{note}" if note[:1] in ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠") else note


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and len(cell) > 1 else cell


def parse(text: str) -> list[tuple[int, dict[str, str]]]:
    """Line number and cells of each row. Raises StoreError where it is no sheet of decisions."""
    text = text.removeprefix("\ufeff").replace("\0", "")
    first = text.partition("\n")[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    names = {(name or "").strip().lower() for name in reader.fieldnames or ()}
    if missing := {"conflict", "status"} - names:
        raise StoreError(f"no column named {' and '.join(sorted(missing))}: the first line must name the columns")
    found = []
    for cells in reader:
        plain = {(k or "").strip().lower(): (v if isinstance(v, str) else "").strip() for k, v in cells.items()}
        found.append((reader.line_num, {k: _bare(v) for k, v in plain.items()}))
    return found


def take_in(desk: Desk, told: Sequence[tuple[int, Mapping[str, str]]], reviewer: str, force: bool = False) -> Read:
    """Adds what the rows say. A row that is refused stops no other one.

    A row that was exported with what its writer saw is refused where that has changed since, unless ``force``.
    """
    read = Read()
    for line, cells in told:
        try:
            if id := _take(desk, cells, reviewer, force):
                read.taken.append(id)
            else:
                read.same += 1
        except Stale as stale:
            (row,) = desk.rows([desk.store.conflict_id(cells["conflict"])])
            now = told_now(row)
            read.problems.append((line, f"{stale}: now {now}; not taken"))
        except StoreError as error:
            read.problems.append((line, str(error)))
    return read


def told_now(row: Row) -> str:
    by = f" by {row['reviewer']}" if row["reviewer"] else ""
    return told(row["status"] or "", row["why"] or "", row["answer"] or "") + by


def _take(desk: Desk, cells: Mapping[str, str], reviewer: str, force: bool) -> str:
    """The conflict's id, "" where the row says nothing new."""
    if not cells.get("status"):
        return ""
    id = desk.store.conflict_id(cells["conflict"])
    (row,) = desk.rows([id])
    wanted = choices.decision(
        id, cells["status"], cells.get("why", ""), cells.get("answer", ""), cells.get("note", ""),
        _reviewer(cells, row) or reviewer, [label for label, _ in row["sides"]],
    )  # fmt: skip
    if _same(wanted, row):
        return ""
    seen = cells.get("seen", "").removeprefix("v")
    desk.store.decide(wanted, None if force or not seen else seen)
    return id


def _reviewer(cells: Mapping[str, str], row: Row) -> str:
    """Who says so, "" where the row does not tell: who decided before does not answer for what is said now."""
    named = cells.get("reviewer", "")
    return "" if row["status"] and named == row["reviewer"] else named


def _same(wanted: Decision, row: Row) -> bool:
    return all(getattr(wanted, name) == (row[name] or "") for name in ENTERED)
