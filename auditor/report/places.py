"""The articles' texts in the report, with the quoted claims marked where they stand, and links to such places."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote as percent

from auditor.model import Article, Claim
from auditor.report.index import name
from auditor.report.words import clean, flat

WORDS = 5
"""Words at each end of a quotation that a link into the article on the web holds."""

_LINES = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; anchor: of the quotation that it is, or ""."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text as paragraphs of pieces; skipped: only paragraphs with quotations are there."""

    id: str
    source: str
    title: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    skipped: bool


def texts(
    articles: Sequence[Article], claims: Sequence[Claim], whole: bool
) -> tuple[tuple[Text, ...], Mapping[str, str]]:
    """The articles that are quoted, and claim -> the anchor of its place. whole: all paragraphs, not the quoted alone.

    Claims that overlap share a place.
    """
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    spans = {id: _spans(told) for id, told in by_article.items()}
    places = {claim: _anchor(ids) for found in spans.values() for _, _, ids in found for claim in ids}
    return tuple(_text(a, spans[a.id], whole) for a in articles if a.id in spans), places


Span = tuple[int, int, tuple[str, ...]]


def _anchor(claims: Sequence[str]) -> str:
    return f"place-{claims[0]}"


def _spans(claims: Collection[Claim]) -> list[Span]:
    """The stretches of text that claims cover, in order; those that overlap are one."""
    out: list[Span] = []
    for claim in sorted(claims, key=lambda c: (c.start, c.end, c.id)):
        if out and claim.start < out[-1][1]:
            start, end, ids = out[-1]
            out[-1] = (start, max(end, claim.end), (*ids, claim.id))
        else:
            out.append((claim.start, claim.end, (claim.id,)))
    return out


def _text(article: Article, spans: Sequence[Span], whole: bool) -> Text:
    pieces: list[Piece | None] = []  # None: a new paragraph
    at = article.body
    for start, end, ids in spans:
        pieces += _broken(article.text[at:start], "")
        pieces += _broken(article.text[max(at, start) : end], _anchor(ids))
        at = max(at, end)
    pieces += _broken(article.text[at:], "")
    paragraphs = [tuple(p for p in group if p) for is_text, group in groupby(pieces, key=bool) if is_text]
    kept = tuple(p for p in paragraphs if whole or any(piece.anchor for piece in p))
    return Text(
        article.id, name(article), clean(article.title, 200), _once(kept), len(kept) < len(paragraphs)
    )  # fmt: skip


def _broken(text: str, anchor: str) -> list[Piece | None]:
    """The text's pieces, with None for each line break."""
    out: list[Piece | None] = []
    for n, line in enumerate(_LINES.split(text)):
        out += [None] if n else []
        shown = flat(line).replace("**", "")
        out += [Piece(shown, anchor)] if shown else []
    return out


def _once(paragraphs: Sequence[tuple[Piece, ...]]) -> tuple[tuple[Piece, ...], ...]:
    """A quotation over several lines keeps its anchor on the first piece: ids must be unique."""
    seen: set[str] = set()
    out = []
    for paragraph in paragraphs:
        kept = []
        for piece in paragraph:
            kept.append(Piece(piece.text, "-") if piece.anchor in seen else piece)
            seen |= {piece.anchor} - {""}
        out.append(tuple(kept))
    return tuple(out)


def on_the_web(url: str, words: str) -> str:
    """The address with a text fragment, so that a browser opens the page at the words; "" for no address."""
    told = words.split()
    if not url or not told:
        return url
    ends = (" ".join(told[:WORDS]), " ".join(told[-WORDS:])) if len(told) > 2 * WORDS else (" ".join(told),)
    base = url.split("#", 1)[0]
    return f"{base}#:~:text={','.join(percent(part, safe='').replace('-', '%2D') for part in ends)}"
