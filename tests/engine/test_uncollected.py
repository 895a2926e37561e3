"""Work without the collector of cycles."""

from __future__ import annotations

import gc
import weakref

from auditor.engine.uncollected import uncollected


class Node:
    me: Node


def test_cycles_made_meanwhile_are_still_found_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
        node = Node()
        node.me = node
        gone = weakref.ref(node)
        del node
    assert gc.isenabled()
    assert gone() is not None
    gc.collect()
    assert gone() is None
