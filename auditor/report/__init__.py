"""An audit as files: JSON for scripts, tables for spreadsheets, Markdown and HTML for people."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.model import Audit, Run, Severity
from auditor.report.data import dumps, to_data

if TYPE_CHECKING:
    from auditor.report.view import View

__all__ = ["to_json", "write"]


def to_json(audit: Audit, run: Run, min_severity: Severity = "low") -> str:
    """The report as JSON text, laid down in schema.json. The same audit and run give the same text."""
    return dumps(to_data(audit, run, min_severity)) + "\n"


class Material:
    """What the files of a report are made from; each part is made once, by who asks first."""

    def __init__(self, audit: Audit, run: Run, min_severity: Severity) -> None:
        self.audit, self.run, self.min_severity = audit, run, min_severity

    @cached_property
    def data(self) -> dict[str, Any]:
        return to_data(self.audit, self.run, self.min_severity)

    @cached_property
    def page(self) -> View:
        from auditor.report.view import view

        return view(self.audit, self.run, self.min_severity)


def _markdown(material: Material) -> str:
    from auditor.report.markdown import render  # here and below: what takes a while is loaded when it is needed

    return render(material.page)


def _html(material: Material) -> str:
    from auditor.report.html import to_html

    return to_html(material.audit, material.run, material.min_severity)


def _conflicts(material: Material) -> str:
    from auditor.report.tables import conflicts_table, to_csv

    return to_csv(conflicts_table(material.audit, material.data))


def _claims(material: Material) -> str:
    from auditor.report.tables import claims_table, to_csv

    return to_csv(claims_table(material.audit, material.data))


FORMATS: dict[str, Callable[[Material], str]] = {
    "report.json": lambda material: dumps(material.data) + "\n",
    "report.md": _markdown,
    "report.html": _html,
    "conflicts.csv": _conflicts,
    "claims.csv": _claims,
}
"""The files of a report and what renders them."""


def write(audit: Audit, run: Run, folder: Path, min_severity: Severity = "low") -> tuple[Path, ...]:
    """Write every format into ``folder`` (made if missing) and return the files' paths.

    All are rendered before the first is written, and each replaces its forerunner in one step, so a reader
    never meets half a file. Raises OSError where the folder cannot be written.
    """
    material = Material(audit, run, min_severity)
    files = [(folder / name, render(material)) for name, render in FORMATS.items()]
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in files:
        _replace(path, text)
    return tuple(path for path, _ in files)


def _replace(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        # Names of files may hold bytes that are no UTF-8 (lone surrogates): they are escaped, not fatal.
        beside.write_bytes(text.encode("utf-8", "backslashreplace"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
