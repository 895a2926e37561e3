"""Word documents (.docx): paragraphs by their styles, and tables, in the order of the text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from auditor.ingest.boilerplate import marked
from auditor.ingest.reading import Block, Content, Reading, Unreadable, made
from auditor.ingest.shown_date import shown_date
from auditor.model import Role

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WHOLE = 200_000_000
_STYLES: tuple[tuple[str, Role], ...] = (
    (r"title|heading.*|kop.*", "heading"), (r"subtitle|standfirst|lead|intro.*", "standfirst"),
    (r"list.*", "list"), (r"caption|figure|illustration", "caption"), (r"intense quote|pull ?quote", "quote"),
)  # fmt: skip


def read(content: Content) -> Reading:
    """The article of a Word document. Headers, footers, notes and deleted text are no part of it."""
    document = _opened(content)
    blocks = marked(block for block in _blocks(document) if any(map(str.isalnum, block[1])))
    if not blocks:
        raise Unreadable("no text in this document")
    day = shown_date(text for _, text in blocks[:8])
    article = made(
        content, blocks, title=_title(document, blocks), published=day, published_from="text" if day else "unknown",
    )  # fmt: skip
    return Reading((article,))


def _opened(content: Content) -> Any:
    if content.raw.startswith(_OLE):
        raise Unreadable("encrypted, or an old Word file: save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content.raw)) as archive:
            if sum(each.file_size for each in archive.infolist()) > _WHOLE:
                raise Unreadable("too large when unpacked")
    except zipfile.BadZipFile:
        cut = content.raw.startswith(b"PK")
        raise Unreadable(
            "damaged: the document is cut off" if cut else "not a Word document, whatever its name says"
        ) from None
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(io.BytesIO(content.raw))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise Unreadable(f"damaged, cannot be read as a Word document: {' '.join(str(error).split())[:80]}") from None


def _blocks(document: Any) -> Iterator[Block]:
    from docx.table import Table

    for each in document.iter_inner_content():
        if isinstance(each, Table):
            yield from _rows(each)
            continue
        role = _role(each)
        for line in each.text.splitlines():
            if text := " ".join(line.replace("\u00ad", "").split(" ")).strip():
                yield role, text


def _rows(table: Any) -> Iterator[Block]:
    """The rows of a table; one that only sets things side by side gives its paragraphs."""
    for row in table.rows:
        merged = {id(cell._tc): cell.text.strip() for cell in row.cells}  # a merged cell comes once for each column
        cells = [text for text in merged.values() if text]
        if any(len(cell) > 200 for cell in cells):
            yield from ((None, line.strip()) for cell in cells for line in cell.splitlines() if line.strip())
        elif cells:
            yield "table", " | ".join(re.sub(r"\s+", " ", cell) for cell in cells)


def _role(paragraph: Any) -> Role | None:
    """What a paragraph is, by the name of its style, or by being numbered."""
    style = ((paragraph.style.name if paragraph.style is not None else "") or "").lower()
    named: Role | None = next((role for pattern, role in _STYLES if re.fullmatch(pattern, style)), None)
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    return named or ("list" if numbered else None)


def _title(document: Any, blocks: list[Block]) -> str:
    """The first heading, or else the title in the document's properties, or its first line."""
    heading = next((text for role, text in blocks[:5] if role == "heading"), "")
    said = (document.core_properties.title or "").strip()
    return heading or said or blocks[0][1][:200]
