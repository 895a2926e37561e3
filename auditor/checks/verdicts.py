"""What a conflict is: a contradiction, one within a single article, or an update over time - told by evidence.

An update needs a sign of change, never dates alone: two reports of one day may simply disagree. The signs are words of
the newer side (now, amended, raised its estimate), words of the older side (originally, an earlier version said), a
count that only grows and is said to have risen or is printed later, and one source that gives another answer later.
Dates can bear a sign out, or speak against it; where they are unknown the words decide, and the confidence is lower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from auditor.checks.cues import change, replaced, risen
from auditor.model import Article, Claim, Verdict

Claims = tuple[Claim, ...]
Order = Literal["later", "earlier", "unknown"]
UNDATED = 0.9
"""What the confidence is multiplied by where the words say "update" and no date bears them out."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, its evidence in words, and whether publication dates bear it out (or are not asked).

    newer: of an update, the number of the side that holds now.
    """

    verdict: Verdict
    evidence: tuple[str, ...] = ()
    dated: bool = True
    newer: int | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A side that may be the newer one, and what it may have replaced."""

    new: Claims
    old: Claims
    articles: Mapping[str, Article]
    grows: bool

    def article(self, claim: Claim) -> Article:
        return self.articles[claim.article]


def verdict(
    sides: Sequence[Claims], articles: Mapping[str, Article], grows: bool = False, across: bool = False
) -> Judgement:
    """The verdict on two or more sides.

    grows: they give a count that news keeps raising, such as a toll. across: no claims of one article were set against
    each other ("5.2, later put at 5.4" beside the 5.6 of others does not contradict itself).
    """
    for n in reversed(range(len(sides))):
        rest = tuple(c for m, side in enumerate(sides) if m != n for c in side)
        new, old = _apart(sides[n], rest), _apart(rest, sides[n])
        if new and old and (told := _update(_Pair(new, old, articles, grows), sides)):
            return replace(told, newer=n)
    homes = [{c.article for c in claims} for claims in sides]
    for n, home in enumerate(homes if not across else ()):
        if home <= set().union(*(h for m, h in enumerate(homes) if m != n)):
            return Judgement("self-contradiction", ("one article gives both answers",))
    return Judgement("contradiction")


def _update(pair: _Pair, sides: Sequence[Claims]) -> Judgement | None:
    order = _order(pair)
    signs = [sign for find in SIGNS if (sign := find(pair, order))]
    if not signs or order == "earlier" or (len(sides) > 2 and not pair.grows):
        return None
    torn = {c.article for c in sides[0]} & {c.article for side in sides[1:] for c in side}
    both = ("an article that gives both answers is left out of this",) if torn else ()
    dates = "it was published later" if order == "later" else "publication dates do not tell: the wording decides"
    return Judgement("update", (*signs, dates, *both), order == "later")


def _said_new(pair: _Pair, order: Order) -> str:
    """At least half of the newer side, and at most half of the older one, speaks of a change."""
    new, old = _cues(pair, pair.new, change), _cues(pair, pair.old, change)
    if not new or 2 * len(new) < len(pair.new) or 2 * len(old) > len(pair.old):
        return ""
    return f"one side speaks of a change ({_quoted(new)})"


def _said_old(pair: _Pair, order: Order) -> str:
    """At least half of the older side, and at most half of the newer one, is told as what was said or held before."""
    new, old = _cues(pair, pair.new, replaced), _cues(pair, pair.old, replaced)
    if not old or 2 * len(old) < len(pair.old) or 2 * len(new) > len(pair.new):
        return ""
    return f"one side is told as what was said before ({_quoted(old)})"


def _grown(pair: _Pair, order: Order) -> str:
    """A count that only grows is higher, and later or said to have risen."""
    if not pair.grows or not _all_higher(pair):
        return ""
    words = [found for c in pair.new if (found := risen(c))]
    if words:
        return f"the higher count is said to have risen ({_quoted(words)})"
    return "a count of this kind grows as news comes in, and the higher one is later" if order == "later" else ""


def _same_source(pair: _Pair, order: Order) -> str:
    """One source gives the older answer first and the newer one later."""
    for c in pair.new:
        for o in pair.old:
            a, b = pair.article(c), pair.article(o)
            if a.source and a.source == b.source and b.published and a.published[:10] > b.published[:10]:
                return f"{a.source} gives the other answer first ({b.published[:10]}) and this one later"
    return ""


SIGNS: tuple[Callable[[_Pair, Order], str], ...] = (_said_new, _said_old, _grown, _same_source)


def _cues(pair: _Pair, claims: Claims, cue: Callable[[Claim, Article], str]) -> list[str]:
    return [found for c in claims if (found := cue(c, pair.article(c)))]


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word.lower()}”" for word in sorted({w.lower() for w in words})[:3])


def _apart(claims: Claims, others: Claims) -> Claims:
    """The claims of those articles that stand on one side only."""
    both = {c.article for c in others}
    return tuple(c for c in claims if c.article not in both)


def _all_higher(pair: _Pair) -> bool:
    new = [c.value for c in pair.new if isinstance(c.value, Decimal)]
    old = [c.value for c in pair.old if isinstance(c.value, Decimal)]
    return bool(new and old) and min(new) > max(old)


def _order(pair: _Pair) -> Order:
    """Were all articles of the new side published after those of the other, or all before? Else unknown."""
    new, old = ([pair.article(c).published[:10] for c in claims] for claims in (pair.new, pair.old))
    if not all(new) or not all(old):
        return "unknown"
    return "later" if min(new) > max(old) else "earlier" if max(new) < min(old) else "unknown"
