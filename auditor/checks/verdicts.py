"""What a conflict is: a contradiction, one within a single article, or an update over time - told by evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from auditor.model import Article, Claim, Verdict

_CHANGED = re.compile(r"\b(?:amend(?:s|ed)?|revis(?:es|ed)|updated|restructured|corrected|no longer)\b", re.IGNORECASE)
_AMENDED = re.compile(
    r"\bamend(?:ed|ment|ments|s)?\b(?:\W+\w+){0,3}?\W+(?:agreement|deal|contract|licen[cs]e|terms|partnership|pact)\b",
    re.IGNORECASE,
)


def verdict(sides: Sequence[tuple[Claim, ...]], articles: Mapping[str, Article]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on two or more sides, and its evidence in words."""
    if why := _update(sides, articles):
        return "update", why
    homes = [{c.article for c in claims} for claims in sides]
    for n, home in enumerate(homes):
        others = set().union(*(h for m, h in enumerate(homes) if m != n))
        if home <= others:
            return "self-contradiction", ("one article gives both answers",)
    return "contradiction", ()


def _update(sides: Sequence[tuple[Claim, ...]], articles: Mapping[str, Article]) -> tuple[str, ...]:
    """Evidence that the last side replaced the first: cues of change on one side alone, and later publication."""
    if len(sides) != 2:
        return ()
    for new, old in ((sides[1], sides[0]), (sides[0], sides[1])):
        new, old = _apart(new, old), _apart(old, new)
        if not new or not old or 2 * _changes(new, articles) < len(new) or 2 * _changes(old, articles) > len(old):
            continue
        later = _later(new, old, articles)
        if later is False:
            continue
        torn = {c.article for c in sides[0]} & {c.article for c in sides[1]}
        both = ("an article that gives both answers is left out of this",) if torn else ()
        dates = ("it was published later",) if later else ("publication dates do not tell",)
        return ("one side speaks of a change ('now', 'no longer', 'amended')", *dates, *both)
    return ()


def _apart(claims: tuple[Claim, ...], others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of those articles that stand on one side only."""
    both = {c.article for c in others}
    return tuple(c for c in claims if c.article not in both)


def _changes(claims: tuple[Claim, ...], articles: Mapping[str, Article]) -> int:
    """How many of the claims speak of a change, themselves or in their articles' words on amendments."""
    return sum(_speaks_of_change(c) or bool(_AMENDED.search(articles[c.article].text)) for c in claims)


def _speaks_of_change(claim: Claim) -> bool:
    return claim.qualifier("time") == "now" or bool(_CHANGED.search(claim.text))


def _later(new: tuple[Claim, ...], old: tuple[Claim, ...], articles: Mapping[str, Article]) -> bool | None:
    """Were all articles of one side published after those of the other? None when a date is unknown."""
    a = [articles[c.article].published for c in new]
    b = [articles[c.article].published for c in old]
    if not all(a) or not all(b):
        return None
    return min(a) > max(b)
