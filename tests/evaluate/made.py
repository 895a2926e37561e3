"""A small annotated topic, made up, and audits of it made by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from auditor.evaluate.gold import Topic, topic
from auditor.model import Article, Audit, Claim, Conflict, Position, Question, Scalar, Severity, Side, Verdict

POST = "Norwick now owns 27% of Calder Ferries. The operator employs 480 people. Three piers were closed."
TIMES = "Norwick now owns 35% of Calder Ferries. The operator employs about 500 people. Three piers were closed."
TEXTS = {"post.txt": POST, "times.txt": TIMES}
QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "stake",
        "verdict": "conflict",
        "mentions": [
            {"article": "post.txt", "evidence": "27%", "value": 0.27},
            {"article": "times.txt", "evidence": "35%", "value": 0.35},
        ],
        "discrepancies": [
            {"type": "numeric", "also": "update", "severity": "high", "a": [0], "b": [1], "why": "two shares"}
        ],
    },
    {
        "id": "staff",
        "verdict": "agree",
        "mentions": [
            {"article": "post.txt", "evidence": "480 people", "value": 480},
            {"article": "times.txt", "evidence": "500 people", "value": 500},
        ],
        "discrepancies": [],
    },
    {
        "id": "piers",
        "verdict": "agree",
        "mentions": [
            {"article": "post.txt", "evidence": "Three piers", "value": 3},
            {"article": "times.txt", "spans": [[TIMES.index("Three"), TIMES.index("Three") + 5]], "value": True},
        ],
        "discrepancies": [],
    },
]

TOPIC: Topic = topic("ferries", QUESTIONS, TEXTS)


def write(folder: Path, name: str = "ferries") -> tuple[Path, Path]:
    """The gold folder and the folder of articles, with the topic in them."""
    gold, articles = folder / "gold", folder / "articles"
    gold.mkdir(exist_ok=True)
    (articles / name).mkdir(parents=True)
    (gold / f"{name}.json").write_text(json.dumps({"topic": name, "questions": QUESTIONS}), "utf-8")
    for file, text in TEXTS.items():
        (articles / name / file).write_text(text, "utf-8")
    return gold, articles


def claim(name: str, words: str, value: Scalar) -> Claim:
    """A claim on words of the Post ("p...") or of the Times ("t...")."""
    article, text = ("p", POST) if name[0] == "p" else ("t", TIMES)
    start = text.index(words)
    return Claim(name, article, start, start + len(words), words, "open", "count", "", "", value)


def conflict(a: str, b: str, severity: Severity = "high", verdict: Verdict = "contradiction") -> Conflict:
    """A conflict of two sides, each with claims whose ids are parted by spaces."""
    sides = tuple(Side(side, tuple(side.split())) for side in (a, b))
    return Conflict(f"{a} {b}", "N001", "number", severity, verdict, 1.0, "q", sides, f"{a} against {b}")


CLAIMS = (
    claim("p1", "owns 27% of Calder", Decimal(27)),
    claim("t1", "owns 35% of Calder", Decimal(35)),
    claim("p2", "employs 480 people", Decimal(480)),
    claim("t2", "employs about 500 people", Decimal(50)),
    claim("p3", "Norwick", True),
)


def audit(questions: tuple[str, ...] = (), conflicts: tuple[Conflict, ...] = ()) -> Audit:
    """An audit with questions (ids of claims, parted by spaces) and conflicts, over five claims."""
    articles = tuple(
        Article(i, f"x/{path}", "", "", TEXTS[path]) for i, path in (("p", "post.txt"), ("t", "times.txt"))
    )
    asked = tuple(Question(q, q, "open", tuple(q.split()), (Position(q, tuple(q.split()), 2),)) for q in questions)
    return Audit(articles, CLAIMS, asked, conflicts)
