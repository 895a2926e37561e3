"""The time that a claim speaks of, resolved against the day on which its article was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from auditor.model import Article, Claim, Spell, TimeExpression
from auditor.values.calendar_values import anchor_day
from auditor.values.time_finding import find_times

_ISO = re.compile(r"\d{4}(?:-.*)?")


def spell(claim: Claim, article: Article) -> Spell:
    """The time that the claim speaks of. Without words on time, it is the day of publication.

    A former value has ended by that day; the date of something that happened is the day for which it is said.
    """
    return claim.spell or _spell(claim, article)


def _spell(claim: Claim, article: Article) -> Spell:
    published = article.published[:10] if anchor_day(article.published) else ""
    times = find_times(claim.text, article.published)
    since, until = _first(times, ("since", "after")), _first(times, ("until", "by")) or _iso(claim.qualifier("until"))
    named = _iso(claim.qualifier("date")) or _first(times, ("on",))
    former = claim.qualifier("time") == "former"
    if former and not until:
        until = named or published
    as_of = named or ("" if former else published)
    known: Literal["words", "publication", "unknown"] = "publication" if published else "unknown"
    return Spell(as_of, since, until, "words" if named or since or until not in ("", published) else known)


def _first(times: Iterable[TimeExpression], roles: tuple[str, ...]) -> str:
    return next((_iso(time.value) for time in times if time.role in roles and _iso(time.value)), "")


def _iso(text: str) -> str:
    """The text where it is a date of a known year."""
    return text if _ISO.fullmatch(text) else ""
