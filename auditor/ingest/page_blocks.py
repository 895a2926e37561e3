"""The blocks of a page that are its article, each marked as what it is.

Trafilatura says which text is the article's. It loses what stands outside of the running text (headline, standfirst,
summary boxes, captions, pull quotes, some tables and lists), so the page is walked once more, and such blocks are taken
up where they stand within the article and nothing marks them as furniture of the site.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from auditor.ingest.boilerplate import stands_alone
from auditor.ingest.page_metadata import Metadata
from auditor.ingest.page_tree import BLOCK, RULES, UNSEEN, ancestors, broken, hidden, shown, text_of, words
from auditor.model import Role

_JUNK, _SUMMARY, _STANDFIRST = (frozenset(RULES[name]) for name in ("junk", "summary", "standfirst"))
_JUNK_PAIRS, _SUMMARY_PAIRS, _STANDFIRST_PAIRS = (
    [frozenset(pair.split()) for pair in RULES[name]] for name in ("junk_pairs", "summary_pairs", "standfirst_pairs")
)
_SUMMARY_NAMES = re.compile(RULES["summary_heading"], re.IGNORECASE)
_JUNK_TAGS = frozenset({"nav", "footer", "form", "amp-sidebar", "amp-consent", "amp-user-notification", "menu"})
_PULL = frozenset({"pullquote", "pull"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_CELL = 200
_MOST, _HOME = 0.5, 0.8
_BEHIND = 7
"""So many blocks behind the last chosen one may still be the article's."""


@dataclass(frozen=True, slots=True)
class Found:
    """A block of a page: the element whose text it is, the text on one line, and what it is."""

    element: HtmlElement
    text: str
    role: Role | None


def all_blocks(top: HtmlElement) -> Iterator[Found]:
    """Every block of text below an element, in the order of the page."""
    if not isinstance(top.tag, str) or top.tag in UNSEEN or hidden(top):
        return
    if top.tag == "table" and _holds_data(top):
        yield from _rows(top)
    elif any(_has_blocks(child) for child in top):
        yield from _mixed(top)
    else:
        yield from _loose(top, [*shown(top)])


def article_blocks(tree: HtmlElement, known: Metadata) -> list[Found]:
    """The blocks that are the article, headline and boxes included."""
    blocks = list(all_blocks(next(tree.iter("body"), tree)))
    chosen = _chosen(tree, blocks)
    place = _place(blocks, chosen, known)
    chosen = [block for block in chosen if not place.in_junk(block.element)]
    place = _place(blocks, chosen, known)
    taken = set(chosen)
    kept = [b for b in blocks if (b in taken or _belongs(b, place)) and not place.in_junk(b.element)]
    return _marked(_once([b for b in kept if not _furnishes(b, place)]), place)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page's article stands on it.

    order: each block's number. heading, first, last: the numbers of the headline and of the first and last block
    that trafilatura chose. heavy: the elements that hold most of the chosen text; home: the innermost of them.
    """

    known: Metadata
    order: Mapping[Found, int]
    heading: int
    first: int
    last: int
    heavy: frozenset[HtmlElement]
    home: HtmlElement | None

    def in_junk(self, element: HtmlElement) -> bool:
        """Is it inside furniture? What holds most of the article's text is none, whatever its name."""
        return any(is_junk(each) for each in ancestors(element) if each not in self.heavy)

    def is_headline(self, block: Found) -> bool:
        return self.order[block] == self.heading


def _place(blocks: Sequence[Found], chosen: Sequence[Found], known: Metadata) -> Place:
    order = {block: n for n, block in enumerate(blocks)}
    first, last = (order[chosen[0]], order[chosen[-1]]) if chosen else (0, -1)
    total = sum(len(block.text) for block in chosen)
    weight: Counter[HtmlElement] = Counter()
    for block in chosen:
        for each in ancestors(block.element):
            weight[each] += len(block.text)
    depth = {each: sum(1 for _ in ancestors(each)) for each in weight}
    main = [each for each in weight if weight[each] > _HOME * total]
    heading = next(
        (n for n, b in enumerate(blocks) if known.heading is not None and known.heading in ancestors(b.element)), -1
    )
    if heading < 0:
        heading = next((n for n, block in enumerate(blocks) if block.text == known.title), -1)
    return Place(
        known, order, heading, first, last,
        frozenset(each for each in weight if weight[each] > _MOST * total),
        max(main, key=depth.__getitem__, default=None),
    )  # fmt: skip


def _mixed(top: HtmlElement) -> Iterator[Found]:
    """Blocks of an element that holds both text and further blocks: the loose text between them counts as blocks."""
    loose = [top.text or ""]
    for child in top:
        if _has_blocks(child):
            yield from _loose(top, loose)
            yield from all_blocks(child)
            loose = []
        else:
            loose += shown(child)
        loose.append(child.tail or "")
    yield from _loose(top, loose)


def _loose(top: HtmlElement, pieces: Sequence[str]) -> Iterator[Found]:
    for line in broken("".join(pieces)):
        yield Found(top, line, _role(top) or _inline_caption(top, line))


def _inline_caption(top: HtmlElement, line: str) -> Role | None:
    """Whether a line is the text of an element within its paragraph that is called a caption."""
    marked = (each for each in top.iter("em", "i", "small", "span") if "caption" in words(each))
    return "caption" if any(text_of(each) == line for each in marked) else None


def _has_blocks(element: HtmlElement) -> bool:
    """Whether the element is a block or holds one."""
    return isinstance(element.tag, str) and any(
        child.tag in BLOCK for child in element.iter() if isinstance(child.tag, str)
    )


