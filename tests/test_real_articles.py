"""The five real articles that the project was started from, against what careful readers found in them."""

from __future__ import annotations

import pytest
import scoring

TOPIC = "microsoft-openai"


@pytest.fixture(scope="module")
def row(tmp_path_factory: pytest.TempPathFactory) -> scoring.Score:
    gold = scoring.SHARED / "gold" / f"{TOPIC}.json"
    return scoring.score([scoring.SHARED / "articles" / TOPIC], gold, tmp_path_factory.mktemp("gold"))


@pytest.mark.parametrize("bar", scoring.BARS)
def test_the_bar_is_reached(bar: str, row: scoring.Score) -> None:
    assert scoring.BARS[bar](row), row
