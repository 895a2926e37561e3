"""Which answers are likely right, how accurate each source is, and which sources copy: all three from one another.

After Dong, Berti-Equille and Srivastava, "Integrating conflicting data: the role of source dependence" (VLDB 2009), the
model that they call ACCU, with copying. A source's vote weighs by its accuracy; accuracy is the share of its answers
that are likely right; two sources that share what nobody else says probably copy, and a copy's vote counts little.
The three are computed in turn until nothing changes. At first all answers to a question are taken to be equally likely,
so that a wrong answer that many copy does not win by its number before the copying is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import exp, log

Answers = Mapping[str, Mapping[str, str]]
"""Question -> source -> its answer."""
Belief = dict[str, dict[str, float]]
"""Question -> answer -> how likely it is right."""
Pair = tuple[str, str]
Decided = Mapping[str, tuple[int, int]]
"""Source -> how many of its answers reviewers found right, and how many wrong."""

COPIED = 0.8
"""The share of its answers that a copying source copies."""
RARE = 0.1
"""How likely two sources are to copy, before anything is known of them."""
START, START_WEIGHT = 0.8, 8.0
"""The accuracy of a source of which nothing is known, and how many answers that assumption is worth."""
CONFIRMED = 5.0
"""How many answers of a source a reviewer's decision on one of them is worth."""
_ROUNDS, _STILL = 20, 1e-3
_LEAST, _MOST = 0.05, 0.98


@dataclass(frozen=True, slots=True)
class Solution:
    """belief: how likely each answer is right (0 to 1). accuracy: source -> share of its answers that are right.

    copying: pairs of sources, sorted, -> how likely one copies the other; pairs that share no question are left out.
    answers, decided: what it was found from. tally: source -> the sum of its answers' likelihoods, and their number.
    """

    belief: Belief
    accuracy: dict[str, float]
    copying: dict[Pair, float]
    answers: Answers = field(default_factory=dict)
    decided: Decided = field(default_factory=dict)
    tally: dict[str, tuple[float, int]] = field(default_factory=dict)

    def elsewhere(self, source: str, question: str) -> float:
        """The source's accuracy by its answers to all other questions."""
        right, given = self.tally.get(source, (0.0, 0))
        answer = self.answers.get(question, {}).get(source)
        if answer is not None:
            right, given = right - self.belief[question][answer], given - 1
        return _share(right, given, self.decided.get(source, (0, 0)))

    def chosen(self, question: str) -> str:
        """The answer that is likeliest right."""
        return min(self.belief[question].items(), key=lambda item: (-item[1], item[0]))[0]

    def vote(self, source: str, before: Iterable[str]) -> float:
        """The share of a source's vote that is its own, when the votes of those before it have been counted."""
        share = 1.0
        for other in before:
            share *= 1 - COPIED * self.copying.get(_pair(source, other), 0.0)
        return share


def solve(answers: Answers, decided: Decided | None = None, wrong: int = 10) -> Solution:
    """The likeliest answers. decided: what reviewers found. wrong: wrong answers that a question could be given."""
    told = {q: dict(sorted(by.items())) for q, by in sorted(answers.items()) if by}
    sources = sorted({s for by in told.values() for s in by})
    known = decided or {}
    found = Solution(_even(told), dict.fromkeys(sources, START), {}, told, known)
    for _ in range(_ROUNDS):
        copying = _copying(told, found, wrong)
        belief = _belief(told, replace(found, copying=copying), wrong)
        tally = _tally(told, belief)
        accuracy = {s: _share(*tally[s], known.get(s, (0, 0))) for s in sources}
        moved = max((abs(accuracy[s] - found.accuracy[s]) for s in sources), default=0.0)
        found = Solution(belief, accuracy, copying, told, known, tally)
        if moved < _STILL:
            break
    return found


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _even(answers: Answers) -> Belief:
    return {q: dict.fromkeys(by.values(), 1 / len(set(by.values()))) for q, by in answers.items()}


def _copying(answers: Answers, found: Solution, wrong: int) -> dict[Pair, float]:
    """How likely each pair copies: the odds that their likenesses and differences give (the paper's section 3)."""
    evidence: dict[Pair, float] = {}
    for question, by in answers.items():
        belief = found.belief[question]
        for a, b in combinations(by, 2):
            odds = _evidence(belief[by[a]], by[a] == by[b], found.accuracy[a], found.accuracy[b], wrong)
            evidence[a, b] = evidence.get((a, b), 0.0) + odds
    return {pair: 1 / (1 + (1 - RARE) / RARE * exp(-min(odds, 700.0))) for pair, odds in evidence.items()}


def _evidence(right: float, same: bool, a: float, b: float, wrong: int) -> float:
    """Logarithm of how much likelier the two answers are if one source copies the other."""
    if not same:
        return log(1 - COPIED)
    alone = right * a * b + (1 - right) * (1 - a) * (1 - b) / wrong
    mean = (a + b) / 2
    copied = COPIED * (right * mean + (1 - right) * (1 - mean)) + (1 - COPIED) * alone
    return log(copied / alone)


def _belief(answers: Answers, found: Solution, wrong: int) -> Belief:
    return {question: _shares(_votes(by, found, wrong), wrong) for question, by in answers.items()}


def _votes(by: Mapping[str, str], found: Solution, wrong: int) -> dict[str, float]:
    votes = dict.fromkeys(by.values(), 0.0)
    counted: dict[str, list[str]] = {}
    for source in sorted(by, key=lambda s: (-found.accuracy[s], s)):
        before = counted.setdefault(by[source], [])
        weight = log(wrong * found.accuracy[source] / (1 - found.accuracy[source]))
        votes[by[source]] += weight * found.vote(source, before)
        before.append(source)
    return votes


def _shares(votes: Mapping[str, float], wrong: int) -> dict[str, float]:
    """Probabilities from votes; answers that nobody gave take their part."""
    top = max(votes.values())
    weights = {answer: exp(vote - top) for answer, vote in votes.items()}
    unsaid = max(0, wrong + 1 - len(votes)) * exp(-top)
    whole = sum(weights.values()) + unsaid
    return {answer: weight / whole for answer, weight in weights.items()}


def _tally(answers: Answers, belief: Belief) -> dict[str, tuple[float, int]]:
    found: dict[str, tuple[float, int]] = {}
    for question, by in answers.items():
        for source, answer in by.items():
            right, given = found.get(source, (0.0, 0))
            found[source] = right + belief[question][answer], given + 1
    return found


def _share(right: float, given: float, decided: tuple[int, int]) -> float:
    confirmed, refuted = (CONFIRMED * n for n in decided)
    share = (right + confirmed + START * START_WEIGHT) / (given + confirmed + refuted + START_WEIGHT)
    return min(_MOST, max(_LEAST, share))
