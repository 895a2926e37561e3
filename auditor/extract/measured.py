"""What a figure is about, read from the parse: the noun it counts or measures, and which way it moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.model import Quantity, Trend
from auditor.values.tokens import words
from auditor.values.trends import DOWN, UP
from auditor.values.units import TIMES

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_CONTENT = ("NOUN", "PROPN", "ADJ", "VERB")
_MODIFIER_DEPS = words("compound amod nmod")
_INTO_NOUN = words("nummod compound amod nmod quantmod npadvmod poss")
_HEDGES = words("estimated additional reported worth least total whopping mere")
_MAX_CLIMB = 4


def noun_behind_of(span: Span) -> Token | None:
    """ "hundreds of homes", "12 of the passengers"."""
    doc, k = span.doc, span.end
    k += k < len(doc) and doc[k].lower_ == "worth"
    if k >= len(doc) or doc[k].lower_ != "of":
        return None
    return next((token for token in doc[k].children if token.dep_ == "pobj" and token.pos_ != "PRON"), None)


def head_noun(span: Span) -> Token | None:
    root = span.root
    if root.dep_ not in _INTO_NOUN or root.head.i < span.end:
        return None
    head = root.head
    while head.dep_ == "compound" and head.i < head.head.i and not _hyphen_behind(head):
        head = head.head
    return head if head.pos_ in ("NOUN", "PROPN") and head.i - span.end < 8 else None


def _hyphen_behind(token: Token) -> bool:
    doc, k = token.doc, token.i + 1
    return k < len(doc) and doc[k].text == "-"


def next_noun(span: Span) -> Token | None:
    """The last of the first nouns behind the span, over adjectives: what a failed parse still shows."""
    noun = None
    for token in span.doc[span.end : span.end + 6]:
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
        elif (
            noun is not None
            or token.pos_ not in ("ADJ", "VERB", "PART", "ADV", "NUM")
            or token.tag_ in ("VBD", "VBZ", "VBP")
        ):
            break
    return noun


def _governors(span: Span) -> Iterator[Token]:
    """The tokens above the span, nearest first, up to the first verb."""
    token = span.root
    for _ in range(_MAX_CLIMB):
        if token.head == token:
            return
        token = token.head
        yield token
        if token.pos_ in ("VERB", "AUX"):
            return


def trend_of(span: Span) -> Trend:
    """The way that the governing words, or "up" and "down" right before, say that it moved."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if before in ("up", "down"):
        return "up" if before == "up" else "down"
    for token in _governors(span):
        if token.lower_ in UP:
            return "up"
        if token.lower_ in DOWN:
            return "down"
    return ""


def concept_of(span: Span, quantity: Quantity) -> str:
    """The words of what is measured, in lower case; "" when the parse shows none."""
    if quantity.unit == "magnitude":
        return "magnitude"
    finders = (noun_behind_of, _measured_noun, _noun_before_of, _through_verb)
    phrases = (_phrase(noun, span) for find in finders if (noun := find(span)) is not None)
    return next((phrase for phrase in phrases if phrase), "")


def _measured_noun(span: Span) -> Token | None:
    """The noun that the figure stands before: "30 per cent equity stake"."""
    root = span.root
    head = head_noun(span)
    if head is not None or root.pos_ in ("NOUN", "PROPN"):
        return head
    following = span.doc[span.end] if span.end < len(span.doc) else None
    return next_noun(span) if following is not None and following.pos_ in ("NOUN", "ADJ") else None


def _noun_before_of(span: Span) -> Token | None:
    """ "revenue of $5 million"."""
    prep = span.root.head
    if span.root.dep_ == "pobj" and prep.lower_ in ("of", "at", "in", "to") and prep.head.pos_ in ("NOUN", "PROPN"):
        return prep.head
    return None


def _through_verb(span: Span) -> Token | None:
    """The object that a verb moves to the figure ("raised its stake to 30%"), else the verb's subject."""
    governors = list(_governors(span))
    verb = governors[-1] if governors and governors[-1].pos_ in ("VERB", "AUX") else None
    if verb is None:
        return None
    inside = range(span.start, span.end)
    if governors[0].dep_ == "prep":
        moved = next((t for t in verb.children if t.dep_ == "dobj" and t.i not in inside), None)
        if moved is not None:
            return moved
    return _subject(verb, inside)


def _subject(verb: Token, inside: range) -> Token | None:
    """The verb's subject, or that of the verb it depends on."""
    for _ in range(3):
        for token in verb.children:
            if token.dep_ in ("nsubj", "nsubjpass") and token.i not in inside:
                return _antecedent(token)
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
            return None
        verb = verb.head
    return None


def _antecedent(token: Token) -> Token | None:
    """The noun that "which" or "who" stands for; None for other pronouns, which say nothing."""
    verb = token.head
    if token.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        return verb.head
    return token if token.pos_ in ("NOUN", "PROPN") else None


def _phrase(noun: Token, span: Span) -> str:
    """The noun with its modifiers, without the figure's own words."""
    if noun.lower_.removesuffix("s") in TIMES:
        return ""
    parts = [token for token in (*_modifiers(noun, depth=3), noun) if not span.start <= token.i < span.end]
    return " ".join(token.lower_ for token in parts if _tells(token))


def _modifiers(noun: Token, depth: int) -> Iterator[Token]:
    """The modifiers before the noun and theirs, in order of text."""
    for token in noun.lefts if depth else ():
        if token.dep_ in _MODIFIER_DEPS and token.pos_ in _CONTENT:
            yield from _modifiers(token, depth - 1)
            yield token


def _tells(token: Token) -> bool:
    """Whether the word says what is measured: no date, hedge, sign or figure."""
    word = token.lower_
    plain = len(word) > 1 and not any(char.isdigit() for char in word)
    return plain and token.ent_type_ not in ("DATE", "TIME") and word not in _HEDGES
