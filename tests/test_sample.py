"""reports/sample/ is what `make sample` writes today, byte for byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli import app

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "reports" / "sample"


def test_the_sample_is_current(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = re.search(
        r"auditor (run corpus .*)", (ROOT / "Makefile").read_text(encoding="utf-8").partition("sample:")[2]
    )
    assert recipe
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(app, recipe[1].replace("reports/sample", str(tmp_path)).split())
    assert done.exit_code == 0, done.output
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in SAMPLE.iterdir()} if SAMPLE.is_dir() else {}
    assert sorted(kept) == sorted(written), "run: make sample"
    assert [name for name in sorted(written) if written[name] != kept[name]] == [], "run: make sample"
