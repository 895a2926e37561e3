"""The vectors of claims: the sentence around a claim, what a vector depends on, and what it brings together."""

from __future__ import annotations

import os
import time
from pathlib import Path
from shutil import rmtree

import numpy as np
import pytest
from benching import BENCH, script
from hypothesis import given
from hypothesis import strategies as st

from auditor import find_claims
from auditor.extract import encoder, making, meaning
from auditor.model import Article

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


def test_what_was_learned_brings_answers_to_one_question_together(tmp_path: Path) -> None:
    """On a topic that nothing was learned from."""
    likeness = script("likeness")
    before, after = (
        likeness.average_precision([likeness.told("merger", BENCH / "made_topics", adapter)])
        for adapter in (likeness.unchanged(tmp_path), encoder.ADAPTER)
    )
    assert after > 1.2 * before


def test_claims_far_into_a_long_sentence_differ() -> None:
    sentence = "The list reads " + ", ".join(str(n) for n in range(1000, 1080)) + ", nine men died, the mayor resigned"
    assert len(sentence) < meaning.MOST
    vectors = []
    for claim in ("nine men died", "the mayor resigned"):
        start = sentence.index(claim)
        vectors.append(meaning.vector_of(sentence, start, start + len(claim)))
    assert not np.array_equal(*vectors)


def test_reading_ahead_changes_no_vector() -> None:
    text = "Two men died in Dover on Monday, police said. The road was closed. It reopened at noon."
    sentence = meaning.sentence_of(text, 0, 12)[0]
    meaning._read.cache_clear()
    with meaning.read_ahead(text):
        for _ in range(200):
            if meaning._read.cache_info().currsize:
                break
            time.sleep(0.05)
    assert meaning._read.cache_info().currsize
    ahead = meaning._read(sentence, encoder.ADAPTER)[0]
    meaning._read.cache_clear()
    assert np.array_equal(ahead, meaning._read(sentence, encoder.ADAPTER)[0])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_forked_process_reads_on() -> None:
    meaning.vector_of("Two men died", 0, 12)
    child = os.fork()
    if not child:
        status = 1
        try:
            status = int(meaning.vector_of("Nine men were hurt", 0, 18).shape != (encoder.WIDTH,))
        finally:
            os._exit(status)
    assert os.waitpid(child, 0)[1] == 0


def test_a_vector_does_not_depend_on_what_is_read_beside_it() -> None:
    alone = meaning.vector_of("Two men died, police said", 0, 12)
    meaning.vector_of.cache_clear()
    meaning._read.cache_clear()
    for text in ("Rain fell", "A long sentence of many words that says nothing of interest to anybody at all"):
        meaning.vector_of(text, 0, 4)
    assert np.array_equal(alone, meaning.vector_of("Two men died, police said", 0, 12))


def test_every_claim_has_a_vector_of_whole_bytes() -> None:
    text = "Two men died in Dover on Monday, police said. The road was closed."
    claims = find_claims(Article(id="a", path="a.txt", title="", source="s", text=text))
    assert claims
    for claim in claims:
        vector = np.frombuffer(claim.meaning, np.int8)
        assert vector.shape == (encoder.WIDTH,)
        assert np.abs(vector.astype(int)).max() == 127


def test_the_passage_counts_and_not_only_the_sentence() -> None:
    sentence = "The tram derailed at noon and two women were hurt"
    parts = [meaning.vector_of(sentence, 0, 25), meaning.vector_of(sentence, 30, len(sentence))]
    assert not np.array_equal(*parts)


def test_a_missing_part_of_the_encoder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PACKAGES", ("no-such-package-here-001",))
    with pytest.raises(OSError, match="no-such-package-here-001"):
        making.carried()


def test_the_change_fits_the_encoder() -> None:
    weights = making.packaged(making.carried())
    change = encoder.change()
    places = {name.removesuffix(" in") for name in change if name.endswith(" in")}
    assert places
    for place in places:
        layer, part = place.split()
        out, into = weights[f"encoder.layer.{layer}.{making.PARTS[part]}.weight"].shape
        assert change[f"{place} in"].shape[0] == into
        assert change[f"{place} out"].shape[1] == out
    for layer in range(making.LAYERS):
        into = weights[f"encoder.layer.{layer}.{making.PARTS['down']}.weight"].shape[1]
        assert change[f"{layer} down largest"].shape == (into,)


def made_ready(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is made from now on, as it is kept: only the files' names are true."""
    made: list[Path] = []

    def prepare(folder: Path, _: Path) -> None:
        made.append(folder)
        for name in ("model.onnx", "tokenizer.json"):
            (folder / name).touch()

    monkeypatch.setattr(encoder, "_prepare", prepare)
    return made


def test_the_encoder_is_made_ready_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """That is told, what is there already is taken, and nothing half made is left."""
    made = made_ready(monkeypatch)
    with caplog.at_level("INFO"):
        folders = {encoder._kept(tmp_path) for _ in range(2)}
    assert len(made) == len(folders) == 1
    assert {path.name for path in tmp_path.iterdir()} == {*(folder.name for folder in folders), "encoder.lock"}
    assert [record.getMessage() for record in caplog.records] == [
        "Making the sentence encoder ready (some ten seconds, once on this machine) ..."
    ]


def test_other_versions_keep_their_encoders_until_they_were_not_used_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_ready(monkeypatch)
    in_use, forgotten = tmp_path / "encoder-in-use", tmp_path / "encoder-forgotten"
    for folder in (in_use, forgotten):
        folder.mkdir()
    long_ago = time.time() - encoder.UNUSED - 60
    os.utime(forgotten, (long_ago, long_ago))
    own = encoder._kept(tmp_path)
    assert {path for path in tmp_path.iterdir() if path.is_dir()} == {in_use, own}
    os.utime(own, (long_ago, long_ago))
    encoder._kept(tmp_path)
    assert own.stat().st_mtime > time.time() - 60  # its last use


def test_an_encoder_that_lost_a_file_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_ready(monkeypatch)
    (encoder._kept(tmp_path) / "model.onnx").unlink()
    assert (encoder._kept(tmp_path) / "model.onnx").is_file()


def test_without_a_cache_folder_the_encoder_is_made_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: str) -> Path:
        raise PermissionError

    monkeypatch.setattr(encoder, "user_cache_path", refused)
    made_ready(monkeypatch)
    encoder._prepared.cache_clear()
    folder = encoder._prepared()
    encoder._prepared.cache_clear()
    assert (folder / "model.onnx").is_file()
    rmtree(folder)


@given(st.integers(0, 10**6))
def test_evening_out_what_a_matrix_is_given_changes_no_product(seed: int) -> None:
    lot = np.random.default_rng(seed)
    given, down = lot.normal(size=(3, 8)), lot.normal(size=(8, 5)).astype(np.float32)
    given[:, 2] *= 500  # one input that is far greater than all others
    evened = making._evened({"down": down}, np.abs(given).max(axis=0))
    assert np.allclose((given * evened["down scales"]) @ evened["down"], given @ down, rtol=1e-3, atol=1e-2)
    before, after = (np.abs(x).max(axis=0) for x in (given, given * evened["down scales"]))
    assert after.max() / after.min() < before.max() / before.min()
