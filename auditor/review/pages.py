"""Pages from templates: what every page knows, and how an error is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from auditor.report.changes import moment
from auditor.report.words import certainty, clean, counted, few, listed
from auditor.review import choices, filters, forms
from auditor.review.desk import Desk
from auditor.review.filters import Filter
from auditor.review.reading import unmarked
from auditor.store import Row, listing


def environment() -> Environment:
    """The review's own templates, and the report's parts."""
    folders = [PackageLoader(f"auditor.{room}", "templates") for room in ("review", "report")]
    found = Environment(
        loader=ChoiceLoader(folders), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True,
    )  # fmt: skip
    found.filters |= {
        "listed": listed, "counted": counted, "few": few, "clean": clean, "moment": moment, "certainty": certainty,
        "query": lambda pairs: urlencode(pairs), "told": choices.told, "unmarked": unmarked,
    }  # fmt: skip
    found.globals |= {
        "to_query": filters.to_query, "changed": lambda of, **more: filters.to_query(replace(of, **more)),
        "toggled": filters.toggled, "STATUSES": choices.STATUSES, "WHY": choices.WHY,
        "HELP": choices.HELP, "FACETS": filters.FACETS, "SORTS": filters.SORTS,
    }  # fmt: skip
    return found


def desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


def chosen(request: Request) -> Filter:
    """The filter that the address holds."""
    return filters.from_query(request.query_params.multi_items())


def show(request: Request, template: str, status: int = 200, **view: Any) -> Response:
    """A page. view: what its template names, besides what every page knows."""
    state = desk(request).state()
    known: Mapping[str, Any] = {
        "csrf": forms.token(request), "reviewer": forms.reviewer(request), "state": state, "here": request.url.path,
        "chosen": chosen(request), "query": filters.to_query(chosen(request)), "done": done(request),
    }  # fmt: skip
    text = request.app.state.templates.get_template(template).render({**known, **view})
    # Text of articles may hold lone surrogates, which no UTF-8 can carry.
    response = HTMLResponse(text.encode("utf-8", "replace"), status)
    forms.keep(request, response)
    return response


def number(request: Request, name: str, least: int = 1) -> int:
    """A whole number of the address; ``least`` where it holds none."""
    given = request.query_params.get(name, "")
    return max(int(given), least) if given.isdecimal() and len(given) < 16 else least


def done(request: Request) -> tuple[int, int, Sequence[Row]] | None:
    """What was decided just now, as the address names it (first and last entry): to be told, and to be undone."""
    first, _, last = request.query_params.get("done", "").partition("-")
    if not (first.isdecimal() and last.isdecimal() and len(first + last) < 30):
        return None
    found = desk(request).store.ask(listing.said, int(first), int(last))
    return (int(first), int(last), found) if found else None


def go(path: str, query: str = "") -> Response:
    """To another page, after a form."""
    return RedirectResponse(f"{path}?{query}" if query else path, 303)


def told(request: Request, status: int, what: str, why: str) -> Response:
    """A page that says what could not be done, with what a reviewer had entered, so that it is not lost."""
    sent: Mapping[str, str] = getattr(request.state, "entered", {})
    kept = {name: sent[name] for name in ("choice", "note", "reviewer") if sent.get(name)}
    return show(request, "message.html.jinja", status, what=what, why=why, entered=kept)
