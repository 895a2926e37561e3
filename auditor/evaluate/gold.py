"""Hand-made annotations of a topic's articles: which spans answer which question, and where they disagree."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from auditor.model import Severity

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """One answer in an article: the number of its question, the article's file name, where it stands, its value."""

    question: int
    article: str
    spans: tuple[Span, ...]
    value: object


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Mentions ``a`` and ``b`` (numbers within the topic) of one question that disagree."""

    question: int
    severity: Severity
    types: tuple[str, ...]
    a: frozenset[int]
    b: frozenset[int]
    why: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A gold file: ids and verdicts of the questions, all mentions in order, all discrepancies."""

    name: str
    questions: tuple[str, ...]
    verdicts: tuple[str, ...]
    mentions: tuple[Mention, ...]
    discrepancies: tuple[Discrepancy, ...]


def read_topic(gold: Path, articles: Path, name: str) -> Topic:
    """The annotation in ``gold/NAME.json`` of the articles in ``articles/NAME/``.

    Raises OSError for what cannot be read, and ValueError for evidence that does not stand in its article.
    """
    questions = json.loads((gold / f"{name}.json").read_text("utf-8"))["questions"]
    texts = {path.name: path.read_bytes().decode("utf-8") for path in (articles / name).iterdir() if path.is_file()}
    return topic(name, questions, texts)


def topic(name: str, questions: Sequence[Mapping[str, Any]], texts: Mapping[str, str]) -> Topic:
    """The topic of annotated questions over the articles' texts (file name -> text)."""
    mentions: list[Mention] = []
    discrepancies: list[Discrepancy] = []
    for number, question in enumerate(questions):
        first = len(mentions)
        mentions += [_mention(name, number, mention, texts) for mention in question["mentions"]]
        discrepancies += [_discrepancy(number, first, found) for found in question["discrepancies"]]
    ids, verdicts = (tuple(str(question[key]) for question in questions) for key in ("id", "verdict"))
    return Topic(name, ids, verdicts, tuple(mentions), tuple(discrepancies))


def _mention(topic: str, question: int, raw: Mapping[str, Any], texts: Mapping[str, str]) -> Mention:
    article, evidence = raw["article"], raw.get("evidence", "")
    if article not in texts:
        raise ValueError(f"{topic}: there is no article {article}")
    given = raw.get("spans") or [match.span() for match in re.finditer(re.escape(evidence), texts[article])]
    if not given:
        raise ValueError(f"{topic}: {article} does not hold the evidence {evidence!r}")
    return Mention(question, article, tuple((start, end) for start, end in given), raw["value"])


def _discrepancy(question: int, first: int, raw: Mapping[str, Any]) -> Discrepancy:
    a, b = (frozenset(first + n for n in raw[side]) for side in ("a", "b"))
    types = tuple(str(raw[key]) for key in ("type", "also") if raw.get(key))
    return Discrepancy(question, raw["severity"], types, a, b, str(raw.get("why", "")))


def fingerprint(gold: Path, articles: Path) -> str:
    """The hash of all gold files and articles, by which figures know what they were measured on."""
    digest = sha256()
    for folder, pattern in ((gold, "*.json"), (articles, "*/*")):
        for path in sorted(path for path in folder.glob(pattern) if path.is_file()):
            digest.update(f"{path.relative_to(folder).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
