"""What forms do: decide, undo, decide many. Every write carries what its writer saw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from auditor.model import Decision
from auditor.review import choices, filters, forms
from auditor.review.desk import Desk
from auditor.review.filters import Filter
from auditor.review.forms import Form
from auditor.review.life import said
from auditor.review.pages import chosen, desk, go, show
from auditor.store import Stale, StoreError, bulk, listing
from auditor.store.bulk import SomeStale

router = APIRouter()
Sent = Annotated[Form, Depends(forms.sent)]
MOST = 1000
"""Conflicts that one form decides at most."""


@router.post("/conflict/{id}/decide")
def decide(request: Request, id: str, form: Sent) -> Response:
    try:
        return _decided(request, id, form)
    except Stale as stale:
        return _stale(request, id, form, stale)


@router.post("/conflict/{id}/undo")
def undo(request: Request, id: str, form: Sent) -> Response:
    try:
        desk(request).store.undo(id, forms.reviewer(request), form.one("seen"))
        return go(f"/conflict/{id}", filters.to_query(chosen(request)))
    except Stale as stale:
        return _stale(request, id, form, stale)


@router.post("/undo")
def undo_last(request: Request, form: Sent) -> Response:
    """What the page has just told: one decision, or many."""
    first, last = _number(form, "first"), _number(form, "last")
    rows = desk(request).store.ask(listing.said, first, last)
    undone, left = desk(request).store.change(bulk.undo_all, first, last, forms.reviewer(request))
    if len(rows) == 1 and undone:
        return go(f"/conflict/{rows[0]['conflict']}", filters.to_query(chosen(request)))
    return go("/", filters.to_query(chosen(request), undone=undone, left=left))


@router.post("/bulk")
def decide_many(request: Request, form: Sent) -> Response:
    try:
        first, last = _decided_many(request, form)
        return go("/", filters.to_query(chosen(request), done=f"{first}-{last}"))
    except SomeStale as stale:
        return _some_stale(request, form, stale)


@router.post("/reviewer")
def name(request: Request, form: Sent) -> Response:
    answer = go(_local(form.one("back")))
    forms.keep_reviewer(request, answer, form.one("reviewer"))
    return answer


def _number(form: Form, name: str) -> int:
    given = form.one(name)
    if not given.isdecimal() or len(given) > 15:
        raise StoreError("it is not said what to undo")
    return int(given)


def _local(path: str) -> str:
    """A path of this server, or the queue: never another machine's address."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if plain else "/"


def _wanted(request: Request, form: Form, id: str, labels: list[str]) -> Decision:
    """What the form says. Its choice is "status:reason", for what is confirmed "confirmed:number of the side"."""
    status, _, more = form.one("choice").partition(":")
    why, answer = ("", more) if status == "confirmed" else (more, "")
    return choices.decision(id, status, why, answer, form.one("note"), forms.reviewer(request), labels)


def _decided(request: Request, id: str, form: Form) -> Response:
    of, filter = desk(request), chosen(request)
    ids = of.ids(filter)
    made = of.store.decide(_wanted(request, form, id, _labels(of, id)), form.one("seen"))
    after = following(of, ids, id)
    query = filters.to_query(filter, done=f"{made.id}-{made.id}")
    return go(f"/conflict/{after}" if after else "/", query)


def _labels(of: Desk, id: str) -> list[str]:
    return [label for label, _ in of.store.ask(listing.labels, [id]).get(id, [])]


def following(of: Desk, ids: tuple[str, ...], id: str) -> str:
    """The next in the list that is still to be decided, from this one on and round again; "" where none is left."""
    at = ids.index(id) + 1 if id in ids else 0
    for other in (*ids[at:], *ids[:at]):
        entry = of.entry(other) if other != id else None
        if entry and (not entry.status or entry.new_evidence):
            return other
    return ""


def _stale(request: Request, id: str, form: Form, stale: Stale) -> Response:
    """Both: what was about to be said, and what has been said or found meanwhile."""
    of = desk(request)
    (row,) = of.rows([id])
    version = form.one("seen").partition(".")[0]
    return show(
        request, "stale.html.jinja", 409, row=row, token=stale.token, form=form,
        wanted=_in_words(form, [label for label, _ in row["sides"]]), said=tuple(said(of.store.entries(id))),
        evidence=version != str(row["version"]), undoing=not form.one("choice"),
    )  # fmt: skip


def _in_words(form: Form, labels: list[str]) -> str:
    status, _, more = form.one("choice").partition(":")
    if status == "confirmed":
        number = int(more) if more.isdecimal() else 0
        return choices.told(status, answer=labels[number - 1] if 0 < number <= len(labels) else "")
    return choices.told(status, more) if status else "Undo"


def _decided_many(request: Request, form: Form) -> tuple[int, int]:
    of = desk(request)
    seen = _everything(of, chosen(request), form) if form.one("which") == "all" else _picked(form)
    if not seen:
        raise StoreError("no conflict is picked: tick those that the decision is for")
    if len(seen) > MOST:
        raise StoreError(f"{len(seen):,} conflicts at once are too many: narrow the list to {MOST:,}")
    return of.store.change(bulk.decide_all, _wanted(request, form, "", []), seen)


def _picked(form: Form) -> dict[str, str]:
    """Conflict -> token, of the ticked rows."""
    return {id: token for id, _, token in (value.partition("@") for value in form.many("pick"))}


def _everything(of: Desk, filter: Filter, form: Form) -> Mapping[str, str]:
    """All that the filter shows. Raises SomeStale where that is not what the page showed."""
    state, ids = of.state(), of.ids(filter)
    if form.one("state") != str(state):
        raise SomeStale(ids)
    return {row["id"]: row["token"] for row in of.rows(ids)} if len(ids) <= MOST else dict.fromkeys(ids, "")


def _some_stale(request: Request, form: Form, stale: SomeStale) -> Response:
    of = desk(request)
    everything = form.one("which") == "all"
    ids = stale.conflicts if everything else tuple(_picked(form))
    view: dict[str, Any] = {
        "rows": of.rows(ids[:MOST]), "changed": stale.conflicts, "everything": everything, "number": len(ids),
    }  # fmt: skip
    return show(request, "stale_many.html.jinja", 409, form=form, wanted=_in_words(form, []), **view)
