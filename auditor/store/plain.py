"""The auditor's values as rows and JSON, and back: what is read is equal to what was written."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from auditor.model import Article, Claim, Conflict, Family, Part, Position, Problem, Question, Scalar, Side, Spell

Row = Mapping[Any, Any]
Plain = list[Any]

_spell = lru_cache(maxsize=10_000)(Spell)  # many claims, few days


def dumps(value: object) -> str:
    """Lone surrogates (names of files that are no text) are written as escapes, which every database takes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return text


def scalar(value: Scalar) -> Any:
    return {"number": str(value)} if isinstance(value, Decimal) else value


def to_scalar(plain: Any) -> Scalar:
    value: Scalar = Decimal(plain["number"]) if isinstance(plain, dict) else plain
    return value


def claim(c: Claim) -> Plain:
    return [
        c.id, c.article, c.start, c.end, c.text, c.kind, c.value_type, c.subject, c.attribute, scalar(c.value), c.unit,
        None if c.upper is None else str(c.upper), c.bound, c.qualifiers, c.words, c.names, c.context, c.rule,
        c.spell and [c.spell.as_of, c.spell.since, c.spell.until, c.spell.known], b64encode(c.meaning).decode(),
    ]  # fmt: skip


def to_claim(p: Plain) -> Claim:
    return Claim(
        p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], to_scalar(p[9]), p[10],
        None if p[11] is None else Decimal(p[11]), p[12], tuple(map(tuple, p[13])),
        tuple(p[14]), tuple(p[15]), tuple(p[16]), p[17], p[18] and _spell(*p[18]), b64decode(p[19]),
    )  # fmt: skip


def question(q: Question) -> Plain:
    positions = [[p.label, p.claims, p.sources, p.firmness, p.independent] for p in q.positions]
    return [q.id, q.label, q.kind, q.claims, positions, q.because]


def to_question(p: Plain) -> Question:
    positions = tuple(Position(label, tuple(claims), *counts) for label, claims, *counts in p[4])
    return Question(p[0], p[1], p[2], tuple(p[3]), positions, tuple(p[5]))


def conflict(k: Conflict) -> Plain:
    sides = [[s.label, s.claims] for s in k.sides]
    return [
        k.id, k.code, k.name, k.severity, k.verdict, k.confidence, k.question, sides, k.message, k.reasons,
        k.newer, k.best_supported, k.support,
    ]  # fmt: skip


def to_conflict(p: Plain) -> Conflict:
    sides = tuple(Side(label, tuple(claims)) for label, claims in p[7])
    return Conflict(
        p[0], p[1], p[2], p[3], p[4], p[5], p[6], sides, p[8], tuple(p[9]), p[10], p[11], tuple(p[12])
    )  # fmt: skip


def family(f: Family) -> Plain:
    return [f.kind, f.articles, f.agency, f.because, f.shares, f.spans]


def to_family(p: Plain) -> Family:
    spans = tuple((article, start, end) for article, start, end in p[5])
    return Family(p[0], tuple(p[1]), p[2], tuple(p[3]), tuple(p[4]), spans)


def problem(p: Problem) -> Plain:
    return [p.path, p.reason]


ARTICLE = ("id", "path", "title", "source", "text", "body", "published", "published_from", "url", "sha256",
           "modified", "author", "parts", "update_of")  # fmt: skip

_PARTS = ARTICLE.index("parts")


def parts(a: Article) -> Plain:
    return [[part.start, part.end, part.role] for part in a.parts]


def to_parts(p: Plain) -> tuple[Part, ...]:
    return tuple(Part(*part) for part in p) if p else ()


def article(a: Article) -> Plain:
    return [parts(a) if name == "parts" else getattr(a, name) for name in ARTICLE]


def to_article(p: Plain) -> Article:
    told = [*p]
    told[_PARTS] = to_parts(p[_PARTS])
    return Article(*told)


def article_row(a: Article) -> dict[str, Any]:
    told = {name: getattr(a, name) for name in ARTICLE}
    return told | {"parts": dumps(parts(a)), "version_of": a.version_of or None}


def row_article(row: Row) -> Article:
    made = Article(*(row[name] for name in ARTICLE))
    return replace(made, parts=to_parts(json.loads(row["parts"])), version_of=row["version_of"] or "")


def claim_row(c: Claim) -> dict[str, Any]:
    number = float(c.value) if isinstance(c.value, Decimal) and c.value.is_finite() else None
    return {
        "id": c.id, "article": c.article, "start_offset": c.start, "end_offset": c.end, "text": c.text, "kind": c.kind,
        "value_type": c.value_type, "subject": c.subject, "attribute": c.attribute, "value": str(c.value),
        "number": number, "unit": c.unit, "upper": None if c.upper is None else str(c.upper), "bound": c.bound,
        "qualifiers": dumps(dict(c.qualifiers)), "rule": c.rule,
    }  # fmt: skip


def lines(texts: Sequence[str]) -> str:
    return "\n".join(texts)
