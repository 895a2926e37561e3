"""A small audit of made-up articles about made-up companies, built by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditor.model import Article, Audit, Claim, Conflict, Position, Problem, Question, Run, Scalar, Side, ValueType

RUN = Run("2026-03-01T08:00:00Z", "0.1.0", "some_model 3.8.0", "0123456789ab")

TEXTS = {
    "courier": "Lumora buys time on Norrvik's turbines\n"
    "The chip maker Lumora said on Tuesday that it had signed a contract with Norrvik Power. "
    "Lumora will buy $4.2 billion of electricity from Norrvik over ten years, the two companies said. "
    "Norrvik keeps a 31% stake in the joint plant.\n"
    "The licence for the grid software is exclusive, a spokeswoman said.",
    "ledger": "Norrvik and Lumora sign power deal\n"
    "The agreement commits Lumora to buy $3.8 billion of electricity. Mr. Halvorsen, who leads Norrvik, "
    'called it "the largest of its kind". Norrvik holds roughly 31 per cent of the plant. '
    "An earlier memo put the purchase at $4.2 billion.",
    "wire": "UPDATE 2-Lumora to spend billions on power\n"
    "Lumora has committed $4.2 billion to electricity from Norrvik Power.\n"
    "The grid software licence is non-exclusive under amended terms.\n"
    "The plant, in which Norrvik has a 31% share, opens in May 2027.",
}
ARTICLES = tuple(
    Article(f"a{n}", f"corpus/{name}.md", text.split("\n")[0], source, text, 0, date, origin, url, "0" * 64)
    for n, ((name, text), source, date, origin, url) in enumerate(
        zip(
            TEXTS.items(),
            ("Harbour Courier", "The Ledger", ""),
            ("2026-02-24", "2026-02-25", ""),
            ("front matter", "text", "unknown"),
            ("https://courier.example/lumora", "javascript:alert(1)", ""),
            strict=True,
        ),
        start=1,
    )
)


def claim(id: str, article: Article, text: str, value: Scalar, value_type: ValueType, **slots: Any) -> Claim:
    """A claim on the first place where the article says ``text``."""
    start = article.text.index(text)
    defaults: dict[str, Any] = {"kind": "open", "subject": "Lumora", "attribute": "purchase", "rule": "made by hand"}
    return Claim(
        id, article.id, start, start + len(text), text, value_type=value_type, value=value, **(defaults | slots)
    )


def audit() -> Audit:
    """Three articles, four questions, three conflicts (one of each severity), one problem."""
    courier, ledger, wire = ARTICLES
    money: dict[str, Any] = {"value_type": "money", "unit": "USD", "kind": "commitment"}
    stake: dict[str, Any] = {"value_type": "percent", "unit": "percent", "kind": "stake", "subject": "Norrvik"}
    big, small = Decimal("4.2E+9"), Decimal("3800000000")
    claims = (
        claim(
            "c1", courier, "will buy $4.2 billion of electricity", big, qualifiers=(("scope", "ten years"),), **money
        ),
        claim("c2", ledger, "commits Lumora to buy $3.8 billion", small, **money),
        claim("c3", ledger, "put the purchase at $4.2 billion", big, **money),
        claim("c4", wire, "committed $4.2 billion to electricity", big, **money),
        claim("c5", courier, "a 31% stake", Decimal("31"), **stake),
        claim("c6", ledger, "roughly 31 per cent of the plant", Decimal("31"), bound="~", **stake),
        claim("c7", wire, "Norrvik has a 31% share", Decimal("31"), **stake),
        claim("c8", courier, "is exclusive", True, "flag", kind="exclusivity", subject="licence"),
        claim("c9", wire, "is non-exclusive", False, "flag", kind="exclusivity", subject="licence"),
        claim("c10", wire, "opens in May 2027", "2027-05", "date", kind="start", subject="plant"),
    )
    questions = (
        Question(
            "q1",
            "How much electricity has Lumora committed to buy?",
            "commitment",
            ("c1", "c2", "c3", "c4"),
            (Position("$4.2 billion", ("c1", "c3", "c4"), 3), Position("$3.8 billion", ("c2",), 1)),
            ("same buyer and object",),
        ),
        Question(
            "q2", "How large is Norrvik's stake in the plant?", "stake", ("c5", "c6", "c7"),
            (Position("31%", ("c5", "c6", "c7"), 3),),
        ),
        Question(
            "q3", "Is the grid software licence exclusive?", "exclusivity", ("c8", "c9"),
            (Position("exclusive", ("c8",), 1), Position("non-exclusive", ("c9",), 1)),
        ),
        Question("q4", "When does the plant open?", "start", ("c10",), (Position("May 2027", ("c10",), 1),)),
    )  # fmt: skip
    conflicts = (
        Conflict(
            "k3", "N001", "number-mismatch", "low", "self-contradiction", 0.4, "q1",
            (Side("$3.8 billion", ("c2",)), Side("$4.2 billion", ("c3",))),
            "The Ledger gives the purchase as $3.8 billion and as $4.2 billion.",
        ),
        Conflict(
            "k2", "X001", "exclusivity-contradicted", "medium", "update", 0.8, "q3",
            (Side("exclusive", ("c8",)), Side("non-exclusive", ("c9",))),
            "Harbour Courier calls the licence exclusive; wire calls it non-exclusive.",
            ("“amended” marks a change",),
        ),
        Conflict(
            "k1", "N001", "number-mismatch", "high", "contradiction", 0.925, "q1",
            (Side("$4.2 billion", ("c1", "c4")), Side("$3.8 billion", ("c2",))),
            "The Ledger gives the purchase as $3.8 billion and stands alone; two sources say $4.2 billion.",
            ("both are exact figures in one currency", "they differ by 10%"),
        ),
    )  # fmt: skip
    return Audit(ARTICLES, claims, questions, conflicts, (Problem("corpus/scan.pdf", "not a text file"),))