def _role(element: HtmlElement) -> Role | None:
    """What the element's own tag and those around it say that it is."""
    for each in list(ancestors(element))[:4]:
        if each.tag in _HEADINGS:
            return "heading"
        if each.tag in ("figcaption", "caption") or "caption" in words(each):
            return "caption"
        if words(each) & _PULL and each.tag not in ("body", "main", "article"):
            return "quote"
    return "list" if next((e for e in ancestors(element) if e.tag in ("li", "p", "dd")), element).tag == "li" else None


def _holds_data(table: HtmlElement) -> bool:
    """Whether a table tells data, not where things stand on the page."""
    if any(True for _ in table.iterdescendants("table")) or table.get("role") == "presentation":
        return False
    cells = list(table.iter("td", "th"))
    rows = list(table.iter("tr"))
    return len(cells) > len(rows) > 1 and all(len(text_of(cell)) <= _LONGEST_CELL for cell in cells)


def _rows(table: HtmlElement) -> Iterator[Found]:
    for row in table.iter("caption", "tr"):
        if row.tag == "caption":
            if text := text_of(row):
                yield Found(row, text, "caption")
            continue
        cells = [text for cell in row if isinstance(cell.tag, str) and (text := text_of(cell))]
        if cells:
            yield Found(row, " | ".join(cells), "table")


def _chosen(tree: HtmlElement, blocks: Sequence[Found]) -> list[Found]:
    """The blocks whose text trafilatura takes for the article's."""
    main = _main_text(tree)
    lines = {_key(line) for line in main.splitlines()}
    whole = _key(main)
    return [b for b in blocks if (key := _key(b.text)) and (key in lines or (len(key) > 40 and key in whole))]


def _main_text(tree: HtmlElement) -> str:
    """The text that trafilatura takes for the article's, block by block."""
    import logging

    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # their complaints are told in our words
    found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True, with_metadata=False)
    return str(getattr(found, "text", "") or "") if found is not None else ""


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def is_junk(element: HtmlElement) -> bool:
    if element.tag in ("html", "body", "main", "article"):
        return False
    named = words(element)
    if element.tag in _JUNK_TAGS or named & _JUNK or element.get("aria-hidden") == "true":
        return not (named & (_PULL | _SUMMARY | _STANDFIRST) and element.tag not in _JUNK_TAGS)
    return any(pair <= named for pair in _JUNK_PAIRS)


def _belongs(block: Found, place: Place) -> bool:
    """Whether a block that trafilatura left out is the article's all the same: by its place and its sort."""
    n = place.order[block]
    if place.is_headline(block):
        return True
    if place.home is None:
        return False
    special = block.role in ("caption", "quote") or _boxed(block, place) or _in_prose(block)
    if 0 <= place.heading < n < place.first:
        return special or _stands_first(block, place.known)
    if not place.first < n < place.last + _BEHIND or place.home not in ancestors(block.element):
        return False
    beside = block.element.getparent() is place.home and block.element.tag in (
        "p",
        "ul",
        "ol",
        "blockquote",
        *_HEADINGS,
    )
    return beside or special or (n < place.last and block.role is not None)


def _in_prose(block: Found) -> bool:
    return block.element.tag == "p" and len(block.text) > 60 and block.text[-1] in '.!?”"'


def _stands_first(block: Found, known: Metadata) -> bool:
    """Whether the block is the summary under the headline."""
    around = [words(each) for each in list(ancestors(block.element))[:3]]
    if any(named & _STANDFIRST or any(pair <= named for pair in _STANDFIRST_PAIRS) for named in around):
        return True
    return len(block.text) > 40 and _key(block.text) == _key(known.description)


def _boxed(block: Found, place: Place) -> bool:
    """Whether the block stands in a box that sums the article up: by its name, or by the heading it begins with."""
    around = [each for each in list(ancestors(block.element))[:5] if each.tag not in ("body", "main", "article", "p")]
    named = [words(each) for each in around if each not in place.heavy]
    return any(each & _SUMMARY or any(pair <= each for pair in _SUMMARY_PAIRS) for each in named) or any(
        each[0].tag in _HEADINGS and _SUMMARY_NAMES.fullmatch(text_of(each[0])) for each in around if len(each)
    )


def _furnishes(block: Found, place: Place) -> bool:
    """Whether the block is furniture by its words ("Advertisement"), all one link, or a mark above the headline."""
    if place.is_headline(block):
        return False
    above = place.order[block] < place.heading and len(block.text) < 60 and block.role in (None, "heading", "list")
    return above or stands_alone(block.text) or _links(block)


def _links(block: Found) -> bool:
    """Whether all of a block is one link: to another story, not of this one."""
    if block.role in ("table", "caption"):
        return False
    link = next(
        (e for e in (*ancestors(block.element), *block.element.iter("a")) if e.tag == "a" and e.get("href")), None
    )
    return link is not None and _key(block.text) in _key(text_of(link))


def _once(blocks: Sequence[Found]) -> list[Found]:
    """The blocks, each text once: pages repeat headlines and pull quotes for other screens."""
    first: dict[str, Found] = {}
    for block in blocks:
        first.setdefault(_key(block.text) or block.text, block)
    return [block for block in blocks if first[_key(block.text) or block.text] is block]


def _marked(blocks: Sequence[Found], place: Place) -> list[Found]:
    """The blocks with the roles that only their place in the article shows."""
    marked = []
    prose = False
    for block in blocks:
        role = block.role
        if place.is_headline(block):
            role = "heading"
        elif _boxed(block, place) and role != "heading":
            role = "summary"
        elif not prose and role in (None, "heading") and _stands_first(block, place.known):
            role = "standfirst"
        prose = prose or role is None
        marked.append(replace(block, role=role))
    while len(marked) > 1 and marked[-1].role == "heading":
        marked.pop()  # it heads what is left out
    return marked
