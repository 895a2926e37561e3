"""Forms that only pages of this program can send, and what is read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from secrets import token_urlsafe
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from auditor.review.choices import LONGEST_NAME

YEAR = 31_536_000


class Forged(Exception):
    """A form without the token of a page of this program."""


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: name -> values."""

    values: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> Sequence[str]:
        return self.values.get(name, ())


async def sent(request: Request) -> Form:
    """The form of a request. Raises Forged where it does not repeat the browser's own token."""
    data = await request.form(max_files=0, max_fields=5000)
    form = Form({name: [v for v in data.getlist(name) if isinstance(v, str)] for name in data})
    request.state.entered = {name: form.one(name) for name in form.values}
    kept = request.cookies.get(f"{_name(request)}_form", "")
    if not kept or not compare_digest(kept.encode(), form.one("csrf").encode()):
        raise Forged
    return form


def token(request: Request) -> str:
    """The browser's token, a new one where it has none yet."""
    kept: str = request.cookies.get(f"{_name(request)}_form", "")
    if not kept and not hasattr(request.state, "form_token"):
        request.state.form_token = token_urlsafe(32)
    return kept or str(request.state.form_token)


def keep(request: Request, response: Response) -> None:
    """Gives the browser the token that the page's forms repeat. It lives on when the program is started anew."""
    if hasattr(request.state, "form_token"):
        set_cookie(request, response, "form", request.state.form_token, True)


def reviewer(request: Request) -> str:
    """Who reviews: as the browser keeps it, or as the program was started."""
    kept = request.cookies.get(f"{_name(request)}_reviewer")
    return unquote(kept)[:LONGEST_NAME] if kept is not None else str(request.app.state.desk.reviewer)


def keep_reviewer(request: Request, response: Response, name: str) -> None:
    set_cookie(request, response, "reviewer", quote(" ".join(name.split())[:LONGEST_NAME]), False)


def set_cookie(request: Request, response: Response, what: str, value: str, hidden: bool) -> None:
    response.set_cookie(f"{_name(request)}_{what}", value, max_age=YEAR, httponly=hidden, samesite="strict")


def _name(request: Request) -> str:
    return str(request.app.state.access.cookie)
