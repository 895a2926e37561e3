"""Which side of a conflict has the better support, and why, in words.

Weighted voting after Dong, Berti-Equille and Srivastava (truth.py): every independent origin has a vote, whose weight
is the logarithm of its odds of being right, from how often it is borne out elsewhere in its story and what reviewers
found. What else a careful editor looks at moves the weights a little: how close the origin stands to the event, whether
an article is at odds with itself, which side is the newer one in an update, which figure is the more precise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import exp, log

from auditor.model import Article, Audit, Claim, Conflict, Question
from auditor.sources.origins import Origins
from auditor.sources.speakers import Closeness, closeness
from auditor.sources.truth import START, Decided, Solution, solve

SURE = 0.75
"""How likely a side must be, among the sides, to be called better supported."""
CLOSE: Mapping[Closeness, float] = {
    "party": 1.3, "official": 1.2, "eyewitness": 1.1, "own voice": 1.0, "somebody": 0.9, "outlet": 0.7,
}  # fmt: skip
"""What an origin's vote is multiplied by for how close it stands to the event."""
_OWN: Closeness = "own voice"
TORN = 0.5
"""What the vote of an article that gives more than one of the answers is multiplied by."""
NEWER, OUTDATED = 1.5, 0.25
"""What is added to the newer side of an update (natural logarithm of odds), and what the votes of the others still
count for: that many said it before the change is no evidence of what holds after it."""
PRECISE = 0.2
"""What is added to the side with the most precise figure."""
_PROVEN = 0.1  # from this difference of accuracy on, it is worth a word


@dataclass(frozen=True, slots=True)
class _Side:
    """A side weighed. best: the closest that anyone behind it stands to the event."""

    label: str
    origins: tuple[str, ...]
    best: Closeness
    accuracy: float
    torn: int
    newer: bool
    digits: int
    score: float


@dataclass(frozen=True, slots=True)
class _Scales:
    claims: Mapping[str, Claim]
    origins: Origins
    solution: Solution

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.origins.outlets)


def weigh(audit: Audit, known: Origins, decided: Decided | None = None) -> tuple[Conflict, ...]:
    """The audit's conflicts, each with the side that is better supported.

    known: the origins of its articles. decided: source's name -> how many of its answers reviewers found right, and
    how many wrong. Pure; what the audit found stays as it is.
    """
    claims = {c.id: c for c in audit.claims}
    solution = solve(_answers(audit.questions, claims, known), _by_voice(decided or {}, audit.articles, known), wrong=1)
    scales = _Scales(claims, known, solution)
    return tuple(_weighed(c, scales) for c in audit.conflicts)


def _answers(questions: Iterable[Question], claims: Mapping[str, Claim], known: Origins) -> dict[str, dict[str, str]]:
    """What each origin answers to the questions that two or more do; an origin of two minds answers nothing."""
    found = {}
    for question in questions:
        said: dict[str, set[str]] = {}
        for n, position in enumerate(question.positions):
            for origin in known.behind(claims[i] for i in position.claims):
                said.setdefault(origin, set()).add(str(n))
        if len(said) > 1:
            found[question.id] = {origin: min(answers) for origin, answers in said.items() if len(answers) == 1}
    return found


def _by_voice(decided: Decided, articles: Iterable[Article], known: Origins) -> dict[str, tuple[int, int]]:
    """What reviewers found, for the voices that the sources' names stand for."""
    voices = {a.source.casefold(): known.voices[a.id] for a in articles}
    found: dict[str, tuple[int, int]] = {}
    for source, (right, wrong) in decided.items():
        voice = voices.get(source.casefold(), source.casefold())
        before = found.get(voice, (0, 0))
        found[voice] = (before[0] + right, before[1] + wrong)
    return found


def _weighed(conflict: Conflict, scales: _Scales) -> Conflict:
    sides = [_side(conflict, n, scales) for n in range(len(conflict.sides))]
    if len(sides) < 2:
        return conflict
    top = max(side.score for side in sides)
    shares = [exp(side.score - top) for side in sides]
    best = max(range(len(sides)), key=lambda n: (shares[n], -n))
    called = shares[best] / sum(shares) >= SURE
    others = [side for n, side in enumerate(sides) if n != best]
    why = _reasons(sides[best], others)
    return replace(
        conflict,
        best_supported=sides[best].label if called else "",
        support=why if called else ("too close to call", _against(sides), *_newer(sides)),
    )


