"""A store with any number of conflicts, made without reading articles: invented sources, figures and words."""

from __future__ import annotations

import random
from decimal import Decimal

from made_articles import SOURCES, SYLLABLES

from auditor.model import Article, Audit, Claim, Conflict, Position, Question, Severity, Side, Verdict
from auditor.store import Done, Store

EACH = 10
"""Questions that a group of articles answers, each with a conflict."""
CODES = (("N001", "number-mismatch"), ("D001", "date-mismatch"), ("P001", "asserted-and-denied"),
         ("M001", "strength"), ("S001", "scope-mismatch"))  # fmt: skip
KINDS = ("toll", "price", "stake", "fine", "crowd", "open", "damage", "vote", "crew", "fleet", "staff", "order")
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")
VERDICTS: tuple[Verdict, ...] = ("contradiction", "update", "wording", "self-contradiction")


def audit(conflicts: int, seed: int = 20261122) -> Audit:
    """``conflicts`` conflicts in groups of EACH, which four articles of four sources answer."""
    chance = random.Random(seed)
    groups = [_group(n, chance) for n in range(-(-conflicts // EACH))]
    articles, claims, questions, found = (tuple(one for g in groups for one in g[part]) for part in range(4))
    return Audit(articles, claims, questions, found[:conflicts])


def _name(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 3)).capitalize()


def _group(number: int, chance: random.Random) -> tuple[list[Article], list[Claim], list[Question], list[Conflict]]:
    texts = {source: f"About {_name(chance)}.\n" for source in chance.sample(SOURCES, 4)}
    claims, questions, conflicts = [], [], []
    for n in range(EACH):
        id, thing, kind = f"{number:05}{n}", _name(chance), chance.choice(KINDS)
        figures = chance.sample(range(100, 999), 2)
        of: list[list[Claim]] = [[], []]
        for m, source in enumerate(texts):
            value = figures[m == 3]
            words = f"the {kind} of {thing} came to {value} in {_name(chance)}"
            start = len(texts[source])
            texts[source] += f"{words.capitalize()}, said {_name(chance)} of {_name(chance)}, and nobody objected.\n"
            quote, end, article = words.capitalize(), start + len(words), f"a{number:05}{m}"
            of[m == 3].append(Claim(
                f"c{id}{m}", article, start, end, quote, kind, "count", thing, kind, Decimal(value), "person",
            ))  # fmt: skip
        question, conflict = _conflict(id, thing, kind, figures, of, chance)
        claims += [*of[0], *of[1]]
        questions.append(question)
        conflicts.append(conflict)
    articles = [
        Article(
            f"a{number:05}{m}", f"news/{number:05}-{m}.md", f"News of {number}", source, text, published="2031-02-01"
        )
        for m, (source, text) in enumerate(texts.items())
    ]
    return articles, claims, questions, conflicts


def _conflict(
    id: str, thing: str, kind: str, figures: list[int], of: list[list[Claim]], chance: random.Random
) -> tuple[Question, Conflict]:
    positions = tuple(Position(f"{f} people", tuple(c.id for c in c), len(c)) for f, c in zip(figures, of, strict=True))
    question = Question(
        f"q{id}", f"How large was the {kind} of {thing}?", kind, tuple(c.id for s in of for c in s), positions
    )
    sides = tuple(Side(p.label, p.claims) for p in positions)
    code, name = chance.choice(CODES)
    message = f"{kind.capitalize()} of {thing}: {figures[0]} people in 3 sources against {figures[1]} in 1 source."
    return question, Conflict(
        f"k{id}", code, name, chance.choice(SEVERITIES), chance.choice(VERDICTS), round(chance.uniform(0.3, 0.95), 3),
        question.id, sides, message, ("the figures differ", "made for a bench"),
    )  # fmt: skip


def fill(store: Store, conflicts: int) -> None:
    """One run that found them all."""
    found = audit(conflicts)
    events = {a.id: ("new", "") for a in found.articles}
    stamps = {a.id: a.id for a in found.articles}
    store.write(Done("2031-03-02T08:00:00Z", "0", "made", "made", found, found.articles, events, stamps))
