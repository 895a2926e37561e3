"""What a web page says about itself: schema.org (JSON-LD), Open Graph, Dublin Core, and the marks of old systems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from auditor.ingest.page_dates import day_in, first_date, times
from auditor.ingest.page_tree import RULES, ancestors, folded, text_of, words

_TITLES, _SITES, _DATES, _CHANGES = (RULES[name] for name in ("titles", "sites", "dates", "changes"))
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_JOINTS = re.compile(r"\s+(?:[|·•»›—–:/-]+|::)\s+")
_LOGO = frozenset({"logo", "brand", "masthead", "sitename"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says: ISO dates, "" for what it does not say. shown: the lines around its headline."""

    title: str = ""
    site: str = ""
    author: str = ""
    published: str = ""
    modified: str = ""
    url: str = ""
    address_date: str = ""
    description: str = ""
    sort: str = ""
    live: bool = False
    free: bool = True
    heading: HtmlElement | None = None
    shown: tuple[str, ...] = ()


def read(tree: HtmlElement) -> Metadata:
    """The page's metadata."""
    meta = _meta(tree)
    nodes = list(_linked_data(tree))
    story: Mapping[str, Any] = next((n for n in nodes if _ARTICLE.search(_type(n)) and n.get("headline")), {})
    site = _site(meta, nodes, story)
    heading = _heading(tree, [*_said_titles(tree, meta, story)], site)
    url = _url(tree, meta, story)
    title, named = (text_of(heading), "") if heading is not None else _unmarked(tree, meta, story)
    site = site or named
    return Metadata(
        title=_without_site(title, site),
        site=site or _beside_title(tree, title) or _host(url),
        author=_author(tree, meta, story),
        published=_published(tree, meta, story, heading),
        modified=first_date((_text(story.get("dateModified")), *(meta.get(key, "") for key in _CHANGES))),
        url=url,
        address_date=day_in(url),
        description=meta.get("og:description") or meta.get("description", ""),
        sort=meta.get("og:type", "") or _type(story),
        live="LiveBlog" in _type(story),
        free=_free(nodes),
        heading=heading,
        shown=tuple(_near(tree, heading)),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Name -> content of the meta elements, the first of each name, names in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = folded(element.get("content", ""))
        for key in ("property", "name", "itemprop"):
            if value and (name := element.get(key, "").strip().lower()):
                found.setdefault(name, value)
    return found


def _linked_data(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The objects of the page's JSON-LD, those inside a graph or a list too."""
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            yield from _objects(_loaded(script.text or ""), 4)


def _loaded(text: str) -> Any:
    """The JSON, with the faults mended that hand-made pages have; None where it cannot be."""
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text)
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text.rstrip("; \n"))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for each in data:
            yield from _objects(each, depth)
    elif isinstance(data, dict) and depth:
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(data.get(key), depth - 1)


def _type(node: Mapping[str, Any]) -> str:
    kind = node.get("@type", "")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind)


def _text(value: Any) -> str:
    """A value of linked data as text: the name of an object, the first of a list."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@id") or "")
    return folded(_unescaped(value)) if isinstance(value, str) else ""


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def _said_titles(tree: HtmlElement, meta: Mapping[str, str], story: Mapping[str, Any]) -> list[str]:
    element = next(tree.iter("title"), None)
    of_page = folded(element.text or "") if element is not None else ""
    said = (_text(story.get("headline")), *(meta.get(key, "") for key in _TITLES), of_page)
    return [text for text in said if text]


def _heading(tree: HtmlElement, titles: list[str], site: str) -> HtmlElement | None:
    """The headline that readers see: of the headings the one most like what the page says its title is."""
    found = [h for h in tree.iter("h1", "h2", "h3") if text_of(h) and not _is_logo(h, site)]
    first = [h for h in found if h.tag == "h1" or "headline" in words(h)] or found
    if not titles:
        return first[0] if first and first[0].tag == "h1" else None
    likeness = {h: max(_likeness(text_of(h), title) for title in titles) for h in found}
    best = max(found, key=lambda h: (round(likeness[h], 1), h.tag == "h1", h.tag == "h2"), default=None)
    if best is not None and likeness[best] >= 0.5:
        return best
    single = [h for h in first if h.tag == "h1"]
    return single[0] if len(single) == 1 and len(text_of(single[0]).split()) > 3 else None


def _unmarked(tree: HtmlElement, meta: Mapping[str, str], story: Mapping[str, Any]) -> tuple[str, str]:
    """The title, and the site's name, of a page without a heading: as it says, or the part of it that readers see."""
    from auditor.ingest.page_blocks import all_blocks

    said = _said_titles(tree, meta, story)
    seen = {found.text for found in all_blocks(next(tree.iter("body"), tree))}
    for pieces in (re.split(r"\s+[|·•»›—–-]+\s+|\s*:+\s+", title, maxsplit=1) for title in said):
        if len(pieces) == 2 and (shown := [piece for piece in pieces if piece in seen]):
            title = max(shown, key=len)
            return title, next((piece for piece in pieces if piece != title), "")
    return next(iter(said), ""), ""


