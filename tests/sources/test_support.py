"""Which side of a conflict is better supported."""

from __future__ import annotations

from dataclasses import replace

from told import WIRE, article, claim, question

from auditor.model import Article, Audit, Claim, Conflict, Side
from auditor.sources.families import families
from auditor.sources.origins import origins
from auditor.sources.support import weigh


def papers(number: int) -> list[Article]:
    """Articles that have no words in common."""
    return [
        article(f"a{n}", f"Word{n} nine boats. {' '.join(f'x{n}y{m}' for m in range(9))}", f"Paper {n}")
        for n in range(number)
    ]


def told(articles: list[Article], *said_by: str) -> tuple[Claim, ...]:
    names = (*said_by, *[""] * len(articles))
    return tuple(claim(a, "nine boats", "9", name) for a, name in zip(articles, names, strict=False))


def audit(articles: list[Article], *sides: tuple[Claim, ...], newer: int | None = None) -> Audit:
    labels = [f"side {n}" for n in range(len(sides))]
    of = tuple(Side(label, tuple(c.id for c in claims)) for label, claims in zip(labels, sides, strict=True))
    conflict = Conflict(
        "k1",
        "N001",
        "number-mismatch",
        "medium",
        "contradiction",
        0.5,
        "q1",
        of,
        "",
        newer="" if newer is None else labels[newer],
    )
    claims = tuple(c for side in sides for c in side)
    return Audit(tuple(articles), claims, (question(*sides),), (conflict,))


def best(found: Audit, **decided: tuple[int, int]) -> tuple[str, str]:
    known = origins(found.articles, families(found.articles))
    (conflict,) = weigh(found, known, {name.replace("_", " "): n for name, n in decided.items()})
    return conflict.best_supported, "; ".join(conflict.support)


def test_three_sources_outweigh_one() -> None:
    a = papers(4)
    assert best(audit(a, told(a[:3]), told(a[3:]))) == ("side 0", "3 independent sources against 1")


def test_one_against_one_is_too_close_to_call() -> None:
    a = papers(2)
    assert best(audit(a, told(a[:1]), told(a[1:]))) == ("", "too close to call; 1 independent source against 1")


def test_a_wire_story_in_four_papers_does_not_outweigh_two_reporters() -> None:
    copies = [article(f"c{n}", WIRE.replace("nine boats", "nine boats"), f"Copy {n}") for n in range(4)]
    own = papers(2)
    side, why = best(audit([*copies, *own], told(copies), told(own)))
    assert side != "side 0"
    assert "against" in why
    assert best(audit([*copies, *papers(3)], told(copies), told(papers(3))))[0] == "side 1"


def test_the_party_itself_settles_what_is_else_close() -> None:
    a = papers(3)
    sides = (told(a[:1]), tuple(replace(c, subject="Norwick") for c in told(a[1:], "Norwick", "Norwick")))
    side, why = best(audit(a, *sides))
    assert "1 independent source against 1" in why  # both papers have it from Norwick
    assert side == ""
    four = papers(4)
    named = (told(four[:1]), tuple(replace(c, subject="Norwick") for c in told(four[1:], "Norwick", "police", "mayor")))
    side, why = best(audit(four, *named))
    assert side == "side 1"
    assert "it comes from the party itself" in why


def test_the_newer_side_of_an_update_wins_over_more_sources() -> None:
    a = papers(4)
    side, why = best(audit(a, told(a[:3]), told(a[3:]), newer=1))
    assert side == "side 1"
    assert "it is the newer answer" in why
    assert "although fewer sources say so" in why


def test_reviewers_decisions_turn_the_scale() -> None:
    a = papers(2)
    found = audit(a, told(a[:1]), told(a[1:]))
    side, why = best(found, Paper_1=(6, 0), Paper_0=(0, 2))
    assert side == "side 1"
    assert "more often borne out" in why
    assert best(found, Nobody=(9, 0))[0] == ""


def test_weighing_changes_nothing_that_was_found() -> None:
    a = papers(3)
    found = audit(a, told(a[:2]), told(a[2:]))
    weighed = weigh(found, origins(found.articles, ()))
    assert tuple(replace(c, best_supported="", support=()) for c in weighed) == found.conflicts
