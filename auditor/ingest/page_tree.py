"""HTML to a tree, and what everybody asks of its elements."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement

from auditor.ingest.decode import NotText, decode
from auditor.ingest.reading import Unreadable

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,30})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NAME = re.compile(r"[A-Za-z0-9]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

RULES = tomllib.loads((Path(__file__).parent / "page.toml").read_text("utf-8"))
BLOCK = frozenset(RULES["block_elements"])
"""Elements that stand on lines of their own."""
BREAK = "\u2028"
UNSEEN = frozenset(RULES["unseen_elements"])
"""Elements whose text is no text of the page."""


def parse(raw: bytes) -> HtmlElement:
    """The page's tree. Raises Unreadable where there is nothing in it."""
    text = _DECLARATION.sub("", _decoded(raw)).replace("\0", "")
    if not text.strip():
        raise Unreadable("empty")
    try:
        tree = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(remove_pis=True, huge_tree=True))
    except (lxml.etree.ParserError, ValueError) as error:
        raise Unreadable(f"no web page: {error}") from None
    for credit in [e for e in tree.iter("span", "small", "div", "p", "cite") if _credits(e)]:
        credit.drop_tree()
    return tree


def _credits(element: HtmlElement) -> bool:
    """Whether an element names who took a picture."""
    return bool(words(element) & {"credit", "credits", "photographer"}) and len(text_of(element)) < 100


def _decoded(raw: bytes) -> str:
    """UTF-8 where it is that, else as the page says of itself, else as it looks."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(raw[:5000])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        try:
            name = declared[1].decode("ascii").lower()
            return raw.decode("cp1252" if name in ("iso-8859-1", "latin-1", "us-ascii") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    try:
        return decode(raw)[0]
    except NotText:
        if b"<" not in raw[:5000]:
            raise
        return raw.decode("utf-8", "replace")


def words(element: HtmlElement) -> frozenset[str]:
    """The words in the class, id and role of an element, in lower case: "relatedLinks" gives related and links."""
    names = " ".join(
        element.get(key, "") for key in ("class", "id", "role", "data-testid", "data-component", "itemprop")
    )
    return frozenset(word.lower() for name in _NAME.findall(names) for word in _split(name))


def _split(name: str) -> list[str]:
    """The words of a name in camel case; a name made by a machine ("dZAd") has none."""
    pieces = _WORD.findall(name)
    return [name] if any(len(piece) == 1 for piece in pieces) else pieces


def ancestors(element: HtmlElement, top: HtmlElement | None = None) -> Iterator[HtmlElement]:
    """The element and those around it, up to and without ``top``."""
    here: HtmlElement | None = element
    while here is not None and here is not top:
        yield here
        here = here.getparent()


def hidden(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style


def folded(text: str) -> str:
    """White space made one space; zero-width characters and soft hyphens of the layout taken out."""
    return re.sub(r"[^\S\u00a0\u2009\u202f]+", " ", re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)).strip()


def text_of(element: HtmlElement) -> str:
    """What the element shows, on one line."""
    return folded("".join(shown(element)))


def broken(text: str) -> list[str]:
    """The lines of a text that is broken by BREAK; a line that goes on in the middle of a sentence is none."""
    found: list[str] = []
    for line in filter(None, map(folded, text.split(BREAK))):
        if found and line[0].islower():
            found[-1] += " " + line
        else:
            found.append(line)
    return found


def shown(element: HtmlElement) -> Iterator[str]:
    """What the element shows, piece by piece, with BREAK for each line break."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or hidden(element):
        return
    if element.tag == "br":
        yield BREAK
    yield element.text or ""
    for child in element:
        if child.tag in BLOCK:
            yield " "
        yield from shown(child)
        yield child.tail or ""