def _is_logo(heading: HtmlElement, site: str) -> bool:
    around = frozenset().union(*(words(e) for e in list(ancestors(heading))[:3]))
    home = any(urlsplit(link.get("href", "x")).path in ("", "/") for link in heading.iter("a"))
    named = {"site", "title"} <= around or text_of(heading).casefold() == site.casefold()
    return home or named or bool(around & _LOGO)


def _likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return len(a & b) / max(1, min(len(a), len(b))) if len(a & b) > 1 or a == b else 0.0


def _site(meta: Mapping[str, str], nodes: Iterable[Mapping[str, Any]], story: Mapping[str, Any]) -> str:
    of_site = next((_text(n.get("name")) for n in nodes if _type(n) in ("WebSite", "NewsMediaOrganization")), "")
    said = [
        meta.get("og:site_name", ""),
        _text(story.get("publisher")),
        of_site,
        *(meta.get(k, "") for k in _SITES),
    ]
    return next((name for name in said if name and not name.startswith(("http", "@"))), "")


def _without_site(title: str, site: str) -> str:
    """The title without the site's name behind or before it."""
    pieces = _JOINTS.split(title)
    if len(pieces) < 2:
        return title
    names = {site.casefold(), site.casefold().removeprefix("the ")}
    if site and pieces[-1].casefold() in names:
        return title[: title.rfind(pieces[-1])].rstrip(" |·•»›—–:/-")
    if site and pieces[0].casefold() in names:
        return title[len(pieces[0]) :].lstrip(" |·•»›—–:/-")
    return title


def _beside_title(tree: HtmlElement, title: str) -> str:
    """The site's name as the page's title has it beside the headline, where the page says it nowhere else."""
    element = next(tree.iter("title"), None)
    whole = folded(element.text or "") if element is not None else ""
    before, found, after = whole.partition(title) if title else (whole, "", "")
    rest = (after or before).strip(" |·•»›—–:/-")
    pieces = _JOINTS.split(rest if found else whole)
    return pieces[-1] if (found or len(pieces) > 1) and whole != title and len(pieces[-1].split()) < 6 else ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _url(tree: HtmlElement, meta: Mapping[str, str], story: Mapping[str, Any]) -> str:
    canonical = (
        link.get("href", "") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()
    )
    saved = (match[1] for match in _SAVED_FROM.finditer(_comments(tree)))
    entity = story.get("mainEntityOfPage")
    said = (*canonical, meta.get("og:url", ""), _identity(entity), _text(story.get("url")), *saved)
    return next((url.strip() for url in said if url.strip().startswith(("http://", "https://"))), "")


def _identity(entity: Any) -> str:
    return str(entity.get("@id") or entity.get("url") or "") if isinstance(entity, dict) else str(entity or "")


def _comments(tree: HtmlElement) -> str:
    from lxml.etree import Comment

    root = tree.getroottree().getroot()
    before = [each for each in root.itersiblings(preceding=True) if each.tag is Comment]
    return " ".join(str(each.text) for each in (*before, *list(root.iter(Comment))[:5]))


def _author(tree: HtmlElement, meta: Mapping[str, str], story: Mapping[str, Any]) -> str:
    marked = (
        text_of(e)
        for e in tree.iter("a", "span", "p", "div")
        if e.get("rel") == "author" or e.get("itemprop") == "author"
    )
    said = (
        _text(story.get("author")),
        meta.get("author", ""),
        meta.get("parsely-author", ""),
        meta.get("dc.creator", ""),
        *marked,
    )
    names = (re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in said)
    return next((name for name in names if name and len(name) < 200 and not name.startswith(("http", "@"))), "")


def _published(
    tree: HtmlElement, meta: Mapping[str, str], story: Mapping[str, Any], heading: HtmlElement | None
) -> str:
    said = first_date((_text(story.get("datePublished")), *(meta.get(key, "") for key in _DATES)))
    return said or first_date(times(tree, heading)) or first_date((_text(story.get("dateCreated")),))


def _free(nodes: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the page does not say that its article is for subscribers only."""
    return not any(str(n.get("isAccessibleForFree", "")).lower() == "false" for n in nodes)


def _near(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[str]:
    """The short lines from the headline on: where pages show the author and the date."""
    from auditor.ingest.page_blocks import all_blocks

    body = next(tree.iter("body"), tree)
    lines = [found.text for found in all_blocks(body)]
    start = lines.index(text_of(heading)) if heading is not None and text_of(heading) in lines else 0
    for line in (line for line in lines[max(0, start - 3) : start + 15] if len(line) < 200):
        yield line
        yield from _JOINTS.split(line) if _JOINTS.search(line) else ()
