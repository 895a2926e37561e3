"""Pages that are no article, or only the start of one: cookie walls, paywalls, lists of links, errors."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from auditor.ingest.page_blocks import Found, all_blocks
from auditor.ingest.page_metadata import Metadata
from auditor.ingest.page_tree import RULES, text_of, words

_PAYWALL_WORDS = frozenset({"paywall", "piano", "regwall", "barrier", "metered", "premium"})
_PAYWALL, _BLOCKED = (re.compile(RULES[name], re.IGNORECASE) for name in ("paywall", "blocked"))
_COOKIES = re.compile(r"\b(?:cookies?|consent|your privacy|privacy (?:choices|settings|policy)|gdpr)\b", re.IGNORECASE)
_SHORT = 600
_LINKED = 0.55


def refusal(tree: HtmlElement, known: Metadata, found: Sequence[Found]) -> str:
    """Why the page holds no article, in one line, or ""."""
    prose = [b for b in found if b.role in (None, "list", "table", "summary", "standfirst", "quote")]
    length = sum(len(block.text) for block in prose)
    whole = text_of(tree)
    about_cookies = sum(len(b.text) for b in prose if _COOKIES.search(b.text))
    if _COOKIES.search(whole) and length < _SHORT * 3 and about_cookies * 2 >= length and not _sentences(prose):
        return "only a cookie or privacy notice, no article: save the page after answering it"
    if length < _SHORT and _BLOCKED.search(whole) and not _sentences(prose):
        return "no article: the site showed an error or a check for robots instead"
    if _lists(tree, known, prose):
        return "a list of links to articles, not an article: save the articles themselves"
    return "" if length > 20 else "no article found in this page"


def _sentences(blocks: Sequence[Found]) -> list[Found]:
    """The blocks that read like an article's and not like a notice."""
    return [b for b in blocks if len(b.text) > 80 and not _COOKIES.search(b.text) and not _BLOCKED.search(b.text)]


def doubt(tree: HtmlElement, known: Metadata, found: Sequence[Found]) -> str:
    """That only the start of the article is there, or ""."""
    if (_walled(tree) or not known.free) and sum(len(block.text) for block in found if block.role is None) < 4 * _SHORT:
        return "only the start of the article: the rest is behind a paywall"
    return ""


def _walled(tree: HtmlElement) -> bool:
    return any(
        words(e) & _PAYWALL_WORDS and _PAYWALL.search(text_of(e)) for e in tree.iter("div", "section", "aside", "p")
    ) or any(
        _PAYWALL.search(block.text) for block in all_blocks(next(tree.iter("body"), tree)) if len(block.text) < 200
    )


def _lists(tree: HtmlElement, known: Metadata, prose: Sequence[Found]) -> bool:
    """Whether the page is the front of a site or a section: most of its text links to other pages."""
    if known.published and known.sort.lower() in ("article", "newsarticle", "reportagenewsarticle", "blogposting"):
        return False
    cards = [e for e in tree.iter("h2", "h3", "h4") if next(e.iter("a"), None) is not None or _within_link(e)]
    paragraphs = [b for b in prose if b.role is None and b.element.tag == "p" and len(b.text) > 200]
    return len(cards) >= 4 and len(cards) > len(paragraphs) and _share_linked(prose) > _LINKED


def _within_link(element: HtmlElement) -> bool:
    return any(e.tag == "a" for e in element.iterancestors())


def _share_linked(prose: Sequence[Found]) -> float:
    """The share of teasers among what the page tells: a teaser stands beside a linked heading, or in a link."""
    return sum(_beside_card(block.element) for block in prose) / len(prose) if prose else 1.0


def _beside_card(element: HtmlElement) -> bool:
    card = element.getparent() if element.getparent() is not None else element
    headings = list(card.iter("h2", "h3", "h4"))
    linked = [h for h in headings if next(h.iter("a"), None) is not None or _within_link(h)]
    return _within_link(element) or (0 < len(linked) <= 2 and len(linked) == len(headings))
