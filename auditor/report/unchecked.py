"""What the tool did not check, or can check less well, in these articles: said so that silence is no proof."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Audit
from auditor.report.index import Index
from auditor.report.words import counted

ALWAYS = (
    "Pictures, charts and what only they say were not read.",
    "Nothing was compared with the world outside these articles: the tool does not know what is true.",
)


def unchecked(audit: Audit, index: Index) -> tuple[str, ...]:
    """Sentences, the most telling first."""
    return (*_of(audit, index), *ALWAYS)


def _of(audit: Audit, index: Index) -> Iterator[str]:
    alone = sum(len({index.claims[i].article for i in q.claims}) == 1 for q in audit.questions)
    asked = {i for q in audit.questions for i in q.claims}
    lone = len(audit.claims) - len(asked)
    if alone or lone:
        yield f"{counted(alone + lone, 'statement')} of one source alone: there was nothing to compare them with."
    open_ = sum(c.kind == "open" for c in audit.claims)
    if open_:
        yield f"{counted(open_, 'claim')} of no kind that the tool knows: compared by their words alone, less surely."
    undated = [a for a in audit.articles if not a.published]
    if undated:
        yield (
            f"{counted(len(undated), 'article')} without a known date: there, words alone can tell an update from a "
            "contradiction."
        )
    currencies = sorted({c.unit.partition("/")[0] for c in audit.claims if c.value_type == "money" and c.unit})
    if len(currencies) > 1:
        yield f"Amounts in different currencies ({', '.join(currencies[:8])}) were not compared with one another."
