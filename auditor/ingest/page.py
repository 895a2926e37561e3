"""A saved web page to its article, or to the posts of a live blog."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import lxml.html

from auditor.ingest import page_live, page_metadata, page_walls
from auditor.ingest.page_blocks import Found, all_blocks, article_blocks
from auditor.ingest.page_metadata import Metadata
from auditor.ingest.page_tree import parse
from auditor.ingest.reading import Block, Content, Reading, Unreadable, made, told
from auditor.ingest.shown_date import shown_date
from auditor.model import Article, KnownFrom


def read(content: Content) -> Reading:
    """The page's article; for a live blog its head and then its posts. Raises Unreadable where there is no article."""
    tree = parse(content.raw)
    known = page_metadata.read(tree)
    posts = page_live.posts(tree, known)
    found = article_blocks(tree, known)
    if reason := page_walls.refusal(tree, known, found):
        raise Unreadable(reason)
    article = _article(content, known, found)
    if posts:
        return Reading((article, *_posts(content, article, posts)))
    doubt = page_walls.doubt(tree, known, found)
    return Reading((article,), told(content, doubt) if doubt else ())


def fragment(html: str) -> list[Block]:
    """The blocks of a piece of HTML that is an article already, such as a feed's: nothing is taken for furniture."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    return [(found.role, found.text) for found in all_blocks(tree)]


def _article(content: Content, known: Metadata, found: Sequence[Found]) -> Article:
    blocks: list[Block] = [(each.role, each.text) for each in found]
    if known.title and not any(role == "heading" and text == known.title for role, text in blocks):
        blocks.insert(0, ("heading", known.title))
    published, known_from = _published(known, found)
    article = made(
        content, blocks, title=known.title or blocks[0][1][:200], source=known.site, url=known.url, author=known.author,
        published=published, modified=known.modified,
    )  # fmt: skip
    return replace(article, published_from=known_from)


def _published(known: Metadata, found: Sequence[Found]) -> tuple[str, KnownFrom]:
    """When the page appeared: by its metadata, by what it shows its readers, or by its address."""
    if known.published:
        return known.published, "metadata"
    if day := shown_date(known.shown):
        return day, "text"
    return (known.address_date, "metadata") if known.address_date else ("", "unknown")


def _posts(content: Content, whole: Article, posts: Sequence[page_live.Post]) -> list[Article]:
    return [
        replace(
            made(
                content, post.blocks, n, title=post.title or whole.title, source=whole.source, url=whole.url,
                author=post.author, published=post.time or whole.published, update_of=whole.path,
            ),
            published_from="metadata" if post.time else whole.published_from,
        )
        for n, post in enumerate(sorted(posts, key=lambda post: post.time), 2)
    ]  # fmt: skip


def mailed(raw: bytes) -> list[Block]:
    """The blocks of a mail's HTML: all that it shows, since a newsletter has no furniture but its own."""
    tree = parse(raw)
    return [(found.role, found.text) for found in all_blocks(next(tree.iter("body"), tree))]
