"""What the parse adds to the figures of a text: what is counted or measured, and which way it moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from auditor.extract.pipeline import DEFAULT_MODEL, load
from auditor.model import Quantity, Trend
from auditor.values.quantities import quantities
from auditor.values.tokens import tokenize, words
from auditor.values.trends import DOWN, UP
from auditor.values.units import TIMES, read_rate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_IRREGULAR = {"people": "person", "persons": "person", "men": "man", "women": "woman", "us": "person", "them": ""}
_CASUALTY_WORDS = words(
    "dead killed injured wounded missing hurt died hospitalized hospitalised displaced homeless arrested others"
)
_CASUALTY_VERBS = words("kill injure wound hurt arrest evacuate hospitalize hospitalise detain displace")
_COUNTED_NONE = words(
    "casualty death injury victim fatality survivor arrest people person passenger deaths damage hostage"
)
_EVENTS = _CASUALTY_VERBS | words("die survive perish escape shoot charge rescue trap convict harm")
_CONTENT = ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
_MODIFIER_DEPS = words("compound amod nmod")
_INTO_NOUN = words("nummod compound amod nmod quantmod npadvmod poss")
_MAX_CLIMB = 4


def find_quantities(text: str, model: str = DEFAULT_MODEL) -> list[Quantity]:
    """Every quantity in the text, in order, with what is counted or measured. Raises OSError without the model."""
    return list(complete(load(model)(text), quantities(text)))


def complete(doc: Doc, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities with unit, concept and trend from the parse, without those that name something.

    Adds the counts of none ("nobody was hurt" is 0 of person). Offsets are code points of ``doc.text``.
    """
    kept = [done for quantity in found if (done := _completed(doc, quantity))]
    taken = {(quantity.start, quantity.end) for quantity in kept}
    none = [zero for zero in _nones(doc) if (zero.start, zero.end) not in taken]
    return tuple(sorted(kept + none, key=lambda quantity: quantity.start))


def _completed(doc: Doc, quantity: Quantity) -> Quantity | None:
    span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if span is None or not len(span):
        return quantity
    if not quantity.unit:
        if _names_something(span, quantity):
            return None
        quantity = _as_age(span, quantity) or quantity
    if not quantity.unit or quantity.unit.startswith("/"):
        quantity = _counted(span, quantity)
    return replace(quantity, trend=_trend(span), concept=_concept(span, quantity))


# --- what is no quantity ---


def _names_something(span: Span, quantity: Quantity) -> bool:
    """Whether a bare number belongs to a name ("Boeing 747"), a date, or is the pronoun "one"."""
    root = span.root
    if quantity.text.lower() == "one":
        return not (root.dep_ == "nummod" and root.head.i > root.i) and _next_noun(span) is None
    if not quantity.text.isdecimal():
        return False
    before = span.doc[span.start - 1] if span.start else None
    after_name = before is not None and before.pos_ == "PROPN" and root.head == before
    return (after_name and _next_noun(span) is None) or (root.ent_type_ == "DATE" and _next_noun(span) is None)


def _as_age(span: Span, quantity: Quantity) -> Quantity | None:
    """ ", 39," or "(39)" behind a person's name."""
    doc, start, end = span.doc, span.start, span.end
    if start < 2 or end >= len(doc) or not quantity.text.isdecimal() or not 0 < quantity.value < 120:
        return None
    around, name = (doc[start - 1].text, doc[end].text), doc[start - 2]
    in_commas = around[0] == "," and around[1] in (",", ".", ";") and name.pos_ == "PROPN"
    in_brackets = around == ("(", ")") and name.ent_type_ == "PERSON"
    listed = around[0] == "," and doc[start - 1 - 1].ent_type_ in ("GPE", "DATE", "ORG")
    return replace(quantity, unit="year of age") if (in_commas and not listed) or in_brackets else None


# --- what is counted ---


def _counted(span: Span, quantity: Quantity) -> Quantity:
    """Fills the unit of a count by the noun that it counts, and a rate behind the noun."""
    noun = _counted_noun(span)
    rate = quantity.unit
    if noun is not None and not rate:
        rate = _rate_after(noun)
    unit = _unit_name(noun) if noun is not None else _understood(span)
    return replace(quantity, unit=unit + rate if unit else rate.removeprefix("/") and "")


def _unit_name(noun: Token) -> str:
    lemma: str = noun.lemma_.lower()
    return _IRREGULAR.get(noun.lower_, _IRREGULAR.get(lemma, lemma))


def _counted_noun(span: Span) -> Token | None:
    """The noun that a number counts: joined by a hyphen, behind "of", by the parse, or the next one."""
    return _hyphened(span) or _of_noun(span) or _head_noun(span) or _next_noun(span)


