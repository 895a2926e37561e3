"""What the parse adds to the figures of a text: what is counted or measured, and which way it moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from auditor.extract.measured import concept_of, head_noun, next_noun, noun_behind_of, trend_of
from auditor.extract.pipeline import DEFAULT_MODEL, load
from auditor.model import Quantity
from auditor.values.measures import QUAKES
from auditor.values.people import is_person
from auditor.values.quantities import quantities
from auditor.values.tokens import tokenize, words
from auditor.values.typography import plain_figures
from auditor.values.units import TIMES, read_rate

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_IRREGULAR = {"people": "person", "persons": "person", "men": "man", "women": "woman", "us": "person", "them": ""}
_CASUALTY_WORDS = words(
    "dead killed injured wounded missing hurt died hospitalized hospitalised displaced homeless arrested others "
    "rescued freed kidnapped abducted detained captured trapped stranded evacuated unaccounted"
)
_HELD = words("hostage custody hospital")
_CASUALTY_VERBS = words("kill injure wound hurt arrest evacuate hospitalize hospitalise detain displace")
_COUNTED_NONE = words(
    "casualty death injury victim fatality survivor arrest people person passenger deaths damage hostage"
)
_EVENTS = _CASUALTY_VERBS | words("die survive perish escape shoot charge rescue trap convict harm")
_COUNTS_PEOPLE = ("toll", "population", "fatalities", "casualties")
_BE = ("were", "are", "have", "had", "remain")
_POINTING = words("last this next previous")
_CALENDAR = words("year month week season night")
_PREFIXES = ("co", "ex", "non", "sub", "vice")


def find_quantities(text: str, model: str = DEFAULT_MODEL) -> list[Quantity]:
    """Every quantity in the text, in order, with what is counted or measured. Raises OSError without the model."""
    return list(complete(load(model)(plain_figures(text)), quantities(text)))


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
        quantity = _as_age(span, quantity) or quantity
    if not quantity.unit and _names_something(span, quantity):
        return None
    if not quantity.unit or quantity.unit.startswith("/"):
        quantity = _counted(span, quantity)
    elif "/" not in quantity.unit and (noun := noun_behind_of(span)):
        quantity = replace(quantity, unit=quantity.unit + _rate_after(noun))
    concept = concept_of(span, quantity)
    unit = quantity.unit or _unit_by_concept(concept, quantity)
    return replace(quantity, unit=unit, trend=trend_of(span), concept=concept)


def _unit_by_concept(concept: str, quantity: Quantity) -> str:
    """ "The toll rose to 12" counts people, "the magnitude was put at 6.1" is a magnitude."""
    last = concept.split()[-1:]
    if last and last[0] in _COUNTS_PEOPLE:
        return "person"
    shaken = "magnitude" in concept.split() or (last and last[0] in QUAKES)
    return "magnitude" if shaken and "." in quantity.text and quantity.value < 11 else ""


# --- what is no quantity ---


def _names_something(span: Span, quantity: Quantity) -> bool:
    """Whether a bare number belongs to a name ("Boeing 747"), a date, or is the pronoun "one"."""
    root = span.root
    if quantity.text.lower() == "one":
        return not (root.dep_ == "nummod" and root.head.i > root.i) and next_noun(span) is None
    if not quantity.text.isdecimal():
        return False
    before = span.doc[span.start - 1] if span.start else None
    after_name = before is not None and before.pos_ == "PROPN" and root.head == before
    return (after_name or _in_date(root, quantity)) and next_noun(span) is None


def _in_date(root: Token, quantity: Quantity) -> bool:
    """Does the model take it for a date? It does so in "the number is 75" too, though no day has that number."""
    following = root.doc[root.i + 1] if root.i + 1 < len(root.doc) else None
    alone = root.ent_iob_ == "B" and (following is None or following.ent_iob_ != "I")
    measured = root.dep_ == "attr" and alone and 31 < quantity.value < 1000
    return root.ent_type_ == "DATE" and not measured and quantity.value < _LAST_YEAR


_LAST_YEAR = 2200
"""From here on a number names no year that news would speak of."""


def _as_age(span: Span, quantity: Quantity) -> Quantity | None:
    """ ", 39," or "(39)" behind a person's name, "a man of 39", "she is 39"."""
    doc, start, end = span.doc, span.start, span.end
    if start < 2 or end >= len(doc) or not quantity.text.isdecimal() or not 0 < quantity.value < 120:
        return None
    if _is_said_age(span) and next_noun(span) is None:
        return replace(quantity, unit="year of age")
    around, name = (doc[start - 1].text, doc[end].text), doc[start - 2]
    in_commas = around[0] == "," and around[1] in (",", ".", ";") and name.pos_ == "PROPN"
    in_brackets = around == ("(", ")") and name.ent_type_ == "PERSON"
    listed = around[0] == "," and name.ent_type_ in ("GPE", "DATE", "ORG")
    return replace(quantity, unit="year of age") if (in_commas and not listed) or in_brackets else None


