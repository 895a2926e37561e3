"""An audit as its readers see it: what the Markdown and the HTML report both show, in words and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.model import Article, Audit, Conflict, Problem, Run, Severity
from auditor.report.changes import Line, lines, moment, outcome, read
from auditor.report.data import RANK, at_least
from auditor.report.findings import Answer, Finding, finding
from auditor.report.index import Index, index, name
from auditor.report.look import Look
from auditor.report.matrix import Row, rows
from auditor.report.places import Text, texts
from auditor.report.quotes import web_address
from auditor.report.repeats import Repeat, repeats
from auditor.report.stories import Story, stories
from auditor.report.unchecked import unchecked
from auditor.report.words import SEVERITY, clean, counted, listed, unique

__all__ = ["Answer", "Finding", "Source", "View", "Whole", "cut", "view", "whole"]

MOST = 300
"""Conflicts that a page shows at most, the gravest first, and rows of each of its tables: no one reads more."""

GRAVEST = 3
"""Conflicts that are named in the summary."""

LABEL = 200
"""Characters of a title shown at most."""

TEXTS = 400_000
"""Characters of articles up to which they stand in the report whole; beyond, only the paragraphs that are quoted."""


@dataclass(frozen=True, slots=True)
class Source:
    """One article in the list of what was read."""

    id: str
    source: str
    title: str
    path: str
    url: str
    published: str
    published_from: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class View:
    """The whole report. hidden: conflicts below the severity asked for. sources: the columns of the rows.

    more: conflicts beyond those that the page shows. since: when the earlier run was that ``changes`` tells the
    difference from, "" where there is none. aside: conflicts that a reviewer found to be none. texts: the articles
    that are quoted; places: claim -> its anchor there. unchecked: sentences.
    """

    look: Look
    summary: str
    totals: tuple[tuple[str, int], ...]
    outcome: str
    counts: tuple[tuple[Severity, str, int], ...]
    hidden: int
    findings: tuple[Finding, ...]
    gravest: tuple[Finding, ...]
    aside: int
    sources: tuple[str, ...]
    contested: tuple[Row, ...]
    agreed: tuple[Row, ...]
    open: tuple[Row, ...]
    stories: tuple[Story, ...]
    repeats: tuple[Repeat, ...]
    articles: tuple[Source, ...]
    texts: tuple[Text, ...]
    places: Mapping[str, str]
    problems: tuple[Problem, ...]
    unchecked: tuple[str, ...]
    run: Run
    more: int
    since: str
    changes: tuple[Line, ...]
    changed: str


@dataclass(frozen=True, slots=True)
class Whole:
    """What a report is made from, worked out once for all its files. shown: conflicts as grave as was asked for.

    findings: the first MOST of these. matrix: all questions by ``sources``. short: may the articles' whole texts stand
    in a page?
    """

    audit: Audit
    run: Run
    look: Look
    known: Index
    shown: tuple[Conflict, ...]
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]
    matrix: tuple[Row, ...]
    repeats: tuple[Repeat, ...]
    articles: tuple[Source, ...]
    unchecked: tuple[str, ...]
    short: bool


def whole(audit: Audit, run: Run, min_severity: Severity = "low", look: Look | None = None) -> Whole:
    """All that can be shown; conflicts below ``min_severity`` are counted, not shown."""
    known = index(audit)
    shown = sorted(at_least(audit.conflicts, min_severity), key=lambda c: (RANK[c.severity], -c.confidence))
    sources = unique(name(a) for a in audit.articles if not a.version_of)
    return Whole(
        audit=audit,
        run=run,
        look=look or Look(),
        known=known,
        shown=tuple(shown),
        findings=tuple(finding(c, known, run) for c in shown[:MOST]),
        sources=sources,
        matrix=tuple(rows(audit, known)),
        repeats=repeats(audit),
        articles=tuple(_source(a) for a in audit.articles),
        unchecked=unchecked(audit, known),
        short=sum(len(a.text) for a in audit.articles) <= TEXTS,
    )


def view(audit: Audit, run: Run, min_severity: Severity = "low", look: Look | None = None) -> View:
    """The audit as both reports show it."""
    return cut(whole(audit, run, min_severity, look))


def cut(of: Whole, most: int = MOST, texts_too: bool = True) -> View:
    """As much of it as a page shows. most: conflicts, and rows of each table. texts_too: the whole texts, if short."""
    audit, run, shown, sources = of.audit, of.run, of.shown, of.sources
    findings = of.findings[:most]
    quoted = [of.known.claims[q.claim] for f in findings for a in f.answers for q in a.quotes]
    told, places = texts(audit.articles, quoted, texts_too and of.short)
    kept = _kept(of.matrix, most)
    return View(
        look=of.look,
        summary=_summary(audit, sources),
        totals=_totals(audit, sources),
        outcome=_outcome(shown),
        counts=_counts(shown),
        hidden=len(audit.conflicts) - len(shown),
        findings=findings,
        gravest=tuple(f for f in findings if not f.aside)[:GRAVEST],
        aside=sum(f.aside for f in findings),
        sources=sources,
        contested=tuple(r for r in kept if r.contested),
        agreed=tuple(r for r in kept if not r.contested and not r.also),
        open=tuple(r for r in kept if not r.contested and r.also),
        stories=stories(kept, audit.articles),
        repeats=of.repeats,
        more=max(0, len(shown) - most),
        articles=of.articles,
        texts=told,
        places=places,
        problems=tuple(Problem(clean(p.path), clean(p.reason, 500)) for p in audit.problems),
        unchecked=of.unchecked,
        run=run,
        since=moment(run.changes.since_time) if run.changes else "",
        changes=lines(run.changes)[:MOST] if run.changes else (),
        changed=f"Articles: {read(run.changes)}. Conflicts: {outcome(run.changes)}." if run.changes else "",
    )


def _kept(matrix: Iterable[Row], most: int) -> list[Row]:
    """At most so many rows of each sort."""
    left = Counter[tuple[bool, bool]]()
    out = []
    for row in matrix:
        sort = (row.contested, bool(row.also))
        left[sort] += 1
        if left[sort] <= most:
            out.append(row)
    return out


def _summary(audit: Audit, sources: tuple[str, ...]) -> str:
    articles = sum(not a.version_of for a in audit.articles)
    told = f"{counted(articles, 'article')} from {counted(len(sources), 'source')}"
    return f"{told}: {counted(len(audit.claims), 'claim')} on {counted(len(audit.questions), 'question')}."


def _totals(audit: Audit, sources: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return (("Sources", len(sources)), ("Claims", len(audit.claims)), ("Questions", len(audit.questions)))


def _counts(conflicts: Iterable[Conflict]) -> tuple[tuple[Severity, str, int], ...]:
    found = Counter(c.severity for c in conflicts)
    return tuple((severity, word, found[severity]) for severity, word in SEVERITY.items())


def _outcome(conflicts: Sequence[Conflict]) -> str:
    if not conflicts:
        return "No conflicts found."
    parts = [f"{number} {word.lower()}" for _, word, number in _counts(conflicts) if number]
    return f"{counted(len(conflicts), 'conflict')}: {listed(parts)}."


def _source(article: Article) -> Source:
    return Source(
        id=article.id,
        source=name(article),
        title=clean(article.title, LABEL),
        path=clean(article.path),
        url=web_address(article.url),
        published=article.published[:10],
        published_from=article.published_from,
        earlier=bool(article.version_of),
    )
