"""The times that a web page marks in its text and its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from auditor.ingest.page_tree import ancestors, folded, text_of, words
from auditor.ingest.published import iso

_ADDRESS_DAY = re.compile(r"[/_-](20\d\d|19\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_NO_TIME_OF_STORY = frozenset({"updated", "modified", "comment", "comments", "related", "update", "edited", "event"})


def times(tree: HtmlElement, heading: HtmlElement | None) -> Iterator[str]:
    """The values of elements that mark the time of publication: the surest first."""
    times = [e for e in tree.iter() if isinstance(e.tag, str) and (e.tag == "time" or _dates(e))]
    sure = [e for e in times if _dates(e) or "pubdate" in e.attrib or "published" in words(e)]
    sure = [e for e in sure if not words(e) & _NO_TIME_OF_STORY]
    if heading is not None:
        order = {e: n for n, e in enumerate(tree.iter())}
        times = sorted(times, key=lambda e: (order[e] < order[heading], abs(order[e] - order[heading])))
    for element in (*sure, *times[:3]):
        if element in sure or not _no_time_of_story(element):
            yield element.get("datetime") or element.get("content") or element.get("title") or text_of(element)


def _dates(element: HtmlElement) -> bool:
    """Whether the element's microdata or RDFa call it the date of publication."""
    name = element.get("itemprop", "") or element.get("property", "")
    return name.rpartition(":")[2] in ("datePublished", "dateCreated")


def _no_time_of_story(element: HtmlElement) -> bool:
    near = list(ancestors(element))[:4]
    if any(e.tag in ("aside", "nav", "footer", "li") or words(e) & _NO_TIME_OF_STORY for e in near[:3]):
        return True
    before = folded((element.getparent().text or "") if element.getparent() is not None else "")
    return bool(re.search(r"(?:updated|modified|event)\W*$", before, re.IGNORECASE))


def first_date(values: Iterable[str]) -> str:
    """The first of the values that is a date, as ISO 8601, or ""."""
    return next((day for value in values if (day := iso(value))), "")


def day_in(url: str) -> str:
    """The ISO date in the path of an address ("/2026/03/14/"), or ""."""
    match = _ADDRESS_DAY.search(urlsplit(url).path) if url else None
    return iso("-".join(match.groups())) if match else ""