_SEVERAL = words("crew staff police people")
_PARENTS = words("mother father parent")
_AFTER_AGE = frozenset((".", ",", ";", "!", ")", "and", "but", "when"))


def _is_said_age(span: Span) -> bool:
    """Is a bare number an age by its sentence: behind "of" and a person, or said of one and followed by nothing?"""
    root, before = span.root, span.doc[span.start - 1]
    if root.dep_ == "pobj" and before.lower_ == "of" and before == root.head:
        return _one_person(before.head) and before.head.lower_ not in _PARENTS
    if span.doc[span.end].lower_ not in _AFTER_AGE:
        return False  # "he is 10 in the rankings"
    if root.dep_ not in ("attr", "acomp") or root.head.lemma_ != "be" or before.pos_ != "AUX":
        return False
    subjects = [t for t in root.head.children if t.dep_ == "nsubj"]
    return any(t.lower_ in ("he", "she", "who") or t.ent_type_ == "PERSON" or _one_person(t) for t in subjects)


def _one_person(noun: Token) -> bool:
    return noun.tag_ == "NN" and noun.lower_ not in _SEVERAL and is_person(noun.lower_)


# --- what is counted ---


def _counted(span: Span, quantity: Quantity) -> Quantity:
    """Fills the unit of a count by the noun that it counts, and a rate behind the noun."""
    noun = None if _is_casualty(span) else _counted_noun(span)
    rate = quantity.unit
    if noun is not None and not rate:
        rate = _rate_after(noun)
    unit = _unit_name(noun) if noun is not None else _understood(span)
    return replace(quantity, unit=unit + rate if unit else "")


def _unit_name(noun: Token) -> str:
    lemma: str = noun.lemma_.lower()
    # The model leaves names as they are: "12 Danes".
    if noun.pos_ == "PROPN" and len(lemma) > 3 and lemma.endswith("s") and not lemma.endswith("ss"):
        lemma = lemma[:-1]
    return _IRREGULAR.get(noun.lower_, _IRREGULAR.get(lemma, lemma))


def _counted_noun(span: Span) -> Token | None:
    """The noun that a number counts: joined by a hyphen, behind "of", by the parse, or the next one."""
    noun = _hyphened(span) or noun_behind_of(span) or head_noun(span) or next_noun(span)
    if noun is not None and noun.i > span.end and span.doc[span.end].lower_ in _POINTING and noun.lemma_ in _CALENDAR:
        return None  # "38,000 last year"
    return _behind_prefix(noun) if noun is not None and noun.lower_[0].isalpha() else None


def _behind_prefix(noun: Token) -> Token:
    """ "co - workers": the word behind a prefix that stands alone."""
    doc, k = noun.doc, noun.i + 2
    alone = noun.lower_ in _PREFIXES and k < len(doc) and doc[k - 1].text == "-"
    return doc[k] if alone else noun


def _hyphened(span: Span) -> Token | None:
    """ "125-seat", "125 - seat": the word behind the hyphen."""
    doc, k = span.doc, span.end
    if k + 1 >= len(doc) or doc[k].text not in ("-", "\u2010", "\u2011") or doc[k + 1].lower_ == "odd":
        return None
    return doc[k + 1] if doc[k + 1].pos_ in ("NOUN", "PROPN", "ADJ", "VERB") else None


def _understood(span: Span) -> str:
    """ "12 dead", "injuring 30": people, though no noun says so."""
    root = span.root
    return "person" if _is_casualty(span) or (root.dep_ == "dobj" and root.head.lemma_ in _CASUALTY_VERBS) else ""


def _is_casualty(span: Span) -> bool:
    """ "12 dead", "12 others", "12 were killed"."""
    tokens = span.doc[span.end : span.end + 4]
    behind = [token.lower_ for token in tokens]
    if behind[:1] and behind[0] in _BE:
        return not (_CASUALTY_WORDS | _HELD).isdisjoint(behind[1:])
    of_things = len(tokens) > 1 and tokens[1].pos_ == "NOUN" and tokens[0].dep_ == "amod"  # "12 injured dogs"
    return bool(behind) and behind[0] in _CASUALTY_WORDS and not of_things


def _rate_after(noun: Token) -> str:
    """ "/day" where "a day" or "per day" follows the counted noun."""
    tokens = tokenize(noun.doc[noun.i + 1 : noun.i + 5].text)
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
