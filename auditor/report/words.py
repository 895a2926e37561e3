"""Small pieces of wording that every form of the report shares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import PurePath

from auditor.model import Article, Bound, Claim, Scalar, Severity, Verdict
from auditor.values.display import plural

SEVERITY: dict[Severity, str] = {"high": "High", "medium": "Medium", "low": "Low"}

VERDICT: dict[Verdict, tuple[str, str]] = {
    "contradiction": ("Contradiction", "The positions cannot all hold as written."),
    "self-contradiction": ("Self-contradiction", "One article gives both answers."),
    "update": ("Update", "Each position may hold at its own time."),
    "misattribution": ("Misattribution", "A figure is tied to different things."),
    "wording": ("Wording", "The wording differs in strength or scope."),
}
"""Each verdict's name and what it means."""

GRAVITY: dict[Severity, str] = {
    "high": "Answers to one question that exclude each other. Check these before anything is published.",
    "medium": "Very likely one question, and the answers differ. Worth reading; some will be two different things.",
    "low": "Brought together by their words alone, or a difference of wording. Worth a look; many are none.",
}
"""What each severity asks of the reader."""

BOUND: dict[Bound, str] = {"=": "", "~": "about ", "<": "below ", ">": "above ", "<=": "at most ", ">=": "at least "}

_UNCOUNTED = ("percent", "magnitude", "score")

LONGEST_NUMBER = 30
"""Digits beyond which a number is given with an exponent."""

# Embeddings, overrides and isolates turn the text around them about; other control characters have no shape.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def flat(text: str) -> str:
    """``text`` without control characters and with single spaces for all white space."""
    if text.isprintable() and "  " not in text:  # nothing to do, as for nearly every text
        return text
    return re.sub(r"\s+", " ", _UNSEEN.sub("", text))


def clean(text: str, limit: int = 0) -> str:
    """``text`` on one line without control characters, cut with an ellipsis at ``limit`` characters (0: whole)."""
    line = flat(text).strip()
    return line if not limit or len(line) <= limit else line[: limit - 1].rstrip() + "…"


def source_name(article: Article) -> str:
    """Who says so: the article's source, otherwise its file's name without the ending."""
    return article.source or PurePath(article.path).stem or article.id


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order of first mention, each once."""
    return tuple(dict.fromkeys(names))


def counted(number: int, noun: str) -> str:
    """ "1 source", "2 sources": for nouns that take an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(items: Iterable[str]) -> str:
    """ "a, b and c"."""
    *first, last = items
    return f"{', '.join(first)} and {last}" if first else last


def few(items: Sequence[str], most: int = 4) -> str:
    """ "a, b, c, d and 3 more"."""
    rest = len(items) - most
    return listed([*items[:most], f"{rest} more"]) if rest > 0 else listed(items) if items else ""


def number(value: Decimal) -> str:
    """Digits in groups of three: 84,000,000,000 or 18.4."""
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_NUMBER:
        return str(value)
    return f"{value:,f}"


def normalised(claim: Claim) -> str:
    """The claim's value as the auditor read it: "about 84,000,000,000 USD", "yes", "2041"."""
    if isinstance(claim.value, bool):
        return "yes" if claim.value else "no"
    link = "\u2013" if claim.unit == "score" else " to "
    upper = f"{link}{number(claim.upper)}" if claim.upper is not None else ""
    return f"{BOUND[claim.bound]}{_scalar(claim.value)}{upper}{_unit(claim)}"


def _unit(claim: Claim) -> str:
    """ " USD", " people", " dollars per share": nouns in the plural, save for 1."""
    noun, _, rate = claim.unit.partition("/")
    if noun.islower() and noun not in _UNCOUNTED and (claim.upper or claim.value) != 1:
        noun = plural(noun)
    return (f" {noun}" if noun else "") + (f" per {rate}" if rate else "")


def _scalar(value: Scalar) -> str:
    return number(value) if isinstance(value, Decimal) else str(value)


def certainty(confidence: float) -> str:
    """A confidence of 0 to 1 in words."""
    steps = ((0.9, "very confident"), (0.75, "confident"), (0.5, "fairly confident"))
    return next((words for least, words in steps if confidence >= least), "not confident")
