"""An audit as files: JSON for scripts, tables for spreadsheets, Markdown and HTML for people."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor import disk
from auditor.model import Audit, Run, Severity
from auditor.report.look import Look, narrowed
from auditor.report.words import unique

if TYPE_CHECKING:
    from auditor.report.rendered import Rendered
    from auditor.report.view import Whole

__all__ = ["FILES", "FORMATS", "USUAL", "Look", "narrowed", "to_json", "write"]


def to_json(audit: Audit, run: Run, min_severity: Severity = "low") -> str:
    """The report as JSON text, laid down in schema.json. The same audit and run give the same text."""
    return Material(audit, run, min_severity).json


class Material:
    """What the files of a report are made from; each part is made once, by who asks first.

    lines: article -> the finished lines of its claims; those of an article of which not all claims are told are not
    taken.
    """

    def __init__(
        self, audit: Audit, run: Run, min_severity: Severity, look: Look | None = None,
        lines: Mapping[str, Rendered] | None = None,
    ) -> None:  # fmt: skip
        self.audit, self.run, self.min_severity, self.look = audit, run, min_severity, look or Look()
        told = Counter(claim.article for claim in audit.claims) if lines else {}
        self.lines = {id: of_one for id, of_one in (lines or {}).items() if of_one.claims == told.get(id)}

    @cached_property
    def data(self) -> dict[str, Any]:
        from auditor.report.data import to_data  # here and below: what takes a while is loaded when it is needed

        return to_data(self.audit, self.run, self.min_severity, {id: of.json for id, of in self.lines.items()})

    @cached_property
    def json(self) -> str:
        from auditor.report.data import dumps

        return dumps(self.data)

    @cached_property
    def whole(self) -> Whole:
        from auditor.report.view import whole

        return whole(self.audit, self.run, self.min_severity, self.look)

    @cached_property
    def html(self) -> str:
        from auditor.report.html import page_of

        return page_of(self.whole)


def _markdown(material: Material) -> str:
    from auditor.report.markdown import render
    from auditor.report.view import cut

    return render(cut(material.whole))


def _conflicts(material: Material) -> str:
    from auditor.report.tables import conflicts_table, to_csv

    return to_csv(conflicts_table(material.audit, material.data), material.look.bom)


def _claims(material: Material) -> str:
    from auditor.report.tables import claims_csv

    return claims_csv(material.audit, material.look.bom, {id: of.csv for id, of in material.lines.items()})


def _matrix(material: Material) -> str:
    from auditor.report.tables import matrix_table, to_csv

    return to_csv(matrix_table(material.whole.sources, material.whole.matrix), material.look.bom)


def _claimreview(material: Material) -> str:
    from auditor.report.claimreview import to_claimreview

    return to_claimreview(material.audit, material.run, material.look)


def _pdf(material: Material) -> bytes:
    from auditor.report.pdf import to_pdf

    return to_pdf(material.html)


FORMATS: dict[str, Callable[[Material], str | bytes]] = {
    "report.html": lambda material: material.html,
    "report.md": _markdown,
    "report.json": lambda material: material.json,
    "conflicts.csv": _conflicts,
    "claims.csv": _claims,
    "matrix.csv": _matrix,
    "claimreview.json": _claimreview,
    "report.pdf": _pdf,
}
"""The files of a report and what renders them."""

FILES: dict[str, tuple[str, ...]] = {
    "html": ("report.html",),
    "md": ("report.md",),
    "json": ("report.json",),
    "csv": ("conflicts.csv", "claims.csv", "matrix.csv"),
    "claimreview": ("claimreview.json",),
    "pdf": ("report.pdf",),
}
"""What can be asked for, and the files that it gives."""

USUAL = ("html", "md", "json", "csv")
"""The formats of a report where none is asked for."""


def write(
    audit: Audit, run: Run, folder: Path, min_severity: Severity = "low", look: Look | None = None,
    formats: Sequence[str] = USUAL, lines: Mapping[str, Rendered] | None = None,
) -> tuple[Path, ...]:  # fmt: skip
    """Write the formats into ``folder`` (made if missing) and return the files' paths.

    lines: article -> the finished lines of its claims, which are taken as they are; all others are made.

    All are rendered before the first is written, and each replaces its forerunner in one step, so a reader
    never meets half a file, nor does a loss of power leave one. Raises OSError where the folder cannot be written,
    PdfError where nothing can print.
    """
    material = Material(narrowed(audit, look or Look()), run, min_severity, look, lines)
    files = [(folder / name, FORMATS[name](material)) for wanted in unique(formats) for name in FILES[wanted]]
    disk.make(folder)
    for path, content in files:
        # Names of files may hold bytes that are no UTF-8 (lone surrogates): they are escaped, not fatal.
        _replace(path, content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace"))
    disk.settle(folder)
    return tuple(path for path, _ in files)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # or else a loss of power may keep the new name and lose what is in the file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
