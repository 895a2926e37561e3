"""How long the report of two hundred articles with two thousand questions takes to make, and to open in Chromium.

    python bench/report_page.py [--articles 200] [--questions 2000] [--stories 20] [--keep FILE]

Prints the size, the seconds to make it, to load it and to search in it (medians of five). Exits with 1 above the bar.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from made_audit import RUN, made_audit

from auditor.report.html import to_html
from auditor.report.pdf import browser

BAR = 2.0
"""Seconds that the page may take to open."""
ROUNDS = 5


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, usual in (("articles", 200), ("questions", 2000), ("stories", 20)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    began = time.perf_counter()
    page = to_html(made_audit(asked.articles, asked.questions, asked.stories), RUN)
    print(f"made in {time.perf_counter() - began:.1f} s, {len(page.encode()):,} bytes")
    with tempfile.TemporaryDirectory() as folder:
        path = asked.keep or Path(folder) / "report.html"
        path.write_text(page, encoding="utf-8")
        return _opened(path.resolve())


def _opened(path: Path) -> int:
    program = browser()
    if program is None:
        print("Chromium was not found: the page was not opened")
        return 0
    from playwright.sync_api import sync_playwright

    with sync_playwright() as played:
        chromium = played.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        found = [_timed(chromium, path) for _ in range(ROUNDS)]
        chromium.close()
    opened, searched = (statistics.median(times) for times in zip(*found, strict=True))
    print(f"opened in {opened:.2f} s (bar: {BAR}), searched in {searched:.2f} s")
    return int(opened > BAR)


def _timed(chromium: Any, path: Path) -> tuple[float, float]:
    """Seconds until the page stands painted, and from a word typed to the result."""
    page = chromium.new_page(viewport={"width": 1440, "height": 1000})
    began = time.perf_counter()
    page.goto(path.as_uri())
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    opened = time.perf_counter() - began
    began = time.perf_counter()
    page.fill("#find", "ferry")
    page.wait_for_selector("#found:not(:empty)")
    searched = time.perf_counter() - began
    page.close()
    return opened, searched


if __name__ == "__main__":
    sys.exit(main())
