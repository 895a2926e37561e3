"""What can go wrong with a store, told so that a person can act on it."""

from __future__ import annotations


class StoreError(Exception):
    """The store cannot be used; the message says why, in one line."""


class Stale(StoreError):
    """A decision was made on something that has changed since its writer saw it.

    ``token`` is what the writer would have to send now, having looked again.
    """

    def __init__(self, message: str, token: str) -> None:
        super().__init__(message)
        self.token = token


class Unknown(StoreError):
    """No such article, conflict, run or decision, or more than one that a shortened id could mean."""
