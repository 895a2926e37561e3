"""An audit against a topic's annotation: what was found, valued, aligned and reported, counted.

A claim covers a mention where both stand in one article and overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, permutations, product
from pathlib import PurePath
from typing import get_args

from auditor.evaluate.gold import Discrepancy, Mention, Topic
from auditor.model import Audit, Claim, Conflict, Severity

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Pair = frozenset[int]
Covers = dict[str, frozenset[int]]
"""Claim id -> the numbers of the mentions that it covers."""


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one topic, or their sums over several.

    found: mentions that some claim covers. valued: found mentions with a number whose claim carries it, out of
    ``numbers``. aligned: pairs of claims in one question (right, wrong), pairs of found mentions of one gold question
    (got, missed). recall: severity -> (discrepancies found, all). conflicts: those of high or medium severity that
    are a gold discrepancy, and those that are none. traps: questions without a conflict that one was reported for.
    updates: found updates (called so, all). others: other found discrepancies (called updates, all).
    misses: what went wrong, in words, where that may be told.
    """

    topic: str
    mentions: int
    found: int
    valued: int
    numbers: int
    aligned: tuple[int, int, int, int]
    recall: dict[Severity, tuple[int, int]]
    conflicts_ok: int
    conflicts_wrong: int
    traps: int
    trap_questions: int
    updates: tuple[int, int]
    others: tuple[int, int]
    misses: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class _Report:
    """A conflict, the mentions that each of its sides covers, and whether its sides answer one gold question."""

    conflict: Conflict
    sides: tuple[frozenset[int], ...]
    coherent: bool

    def pairs(self) -> set[Pair]:
        """Pairs of different mentions across the sides."""
        return {frozenset(p) for s, t in combinations(self.sides, 2) for p in product(s, t) if p[0] != p[1]}


def score(audit: Audit, topic: Topic, tell_misses: bool = False) -> Score:
    """The counts for the topic; conflicts and claims of articles that it does not annotate are left out."""
    claims, covers = _cover(audit, topic)
    found = frozenset[int]().union(*covers.values())
    reports = [
        _report(c, topic, covers) for c in audit.conflicts if any(i in claims for s in c.sides for i in s.claims)
    ]
    hits = [(d, [report for report in reports if _finds(report, d)]) for d in topic.discrepancies]
    gold = {frozenset(pair) for d in topic.discrepancies for pair in product(d.a, d.b)}
    graver = [report for report in reports if report.conflict.severity != "low"]
    wrong = [report for report in graver if not _is_one(report, gold)]
    traps = _traps(graver, topic, gold)
    numbers = [n for n in sorted(found) if _is_number(topic.mentions[n].value)]
    updates, others = (_called_updates(hits, are) for are in (True, False))
    return Score(
        topic=topic.name,
        mentions=len(topic.mentions),
        found=len(found),
        valued=sum(_valued(n, topic.mentions[n], claims.values(), covers) for n in numbers),
        numbers=len(numbers),
        aligned=_aligned(audit, topic, claims, covers, found),
        recall={s: (sum(d.severity == s and bool(h) for d, h in hits), _count(topic, s)) for s in SEVERITIES},
        conflicts_ok=len(graver) - len(wrong),
        conflicts_wrong=len(wrong),
        traps=len(traps),
        trap_questions=sum(verdict != "conflict" for verdict in topic.verdicts),
        updates=updates,
        others=others,
        misses=tuple(_misses(topic, [d for d, hit in hits if not hit], wrong, traps)) if tell_misses else (),
    )


def judged(audit: Audit, topic: Topic) -> list[tuple[Conflict, bool]]:
    """Every conflict of the topic's articles, of any severity, and whether it is one of the topic's discrepancies."""
    claims, covers = _cover(audit, topic)
    gold = {frozenset(pair) for d in topic.discrepancies for pair in product(d.a, d.b)}
    told = [c for c in audit.conflicts if any(i in claims for s in c.sides for i in s.claims)]
    return [(c, _is_one(_report(c, topic, covers), gold)) for c in told]


def _is_one(report: _Report, gold: set[Pair]) -> bool:
    return report.coherent and bool(report.pairs() & gold)


def total(name: str, scores: Sequence[Score]) -> Score:
    """The sums of all counts, under a name."""
    return Score(
        topic=name,
        mentions=sum(s.mentions for s in scores),
        found=sum(s.found for s in scores),
        valued=sum(s.valued for s in scores),
        numbers=sum(s.numbers for s in scores),
        aligned=(
            sum(s.aligned[0] for s in scores),
            sum(s.aligned[1] for s in scores),
            sum(s.aligned[2] for s in scores),
            sum(s.aligned[3] for s in scores),
        ),
        recall={v: (sum(s.recall[v][0] for s in scores), sum(s.recall[v][1] for s in scores)) for v in SEVERITIES},
        conflicts_ok=sum(s.conflicts_ok for s in scores),
        conflicts_wrong=sum(s.conflicts_wrong for s in scores),
        traps=sum(s.traps for s in scores),
        trap_questions=sum(s.trap_questions for s in scores),
        updates=(sum(s.updates[0] for s in scores), sum(s.updates[1] for s in scores)),
        others=(sum(s.others[0] for s in scores), sum(s.others[1] for s in scores)),
    )


