"""Bytes to text: UTF-8 first, then what older programs write. Says why where it is no text."""

from __future__ import annotations

import codecs
import re
import unicodedata

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = "binary, not text"
_CONTROLS = 0.05
"""The share of control characters that no text has: chance alone gives bytes a tenth."""

# A capital with an accent inside a word ("donÕt") shows that the letters were written in another code.
_MISREAD = re.compile(r"[a-z][À-ÖØ-Þ]|[a-zA-Z][¡-©«-¹»-¿×÷ƒˆ†‡‰][a-z]")


# What UTF-8 looks like when it is read as Windows' western code: "â€œ" for a quote, "Ã©" for é, "â‚¬" for the euro.
_MOJIBAKE = re.compile(r"â€[\w™œ\x9d“”¦\u02dc\u2122]|â‚¬|Ã[\x80-\xbf¡-¿€-™]|Â[£€¥°§©®½¼¾·«»\xa0]")


class NotText(Exception):
    """The content is no text that can be read. The message is the reason, fit to be shown."""


def decode(raw: bytes) -> tuple[str, str]:
    """The text as it is, line breaks untouched, without the byte order mark; the encoding where it is only a guess.

    Raises NotText.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(_strict(raw[len(mark) :], encoding)), ""
    if b"\0" in raw:
        raise NotText(_BINARY)
    try:
        return _checked(raw.decode("utf-8")), ""
    except UnicodeDecodeError as error:
        if _mostly_utf8(raw):
            raise NotText(f"cannot be decoded: broken UTF-8 at byte {error.start}") from None
    if text := _western(raw):
        return _checked(text), ""
    text, encoding = _guessed(raw)
    return _checked(text), encoding


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"cannot be decoded: broken {encoding[:6].upper().rstrip('-')} at byte {error.start}") from None


def _checked(text: str) -> str:
    controls = sum(unicodedata.category(char) == "Cc" and char not in "\t\n\v\f\r\x85" for char in text)
    if "\0" in text or controls > _CONTROLS * len(text):
        raise NotText(_BINARY)
    return text


def _mostly_utf8(raw: bytes) -> bool:
    """Whether more characters are right in UTF-8 than wrong: bytes of older codes are hardly ever right by chance."""
    text = raw.decode("utf-8", "replace")
    return sum(char > "\x7f" and char != "\ufffd" for char in text) > text.count("\ufffd")


def _western(raw: bytes) -> str:
    """The text in Windows' western code (which holds Latin-1), or "" where it does not look like that."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    letters = [char for char in text if char.isalpha()]
    accented = sum(char > "\x7f" for char in letters)
    foreign_script = accented * 2 > len(letters)  # Russian, Greek and the like come out as accents alone
    return "" if foreign_script or _MISREAD.search(text) else text


def _guessed(raw: bytes) -> tuple[str, str]:
    """The text in the code that fits best, and that code. Raises NotText where none does."""
    from charset_normalizer import from_bytes  # here, because few files need it

    best = from_bytes(raw).best()
    if best is None:
        raise NotText("cannot be decoded: the text is in no known encoding (save it as UTF-8)")
    return str(best), best.encoding.replace("_", "-")


def mended(text: str) -> tuple[str, tuple[str, str] | None]:
    """The text without mojibake, and an example of it (as it was, as it should be), None where none was."""
    found = _MOJIBAKE.search(text)
    if not found:
        return text, None
    from ftfy import fix_encoding  # here, because few files need it

    better = fix_encoding(text)
    return (better, (found[0], fix_encoding(found[0]))) if better != text else (text, None)
