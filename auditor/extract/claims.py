"""Article -> claims: reads the article, frames every anchor, and asks the declared kinds what it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from auditor import kinds as kind_room
from auditor.extract import grammar
from auditor.extract.anchors import frames, pattern_frame
from auditor.extract.blocks import Block, blocks
from auditor.extract.events import Events, part_of, person_of
from auditor.extract.frames import Frame, condition_text
from auditor.extract.meaning import read_ahead, with_meaning
from auditor.extract.names import Names, resolve
from auditor.extract.pipeline import DEFAULT_MODEL, load
from auditor.extract.recognise import recognise, value_type
from auditor.extract.spans import span
from auditor.kinds import OPEN, Kind, Pattern
from auditor.model import Article, Claim, Scalar, TimeExpression, ValueType
from auditor.values.times import find_times

_EXCLUSIVE = frozenset({"exclusive", "exclusively", "sole", "solely"})


def find_claims(article: Article, kinds: Sequence[Kind] | None = None, model: str = DEFAULT_MODEL) -> list[Claim]:
    """Every claim of the article, in the order of the text.

    kinds: the declared kinds to look for; None for the built-in ones. model: a spaCy pipeline's package name.
    Raises OSError when the pipeline or the encoder is not installed. Pure but for the cached models.
    """
    nlp = load(model)
    declared = tuple(kind_room.load() if kinds is None else kinds)
    matcher = _matcher(nlp.vocab, declared, (kind_room.fingerprint(declared), model))
    with read_ahead(article.text):
        parts = list(blocks(article))
        docs = list(nlp.pipe((part.text for part in parts), batch_size=32))
        names = resolve(docs, [part.headline for part in parts])
        times = [find_times(doc.text, article.published) for doc in docs]
        events = Events(docs, times, article.published)
        found = [
            claim
            for i, doc in enumerate(docs)
            for claim in _claims(article, parts[i], i, doc, names, times[i], events, declared, matcher)
        ]
    in_order = sorted(found, key=lambda c: (c.start, c.end, c.kind, c.attribute, str(c.value)))
    return with_meaning(_distinct(in_order), article.text)


def _claims(
    article: Article, part: Block, i: int, doc: Doc, names: Names, times: Sequence[TimeExpression], events: Events,
    kinds: tuple[Kind, ...], matcher: Matcher,
) -> Iterator[Claim]:  # fmt: skip
    for frame in frames(doc, i, names, times):
        kind, why = recognise(frame, kinds)
        if kind is None and frame.type == "name":
            continue  # names are claims only where a kind asks for them
        yield _claim(article, part, frame, events, kind, why)
    for start, end, kind, pattern in _matches(doc, kinds, matcher):
        frame = pattern_frame(doc, i, names, start, end)
        if _pattern_fits(frame, pattern):
            yield _claim(article, part, frame, events, kind, f"the words '{doc[start:end].text}'", pattern)


def _pattern_fits(frame: Frame, pattern: Pattern) -> bool:
    if frame.head.sent.text.rstrip().endswith("?") or _only_describes(frame):
        return False
    thing = {frame.thing.lemma_.lower()} if frame.thing is not None else set()
    words = frame.words
    fits = (not pattern.thing or thing & pattern.thing) and (not pattern.words or words & pattern.words)
    return bool(fits) and not words & pattern.without


def _only_describes(frame: Frame) -> bool:
    """Is the anchor itself a participle that tells products apart ("products developed with others"), no assertion?"""
    verbs = [t for t in frame.anchor if t.tag_ == "VBN" and t.dep_ in ("acl", "conj", "amod")]
    return any(not any(c.dep_ in ("aux", "auxpass") for c in verb.children) for verb in verbs)


_OTHERS = frozenset({"other", "others"})


def _joined(frame: Frame) -> bool:
    """Does it follow somebody of the same lot: "Ann Bell and nine others"?"""
    first = frame.anchor[0]
    return first.i > 0 and first.nbor(-1).lower_ in ("and", ",", "&", "plus")


_MATCHERS: dict[tuple[str, str], Matcher] = {}


def _matcher(vocab: Vocab, kinds: tuple[Kind, ...], key: tuple[str, str]) -> Matcher:
    """For the patterns of the kinds, made once for each key: what tells the kinds and the pipeline."""
    if key not in _MATCHERS:
        matcher = Matcher(vocab, validate=True)
        for kind in kinds:
            for n, pattern in enumerate(kind.patterns):
                matcher.add(f"{kind.name} {n}", [[dict(token) for token in pattern.tokens]], greedy="LONGEST")
        _MATCHERS[key] = matcher
    return _MATCHERS[key]


def _matches(doc: Doc, kinds: tuple[Kind, ...], matcher: Matcher) -> Iterator[tuple[int, int, Kind, Pattern]]:
    """The longest matches of each kind's patterns, without overlaps within a kind."""
    by_name = {kind.name: kind for kind in kinds}
    taken: dict[str, set[int]] = {}
    found = [(start, end, doc.vocab.strings[label]) for label, start, end in matcher(doc)]
    for start, end, which in sorted(found, key=lambda m: (m[0] - m[1], m[0], m[2])):
        name = which.rsplit(" ", 1)[0]
        if not taken.setdefault(name, set()) & set(range(start, end)):
            taken[name] |= set(range(start, end))
            yield start, end, by_name[name], by_name[name].patterns[int(which.rsplit(" ", 1)[1])]


