"""The made-up audits that the report's tests share."""

from __future__ import annotations

from dataclasses import replace

import made_up
import pytest
from benching import script

from auditor.model import Article, Audit, Conflict, Position, Question, Run, Side

LONG = "w" * 10_000


@pytest.fixture
def run() -> Run:
    return made_up.RUN


@pytest.fixture
def audit() -> Audit:
    return made_up.audit()


@pytest.fixture
def hostile(audit: Audit) -> Audit:
    """One more article whose every text tries to break out of the report."""
    article = Article(
        "a4", "corpus/</title>|`x`_y\udcff.md", f"<script>alert(1)</script> **bold** `tick` \u202eevil [x](y) {LONG}",
        '=HYPERLINK("x")|<b>', f"head\nThe price is {LONG} $5.", url='https://x.example/"onclick="x',
    )  # fmt: skip
    claim = made_up.claim("c11", article, LONG, "<img src=x onerror=alert(1)>", "name")
    positions = (Position("<u>|", ("c11",), 1), Position("x", ("c1",), 1))
    question = Question("q5", "Who | `is` <i>it</i>?", "open", ("c11", "c1"), positions)
    sides = (Side("<u>|", ("c11",)), Side("x", ("c1",)))
    conflict = Conflict(
        "k9", "R001", "figure-misattributed", "high", "contradiction", 0.6, "q5", sides, "# <h1>message\n# x"
    )
    return replace(
        audit,
        articles=(*audit.articles, article),
        claims=(*audit.claims, claim),
        questions=(*audit.questions, question),
        conflicts=(*audit.conflicts, conflict),
    )


@pytest.fixture(scope="session")
def many() -> Audit:
    """Twelve sources, 130 questions, a quarter of them contested."""
    found: Audit = script("made_audit").made_audit(12, 130, 1)
    return found
