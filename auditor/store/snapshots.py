"""What a conflict was at a run, as plain data. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.model import Article, Audit, Claim, Conflict, Question
from auditor.store.identity import Thing
from auditor.store.moved import Snapshot, marks, name_of


def source_name(article: Article) -> str:
    return name_of(article.source, article.path, article.id)


def snapshots(audit: Audit) -> dict[str, Snapshot]:
    """Conflict id -> what it is."""
    claims = {c.id: c for c in audit.claims}
    articles = {a.id: a for a in audit.articles}
    questions = {q.id: q for q in audit.questions}
    return {k.id: _snapshot(k, questions[k.question], claims, articles) for k in audit.conflicts}


def _snapshot(
    conflict: Conflict, question: Question, claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> Snapshot:
    return {
        "code": conflict.code, "name": conflict.name, "severity": conflict.severity, "verdict": conflict.verdict,
        "confidence": round(conflict.confidence, 6), "question": question.id, "question_label": question.label,
        "kind": question.kind, "message": conflict.message, "reasons": list(conflict.reasons),
        "newer": conflict.newer, "best_supported": conflict.best_supported, "support": list(conflict.support),
        "sides": [
            {
                "label": side.label,
                "sources": len({claims[i].article for i in side.claims}),
                "claims": [_claim(claims[i], articles[claims[i].article]) for i in side.claims],
            }
            for side in conflict.sides
        ],
    }  # fmt: skip


def _claim(claim: Claim, article: Article) -> dict[str, Any]:
    return {
        "id": claim.id, "article": claim.article, "source": source_name(article), "published": article.published,
        "path": article.path, "text": claim.text, "kind": claim.kind, "unit": claim.unit,
        "value": claim.value if isinstance(claim.value, bool) else str(claim.value),
    }  # fmt: skip


def thing(id: str, snapshot: Snapshot) -> Thing:
    """A conflict as ``carry`` compares it."""
    parts = tuple(frozenset(m for c in side["claims"] for m in marks(c)) for side in snapshot["sides"])
    return Thing(id, snapshot["code"], parts)


def sources(snapshot: Snapshot) -> tuple[str, ...]:
    """The names of all sources in it, each once."""
    return tuple(dict.fromkeys(c["source"] for side in snapshot["sides"] for c in side["claims"]))


def search_text(snapshot: Snapshot) -> str:
    """All its words, in lower case."""
    quotes = (c["text"] for side in snapshot["sides"] for c in side["claims"])
    labels = (side["label"] for side in snapshot["sides"])
    words = (snapshot["message"], snapshot["question_label"], *labels, *sources(snapshot), *quotes)
    return "\n".join(dict.fromkeys(words)).casefold()


def why_gone(
    last: Snapshot, gone: Mapping[str, str], changed: Mapping[str, str], followers: Sequence[str], other_program: bool
) -> str:
    """Why a conflict is not found any more, in words.

    gone, changed: names of articles by id. followers: conflicts that took up its evidence.
    """
    told = {c["article"] for side in last["sides"] for c in side["claims"]}
    removed = sorted({name for article, name in gone.items() if article in told})
    corrected = sorted({name for article, name in changed.items() if article in told})
    told_of = {"found with other answers as": followers, "article removed": removed, "text corrected": corrected}
    reasons = "; ".join(f"{words}: {', '.join(names)}" for words, names in told_of.items() if names)
    other = "read by another version, model or set of kinds" if other_program else "other articles changed the question"
    return reasons or other
