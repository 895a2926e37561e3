"""Finished lines of claims: with them the report is the same, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made_up
import pytest

from auditor.model import Audit, Run, Severity
from auditor.report import FILES, Look, write
from auditor.report.rendered import Rendered, parted, rendered

FORMATS = tuple(name for name in FILES if name != "pdf")
LOOKS = (Look(), Look(bom=True), Look(sources=("The Ledger",)), Look(codes=("R001",), bom=True))


def by_articles(audit: Audit) -> Audit:
    """The audit with its claims by articles, as ``auditor.audit`` gives them."""
    return replace(audit, claims=tuple(sorted(audit.claims, key=lambda c: c.article)))


def lines_of(audit: Audit) -> dict[str, Rendered]:
    return {a.id: rendered(a, [c for c in audit.claims if c.article == a.id]) for a in audit.articles}


def files(folder: Path, audit: Audit, run: Run, least: Severity, look: Look, lines: dict[str, Rendered]) -> list[bytes]:
    return [path.read_bytes() for path in write(audit, run, folder, least, look, FORMATS, lines)]


@pytest.mark.parametrize("least", ["low", "high"])
@pytest.mark.parametrize("look", LOOKS)
def test_finished_lines_change_no_byte(hostile: Audit, run: Run, least: Severity, look: Look, tmp_path: Path) -> None:
    audit = by_articles(hostile)
    lines = lines_of(audit)
    without = files(tmp_path, audit, run, least, look, {})
    assert files(tmp_path, audit, run, least, look, lines) == without
    del lines["a1"]
    assert files(tmp_path, audit, run, least, look, lines) == without


def test_what_is_finished_is_not_made_again(audit: Audit, run: Run, tmp_path: Path) -> None:
    audit = by_articles(audit)
    marked = {
        id: replace(of, json=of.json.replace('"rule": "', '"rule": "marked ')) for id, of in lines_of(audit).items()
    }
    write(audit, run, tmp_path, formats=("json",), lines=marked)
    assert (tmp_path / "report.json").read_text().count('"rule": "marked ') == len(audit.claims)


def test_lines_of_more_claims_than_are_told_are_not_taken(audit: Audit, run: Run, tmp_path: Path) -> None:
    audit = by_articles(audit)
    lines = lines_of(audit)
    told = [c for c in audit.claims if c.article == "a2"]
    assert len(told) > 1
    fewer = replace(audit, claims=tuple(c for c in audit.claims if c != told[-1]), questions=(), conflicts=())
    without = files(tmp_path, fewer, run, "low", Look(), {})
    assert files(tmp_path, fewer, run, "low", Look(), lines) == without


def test_lines_are_kept_as_one_text_that_every_database_takes() -> None:
    article = replace(made_up.ARTICLES[0], source="a\n\nb\x00\udcff", path="x\n\ny\udcff.md")
    text = 'said "so"\n\n\x00\udcff\u2028 =SUM(1)'
    claims = [
        replace(made_up.claim(f"c{n}", made_up.ARTICLES[0], "Lumora", text, "name"), text=text, unit=text, rule=text)
        for n in range(3)
    ]
    made = rendered(article, claims)
    assert made.claims == 3
    assert parted(made.text) == made
    assert "\x00" not in made.text.encode("utf-8", "strict").decode()
    assert rendered(article, []).claims == 0
