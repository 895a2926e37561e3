"""The queue, a conflict, and what pages ask for while they are open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from auditor.review.cards import card
from auditor.review.desk import Desk
from auditor.review.filters import PAGE, Filter, neighbours
from auditor.review.life import life
from auditor.review.pages import chosen, desk, number, show
from auditor.store import Unknown, part

router = APIRouter()


@router.get("/")
def queue(request: Request) -> Response:
    return show(request, "queue.html.jinja", **queue_view(desk(request), chosen(request), number(request, "page")))


@router.get("/conflict/{id}")
def conflict(request: Request, id: str) -> Response:
    return show(request, "conflict.html.jinja", **conflict_view(desk(request), id, chosen(request)))


@router.get("/state")
def state(request: Request) -> Response:
    """For the page's script: has anything been found or said since it was loaded?"""
    now = desk(request).state()
    return JSONResponse({"run": now.run, "said": now.said})


def queue_view(of: Desk, filter: Filter, page: int) -> dict[str, Any]:
    state, found = of.listed(filter)
    pages = max(1, -(-len(found.ids) // PAGE))
    page = min(page, pages)
    shown = found.ids[(page - 1) * PAGE : page * PAGE]
    return {
        "found": found, "rows": of.rows(shown), "page": page, "pages": pages, "first": (page - 1) * PAGE + 1,
        "run": of.last_run(), "list_state": str(state), "usual_order": replace(filter, sort="rank"),
    }  # fmt: skip


def conflict_view(of: Desk, id: str, filter: Filter) -> dict[str, Any]:
    """Raises Unknown where there is no such conflict."""
    token = of.store.token(id)
    audit = of.store.ask(part.of_conflicts, [id])
    if not audit.conflicts:
        raise Unknown(f"there is no conflict {id}")
    ids = of.ids(filter)
    before, after = neighbours(ids, id)
    (row,) = of.rows([id])
    return {
        "card": card(audit, of.run()), "row": row, "token": token, "before": before, "after": after,
        "position": ids.index(id) + 1 if id in ids else 0, "total": len(ids),
        "life": life(of.store.history(id), of.store.entries(id)), "gone": of.entry(id) is None,
    }  # fmt: skip
