"""Words around a figure that say how it is meant: "about 5", "at least 5", "5 or more"."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import Bound
from auditor.values.tokens import Token, after_dash, lower_at, phrase_at

_BEFORE_TEXT: dict[Bound, str] = {
    "~": "about; around; roughly; some; approximately; approx; nearly; almost; estimated; an estimated; circa;"
    "close to; in the region of; on the order of; in the order of; ~; \u2248; virtually; near",
    ">": "more than; over; greater than; higher than; larger than; bigger than; longer than; above;"
    "older than; beyond; exceeding; exceeded; exceeds; exceed; in excess of; upwards of;"
    "upward of; north of; topping; surpassing; >; well over; just over; heavier than; deeper than; taller than",
    ">=": "at least; no fewer than; no less than; not less than; not fewer than; a minimum of; minimum of; as few as;"
    "\u2265; starting at; a minimum",
    "<": "less than; fewer than; under; below; lower than; smaller than; younger than; shorter than; short of; <;"
    "just under; just below; well under; just short of; cheaper than",
    "<=": "up to; at most; no more than; not more than; as many as; as much as; as high as; as long as; a maximum of;"
    "maximum of; \u2264; at the most; not exceeding; no longer than; no later than; as large as; as big as",
}  # fmt: skip
_AFTER_TEXT: dict[Bound, str] = {
    ">=": "or more; or above; or over; or greater; or higher; or older; or longer; or better; or larger; and above;"
    "and over; and up; plus",
    "<=": "or less; or fewer; or lower; or under; or below; or younger; at most; at the most; maximum; tops",
    "~": "or so; or thereabouts; more or less; approximately; odd",
}  # fmt: skip


def _phrases(table: dict[Bound, str], side: int) -> dict[str, list[tuple[tuple[str, ...], Bound]]]:
    """Phrases by their word next to the figure, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Bound]]] = {}
    for bound, text in table.items():
        for phrase in text.split(";"):
            words = tuple(phrase.split())
            found.setdefault(words[side], []).append((words, bound))
    return {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in found.items()}


_BEFORE = _phrases(_BEFORE_TEXT, side=-1)
_AFTER = _phrases(_AFTER_TEXT, side=0)
_SKIPPED = frozenset(("a", "an", "the", "between", "from", "another", "its", "their", "$"))


def bound_before(tokens: Sequence[Token], i: int) -> Bound:
    """The bound that the words before token ``i`` give, "=" for none."""
    for k in (i - 1, i - 2):
        for words, bound in _BEFORE.get(lower_at(tokens, k), []):
            if phrase_at(tokens, k + 1 - len(words), words):
                return bound
        if lower_at(tokens, i - 1) not in _SKIPPED:
            break
    return "="


def bound_after(tokens: Sequence[Token], i: int) -> Bound:
    """The bound that the words from token ``i`` on give, "=" for none."""
    k = after_dash(tokens, i)
    for words, bound in _AFTER.get(lower_at(tokens, k), []):
        if phrase_at(tokens, k, words):
            return bound
    return "="
