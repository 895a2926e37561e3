"""Saved web pages, made by hand in the manner of real sites, are read as their authors meant them."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from auditor import ingest

FOLDER = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))
ARTICLES = [name for name, wanted in EXPECTED.items() if "text" in wanted]


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_pages", FOLDER.parents[1] / "bench" / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


bench = _bench()
PAGES = list(bench.measured(FOLDER))


def test_every_page_has_its_expectation_and_there_are_enough() -> None:
    assert {path.stem for path in FOLDER.glob("*.html")} == set(EXPECTED)
    assert len(EXPECTED) >= 20


def test_the_texts_are_read_to_the_bar() -> None:
    assert bench.mean_f1(PAGES) >= 0.95
    assert [(page.name, round(page.f1, 3)) for page in PAGES if page.f1 < 0.9] == []


def test_the_dates_are_read_to_the_bar() -> None:
    assert bench.share(PAGES, "published") >= 0.95


def test_every_title_is_right() -> None:
    assert [page.name for page in PAGES if not page.right["title"]] == []


def test_sources_addresses_and_authors() -> None:
    assert [page.name for page in PAGES if not page.right["source"]] == []
    assert [page.name for page in PAGES if not page.right["url"]] == []
    assert bench.share(PAGES, "author") >= 0.9


def test_the_measure_tells_good_from_bad() -> None:
    assert bench.text_f1("the dam is safe", "the dam is safe") == 1
    assert bench.text_f1("the dam is safe", "buy gold now") == 0
    assert bench.text_f1("dam safe", "dam safe buy gold") == pytest.approx(2 / 3)


@pytest.mark.parametrize("name", ARTICLES)
def test_the_parts_are_marked_as_what_they_are(name: str) -> None:
    """Each expected line that was found bears the role that it was written with."""
    articles, _ = ingest.read([FOLDER / f"{name}.html"])
    found = {article.text[part.start : part.end]: part.role for article in articles for part in article.parts}
    lines = {line for article in articles for line in article.text.split("\n")}
    wrong = [
        (text, found.get(text, ""), role)
        for role, text in EXPECTED[name]["text"]
        if text in lines and found.get(text, "") != role
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, wanted in EXPECTED.items() if "told" in wanted])
def test_pages_without_an_article_or_with_its_start_alone_are_told_in_one_line(name: str) -> None:
    articles, problems = ingest.read([FOLDER / f"{name}.html"])
    assert [problem.reason.startswith(EXPECTED[name]["told"]) for problem in problems] == [True], problems
    assert bool(articles) == ("text" in EXPECTED[name])


@pytest.mark.parametrize(
    "name", [name for name, wanted in EXPECTED.items() if "text" in wanted and "told" not in wanted]
)
def test_whole_articles_are_read_without_complaint(name: str) -> None:
    assert ingest.read([FOLDER / f"{name}.html"])[1] == ()


def test_the_posts_of_a_live_blog_are_updates_of_its_page_in_the_order_of_time() -> None:
    articles, _ = ingest.read([FOLDER / "live-blog.html"])
    first, *posts = articles
    assert [post.published for post in posts] == [
        "2026-10-12T08:15:00+00:00",
        "2026-10-12T11:30:00+00:00",
        "2026-10-12T14:05:00+00:00",
    ]
    assert [post.id for post in posts] == [f"{first.id}.{n}" for n in (2, 3, 4)]
    assert {post.update_of for post in posts} == {first.path}
    assert {post.source for post in posts} == {"Coastline News"}
