"""Nouns for people: which of them may be said of the same ones (people.txt)."""

from __future__ import annotations

import functools
from pathlib import Path

ANYBODY = 0
"""The sense of nouns that may be said of anybody: "person", "victim"."""


def is_person(noun: str) -> bool:
    """Does the noun stand for somebody?"""
    return bool(noun and senses(noun))


@functools.cache
def senses(noun: str) -> frozenset[int]:
    """The numbers of the groups that the noun, a lemma in lower case, belongs to. "" is "person": it has no noun."""
    return frozenset(n for n, group in enumerate(_groups()) if noun in group)


@functools.cache
def _groups() -> tuple[frozenset[str], ...]:
    lines = Path(__file__).with_name("people.txt").read_text("utf-8").splitlines()
    first, *others = (frozenset(line.split()) for line in lines if line[:1] != "#")
    return (first | {""}, *others)
