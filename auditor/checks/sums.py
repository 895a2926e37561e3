"""Sums that the articles' own figures make: stakes, parts of totals, changes. Every operand is quoted as a claim.

A finding is put under a question that one of its figures answers; where none of them answers one, nobody else tells of
it, and nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from auditor.align.similar import same_name
from auditor.align.stories import by_article
from auditor.checks.case import Case, Finding, Result, side
from auditor.checks.intervals import Interval, interval
from auditor.model import Claim, Quantity
from auditor.values.display import display
from auditor.values.quantities import quantities

SLACK = Decimal("0.05")
"""How far, of the greater figure, two results may lie apart besides what rounding explains."""

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’')]*(?=\s+[\"“‘'(]*[A-Z])|$)", re.MULTILINE)
_LIST = re.compile(r"^[^.;:]*(?::|,? (?:made up of|consisting of|comprising|namely))\s*$", re.I)
_BETWEEN = re.compile(r"^[^.;:()]*(?:,|\band\b)[^.;:()]*$", re.I)
_OPEN = re.compile(
    r"\b(?:includ\w*|among|at least|such as|other|others|more|of (?:whom|which|them)|respectively)\b", re.I
)
_IN_ALL = re.compile(r"\b(?:in all|altogether|in total|a total of|for a total|combined)\b", re.I)
_CHANGE = re.compile(
    r"\b(?:rose|fell|gr[eo]w|climbed|dropped|increased|decreased|declined|jumped|soared|plunged|slid|up|down|gained|lost|"
    r"rise|fall|drop|increase|decrease|decline|jump|slide|gain|growth)\b",
    re.I,
)


def sums(cases: Sequence[Case]) -> Iterator[Result]:
    """Every sum of the story that does not come out. cases: one a question, over the same claims and articles."""
    if not cases:
        return
    home = {i: case for case in cases for i in case.question.claims}
    claims = sorted(cases[0].claims.values(), key=lambda c: (c.article, c.start, c.id))
    for finding, operands in (*_stakes(claims), *_within(cases[0], claims)):
        if case := next((home[c.id] for c in operands if c.id in home), None):
            yield case, finding


Told = tuple[Finding, tuple[Claim, ...]]


def _stakes(claims: Sequence[Claim]) -> Iterator[Told]:
    """A share of a whole, what the whole is worth, and what the share is said to be worth."""
    shares, wholes, values = ([c for c in claims if c.kind == k] for k in ("stake", "valuation", "stake_value"))
    for value in values:
        pairs = [(s, w) for s in shares for w in wholes if _one_stake(s, w, value)]
        worth = [(s, w, _share_of(s, w)) for s, w in pairs]
        known = interval(value)
        if known is None or not worth or any(x is None or x.meets(known, SLACK) for _, _, x in worth):
            continue
        share, whole, _ = worth[0]
        yield (
            _finding(
                (f"{display(share)} of {display(whole)}", (share, whole)),
                (display(value), (value,)),
                f"{display(share)} of {display(whole)} is {_said(share, whole, value)}, not {display(value)}.",
            ),
            (value, share, whole),
        )


def _one_stake(share: Claim, whole: Claim, value: Claim) -> bool:
    """May the three speak of one holder's stake in one thing, now?"""
    if any(c.qualifier("time") == "former" for c in (share, whole, value)) or whole.unit != value.unit:
        return False
    holder = bool(value.qualifier("holder")) and same_name(share.qualifier("holder"), value.qualifier("holder"))
    thing = share.qualifier("object") or value.qualifier("object")
    return holder and bool(thing) and same_name(thing, whole.qualifier("holder"))


def _share_of(share: Claim, whole: Claim) -> Interval | None:
    a, b = interval(share), interval(whole)
    return a.times(b).times(Interval(Decimal("0.01"), Decimal("0.01"))) if a and b else None


