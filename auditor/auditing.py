"""The whole story in one pure function: articles in, an audit out. No disk, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from auditor import kinds as kind_room
from auditor.align import align
from auditor.checks import check
from auditor.extract.claims import find_claims
from auditor.extract.pipeline import DEFAULT_MODEL
from auditor.kinds import Kind
from auditor.model import Article, Audit
from auditor.sources import count_origins, weigh


def audit(
    articles: Sequence[Article], kinds: Sequence[Kind] | None = None, model: str = DEFAULT_MODEL,
    progress: Callable[[int, int], None] | None = None, decided: Mapping[str, tuple[int, int]] | None = None,
) -> Audit:  # fmt: skip
    """Finds what the articles disagree about; their order does not matter.

    kinds: the declared claim kinds, None for the built-in ones. model: a spaCy pipeline's package name.
    progress: called with (articles read, articles in all). decided: source's name -> how many of its answers reviewers
    found right and how many wrong, which the support of answers is weighed by. Raises OSError when
    the pipeline is not installed.
    """
    declared = tuple(kind_room.load() if kinds is None else kinds)
    ordered = sorted(articles, key=lambda a: a.id)
    claims = []
    for n, article in enumerate(ordered):
        claims += find_claims(article, declared, model)
        if progress is not None:
            progress(n + 1, len(ordered))
    by_id = {c.id: c for c in claims}
    questions = count_origins(align(claims, declared), by_id, ordered)
    conflicts, problems = check(questions, by_id, {a.id: a for a in ordered}, declared)
    return weigh(Audit(tuple(ordered), tuple(claims), questions, conflicts, problems), decided)
