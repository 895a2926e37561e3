"""What an audit finds in made-up stories that nothing was learned from (bench/fresh_stories), by sort of disagreement.

    python bench/fresh_stories.py

Each story is audited alone. A disagreement is found where a conflict, of any severity, has claims of two of its sides
on two of its own; else its sides may stand in one question, in different ones, or one of them may have no claim. A
conflict is right where it finds one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations, permutations
from pathlib import Path

import annotated

from auditor.auditing import audit

HERE = Path(__file__).resolve().parent
FOUND, TOGETHER, APART, NO_CLAIM = "found", "in one question", "in two", "no claim"
OUTCOMES = (FOUND, TOGETHER, APART, NO_CLAIM)

Ids = set[str]


def measured(path: Path) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, bool]]]:
    """How many disagreements of each sort came to what, and how many conflicts of each code are right."""
    articles, _ = annotated.story(path)
    report = audit(articles)
    sides: dict[int, list[Ids]] = {}
    for side in annotated.story_sides(path):
        sides.setdefault(side.discrepancy[1], []).append({c.id for c in report.claims if annotated.over(c, side)})
    sorts = (path.parent / "disagreements").read_text("utf-8").splitlines()
    shown = [[set(side.claims) for side in conflict.sides] for conflict in report.conflicts]
    asked = [set(question.claims) for question in report.questions]
    outcomes = Counter((sorts[line].split()[-1], _outcome(told, shown, asked)) for line, told in sides.items())
    right = [any(_across(conflict, told) for told in sides.values()) for conflict in shown]
    return outcomes, Counter(zip((f"{c.code} {c.severity}" for c in report.conflicts), right, strict=True))


def _outcome(told: Sequence[Ids], shown: Sequence[Sequence[Ids]], asked: Sequence[Ids]) -> str:
    if any(_across(conflict, told) for conflict in shown):
        return FOUND
    pairs = [(a, b) for a, b in combinations(told, 2) if a and b]
    if any(a & q and b & q for a, b in pairs for q in asked):
        return TOGETHER
    return APART if pairs else NO_CLAIM


def _across(conflict: Sequence[Ids], told: Sequence[Ids]) -> bool:
    return any(a & x and b & y for a, b in combinations(told, 2) for x, y in permutations(conflict, 2))


def table(outcomes: Mapping[tuple[str, str], int], right: Mapping[tuple[str, bool], int]) -> Iterator[str]:
    yield f"{'disagreements':14}" + "".join(f"{outcome:>17}" for outcome in OUTCOMES)
    for sort in [*sorted({sort for sort, _ in outcomes}), "all"]:
        counts = [
            sum(n for (s, o), n in outcomes.items() if sort in (s, "all") and o == outcome) for outcome in OUTCOMES
        ]
        yield f"{sort:14}" + "".join(f"{count:17}" for count in counts)
    yield ""
    yield f"{'conflicts':14}{'right':>17}{'of':>17}"
    for code in [*sorted({code for code, _ in right}), "all"]:
        both = [sum(n for (c, r), n in right.items() if code in (c, "all") and r is so) for so in (True, False)]
        yield f"{code:14}{both[0]:17}{sum(both):17}"


def main() -> None:
    outcomes: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, bool]] = Counter()
    with ProcessPoolExecutor() as pool:
        for some, others in pool.map(measured, annotated.stories(HERE / "fresh_stories")):
            outcomes += some
            right += others
    print("\n".join(table(outcomes, right)))


if __name__ == "__main__":
    main()
