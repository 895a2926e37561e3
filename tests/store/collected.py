"""Small audits built by hand, as runs over a collection that changes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256

from auditor.model import Article, Audit, Claim, Conflict, Position, Question, Side
from auditor.store import Done, Store


def article(name: str, text: str) -> Article:
    digest = sha256(text.encode()).hexdigest()
    return Article(f"a{name}", f"news/{name}.md", f"Of {name}", name.title(), text, sha256=digest)


def claim(name: str, value: int) -> Claim:
    text = f"owns {value}% of Calder"
    return Claim(
        f"c{name}{value}", f"a{name}", 0, len(text), text, "stake", "percent", "Norwick", "stake", Decimal(value),
        "percent", qualifiers=(("holder", "Norwick"),), words=("calder", "own"),
    )  # fmt: skip


def audit(said: Mapping[str, int], words: str = "stake") -> Audit:
    """Source -> the share that it gives. One question, a conflict where two shares differ.

    words: what the question's and the conflict's ids are made of here.
    """
    articles = tuple(article(name, f"owns {value}% of Calder") for name, value in sorted(said.items()))
    claims = tuple(claim(name, value) for name, value in sorted(said.items()))
    by_value: dict[int, list[Claim]] = {}
    for one in claims:
        by_value.setdefault(int(one.value), []).append(one)
    ranked = sorted(by_value.items(), key=lambda item: (-len(item[1]), item[0]))
    positions = tuple(Position(f"{v}%", tuple(c.id for c in of), len(of)) for v, of in ranked)
    question = Question(f"q{words}", "Who owns how much?", "stake", tuple(c.id for c in claims), positions, ("same",))
    sides = tuple(Side(p.label, p.claims) for p in positions)
    told = " against ".join(f"{p.label} in {p.sources}" for p in positions)
    id = f"k{words}" + "".join(sorted(p.label for p in positions))
    conflict = Conflict(id, "N001", "number-mismatch", "high", "contradiction", 0.8, question.id, sides, told, ("x",))
    return Audit(articles, claims, (question,) if claims else (), (conflict,) if len(positions) > 1 else ())


def run(store: Store, found: Audit, time: str = "2031-03-02T08:00:00Z") -> int:
    """Writes a run that found this; what happened to the articles is told from what the store knows."""
    known = {k.id: k for k in store.known()}
    events: dict[str, tuple[str, str]] = {}
    for one in found.articles:
        before = known.get(one.id)
        if before is None:
            events[one.id] = ("new", "")
        elif not before.present:
            events[one.id] = ("returned", "")
        elif before.sha256 != one.sha256:
            events[one.id] = ("changed", "")
    there = {one.id for one in found.articles}
    events |= {id: ("gone", "") for id, k in known.items() if k.present and id not in there}
    stamps = {one.id: one.sha256 for one in found.articles}
    done = Done(time, "0.1.0", "model", "kinds", found, found.articles, events, stamps, roots=("news",))
    number, _ = store.write(done)
    return number
