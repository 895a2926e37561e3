"""Annotated news as the learning scripts read it: articles, and which passages answer which question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from auditor import ingest, kinds
from auditor.extract import claims, encoder, meaning
from auditor.extract.claims import find_claims
from auditor.model import Article, Claim
from auditor.values.quantities import quantities

Mentions = dict[str, list[tuple[int, int, int]]]
"""Article's id -> start, end and question of each passage."""


@dataclass(frozen=True)
class Side:
    """Passages that give one of the answers of a discrepancy. passages: article's id, start and end of each."""

    discrepancy: tuple[str, int]
    number: int
    passages: tuple[tuple[str, int, int], ...]


Sides = list[Side]


def topic(name: str, gold: Path, articles: Path) -> tuple[list[Article], Mentions]:
    """A topic in the form of ../shared/gold: NAME.json, and the folder NAME of articles."""
    read, _ = ingest.read([articles / name])
    texts = {Path(a.path).name: a for a in read}
    mentions: Mentions = {}
    for number, question in enumerate(json.loads((gold / f"{name}.json").read_text("utf-8"))["questions"]):
        for mention in question["mentions"]:
            article = texts[mention["article"]]
            mentions.setdefault(article.id, []).extend(
                (start, end, number) for start, end in _spans(mention, article.text)
            )
    return list(read), mentions


def _spans(mention: dict[str, Any], text: str) -> list[tuple[int, int]]:
    given = mention.get("spans") or [m.span() for m in re.finditer(re.escape(mention["evidence"]), text)]
    return [(start, end) for start, end in given]


_SOURCE = re.compile(r"^=== *(.+)$", re.MULTILINE)
_MARK = re.compile(r"(.*?)(?:\[\[([^|\]]*)\|([^\[\]]*)\]\]|\Z)", re.DOTALL)


def story(path: Path) -> tuple[list[Article], Mentions]:
    """A training story: one file, articles under lines of "=== source"; "[[q1,q2|words]]" answers two questions."""
    parts = _SOURCE.split(path.read_text("utf-8"))[1:]
    articles, mentions = [], {}
    for source, marked in zip(parts[::2], parts[1::2], strict=True):
        id = f"{path.stem}/{source}"
        text, mentions[id] = _unmarked(marked.strip())
        articles.append(Article(id=id, path=id, title=text.partition("\n")[0], source=source, text=text))
    return articles, mentions


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, int]]]:
    text, found = "", []
    for plain, questions, words in _MARK.findall(marked):
        text += plain
        numbers = [int(q.strip().removeprefix("q")) for q in questions.split(",") if q.strip()]
        found += [(len(text), len(text) + len(words), number) for number in numbers]
        text += words
    return text, found


def sides(name: str, gold: Path, articles: Path) -> Sides:
    """The sides of the discrepancies of a topic in the form of ../shared/gold."""
    read, _ = ingest.read([articles / name])
    texts = {Path(a.path).name: a for a in read}
    found: Sides = []
    for question in json.loads((gold / f"{name}.json").read_text("utf-8"))["questions"]:
        passages = [_passages(mention, texts[mention["article"]]) for mention in question["mentions"]]
        for n, told in enumerate(question["discrepancies"]):
            for number, side in enumerate("ab"):
                on_side = tuple(passage for mention in told[side] for passage in passages[mention])
                found.append(Side((name + "/" + question["id"], n), number, on_side))
    return found


def _passages(mention: dict[str, Any], article: Article) -> list[tuple[str, int, int]]:
    return [(article.id, start, end) for start, end in _spans(mention, article.text)]


_TOLD = re.compile(r"(\S+) q(\d+): ([\d /]+) \|")


def story_sides(path: Path) -> Sides:
    """The sides of the discrepancies of a training story, which the file "disagreements" beside it tells."""
    articles, mentions = story(path)
    passages: dict[int, list[tuple[str, int, int]]] = {}
    for article in articles:
        for start, end, question in mentions[article.id]:
            passages.setdefault(question, []).append((article.id, start, end))
    found: Sides = []
    for n, line in enumerate((path.parent / "disagreements").read_text("utf-8").splitlines()):
        told = _TOLD.match(line)
        if told and told[1] == path.stem:
            for number, numbers in enumerate(told[3].split("/")):
                on_side = tuple(passages[int(told[2])][int(i) - 1] for i in numbers.split())
                found.append(Side((path.stem, n), number, on_side))
    return found


def on(claim: Claim, side: Side, texts: Mapping[str, str]) -> bool:
    """Does the claim lie on one of the side's passages, which tells its figure if it tells any?

    texts: of the articles, by id. A clause with two figures lies on the passages of both.
    """
    return any(_tells(texts[a][s:e], claim) for a, s, e in over(claim, side))


def over(claim: Claim, side: Side) -> list[tuple[str, int, int]]:
    """The side's passages that the claim lies on, in whole or in part."""
    return [(a, s, e) for a, s, e in side.passages if a == claim.article and claim.start < e and s < claim.end]


def _tells(passage: str, claim: Claim) -> bool:
    figures = {figure for q in quantities(passage) for figure in (q.value, q.upper)}
    return not figures or claim.value in figures


def answered(claim: Claim, mentions: Mentions) -> frozenset[int]:
    """The questions of the passages that a claim lies on."""
    return frozenset(q for s, e, q in mentions.get(claim.article, ()) if claim.start < e and s < claim.end)


def worded(articles: Sequence[Article], adapter: Path = encoder.ADAPTER) -> list[Claim]:
    """The articles' claims that are compared by their words, not by slots. adapter: the change of the encoder."""
    by_slots = {kind.name for kind in kinds.load() if kind.align == "slots"}
    with read_with(adapter):
        return [c for article in articles for c in find_claims(article) if c.kind not in by_slots]


@contextmanager
def read_with(adapter: Path) -> Iterator[None]:
    """Meanwhile audits in this process read with that change of the encoder. Raises FileNotFoundError without it."""
    if not adapter.exists():
        raise FileNotFoundError(f"{adapter} is missing: run bench/learn_meaning.py first")
    usual = claims.with_meaning, claims.read_ahead
    if adapter != encoder.ADAPTER:  # what is read ahead is read with the shipped change
        claims.with_meaning, claims.read_ahead = partial(meaning.with_meaning, adapter=adapter), nullcontext
    try:
        yield
    finally:
        claims.with_meaning, claims.read_ahead = usual


def stories(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob("*.txt"))
