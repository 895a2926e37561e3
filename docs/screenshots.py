"""Pictures of the review's main pages, in a real browser, over the sample corpus.

    python docs/screenshots.py [FOLDER]      all pages, at the width of a desk and of a phone, light and dark
    python docs/screenshots.py --docs        those that the documents show, into docs/images/

Needs Chromium (AUDITOR_CHROMIUM names it, if not /usr/bin/chromium).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
WIDTHS = {"desk": (1440, 1000), "phone": (390, 844)}
SHOWN = {"queue-desk-light", "conflict-desk-light", "conflict-phone-dark"}
CHROMIUM = os.environ.get("AUDITOR_CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def auditor(*arguments: str, cwd: Path) -> str:
    command = [sys.executable, "-m", "auditor", *arguments]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A store with some decisions behind the page's address."""
    copytree(ROOT / "corpus", folder / "corpus")  # so that the pages show no path of this machine
    auditor("run", "corpus", cwd=folder)
    ids = [line.split()[0] for line in auditor("list", "--limit", "0", cwd=folder).splitlines() if line.startswith("k")]
    auditor("decide", ids[2], "confirmed", "--by", "Ada", cwd=folder)
    auditor("decide", ids[3], "false-alarm", "--why", "scope", "--by", "Grace", cwd=folder)
    auditor("decide", ids[4], "explained", "--why", "update", "--by", "Ada", cwd=folder)
    command = [sys.executable, "-m", "auditor", "review", "--port", "0", "--by", "Ada"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            yield server.stdout.readline().split()[-1]
        finally:
            server.terminate()


def pages(page: Page, address: str) -> Iterator[str]:
    """Opens each page in turn and gives its name."""
    page.goto(address)
    yield "queue"
    page.locator("a.go").first.click()
    yield "conflict"
    page.goto(f"{address}articles")
    page.locator("main li a").first.click()
    yield "article"
    for name in ("sources", "precision"):
        page.goto(f"{address}{name}")
        yield name
        if name == "sources":
            page.locator("tbody a").first.click()
            yield "source"


def take(address: str, folder: Path, only: set[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for scheme in ("light", "dark"):
            for device, (width, height) in WIDTHS.items():
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                for name in pages(page, address):
                    label = f"{name}-{device}-{scheme}"
                    if not only or label in only:
                        page.screenshot(path=folder / f"{label}.png")
                        print(folder / f"{label}.png")
                page.close()
        browser.close()


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else "build/screenshots"
    shown = given == "--docs"
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        take(address, ROOT / "docs" / "images" if shown else Path(given), SHOWN if shown else set())


if __name__ == "__main__":
    main()
