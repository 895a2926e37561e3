"""The report as one HTML page that asks nothing of the network and needs no script."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.model import Audit, Run, Severity
from auditor.report.days import shown
from auditor.report.look import Look
from auditor.report.view import View, view
from auditor.report.words import GRAVITY, VERDICT, counted, few, listed

QUOTES = 4
"""Quotes of one answer that are shown unfolded."""

OPEN = 12
"""Conflicts up to which those of low severity are shown unfolded."""

ROWS = 12
"""Questions without a conflict up to which their table is shown unfolded."""

CARDS, PAGE = 20, 25
"""Conflicts and rows that the script shows at a time."""

LARGEST = 1_000_000
"""Bytes of the page at most."""

STEPS = ((300, True), (300, False), (120, False), (50, False), (20, False))
"""Conflicts (and rows of each sort) that are shown, and whether articles stand in the page whole: less and less."""


def to_html(audit: Audit, run: Run, min_severity: Severity = "low", look: Look | None = None) -> str:
    """The report as a self-contained page of at most LARGEST bytes, with as much in it as fits.

    Raises nothing where even the shortest page is longer: it is given all the same.
    """
    pages = _pages(audit, run, min_severity, look)
    page = next(pages)
    for shorter in pages:
        if _size(page) <= LARGEST:
            break
        page = shorter
    return page


def _pages(audit: Audit, run: Run, min_severity: Severity, look: Look | None) -> Iterator[str]:
    return (render(view(audit, run, min_severity, look, most, whole)) for most, whole in STEPS)


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
