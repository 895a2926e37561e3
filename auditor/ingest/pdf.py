"""PDF files with a text layer: lines and where they stand, put in order by ``pdf_layout``."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from auditor.ingest import pdf_layout
from auditor.ingest.boilerplate import marked
from auditor.ingest.pdf_layout import Line, Page
from auditor.ingest.reading import LIMIT, Block, Content, Reading, Unreadable, made, told
from auditor.ingest.shown_date import shown_date

_MOST_PAGES = 400
_ADDRESS = re.compile(r"https?://[^\s|]+")


def read(content: Content) -> Reading:
    """The article of a PDF. Raises Unreadable for what is encrypted, damaged or only pictures."""
    document = _opened(content)
    pages = list(islice(_pages(document), _MOST_PAGES + 1))
    if not pages:
        raise Unreadable("damaged: no page can be found in this PDF")
    if not any(page.lines for page in pages):
        raise Unreadable("scanned: its pages are pictures without text; run text recognition (OCR) over it first")
    blocks = marked(pdf_layout.blocks(pages[:_MOST_PAGES]))
    if not blocks:
        raise Unreadable("no text but headers and footers")
    title = _title(document, blocks)
    url = next((m[0] for page in pages for line in page.margin() if (m := _ADDRESS.search(line.text))), "")
    day = shown_date(text for _, text in blocks[:8])
    article = made(
        content, blocks, title=title, url=url, published=day, published_from="text" if day else "unknown",
    )  # fmt: skip
    return Reading((article,), told(content, *_doubts(pages)))


def _opened(content: Content) -> Any:
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # its complaints are told in our words
    try:
        return PDFDocument(PDFParser(io.BytesIO(content.raw)))
    except PDFPasswordIncorrect:
        raise Unreadable("encrypted: save it without its password") from None
    except PDFEncryptionError:
        raise Unreadable("encrypted in a way that cannot be read: save it without its protection") from None
    except PSException as error:
        raise Unreadable(_damaged(content.raw, error)) from None


def _damaged(raw: bytes, error: Exception) -> str:
    if not raw.startswith(b"%PDF"):
        return "not a PDF file, whatever its name says"
    cut = b"%%EOF" not in raw[-2000:]
    return (
        "damaged: the PDF is cut off" if cut else f"damaged, cannot be read as PDF: {' '.join(str(error).split())[:80]}"
    )


def _pages(document: Any) -> Iterator[Page]:
    """The lines of each page. A page that cannot be drawn counts as one without lines."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams(boxes_flow=None))
    interpreter = PDFPageInterpreter(manager, device)
    length = 0
    for page in PDFPage.create_pages(document):
        try:
            interpreter.process_page(page)
            layout = device.get_result()
            lines = tuple(_lines(layout))
            yield Page(lines, layout.width, layout.height)
            length += sum(len(line.text) for line in lines)
        except Exception:  # fonts and pictures of damaged files raise what they like: the other pages are read
            yield Page((), 1, 1, damaged=True)
        if length > LIMIT:
            return


def _lines(element: Any) -> Iterator[Line]:
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

    for each in element:
        if isinstance(each, LTTextLine):
            text = re.sub(r"\s+", " ", each.get_text()).strip()
            sizes = sorted(char.size for char in each if isinstance(char, LTChar))
            bold = any("bold" in char.fontname.lower() for char in each if isinstance(char, LTChar))
            if text:
                yield Line(each.x0, each.x1, each.y0, sizes[len(sizes) // 2] if sizes else each.height, text, bold)
        elif isinstance(each, LTTextContainer):
            yield from _lines(each)


def _title(document: Any, blocks: list[Block]) -> str:
    """The first heading of the largest print, or else what the file says of itself, or its first line."""
    heading = next((text for role, text in blocks[:6] if role == "heading"), "")
    return heading or _named(document) or blocks[0][1][:200]


def _named(document: Any) -> str:
    from pdfminer.utils import decode_text

    raw = next((info["Title"] for info in document.info if isinstance(info.get("Title"), bytes)), b"")
    title = " ".join(decode_text(raw).split())
    return "" if re.search(r"\.\w{2,4}$|^(?:untitled|microsoft word|document\d*)", title, re.IGNORECASE) else title


def _doubts(pages: list[Page]) -> Iterator[str]:
    if len(pages) > _MOST_PAGES:
        yield f"only its first {_MOST_PAGES} pages were read"
    for damaged, reason in ((True, "damaged, not read"), (False, "pictures without text, not read")):
        numbers = [str(n) for n, page in enumerate(pages, 1) if not page.lines and page.damaged == damaged]
        if numbers:
            shown = ", ".join(numbers[:5]) + (" and others" if len(numbers) > 5 else "")
            yield f"page{'s' if len(numbers) > 1 else ''} {shown}: {reason}"
