"""Anchors and frames: every figure, time, condition, declared pattern and predicate, with what stands around it.

An anchor is the word or words that carry an answer. Its frame holds what the parse says of it: the noun it belongs
to (its thing), the clause, the words near, and the slots that a kind may ask for. Claims are made from frames.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from auditor.extract import grammar, vocabulary
from auditor.extract.names import Names
from auditor.model import Quantity, TimeExpression

_CONTENT = ("NOUN", "VERB", "ADJ", "PROPN")


@dataclass(frozen=True, slots=True)
class Frame:
    """An anchor in its clause. ``type`` is quantity, time, condition, pattern or statement."""

    type: str
    block: int
    anchor: tuple[Token, ...]
    thing: Token | None
    head: Token
    clause: tuple[Token, ...]
    names: Names
    quantity: Quantity | None = None
    time: TimeExpression | None = None
    date: str = ""  # when the clause says that it happened

    @property
    def near(self) -> frozenset[str]:
        """Lemmas of the anchor's noun phrase, of the verb that governs it, and of that verb's arguments."""
        found = {t.lemma_.lower() for t in self.anchor} | self._behind()
        if self.thing is not None:
            found |= _lemmas(grammar.phrase(self.thing))
            found |= {t.lemma_.lower() for t in grammar.verb_chain(self.thing)}
        for verb in list(grammar.verb_chain(self.anchor[0]))[:1]:
            found |= {verb.lemma_.lower()} | {c.lemma_.lower() for c in verb.children if c.dep_ in _ARGUMENTS}
            if verb.dep_ in ("acl", "relcl"):
                found |= _lemmas(grammar.phrase(verb.head))
        return frozenset(found)

    def _behind(self) -> set[str]:
        """What a count is said to be, right behind it: "11 dead", "20 people wounded"."""
        if self.quantity is None:
            return set()
        last = self.anchor[-1]
        end = self.thing.i if self.thing is not None and 0 < self.thing.i - last.i <= 3 else last.i
        after = grammar.after_conversion(last.doc, end + 1)
        behind = last.doc[after : after + 1]
        return {t.lemma_.lower() for t in behind if t.pos_ in ("ADJ", "VERB", "NOUN", "ADV")}

    @property
    def words(self) -> frozenset[str]:
        """Lemmas of the whole clause, and of what it describes or completes."""
        extra = grammar.phrase(self.head.head) if self.head.dep_ in ("acl", "relcl") else []
        if self.head.dep_ in ("advcl", "conj", "acl") and not grammar.has_subject(self.head):
            extra += grammar.clause_tokens(grammar.clause_head(self.head.head))
        return _lemmas([*self.clause, *extra]) | self.near

    def content(self) -> tuple[str, ...]:
        """The clause's content lemmas without the anchor's own figures, sorted: what alignment compares."""
        skip = {t.i for t in self.anchor} if self.type in ("quantity", "time") else set()
        tokens = {t.i: t for t in self.clause}
        if self.thing is not None:
            tokens |= {t.i: t for t in grammar.phrase(self.thing)}
        chain = list(grammar.verb_chain(self.anchor[0]))
        tokens |= {t.i: t for t in chain}
        if self.head.dep_ in ("acl", "relcl"):
            tokens |= {t.i: t for t in grammar.phrase(self.head.head)}
        return tuple(sorted({t.lemma_.lower() for t in tokens.values() if t.i not in skip and _is_content(t)}))

    def context(self) -> tuple[str, ...]:
        """The content lemmas of the whole sentence, sorted."""
        return tuple(sorted({t.lemma_.lower() for t in self.head.sent if _is_content(t)}))

    def named(self) -> tuple[str, ...]:
        """The canonical names in the clause, sorted."""
        return tuple(sorted({name for t in self.clause if (name := self.names.of(self.block, t))}))

    def slot(self, sources: tuple[str, ...]) -> str:
        """The first of the sources that has an answer: a canonical name, or the lemmas of a phrase."""
        return next((found for source in sources if (found := self._source(source))), "")

    def _source(self, source: str) -> str:
        if source == "subject":
            return self.label(grammar.subject(self.head))
        if source == "possessor":
            return self._possessor()
        if source == "object":
            return self.label(
                next(
                    (t for t in self.clause if t.dep_ in ("dobj", "attr") and t.i not in {a.i for a in self.anchor}),
                    None,
                )
            )
        if source == "agent":
            return self.label(next((t for t in self.clause if t.dep_ == "pobj" and t.head.dep_ == "agent"), None))
        if source == "thing":
            return self.thing.lemma_.lower() if self.thing is not None else ""
        if source == "modifiers":
            return " ".join(self.modifiers())
        if source == "party":
            taken = self.label(grammar.subject(self.head))
            return next((name for name in self.named() if name != taken), "")
        if source == "beneficiary":
            return self._beneficiary()
        words = source.removeprefix("prep:").split("|")
        return self.label(next((t for t in self._governed() if t.head.lower_ in words), None))

    def _governed(self) -> Iterator[Token]:
        """Objects of prepositions right behind a figure, and of those that hang on the anchor, its thing, or the verbs
        above it."""
        if self.quantity is not None:
            yield from self._led_to()
        above = [*self.anchor, *([self.thing] if self.thing is not None else []), *grammar.verb_chain(self.anchor[0])]
        for token in above:
            for preposition in token.children:
                if preposition.dep_ in ("prep", "dative", "agent"):
                    yield from (t for t in preposition.children if t.dep_ == "pobj")

    def _led_to(self) -> Iterator[Token]:
        """Where a distance leads: "20 miles (32 km) south - west of the port"."""
        doc = self.anchor[-1].doc
        first = i = grammar.after_conversion(doc, self.anchor[-1].i + 1)
        while i < len(doc) and doc[i].lower_ in vocabulary.DIRECTIONS:
            i += 1
        if first < i < len(doc):
            for place in (t for t in doc[i].children if t.dep_ == "pobj"):
                yield from _named_by(place)
                yield place

    def _beneficiary(self) -> str:
        """For which customers or users a thing is meant, where the words narrow them; "" for customers at large."""
        described = grammar.phrase(self.head.head) if self.head.dep_ in ("acl", "relcl") else []
        for token in [*described, *self.clause]:
            if token.lemma_.lower() in vocabulary.CUSTOMERS and (narrowed := self._narrowed(token)):
                return narrowed
        return ""

    def _narrowed(self, noun: Token) -> str:
        return " ".join(t.lemma_.lower() for t in _left_run(noun) if t.lemma_.lower() not in vocabulary.NO_SCOPE)

    def label(self, token: Token | None) -> str:
        """A name where the token stands for one, else the lemmas of its noun phrase ("expert panel")."""
        if token is None:
            return ""
        name = self.names.of(self.block, token)
        if name:
            return name
        own = [t for t in grammar.phrase(token) if t.head == token or t == token]
        lemmas = [t.lemma_.lower() for t in own if t.pos_ in ("NOUN", "ADJ", "PROPN")]
        return " ".join(lemma for lemma in lemmas if lemma not in vocabulary.NO_SCOPE)

    def _possessor(self) -> str:
        for noun in self._things():
            if self.quantity is not None and noun in self.anchor:
                continue  # "18% of Calder" is a part of Calder, not Calder's
            for child in noun.children:
                if child.dep_ == "poss" and (name := self.label(child)):
                    return name
            for child in noun.children:
                if child.lower_ == "of":
                    for target in child.children:
                        if name := self.names.of(self.block, target):
                            return name
        return ""

    def _things(self) -> Iterator[Token]:
        if self.thing is not None:
            yield self.thing
        subject = grammar.subject(self.head)
        if subject is not None and subject != self.thing:
            yield subject

    def modifiers(self) -> list[str]:
        """What narrows the thing: its adjectives and compounds, lower-cased lemmas, sorted."""
        if self.thing is None:
            return []
        anchor = {t.i for t in self.anchor}
        inside = [t for t in self.thing.children if t.dep_ in ("amod", "compound", "nmod") and t.pos_ in _CONTENT]
        near = {t.i: t for t in [*inside, *_left_run(self.thing)] if t.i not in anchor and t != self.thing}
        return sorted({t.lemma_.lower() for t in near.values()} - vocabulary.NO_SCOPE)

    def when(self) -> str:
        """ "former", "now" or "": which time the clause speaks of, as far as its words tell."""
        aged = self.quantity is not None and self.quantity.unit == "year of age"  # of "a 46-year-old former nurse"
        around = [*self.anchor, *(self.thing.children if self.thing is not None and not aged else [])]
        near = {t.lower_ for t in around}
        root = self.anchor[0]
        while root.head in self.anchor and root.head != root:
            root = root.head
        change = root.dep_ == "pobj" and root.head.lower_ == "from" and self.type == "quantity"
        if near & vocabulary.FORMER or change or _down_from(self.anchor[0]):
            return "former"
        if grammar.past(self.head) and any(map(_formerly, self.clause)):
            return "former"
        if grammar.past(self.head) and any(t.lower_ in ("until", "till") for t in self.clause):
            return "former"
        return "now" if any(t.lower_ in vocabulary.NOW for t in self.clause) else ""

    def until(self) -> str:
        """The words behind "until" in the clause, or ""."""
        for token in self.clause:
            if token.lower_ in ("until", "till"):
                return condition_text(token)
        return ""


def _named_by(place: Token) -> Iterator[Token]:
    """ "Ostvik" in "the port of Ostvik"."""
    if place.lower_ in vocabulary.PLACES:
        yield from (t for of in place.children if of.lower_ == "of" for t in of.children if t.dep_ == "pobj")


def _left_run(noun: Token) -> list[Token]:
    """The adjectives and nouns that stand directly before a noun, whatever the parse makes of them."""
    run: list[Token] = []
    for i in range(noun.i - 1, max(-1, noun.i - 6), -1):
        token = noun.doc[i]
        if token.pos_ in ("NOUN", "ADJ") or token.tag_ in ("NN", "NNS", "JJ", "VBN"):
            run.insert(0, token)
        elif token.text not in ('"', "-"):
            break
    return run


_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd", "prt", "agent", "prep", "advmod", "xcomp"}
)


def _lemmas(tokens: list[Token]) -> frozenset[str]:
    return frozenset(t.lemma_.lower() for t in tokens)


def _is_content(token: Token) -> bool:
    return token.pos_ in _CONTENT and token.is_alpha and len(token) > 1 and token.lemma_.lower() not in vocabulary.LIGHT


def _formerly(token: Token) -> bool:
    """Not "before 9pm", which only tells when."""
    if token.lower_ == "before":
        behind = token.doc[token.i + 1 : token.i + 2].text
        return not behind[:1].isdigit()
    return token.lower_ in ("previously", "formerly", "originally", "earlier", "once")


def _down_from(token: Token) -> bool:
    """'down from its previous 32 %', 'up from 9': the figure before the change."""
    before = token.doc[max(0, token.i - 7) : token.i]
    words = [t.lower_ for t in before]
    return any(a in ("down", "up", "lower", "higher") and b == "from" for a, b in itertools.pairwise(words))


def condition_text(until: Token) -> str:
    """The words that a condition waits for: "the loan is repaid"; a clause or a noun phrase behind "until"."""
    if until.dep_ == "mark":
        tokens = [t for t in until.head.subtree if t.i > until.i]
    else:
        tokens = [t for t in until.subtree if t.i > until.i]
    tokens = sorted(tokens, key=lambda t: t.i)
    run = [t for n, t in enumerate(tokens) if t.i == tokens[0].i + n]
    return run[0].doc[run[0].i : run[-1].i + 1].text if run else ""


def tokens_of(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    """The tokens that a stretch of characters touches."""
    return tuple(t for t in doc if t.idx < end and start < t.idx + len(t))


def thing_of(anchor: tuple[Token, ...]) -> Token | None:
    """The noun that an anchor belongs to: what it counts, modifies, is said of, or leads to by a preposition."""
    inside = {t.i for t in anchor}
    root = next((t for t in anchor if t.head.i not in inside or t.head == t), anchor[-1])
    if root.dep_ in ("acomp", "attr", "oprd") or (root.dep_ == "ROOT" and root.pos_ == "ADJ"):
        return grammar.subject(grammar.clause_head(root)) or root
    if root.dep_ == "pobj":
        above = root.head.head
        return (
            above if above.pos_ in ("NOUN", "PROPN") else root if root.pos_ in ("NOUN", "PROPN") else _verb_noun(above)
        )
    if root.dep_ in ("nummod", "compound", "amod", "quantmod", "nmod", "poss", "npadvmod", "appos"):
        return grammar.noun_head(root) if root.dep_ != "appos" else root.head
    if root.dep_ in ("advmod", "dobj") and root.pos_ not in ("NOUN", "PROPN"):
        return _verb_noun(root.head)
    return root


def _verb_noun(verb: Token) -> Token | None:
    """The noun that a verb is about: its object, else its subject, else what it describes."""
    if verb.pos_ not in ("VERB", "AUX"):
        return verb if verb.pos_ in ("NOUN", "PROPN") else None
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.pos_ in ("NOUN", "PROPN"):
            return child
    return grammar.subject(verb)
