"""The matrix in parts: one for each story, since articles on different events answer no question in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.model import Article
from auditor.report.index import name
from auditor.report.matrix import Row
from auditor.report.words import clean, unique

WORDS = 7
"""Sources up to which cells hold the answers in words; beyond, letters."""
COLUMNS = 45
"""Sources up to which each has a column; beyond, each question lists its answers with those who give them."""


@dataclass(frozen=True, slots=True)
class Story:
    """Questions that the same articles answer. form: how the table is laid out.

    contested: a conflict is about them. agreed: answered alike. open: answered differently, without a conflict.
    bare: how many more are statements of no known kind that sources make alike: too slight to list.
    """

    title: str
    sources: tuple[str, ...]
    form: str
    contested: tuple[Row, ...]
    agreed: tuple[Row, ...]
    open: tuple[Row, ...]
    bare: int

    @property
    def questions(self) -> int:
        return len(self.contested) + len(self.agreed) + len(self.open)

    def shares(self, row: Row) -> tuple[tuple[float, float, int], ...]:
        """Each answer's part of all sources: where it begins and how wide it is, in per cent, and its rank."""
        whole = max(len(self.sources), sum(number for _, number in row.positions)) or 1
        out, at = [], 0
        for said, number in row.positions:
            out.append((round(100 * at / whole, 2), round(100 * number / whole, 2), min(said.rank, 5)))
            at += number
        return tuple(out)


def stories(rows: Sequence[Row], articles: Sequence[Article]) -> tuple[Story, ...]:
    """The rows by story, in their order; the stories in the order of their most contested question."""
    groups: dict[str, list[Row]] = {}
    home = _homes(rows)
    for row in rows:
        groups.setdefault(home[row.articles[0]], []).append(row)
    columns, by_id = unique(name(a) for a in articles), {a.id: a for a in articles}
    return tuple(_story(group, columns, by_id, len(groups)) for group in groups.values())


def _homes(rows: Sequence[Row]) -> dict[str, str]:
    """Article -> one article of its story: those that answer a question in common are of one story."""
    parent: dict[str, str] = {}

    def root(article: str) -> str:
        parent.setdefault(article, article)
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for row in rows:
        for other in row.articles:
            parent[root(other)] = root(row.articles[0])
    return {article: root(article) for article in list(parent)}


def _story(rows: Sequence[Row], columns: Sequence[str], articles: Mapping[str, Article], number: int) -> Story:
    answering = {source for row in rows for source in row.answering}
    alike = [r for r in rows if not r.contested and not r.also]
    listed = [r for r in alike if r.known or r.answer not in ("yes", "no")]
    sources = tuple(source for source in columns if source in answering)
    return Story(
        _title(rows, articles) if number > 1 else "",
        sources,
        "words" if len(sources) <= WORDS else "letters" if len(sources) <= COLUMNS else "list",
        tuple(r for r in rows if r.contested),
        tuple(listed),
        tuple(r for r in rows if not r.contested and r.also),
        len(alike) - len(listed),
    )


def _title(rows: Sequence[Row], articles: Mapping[str, Article]) -> str:
    """The title of the article that answers most of the questions."""
    most, _ = Counter(article for row in rows for article in row.articles).most_common(1)[0]
    return clean(articles[most].title, 120) or name(articles[most])
