"""The pages as one web application over an open store."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from auditor.review import decide, lists, sources
from auditor.review.desk import Desk
from auditor.review.forms import Forged
from auditor.review.guard import HEADERS, Access, Guard
from auditor.review.pages import environment, told
from auditor.store import Store, StoreError, Unknown

STATIC = {
    "review.css": ("auditor.review", "static", "text/css"),
    "review.js": ("auditor.review", "static", "text/javascript"),
    "report.css": ("auditor.report", "templates", "text/css"),
}  # fmt: skip


def create(store: Store, access: Access, reviewer: str = "") -> FastAPI:
    """The application. reviewer: the name that decisions bear where a browser has given none."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, middleware=[Middleware(Guard, access=access)])
    app.state.desk, app.state.access, app.state.templates = Desk(store, reviewer), access, environment()
    for room in (lists, decide, sources):
        app.include_router(room.router)
    app.add_api_route("/static/{name}", static, methods=["GET"], include_in_schema=False)
    app.add_exception_handler(Forged, _forged)
    app.add_exception_handler(Unknown, _unknown)
    app.add_exception_handler(StoreError, _refused)
    app.add_exception_handler(HTTPException, _no_page)
    app.add_exception_handler(Exception, _fault)
    return app


def static(name: str) -> Response:
    """The style sheets and the script."""
    if name not in STATIC:
        raise HTTPException(404)
    package, folder, kind = STATIC[name]
    content = files(package).joinpath(folder, name).read_bytes()
    return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})


def _forged(request: Request, error: Exception) -> Response:
    why = "The page that it was sent from has lost its token. Go back, load the page again and send it once more."
    return told(request, 403, "Nothing was changed", why)


def _unknown(request: Request, error: Exception) -> Response:
    return told(request, 404, "There is no such page", str(error))


def _refused(request: Request, error: Exception) -> Response:
    return told(request, 400, "This could not be done", str(error))


def _no_page(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return told(request, status, "There is no such page" if status == 404 else "This could not be done", "")


def _fault(request: Request, error: Exception) -> Response:
    """A fault of the program or of the database. It is told outside the guard, whose headers it bears all the same."""
    why = f"Something went wrong: {type(error).__name__}. Try again; if it stays so, please report it."
    try:
        answer = told(request, 500, "This could not be done", why)
    except Exception:  # the store itself cannot be read
        answer = PlainTextResponse(why, 500)
    answer.headers.update(HEADERS)
    return answer