def _side(conflict: Conflict, n: int, scales: _Scales) -> _Side:
    told, rest = _told(conflict, n, scales)
    of = {o: [c for c in told if scales.origins.of(c) == o] for o in scales.origins.behind(told)}
    elsewhere = {c.article for c in rest}
    torn = {o for o, claims in of.items() if claims and {c.article for c in claims} <= elsewhere}
    close = {o: _closest(claims, scales.outlets) for o, claims in of.items()}
    accuracy = {o: scales.solution.elsewhere(o, conflict.question) for o in of}
    weights = {o: _odds(accuracy[o]) * CLOSE[close[o]] * (TORN if o in torn else 1) for o in of}
    newer = bool(conflict.newer) and conflict.newer == conflict.sides[n].label
    digits = max(map(_digits, told), default=0)
    score = _votes(weights, scales.solution) * (OUTDATED if conflict.newer and not newer else 1)
    score += NEWER * newer + PRECISE * (bool(rest) and digits > max(map(_digits, rest)))
    best = min(close.values(), key=list(CLOSE).index, default=_OWN)
    proven = max(accuracy.values(), default=START)
    return _Side(conflict.sides[n].label, tuple(of), best, proven, len(torn), newer, digits, score)


def _told(conflict: Conflict, n: int, scales: _Scales) -> tuple[list[Claim], list[Claim]]:
    """The claims of a side, and those of all others."""
    rest = [i for m, side in enumerate(conflict.sides) if m != n for i in side.claims]
    return [scales.claims[i] for i in conflict.sides[n].claims], [scales.claims[i] for i in rest]


def _odds(accuracy: float) -> float:
    """The weight of a vote. Even a source that is mostly wrong elsewhere is not taken to mean the opposite."""
    return max(0.1, log(accuracy / (1 - accuracy)))


def _votes(weights: Mapping[str, float], solution: Solution) -> float:
    """The sum of the origins' votes, those that probably copy one counted before them discounted."""
    ordered = sorted(weights, key=lambda o: (-weights[o], o))
    return sum(weights[o] * solution.vote(o, ordered[:n]) for n, o in enumerate(ordered))


def _closest(claims: Sequence[Claim], outlets: Iterable[str]) -> Closeness:
    found = {closeness(c, outlets) for c in claims}
    return min(found, key=list(CLOSE).index, default=_OWN)


def _digits(claim: Claim) -> int:
    """Significant digits of a figure that is meant exactly; 0 for what is no figure or only about right."""
    if not isinstance(claim.value, Decimal) or claim.bound != "=" or not claim.value.is_finite():
        return 0
    return len(claim.value.normalize().as_tuple().digits)


_CLOSENESS: dict[Closeness, str] = {
    "party": "it comes from the party itself", "official": "an official says so", "eyewitness": "an eyewitness says so",
}  # fmt: skip


def _against(sides: Sequence[_Side]) -> str:
    """ "4 independent sources against 1"."""
    first, *rest = (len(side.origins) for side in sides)
    noun = "source" if first == 1 else "sources"
    return f"{first} independent {noun} against {' and '.join(map(str, rest))}"


def _newer(sides: Sequence[_Side]) -> Iterator[str]:
    return (f"{side.label} is the newer answer" for side in sides if side.newer)


def _reasons(best: _Side, others: Sequence[_Side]) -> tuple[str, ...]:
    """What speaks for the best side, then what speaks against it."""
    second = max(others, key=lambda side: side.score)
    closer, farther = _closer(best, second), _closer(second, best)
    torn = second.torn == len(second.origins) and best.torn < len(best.origins)
    speaks = (
        (best.newer, "it is the newer answer"),
        (bool(closer), closer),
        (best.accuracy - second.accuracy >= _PROVEN, "its sources are more often borne out elsewhere"),
        (torn, "the other side comes from an article that gives both"),
        (best.digits > second.digits > 0, "it is the more precise figure"),
        (len(best.origins) < len(second.origins), "although fewer sources say so"),
        (bool(farther), f"against it: {farther}"),
        (bool(best.torn) and not second.torn, "against it: an article behind it gives the other answer too"),
    )
    return (_against([best, *others]), *(text for holds, text in speaks if holds))


def _closer(side: _Side, other: _Side) -> str:
    """How close the first side is to the event, where it is closer than the second and close enough for a word."""
    rank = list(CLOSE).index
    return _CLOSENESS.get(side.best, "") if rank(side.best) < rank(other.best) else ""
