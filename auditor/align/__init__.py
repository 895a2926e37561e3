"""Claims -> questions: groups the claims that answer the same thing. The only room that knows rapidfuzz.

Claims of declared kinds are compared by the kinds' slots (levels.py), those of the open kind by an additive model
learned from annotated topics (features.py, learned.py). Articles on different events are never compared (stories.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from auditor.align import learned
from auditor.align.cluster import by_kind, cluster
from auditor.align.features import Matrix, Rarity, rarity
from auditor.align.levels import match
from auditor.align.questions import PairWeight, question
from auditor.align.stories import stories
from auditor.kinds import OPEN, Kind
from auditor.model import Claim, Question

__all__ = ["align", "align_story"]


def align(claims: Sequence[Claim], kinds: Sequence[Kind]) -> tuple[Question, ...]:
    """The questions that two or more of the claims answer, in the order of their first claim's id.

    A pure function of the claims: their order does not matter.
    """
    story_of = stories(claims)
    of_story: dict[int, list[Claim]] = {}
    for claim in claims:
        of_story.setdefault(story_of[claim.article], []).append(claim)
    found = [question for told in of_story.values() for question in align_story(told, kinds)]
    return tuple(sorted(found, key=lambda q: q.claims[0]))


def align_story(claims: Sequence[Claim], kinds: Sequence[Kind]) -> tuple[Question, ...]:
    """The same for claims that are known to be on one event."""
    declared = {kind.name: kind for kind in kinds}
    rare = rarity(claims)
    found: list[Question] = []
    for name, block in sorted(_blocks(claims, declared).items()):
        group = _open_questions if name.startswith(OPEN) else _declared_questions
        found += group(block, rare, declared)
    return tuple(sorted(found, key=lambda q: q.claims[0]))


def _blocks(claims: Sequence[Claim], kinds: Mapping[str, Kind]) -> dict[str, list[Claim]]:
    blocks: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        blocks.setdefault(_block(claim, kinds), []).append(claim)
    return blocks


def _block(claim: Claim, kinds: Mapping[str, Kind]) -> str:
    """Claims of different blocks never share a question: a group of merging kinds each, a value type each."""
    if claim.kind == OPEN or kinds[claim.kind].align == "words":
        return f"{OPEN} {claim.value_type}"
    group: set[str] = set()
    stack = [claim.kind]
    while stack:
        name = stack.pop()
        if name not in group and name in kinds:
            group.add(name)
            stack += [*kinds[name].merges, *(k.name for k in kinds.values() if name in k.merges)]
    return "kinds " + " ".join(sorted(group))


MOST = 3000
"""Open claims of one sort that are compared at once: time and memory grow with the square of their number."""


def _open_questions(block: Sequence[Claim], rare: Rarity, kinds: Mapping[str, Kind]) -> list[Question]:
    if len(block) > MOST:  # a whole book: compared in parts, whatever their order, rather than not at all
        pieces = [block[i : i + MOST] for i in range(0, len(block), MOST)]
        return [question for piece in pieces for question in _open_questions(piece, rare, kinds)]
    if len(block) < 2:
        return []
    weights, parts = learned.compare_all(block, rare)
    weight = _pair_weight(block, weights)
    return [
        question([block[i] for i in group], learned.because(group, parts), kinds, weight)
        for group in by_kind(cluster(weights), [c.kind for c in block], weights)
    ]


def _pair_weight(block: Sequence[Claim], weights: Matrix) -> PairWeight:
    row = {claim.id: n for n, claim in enumerate(block)}
    return lambda a, b: float(weights[row[a.id], row[b.id]])


def _declared_questions(block: Sequence[Claim], rare: Rarity, kinds: Mapping[str, Kind]) -> list[Question]:
    weights: Matrix = np.zeros((len(block), len(block)))
    labels: dict[tuple[int, int], tuple[str, ...]] = {}
    for i, a in enumerate(block):
        for j in range(i + 1, len(block)):
            found = match(a, block[j], rare, kinds)
            weights[i, j] = weights[j, i] = found.weight
            labels[i, j] = found.because if found.weight > 0 else ()
    weight = _pair_weight(block, weights)
    return [question([block[i] for i in group], _mostly(group, labels), kinds, weight) for group in cluster(weights)]


def _mostly(group: Sequence[int], labels: Mapping[tuple[int, int], tuple[str, ...]]) -> tuple[str, ...]:
    """The labels that hold for most pairs of the group, the commonest first."""
    pairs = [(i, j) for n, i in enumerate(group) for j in group[n + 1 :]]
    counts = Counter(label for pair in pairs for label in labels[pair])
    return tuple(label for label, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if 2 * n > len(pairs))
