"""Finds the anchors of a parsed block and frames them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from spacy.tokens import Doc, Token

from auditor.extract import grammar, vocabulary
from auditor.extract.frames import Frame, condition_text, thing_of, tokens_of
from auditor.extract.names import Names
from auditor.extract.quantities import complete
from auditor.model import Quantity, TimeExpression
from auditor.values.ordinals import find_ordinals
from auditor.values.quantities import quantities


def frames(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    """Quantities, times, conditions and predicates of a block, each kind of anchor in the order of the text.

    times: the block's time expressions.
    """
    for find in (_quantities, _times, _conditions, _statements, _full_names, _ordinals):
        for frame in find(doc, block, names, times):
            yield replace(frame, date=_date(frame, times))


def _date(frame: Frame, times: Sequence[TimeExpression]) -> str:
    """When the clause says that it happened: its first time expression that is no deadline."""
    if frame.head.lemma_.lower() in vocabulary.SAYING:
        return ""  # the day on which it was said
    for time in times:
        inside = any(token.idx < time.end and time.start < token.idx + len(token) for token in frame.clause)
        if inside and time.role in ("on", "since", "after", "before"):
            return time.value or time.name
    return ""


def pattern_frame(doc: Doc, block: int, names: Names, start: int, end: int) -> Frame:
    """The frame of a declared pattern that matched the tokens start:end."""
    anchor = tuple(doc[start:end])
    root = doc[start:end].root
    thing = root if root.pos_ in ("NOUN", "PROPN") and root.dep_ not in ("compound", "amod") else thing_of(anchor)
    return _frame("pattern", block, names, anchor, thing)


def _frame(
    type_: str, block: int, names: Names, anchor: tuple[Token, ...], thing: Token | None,
    quantity: Quantity | None = None, time: TimeExpression | None = None,
) -> Frame:  # fmt: skip
    head = grammar.clause_head(anchor[0])
    clause = grammar.clause_tokens(head)
    if anchor[0] not in clause:
        clause = sorted({*clause, *anchor}, key=lambda t: t.i)
    return Frame(type_, block, anchor, thing, head, tuple(clause), names, quantity, time)


def _quantities(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    for quantity in complete(doc, quantities(doc.text)):
        if any(quantity.start < time.end and time.start < quantity.end for time in times):
            continue
        anchor = tokens_of(doc, quantity.start, quantity.end)
        yield _frame("quantity", block, names, anchor, thing_of(anchor), quantity=quantity)


def _times(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    for time in times:
        anchor = tokens_of(doc, time.start, time.end)
        if time.role == "on" and grammar.clause_head(anchor[0]).lemma_.lower() in vocabulary.RUNNING_OUT:
            time = replace(time, role="until")
        yield _frame("time", block, names, anchor, _thing_of_time(anchor), time=time)


def _thing_of_time(anchor: tuple[Token, ...]) -> Token | None:
    """What starts, ends or happens at a time: the noun it is attached to, else the subject of its verb."""
    inside = {t.i for t in anchor}
    root = next((t for t in anchor if t.head.i not in inside), anchor[0])
    above = root.head
    while above.pos_ == "ADP" and above.head != above:
        above = above.head
    if above.pos_ in ("NOUN", "PROPN"):
        return above
    objects = [c for c in above.children if c.dep_ in ("dobj", "nsubjpass") and c.i not in inside]
    return objects[0] if objects else grammar.subject(grammar.clause_head(above))


def _conditions(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    for token in doc:
        if token.lower_ not in ("until", "till") or not (text := condition_text(token)):
            continue
        end = token.idx + len(token) + 1 + len(text)
        if any(time.start <= token.idx + len(token) + 1 and time.end >= end for time in times):
            continue
        anchor = tokens_of(doc, token.idx, end)
        above = token.head.head if token.dep_ == "mark" else token.head
        yield Frame(
            "condition", block, anchor, _about(above), grammar.clause_head(above), _clause_with(above, anchor), names
        )


def _about(above: Token) -> Token | None:
    """What lasts until the condition: the noun it hangs on, else the object or subject of the verb."""
    if above.pos_ in ("NOUN", "PROPN"):
        return above
    return next((c for c in above.children if c.dep_ in ("dobj", "nsubjpass")), None) or grammar.subject(
        grammar.clause_head(above)
    )


def _clause_with(above: Token, anchor: tuple[Token, ...]) -> tuple[Token, ...]:
    return tuple(sorted({*grammar.clause_tokens(grammar.clause_head(above)), *anchor}, key=lambda t: t.i))


def _ordinals(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    """Ranks of something named: "the seventh round"; not fractions, dates, or "first" as an adverb."""
    for start, end, rank in find_ordinals(doc.text):
        anchor = tokens_of(doc, start, end)
        thing = grammar.noun_head(anchor[-1]) if anchor else None
        if thing is None or thing in anchor or thing.pos_ not in ("NOUN", "PROPN") or thing.i < anchor[-1].i:
            continue
        if thing.lemma_.lower() in vocabulary.RANKLESS or any(start < t.end and t.start < end for t in times):
            continue
        quantity = Quantity(start, end, doc.text[start:end], Decimal(rank), thing.lemma_.lower())
        yield _frame("ordinal", block, names, anchor, thing, quantity=quantity)


def _full_names(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    """People called by first name and surname."""
    for _, run in itertools.groupby(doc, key=lambda t: names.of(block, t)):
        whole = tuple(run)
        name = names.of(block, whole[0])
        tokens = tuple(itertools.dropwhile(lambda t: t.lower_.strip(".") in vocabulary.RANKS, whole))
        if name in names.people and len(tokens) > 1 and all(t.text[0].isupper() for t in tokens):
            yield _frame("name", block, names, tokens, tokens[-1])


def _statements(doc: Doc, block: int, names: Names, times: Sequence[TimeExpression]) -> Iterator[Frame]:
    for token in doc:
        if not grammar.is_clause_head(token) or not _states_something(token):
            continue
        subject = grammar.subject(token)
        frame = _frame("statement", block, names, (token,), subject)
        stands_for = subject is not None and subject.pos_ == "PRON" and bool(frame.label(subject))
        if len(frame.content()) + stands_for >= 2:  # "she would resign" is one, where it is known who she is
            yield frame


def _states_something(head: Token) -> bool:
    if head.pos_ not in ("VERB", "AUX") or head.sent.text.rstrip().endswith("?"):
        return False
    reports = head.lemma_.lower() in vocabulary.SAYING and any(c.dep_ == "ccomp" for c in head.children)
    return not reports