def aligned_f1(score: Score) -> float:
    """Of the precision over pairs of claims and the recall over pairs of mentions."""
    right, wrong, got, missed = score.aligned
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = got / (got + missed) if got + missed else 1.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def figures(score: Score) -> dict[str, float]:
    """The counts as shares, all of them the better the higher."""
    graver = [score.recall["high"], score.recall["medium"]]
    return {
        "found": _share(score.found, score.mentions),
        "valued": _share(score.valued, score.numbers),
        "aligned F1": aligned_f1(score),
        "recall of high and medium": _share(sum(hit for hit, _ in graver), sum(n for _, n in graver)),
        "recall of low": _share(*score.recall["low"]),
        "precision": _share(score.conflicts_ok, score.conflicts_ok + score.conflicts_wrong),
        "traps avoided": 1 - _share(score.traps, score.trap_questions),
    }


def _share(part: int, whole: int) -> float:
    return part / max(1, whole)


def _cover(audit: Audit, topic: Topic) -> tuple[dict[str, Claim], Covers]:
    """The claims of the annotated articles, and which mentions each covers (those that cover none left out)."""
    ids = {PurePath(article.path).name: article.id for article in audit.articles}
    there: dict[str, list[tuple[int, Mention]]] = {}
    for n, mention in enumerate(topic.mentions):
        if mention.article in ids:
            there.setdefault(ids[mention.article], []).append((n, mention))
    claims = {claim.id: claim for claim in audit.claims if claim.article in there}
    covers = {i: frozenset(n for n, m in there[c.article] if _overlap(c, m)) for i, c in claims.items()}
    return claims, {i: mentions for i, mentions in covers.items() if mentions}


def _overlap(claim: Claim, mention: Mention) -> bool:
    return any(claim.start < end and start < claim.end for start, end in mention.spans)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _valued(n: int, mention: Mention, claims: Iterable[Claim], covers: Covers) -> bool:
    return any(_same_number(c.value, mention.value) for c in claims if n in covers.get(c.id, ()))


def _same_number(ours: Decimal | bool | str, theirs: object) -> bool:
    """Equal to half a percent; 18 and 0.18 are both 18 per cent."""
    try:
        x, y = float(ours), float(str(theirs))
    except ValueError:
        return False
    return any(abs(x * factor - y) <= 0.005 * abs(y) for factor in (1, 0.01))


def _aligned(
    audit: Audit, topic: Topic, claims: dict[str, Claim], covers: Covers, found: frozenset[int]
) -> tuple[int, int, int, int]:
    """Pairs of claims that share a question rightly and wrongly, pairs of mentions brought together and missed."""
    right = wrong = 0
    together: set[Pair] = set()
    for question in audit.questions:
        for x, y in combinations([i for i in question.claims if i in covers], 2):
            pairs = list(product(covers[x], covers[y]))
            together.update(map(frozenset, pairs))
            if not _same_words(claims[x], claims[y]):
                fits = any(_one_question(topic, *pair) for pair in pairs)
                right, wrong = right + fits, wrong + (not fits)
    want = {frozenset(pair) for pair in combinations(found, 2) if _one_question(topic, *pair)}
    got = len(want & together)
    return right, wrong, got, len(want) - got


def _same_words(a: Claim, b: Claim) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end


def _one_question(topic: Topic, a: int, b: int) -> bool:
    return topic.mentions[a].question == topic.mentions[b].question


def _report(conflict: Conflict, topic: Topic, covers: Covers) -> _Report:
    """Coherent: at least half of the pairs of covering claims across the sides answer one gold question."""
    sides = tuple(frozenset[int]().union(*(covers.get(i, ()) for i in side.claims)) for side in conflict.sides)
    across = (product(s.claims, t.claims) for s, t in combinations(conflict.sides, 2))
    pairs = [(covers[x], covers[y]) for some in across for x, y in some if x in covers and y in covers]
    fitting = sum(any(_one_question(topic, *pair) for pair in product(x, y)) for x, y in pairs)
    return _Report(conflict, sides, 2 * fitting >= len(pairs))


def _finds(report: _Report, discrepancy: Discrepancy) -> bool:
    """One side with a mention of a, another with one of b, in a coherent conflict."""
    return report.coherent and any(s & discrepancy.a and t & discrepancy.b for s, t in permutations(report.sides, 2))


def _called_updates(hits: Iterable[tuple[Discrepancy, list[_Report]]], are: bool) -> tuple[int, int]:
    """Of the found discrepancies that are updates (or are none), how many some conflict calls one, and all."""
    called = [
        any(r.conflict.verdict == "update" for r in hit) for d, hit in hits if hit and ("update" in d.types) == are
    ]
    return sum(called), len(called)


def _traps(reports: Iterable[_Report], topic: Topic, gold: set[Pair]) -> set[int]:
    """Questions without a conflict of which a conflict sets two mentions against each other."""
    traps = set()
    for report in reports:
        pairs = report.pairs()
        if not pairs & gold:
            one = (min(pair) for pair in pairs if _one_question(topic, *pair))
            traps |= {topic.mentions[n].question for n in one}
    return {question for question in traps if topic.verdicts[question] != "conflict"}


def _count(topic: Topic, severity: Severity) -> int:
    return sum(d.severity == severity for d in topic.discrepancies)


def _misses(
    topic: Topic, missed: Iterable[Discrepancy], wrong: Iterable[_Report], traps: Iterable[int]
) -> Iterator[str]:
    for d in missed:
        yield f"missed [{d.severity} {d.types[0]}] {topic.name}/{topic.questions[d.question]}: {d.why}"
    for report in wrong:
        yield f"false alarm [{report.conflict.severity}] {topic.name}/{report.conflict.id}: {report.conflict.message}"
    for question in sorted(traps):
        yield f"trap {topic.name}/{topic.questions[question]}"
