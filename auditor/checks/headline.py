"""Checks of a headline against the text below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from auditor.checks.case import Case, Finding, side
from auditor.model import Article, Claim
from auditor.values.compare import compare
from auditor.values.display import display
from auditor.values.quantities import quantities


def headline_not_borne_out(case: Case) -> Iterator[Finding]:
    """A headline gives one answer, the text below it another, and nowhere the headline's.

    Why: many readers see the headline alone, and editors often write it without the reporter.

    Example: "Fire in Lund kills 40" above a text in which 14 people died.

    Not one: a headline that rounds or is less precise, that adds figures of the text up, or whose figure the text
    gives anywhere, also for something else.
    """
    for article in sorted({c.article for c in case.all}):
        home = case.articles[article]
        top = [c for c in case.all if c.article == article and in_headline(c, home)]
        below = [c for c in case.all if c.article == article and c.qualifier("place") != "headline"]
        for claim in top:
            against = [c for c in below if _like(claim, c)]
            if against and _excluded(claim, against) and not _given_below(claim, case, home):
                yield _finding(case, home, claim, tuple(against))
                break


def in_headline(claim: Claim, article: Article) -> bool:
    """Whether the claim stands in the article's headline: its first heading, or its title at the start of the text."""
    start, end = _headline(article)
    return start <= claim.start and claim.end <= end


def _headline(article: Article) -> tuple[int, int]:
    first = next((part for part in article.parts if part.role == "heading"), None)
    if first is not None:
        return first.start, first.end
    text = article.text[article.body :]
    start = article.body + len(text) - len(text.lstrip())
    titled = bool(article.title) and article.text.startswith(article.title, start)
    return (start, start + len(article.title)) if titled else (0, -1)


def _like(one: Claim, other: Claim) -> bool:
    """Whether two claims answer in the same terms, so that they can be told apart."""
    return isinstance(one.value, Decimal) and (one.value_type, one.unit) == (other.value_type, other.unit)


def _excluded(claim: Claim, against: Sequence[Claim]) -> bool:
    """Whether the text gives one answer, which the headline's cannot be."""
    first = against[0]
    return all(compare(claim, c).agree is False for c in against) and all(compare(first, c).agree for c in against)


def _given_below(claim: Claim, case: Case, article: Article) -> bool:
    """Whether the text has the headline's figure anywhere, outright or as a sum."""
    others = (c for c in case.claims.values() if c.article == claim.article and not in_headline(c, article))
    if any(_like(claim, c) and compare(claim, c).agree is not False for c in others):
        return True
    if claim.unit == "score":
        return False  # "3-1" is not given by "scored 3 goals"
    _, end = _headline(article)
    found = [q for q in quantities(article.text[end:]) if q.value]
    values = [q.value for q in found] + [q.upper for q in found if q.upper is not None]
    counted = list(dict.fromkeys(q.value for q in found if q.unit == claim.unit or claim.value_type == "count"))
    sums = (sum(some) for n in (2, 3) for some in combinations(counted[:12], n))
    return claim.value in values or any(claim.value == total for total in sums)


def _finding(case: Case, article: Article, claim: Claim, against: tuple[Claim, ...]) -> Finding:
    return Finding(
        "medium" if case.declared else "low",
        (side(f"{display(claim)} in the headline", (claim,)), side(f"{display(against[0])} in the text", against)),
        f"{case.topic}: the headline of {article.source or article.path} says {display(claim)}, its text "
        f"{display(against[0])}.",
        (f"the text gives {display(claim)} nowhere", *case.because),
        0.6 if case.declared else 0.4,
        "self-contradiction",
    )
