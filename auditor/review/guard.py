"""Who may ask, and what browsers may do with the answer: one layer around every page.

- The Host of a request must be this machine's loopback (or what was asked for with --host), so that no name that
  someone else has pointed here (DNS rebinding) reaches the pages.
- Anything but reading must come from a page of this very origin (the browser's Origin or Sec-Fetch-Site header), and
  its form must repeat a token that only such a page knows (``forms.py``).
- On a network, a token in the address is asked for once and kept in a cookie.
- Pages may load nothing but this program's own style sheets and script, and may not be framed.
"""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from html import escape
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST = 1_000_000
"""Bytes of a form at most."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask. port: that the server listens on. token: "" where none is needed. hosts: besides loopback."""

    port: int
    token: str = ""
    hosts: frozenset[str] = frozenset()

    @property
    def cookie(self) -> str:
        """Browsers do not tell ports apart in cookies: the name does."""
        return f"auditor_{self.port}"

    def host_allowed(self, host: str) -> bool:
        """With a token any name will do: the token's cookie is not sent to another one."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return bool(self.token) or name in LOOPBACK or name in self.hosts


class Guard:
    """The layer, as ASGI middleware."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refusal(scope)
        await (refused or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._access.host_allowed(headers.get("host", "")):
            return _refuse(
                421, "This page is served to this machine alone", "Open it as http://127.0.0.1 with its port."
            )
        if "\0" in scope["path"]:
            return _refuse(400, "This is no address of a page", "It holds a character that none has.")
        if self._access.token and (answer := self._ask_token(scope, headers)):
            return answer
        if scope["method"] in ("GET", "HEAD"):
            return None
        if not same_origin(headers):
            return _refuse(403, "Refused: this did not come from a page of this program", "Nothing was changed.")
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return _refuse(413, "Refused: too large", "Nothing was changed.")
        return None

    def _ask_token(self, scope: Scope, headers: Headers) -> Response | None:
        """None where the browser has shown the token already."""
        kept = cookies(headers).get(f"{self._access.cookie}_token", "")
        if compare_digest(kept.encode(), self._access.token.encode()):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        given = dict(query).get("token", "")
        if not compare_digest(given.encode(), self._access.token.encode()) or scope["method"] != "GET":
            return _refuse(
                401, "This page needs its token", "Open the address that the program printed when it started."
            )
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + scope["path"].lstrip("/")  # "//host" would lead to another machine
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(f"{self._access.cookie}_token", self._access.token, httponly=True, samesite="strict")
        return answer


def cookies(headers: Headers) -> dict[str, str]:
    found: SimpleCookie = SimpleCookie()
    try:
        found.load(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def same_origin(headers: Headers) -> bool:
    """Did the request come from a page of this host and port? Browsers say so; what says nothing is refused."""
    origin, host = headers.get("origin", ""), headers.get("host", "")
    if origin:
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc == host
    return headers.get("sec-fetch-site", "") == "same-origin"


def _refuse(status: int, what: str, then: str) -> Response:
    page = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>{0}</title>'
        '<link rel="stylesheet" href="/static/report.css"><main><h1>{0}</h1><p class="lead">{1}</p></main></html>'
    )
    return HTMLResponse(page.format(escape(what), escape(then)), status)
