"""PDF and Word files made by LibreOffice are read word for word, in the order of the text."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from auditor import ingest
from auditor.model import Article

MADE = Path(__file__).parent / "made"
NAMES = ("one-column", "two-columns")


def read(path: Path) -> Article:
    (article,), problems = ingest.read([path])
    assert problems == ()
    return article


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:-\w+)*", text)


def written(name: str) -> str:
    """The text of the document that the files were made from, without its header and footer."""
    body = (MADE / f"{name}.fodt").read_text("utf-8").partition("<office:text>")[2]
    return re.sub(r"<[^>]+>", "", re.sub(r"</text:(?:p|h)>", " ", body))


def parts(article: Article, role: str) -> list[str]:
    return [article.text[part.start : part.end] for part in article.parts if part.role == role]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_every_word_is_read_once_and_no_header_footer_or_hyphen_of_the_line(name: str, ending: str) -> None:
    article = read(MADE / f"{name}.{ending}")
    assert Counter(words(article.text)) == Counter(words(written(name)))


@pytest.mark.parametrize("name", NAMES)
def test_the_pdfs_do_hold_what_must_be_removed(name: str) -> None:
    """Else the test above would prove nothing: words parted at line ends, and page numbers."""
    from pdfminer.high_level import extract_text

    raw = extract_text(MADE / f"{name}.pdf")
    assert len(re.findall(r"\w[-\u00ad\u2010]\n\w", raw)) >= 5
    assert re.search(r"Page 2 of [23]", raw)
    assert b"/Image" in (MADE / "scanned.pdf").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_of_a_pdf_are_read_one_after_the_other(name: str) -> None:
    found, wanted = words(read(MADE / f"{name}.pdf").text), words(written(name))
    assert found == wanted


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_title_date_and_parts(ending: str) -> None:
    article = read(MADE / f"one-column.{ending}")
    assert article.title == "Harbour board puts off the deep-water quay"
    assert (article.published, article.published_from) == ("2026-04-09", "text")
    assert parts(article, "heading") == [
        article.title,
        "What it means for the shipping lines",
        "The costs compared",
        "How the borings were made",
    ]
    assert parts(article, "list")[1] == "The breakwater is to be lengthened by 140 metres."
    assert parts(article, "table") == [
        "Part | Budget | Now",
        "Piling | 61 million | 98 million",
        "Breakwater | 40 million | 52 million",
        "Dredging | 64 million | 64 million",
    ]
    assert parts(article, "boilerplate") == ["Published 9 April 2026"]


def _reason(tmp_path: Path, name: str, raw: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(raw)
    articles, problems = ingest.read([path])
    assert articles == ()
    (problem,) = problems
    return problem.reason


def test_files_that_cannot_be_read_give_one_line_each(tmp_path: Path) -> None:
    pdf, docx = (MADE / "one-column.pdf").read_bytes(), (MADE / "one-column.docx").read_bytes()
    assert _reason(tmp_path, "empty.pdf", b"") == "empty"
    assert _reason(tmp_path, "empty.docx", b"") == "empty"
    assert _reason(tmp_path, "cut.pdf", pdf[: len(pdf) // 2]) == "damaged: the PDF is cut off"
    assert _reason(tmp_path, "cut.docx", docx[: len(docx) // 2]) == "damaged: the document is cut off"
    assert _reason(tmp_path, "text.pdf", b"Just a text, really.") == "not a PDF file, whatever its name says"
    assert _reason(tmp_path, "text.docx", b"Just a text.") == "not a Word document, whatever its name says"
    assert _reason(tmp_path, "old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).startswith("encrypted, or")
    assert _reason(tmp_path, "zip.docx", _zipped({"hello.txt": b"hi"})).startswith("damaged, cannot be read as a Word")


def test_a_scanned_and_an_encrypted_pdf(tmp_path: Path) -> None:
    assert _reason(tmp_path, "scan.pdf", (MADE / "scanned.pdf").read_bytes()).startswith("scanned: its pages are")
    assert _reason(tmp_path, "locked.pdf", (MADE / "encrypted.pdf").read_bytes()).startswith("encrypted: save it")


def _zipped(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()
