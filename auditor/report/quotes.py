"""A claim's words within the sentence they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.model import Article, Claim
from auditor.report.places import on_the_web
from auditor.report.words import clean, flat, normalised, source_name

CONTEXT = 140
"""Characters shown at most on each side of the claim."""

LONGEST = 400
"""Characters of the claim itself shown at most."""

TOLD = ("time", "until", "attribution", "customer", "where")
"""Qualifiers that a reader may need beside the quote."""

# A full stop behind an initial ("U.S. ") or a common short form ends no sentence. Near enough for a quote.
_STOP = r"(?:(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bInc)(?<!\bCorp)\.|[!?])[\"”’')\]]*"
_LINE_END = re.compile(r"[\r\n]")
_SENTENCE_END = re.compile(_STOP + r"(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quote:
    """One claim as its article says it: ``words`` between what stands ``before`` and ``after``, and who says so.

    url is "" unless it is a web address; web: the same, at the quoted words. meaning: the value as the auditor read it.
    """

    claim: str
    source: str
    title: str
    path: str
    url: str
    published: str
    before: str
    words: str
    after: str
    meaning: str
    qualifiers: tuple[tuple[str, str], ...]
    web: str = ""


def quote(claim: Claim, article: Article) -> Quote:
    """The claim's words in context."""
    return Quote(
        claim=claim.id,
        source=clean(source_name(article), 120),
        title=clean(article.title, 200),
        path=clean(article.path),
        url=web_address(article.url),
        published=article.published[:10],
        before=_plain(before(article.text, claim.start)),
        words=_plain(clean(article.text[claim.start : claim.end], LONGEST)),
        after=after(article.text, claim.end).replace("**", ""),
        meaning=clean(normalised(claim), 120),
        qualifiers=tuple((name, clean(text, 120)) for name, text in claim.qualifiers if name in TOLD),
        web=on_the_web(web_address(article.url), _plain(flat(article.text[claim.start : claim.end]))),
    )


def _plain(text: str) -> str:
    """Without the marks of a bullet, a heading or bold type."""
    return re.sub(r"^[>\s#*•-]+", "", text).replace("**", "")


def web_address(url: str) -> str:
    """The address if it is one of the web; "" for anything else, such as "javascript:"."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def before(text: str, start: int) -> str:
    """What the sentence says before ``start``: at most CONTEXT characters, with "…" where it is cut within."""
    first = max(0, start - CONTEXT)
    window = _LINE_END.split(text[first:start])[-1]
    cut = first > 0 and len(window) == start - first
    ends = [m.end() for m in _SENTENCE_END.finditer(window) if m.end() < len(window)]
    if ends:
        return flat(window[ends[-1] :]).lstrip()
    return flat("…" + window.partition(" ")[2] if cut else window).lstrip()


def after(text: str, end: int) -> str:
    """What the sentence says from ``end`` on: at most CONTEXT characters, with "…" where it is cut within."""
    window = _LINE_END.split(text[end : end + CONTEXT])[0]
    cut = len(window) == CONTEXT and end + CONTEXT < len(text)
    if _ends_sentence(text[max(0, end - CONTEXT) : end]) and window[:1].isspace():
        return ""
    stop = _SENTENCE_END.search(window)
    if stop:
        return flat(window[: stop.end()]).rstrip()
    return flat(window.rpartition(" ")[0] + "…" if cut else window).rstrip()


def _ends_sentence(text: str) -> bool:
    return any(m.end() == len(text) for m in _SENTENCE_END.finditer(text))
