"""What the parse adds: the counted noun, the concept, the trend; and the floors on the annotated sentences."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from auditor.evaluate.quantities import evaluate_quantities, score
from auditor.extract.quantities import find_quantities
from auditor.model import Quantity

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "quantities.jsonl"


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The coast guard held 17 suspected Danish smugglers.", 17, "smuggler"),
        ("The ferry carried 12 people.", 12, "person"),
        ("Two dozen homes were flooded.", 24, "home"),
        ("Dozens of villages lost power.", 12, "village"),
        ("The storm killed seven farmers.", 7, "farmer"),
        ("A 60-seat bus left the road.", 60, "seat"),
        ("At least 11 were killed in the fire.", 11, "person"),
        ("Police said 14 others were treated.", 14, "person"),
        ("Nobody was hurt in the fire.", 0, "person"),
        ("There were no casualties, the mayor said.", 0, "casualty"),
        ("The death toll rose to 31.", 31, "person"),
        ("Anna Smith, 39, was driving the van.", 39, "year of age"),
        ("The plant turns out 300 cars a day.", 300, "car/day"),
        ("A man of 39 was hurt.", 39, "year of age"),
        ("The driver, who is 39, was hurt.", 39, "year of age"),
        ("She is 39.", 39, "year of age"),
        ("The tug has a crew of 39.", 39, ""),
        ("The mother of 5 was hurt.", 5, ""),
        ("He is 10 in the table.", 10, ""),
        ("They fed 12 rescued dogs.", 12, "dog"),
        ("The fire closed three hospital wings.", 3, "wing"),
        ("The temperature was 39.", 39, ""),
        ("Her lead was 7310.", 7310, ""),
        ("The fair drew 38,000 last year.", 38000, ""),
        ("Five were taken hostage.", 5, "person"),
    ],
)
def test_what_is_counted(text: str, value: int, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("Northwind holds a 30 per cent equity stake in the port.", "equity stake"),
        ("The company reported revenue of $5 million.", "revenue"),
        ("The tunnel is valued at $90 million.", "tunnel"),
        ("The quake had a magnitude of 5.1.", "magnitude"),
        ("About 40 percent of voters stayed at home.", "voters"),
    ],
)
def test_concept(text: str, concept: str) -> None:
    assert only(text).concept == concept


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("Sales rose 5 percent.", "up"),
        ("Shares fell by 4 per cent.", "down"),
        ("Profit was up 12%.", "up"),
        ("The bridge is 40 metres long.", ""),
    ],
)
def test_trend(text: str, trend: str) -> None:
    assert only(text).trend == trend


@pytest.mark.parametrize(
    "text",
    ["He flew the Boeing 747 home.", "One can only hope.", "They left on July 4.", "No one likes rain.", ""],
)
def test_what_is_dropped(text: str) -> None:
    assert find_quantities(text) == []


def test_offsets_are_code_points() -> None:
    text = "\U0001f30a Caf\u00e9s lost \u20ac3\u00a0million; 40\u00a0000 guests left."
    found = find_quantities(text)
    assert [q.text for q in found] == ["\u20ac3\u00a0million", "40\u00a0000"]
    assert all(text[q.start : q.end] == q.text for q in found)


def test_scoring_counts_each_annotation_once() -> None:
    quantity = Quantity(0, 1, "5", Decimal(5), "USD", trend="up", concept="net sales")
    gold = {"value": 5.0, "normalized_unit": "dollar", "change": "up", "concepts": ["sales"]}
    result = score([([quantity, quantity], [gold])])
    assert result["value"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}
    assert result["value+unit"]["recall"] == result["value+change"]["recall"] == 1.0
    assert result["value+concept partial"]["recall"] == 1.0
    assert result["value+concept full"]["recall"] == 0.0


@pytest.mark.skipif(not BENCH.exists(), reason="the annotated sentences are not beside the project")
def test_floors_on_annotated_sentences() -> None:
    result = evaluate_quantities(BENCH)
    assert result["value"]["f1"] >= 0.95
    assert result["value+unit"]["f1"] >= 0.90
