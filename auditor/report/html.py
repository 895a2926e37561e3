"""The report as one HTML page that asks nothing of the network and needs no script."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from auditor.model import Audit, Run, Severity
from auditor.report.view import View, view
from auditor.report.words import counted, listed

QUOTES = 4
"""Quotes of one answer that are shown unfolded."""

OPEN = 12
"""Conflicts up to which those of low severity are shown unfolded."""

ROWS = 12
"""Questions without a conflict up to which their table is shown unfolded."""


def to_html(audit: Audit, run: Run, min_severity: Severity = "low") -> str:
    """The report as a self-contained page."""
    return render(view(audit, run, min_severity))


def render(page: View) -> str:
    shown = {finding.id for finding in page.findings}
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(view=page, shown=shown, most=QUOTES, unfold=OPEN, long=ROWS)
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("auditor", "report/templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    environment.filters |= {"listed": listed, "counted": counted}
    return environment
