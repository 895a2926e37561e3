"""The posts of a live blog: each is an article of its own, with its own time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from auditor.ingest.boilerplate import is_furniture
from auditor.ingest.page_blocks import all_blocks, is_junk
from auditor.ingest.page_metadata import Metadata
from auditor.ingest.page_tree import ancestors, text_of, words
from auditor.ingest.published import iso
from auditor.ingest.reading import Block

_LIVE = frozenset({"live", "liveblog", "live-blog", "liveupdates"})
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a live blog: its ISO time and what it says."""

    title: str
    time: str
    blocks: tuple[Block, ...]
    author: str = ""


def posts(tree: HtmlElement, known: Metadata) -> list[Post]:
    """The posts of a live blog in the order of the page, taken out of the tree; none on other pages."""
    found = [e for e in _entries(tree) if known.live or any(words(a) & _LIVE for a in ancestors(e) if a.tag != "html")]
    made = [_post(entry, known) for entry in found]
    kept = [post for post in made if post.blocks]
    if len(kept) < _LEAST:
        return []
    for entry in found:
        entry.drop_tree()
    return kept


def _entries(tree: HtmlElement) -> Sequence[HtmlElement]:
    """The largest group of neighbours of one sort that each have a time of their own."""
    groups: dict[tuple[HtmlElement, str], list[HtmlElement]] = {}
    for time in tree.iter("time"):
        if not time.get("datetime"):
            continue
        for each in list(time.iterancestors())[:5]:
            parent = each.getparent()
            if parent is not None and each.tag in ("article", "li", "div", "section"):
                group = groups.setdefault((parent, each.tag), [])
                if each not in group:
                    group.append(each)
    large = [group for group in groups.values() if len(group) >= _LEAST and all(_prose(e) for e in group)]
    return max(large, key=len, default=[])


def _prose(entry: HtmlElement) -> bool:
    """Whether an entry tells something itself and does not only link to it."""
    return any(len(text_of(p)) > 40 for p in entry.iter("p", "div")) and not next(entry.iter("nav"), None)


def _post(entry: HtmlElement, known: Metadata) -> Post:
    time = next(iso(t.get("datetime", "")) for t in entry.iter("time") if t.get("datetime"))
    blocks: list[Block] = [(each.role, each.text) for each in _told(entry)]
    title = next((text for role, text in blocks if role == "heading"), "")
    return Post(title, time or known.published, tuple(blocks))


def _told(entry: HtmlElement) -> Iterator:  # type: ignore[type-arg]
    for each in all_blocks(entry):
        around = list(ancestors(each.element, entry))
        if any(e.tag == "time" or is_junk(e) for e in around) or is_furniture(each.text) or iso(each.text):
            continue
        if re.fullmatch(r"(?:updated |posted )?(?:at )?\d{1,2}[:.]\d\d.{0,20}", each.text, re.IGNORECASE):
            continue
        yield replace(each, role=each.role)
