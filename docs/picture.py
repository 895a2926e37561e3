"""Takes the README's picture of the sample report: docs/images/report.png. Needs Chromium.

python docs/picture.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from auditor.report.pdf import browser

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 1280, 1180


def main() -> int:
    program = browser()
    if program is None:
        print("Chromium was not found: no picture was taken", file=sys.stderr)
        return 2
    with sync_playwright() as played:
        chromium = played.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto((ROOT / "reports" / "sample" / "report.html").as_uri())
        target = ROOT / "docs" / "images" / "report.png"
        target.parent.mkdir(exist_ok=True)
        page.screenshot(path=target)
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
