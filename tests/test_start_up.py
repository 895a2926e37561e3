"""Commands that need little start quickly: what they import, not how long it takes, which depends on the machine."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

import auditor
from auditor.store import open_store

HEAVY = {
    "spacy", "thinc", "scipy", "numpy", "sklearn", "rapidfuzz", "rensa", "babel", "py3langid", "dateparser",
    "trafilatura", "lxml", "pdfminer", "docx", "feedparser", "jinja2", "jsonschema", "fastapi", "starlette", "uvicorn",
    "watchfiles", "filelock", "sqlalchemy",
}  # fmt: skip


def imported(folder: Path, *arguments: str) -> set[str]:
    """The packages that the program imports when it is called so, whether or not it can do what is asked."""
    command = [sys.executable, "-X", "importtime", "-m", "auditor", *arguments]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr
    lines = (line for line in told.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(str(tmp_path / ".auditor" / "audit.db")):
        pass
    return tmp_path


@pytest.mark.parametrize(
    "arguments", [["changes"], ["changes", "--since", "0"], ["runs"], ["history", "k0123456789"], ["--version"],
                  ["--help"], ["run", "--help"]],
    ids=" ".join,
)  # fmt: skip
def test_nothing_heavy_is_imported(folder: Path, arguments: list[str]) -> None:
    found = imported(folder, *arguments)
    assert "auditor" in found
    assert not found & HEAVY


def test_what_is_heavy_would_be_seen(folder: Path) -> None:
    """The test above can fail: this command does need the database's library and the report's."""
    assert imported(folder, "show", "k0123456789") & HEAVY >= {"sqlalchemy"}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_what_checks_arguments_is_not_loaded_where_there_are_none(folder: Path, arguments: list[str]) -> None:
    assert "pydantic" not in imported(folder, *arguments)


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    assert auditor.__version__ == version("auditor") == project["version"]
