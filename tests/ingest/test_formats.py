"""The formats: each has its reader and its row in the documents; names that say nothing are helped by the content."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.ingest.formats import ADVICE, FORMATS, SUFFIXES, format_of
from auditor.ingest.reading import Content

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_every_ending_has_its_row_in_the_documents() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| [\w -]+ \| `\.", line)]
    assert {ending for row in rows for ending in re.findall(r"`(\.\w+)`", row.split("|")[2])} == set(SUFFIXES)
    assert len(rows) == len(FORMATS)


def test_every_format_has_a_reader_and_no_ending_is_both_read_and_refused() -> None:
    assert all(callable(form.load()) for form in FORMATS)
    assert not set(ADVICE) & set(SUFFIXES)
    assert len(SUFFIXES) == sum(len(form.suffixes) for form in FORMATS)


@pytest.mark.parametrize(
    ("path", "raw", "name"),
    [
        ("a.txt", b"Bridge opens in May", "plain text"),
        ("a.txt", b"<!DOCTYPE html><html></html>", "web page"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", b'{"a": 1}', "plain text"),
        ("a.html", b"{}", "web page"),
        ("standard input", b"\xef\xbb\xbf  <html>", "web page"),
        ("standard input", b'[{"text": "x"}]', "JSON"),
        ("standard input", b"From: a@b.example\nSubject: x\n\nx", "e-mail"),
        ("standard input", b"<?xml version='1.0'?><rss>", "feed"),
        ("standard input", b"PK\x03\x04...", "zipped folder"),
        ("standard input", b"PK\x03\x04...word/document.xml", "Word"),
        ("standard input", b"From the bridge, one sees [the sea].", "plain text"),
    ],
)
def test_the_format_of_a_content(path: str, raw: bytes, name: str) -> None:
    assert format_of(Content(path, raw)).name == name
