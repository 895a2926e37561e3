"""What is remembered between runs, in the store's cache: files as they were read, claims by article, findings by block,
the report's lines by article.

Keys are hashes of everything that a result depends on, so that what is found under one is right, whoever made it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import ingest
from auditor.auditing import Block, Findings, Reading
from auditor.engine import versions
from auditor.engine.uncollected import uncollected
from auditor.ingest.reading import Options, Record
from auditor.ingest.reading import Reading as FileReading
from auditor.model import Article, Audit, Problem
from auditor.store import Store, plain

if TYPE_CHECKING:
    from auditor.report.rendered import Rendered

EVERY = 2.0
"""Seconds after which what was worked out is kept, so that a run that is broken off need not begin anew."""


class Kept:
    """One sort of results in the cache: asked for all at once, kept a few at a time."""

    def __init__(self, store: Store, kind: str) -> None:
        self._store, self._kind = store, kind
        self._new: dict[str, str] = {}
        self._last = time.monotonic()
        self.used: set[str] = set()

    def recall(self, keys: Sequence[str]) -> dict[str, str]:
        found = self._store.recall(self._kind, keys)
        self.used |= found.keys()
        return found

    def keep(self, key: str, value: str) -> None:
        self._new[key] = value
        if time.monotonic() - self._last > EVERY:
            self.flush()

    def flush(self) -> None:
        if self._new:
            self._store.keep(self._kind, self._new)
        self._new, self._last = {}, time.monotonic()


class StoreMemo:
    """The memo of one run. compared: blocks that had to be worked out; stamps: article -> the key of its claims."""

    def __init__(self, store: Store, kinds: str, model: str) -> None:
        self._readings, self._findings, self._lines = (Kept(store, kind) for kind in ("claims", "block", "lines"))
        self._claims_of = f"{versions.code(*versions.CLAIMS)} {kinds} {versions.model(model)}"
        self._findings_of, self._lines_of = versions.code(*versions.FINDINGS), versions.code(*versions.LINES)
        self.stamps: dict[str, str] = {}
        self.read = 0
        self.blocks: tuple[Block, ...] = ()
        self.compared: list[Block] = []

    def readings(self, articles: Sequence[Article]) -> Mapping[str, Reading]:
        self.stamps = {a.id: self._key(a) for a in articles}
        found = self._readings.recall(list(self.stamps.values()))
        with uncollected():
            return {id: _to_reading(found[key]) for id, key in self.stamps.items() if key in found}

    def keep_reading(self, article: Article, reading: Reading) -> None:
        self.read += 1
        told = [[plain.claim(c) for c in reading.claims], reading.words]
        self._readings.keep(self.stamps[article.id], plain.dumps(told))

    def findings(self, blocks: Sequence[Block]) -> Mapping[Block, Findings]:
        self._readings.flush()
        self.blocks = tuple(blocks)
        keys = {block: self._block_key(block) for block in blocks}
        found = self._findings.recall(list(keys.values()))
        with uncollected():
            return {block: _to_findings(found[key]) for block, key in keys.items() if key in found}

    def keep_findings(self, block: Block, findings: Findings) -> None:
        self.compared.append(block)
        told = (
            [plain.question(q) for q in findings.questions],
            [plain.conflict(k) for k in findings.conflicts],
            [plain.problem(p) for p in findings.problems],
            [plain.family(f) for f in findings.families],
        )
        self._findings.keep(self._block_key(block), plain.dumps(told))

    def lines(self, audit: Audit) -> dict[str, Rendered]:
        """Article -> the finished lines of its claims in the report's files, where ``readings`` was asked for it.

        Not of earlier versions: which of their claims are told depends on the others.
        """
        from auditor.report.rendered import parted, rendered  # takes a while

        articles = {a.id: a for a in audit.articles if a.id in self.stamps and not a.version_of}
        keys = {id: _hash("lines", self._lines_of, self.stamps[id], repr(a.path)) for id, a in articles.items()}
        found = self._lines.recall(list(keys.values()))
        lines = {id: parted(found[key]) for id, key in keys.items() if key in found}
        for id, claims in groupby(audit.claims, key=lambda claim: claim.article):
            if id in articles and id not in lines:
                lines[id] = rendered(articles[id], list(claims))
                self._lines.keep(keys[id], lines[id].text)
        return lines

    def flush(self) -> None:
        for kept in (self._readings, self._findings, self._lines):
            kept.flush()

    @property
    def used(self) -> frozenset[str]:
        return frozenset(self._readings.used | self._findings.used | self._lines.used)

    def _key(self, article: Article) -> str:
        told = (article.id, article.title, article.source, article.body, article.published, article.url, article.parts)
        return _hash(self._claims_of, repr(told), article.text)

    def _block_key(self, block: Block) -> str:
        """Of its articles' keys, which stand for their claims, texts and dates, and of what reviewers decided."""
        told = (str(block.versions), repr(block.decided))
        return _hash(self._findings_of, *told, *(self.stamps[i] for i in block.articles))


class RememberedFiles:
    """Reads files as ``auditor.ingest`` does, but opens no file's content that it has read before."""

    def __init__(self, store: Store, fields: Mapping[str, str]) -> None:
        self.fields = fields
        self._fields_told = repr(sorted(fields.items()))
        self._kept = Kept(store, "file")
        self._version = versions.code(*versions.READING)
        self._known = store.recall_all("file")
        self.used: set[str] = set()

    def load(self, path: Path, options: Options) -> FileReading:
        key = self._key(path)
        self.used.add(key)
        if key in self._known:
            return _to_file(self._known[key])
        reading = ingest.load(path, options)
        if key:
            self._kept.keep(key, plain.dumps(_file(reading)))
        return reading

    def flush(self) -> None:
        self._kept.flush()

    def _key(self, path: Path) -> str:
        """Empty for what is no readable file: what is wrong with it is found anew each time."""
        try:
            content = path.read_bytes() if path.is_file() else None
        except OSError:
            content = None
        if content is None:
            return ""
        return _hash(self._version, self._fields_told, path.as_posix(), sha256(content).hexdigest())


def _file(reading: FileReading) -> list[object]:
    return [
        [plain.article(a) for a in reading.articles],
        [plain.problem(p) for p in reading.problems],
        [[r.path, dict(r.values), r.told] for r in reading.records],
    ]


def _to_file(text: str) -> FileReading:
    articles, problems, records = json.loads(text)
    return FileReading(
        tuple(plain.to_article(a) for a in articles),
        tuple(Problem(*p) for p in problems),
        tuple(Record(*r) for r in records),
    )


def _to_reading(text: str) -> Reading:
    claims, words = json.loads(text)
    return Reading(tuple(map(plain.to_claim, claims)), tuple((word, n) for word, n in words))


def _to_findings(text: str) -> Findings:
    questions, conflicts, problems, families = json.loads(text)
    return Findings(
        tuple(map(plain.to_question, questions)),
        tuple(map(plain.to_conflict, conflicts)),
        tuple(Problem(*p) for p in problems),
        tuple(map(plain.to_family, families)),
    )


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
