"""Review as people do it: the real program, a real run over the corpus, a real browser."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from people import Program

from auditor.model import Decision
from auditor.review.desk import Desk
from auditor.review.filters import from_query
from auditor.store import open_store, part

Chromium = Callable[..., Any]
CORPUS = Path(__file__).parents[2] / "corpus"
MORE = """---
source: Harrow Gazette
date: 2025-10-31
---
# What the cloud order is worth

The enormous $225 billion order for Azure services shows how far the partners are willing to go.
"""
PATHS = ("/", "/?state=all&severity=low", "/conflict/{conflict}", "/articles", "/article/{article}", "/sources",
         "/source?name=Rankwell+Digest", "/precision", "/nowhere", "/conflict/{decided}")  # fmt: skip


@pytest.fixture(scope="module")
def after_a_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run over the corpus, to be copied."""
    folder = tmp_path_factory.mktemp("run")
    copytree(CORPUS, folder / "news")
    Program(folder)("run", "news")
    return folder


@pytest.fixture
def program(after_a_run: Path, tmp_path: Path) -> Program:
    copytree(after_a_run, tmp_path / "desk")
    return Program(tmp_path / "desk")


@pytest.fixture
def served(program: Program) -> Iterator[str]:
    with program.served() as address:
        yield address


def listed(program: Program, state: str = "open") -> list[str]:
    """What `auditor list` lists."""
    with open_store(str(program.folder / ".auditor" / "audit.db")) as store:
        return list(Desk(store).ids(from_query([("state", state)])))


def decided(program: Program, conflict: str) -> list[str]:
    """All that was said of a conflict."""
    with open_store(str(program.folder / ".auditor" / "audit.db")) as store:
        return [" ".join((row["status"], row["why"], row["answer"], row["note"], row["reviewer"])).strip()
                for row in store.entries(conflict)]  # fmt: skip


