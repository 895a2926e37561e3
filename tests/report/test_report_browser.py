"""The page in a real Chromium: what it shows, asks for and allows, at three widths, light and dark, and on paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from auditor.model import Audit, Run
from auditor.report.html import to_html
from auditor.report.pdf import PdfError, browser, to_pdf

PROGRAM = browser()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")
SIZES = [(1440, 1000), (768, 1000), (390, 800)]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as played:
        started = played.chromium.launch(
            executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield started
        started.close()


@pytest.fixture
def page_of(chromium: Any, run: Run, tmp_path: Path) -> Iterator[Any]:
    """Opens the report of an audit; whatever the page asks for or complains of is a failure at the end."""
    pages, asked = [], []

    def opened(audit: Audit, size: tuple[int, int] = SIZES[0], scheme: Scheme = "light", script: bool = True) -> Any:
        path = tmp_path / "report.html"
        path.write_bytes(to_html(audit, run).encode("utf-8", "backslashreplace"))
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, java_script_enabled=script
        )
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(message.text))
        page.on("pageerror", lambda error: asked.append(str(error)))
        page.on("dialog", lambda dialog: asked.append(f"dialog: {dialog.message}"))
        page.goto(path.as_uri())
        pages.append(context)
        return page

    yield opened
    for context in pages:
        context.close()
    assert {url for url in asked if not url.endswith("/report.html")} == set()


LOOKS = [("audit", size, scheme) for size in SIZES for scheme in ("light", "dark")]
LOOKS += [(which, *look) for which in ("hostile", "many") for look in ((SIZES[0], "light"), (SIZES[2], "dark"))]


@pytest.mark.parametrize(("which", "size", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_sticks_out(
    which: str, size: tuple[int, int], scheme: Scheme, page_of: Any, request: pytest.FixtureRequest
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = page_of(request.getfixturevalue(which), size, scheme)
    page.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(v["id"], [node["html"][:200] for node in v["nodes"][:3]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_everything_is_there_without_script(audit: Audit, page_of: Any) -> None:
    page = page_of(audit, script=False)
    assert page.locator(".card").count() == len(audit.conflicts)
    assert not page.locator("#find").is_visible()
    assert page.locator("#conflict-k1").is_visible()
    assert page.locator(".later, .missed").count() == 0


def test_the_keyboard_reaches_what_can_be_done(audit: Audit, page_of: Any) -> None:
    page = page_of(audit)
    wanted = page.locator("a[href]:visible, summary:visible, input:visible, .scroll:visible").count()
    reached = set()
    for _ in range(wanted + 10):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(reached - {-1}) >= wanted
    page.keyboard.press("Home")


def test_a_quotation_leads_to_its_place_in_the_article(audit: Audit, page_of: Any) -> None:
    page = page_of(audit)
    page.locator("#conflict-k1").get_by_role("link", name="in the article").first.click()
    place = page.locator("mark:target")
    assert place.inner_text() == "will buy $4.2 billion of electricity"
    assert place.is_visible()


def test_search_leaves_what_has_all_words(audit: Audit, page_of: Any) -> None:
    page = page_of(audit)
    page.fill("#find", "LICENCE exclusive")
    page.wait_for_selector("#found:not(:empty)")
    assert page.locator(".card:visible").count() == 1
    assert page.locator("#conflict-k2").is_visible()
    page.fill("#find", "")
    page.wait_for_selector("#found:empty", state="attached")
    assert page.locator("#conflict-k1").is_visible()


def test_many_rows_come_page_by_page(many: Audit, page_of: Any) -> None:
    page = page_of(many)
    rows = page.locator("tbody").first.locator("tr")
    before = rows.locator("visible=true").count()
    assert before == 25 < rows.count()
    page.locator("button.more").first.click()
    assert rows.locator("visible=true").count() == min(50, rows.count())


def test_a_link_to_a_row_that_is_paged_away_shows_it(many: Audit, page_of: Any) -> None:
    page = page_of(many)
    last = page.locator(".card").last.get_attribute("id")
    page.evaluate(f"location.hash = '{last}'")
    page.locator(f"#{last}").wait_for(state="visible")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_holds_every_conflict_and_cuts_no_table(paper: str, many: Audit, page_of: Any, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = page_of(many)
    page.pdf(path=tmp_path / "report.pdf", format=paper)
    text = _text(tmp_path / "report.pdf")
    assert [c.id for c in many.conflicts if c.id not in text] == []
    page.set_viewport_size({"width": 700, "height": 1000})  # about the width between the margins
    page.emulate_media(media="print")
    widths = page.locator(".scroll table").evaluate_all("tables => tables.map(t => t.getBoundingClientRect().right)")
    assert max(widths) <= 700
    asked = page.locator("th[scope=row]").evaluate_all("heads => heads.map(h => h.getBoundingClientRect().width)")
    assert min(width for width in asked if width) >= 60, "the questions have room beside many sources"


def test_the_pdf_format_prints_the_page(audit: Audit, run: Run, tmp_path: Path) -> None:
    printed = to_pdf(to_html(audit, run))
    assert printed.startswith(b"%PDF-")
    if shutil.which("pdftotext"):
        (tmp_path / "report.pdf").write_bytes(printed)
        assert "How much electricity has Lumora committed to buy?" in _text(tmp_path / "report.pdf")


def test_a_browser_that_fails_is_told(audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("AUDITOR_CHROMIUM", str(broken))
    with pytest.raises(PdfError, match="no display"):
        to_pdf("<p>x</p>")


def _text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())
