"""JSON, JSON Lines and CSV to articles: an article a row, whose fields are known or named by the user."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from auditor.ingest import sidecar
from auditor.ingest.decode import decode
from auditor.ingest.formats import suffix
from auditor.ingest.published import iso
from auditor.ingest.reading import Block, Content, Reading, Unreadable, made, told
from auditor.model import Article

FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "heading", "name", "subject"),
    "text": ("text", "body", "content", "articlebody", "article_body", "maintext", "full_text", "fulltext", "article",
             "story", "content_text", "content_html", "body_text", "raw_text"),
    "date": ("date", "published", "published_at", "publishedat", "pubdate", "pub_date", "date_published",
             "datepublished",
             "published_date", "publication_date", "date_publish", "publish_date", "created_at", "timestamp"),
    "source": ("source", "publisher", "site", "site_name", "sitename", "outlet", "publication", "domain",
               "source_domain", "source_name"),
    "url": ("url", "link", "canonical_url", "web_url", "weburl", "uri", "href"),
    "author": ("author", "authors", "byline", "creator"),
}  # fmt: skip
"""What is read of an object, and the names that fields of that sort bear, in the order of choice."""

_LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "entries",
    "stories",
    "news",
    "posts",
    "response",
)
_MOST = 10_000
Row = Mapping[str, Any]


def read(content: Content) -> Reading:
    """The articles of a data file, numbered by row; or what it says of other files, where it is a sidecar."""
    text, _ = decode(content.raw)
    ending = suffix(content.path)
    if ending in (".csv", ".tsv"):
        rows, faults = _table(text), list[str]()
    elif ending in (".jsonl", ".ndjson"):
        rows, faults = _lines(text)
    else:
        rows, faults = _objects(text), list[str]()
    if sidecar.is_sidecar(content, rows):
        return Reading(problems=told(content, *faults), records=sidecar.records(content, rows))
    names = _chosen(rows, content.options.fields)
    return _articles(content, rows[:_MOST], names, faults + ([_MANY] if len(rows) > _MOST else []))


_MANY = f"only the first {_MOST:,} rows were read"


def _articles(content: Content, rows: Sequence[Row], names: Mapping[str, str], faults: list[str]) -> Reading:
    articles: list[Article] = []
    empty: list[int] = []
    doubts: list[str] = []
    for number, row in enumerate(rows, 1):
        values = {key: _plain(_value(row, name)) for key, name in names.items()}
        if not any(map(str.isalnum, values.get("text", ""))):
            empty.append(number)
            continue
        article, doubt = _article(content, number, values)
        articles.append(article)
        doubts += [f"row {number}: {doubt}"] if doubt else []
    if empty:
        many = f" and {len(empty) - 1} others have" if len(empty) > 1 else " has"
        faults.append(f"row {empty[0]}{many} no text; left out")
    if len(doubts) > 3:
        doubts = [*doubts[:2], f"and {len(doubts) - 2} more dates are not understood"]
    if not articles:
        raise Unreadable(f"no article: the field {names['text']!r} is empty in every row")
    return Reading(tuple(articles), told(content, *faults, *doubts))


def _article(content: Content, number: int, values: Mapping[str, str]) -> tuple[Article, str]:
    """One article, and what is wrong with its date."""
    given = values.get("date", "")
    day = iso(given) or _epoch(given)
    title = " ".join(values.get("title", "").split())
    blocks = _blocks(values["text"])
    if title and not any(text == title for _, text in blocks[:2]):
        blocks.insert(0, ("heading", title))
    article = made(
        content, blocks, number, title=title or blocks[0][1][:200], source=values.get("source", ""),
        url=values.get("url", ""), author=values.get("author", ""), published=day,
    )  # fmt: skip
    doubt = f"date {given!r} is not understood" if given and not day else ""
    return replace(article, published_from="metadata" if day else "unknown"), doubt


def _blocks(text: str) -> list[Block]:
    """The paragraphs of a field, whose text may be HTML."""
    if "</" in text and ("<p" in text or "<div" in text or "<br" in text):
        from auditor.ingest.page import fragment

        return fragment(text)
    return [(None, line.strip()) for line in text.splitlines() if line.strip()]


def _epoch(text: str) -> str:
    """The ISO time of a number of seconds or milliseconds since 1970, or ""."""
    from datetime import UTC, datetime

    if not (text.isascii() and text.isdigit() and len(text) in (9, 10, 12, 13)):
        return ""
    seconds = int(text) / (1000 if len(text) > 10 else 1)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _chosen(rows: Sequence[Row], named: Mapping[str, str]) -> dict[str, str]:
    """What is read -> the name of its field. Raises Unreadable where there is none for the text."""
    if not rows:
        raise Unreadable("no article: it has no rows")
    present = list(dict.fromkeys(str(key) for row in rows[:50] for key in row))
    folded = {name.strip().casefold(): name for name in reversed(present)}
    known = {key: next((folded[n] for n in names if n in folded), "") for key, names in FIELDS.items()}
    chosen = {key: name for key, name in (known | dict(named)).items() if name}
    missing = [name for name in named.values() if not any(_value(row, name) is not None for row in rows)]
    fields = ", ".join(present[:12]) + (", ..." if len(present) > 12 else "")
    if missing:
        raise Unreadable(f"no field {missing[0]!r}, which --map names: its fields are {fields}")
    if "text" not in chosen:
        raise Unreadable(f"no field that is surely the text: name it with --map text=FIELD (its fields are {fields})")
    return chosen


def _value(row: Row, name: str) -> Any:
    """The value of a field; dots in its name lead into objects ("source.name")."""
    if name in row:
        return row[name]
    first, dot, rest = name.partition(".")
    inner = row.get(first)
    return _value(inner, rest) if dot and isinstance(inner, Mapping) else None


def _plain(value: Any) -> str:
    """A value as text: the name of an object, the items of a list on lines of their own."""
    if isinstance(value, Mapping):
        return _plain(next((value[key] for key in ("name", "title", "value", "text", "id") if value.get(key)), ""))
    if isinstance(value, list):
        texts = list(filter(None, map(_plain, value)))
        return ("\n" if any(len(text) > 60 for text in texts) else ", ").join(texts)
    return "" if value is None or isinstance(value, bool) else str(value).strip()


def _table(text: str) -> list[Row]:
    """The rows of a CSV with a header, whatever separates its cells."""
    csv.field_size_limit(10_000_000)
    head = text.split("\n", 1)[0]
    separator = max(",;\t|", key=head.count)
    rows = [row for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="") if row]
    return [{key.strip(): value for key, value in row.items() if key and isinstance(value, str)} for row in rows]


def _lines(text: str) -> tuple[list[Row], list[str]]:
    """The objects of JSON Lines, and the lines that are none."""
    rows: list[Row] = []
    broken: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            row = _loaded(line)
            if isinstance(row, Mapping):
                rows.append(row)
            else:
                broken.append(number)
    if broken and not rows:
        raise Unreadable("damaged: no line of it is a JSON object")
    others = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
    return rows, [f"line {broken[0]}{others}: not a JSON object; left out"] if broken else []


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _objects(text: str) -> list[Row]:
    """The objects of a JSON file: of its list, of the list in it, or the one that it is. Raises Unreadable."""
    try:
        data = json.loads(text)
    except RecursionError:
        raise Unreadable("damaged: the JSON is nested too deeply") from None
    except ValueError as error:
        rows, _ = (
            _lines(text) if "\n" in text.strip() and text.lstrip().startswith("{") and "}\n{" in text else ([], [])
        )
        if rows:
            return rows
        raise Unreadable(f"damaged: no valid JSON ({error})") from None
    return [row for row in _listed(data) if isinstance(row, Mapping)]


def _listed(data: Any) -> Sequence[Any]:
    if isinstance(data, list):
        return data
    if not isinstance(data, Mapping):
        raise Unreadable("no article: neither a JSON object nor a list of them")
    for key in _LISTS:
        inner = data.get(key)
        if isinstance(inner, list) and any(isinstance(each, Mapping) for each in inner):
            return inner
        if key == "response" and isinstance(inner, Mapping):
            return _listed(inner)
    return [data]


def parse_map(pairs: str) -> tuple[dict[str, str], str]:
    """A mapping "title=headline,text=body" as a dictionary, and what is wrong with it ("" for nothing)."""
    fields: dict[str, str] = {}
    for pair in filter(None, (piece.strip() for piece in pairs.split(","))):
        key, _, name = (piece.strip() for piece in pair.partition("="))
        if key not in FIELDS or not name:
            return {}, f"{pair!r} is not understood: write it as text=FIELD; what can be mapped: {', '.join(FIELDS)}"
        fields[key] = name
    return fields, ""
