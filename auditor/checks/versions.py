"""Checks of what one article said before and what it says now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from auditor.checks.case import Case, Finding, Parts, sides
from auditor.model import Article, Claim, ValueType
from auditor.values.compare import compare

FIGURES: tuple[ValueType, ...] = ("money", "percent", "count", "measure", "duration", "score", "age", "date")

_OPENLY = re.compile(
    r"\bcorrection\b|\bclarification\b|\b(?:earlier|previous) version of this (?:article|story|report)\b"
    r"|\bthis (?:article|story|report) (?:has been|was) (?:corrected|amended|updated|revised)\b",
    re.IGNORECASE,
)


def source_changed_its_figure(case: Case) -> Iterator[Finding]:
    """An article gives another figure or date than an earlier version of it did.

    Why: readers and other sources may still rely on the earlier figure, and a change without a word hides which of
    the two was checked.

    Example: on Monday an article says "the ferry carried 214 passengers"; on Tuesday the same page says 241.

    Not one: a figure in other words or rounded, one that was added or taken out, an article on something else at the
    same address. Where the article says that it was corrected, the finding is an update of low severity.
    """
    pairs = [(a, b) for a, b in _changed(case) if compare(a, b).agree is False]
    now = [c for c in case.all if not case.articles[c.article].version_of]
    before = tuple(dict.fromkeys(a for a, _ in pairs if all(compare(a, c).agree is False for c in now)))
    after = tuple(dict.fromkeys(b for a, b in pairs if a in before))
    if not before or not after or not all(c.value_type in FIGURES for c in (*before, *after)):
        return
    parts: Parts = [(f"{_told(case, before)}, in an earlier version", before), (f"{_told(case, after)}, now", after)]
    openly = any(_OPENLY.search(case.articles[c.article].text) for c in after)
    yield Finding(
        "low" if openly else "medium",
        sides(parts),
        f"{case.topic}: {_told(case, before)} in an earlier version of the article, {_told(case, after)} now.",
        ("the article says that it was corrected" if openly else "the article does not say that it was changed",
         *case.because),
        0.8 if case.declared else 0.6,
        "update" if openly else "self-contradiction",
    )  # fmt: skip


def _changed(case: Case) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of a claim in an earlier version and one in the present version, without words that stand in both."""
    texts: dict[str, set[str]] = {}
    for claim in case.claims.values():
        texts.setdefault(claim.article, set()).add(claim.text)
    versions = {c: case.articles[c.article].version_of for c in case.all}
    for a, b in product([c for c in case.all if versions[c]], [c for c in case.all if not versions[c]]):
        known = a.text in texts[b.article] or b.text in texts[a.article]
        if not known and not _goes_on(case.articles[a.article], case.articles[b.article]):
            yield a, b


def _goes_on(before: Article, now: Article) -> bool:
    """Is it the same text, and more? Then it was still being written: its last figure may have been cut in two."""
    return now.text.startswith(before.text.rstrip())


def _told(case: Case, claims: tuple[Claim, ...]) -> str:
    """The answers of the claims, in the words of the question's positions."""
    ids = {c.id for c in claims}
    return " and ".join(p.label for p in case.question.positions if ids & set(p.claims))