def _said(share: Claim, whole: Claim, value: Claim) -> str:
    assert isinstance(share.value, Decimal)
    assert isinstance(whole.value, Decimal)
    return display(replace(value, value=share.value * whole.value / 100, bound="~", upper=None))


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure in a sentence, and the claim that quotes it."""

    quantity: Quantity
    claim: Claim


def _within(case: Case, claims: Sequence[Claim]) -> Iterator[Told]:
    """Sums that one sentence makes: a total and its parts, a change and what it leads from and to."""
    for article, told in sorted(by_article(c for c in claims if isinstance(c.value, Decimal)).items()):
        for sentence in _SENTENCE.finditer(case.articles[article].text):
            near = [c for c in told if c.start < sentence.end() and sentence.start() < c.end]
            figures = _figures(sentence, near) if len(near) > 2 else []
            if len(figures) > 2:
                yield from _parts(sentence[0], figures)
                yield from _changes(sentence[0], figures)


def _figures(sentence: re.Match[str], claims: Sequence[Claim]) -> list[_Figure]:
    """The sentence's figures with their claims; none where one of them is no claim."""
    found = []
    for quantity in quantities(sentence[0]):
        start = sentence.start() + quantity.start
        holder = next((c for c in claims if c.value == quantity.value and c.start <= start < c.end + 2), None)
        if holder is None:
            return []
        found.append(_Figure(quantity, holder))
    return found


def _parts(sentence: str, figures: list[_Figure]) -> Iterator[Told]:
    """ "14 people: eight sailors and five guests"; "eight men and five women, 14 people in all"."""
    if _OPEN.search(sentence) or {f.claim.value_type for f in figures} not in ({"count"}, {"money"}):
        return
    gaps = [sentence[a.quantity.end : b.quantity.start] for a, b in pairwise(figures)]
    ahead = _LIST.match(gaps[0]) and all(_BETWEEN.match(gap) for gap in gaps[1:])
    last = sentence[figures[-2].quantity.end :]
    behind = _IN_ALL.search(last) and all(_BETWEEN.match(gap) for gap in gaps[:-1])
    if not ahead and not behind:
        return
    total, parts = (figures[0], figures[1:]) if ahead else (figures[-1], figures[:-1])
    known, pieces = interval(total.claim), [interval(p.claim) for p in parts]
    if known is None:
        return
    sum_ = Interval(Decimal(0), Decimal(0))
    for piece in pieces:
        if piece is None:
            return
        sum_ = sum_.plus(piece)
    if not sum_.meets(known, SLACK if total.claim.value_type == "money" else Decimal(0)):
        listed = tuple(p.claim for p in parts)
        added = " + ".join(display(c) for c in listed)
        yield (
            _finding(
                (added, listed),
                (display(total.claim), (total.claim,)),
                f"{added} do not add up to {display(total.claim)}.",
            ),
            (total.claim, *listed),
        )


def _changes(sentence: str, figures: list[_Figure]) -> Iterator[Told]:
    """ "rose 20% to $60 million from $40 million"."""
    shares = [f for f in figures if f.quantity.unit == "percent"]
    others = [f for f in figures if f.quantity.unit != "percent"]
    alike = len({f.claim.unit for f in others}) == 1
    if len(shares) != 1 or len(others) != 2 or not alike or not _CHANGE.search(sentence):
        return
    before = [_word_before(sentence, f) for f in others]
    if sorted(before) != ["from", "to"]:
        return
    old, new = (others[before.index(word)] for word in ("from", "to"))
    share, low, high = shares[0], interval(old.claim), interval(new.claim)
    percent = interval(share.claim)
    if low is None or high is None or percent is None or low.low <= 0:
        return
    ratio = high.over(low)
    change = Interval(100 * (ratio.low - 1), 100 * (ratio.high - 1))
    turned = Interval(-change.high, -change.low)
    if change.meets(percent, SLACK) or turned.meets(percent, SLACK):
        return
    said = f"{display(old.claim)} to {display(new.claim)}"
    yield (
        _finding(
            (f"from {said}", (old.claim, new.claim)),
            (display(share.claim), (share.claim,)),
            f"From {said} is a change of {_percent(old.claim, new.claim)}, not of {display(share.claim)}.",
        ),
        (new.claim, old.claim, share.claim),
    )


def _word_before(sentence: str, figure: _Figure) -> str:
    words = re.findall(r"\w+", sentence[: figure.quantity.start].lower())
    return words[-1] if words else ""


def _percent(old: Claim, new: Claim) -> str:
    assert isinstance(old.value, Decimal)
    assert isinstance(new.value, Decimal)
    return f"{abs(new.value - old.value) / old.value:.0%}"


def _finding(a: tuple[str, tuple[Claim, ...]], b: tuple[str, tuple[Claim, ...]], message: str) -> Finding:
    reason = "more than rounding can explain; every figure is quoted"
    return Finding("low", (side(*a), side(*b)), message, (reason,), 0.5, "contradiction")
