"""Truth discovery with known truth: sources that err, sources that copy, and who finds the truth all the same.

    python bench/truth_discovery.py [--runs N] [--check]

Each setting is drawn anew in every run (seeds 0, 1, ...): questions with one right and ten wrong answers, sources of
different accuracy, and copying ones that repeat one source but for a few answers. The voting of auditor.sources.truth
stands against plain majority voting and two published algorithms, written here from the papers:

    TruthFinder   Yin, Han and Yu, "Truth discovery with multiple conflicting information providers" (TKDE 2008)
    Investment    Pasternack and Roth, "Knowing what to believe" (COLING 2010)

--check exits with 1 where ours is worse than any of them in a setting by more than chance allows.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import mean, stdev

from auditor.evaluate.table import aligned, percent
from auditor.sources.truth import Answers, solve

WRONG = 10
SLACK = 0.01
"""How much worse than another algorithm ours may come out in a setting, besides two standard errors."""
Truth = Mapping[str, str]
Algorithm = Callable[[Answers], Truth]


@dataclass(frozen=True)
class Setting:
    """accuracies: of the sources that find out for themselves. copies: how many copy the last of these."""

    name: str
    accuracies: tuple[float, ...]
    copies: int = 0
    faithful: float = 0.95
    covered: float = 0.8
    questions: int = 100


SETTINGS = (
    Setting("ten alike, none copies", (0.75,) * 10),
    Setting("few good among many poor", (0.95, 0.95, 0.9, 0.9, 0.4, 0.4, 0.4, 0.35, 0.35, 0.3)),
    Setting("three copy a good source", (0.7,) * 6 + (0.9,), 3),
    Setting("three copy a poor source", (0.75,) * 6 + (0.4,), 3),
    Setting("half copy one wrong source", (0.75,) * 5 + (0.2,), 4),
    Setting("half copy one wrong source, 30 questions", (0.75,) * 5 + (0.2,), 4, questions=30),
    Setting("most copy one wrong source", (0.8,) * 5 + (0.2,), 7),
)


def draw(setting: Setting, seed: int) -> tuple[Answers, Truth]:
    """The answers of all sources, and the truth. "0" is right, "1" to "10" are wrong."""
    chance = random.Random(seed)
    answers: dict[str, dict[str, str]] = {f"q{n}": {} for n in range(setting.questions)}
    truth = {question: str(chance.randint(0, WRONG)) for question in answers}
    for n, accuracy in enumerate(setting.accuracies):
        for question, by in answers.items():
            if chance.random() < setting.covered:
                by[f"s{n}"] = truth[question] if chance.random() < accuracy else _other(truth[question], chance)
    copied = f"s{len(setting.accuracies) - 1}"
    for n in range(setting.copies):
        for by in answers.values():
            if copied in by:
                faithful = chance.random() < setting.faithful
                by[f"c{n}"] = by[copied] if faithful else _other(by[copied], chance)
    return {question: by for question, by in answers.items() if by}, truth


def _other(value: str, chance: random.Random) -> str:
    return chance.choice([str(n) for n in range(WRONG + 1) if str(n) != value])


def ours(answers: Answers) -> Truth:
    found = solve(answers, wrong=WRONG)
    return {question: found.chosen(question) for question in answers}


def majority(answers: Answers) -> Truth:
    return {question: _most(Counter(by.values())) for question, by in answers.items()}


def truth_finder(answers: Answers, rounds: int = 20, start: float = 0.9, damped: float = 0.3) -> Truth:
    """A source is trusted as its facts are on average, a fact as far as those that tell it cannot all be wrong."""
    trust = dict.fromkeys(_sources(answers), start)
    confidence: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        scores = {s: -math.log(1 - min(t, 1 - 1e-9)) for s, t in trust.items()}
        sums = {q: _sums(by, scores) for q, by in answers.items()}
        confidence = {q: {v: 1 / (1 + math.exp(-damped * x)) for v, x in by.items()} for q, by in sums.items()}
        trust = {s: mean(confidence[q][by[s]] for q, by in answers.items() if s in by) for s in trust}
    return {question: _most(by) for question, by in confidence.items()}


def investment(answers: Answers, rounds: int = 20, growth: float = 1.2) -> Truth:
    """Sources invest their trust evenly in their claims, whose belief grows with a power and is paid back by share."""
    given = Counter(s for by in answers.values() for s in by)
    trust = dict.fromkeys(given, 1.0)
    belief: dict[str, dict[str, float]] = {}
    for _ in range(rounds):
        stakes = {s: t / given[s] for s, t in trust.items()}
        invested = {q: _sums(by, stakes) for q, by in answers.items()}
        belief = {q: {v: x**growth for v, x in by.items()} for q, by in invested.items()}
        earned = dict.fromkeys(given, 0.0)
        for q, by in answers.items():
            for s, v in by.items():
                earned[s] += belief[q][v] * stakes[s] / invested[q][v]
        top = max(earned.values())
        trust = {s: x / top for s, x in earned.items()}
    return {question: _most(by) for question, by in belief.items()}


ALGORITHMS: dict[str, Algorithm] = {
    "ours": ours, "majority": majority, "TruthFinder": truth_finder, "Investment": investment,
}  # fmt: skip


def _sources(answers: Answers) -> list[str]:
    return sorted({s for by in answers.values() for s in by})


def _sums(by: Mapping[str, str], weights: Mapping[str, float]) -> dict[str, float]:
    sums = dict.fromkeys(by.values(), 0.0)
    for source, value in by.items():
        sums[value] += weights[source]
    return sums


def _most(votes: Mapping[str, float]) -> str:
    return min(votes, key=lambda value: (-votes[value], value))


def accuracy(algorithm: Algorithm, setting: Setting, seed: int) -> float:
    """The share of the questions whose truth is found."""
    answers, truth = draw(setting, seed)
    found = algorithm(answers)
    return mean(found[question] == truth[question] for question in found)


def measure(runs: int, settings: tuple[Setting, ...] = SETTINGS) -> dict[str, dict[str, list[float]]]:
    """Setting -> algorithm -> the accuracy in each run."""
    return {
        s.name: {name: [accuracy(a, s, seed) for seed in range(runs)] for name, a in ALGORITHMS.items()}
        for s in settings
    }


def worse(shares: Mapping[str, list[float]]) -> list[str]:
    """The algorithms that ours falls behind by more than chance allows: two standard errors of the difference."""
    behind = []
    for name, theirs in shares.items():
        gaps = [other - own for own, other in zip(shares["ours"], theirs, strict=True)]
        if mean(gaps) > SLACK + 2 * stdev(gaps) / math.sqrt(len(gaps)):
            behind.append(name)
    return behind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, help="how often each setting is drawn (at least 2)")
    parser.add_argument("--check", action="store_true", help="exit with 1 where ours is worse than another")
    options = parser.parse_args()
    found = measure(max(2, options.runs))
    rows = [(name, *(percent(mean(shares[a])) for a in ALGORITHMS)) for name, shares in found.items()]
    print(aligned([("truths found", *ALGORITHMS), *rows]))
    failed = {name: behind for name, shares in found.items() if (behind := worse(shares))}
    for name, behind in failed.items():
        print(f"Ours is worse in '{name}' than {', '.join(behind)}.")
    return int(options.check and bool(failed))


if __name__ == "__main__":
    sys.exit(main())
