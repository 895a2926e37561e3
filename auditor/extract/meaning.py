"""A vector for each claim, near the vectors of claims that answer the same question, whatever their words.

A claim's vector is the mean of its own words' vectors as the encoder makes them in its sentence, and a share of the
whole sentence's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import parent_process
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from auditor.extract.encoder import ADAPTER, change, session, tokenizer
from auditor.model import Claim

MOST = 600
"""Characters of a sentence that are read around a claim; in a longer one the claim stands alone."""

Span = tuple[str, int, int]
"""A sentence, and where in it a claim starts and ends."""
Vectors = npt.NDArray[np.float32]
T = TypeVar("T")
R = TypeVar("R")

_ENDS = (". ", "! ", "? ", "\n")
_MARKS = re.compile("|".join(map(re.escape, _ENDS)))
_AHEAD = 400
"""Sentences of one article that are read ahead, and kept until its claims have been found."""
_THREADS = 2
"""Sentences that are read at once where no other process shares the work."""


def with_meaning(claims: Sequence[Claim], text: str, adapter: Path = ADAPTER) -> list[Claim]:
    """The claims, each with its vector. text: that of their article, which their offsets are of.

    adapter: the learned change of the encoder. Raises OSError when the encoder's packages are not installed.
    """
    spans = [sentence_of(text, claim.start, claim.end) for claim in claims]
    by_sentence: dict[str, list[Span]] = {}
    for span in spans:
        by_sentence.setdefault(span[0], []).append(span)

    def read(some: Sequence[Span]) -> list[tuple[Span, bytes]]:
        return [(span, vector_of(*span, adapter).tobytes()) for span in some]

    with _at_once(1 if parent_process() else _THREADS, read, by_sentence.values()) as results:
        vectors = dict(pair for result in results for pair in result.result())
    found = [replace(claim, meaning=vectors[span]) for claim, span in zip(claims, spans, strict=True)]
    _read.cache_clear()
    return found


@contextmanager
def read_ahead(text: str) -> Iterator[None]:
    """Meanwhile another thread reads the text's sentences, so that claims find them read; what it misses, they read.

    Where several processes share the work there is no core to spare, and nothing is read ahead.
    """
    sentences = [] if parent_process() else _MARKS.split(text)[:_AHEAD]
    short = [sentence for sentence in sentences if sentence.strip() and len(sentence) <= MOST]
    with _at_once(1, lambda sentence: _read(sentence, ADAPTER), short):  # what fails, fails again where it is asked for
        yield


@contextmanager
def _at_once(number: int, work: Callable[[T], R], items: Iterable[T]) -> Iterator[list[Future[R]]]:
    """Results to be, by so many threads. At the end what is not begun is dropped: who breaks off waits little."""
    threads = ThreadPoolExecutor(number)
    futures = [threads.submit(work, item) for item in items]
    try:
        yield futures
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        # not by joining: Python 3.11 takes a thread for ended whose joining was broken off, and aborts at its exit
        wait([future for future in futures if not future.cancelled()])


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
    """The vector of sentence[start:end], ``encoder.WIDTH`` numbers, the largest of which is 127 or -127."""
    tokens, offsets = _read(sentence, adapter)
    inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    if not inside.any() and (start, end) != (0, len(sentence)):  # behind the tokens that are read
        return vector_of(sentence[start:end], 0, end - start, adapter)
    of_claim = tokens[inside] if inside.any() else tokens
    vector = _unit(of_claim.mean(axis=0)) + change(adapter)["share"] * _unit(tokens.mean(axis=0))
    scaled: npt.NDArray[np.int8] = np.rint(vector * (127 / np.abs(vector).max())).astype(np.int8)
    return scaled


def _unit(vector: Vectors) -> Vectors:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


@functools.lru_cache(maxsize=_AHEAD + 100)
def _read(sentence: str, adapter: Path) -> tuple[Vectors, npt.NDArray[np.int64]]:
    """The vectors of the sentence's tokens (tokens x WIDTH), and their offsets in it (tokens x 2).

    Each sentence is read alone, so that its numbers do not depend on what is read beside it.
    """
    read = tokenizer().encode(sentence)
    return session(adapter).run(None, {"ids": np.array([read.ids], np.int64)})[0][0], np.array(read.offsets, np.int64)
