"""The vectors of claims: the sentence around a claim, what a vector depends on, and what it brings together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benching import BENCH, script
from hypothesis import given
from hypothesis import strategies as st

from auditor import find_claims
from auditor.extract import meaning
from auditor.model import Article

MADE = BENCH / "made_topics"

WORDS = st.lists(st.sampled_from(["Nine", "men", "left.", "Why?", "Rain!", "\n", "U.S.", "x" * 300, "é"]), min_size=1)


@given(WORDS.map(" ".join), st.data())
def test_the_sentence_holds_the_claim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sentence, first, last = meaning.sentence_of(text, start, end)
    assert 0 <= first < last <= len(sentence)
    assert text[start:end].startswith(sentence[first:last])
    assert len(sentence) <= meaning.MOST
    if len(sentence) < meaning.MOST:
        assert sentence[first:last] == text[start:end]


@pytest.mark.parametrize(
    ("text", "claim", "sentence"),
    [
        ("Rain fell. Two men died, police said. Roads shut.", "Two men died", "Two men died, police said"),
        ("Two men die\nThe accident happened at noon.", "Two men die", "Two men die"),
        ("Was it open? It was shut! Nobody came.", "It was shut", "It was shut"),
        ("Two men died", "Two men died", "Two men died"),
    ],
)
def test_the_sentence_ends_where_stops_and_lines_do(text: str, claim: str, sentence: str) -> None:
    start = text.index(claim)
    assert meaning.sentence_of(text, start, start + len(claim))[0] == sentence


@pytest.fixture
def unchanged(tmp_path: Path) -> Path:
    """No change of the encoder."""
    with np.load(meaning.ADAPTER, allow_pickle=False) as change:
        np.savez(tmp_path / "none.npz", **{name: np.zeros_like(change[name]) for name in change.files})
    return tmp_path / "none.npz"


def precision_of_pairs(adapter: Path) -> float:
    """Average precision of the passages' pairs in a topic that nothing was learned from, the most alike first."""
    articles, mentions = script("annotated").topic("merger", MADE / "gold", MADE / "articles")
    passages = [(a, s, e, q) for a in articles for s, e, q in mentions[a.id]]
    vectors = np.array(
        [meaning.vector_of(*meaning.sentence_of(a.text, s, e), adapter) for a, s, e, _ in passages], np.float32
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows, columns = np.triu_indices(len(passages), 1)
    question, source = (np.array([p[n] if n else p[0].id for p in passages]) for n in (3, 0))
    across = source[rows] != source[columns]
    order = np.argsort(-(vectors @ vectors.T)[rows, columns][across], kind="stable")
    same = (question[rows] == question[columns])[across][order]
    return float((np.cumsum(same) / np.arange(1, len(same) + 1))[same].mean())


def test_what_was_learned_brings_answers_to_one_question_together(unchanged: Path) -> None:
    assert precision_of_pairs(meaning.ADAPTER) > 1.2 * precision_of_pairs(unchanged)


def test_a_vector_does_not_depend_on_what_is_read_beside_it() -> None:
    alone = meaning.vector_of("Two men died, police said", 0, 12)
    meaning.vector_of.cache_clear()
    meaning._read.cache_clear()
    for text in ("Rain fell", "A long sentence of many words that says nothing of interest to anybody at all"):
        meaning.vector_of(text, 0, 4)
    assert np.array_equal(alone, meaning.vector_of("Two men died, police said", 0, 12))


def test_every_claim_has_a_vector_of_384_bytes() -> None:
    text = "Two men died in Dover on Monday, police said. The road was closed."
    claims = find_claims(Article(id="a", path="a.txt", title="", source="s", text=text))
    assert claims
    for claim in claims:
        vector = np.frombuffer(claim.meaning, np.int8)
        assert vector.shape == (384,)
        assert np.abs(vector.astype(int)).max() == 127


def test_the_passage_counts_and_not_only_the_sentence() -> None:
    sentence = "The tram derailed at noon and two women were hurt"
    parts = [meaning.vector_of(sentence, 0, 25), meaning.vector_of(sentence, 30, len(sentence))]
    assert not np.array_equal(*parts)


def test_a_missing_encoder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "MODEL", ("no_such_package_here", "model.onnx"))
    with pytest.raises(OSError, match="no_such_package_here"):
        meaning.base()


def test_the_change_fits_the_encoder() -> None:
    with np.load(meaning.ADAPTER, allow_pickle=False) as change:
        names = set(meaning.matrices(meaning.base()))
        assert {f"{place} {side}" for place in names for side in ("in", "out")} | {"share"} == set(change.files)
        for place, tensor in meaning.matrices(meaning.base()).items():
            assert change[f"{place} in"].shape[0] == tensor.dims[0]
            assert change[f"{place} out"].shape[1] == tensor.dims[1]
