"""The report as plain data, and as the bytes of report.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from auditor.model import (
    Article,
    Audit,
    Changes,
    Conflict,
    ConflictChange,
    Decision,
    Family,
    Position,
    Problem,
    Question,
    Run,
    Severity,
    Side,
)  # fmt: skip
from auditor.report.claim_lines import Lines, claim_lines
from auditor.sources.timeline import Period, timeline

SCHEMA = "auditor-report/2"
RANK: dict[Severity, int] = {"high": 0, "medium": 1, "low": 2}
"""Severities from gravest to slightest."""


def at_least(conflicts: Iterable[Conflict], min_severity: Severity) -> tuple[Conflict, ...]:
    """The conflicts of at least that severity, in their order."""
    return tuple(c for c in conflicts if RANK[c.severity] <= RANK[min_severity])


def to_data(
    audit: Audit, run: Run, min_severity: Severity = "low", finished: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The report as dicts and lists in a fixed order, which ``dumps`` writes; the claims are lines of it already.

    Slighter conflicts are left out; claims and questions are not. finished: article -> the lines of all its claims.
    """
    articles, claims = {a.id: a for a in audit.articles}, {c.id: c for c in audit.claims}
    return {
        "schema": SCHEMA,
        "run": {
            "time": run.time, "version": run.version, "model": run.model, "kinds": run.kinds, "number": run.number,
        },
        "articles": [_article(a) for a in audit.articles],
        "claims": claim_lines(audit.claims, articles, finished),
        "questions": [_question(q, timeline(q, claims, articles)) for q in audit.questions],
        "conflicts": [_conflict(c, run) for c in at_least(audit.conflicts, min_severity)],
        "families": [_family(f) for f in audit.families],
        "problems": [_problem(p) for p in audit.problems],
        "changes": run.changes and _changes(run.changes),
    }  # fmt: skip


def dumps(value: Any) -> str:
    """``value`` as JSON: the report's parts indented, and each article, claim, question, ... on a line of its own."""
    return "".join((*_pieces(value, 0), "\n"))  # at once: to put together parts first would copy each at each depth


def _pieces(value: Any, depth: int) -> Iterator[str]:
    inner, end = "\n" + " " * (depth + 1), "\n" + " " * depth
    if depth < 2 and isinstance(value, Mapping) and value:
        for n, (key, item) in enumerate(value.items()):
            yield f"{',' if n else '{'}{inner}{_line(key)}: "
            yield from _pieces(item, depth + 1)
        yield end + "}"
    elif depth < 2 and isinstance(value, list | Lines) and value:
        for n, line in enumerate(value if isinstance(value, Lines) else map(_line, value)):
            yield f"{',' if n else '['}{inner}"
            yield line
        yield end + "]"
    else:
        yield _line(value)


_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "published_from": article.published_from,
        "url": article.url,
        "sha256": article.sha256,
        "version_of": article.version_of,
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "label": position.label,
        "claims": list(position.claims),
        "sources": position.sources,
        "independent": position.independent or position.sources,
        "firmness": position.firmness,
    }


def _question(question: Question, periods: Sequence[Period]) -> dict[str, Any]:
    return {
        "id": question.id,
        "label": question.label,
        "kind": question.kind,
        "claims": list(question.claims),
        "positions": [_position(p) for p in question.positions],
        "because": list(question.because),
        "timeline": [_period(p) for p in periods],
    }


def _period(period: Period) -> dict[str, Any]:
    return {
        "from": period.first,
        "to": period.last,
        "positions": list(period.positions),
        "articles": list(period.articles),
    }


def _family(family: Family) -> dict[str, Any]:
    shares = zip(family.articles, family.shares, strict=True)
    return {
        "kind": family.kind,
        "origin": family.articles[0],
        "agency": family.agency,
        "because": list(family.because),
        "articles": [{"id": i, "share": round(share, 3)} for i, share in shares],
        "spans": [{"article": i, "start": start, "end": end} for i, start, end in family.spans],
    }


def _side(side: Side) -> dict[str, Any]:
    return {"label": side.label, "claims": list(side.claims)}


def _conflict(conflict: Conflict, run: Run) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "code": conflict.code,
        "name": conflict.name,
        "severity": conflict.severity,
        "verdict": conflict.verdict,
        "confidence": round(conflict.confidence, 3),
        "question": conflict.question,
        "sides": [_side(s) for s in conflict.sides],
        "message": conflict.message,
        "reasons": list(conflict.reasons),
        "newer": conflict.newer,
        "best_supported": conflict.best_supported,
        "support": list(conflict.support),
        "decision": _decision(run.decisions[conflict.id]) if conflict.id in run.decisions else None,
        "since": run.found.get(conflict.id, run.time),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "reason": problem.reason}


def _decision(decision: Decision) -> dict[str, Any]:
    names = ("status", "reviewer", "made_at", "why", "answer", "note", "new_evidence")
    return {name: getattr(decision, name) for name in names}


def _changes(changes: Changes) -> dict[str, Any]:
    return {
        "since": changes.since,
        "since_time": changes.since_time,
        "articles": [asdict(change) for change in changes.articles],
        "conflicts": [_conflict_change(change) for change in changes.conflicts],
        "unchanged": changes.unchanged,
        "carried": changes.carried,
    }


def _conflict_change(change: ConflictChange) -> dict[str, Any]:
    sides = [{"label": label, "gained": list(gained), "lost": list(lost)} for label, gained, lost in change.sides]
    return asdict(change) | {"sides": sides}
