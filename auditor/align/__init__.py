"""Claims -> questions: groups the claims that answer the same thing. The only room that knows rapidfuzz.

Claims of declared kinds are compared by the kinds' slots (levels.py), those of the open kind by an additive model
learned from annotated topics (features.py, learned.py). Articles on different events are never compared (stories.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from auditor.align import learned
from auditor.align.cluster import FAR, by_kind, cluster
from auditor.align.counterparts import NEAREST, Counterparts, counterparts, gives, with_choice
from auditor.align.features import Matrix, Rarity, rarity
from auditor.align.levels import match
from auditor.align.questions import PairWeight, question
from auditor.align.senses import FIGURES, one_an_event, told_apart
from auditor.align.stories import by_article, stories
from auditor.kinds import OPEN, Kind
from auditor.model import Claim, Question
from auditor.values.compare import compare

__all__ = ["FIGURES", "Aligned", "align", "align_story"]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The questions of a story, in the order of their first claim's id, and its open claims' counterparts."""

    questions: tuple[Question, ...] = ()
    counterparts: tuple[Counterparts, ...] = ()


def align(claims: Sequence[Claim], kinds: Sequence[Kind]) -> tuple[Question, ...]:
    """The questions that two or more of the claims answer, in the order of their first claim's id.

    A pure function of the claims: their order does not matter.
    """
    story_of = stories(claims)
    of_story: dict[int, list[Claim]] = {}
    for claim in claims:
        of_story.setdefault(story_of[claim.article], []).append(claim)
    found = [question for told in of_story.values() for question in align_story(told, kinds).questions]
    return tuple(sorted(found, key=lambda q: q.claims[0]))


def align_story(claims: Sequence[Claim], kinds: Sequence[Kind]) -> Aligned:
    """The same for claims that are known to be on one event."""
    declared = {kind.name: kind for kind in kinds}
    rare = rarity(claims)
    by_slots = [_declared_block(block, rare, declared) for block in _blocks(claims, declared, open_=False)]
    asked = {claim for part in by_slots for q in part.questions for claim in q.claims}
    left = [c for c in claims if c.value_type in FIGURES and _by_slots(c, declared) and c.id not in asked]
    by_words = [_open_block(block, rare, declared) for block in _blocks(claims, declared, open_=True, also=left)]
    questions = [q for part in (*by_slots, *by_words) for q in part.questions]
    pairs = tuple(pair for part in by_words for pair in part.counterparts)
    questions += _left_over(claims, questions, pairs, declared)
    return Aligned(tuple(sorted(questions, key=lambda q: q.claims[0])), pairs)


def _left_over(
    claims: Sequence[Claim], questions: Sequence[Question], pairs: Sequence[Counterparts], kinds: Mapping[str, Kind]
) -> Iterator[Question]:
    """Figures that no question took, two by two, where their words say that they answer one, and no value denies it."""
    asked = {claim for q in questions for claim in q.claims}
    told = by_article(claims)
    for a, b, weight in sorted(pairs, key=lambda pair: (-pair[2], pair[0].id, pair[1].id)):
        free = a.value_type in FIGURES and not {a.id, b.id} & asked and (a.kind == b.kind or OPEN in (a.kind, b.kind))
        if free and weight > 0 and (compare(a, b).agree or not gives(told, a, b)):
            asked |= {a.id, b.id}
            yield question((a, b), (NEAREST,), kinds, _constant(weight))


def _constant(weight: float) -> PairWeight:
    return lambda a, b: weight


def _blocks(
    claims: Sequence[Claim], kinds: Mapping[str, Kind], open_: bool, also: Sequence[Claim] = ()
) -> list[list[Claim]]:
    """Claims of different blocks never share a question: a group of merging kinds each, or a value type each.

    open_: those that are compared by words, with those that are given ``also``; otherwise those with slots.
    """
    blocks: dict[str, list[Claim]] = {}
    chosen = (*(c for c in claims if _by_slots(c, kinds) != open_), *also)
    for claim in sorted(chosen, key=lambda c: c.id):
        blocks.setdefault(claim.value_type if open_ else _merging(claim.kind, kinds), []).append(claim)
    return [block for _, block in sorted(blocks.items())]


def _by_slots(claim: Claim, kinds: Mapping[str, Kind]) -> bool:
    return claim.kind != OPEN and kinds[claim.kind].align == "slots"


def _merging(kind: str, kinds: Mapping[str, Kind]) -> str:
    """The names of the kinds that share questions with a kind, itself among them."""
    group: set[str] = set()
    stack = [kind]
    while stack:
        name = stack.pop()
        if name not in group and name in kinds:
            group.add(name)
            stack += [*kinds[name].merges, *(k.name for k in kinds.values() if name in k.merges)]
    return " ".join(sorted(group))


MOST = 3000
"""Open claims of one sort that are compared at once: time and memory grow with the square of their number."""


def _open_block(block: Sequence[Claim], rare: Rarity, kinds: Mapping[str, Kind]) -> Aligned:
    if len(block) > MOST:  # a whole book: compared in parts, whatever their order, rather than not at all
        pieces = [_open_block(block[i : i + MOST], rare, kinds) for i in range(0, len(block), MOST)]
        return Aligned(
            tuple(question for piece in pieces for question in piece.questions),
            tuple(pair for piece in pieces for pair in piece.counterparts),
        )
    if len(block) < 2:
        return Aligned()
    weights, parts = learned.compare_all(block, rare)
    parted = told_apart(block, kinds)
    pairs = counterparts(block, np.where(parted, FAR, learned.without_values(weights, parts)))
    choice = with_choice(block, weights + one_an_event(block, kinds))
    apart = [n for n, c in enumerate(block) if _by_slots(c, kinds)]
    choice[apart] = choice[:, apart] = FAR  # what its slots set apart may have a counterpart, but is in no group
    choice[parted] = FAR
    groups = by_kind(cluster(choice), [c.kind for c in block], weights, parted)
    weight = _pair_weight(block, weights)
    questions = [question([block[i] for i in g], learned.because(g, parts), kinds, weight) for g in groups]
    return Aligned(tuple(questions), pairs)


def _pair_weight(block: Sequence[Claim], weights: Matrix) -> PairWeight:
    row = {claim.id: n for n, claim in enumerate(block)}
    return lambda a, b: float(weights[row[a.id], row[b.id]])


def _declared_block(block: Sequence[Claim], rare: Rarity, kinds: Mapping[str, Kind]) -> Aligned:
    weights: Matrix = np.zeros((len(block), len(block)))
    labels: dict[tuple[int, int], tuple[str, ...]] = {}
    for i, a in enumerate(block):
        for j in range(i + 1, len(block)):
            found = match(a, block[j], rare, kinds)
            weights[i, j] = weights[j, i] = found.weight
            labels[i, j] = found.because if found.weight > 0 else ()
    weight = _pair_weight(block, weights)
    groups = cluster(weights)
    return Aligned(tuple(question([block[i] for i in g], _mostly(g, labels), kinds, weight) for g in groups))


def _mostly(group: Sequence[int], labels: Mapping[tuple[int, int], tuple[str, ...]]) -> tuple[str, ...]:
    """The labels that hold for most pairs of the group, the commonest first."""
    pairs = [(i, j) for n, i in enumerate(group) for j in group[n + 1 :]]
    counts = Counter(label for pair in pairs for label in labels[pair])
    return tuple(label for label, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if 2 * n > len(pairs))