def _claim(
    article: Article, part: Block, frame: Frame, events: Events, kind: Kind | None, why: str,
    pattern: Pattern | None = None,
) -> Claim:  # fmt: skip
    start, end = span(frame)
    start, end = start + part.start, end + part.start
    value, answers, unit, upper = _value(frame, kind, pattern)
    slots = {name: frame.slot(sources) for name, sources in kind.slots.items()} if kind else {}
    qualifiers = {k: v for k, v in {**_qualifiers(frame, part, events), **slots}.items() if v}
    if kind and kind.besides and qualifiers.get("part") in _OTHERS and not _joined(frame):
        del qualifiers["part"]
    subject = slots.get("holder") or frame.slot(("possessor", "subject"))
    attribute = kind.title.lower() if kind else _attribute(frame)
    return Claim(
        id="", article=article.id, start=start, end=end, text=article.text[start:end],
        kind=kind.name if kind else OPEN, value_type=answers, subject=subject, attribute=attribute,
        value=value, unit=unit, upper=upper, bound=frame.quantity.bound if frame.quantity else "=",
        qualifiers=tuple(sorted(qualifiers.items())), words=frame.content(), names=frame.named(),
        context=frame.context(), rule=why,
    )  # fmt: skip


def _value(frame: Frame, kind: Kind | None, pattern: Pattern | None) -> tuple[Scalar, ValueType, str, Decimal | None]:
    if frame.quantity is not None:
        q = frame.quantity
        if frame.type == "ordinal":
            return q.value, "ordinal", q.unit, None
        return q.value, value_type(q), q.unit, q.upper
    if frame.time is not None:
        return frame.time.value or frame.time.name, "date", "", None
    if frame.type == "name":
        return " ".join(t.text for t in frame.anchor), "name", "", None
    if frame.type == "condition":
        return condition_text(next(t for t in frame.anchor if t.lower_ in ("until", "till"))), "condition", "", None
    if pattern is not None and kind is not None:
        if isinstance(pattern.value, str):
            return _described(frame), kind.answers, "", None
        affirmed = grammar.positive(_root(frame.anchor))
        return affirmed == pattern.value, kind.answers, "", None
    affirmed = grammar.positive(frame.head)
    return affirmed != bool(grammar.left_undone(frame.head)), "flag", "", None


def _root(anchor: tuple[Token, ...]) -> Token:
    inside = {t.i for t in anchor}
    return next((t for t in anchor if t.head.i not in inside or t.head == t), anchor[0])


def _described(frame: Frame) -> str:
    return (
        " ".join([*frame.modifiers(), frame.thing.lemma_.lower()])
        if frame.thing is not None
        else frame.anchor[-1].lemma_.lower()
    )


def _qualifiers(frame: Frame, part: Block, events: Events) -> dict[str, str]:
    said_by = grammar.attribution(frame.head)
    exclusive = {t.lower_ for t in frame.clause} & _EXCLUSIVE
    return {
        "time": frame.when(),
        "date": frame.date,
        "occasion": events.of(frame),
        "person": person_of(frame),
        "part": part_of(frame),
        "modality": grammar.modality(frame.head),
        "until": frame.until() if frame.type != "condition" else "",
        "attribution": frame.label(said_by),
        "scope": " ".join(frame.modifiers()),
        "thing": frame.thing.lemma_.lower() if frame.thing is not None else "",
        "verb": frame.head.lemma_.lower() if frame.head.pos_ in ("VERB", "AUX") else "",
        "exclusive": min(exclusive, default=""),
        "role": frame.time.role if frame.time is not None else "",
        "place": "headline" if part.role == "heading" else part.role,
    }


def _attribute(frame: Frame) -> str:
    if frame.quantity is not None:
        return (
            frame.quantity.concept
            or frame.quantity.unit
            or (frame.thing.lemma_.lower() if frame.thing is not None else "")
        )
    if frame.type == "statement":
        return (grammar.left_undone(frame.head) or frame.head).lemma_.lower()
    return " ".join(
        filter(None, [frame.head.lemma_.lower(), frame.thing.lemma_.lower() if frame.thing is not None else ""])
    )


def _distinct(claims: list[Claim]) -> list[Claim]:
    """The claims with their ids: a hash of article, kind, slots and value, numbered where all of these repeat."""
    seen: dict[str, int] = {}
    out = []
    for claim in claims:
        slots = [
            (k, v)
            for k, v in claim.qualifiers
            if k not in ("verb", "place", "modality", "date", "occasion", "person", "part")
        ]
        key = repr(
            (
                claim.article,
                claim.kind,
                claim.value_type,
                claim.subject,
                claim.attribute,
                str(claim.value),
                claim.unit,
                slots,
            )
        )
        n = seen[key] = seen.get(key, 0) + 1
        out.append(replace(claim, id="c" + hashlib.sha256(f"{key}{n}".encode()).hexdigest()[:10]))
    return out
