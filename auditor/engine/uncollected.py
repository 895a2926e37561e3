"""Stretches of work that make many lasting values and no cycles: to look for cycles there is lost time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Holds the collector of cycles off; what is left of them goes when it next looks through everything."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()
            gc.unfreeze()  # puts what was made among the oldest values, else it would all be looked through at once
            gc.enable()
