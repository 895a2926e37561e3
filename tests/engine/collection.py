"""A collection of made-up articles on three events, and runs over it."""

from __future__ import annotations

from pathlib import Path

from auditor import kinds
from auditor.engine.rerun import Asked, Outcome, rerun
from auditor.model import DEFAULT_MODEL, Audit
from auditor.store import Store, open_store

ARTICLES = {
    "post.md": "---\nsource: The Ostvik Post\ndate: 2031-03-02\n---\n# Norwick buys 27% of Calder Ferries\n\n"
    "Norwick said on Monday that it now owns 27% of Calder Ferries, the operator of the Ostvik line. The ferry "
    "operator employs 480 people. The purchase closes on March 14, 2031.\n",
    "times.md": "---\nsource: Brannholm Times\ndate: 2031-03-03\n---\n# Calder Ferries sells a stake to Norwick\n\n"
    "Norwick now owns 35% of Calder Ferries, the company said. The ferry operator employs 480 people. The purchase "
    "closes on March 21, 2031.\n",
    "wire.md": "---\nsource: Halden Wire\ndate: 2031-03-03\n---\n# Norwick takes a share of Calder Ferries\n\n"
    "Norwick now owns 27% of Calder Ferries, a spokesman in Ostvik said. It paid $40 million for the stake.\n",
    "gorle.md": "---\nsource: Gorle Ledger\n---\n# Fire at the Gorle paint works\n\n"
    "A fire at the Tessel paint works in Gorle killed 11 workers on Sunday and injured 40, said Mayor Elin Varga.\n",
    "marle.md": "---\nsource: Marle Courier\n---\n# Deadly fire in Gorle\n\n"
    "The fire at the Tessel paint works in Gorle killed 14 workers, Mayor Elin Varga said. It injured 40 people.\n",
    "race.md": "---\nsource: Sport Daily\n---\n# Moen wins the Brekke marathon\n\n"
    "Elsa Moen won the Brekke marathon in 2 hours and 31 minutes. More than 4,000 runners took part in Brekke.\n",
}
KINDS = kinds.load()


def write(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(ARTICLES[name], encoding="utf-8")


def run(store: Store, *paths: Path, time: str = "2031-03-04T08:00:00Z") -> Outcome:
    return rerun(store, Asked(paths, KINDS, DEFAULT_MODEL, time, "0.1.0"))


def audited(place: Path, *paths: Path) -> Audit:
    """What a run over these finds, with the store in a file."""
    with open_store(str(place)) as store:
        found = run(store, *paths).audit
    assert found is not None
    return found


def findings(audit: Audit) -> tuple[object, ...]:
    """All that was found, but for the ids of questions and conflicts."""
    asked = {q.id: frozenset(q.claims) for q in audit.questions}
    return (
        [(a.id, a.source, a.text) for a in audit.articles],
        audit.claims,
        {asked[q.id]: (q.label, q.kind, q.positions, q.because) for q in audit.questions},
        {(k.code, asked[k.question], frozenset(k.sides)): (k.severity, k.verdict, k.confidence, k.message, k.reasons)
         for k in audit.conflicts},
    )  # fmt: skip
