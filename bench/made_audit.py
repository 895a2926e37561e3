"""A made-up audit of any size, without reading an article: for looking at large reports and for timing them."""

from __future__ import annotations

import random
from decimal import Decimal

from made_articles import SOURCES

from auditor.model import Article, Audit, Claim, Conflict, Position, Question, Run, Severity, Side

RUN = Run("2031-03-01T08:00:00Z", "0.1.0", "a_model", "0123456789ab")
THINGS = (
    "stake in the ferry line",
    "price of the quay",
    "cost of the new pier",
    "toll of the storm",
    "size of the crew",
)
PLACES = ("Gorle", "Ostvik", "Marle", "Selwick", "Halden", "Norrvik", "Tamsin", "Calder")
SILENCE = 0.45
"""Share of the sources of a story that say nothing on a question."""


def made_audit(articles: int, questions: int, stories: int, seed: int = 20261122) -> Audit:
    """Articles and questions in equal shares to the stories; about a third of the questions are contested."""
    chance = random.Random(seed)
    read = tuple(_article(n, articles // stories) for n in range(articles))
    by_story = [read[n * len(read) // stories : (n + 1) * len(read) // stories] for n in range(stories)]
    asked = [_ask(n, by_story[n % stories], chance) for n in range(questions)]
    return Audit(
        read,
        tuple(claim for claims, _, _ in asked for claim in claims),
        tuple(question for _, question, _ in asked),
        tuple(conflict for _, _, conflict in asked if conflict),
    )


def _article(number: int, each: int) -> Article:
    turn = number // len(SOURCES)
    source = SOURCES[number % len(SOURCES)] + (f" {turn + 1}" if turn else "")
    text = f"Ferries and quays, part {number // each + 1}\n" + "\n".join(
        f"In {PLACES[n % len(PLACES)]}, officials put the {thing} at {n * 7 + 11} million dollars, {source} "
        "has learned. "
        "The council meets again next week to hear the captains, who have asked for more time."
        for n, thing in enumerate(THINGS * 3)
    )
    day = f"2031-02-{1 + number % 27:02}"
    return Article(
        f"a{number}", f"made/{number:03}.txt", text.split("\n")[0], source, text, 0, day, "text",
        f"https://news.example/{number}",
    )  # fmt: skip


def _ask(
    number: int, articles: tuple[Article, ...], chance: random.Random
) -> tuple[list[Claim], Question, Conflict | None]:
    base = chance.randint(11, 980)
    contested = number % 3 == 0
    values = [base, base + chance.randint(1, 90), base - 7] if contested else [base]
    answering = [a for a in articles if chance.random() > SILENCE] or list(articles[:2])
    told = [(a, chance.choices(values, [8, 2, 1][: len(values)])[0]) for a in answering]
    claims = [_claim(f"c{number}-{n}", article, value, number) for n, (article, value) in enumerate(told)]
    positions = _positions(claims)
    id = f"q{number}"
    label = f"What is the {THINGS[number % len(THINGS)]} in {PLACES[number % len(PLACES)]} (no. {number})?"
    question = Question(id, label, "price", tuple(c.id for c in claims), positions)
    return claims, question, _conflict(number, question) if len(positions) > 1 else None


def _claim(id: str, article: Article, value: int, number: int) -> Claim:
    lines = article.text.split("\n")
    text = lines[1 + number % (len(lines) - 1)].split(", ")[1]
    start = article.text.index(text)
    return Claim(
        id, article.id, start, start + len(text), text, "price", "money", "quay", "price", Decimal(value) * 10**6,
        "USD", bound="~" if number % 4 == 1 else "=", rule="made up",
    )  # fmt: skip


def _positions(claims: list[Claim]) -> tuple[Position, ...]:
    by_value: dict[str, list[str]] = {}
    for claim in claims:
        by_value.setdefault(f"${int(str(claim.value)) // 10**6} million", []).append(claim.id)
    found = [Position(label, tuple(ids), len(ids)) for label, ids in by_value.items()]
    return tuple(sorted(found, key=lambda position: -position.sources))


def _conflict(number: int, question: Question) -> Conflict:
    severity: Severity = ("high", "medium", "low")[number // 3 % 3]  # type: ignore[assignment]
    sides = tuple(Side(p.label, p.claims) for p in question.positions)
    told = " against ".join(f"{p.label} in {p.sources} sources" for p in question.positions)
    return Conflict(
        f"k{number}", "N001", "number-mismatch", severity, "contradiction", 0.7, question.id, sides, f"Price: {told}.",
        ("the figures are not equal, not even once rounded",),
    )  # fmt: skip
