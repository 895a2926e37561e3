"""Claims -> questions: groups the claims that answer the same thing. The only room that knows rapidfuzz."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from auditor.align.cluster import cluster
from auditor.align.levels import Weights, match
from auditor.align.questions import question
from auditor.align.stories import stories
from auditor.kinds import OPEN, Kind
from auditor.model import Claim, Question

__all__ = ["align"]


def align(claims: Sequence[Claim], kinds: Sequence[Kind]) -> tuple[Question, ...]:
    """The questions that two or more of the claims answer, in the order of their first claim's id.

    A pure function of the claims: their order does not matter.
    """
    declared = {kind.name: kind for kind in kinds}
    story_of = stories(claims)
    blocks: dict[tuple[int, str], list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.id):
        blocks.setdefault((story_of[claim.article], _block(claim, declared)), []).append(claim)
    rarity = {story: _rarity(c for c in claims if story_of[c.article] == story) for story in sorted(set(story_of.values()))}
    found = [q for (story, _), block in sorted(blocks.items()) for q in _questions(block, rarity[story], declared)]
    return tuple(sorted(found, key=lambda q: q.claims[0]))


def _block(claim: Claim, kinds: Mapping[str, Kind]) -> str:
    """Claims of different blocks never share a question: a block a group of kinds that merge, one a value type for the rest."""
    if claim.kind == OPEN:
        return f"open {claim.value_type}"
    group, stack = set(), [claim.kind]
    while stack:
        name = stack.pop()
        if name not in group and name in kinds:
            group.add(name)
            stack += [*kinds[name].merges, *(k.name for k in kinds.values() if name in k.merges)]
    return "kinds " + " ".join(sorted(group))


def _rarity(claims: Iterable[Claim]) -> Weights:
    """Word -> inverse document frequency over the story's claims."""
    counts: Counter[str] = Counter()
    total = 0
    for claim in claims:
        counts.update(claim.words)
        total += 1
    return {word: log(1 + total / n) for word, n in counts.items()}


def _questions(block: Sequence[Claim], rarity: Weights, kinds: Mapping[str, Kind]) -> list[Question]:
    groups = cluster(block, lambda a, b: match(a, b, rarity, kinds))
    return [question(group, because, kinds) for group, because in groups if len(group) > 1]
