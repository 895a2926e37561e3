"""How strongly two claims of declared kinds answer the same question: slot by slot, in ordered, labelled levels.

The first level of a slot that holds gives its weight; the weights add up (as match weights do in probabilistic
record linkage, Fellegi and Sunter 1969). Above zero the two claims belong together. The labels of the levels that
joined or parted two claims are the explanation in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from auditor.align.similar import overlap, same_name, variant_names
from auditor.kinds import Kind
from auditor.model import Claim
from auditor.values.compare import compare, digits

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """The sum of the slots' weights for two claims, and the labels of the levels that spoke for it."""

    weight: float
    because: tuple[str, ...]


def match(a: Claim, b: Claim, rarity: Weights, kinds: Mapping[str, Kind]) -> Match:
    """Compares two claims of declared kinds slot by slot. rarity: word -> weight, rarer words weigh more. Symmetric."""
    levels = [found for slot in _SLOTS if (found := slot(a, b, rarity, kinds)) is not None]
    return Match(sum(weight for _, weight in levels), tuple(label for label, weight in levels if weight > 0))


Level = tuple[str, float] | None
Slot = Callable[[Claim, Claim, Weights, Mapping[str, Kind]], Level]


def _kind(a: Claim, b: Claim, rarity: Weights, kinds: Mapping[str, Kind]) -> Level:
    if a.kind == b.kind:
        return f"both tell the {kinds[a.kind].title.lower()}", 3.0
    if b.kind in kinds[a.kind].merges or a.kind in kinds[b.kind].merges:
        one, other = sorted((kinds[a.kind].title.lower(), kinds[b.kind].title.lower()))
        return f"the {one} and the {other} answer alike", 1.0
    return "different kinds", -9.0


def _identity(a: Claim, b: Claim, rarity: Weights, kinds: Mapping[str, Kind]) -> Level:
    one, other = kinds[a.kind], kinds[b.kind]
    if parted := parted_by(a, b, kinds):
        return f"another {parted}", -5.0
    known = _known(a, b, kinds)
    one_sided = [n for n in sorted({*one.exact, *other.exact}) if bool(a.qualifier(n)) != bool(b.qualifier(n))]
    if one_sided:
        return f"{one_sided[0]} given by one alone", -5.0
    return (f"the same {known[0][0]}", 1.5) if known else None


def parted_by(a: Claim, b: Claim, kinds: Mapping[str, Kind]) -> str:
    """The first of the slots that tell claims of their kinds apart that both have, and that differs; "" for none."""
    differ = (n for n, x, y in _known(a, b, kinds) if not (same_name(x, y) or overlap(x, y) >= 0.5))
    return next(differ, "")


def _known(a: Claim, b: Claim, kinds: Mapping[str, Kind]) -> list[tuple[str, str, str]]:
    one, other = kinds[a.kind], kinds[b.kind]
    asked = sorted({*one.identity, *one.exact, *other.identity, *other.exact})
    pairs = [(n, a.qualifier(n), b.qualifier(n)) for n in asked if n in one.slots and n in other.slots]
    return [(n, x, y) for n, x, y in pairs if x and y]


def _time(a: Claim, b: Claim, rarity: Weights, kinds: Mapping[str, Kind]) -> Level:
    if isinstance(a.value, bool):
        return None  # "waived its former right" and "has no right" answer alike
    x, y = a.qualifier("time"), b.qualifier("time")
    return ("a former value against a present one", -6.0) if (x == "former") != (y == "former") else None


def _value(a: Claim, b: Claim, rarity: Weights, kinds: Mapping[str, Kind]) -> Level:
    if a.value_type == b.value_type == "name":
        like = variant_names(str(a.value), str(b.value))
        return ("the same name but for its spelling", 1.5) if like else ("another name", -12.0)
    if not isinstance(a.value, Decimal) and a.value_type != "date":
        return None
    agree = compare(a, b).agree
    if agree is None:
        return None
    if not agree:
        return "another value", -0.5
    unusual = isinstance(a.value, Decimal) and digits(a.value) >= 2
    return ("the same unusual figure", 2.5) if unusual else ("the same value", 0.8)


def _words(a: Claim, b: Claim, rarity: Weights, kinds: Mapping[str, Kind]) -> Level:
    shared = set(a.words) & set(b.words)
    total = set(a.words) | set(b.words)
    if not total:
        return None
    share = sum(rarity.get(w, 1.0) for w in shared) / sum(rarity.get(w, 1.0) for w in total)
    if share >= 0.6:
        return "nearly the same words", 1.05
    if share >= 0.4:
        return "mostly the same words", 0.6
    if share >= 0.25:
        return "some of the same words", 0.24
    return ("few words in common", -0.3) if share > 0.1 else ("hardly a word in common", -0.75)


_SLOTS: tuple[Slot, ...] = (_kind, _identity, _time, _value, _words)
