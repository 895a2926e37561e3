"""The figures on annotated news stay above the floors of bench/floors.json, which sink only with a reason given."""

from __future__ import annotations

import json

import pytest
import scoring
from benching import script

FLOORS = json.loads((scoring.ROOT / "bench" / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def now() -> dict[str, float]:
    if not scoring.SHARED.is_dir():
        pytest.skip("the annotated data are not here: they stand beside the project, in ../shared")
    gate = script("set_floors")
    if gate.data() != FLOORS["data"]:
        pytest.skip("the annotations or articles changed: set the floors anew with bench/set_floors.py")
    figures: dict[str, float] = gate.measure()
    return figures


@pytest.mark.parametrize("figure", sorted(FLOORS["floors"]))
def test_figure_is_above_its_floor(now: dict[str, float], figure: str) -> None:
    assert now[figure] >= FLOORS["floors"][figure]
