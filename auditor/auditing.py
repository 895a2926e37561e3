"""The whole story in one pure function: articles in, an audit out. No disk, no clock.

It is made of steps whose results depend on little: an article's claims on that article alone, a block's findings on
the block's articles and claims alone. A caller may hand in a memo that remembers such results between runs; the same
steps are taken with one and without, so the audit is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Protocol

from auditor import kinds as kind_room
from auditor.kinds import Kind
from auditor.model import DEFAULT_MODEL, Article, Audit, Claim, Conflict, Family, Problem, Question, origin

Progress = Callable[[int, int], None]
Decided = Mapping[str, tuple[int, int]]
"""Source -> how many of its answers reviewers found right, and how many wrong."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: its claims, and the words that its story is told by."""

    claims: tuple[Claim, ...]
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Articles whose claims are compared with one another: those of a story, or the versions of one article.

    decided: (source, right, wrong) for each of its sources of which reviewers said something, sorted.
    """

    articles: tuple[str, ...]
    versions: bool = False
    decided: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a block gives."""

    questions: tuple[Question, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    problems: tuple[Problem, ...] = ()
    families: tuple[Family, ...] = ()


class Memo(Protocol):
    """Remembers readings by article and findings by block. What it gives back must be what it was given."""

    def readings(self, articles: Sequence[Article]) -> Mapping[str, Reading]:
        """Those that are known, by the article's id."""

    def keep_reading(self, article: Article, reading: Reading) -> None: ...

    def findings(self, blocks: Sequence[Block]) -> Mapping[Block, Findings]:
        """Those that are known."""

    def keep_findings(self, block: Block, findings: Findings) -> None: ...


def audit(
    articles: Sequence[Article], kinds: Sequence[Kind] | None = None, model: str = DEFAULT_MODEL,
    progress: Progress | None = None, memo: Memo | None = None, decided: Decided | None = None,
) -> Audit:  # fmt: skip
    """Finds what the articles disagree about; their order does not matter.

    kinds: the declared claim kinds, None for the built-in ones. model: a spaCy pipeline's package name.
    progress: called with (articles read, articles to read), memo: what is remembered of earlier audits with the same
    kinds, model and program. decided: source's name -> how many of its answers reviewers found right and how many
    wrong, which the support of answers is weighed by. Raises OSError when the pipeline is not installed.
    """
    declared = tuple(kind_room.load() if kinds is None else kinds)
    by_id = {a.id: a for a in sorted(articles, key=lambda a: a.id)}
    readings = _read(by_id, declared, model, progress, memo)
    blocks = _blocks(by_id, readings, decided or {})
    found = _solve(blocks, by_id, readings, declared, memo)
    return _together(by_id, readings, found)


def _read(
    articles: Mapping[str, Article], kinds: tuple[Kind, ...], model: str, progress: Progress | None, memo: Memo | None
) -> dict[str, Reading]:
    known = dict(memo.readings(tuple(articles.values()))) if memo else {}
    new = [article for article in articles.values() if article.id not in known]
    for n, article in enumerate(new):
        reading = known[article.id] = _reading(article, kinds, model)
        if memo:
            memo.keep_reading(article, reading)
        if progress is not None:
            progress(n + 1, len(new))
    return {i: known[i] for i in articles}


def _reading(article: Article, kinds: tuple[Kind, ...], model: str) -> Reading:
    from auditor.align.stories import words  # here and below: a run that has nothing to do loads nothing heavy
    from auditor.extract.claims import find_claims
    from auditor.values.spells import spell

    claims = tuple(replace(c, spell=spell(c, article)) for c in find_claims(article, kinds, model))
    return Reading(claims, tuple(words(claims).items()))


def _blocks(articles: Mapping[str, Article], readings: Mapping[str, Reading], decided: Decided) -> tuple[Block, ...]:
    from auditor.align.stories import group

    present = {i: dict(r.words) for i, r in readings.items() if not articles[i].version_of and r.claims}
    versions: dict[str, list[str]] = {}
    for article in articles.values():
        if article.version_of in articles:
            versions.setdefault(article.version_of, [article.version_of]).append(article.id)
    stories = (Block(story, decided=_of(decided, [articles[i] for i in story])) for story in group(present))
    return (*stories, *(Block(tuple(ids), versions=True) for _, ids in sorted(versions.items())))


def _of(decided: Decided, articles: Iterable[Article]) -> tuple[tuple[str, int, int], ...]:
    """What was decided of the articles' own sources: nothing else may have a part in what a block gives."""
    if not decided:
        return ()
    from auditor.sources.families import agency

    names = {name.casefold() for a in articles for name in (a.source or origin(a.id), agency(a))}
    return tuple(sorted((source, *told) for source, told in decided.items() if source.casefold() in names))


def _solve(
    blocks: Sequence[Block], articles: Mapping[str, Article], readings: Mapping[str, Reading],
    kinds: tuple[Kind, ...], memo: Memo | None,
) -> list[Findings]:  # fmt: skip
    known = dict(memo.findings(blocks)) if memo else {}
    for block in blocks:
        if block not in known:
            inside = {i: articles[i] for i in block.articles}
            known[block] = _findings(block, inside, [c for i in inside for c in readings[i].claims], kinds)
            if memo:
                memo.keep_findings(block, known[block])
    return [known[block] for block in blocks]


def _findings(
    block: Block, articles: Mapping[str, Article], claims: Sequence[Claim], kinds: tuple[Kind, ...]
) -> Findings:
    """A pure function of what it is given: no other block has a part in it."""
    from auditor.align import align_story
    from auditor.checks import ACROSS_ARTICLES, ACROSS_VERSIONS, check
    from auditor.sources.families import families
    from auditor.sources.origins import count_origins, origins
    from auditor.sources.support import weigh

    by_id, present = {c.id: c for c in claims}, tuple(articles.values())
    told = () if block.versions else families(present)  # that a text repeats its own earlier version is no copying
    known = origins(present, told)
    aligned = align_story(claims, kinds)
    questions = count_origins(_asked_once(aligned.questions), by_id, known)
    codes = ACROSS_VERSIONS if block.versions else ACROSS_ARTICLES
    conflicts, problems = check(questions, by_id, articles, kinds, known, codes, aligned.counterparts)
    if block.versions:  # what did not change is told by the story
        asked = {conflict.question for conflict in conflicts}
        return Findings(tuple(q for q in questions if q.id in asked), conflicts, problems)
    decided = {source: (right, wrong) for source, right, wrong in block.decided}
    weighed = weigh(Audit(present, tuple(claims), questions, conflicts), known, decided)
    return Findings(questions, weighed, problems, told)


def _asked_once(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Two groups of claims may be asked for in the same words: each after the first gets an id of its own."""
    by_id: dict[str, Question] = {}
    for question in questions:
        id = question.id if question.id not in by_id else _other_id(question.id, question.claims)
        by_id[id] = replace(question, id=id)
    return tuple(by_id.values())


def _together(articles: Mapping[str, Article], readings: Mapping[str, Reading], found: Iterable[Findings]) -> Audit:
    """Everything in a fixed order; of earlier versions only those articles and claims that a finding speaks of."""
    from auditor.checks import rank

    distinct = _distinct(found)
    questions = sorted((q for findings in distinct for q in findings.questions), key=lambda q: q.claims[0])
    asked = {claim for q in questions for claim in q.claims}
    claims = [c for i, r in readings.items() for c in r.claims if not articles[i].version_of or c.id in asked]
    spoken_of = {claim.article for claim in claims}
    return Audit(
        tuple(a for a in articles.values() if not a.version_of or a.id in spoken_of),
        tuple(claims),
        tuple(questions),
        tuple(sorted((k for findings in distinct for k in findings.conflicts), key=rank)),
        tuple(p for findings in distinct for p in findings.problems),
        tuple(
            sorted({f for findings in distinct for f in findings.families}, key=lambda f: (f.kind, f.articles, f.spans))
        ),
    )


def _distinct(found: Iterable[Findings]) -> list[Findings]:
    """Two blocks may ask in the same words: a question whose id is taken, and its conflicts, get one of their own."""
    taken: set[str] = set()
    out = []
    for findings in found:
        new = {q.id: _other_id(q.id, q.claims) for q in findings.questions if q.id in taken}
        taken |= {q.id for q in findings.questions}
        out.append(_renamed(findings, new) if new else findings)
    return out


def _renamed(findings: Findings, new: Mapping[str, str]) -> Findings:
    return replace(
        findings,
        questions=tuple(replace(q, id=new.get(q.id, q.id)) for q in findings.questions),
        conflicts=tuple(
            replace(k, id=_other_id(k.id, (new[k.question],)), question=new[k.question]) if k.question in new else k
            for k in findings.conflicts
        ),
    )


def _other_id(id: str, told: Collection[str]) -> str:
    return id[0] + sha256(repr((id, sorted(told))).encode()).hexdigest()[:10]
