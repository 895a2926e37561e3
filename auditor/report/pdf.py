"""The HTML report printed to PDF by Chromium, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
SECONDS = 300
"""What printing may take."""


class PdfError(Exception):
    """The report could not be printed; the message says why."""


def browser() -> str | None:
    """The program that prints: AUDITOR_CHROMIUM in the environment, otherwise the first that is found on the path."""
    given = os.environ.get("AUDITOR_CHROMIUM")
    return next((found for name in ([given] if given else NAMES) if (found := shutil.which(name))), None)


def to_pdf(page: str) -> bytes:
    """The page as PDF, in the paper size of its print style. Raises PdfError."""
    program = browser()
    if program is None:
        raise PdfError("report.pdf needs Chromium, which was not found: install it, or name it in AUDITOR_CHROMIUM")
    with TemporaryDirectory(prefix="auditor-") as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_bytes(page.encode("utf-8", "backslashreplace"))
        _print(program, source, target)
        return target.read_bytes()


def _print(program: str, source: Path, target: Path) -> None:
    command = [
        program, "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        f"--user-data-dir={source.parent / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={target}",
        source.as_uri(),
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")  # Chromium has no sandbox for the superuser; the page runs no foreign script
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PdfError(f"report.pdf: {program} could not print it: {error}") from error
    if done.returncode or not target.exists():
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PdfError(f"report.pdf: {program} could not print it: {last}")
