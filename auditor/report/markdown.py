"""The report as Markdown, for mail, pull requests and terminals."""

from __future__ import annotations

import re

from jinja2 import Environment, PackageLoader, StrictUndefined

from auditor.model import Audit, Run, Severity
from auditor.report.look import Look
from auditor.report.view import View, view
from auditor.report.words import counted, listed

AGREEMENTS = 20
"""Questions listed at most among those that sources answer alike."""

QUOTES = 5
"""Quotes shown at most for one answer."""

_MARKUP = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(\d{1,9}(?=[.)](?:\s|$))|(?=[#+=-]+(?:\s|$)))")


def to_markdown(audit: Audit, run: Run, min_severity: Severity = "low", look: Look | None = None) -> str:
    """The report as Markdown (CommonMark with GitHub's tables)."""
    return render(view(audit, run, min_severity, look))


def render(page: View) -> str:
    alike = [row for row in page.agreed if row.backing > 1 and (row.known or row.answer not in ("yes", "no"))]
    return (
        _environment()
        .get_template("report.md.jinja")
        .render(view=page, alike=alike[:AGREEMENTS], rest=len(alike[AGREEMENTS:]), most=QUOTES)
    )


def escape(text: object) -> str:
    """``text`` so that Markdown shows it as it is: no emphasis, links, tags, cells, headings or lists."""
    safe = _MARKUP.sub(r"\\\g<0>", str(text))
    return _LINE_START.sub(r"\1\\", safe) if safe[:1].isdecimal() or safe[:1] in "#+=-" else safe


def _environment() -> Environment:
    # finalize escapes every expression: Jinja's own autoescape knows HTML alone.
    environment = Environment(
        loader=PackageLoader("auditor", "report/templates"),
        undefined=StrictUndefined,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {"listed": listed, "counted": counted}
    return environment