def _hyphened(span: Span) -> Token | None:
    """ "125-seat", "125 - seat": the word behind the hyphen."""
    doc, k = span.doc, span.end
    if (
        k + 1 < len(doc)
        and doc[k].text in ("-", "\u2010", "\u2011")
        and doc[k + 1].pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
    ):
        return doc[k + 1]
    return None


def _of_noun(span: Span) -> Token | None:
    """ "hundreds of homes", "12 of the passengers"."""
    doc, k = span.doc, span.end
    if k >= len(doc) or doc[k].lower_ != "of":
        return None
    return next((token for token in doc[k].children if token.dep_ == "pobj" and token.pos_ != "PRON"), None)


def _head_noun(span: Span) -> Token | None:
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


def _next_noun(span: Span) -> Token | None:
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


def _understood(span: Span) -> str:
    """ "12 dead", "injuring 40": people, though no noun says so."""
    doc = span.doc
    behind = doc[span.end].lower_ if span.end < len(doc) else ""
    were = behind in ("were", "are", "have") and span.end + 1 < len(doc)
    if behind in _CASUALTY_WORDS or (
        were and any(t.lower_ in _CASUALTY_WORDS for t in doc[span.end + 1 : span.end + 4])
    ):
        return "person"
    root = span.root
    return "person" if root.dep_ == "dobj" and root.head.lemma_ in _CASUALTY_VERBS else ""


def _rate_after(noun: Token) -> str:
    """ "/day" where "a day" or "per day" follows the counted noun."""
    doc = noun.doc
    following = doc.text[noun.idx + len(noun) :][:24]
    tokens = tokenize(following)
    rate = read_rate(tokens, 0)
    timed = rate and (rate.name in TIMES or tokens[0].lower in ("per", "/"))
    return f"/{rate.name}" if rate and timed else ""


# --- none ---


def _nones(doc: Doc) -> Iterator[Quantity]:
    """Counts of none: "no casualties", "nobody was hurt"."""
    for token in doc:
        if token.lower_ == "no" and token.dep_ == "det" and token.head.lemma_.lower() in _COUNTED_NONE:
            yield _zero(doc, token.idx, token.head)
        elif token.lower_ in ("nobody", "none") and _suffers(token):
            yield Quantity(token.idx, token.idx + len(token), token.text, Decimal(0), "person")
        elif token.lower_ == "one" and token.i and doc[token.i - 1].lower_ == "no" and _suffers(token):
            start = doc[token.i - 1].idx
            end = token.idx + len(token)
            yield Quantity(start, end, doc.text[start:end], Decimal(0), "person")


def _zero(doc: Doc, start: int, noun: Token) -> Quantity:
    end = start + 2
    return Quantity(start, end, doc.text[start:end], Decimal(0), _unit_name(noun), concept=noun.lower_)


def _suffers(token: Token) -> bool:
    """Whether it is the subject of something that happens to people."""
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in _EVENTS


# --- what is measured, and which way it moved ---


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


def _trend(span: Span) -> Trend:
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


def _concept(span: Span, quantity: Quantity) -> str:
    """The words of what is measured, in lower case; "" when the parse shows none."""
    if quantity.unit == "magnitude":
        return "magnitude"
    noun = _of_noun(span) or _measured_noun(span) or _noun_before_of(span) or _through_verb(span)
    return _phrase(noun, span) if noun is not None else ""


def _measured_noun(span: Span) -> Token | None:
    """The noun that the figure stands before: "27 per cent equity stake"."""
    root = span.root
    head = _head_noun(span)
    if head is not None or root.pos_ in ("NOUN", "PROPN"):
        return head
    following = span.doc[span.end] if span.end < len(span.doc) else None
    return _next_noun(span) if following is not None and following.pos_ in ("NOUN", "ADJ") else None


def _noun_before_of(span: Span) -> Token | None:
    """ "revenue of $5 million"."""
    prep = span.root.head
    if span.root.dep_ == "pobj" and prep.lower_ in ("of", "at", "in", "to") and prep.head.pos_ in ("NOUN", "PROPN"):
        return prep.head
    return None


def _through_verb(span: Span) -> Token | None:
    """The object that a verb moves to the figure ("raised its stake to 27%"), else the verb's subject."""
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
                return token
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp"):
            return None
        verb = verb.head
    return None


def _phrase(noun: Token, span: Span) -> str:
    """The noun with its modifiers, without the figure's own words."""
    parts = [token for token in noun.lefts if token.dep_ in _MODIFIER_DEPS and token.pos_ in _CONTENT]
    parts = [token for token in (*parts, noun) if not span.start <= token.i < span.end]
    return " ".join(token.lower_ for token in parts)
