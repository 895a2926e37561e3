"""The same work on many items, in as many processes as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEW = 4
"""Up to so many items the start of the processes costs more than it saves."""


def spread(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """The results in the order of the items. ``work`` must be a function of a module, for other processes to find."""
    workers = os.cpu_count() or 1
    if workers == 1 or len(items) <= _FEW:
        return [work(item) for item in items]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(work, items, chunksize=max(1, len(items) // (workers * 8))))
