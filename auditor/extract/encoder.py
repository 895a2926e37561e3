"""The sentence encoder all-mpnet-base-v2 (Song et al., "MPNet", 2020; Reimers and Gurevych, "Sentence-BERT", 2019).

Packages carry its weights; nothing is downloaded. Once on a machine they are brought together with the change that
bench/learn_meaning.py learned (Hu et al., "LoRA", 2021), rounded to whole bytes, and kept in the user's
cache folder, from which the encoder is there in a moment. The only file that knows tokenizers, and runs onnxruntime.
"""

from __future__ import annotations

import atexit
import functools
import logging
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from time import time

import numpy as np
import numpy.typing as npt
import onnxruntime
from filelock import FileLock
from platformdirs import user_cache_path
from tokenizers import Tokenizer

ADAPTER = Path(__file__).with_name("adapter.npz")
LONGEST = 96
"""Tokens of a sentence that are read."""
WIDTH = 768
"""Numbers of a token's vector."""
UNUSED = 30 * 86400.0
"""Seconds after which another version's encoder is removed from the cache."""

Array = npt.NDArray[np.float32]


@functools.cache
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(_prepared() / "tokenizer.json"))
    found.enable_truncation(LONGEST)
    found.no_padding()
    return found


@functools.cache
def session(adapter: Path = ADAPTER) -> onnxruntime.InferenceSession:
    """From a sentence's "ids" (1 x tokens) to its tokens' vectors (1 x tokens x WIDTH).

    One thread, so that a forked process can go on with it. Raises OSError when a package that carries it is missing.
    """
    if adapter == ADAPTER:
        return _open(_prepared() / "model.onnx")
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), adapter)
        return _open(Path(folder) / "model.onnx")


@functools.cache
def change(adapter: Path = ADAPTER) -> Mapping[str, Array]:
    """What was learned: "LAYER PART in", "LAYER PART out", "share", and "LAYER down largest" (``making``)."""
    with np.load(adapter, allow_pickle=False) as held:
        return {name: held[name].astype(np.float32) for name in held.files}


def _open(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


@functools.cache
def _prepared() -> Path:
    """The folder that holds the encoder made ready."""
    try:
        return _kept(user_cache_path("auditor"))
    except OSError:  # nowhere to keep it, or a part is missing, which is told then
        folder = tempfile.TemporaryDirectory()
        atexit.register(folder.cleanup)
        _say("for this run alone, since nothing can be kept in the user's cache folder")
        _prepare(Path(folder.name), ADAPTER)
        return Path(folder.name)


def _kept(home: Path) -> Path:
    """Made where it is missing; those that no version of the program used for long are removed."""
    folder = home / f"encoder-{_key()}"
    if _used(folder):
        return folder
    home.mkdir(parents=True, exist_ok=True)
    with FileLock(home / "encoder.lock"):
        if not _used(folder):  # another process may have made it meanwhile
            for old in home.glob("encoder-*"):
                if old == folder or time() - old.stat().st_mtime > UNUSED:
                    rmtree(old, ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=home) as made:
                ready = Path(made) / "ready"
                ready.mkdir()
                _say("once on this machine")
                _prepare(ready, ADAPTER)
                ready.rename(folder)
    return folder


def _say(how_often: str) -> None:
    logging.getLogger(__name__).info("Making the sentence encoder ready (some ten seconds, %s) ...", how_often)


def _used(folder: Path) -> bool:
    """Is it there? Its time of change tells when it was used last."""
    if not all((folder / name).is_file() for name in ("model.onnx", "tokenizer.json")):
        return False
    with suppress(OSError):  # of another user: it may be read all the same
        folder.touch()
    return True


def _key() -> str:
    code = [Path(__file__).with_name(name).read_bytes() for name in ("encoder.py", "making.py")]
    told = [*code, ADAPTER.read_bytes(), *(version(name).encode() for name in ("onnx", "onnxruntime"))]
    return sha256(b"\n".join(told)).hexdigest()[:16]


def _prepare(folder: Path, adapter: Path) -> None:
    from auditor.extract import making  # slow to import, and needed once on a machine

    making.make(folder, change(adapter))
