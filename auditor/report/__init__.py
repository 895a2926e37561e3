"""An audit as files: JSON for scripts, tables for spreadsheets, Markdown and HTML for people."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from auditor.model import Audit, Run, Severity
from auditor.report.data import dumps, to_data

__all__ = ["to_json", "write"]

Render = Callable[[Audit, Run, Severity], str]


def to_json(audit: Audit, run: Run, min_severity: Severity = "low") -> str:
    """The report as JSON text, laid down in schema.json. The same audit and run give the same text."""
    return dumps(to_data(audit, run, min_severity)) + "\n"


def _later(module: str, name: str) -> Render:
    """The function, loaded when it is called: pages and tables need libraries that take a while."""
    return lambda audit, run, least: str(getattr(import_module(f"auditor.report.{module}"), name)(audit, run, least))


FORMATS: dict[str, Render] = {
    "report.json": to_json,
    "report.md": _later("markdown", "to_markdown"),
    "report.html": _later("html", "to_html"),
    "conflicts.csv": _later("tables", "conflicts_csv"),
    "claims.csv": _later("tables", "claims_csv"),
}
"""The files of a report and what renders them."""


def write(audit: Audit, run: Run, folder: Path, min_severity: Severity = "low") -> tuple[Path, ...]:
    """Write every format into ``folder`` (made if missing) and return the files' paths.

    All are rendered before the first is written, and each replaces its forerunner in one step, so a reader
    never meets half a file. Raises OSError where the folder cannot be written.
    """
    files = [(folder / name, render(audit, run, min_severity)) for name, render in FORMATS.items()]
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