def press(page: Any, *keys: str) -> None:
    """Keys that lead to another page, the last of them."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def title(page: Any) -> str:
    return str(page.locator("h1").inner_text())


# --- a morning's work ---


def test_five_by_keyboard_then_a_new_article_and_undo(program: Program, served: str, chromium: Chromium) -> None:
    todo = listed(program)
    page = chromium()
    page.goto(served)
    page.keyboard.press("j")
    press(page, "Enter")
    first = page.url
    seen = [title(page)]
    for keys in (("1", "1"), ("2", "4"), ("3", "1"), ("4",)):
        press(page, *keys)
        seen.append(title(page))
    page.keyboard.press("n")
    page.keyboard.type("1 2 u j: not shortcuts in a note")
    page.keyboard.press("Escape")
    press(page, "2", "1")
    assert len(set(seen)) == 5
    assert listed(program, "confirmed") == [todo[0]]
    assert listed(program, "false-alarm") == [todo[1], todo[4]]
    assert listed(program, "needs-checking") == [todo[3]]
    assert "not shortcuts in a note" in decided(program, todo[4])[0]

    (program.folder / "news" / "harrow.md").write_text(MORE, encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "run", "--out", "reports"]
    with subprocess.Popen(command, cwd=program.folder, stdout=subprocess.DEVNULL) as run:
        assert page.request.get(f"{served}/").ok, "the page keeps working meanwhile"
        while run.poll() is None:
            assert page.request.get(f"{served}/").ok
            with suppress(subprocess.TimeoutExpired):
                run.wait(0.2)
        assert run.returncode == 0
    page.get_by_text("There are new results.").wait_for()
    page.get_by_role("link", name="load this page again").click()
    page.goto(first)
    assert page.get_by_text("New evidence has come since.").is_visible()
    assert page.get_by_text("gained Harrow Gazette").is_visible()
    assert todo[0] in listed(program)
    press(page, "u")
    assert not page.locator("form.current").count()
    assert listed(program, "confirmed") == []
    assert "(taken back)" in page.locator(".life").inner_text()


def test_two_reviewers_never_overwrite_each_other_unseen(program: Program, served: str, chromium: Chromium) -> None:
    (conflict, *_) = listed(program)
    ada, grace = chromium(), chromium()
    for page, name in ((ada, "Ada"), (grace, "Grace")):
        page.goto(served)
        page.locator(".who summary").click()
        page.get_by_label("Name on your decisions").fill(name)
        page.get_by_role("button", name="Save").click()
        page.goto(f"{served}/conflict/{conflict}")
    press(ada, "1", "1")
    grace.get_by_label("Note").fill("I read it otherwise")
    grace.keyboard.press("Escape")
    with grace.expect_response(lambda answer: answer.url.endswith("/decide")) as answer:
        press(grace, "2", "4")
    assert answer.value.status == 409
    shown = grace.locator("main").inner_text()
    for words in ("by Ada", "$250 billion is right", "False alarm: scope"):
        assert words in shown
    assert grace.get_by_label("Note").input_value() == "I read it otherwise"
    assert decided(program, conflict) == ["confirmed  $250 billion  Ada"]
    grace.get_by_role("button", name="Say it all the same").click()
    assert decided(program, conflict)[1:] == ["false-alarm scope  I read it otherwise Grace"]


def test_everything_can_be_done_without_script(program: Program, served: str, chromium: Chromium) -> None:
    conflict = listed(program)[0]
    page = chromium(java_script_enabled=False)
    page.goto(served)
    page.locator("a.go").first.click()
    page.get_by_role("button", name="rounding").click()
    assert page.get_by_text("False alarm: rounding").is_visible()
    assert listed(program, "false-alarm") == [conflict]
    page.locator("form.undo button").first.click()
    assert listed(program, "false-alarm") == []
    page.goto(f"{served}/articles")
    page.locator("main li a").first.click()
    page.locator(".text a.claim.differs").first.click()
    assert "#note-" in page.url


def test_many_are_decided_with_ticks(program: Program, served: str, chromium: Chromium) -> None:
    page = chromium()
    page.goto(f"{served}/?severity=low")
    for _ in range(3):
        page.keyboard.press("j")
        page.keyboard.press("x")
    page.get_by_text("Decide many at once").click()
    page.get_by_label("Decision", exact=True).select_option("false-alarm:not-same-question")
    page.locator("#bulk button").click()
    assert page.get_by_text("3 conflicts").first.is_visible()
    assert len(listed(program, "false-alarm")) == 3
    press(page, "u")
    assert listed(program, "false-alarm") == []


def test_shortcuts_can_be_switched_off(program: Program, served: str, chromium: Chromium) -> None:
    page = chromium()
    page.goto(f"{served}/conflict/{listed(program)[0]}")
    page.keyboard.press("?")
    page.get_by_label("Shortcuts of one key are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("1")
    assert not page.locator(".choice.active").count()
    assert not page.locator("legend kbd").first.is_visible()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Shortcuts of one key are on").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("1")
    assert page.locator(".choice.active").count() == 1


def test_a_claim_in_an_article_tells_who_else_answers(served: str, chromium: Chromium) -> None:
    page = chromium()
    page.goto(f"{served}/source?name=Rankwell+Digest")
    page.locator("#articles ~ ul a").first.click()
    page.locator(".text a.claim.differs", has_text="225 billion").first.hover()
    peek = page.locator("#peek")
    assert "How much has OpenAI committed" in peek.inner_text()
    assert "The Quayside Ledger" in peek.inner_text()
    page.keyboard.press("Escape")
    assert not peek.is_visible()


# --- for everyone ---


@pytest.fixture
def paths(program: Program) -> list[str]:
    conflict, other, *_ = listed(program)
    with open_store(str(program.folder / ".auditor" / "audit.db")) as store:
        store.decide(Decision(0, other, "explained", "", "Ada", "update", note="a note"))
        article = store.ask(part.of_conflicts, [conflict]).articles[0].id
    return [path.format(conflict=conflict, decided=other, article=article) for path in PATHS]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_are_accessible(served: str, paths: list[str], chromium: Chromium, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium(color_scheme=scheme, viewport={"width": width, "height": 900})
    tags = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
    for path in paths:
        page.goto(served + path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(page, options=tags)
        assert not found.response["violations"], f"{path}\n{found.generate_report()}"
        assert found.response["passes"], path


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nothing_is_cut_off_at_any_width(served: str, paths: list[str], chromium: Chromium, width: int) -> None:
    page = chromium(viewport={"width": width, "height": 900})
    for path in paths:
        page.goto(served + path)
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        assert wide <= width, f"{path}: {wide}"


def test_no_request_leaves_the_machine_and_nothing_is_complained_of(
    served: str, paths: list[str], chromium: Chromium
) -> None:
    page = chromium()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in paths:
        page.goto(served + path)
        page.keyboard.press("?")
    assert asked
    assert all(url.startswith(served) for url in asked)
    assert [words for words in said if "404" not in words] == []


def test_every_place_can_be_reached_by_tab_and_seen(served: str, paths: list[str], chromium: Chromium) -> None:
    page = chromium()
    for path in (paths[0], paths[2]):
        page.goto(served + path)
        reached = []
        for _ in range(200):
            page.keyboard.press("Tab")
            element, outlined = page.evaluate(
                "() => { const e = document.activeElement; const s = getComputedStyle(e);"
                " return [e === document.body ? '' : e.outerHTML.slice(0, 90), s.outlineStyle !== 'none']; }"
            )
            if not element:
                break
            assert outlined, element
            reached.append(element)
        assert "Skip to the content" in reached[0]
        wanted = 'name="choice"' if "conflict" in path else 'class="go"'
        assert any(wanted in element for element in reached)
