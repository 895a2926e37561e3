"""Text cut into the tokens that the number grammar reads. Linear time, no library."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

THIN_SPACES = "\u00a0\u2009\u202f"
"""No-break, thin and narrow no-break space: they group digits ("10 000")."""
DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
FRACTION_SIGNS = "\u00bc-\u00be\u2150-\u215e"

_LETTER = rf"[^\W\d_{FRACTION_SIGNS}]"
_TOKEN = re.compile(
    # Digits with separators. A blank groups only before "000": other triples may be a list.
    rf"(?P<num>(?:(?<![\w.])\.)?[0-9]+(?:[.,][0-9]+|[{THIN_SPACES}][0-9]{{3}}(?![0-9])|,?\x20000(?![0-9])|\x20[0-9]{{3}}(?=\x20000(?![0-9])))*)"
    rf"|(?P<word>(?:{_LETTER}\.){{2,}}|{_LETTER}+(?:\u00ad{_LETTER}+)*(?:['\u2019]{_LETTER}+)?)"
    r"|(?P<sym>\S)"
)


class Token(NamedTuple):
    """One token at ``start:end``; ``lower`` is its text in lower case, without soft hyphens."""

    text: str
    lower: str
    start: int
    end: int
    kind: Literal["num", "word", "sym"]


def tokenize(text: str) -> list[Token]:
    """All tokens of the text, in order; white space falls between them."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    kind: Literal["num", "word", "sym"] = (
        "num" if match.lastgroup == "num" else "word" if match.lastgroup == "word" else "sym"
    )
    return Token(text, text.lower().replace("\u00ad", ""), match.start(), match.end(), kind)


def lower_at(tokens: Sequence[Token], i: int) -> str:
    """The token's text in lower case, or "" outside the text."""
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` follows the one before it without a space."""
    return 0 < i < len(tokens) and tokens[i - 1].end == tokens[i].start


def is_dash(tokens: Sequence[Token], i: int) -> bool:
    """Whether token ``i`` is a hyphen or dash of any kind."""
    return lower_at(tokens, i) in DASHES


def after_dash(tokens: Sequence[Token], i: int) -> int:
    """The index behind a single dash at ``i``, or ``i`` itself where there is none."""
    return i + 1 if is_dash(tokens, i) else i


def phrase_at(tokens: Sequence[Token], i: int, words: Sequence[str]) -> bool:
    """Whether the tokens from ``i`` on are these words."""
    return all(lower_at(tokens, i + k) == word for k, word in enumerate(words))


def words(text: str) -> frozenset[str]:
    """The words of a text between blanks: how the word lists of the grammar are written."""
    return frozenset(text.split())
