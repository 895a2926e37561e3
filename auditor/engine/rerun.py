"""One run over a collection: reads what is new or changed, compares what that touches, writes the state in one go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import auditing
from auditor.auditing import Progress
from auditor.engine.collect import Collected, collect
from auditor.engine.memo import RememberedFiles, StoreMemo
from auditor.kinds import Kind, fingerprint
from auditor.model import Audit, Problem, Run
from auditor.store import Done, Store

if TYPE_CHECKING:
    from auditor.report.rendered import Rendered


class ModelError(Exception):
    """The language model cannot be loaded."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked to do. paths: folders and files that come to the collection. without: resolved files that
    are no articles. fields: names of fields in data files, remembered for later runs. time: ISO 8601 in UTC. version:
    of this program."""

    paths: tuple[Path, ...]
    kinds: tuple[Kind, ...]
    model: str
    time: str
    version: str
    without: frozenset[Path] = frozenset()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished run. None as audit: nothing was ever there to read, and nothing was written. lines: article -> the
    finished lines of its claims, for the report."""

    audit: Audit | None
    run: Run
    problems: tuple[Problem, ...]
    lines: Mapping[str, Rendered] = field(default_factory=dict)


def rerun(
    store: Store, asked: Asked, progress: Callable[[Collection[str]], Progress | None] = lambda _: None,
    tell: Callable[[Sequence[Problem]], None] = lambda _: None,
) -> Outcome:  # fmt: skip
    """Runs over the whole collection. The store must be held (``Store.only_run``).

    progress: given the ids of the articles that are there, what is told of the reading. tell: is given what could not
    be read, before the long work begins. Raises ModelError and StoreError.
    """
    reader = RememberedFiles(store, store.fields(asked.fields))
    found = collect(store, asked.paths, asked.without, reader)
    reader.flush()
    tell(found.problems)
    run = Run(asked.time, asked.version, asked.model, fingerprint(asked.kinds))
    if not found.articles and not found.events:
        return Outcome(None, run, found.problems)
    memo = StoreMemo(store, run.kinds, asked.model)
    everything = (*found.articles, *found.versions)
    told = progress([a.text for a in found.articles if found.events.get(a.id, ("",))[0]])
    try:
        audit = auditing.audit(
            everything, kinds=asked.kinds, model=asked.model, progress=told, memo=memo, decided=store.judged()
        )
    except OSError as error:
        raise ModelError(str(error)) from error
    lines = memo.lines(audit)
    memo.flush()
    number, audit = store.write(_done(asked, run, found, audit, memo, reader))
    return Outcome(audit, _with_past(store, run, number), found.problems, lines)


def _done(asked: Asked, run: Run, found: Collected, audit: Audit, memo: StoreMemo, reader: RememberedFiles) -> Done:
    return Done(
        run.time, run.version, run.model, run.kinds, audit, (*found.articles, *found.versions), found.events,
        memo.stamps, found.roots, found.lost_roots, len(memo.blocks), len(memo.compared), memo.read,
        memo.used | reader.used,
    )  # fmt: skip


def _with_past(store: Store, run: Run, number: int) -> Run:
    """The run with what came before it."""
    return replace(
        run, number=number, changes=store.changes(until=number), found=store.first_found(), decisions=store.decisions()
    )
