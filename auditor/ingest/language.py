"""Whether a text is English. Sure only of texts that are long enough; the others pass."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LETTERS = 200
"""Fewer letters than this prove nothing."""
_READ = 6000
"""Characters that are looked at: more of them change no answer and cost time."""
_UNLIKELY = 0.01
_LIKELY = 0.5
_ENGLISH = ("en", "sco", "pcm")
_WORDS = ("the and of to that for from by which said has have were are this it they with will their been "
          "who after")  # fmt: skip
# No other language has these in every twelfth word: most texts never need the model, which takes a second to load.
_COMMON = frozenset(_WORDS.split())
_COMMON_SHARE = 1 / 12


def foreign(text: str) -> str:
    """The name of the language a text is in, where that is surely not English; else "".

    Texts of fewer than 200 letters always pass, as do doubtful ones. The same text always gets the same answer.
    """
    # Vowel signs of Indian scripts are marks, not letters, and belong to their words all the same.
    words = "".join(char if category(char)[0] in "LM" else " " for char in text[:_READ]).split()
    if sum(map(len, words)) < _LETTERS or _looks_english(words):
        return ""
    ranked = _identifier().rank(" ".join(words))
    english = sum(probability for code, probability in ranked if code in _ENGLISH)
    code, probability = ranked[0]
    return _name(code) if english < _UNLIKELY and probability > _LIKELY else ""


def _looks_english(words: list[str]) -> bool:
    return sum(word.lower() in _COMMON for word in words) > _COMMON_SHARE * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale(code).get_language_name("en") or code
    except UnknownLocaleError:
        return code
