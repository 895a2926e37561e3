"""Articles, sources, and how often the codes were right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from auditor.report.words import source_name
from auditor.review.choices import WHY
from auditor.review.desk import Desk
from auditor.review.filters import Filter
from auditor.review.pages import desk, number, show
from auditor.review.reading import STANDINGS, notes, pieces
from auditor.store import Unknown, listing, part, standing

router = APIRouter()
ARTICLES = 100
"""Articles on a page of their list."""


@router.get("/articles")
def articles(request: Request) -> Response:
    return show(request, "articles.html.jinja", **articles_view(desk(request), number(request, "page")))


@router.get("/article/{id}")
def article(request: Request, id: str) -> Response:
    return show(request, "article.html.jinja", **article_view(desk(request), id))


@router.get("/sources")
def sources(request: Request) -> Response:
    return show(request, "sources.html.jinja", sources=list(desk(request).standings().values()))


@router.get("/source")
def source(request: Request, name: str = "") -> Response:
    return show(request, "source.html.jinja", **source_view(desk(request), name))


@router.get("/precision")
def precision(request: Request) -> Response:
    return show(request, "precision.html.jinja", codes=precision_view(desk(request)))


def articles_view(of: Desk, page: int) -> dict[str, Any]:
    number, shown = of.store.ask(standing.articles_of, first=(page - 1) * ARTICLES, most=ARTICLES)
    pages = max(1, -(-number // ARTICLES))
    return articles_view(of, pages) if page > pages else {
        "articles": shown, "number": number, "page": page, "pages": pages,
    }  # fmt: skip


def article_view(of: Desk, id: str) -> dict[str, Any]:
    audit = of.store.ask(part.of_article, id)
    noted = notes(audit)
    article = audit.articles[0]
    own = [c for c in audit.claims if c.article == id]
    return {
        "article": article, "source": source_name(article), "gone": not of.store.ask(standing.is_there, id),
        "notes": noted, "pieces": pieces(article, own, noted),
        "standings": STANDINGS, "numbers": {s: sum(n.standing == s for n in noted) for s in STANDINGS},
    }  # fmt: skip


def source_view(of: Desk, name: str) -> dict[str, Any]:
    found = of.standings().get(name)
    if found is None:
        raise Unknown(f"there is no source {name!r} among the articles that are there")
    ids = of.ids(Filter(state="all", source=(name,)))
    number, articles = of.store.ask(standing.articles_of, name, most=50)
    return {
        "source": found, "articles": articles, "published": number, "rows": of.rows(ids[:10]),
        "number": len(ids), "all": Filter(state="all", source=(name,)),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Precision:
    """The decisions on one code. kept: confirmed and explained. reasons: of false alarms, with their numbers."""

    code: str
    name: str
    confirmed: int
    explained: int
    false: int
    checking: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def judged(self) -> int:
        return self.confirmed + self.explained + self.false

    @property
    def share(self) -> str:
        """ "83%", or "" where nothing has been judged."""
        return f"{100 * (self.confirmed + self.explained) / self.judged:.0f}%" if self.judged else ""


def precision_view(of: Desk) -> tuple[Precision, ...]:
    found = []
    for (code, name), numbers in of.store.ask(listing.verdicts_by_code).items():
        by = {s: sum(n for (status, _), n in numbers.items() if status == s) for s in WHY}
        reasons = [
            (WHY["false-alarm"].get(why, why or "not said"), n) for (s, why), n in numbers.items() if s == "false-alarm"
        ]
        found.append(Precision(
            code, name.replace("-", " "), by["confirmed"], by["explained"], by["false-alarm"], by["needs-checking"],
            tuple(sorted(reasons, key=lambda reason: (-reason[1], reason[0]))),
        ))  # fmt: skip
    return tuple(found)
