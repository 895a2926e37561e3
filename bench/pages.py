"""How well saved web pages are read: text, titles and dates against pages made by hand.

    python bench/pages.py [FOLDER]      FOLDER: pages and their expected.toml (if not given: tests/pages)

Prints a line for each page and the totals. Text is compared as bags of words, page by page; F1 is their mean.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor import ingest
from auditor.model import Article

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Page:
    """A page, and how it was read: whether each of title, source, date, url and author is right; the text's F1."""

    name: str
    f1: float
    right: dict[str, bool]
    articles: tuple[Article, ...]
    reasons: tuple[str, ...]


def measured(folder: Path) -> Iterator[Page]:
    """Each page of the folder that holds an article, as it was read."""
    for name, wanted in tomllib.loads((folder / "expected.toml").read_text("utf-8")).items():
        if "text" in wanted:
            yield _page(folder / f"{name}.html", wanted)


def _page(path: Path, wanted: dict[str, Any]) -> Page:
    articles, problems = ingest.read([path])
    first = articles[0] if articles else Article("", "", "", "", "")
    right = {key: getattr(first, key) == wanted[key] for key in ("title", "url", "author")}
    right["source"] = first.source.casefold() == wanted["source"].casefold() or not wanted["source"]
    right["published"] = first.published[:10] == wanted["published"]
    f1 = text_f1(" ".join(text for _, text in wanted["text"]), " ".join(article.text for article in articles))
    return Page(path.stem, f1, right, articles, tuple(problem.reason for problem in problems))


def text_f1(wanted: str, found: str) -> float:
    """F1 over the words of two texts, each counted as often as it occurs."""
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (wanted, found))
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def share(pages: list[Page], key: str) -> float:
    return sum(page.right[key] for page in pages) / len(pages)


def mean_f1(pages: list[Page]) -> float:
    return sum(page.f1 for page in pages) / len(pages)


def main() -> None:
    pages = list(measured(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "pages"))
    for page in pages:
        wrong = [
            f"{key} {getattr(page.articles[0], key)!r}" for key, ok in page.right.items() if not ok and page.articles
        ]
        print(f"{page.name:28} F1 {page.f1:.3f}  {'; '.join(wrong) or 'all right'}")
    print(f"{len(pages)} pages: text F1 {mean_f1(pages):.3f}", end="")
    print("".join(f", {key} {share(pages, key):.0%}" for key in ("title", "published", "source", "url", "author")))


if __name__ == "__main__":
    main()
