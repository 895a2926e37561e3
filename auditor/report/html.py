"""The report as one HTML page that asks nothing of the network and needs no script."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.model import Audit, Run, Severity
from auditor.report.days import shown
from auditor.report.look import Look
from auditor.report.view import MOST, View, Whole, cut, whole
from auditor.report.words import GRAVITY, VERDICT, counted, few, listed

QUOTES = 4
"""Quotes of one answer that are shown unfolded."""

FOLDED = 8
"""Further quotes of one answer that stand there folded; the rest is in conflicts.csv."""

OPEN = 12
"""Conflicts up to which those of low severity are shown unfolded."""

ROWS = 12
"""Questions without a conflict up to which their table is shown unfolded."""

CARDS, PAGE = 20, 25
"""Conflicts and rows that the script shows at a time."""

LARGEST = 1_000_000
"""Bytes of the page at most."""

LEAST = 10
"""Conflicts that stand in it in any case."""

TRIAL = 30
"""Conflicts of a page that tells how many more would fit."""


def to_html(audit: Audit, run: Run, min_severity: Severity = "low", look: Look | None = None) -> str:
    """The report as a self-contained page."""
    return page_of(whole(audit, run, min_severity, look))


def page_of(report: Whole) -> str:
    """A page of at most LARGEST bytes: with fewer of the slightest conflicts where it would be longer, and of the
    articles' texts no more than the quoted paragraphs.
    """
    rows = max(len(report.shown), len(report.matrix))
    if report.short or rows <= TRIAL:  # else it is long, and to render all of it first would take longest
        page = render(cut(report))
        if _size(page) <= LARGEST:
            return page
    return _fitted(report, min(rows, MOST))


def _fitted(report: Whole, most: int) -> str:
    """The page with as many conflicts, and rows of each table, as fit: of these at most ``most``.

    Each is taken to need as many bytes as the others, by what the page with the fewest needs.
    """
    fewest, trial = (render(cut(report, n, texts_too=False)) for n in (LEAST, TRIAL))
    fixed, tried, size = _size(fewest), TRIAL, _size(trial)
    while size > fixed:
        fitting = LEAST + int((0.97 * LARGEST - fixed) * (tried - LEAST) / (size - fixed))
        most = min(most, fitting)
        if most <= LEAST:
            break
        page = render(cut(report, most, texts_too=False))
        tried, size = most, _size(page)
        if size <= LARGEST:
            return page
        most = int(0.9 * most)
    return fewest


def _size(page: str) -> int:
    return len(page.encode("utf-8", "backslashreplace"))


def render(page: View) -> str:
    style, script = _inline("report.css") + _inline("page.css"), _inline("report.js")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            view=page,
            shown={finding.id for finding in page.findings},
            most=QUOTES,
            limit=QUOTES + FOLDED,
            unfold=OPEN,
            long=ROWS,
            cards=CARDS,
            rows=PAGE,
            verdicts=VERDICT.values(),
            gravity=GRAVITY.items(),
            style=Markup(style),
            style_hash=_hash(style),
            script=Markup(script),
            script_hash=_hash(script),
        )
    )


@cache
def _inline(name: str) -> str:
    return files("auditor.report").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    """What a Content-Security-Policy names an inline style or script by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("auditor", "report/templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    environment.filters |= {
        "listed": listed, "counted": counted, "few": few, "day": lambda time: shown(time[:10]),
    }  # fmt: skip
    return environment
