"""RSS and Atom feeds to articles: one for each entry."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from auditor.ingest.boilerplate import stands_alone
from auditor.ingest.page import fragment
from auditor.ingest.reading import Block, Content, Reading, Unreadable, made, told
from auditor.model import Article

_TEASER = 300
"""Entries shorter than this tell that there is more on the page."""


def read(content: Content) -> Reading:
    """The entries of a feed with what text they carry. Raises Unreadable for what is no feed."""
    from feedparser import parse

    if b"<!ENTITY" in content.raw[:5000]:
        raise Unreadable("a feed with entity declarations, which are not expanded for safety")
    feed = parse(content.raw, sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise Unreadable(_no_feed(feed))
    if not feed.entries:
        raise Unreadable("no article: a feed without entries")
    source = _text(feed.feed.get("title"))
    articles = [_article(content, n, entry, source) for n, entry in enumerate(feed.entries, 1)]
    told_ = [article for article in articles if any(part for part in article.text.split("\n")[1:])]
    faults = []
    if feed.bozo and _cut_off(content.raw):
        faults.append("damaged: the feed is cut off; the entries up to there were read")
    if len(told_) < len(articles):
        faults.append(f"{len(articles) - len(told_)} entries of {len(articles)} have no text but their headline")
    if told_ and all(len(article.text) < _TEASER for article in told_):
        faults.append("its entries are only the first lines of articles: save the articles for the whole text")
    return Reading(tuple(articles), told(content, *faults))


def _no_feed(feed: Mapping[str, Any]) -> str:
    error = feed.get("bozo_exception")
    return (
        "not a feed: no RSS or Atom in this XML file" if not error else f"not a feed, or damaged: {_line(str(error))}"
    )


def _line(text: str) -> str:
    return " ".join(text.split())[:80]


def _cut_off(raw: bytes) -> bool:
    return not raw.rstrip().endswith((b"</rss>", b"</feed>", b"</rdf:RDF>", b"</RDF>"))


def _article(content: Content, number: int, entry: dict[str, Any], feed: str) -> Article:
    title = _text(entry.get("title"))
    texts = [each.get("value", "") for each in entry.get("content", ())] or [entry.get("summary", "")]
    blocks: list[Block] = [("heading", title)] if title else []
    blocks += [each for each in fragment(max(texts, key=len)) if each[1] != title and not stands_alone(each[1])]
    published, modified = (_time(entry, key) for key in ("published", "updated"))
    article = made(
        content, blocks or [(None, "")], number, title=title or (blocks[0][1][:200] if blocks else ""),
        source=_text(entry.get("source", {}).get("title")) or feed, url=_link(entry), author=_text(entry.get("author")),
        published=published or modified, modified=modified if published else "",
    )  # fmt: skip
    return replace(article, published_from="metadata" if article.published else "unknown")


def _link(entry: Mapping[str, Any]) -> str:
    link = str(entry.get("link") or entry.get("id") or "")
    return link if link.startswith(("http://", "https://")) else ""


def _text(value: Any) -> str:
    """A field as plain text: titles may hold HTML."""
    text = " ".join(str(value or "").split())
    return " ".join(piece for _, piece in fragment(text)) if "<" in text or "&" in text else text


def _time(entry: dict[str, Any], key: str) -> str:
    """The ISO time in UTC of a field that feedparser could read, or ""."""
    parsed = dict.get(entry, f"{key}_parsed")  # feedparser's own get fills one time in for the other, with a warning
    return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else ""
