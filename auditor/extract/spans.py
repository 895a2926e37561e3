"""The smallest stretch of text that states a claim: what a reader is shown and what offsets point to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from auditor.extract import grammar
from auditor.extract.frames import Frame

LONG = 120  # code points; a longer clause is cut at its commas


def span(frame: Frame) -> tuple[int, int]:
    """Offsets in the block's text around the clause that states the frame's claim, as short as the commas allow."""
    run = _contiguous(_with_described(frame), frame.anchor)
    run = _trim(_shorten(run, frame.anchor), frame.anchor)
    return run[0].idx, run[-1].idx + len(run[-1])


def _with_described(frame: Frame) -> list[Token]:
    """The clause; one that describes a noun ("a stake valued at ...") together with that noun's phrase."""
    tokens = {*frame.clause, *frame.anchor}
    if frame.head.dep_ in ("acl", "relcl"):
        tokens |= set(grammar.phrase(frame.head.head))
    return sorted(tokens, key=lambda t: t.i)


def _contiguous(tokens: Sequence[Token], anchor: tuple[Token, ...]) -> list[Token]:
    """The unbroken run of tokens around the anchor; gaps of punctuation alone do not break it."""
    doc = anchor[0].doc
    keep = {t.i for t in tokens}
    first, last = anchor[0].i, anchor[-1].i
    while first > 0 and (first - 1 in keep or (doc[first - 1].is_punct and first - 2 in keep)):
        first -= 1
    while last + 1 < len(doc) and (last + 1 in keep or (doc[last + 1].is_punct and last + 2 in keep)):
        last += 1
    return list(doc[first : last + 1])


def _shorten(run: list[Token], anchor: tuple[Token, ...]) -> list[Token]:
    """Cuts at the commas farthest from the anchor while the run is too long."""
    while run[-1].idx + len(run[-1]) - run[0].idx > LONG:
        before = [n for n, t in enumerate(run) if t.lower_ in (",", ";", ":", "-", "–", "—") and t.i < anchor[0].i]
        after = [n for n, t in enumerate(run) if t.lower_ in (",", ";", ":", "–", "—") and t.i > anchor[-1].i]
        if after:
            run = run[: after[-1]]
        elif before:
            run = run[before[0] + 1 :]
        else:
            break
    return run


def _trim(run: list[Token], anchor: tuple[Token, ...]) -> list[Token]:
    """Without punctuation, conjunctions and subordinators at the ends."""
    inside = {t.i for t in anchor}

    def idle(token: Token) -> bool:
        return token.i not in inside and (token.is_punct or token.is_space or token.dep_ in ("cc", "mark", "punct"))

    while len(run) > 1 and idle(run[0]):
        run = run[1:]
    while len(run) > 1 and idle(run[-1]):
        run = run[:-1]
    return run
