"""A group of claims -> a question in words with its positions."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from auditor.kinds import OPEN, Kind
from auditor.model import Claim, Position, Question, origin
from auditor.values.compare import BOUND_MET, compare
from auditor.values.display import display

PairWeight = Callable[[Claim, Claim], float]


def question(
    claims: Sequence[Claim], because: tuple[str, ...], kinds: Mapping[str, Kind], weight: PairWeight
) -> Question:
    """The question that the claims answer. Its id hashes kind and slots, not the claims."""
    kind = _usual([c.kind for c in claims])
    label = _declared_label(claims, kinds[kind]) if kind != OPEN else _open_label(claims)
    key = repr(
        (kind, _usual([c.subject for c in claims]), _usual([c.attribute for c in claims]), sorted(_usual_words(claims)))
    )
    ordered = tuple(c.id for c in sorted(claims, key=lambda c: (c.article, c.start, c.end, c.id)))
    return Question(
        "q" + hashlib.sha256(key.encode()).hexdigest()[:10], label, kind, ordered, positions(claims, weight), because
    )


def positions(claims: Sequence[Claim], weight: PairWeight) -> tuple[Position, ...]:
    """The different answers: claims whose values agree stand together, the best supported answer first.

    A figure that is only a bound ("at least 11") joins an answer that meets it, so that it contradicts none.
    """
    groups: list[list[Claim]] = []
    support = Counter(_key(c) for c in claims)
    for claim in sorted(claims, key=lambda c: (_vague(c), -support[_key(c)], str(c.value), c.id)):
        home = _home(claim, groups)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    ranked = sorted(groups, key=lambda g: (-len({origin(c.article) for c in g}), -len(g), str(g[0].value), g[0].id))
    return tuple(_position(group, ranked[0], weight) for group in ranked)


def _position(group: list[Claim], first: list[Claim], weight: PairWeight) -> Position:
    pairs = [weight(a, b) for a in first for b in group] if group is not first else [0.0]
    ordered = sorted(group, key=lambda c: (c.article, c.start, c.id))
    return Position(
        display(group[0]),
        tuple(c.id for c in ordered),
        len({origin(c.article) for c in group}),
        round(sum(pairs) / len(pairs), 2),
    )


def _home(claim: Claim, groups: Sequence[list[Claim]]) -> list[Claim] | None:
    levels = [(compare(claim, g[0]), g) for g in groups]
    return next((g for level, g in levels if level.agree), None) or next(
        (g for level, g in levels if level == BOUND_MET), None
    )


def _key(claim: Claim) -> tuple[str, str, str]:
    return str(claim.value), str(claim.upper), claim.unit


def _vague(claim: Claim) -> tuple[bool, bool]:
    return claim.bound not in ("=", "~"), claim.bound == "~"


def _declared_label(claims: Sequence[Claim], kind: Kind) -> str:
    slots = {name: _usual([c.qualifier(name) for c in claims]) for name in kind.slots}
    label = kind.question
    for name, text in slots.items():
        label = label.replace("{" + name + "}", _as_written(text, claims) or "it")
    return label


def _as_written(text: str, claims: Sequence[Claim]) -> str:
    """Slots hold some names in small letters: "calder" as the claims have it, "Calder"."""
    if not text or text != text.lower():
        return text
    word = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
    written = [found.group() for c in claims for found in word.finditer(c.text, 1)]
    return _usual([form for form in written if not form.isupper()] or written) or text


_ASKS = {
    "count": "How many", "money": "How much money", "date": "When", "flag": "Is it so", "duration": "How long",
    "percent": "What share", "age": "How old", "condition": "Until what", "score": "What score",
    "ordinal": "Which in order",
}  # fmt: skip


def _open_label(claims: Sequence[Claim]) -> str:
    """A question that no kind declares, put with the words of the shortest claim that says enough."""
    plain = [c for c in claims if c.value is not False] or claims  # "is it so: he pleaded not guilty" asks twice
    told = [" ".join(c.text.split()) for c in plain]
    full = [text for text in told if len(text.split()) >= 4] or told
    return f"{_ASKS.get(claims[0].value_type, 'What figure')}: “{min(full, key=lambda t: (len(t), t))}”?"


def _usual(texts: Sequence[str]) -> str:
    counts = Counter(t for t in texts if t)
    return min(counts, key=lambda t: (-counts[t], t), default="")


def _usual_words(claims: Sequence[Claim]) -> list[str]:
    counts = Counter(word for claim in claims for word in claim.words)
    return sorted((w for w, n in counts.items() if 2 * n >= len(claims)), key=lambda w: (-counts[w], w))
