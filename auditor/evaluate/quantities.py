"""How well quantities are found, by the rules of the CQE paper, on files of annotated sentences."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from auditor.extract.quantities import find_quantities
from auditor.model import Quantity

Gold = dict[str, Any]
Match = Callable[[Quantity, Gold], bool]
_UNITS = {
    "dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "japanese yen": "JPY", "chinese yuan": "CNY",
    "swiss franc": "CHF", "canadian dollar": "CAD", "australian dollar": "AUD", "hong kong dollar": "HKD",
    "new zealand dollar": "NZD", "mexican peso": "MXN", "rupee": "INR", "indian rupee": "INR",
    "sri lankan rupee": "LKR", "turkish lira": "TRY", "bitcoin": "BTC", "satoshi": "BTC", "cent": "USD",
    "penny": "GBP", "sen": "JPY", "finnish markka": "FIM", "peseta": "ESP", "netherlands guilde": "NLG",
    "netherlands guilder": "NLG", "mark": "DEM", "deutsche mark": "DEM", "costa rican col\u00f3n": "CRC",
    "georgian lari": "GEL", "lao kip": "LAK", "south korean won": "KRW", "won": "KRW", "russian ruble": "RUB",
    "ruble": "RUB", "singapore dollar": "SGD", "swedish krona": "SEK", "norwegian krone": "NOK",
    "danish krone": "DKK", "brazilian real": "BRL", "israeli new shekel": "ILS", "south african rand": "ZAR",
    "percentage": "percent", "pound-mass": "pound", "metric ton": "tonne", "celsius": "degree Celsius",
    "fahrenheit": "degree Fahrenheit", "people": "person", "count": "", "-": "", "None": "", "time": "",
}  # fmt: skip
"""The collection's names of units -> ours."""
_MINOR = {"cent": 100, "penny": 100, "sen": 100, "satoshi": 10**8}
"""Units that the collection counts by themselves and we turn into the currency."""
_CHANGES = {"<=": "<", ">=": ">"}
_TOLERANCE = Decimal("0.005")


def evaluate_quantities(path: Path | str) -> dict[str, Any]:
    """Precision, recall and F1 of value, value+unit and, where annotated, value+change and value+concept.

    ``path``: JSON lines of ``text`` and ``quantities``. Raises OSError and ValueError for an unreadable file.
    """
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    pairs = [(find_quantities(row["text"]), row["quantities"]) for row in rows]
    return score(pairs)


def score(pairs: Sequence[tuple[Sequence[Quantity], Sequence[Gold]]]) -> dict[str, Any]:
    """The figures for (found, annotated) pairs, one pair a sentence."""
    golds = [gold for _, annotated in pairs for gold in annotated]
    result: dict[str, Any] = {"sentences": len(pairs), "annotated": len(golds), "value": _prf(pairs, same_value)}
    result["value+unit"] = _prf(pairs, _both(same_unit))
    if any(gold.get("change") for gold in golds):
        result["value+change"] = _prf(pairs, _both(same_change))
    if any(gold.get("concepts") for gold in golds):
        result["value+concept partial"] = _prf(pairs, _both(shares_concept))
        result["value+concept full"] = _prf(pairs, _both(same_concept))
    return result


def _both(match: Match) -> Match:
    return lambda quantity, gold: same_value(quantity, gold) and match(quantity, gold)


def _prf(pairs: Iterable[tuple[Sequence[Quantity], Sequence[Gold]]], match: Match) -> dict[str, float]:
    right = found = annotated = 0
    for quantities, golds in pairs:
        right += matched(quantities, golds, match)
        found += len(quantities)
        annotated += len(golds)
    precision, recall = right / found if found else 0.0, right / annotated if annotated else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def matched(quantities: Sequence[Quantity], golds: Sequence[Gold], match: Match) -> int:
    """How many quantities match an annotated one, each used once."""
    left, count = list(golds), 0
    for quantity in quantities:
        gold = next((gold for gold in left if match(quantity, gold)), None)
        if gold is not None:
            left.remove(gold)
            count += 1
    return count


def same_value(quantity: Quantity, gold: Gold) -> bool:
    """Both ends equal, in the collection's terms: cents and shares of a whole are put into ours."""
    value, unit = gold["value"], str(gold["normalized_unit"])
    ends = [Decimal(str(end)) for end in (value if isinstance(value, list) else [value])]
    other = None if quantity.unit == "score" else quantity.upper  # of a score the collection has the first number
    ours = [quantity.value] if other is None else [quantity.value, other]
    divisor = _MINOR.get(unit.split(" per ")[0], 1)
    if [end / divisor for end in ends] == ours:
        return True
    # "One-third" is 33.33 percent here, and 0.33 there.
    part = quantity.unit == "percent" and "percentage" not in unit and not any(char.isdigit() for char in quantity.text)
    return part and len(ends) == len(ours) and abs(ends[0] - ours[0] / 100) < _TOLERANCE


def same_unit(quantity: Quantity, gold: Gold) -> bool:
    """The same unit by our name for it; counted nouns are compared by their head."""
    theirs = _ours(str(gold["normalized_unit"]))
    ours = "" if quantity.unit == "time" else quantity.unit
    return ours == theirs or (bool(ours) and "/" not in theirs and theirs.split()[-1:] == ours.split()[-1:])


def _ours(unit: str) -> str:
    """The collection's name of a unit -> ours; "x per y" -> "x/y"."""
    base, _, rate = unit.partition(" per ")
    name = _UNITS.get(base, base)
    return f"{name}/{rate}" if rate else name


def same_change(quantity: Quantity, gold: Gold) -> bool:
    """The trend where there is one, else the bound, which the collection knows without equality."""
    ours = quantity.trend or _CHANGES.get(quantity.bound, quantity.bound)
    return ours == (gold.get("change") or "=")


def shares_concept(quantity: Quantity, gold: Gold) -> bool:
    """At least one word in common, or none on either side."""
    ours, theirs = set(quantity.concept.lower().split()), _concept_words(gold)
    return bool(ours & theirs) or not (ours or theirs)


def same_concept(quantity: Quantity, gold: Gold) -> bool:
    """The same words in any order."""
    return set(quantity.concept.lower().split()) == _concept_words(gold)


def _concept_words(gold: Gold) -> set[str]:
    return {word for concept in gold.get("concepts") or [] for word in str(concept).lower().split() if word != "-"}
