"""The page's structure: its headings, landmarks and ids, as tests/report/structure.txt lists them.

After a change that is meant: python tests/report/test_report_structure.py
"""

from __future__ import annotations

import re
from pathlib import Path

import made_up

from auditor.model import Audit
from auditor.report.html import to_html

KEPT = Path(__file__).parent / "structure.txt"
_TAG = re.compile(r"<(h[1-6]|main|header|footer|nav|section|article|table|details|figure|ol|dl)\b([^>]*)>(?:([^<]*))?")
_ID = re.compile(r'\b(?:id|aria-label(?:ledby)?)="[^"]*"')


def structure(audit: Audit) -> str:
    """A line for each heading and landmark, with its id or name, without styles."""
    body = to_html(audit, made_up.RUN).partition("<body")[2]
    return "".join(_line(found) for found in _TAG.finditer(body))


def _line(found: re.Match[str]) -> str:
    tag, attributes, text = found.groups()
    words = text.strip() if tag.startswith("h") and len(tag) == 2 else ""
    return " ".join([tag, *_ID.findall(attributes), *([words] if words else [])]) + "\n"


def test_the_structure_is_as_it_was_agreed() -> None:
    assert structure(made_up.audit()) == KEPT.read_text("utf-8"), "run: python tests/report/test_report_structure.py"


if __name__ == "__main__":
    KEPT.write_text(structure(made_up.audit()), "utf-8")
