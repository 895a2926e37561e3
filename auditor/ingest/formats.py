"""The kinds of files that can be read: which endings they have, what reads them, how large they may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from auditor.ingest.reading import LIMIT, Content, Reading

Reader = Callable[[Content], Reading]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. reader: the module of this room that reads it, loaded only when such a file is met.

    limit: bytes. start: how such a file begins, where its ending says nothing (standard input).
    """

    name: str
    suffixes: tuple[str, ...]
    reader: str
    limit: int = LIMIT
    start: str = ""

    def load(self) -> Reader:
        return cast(Reader, import_module(f"auditor.ingest.{self.reader}").read)


_MB = 1_000_000
TEXT = Format("plain text", (".txt", ".text"), "text")
FORMATS: tuple[Format, ...] = (
    TEXT,
    Format("Markdown", (".md", ".markdown"), "text"),
    Format(
        "web page",
        (".html", ".htm", ".xhtml"),
        "page",
        10 * _MB,
        r"<!doctype html|<html|<!--.{0,300}-->\s*<(!doctype )?html",
    ),
    Format("web page in one file", (".mhtml", ".mht"), "mail", 50 * _MB),
    Format("PDF", (".pdf",), "pdf", 50 * _MB, r"%PDF-"),
    Format("Word", (".docx",), "word", 50 * _MB),
    Format(
        "e-mail",
        (".eml",),
        "mail",
        50 * _MB,
        r"(?:(?:from|received|return-path|delivered-to|mime-version|message-id): )",
    ),
    Format("feed", (".rss", ".atom", ".xml"), "feed", 20 * _MB, r"<\?xml|<rss|<feed|<rdf"),
    Format("JSON", (".json",), "data", 50 * _MB, r"[\[{]\s*[\[{\"]"),
    Format("JSON Lines", (".jsonl", ".ndjson"), "data", 50 * _MB),
    Format("CSV", (".csv", ".tsv"), "data", 50 * _MB),
    Format("zipped folder", (".zip",), "archive", 200 * _MB, r"PK\x03\x04|PK\x05\x06"),
)
BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}
SUFFIXES = tuple(BY_SUFFIX)

ADVICE = {
    ".doc": "an old Word file: save it as .docx",
    ".docm": "a Word file with macros: save it as .docx",
    ".odt": "an OpenDocument file: save it as .docx",
    ".rtf": "a rich text file: save it as .docx",
    ".pages": "a Pages file: export it as .docx",
    ".epub": "an e-book: save its text as .html or .txt",
    ".msg": "an Outlook message: save it as .eml",
    ".mbox": "a whole mailbox: save its messages as .eml",
    ".webarchive": "a Safari web archive: save the page as .html",
    ".xlsx": "a spreadsheet: save it as .csv",
    ".xls": "a spreadsheet: save it as .csv",
    ".ods": "a spreadsheet: save it as .csv",
    ".rar": "an archive of a kind that cannot be opened: unpack it or zip the folder",
    ".7z": "an archive of a kind that cannot be opened: unpack it or zip the folder",
    ".gz": "an archive of a kind that cannot be opened: unpack it or zip the folder",
    ".tar": "an archive of a kind that cannot be opened: unpack it or zip the folder",
    ".tgz": "an archive of a kind that cannot be opened: unpack it or zip the folder",
}
"""Documents that people have and that cannot be read, with what to do."""

SHORT = ".txt, .md, .html, .pdf, .docx, .eml, .xml (feeds), .json, .jsonl, .csv or .zip"
"""The endings as messages name them."""


def suffix(path: str) -> str:
    """The ending of a file's name in lower case, with its dot; "" where it has none."""
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name.strip(".") else ""


def format_of(content: Content) -> Format:
    """The format by the ending, corrected where the content begins as another one does and can be nothing else."""
    named = BY_SUFFIX.get(suffix(content.path))
    if named not in (None, TEXT):
        return named or TEXT
    start = content.raw[:2000].decode("latin-1").lstrip("\xef\xbb\xbf \t\r\n")
    sure = ("page", "pdf") if named else ("page", "pdf", "mail", "feed", "data", "archive")
    found = next((each for each in FORMATS if each.start and each.reader in sure and _begins(each, start)), TEXT)
    return BY_SUFFIX[".docx"] if found.reader == "archive" and b"word/document.xml" in content.raw else found


def _begins(each: Format, start: str) -> bool:
    return bool(re.match(each.start, start, re.IGNORECASE | re.DOTALL))
