"""Made-up articles in any number: stories of invented people and places, told by several sources that differ at times.

The same numbers give the same articles. Every story has names of its own, so that it is kept apart from the others.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

SYLLABLES = tuple(
    "ba bel cor dal dren fen gar hol ing jor kel lam mar nor ost pel quin ras sel tor ulv ven wes yar zim".split()  # noqa: SIM905
)
SOURCES = tuple(f"{place} {sort}" for sort in ("Post", "Courier", "Ledger", "Times") for place in (
    "Ostvik", "Brannholm", "Gorle", "Marle", "Tamsin", "Calder", "Halden", "Norrvik", "Lumora", "Selwick"
))  # fmt: skip
WAYS = (
    (
        "{firm} now owns {share}% of {other}, the operator of the {town} line.",
        "{firm} paid ${price} million for the stake in {other}.",
        "{other} employs {staff} people in {town}.",
        "The purchase closes on March {day}, 2031, said {person}, who leads {other}.",
        "{other} carried {riders} passengers on its ferries last year.",
        "{person} said that {other} will spend ${ships} million on two new ships.",
        "The {town} line of {other} was founded in {year}.",
    ),
    (
        "In {town}, {firm} holds a {share} per cent stake in {other} from today.",
        "The stake in {other} cost {firm} {price} million dollars.",
        "Some {staff} people work for {other}, according to {person}.",
        "{person} expects the sale of {other} to close on {day} March 2031.",
        "Its ferries took {riders} passengers across to {town} last year.",
        "Two new ships will cost {other} {ships} million dollars, {person} said.",
        "{other} began to sail from {town} in {year}.",
    ),
    (
        "The {town} firm {other} has sold {share}% of its shares to {firm}.",
        "For its share of {other}, {firm} spent ${price} million, {person} confirmed.",
        "{other} has a staff of {staff} in {town}.",
        "{firm} takes its seat on the board of {other} on March {day}, 2031.",
        "Last year {riders} passengers sailed with {other}.",
        "{other} has ordered two ships worth ${ships} million for the {town} line.",
        "Since {year} {other} has run ferries from {town}.",
    ),
)
ENDS = (
    "{reporter} reports from {town}, where the ferries left {hour} hours late.",
    "Our reporter {reporter} met {hour} of the captains at the pier of {town}.",
    "{reporter}, who has sailed for {hour} years, welcomed the news.",
)


@dataclass(frozen=True)
class Made:
    """An article to be: where it lies, what it says, and whether it was made to differ from its story."""

    name: str
    text: str
    story: int
    differs: bool


def articles(stories: int, each: int, seed: int = 20261122) -> list[Made]:
    """``stories`` times ``each`` articles; in every third story one article gives another share."""
    chance = random.Random(seed)
    return [one for n in range(stories) for one in _story(n, each, chance)]


def _story(number: int, each: int, chance: random.Random) -> list[Made]:
    names = {slot: _name(chance) for slot in ("firm", "other", "town", "person")}
    names["person"] = f"{_name(chance)} {names['person']}"
    facts = {
        "share": chance.randint(11, 49), "price": chance.randint(11, 98), "staff": chance.randint(120, 980),
        "day": chance.randint(3, 28), "riders": 1000 * chance.randint(21, 980), "ships": chance.randint(101, 480),
        "year": chance.randint(1904, 1998),
    }  # fmt: skip
    made = []
    for n, source in enumerate(chance.sample(SOURCES, each)):
        differs = number % 3 == 0 and n == each - 1
        told = facts | ({"share": facts["share"] + 7} if differs else {})
        lines = [chance.choice(ways) for ways in zip(*WAYS, strict=True)] + [chance.choice(ENDS)]
        local = {"reporter": _name(chance), "hour": chance.randint(2, 11)}
        sentences = [line.format(**names, **told, **local) for line in lines]
        head = f"---\nsource: {source}\ndate: 2031-02-{1 + n:02}\n---\n# {names['firm']} buys into {names['other']}\n\n"
        made.append(Made(f"{number:04}-{n:02}.md", head + " ".join(sentences) + "\n", number, differs))
    return made


def _name(chance: random.Random) -> str:
    return "".join(chance.sample(SYLLABLES, 3)).capitalize()


def write(made: list[Made], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        (folder / one.name).write_text(one.text, encoding="utf-8")
