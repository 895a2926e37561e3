"""Runs over a few articles built by hand, with conflicts whose every text is known; one source is hostile."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

from auditor.model import Article, Audit, Claim, Conflict, Decision, Position, Question, Side
from auditor.store import Done, Store

EVIL = '<script>alert("x")</script>'
TEXTS = {
    "courier": "Lumora pays $40 million for the Ostvik yard. The yard employs 300 people. Work starts on 3 March.",
    "ledger": "The yard went for $45 million. It employs 300 people. Work starts on 5 March. The mayor resigned.",
    "wire": f"Lumora paid $40 million. {EVIL} Work starts on 3 March.",
    "times": "The yard was sold for $45 million, a banker said.",
}


def article(name: str) -> Article:
    text = TEXTS[name]
    return Article(
        f"a{name}", f"news/{name}.md", f"{name} & co" if name != "wire" else f"Yard {EVIL}", name.title(), text,
        published="2031-02-01", published_from="text", sha256=sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def claim(name: str, words: str, value: Decimal | str, unit: str, kind: str) -> Claim:
    """On the place where the article says these words."""
    start = TEXTS[name].index(words)
    sort = "date" if unit == "" else "money" if unit == "USD" else "count"
    return Claim(
        f"c{name}{start}", f"a{name}", start, start + len(words), words, kind, sort, "yard", kind, value, unit,  # type: ignore[arg-type]
        rule="by hand",
    )  # fmt: skip


def _asked(
    id: str, label: str, kind: str, *answers: tuple[str, tuple[Claim, ...]]
) -> tuple[Question, tuple[Side, ...]]:
    positions = tuple(Position(said, tuple(c.id for c in of), len(of)) for said, of in answers)
    claims = tuple(c.id for _, of in answers for c in of)
    return Question(id, label, kind, claims, positions), tuple(Side(p.label, p.claims) for p in positions)


def first() -> Audit:
    """Price: $40 million (Courier, Wire) against $45 million (Ledger). Start: 3 against 5 March. Staff: alike."""
    c = {
        "forty": claim("courier", "pays $40 million", Decimal(40_000_000), "USD", "price"),
        "fortywire": claim("wire", "paid $40 million", Decimal(40_000_000), "USD", "price"),
        "fortyfive": claim("ledger", "went for $45 million", Decimal(45_000_000), "USD", "price"),
        "third": claim("courier", "Work starts on 3 March", "2031-03-03", "", "start"),
        "thirdwire": claim("wire", "Work starts on 3 March", "2031-03-03", "", "start"),
        "fifth": claim("ledger", "Work starts on 5 March", "2031-03-05", "", "start"),
        "staff": claim("courier", "employs 300 people", Decimal(300), "person", "staff"),
        "staffledger": claim("ledger", "employs 300 people", Decimal(300), "person", "staff"),
        "evil": claim("wire", EVIL, EVIL, "", "open"),
        "mayor": claim("ledger", "The mayor resigned", "yes", "", "open"),
    }
    price, sides = _asked(
        "qprice", "What did the yard cost?", "price", ("$40 million", (c["forty"], c["fortywire"])),
        ("$45 million", (c["fortyfive"],)),
    )  # fmt: skip
    start, days = _asked(
        "qstart", "When does work start?", "start", ("3 March 2031", (c["third"], c["thirdwire"])),
        ("5 March 2031", (c["fifth"],)),
    )  # fmt: skip
    staff, _ = _asked("qstaff", "How many work there?", "staff", ("300", (c["staff"], c["staffledger"])))
    evil, odd = _asked("qevil", f"Who is {EVIL}?", "open", (EVIL, (c["evil"],)), ("yes", (c["mayor"],)))
    conflicts = (
        Conflict(
            "k1111111111", "N001", "number-mismatch", "high", "contradiction", 0.8, "qprice", sides,
            "Price: $40 million in 2 sources against $45 million in 1 source.", ("$40 million is not $45 million",),
        ),
        Conflict(
            "k2222222222", "D001", "date-mismatch", "medium", "contradiction", 0.7, "qstart", days,
            "Start: 3 March against 5 March.",
        ),
        Conflict(
            "k1122222222", "E001", "name-mismatch", "low", "wording", 0.4, "qevil", odd, f"Who: {EVIL} against yes.",
        ),
    )  # fmt: skip
    return Audit(
        tuple(map(article, ("courier", "ledger", "wire"))), tuple(c.values()), (price, start, staff, evil), conflicts
    )


def second() -> Audit:
    """The same, and one more article that takes the side of $45 million."""
    more = claim("times", "sold for $45 million", Decimal(45_000_000), "USD", "price")
    found = first()
    price, *others = found.questions
    big = price.positions[1]
    grown = replace(big, claims=(*big.claims, more.id), sources=2)
    question = replace(price, claims=(*price.claims, more.id), positions=(price.positions[0], grown))
    told = found.conflicts[0]
    conflict = replace(told, sides=(told.sides[0], Side(big.label, grown.claims)), message=told.message + " Now 2.")
    return replace(
        found, articles=tuple(map(article, TEXTS)), claims=(*found.claims, more), questions=(question, *others),
        conflicts=(conflict, *found.conflicts[1:]),
    )  # fmt: skip


def third() -> Audit:
    """The same as at first, and the Times gives another number of staff: one conflict more."""
    more = claim("times", "a banker", Decimal(280), "person", "staff")
    found = first()
    staff = found.questions[2]
    question = replace(
        staff, claims=(*staff.claims, more.id), positions=(*staff.positions, Position("280", (more.id,), 1))
    )
    sides = tuple(Side(p.label, p.claims) for p in question.positions)
    conflict = Conflict(
        "k3333333333", "N001", "number-mismatch", "low", "contradiction", 0.6, staff.id, sides,
        "Staff: 300 in 2 sources against 280 in 1 source.",
    )  # fmt: skip
    return replace(
        found, articles=tuple(map(article, TEXTS)), claims=(*found.claims, more),
        conflicts=(*found.conflicts, conflict), questions=(*found.questions[:2], question, found.questions[3]),
    )  # fmt: skip


def run(store: Store, audit: Audit, time: str = "2031-03-02T08:00:00Z") -> int:
    known = {one.id for one in store.known()}
    events = {a.id: ("new", "") for a in audit.articles if a.id not in known}
    stamps = {a.id: a.sha256 for a in audit.articles}
    number, _ = store.write(Done(time, "0.1.0", "m", "k", audit, audit.articles, events, stamps, roots=("news",)))
    return number


def false_alarm(conflict: str = "k1111111111", **more: str) -> Decision:
    return Decision(0, conflict, "false-alarm", "", "Grace", "scope", **more)
