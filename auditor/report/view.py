"""An audit as its readers see it: what the Markdown and the HTML report both show, in words and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model import Article, Audit, Claim, Conflict, Position, Problem, Question, Run, Severity, Side
from auditor.report.changes import Line, decided, lines, moment, outcome, read
from auditor.report.copying import copying
from auditor.report.data import RANK, at_least
from auditor.report.matrix import Row, rows
from auditor.report.quotes import Quote, quote, web_address
from auditor.report.words import SEVERITY, VERDICT, certainty, clean, counted, listed, source_name, unique

MOST = 300
"""Conflicts that a page shows at most, the gravest first, and rows of each of its tables: no one reads more."""

GRAVEST = 3
"""Conflicts that are named in the summary."""

LABEL = 200
"""Characters of a label shown at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, who gives it (names) and their sentences. note: a caveat on the sources, or ""."""

    label: str
    sources: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict in words. others: answers to the same question that are no side of it. decision: of a reviewer."""

    id: str
    code: str
    name: str
    severity: Severity
    verdict: str
    verdict_meaning: str
    certainty: str
    question: str
    message: str
    reasons: tuple[str, ...]
    support: str
    answers: tuple[Answer, ...]
    others: tuple[Answer, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class Source:
    """One article in the list of what was read."""

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
    difference from, "" where there is none. copies: who repeats whom, a line each.
    """

    summary: str
    outcome: str
    counts: tuple[tuple[Severity, str, int], ...]
    hidden: int
    findings: tuple[Finding, ...]
    gravest: tuple[Finding, ...]
    sources: tuple[str, ...]
    contested: tuple[Row, ...]
    agreed: tuple[Row, ...]
    open: tuple[Row, ...]
    articles: tuple[Source, ...]
    copies: tuple[str, ...]
    problems: tuple[Problem, ...]
    run: Run
    more: int
    since: str
    changes: tuple[Line, ...]
    changed: str


@dataclass(frozen=True, slots=True)
class _Index:
    articles: dict[str, Article]
    claims: dict[str, Claim]
    questions: dict[str, Question]
    names: dict[str, str]

    def source(self, claim: str) -> str:
        return self.names[self.claims[claim].article]


def view(audit: Audit, run: Run, min_severity: Severity = "low") -> View:
    """The audit as both reports show it; conflicts below ``min_severity`` are counted, not shown."""
    index = _Index(
        {a.id: a for a in audit.articles},
        {c.id: c for c in audit.claims},
        {q.id: q for q in audit.questions},
        {a.id: clean(source_name(a), 120) for a in audit.articles},
    )
    shown = sorted(at_least(audit.conflicts, min_severity), key=lambda c: (RANK[c.severity], -c.confidence))
    findings = tuple(_finding(c, index, run) for c in shown[:MOST])
    sources = unique(clean(source_name(a), 120) for a in audit.articles if not a.version_of)
    matrix = rows(audit, sources, index.source)
    return View(
        summary=_summary(audit, sources),
        outcome=_outcome(shown),
        counts=_counts(shown),
        hidden=len(audit.conflicts) - len(shown),
        findings=findings,
        gravest=findings[:GRAVEST],
        sources=sources,
        contested=tuple(r for r in matrix if r.contested)[:MOST],
        agreed=tuple(r for r in matrix if not r.contested and not r.also)[:MOST],
        open=tuple(r for r in matrix if not r.contested and r.also)[:MOST],
        more=max(0, len(shown) - MOST),
        articles=tuple(_source(a) for a in audit.articles),
        copies=copying(audit.families, index.articles),
        problems=tuple(Problem(clean(p.path), clean(p.reason, 500)) for p in audit.problems),
        run=run,
        since=moment(run.changes.since_time) if run.changes else "",
        changes=lines(run.changes)[:MOST] if run.changes else (),
        changed=f"Articles: {read(run.changes)}. Conflicts: {outcome(run.changes)}." if run.changes else "",
    )


def _summary(audit: Audit, sources: tuple[str, ...]) -> str:
    articles = sum(not a.version_of for a in audit.articles)
    told = f"{counted(articles, 'article')} from {counted(len(sources), 'source')}"
    return f"{told}: {counted(len(audit.claims), 'claim')} on {counted(len(audit.questions), 'question')}."


def _counts(conflicts: Iterable[Conflict]) -> tuple[tuple[Severity, str, int], ...]:
    found = Counter(c.severity for c in conflicts)
    return tuple((severity, word, found[severity]) for severity, word in SEVERITY.items())


def _outcome(conflicts: list[Conflict]) -> str:
    if not conflicts:
        return "No conflicts found."
    parts = [f"{number} {word.lower()}" for _, word, number in _counts(conflicts) if number]
    return f"{counted(len(conflicts), 'conflict')}: {listed(parts)}."


def _finding(conflict: Conflict, index: _Index, run: Run) -> Finding:
    verdict, meaning = VERDICT[conflict.verdict]
    question = index.questions[conflict.question]
    told = {claim for side in conflict.sides for claim in side.claims}
    return Finding(
        id=conflict.id,
        code=conflict.code,
        name=conflict.name.replace("-", " "),
        severity=conflict.severity,
        verdict=verdict,
        verdict_meaning=meaning,
        certainty=certainty(conflict.confidence),
        question=clean(question.label, LABEL),
        message=clean(conflict.message, 600),
        reasons=tuple(clean(r, 300) for r in conflict.reasons),
        support=_support(conflict),
        answers=tuple(_answer(side, question, index) for side in conflict.sides),
        others=tuple(_other(p, index) for p in question.positions if told.isdisjoint(p.claims)),
        decision=decided(run.decisions[conflict.id]) if conflict.id in run.decisions else "",
    )


def _support(conflict: Conflict) -> str:
    """Which side is better supported and why, in one line; "" where that was not asked."""
    if not conflict.support:
        return ""
    first, *rest = [name for name in (conflict.best_supported,) if name] + list(conflict.support)
    return clean(f"{first}: {'; '.join(rest)}", 600)


def _answer(side: Side, question: Question, index: _Index) -> Answer:
    claims = [index.claims[i] for i in side.claims]
    places = {(c.article, c.start, c.end): c for c in claims}  # two claims on the same words: one quote
    sources = unique(index.source(i) for i in side.claims)
    quotes = tuple(quote(c, index.articles[c.article]) for c in places.values())
    return Answer(clean(side.label, LABEL), sources, quotes, _note(side, question, len(sources)))


def _note(side: Side, question: Question, named: int) -> str:
    """Sources that copy each other count once: say so where the count is smaller than the list of names."""
    whole = next((p for p in question.positions if set(p.claims) == set(side.claims)), None)
    independent = (whole.independent or whole.sources) if whole else named
    return f"counted as {independent} independent" if independent < named else ""


def _other(position: Position, index: _Index) -> Answer:
    return Answer(clean(position.label, LABEL), unique(index.source(i) for i in position.claims))


def _source(article: Article) -> Source:
    return Source(
        source=clean(source_name(article), 120),
        title=clean(article.title, LABEL),
        path=clean(article.path),
        url=web_address(article.url),
        published=article.published[:10],
        published_from=article.published_from,
        earlier=bool(article.version_of),
    )
