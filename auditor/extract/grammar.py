"""Small questions to the parse: which clause, which subject, negated or not, how strongly said.

All functions are pure and take spaCy tokens; none trusts a single label of the small model where words decide.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from auditor.extract import vocabulary

CLAUSE_DEPS = frozenset({"ROOT", "ccomp", "advcl", "relcl", "parataxis", "csubj", "csubjpass", "acl", "pcomp"})
SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})

STRENGTH = {
    "must": "must", "shall": "must", "will": "will", "'ll": "will", "would": "would", "can": "can", "could": "could",
    "may": "may", "might": "might", "should": "should",
}  # fmt: skip


def is_clause_head(token: Token) -> bool:
    """Does a clause of its own hang on this token?"""
    if token.dep_ == "conj":
        return token.pos_ in ("VERB", "AUX") and token.head.pos_ in ("VERB", "AUX")
    return token.dep_ in CLAUSE_DEPS and (token.pos_ in ("VERB", "AUX") or token.dep_ == "ROOT" or has_subject(token))


def has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECT_DEPS for child in token.children)


def clause_head(token: Token) -> Token:
    """The head of the smallest clause that holds the token."""
    while not is_clause_head(token) and token.head != token:
        token = token.head
    return token


def clause_tokens(head: Token) -> list[Token]:
    """The clause's own tokens in order: its subtree without the clauses inside it."""
    return sorted(_own(head), key=lambda token: token.i)


def _own(head: Token) -> Iterator[Token]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        stack.extend(child for child in token.children if not is_clause_head(child))


def subject(head: Token) -> Token | None:
    """The clause's subject; a clause without one takes it from the clause that it continues."""
    seen: set[int] = set()
    while head.i not in seen:
        seen.add(head.i)
        for child in head.children:
            if child.dep_ in SUBJECT_DEPS:
                return _antecedent(child)
        if head.dep_ in ("acl", "relcl") and head.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return _bearer(head.head) if _is_infinitive(head) else head.head
        if head.dep_ in ("conj", "xcomp", "advcl", "pcomp", "acl"):
            head = clause_head(head.head) if head.head != head else head
    return None


def _antecedent(token: Token) -> Token:
    """'which' and 'that' stand for the noun that their clause describes."""
    clause = token.head
    if token.tag_ in ("WDT", "WP") and clause.dep_ == "relcl":
        return clause.head
    return token


def _is_infinitive(head: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in head.children)


def _bearer(noun: Token) -> Token:
    """Whose ability, right or plan it is ("its freedom to sell", "gives Calder the right to sell")."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    given = next((c for c in noun.head.children if c.dep_ == "dative"), None) if noun.dep_ == "dobj" else None
    return owner or given or noun


def verb_chain(token: Token) -> Iterator[Token]:
    """The verbs above a token, nearest first, up to the head of its clause and what that clause completes."""
    seen = 0
    while seen < 12:
        if token.pos_ in ("VERB", "AUX"):
            yield token
        if token.head == token or (is_clause_head(token) and token.dep_ not in ("xcomp",)):
            return
        token, seen = token.head, seen + 1


def directly_negated(token: Token) -> bool:
    """'has not', 'no longer has', 'never had', 'no right'."""
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg" or word in vocabulary.NEGATIONS or (word == "no" and child.dep_ == "det"):
            return True
        if word == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
    return False


def positive(token: Token) -> bool:
    """Is what the token names affirmed? Each negation or ending verb above it turns the answer round."""
    turns = _complement_negated(token) if token.pos_ in ("VERB", "AUX") else directly_negated(token)
    for noun in nouns_above(token):
        turns ^= noun.lemma_.lower() in vocabulary.ENDING_NOUNS or noun.lemma_.lower() in vocabulary.ENDING
    verbs = list(verb_chain(token))
    turns ^= _ends_behind(token, verbs)
    for verb in verbs:
        turns ^= directly_negated(verb) ^ _said_to_be_over(verb)
        turns ^= verb != token and _is_ending(verb) and not _ends_on_a_date(verb)
    return not turns


def _complement_negated(verb: Token) -> bool:
    """'pleaded not guilty', 'was declared not fit', 'found him not guilty'.

    Not "not guilty of theft but guilty of fraud", which is both, nor an aside: "resigned, not sorry".
    """
    judging = verb.lemma_.lower() in vocabulary.JUDGING
    said = [
        c
        for c in verb.children
        if c.i > verb.i
        and (c.dep_ == "acomp" or (judging and c.pos_ == "ADJ" and c.dep_ in ("oprd", "ccomp", "advcl")))
    ]
    return any(
        any(child.dep_ == "neg" for child in adjective.children)
        and not any(t.lower_ in (",", "but") for t in verb.doc[verb.i : adjective.i])
        and not any(child.dep_ == "conj" for child in adjective.children)
        for adjective in said
    )


def left_undone(verb: Token) -> Token | None:
    """The verb that tells what did not happen: "enter" of "failed to enter orbit"; None of other verbs."""
    if verb.lemma_.lower() not in vocabulary.UNDONE:
        return None
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB" and _is_infinitive(c)), None)


def _is_ending(verb: Token) -> bool:
    return verb.lemma_.lower() in vocabulary.ENDING or _phrasal(verb) in vocabulary.ENDING


def _ends_on_a_date(verb: Token) -> bool:
    """'expires in 2041', 'will end next May': until then it holds."""
    if past(verb) or verb.tag_ not in ("VB", "VBZ", "VBP"):
        return False
    objects = [t for c in verb.children for t in (c, *c.children) if t.dep_ in ("pobj", "npadvmod", "tmod")]
    return any(t.ent_type_ in ("DATE", "TIME") or t.like_num for t in objects)


def _said_to_be_over(verb: Token) -> bool:
    """'is over', 'puts an end to': an ending said with a light verb."""
    if verb.lemma_.lower() == "be":
        return any(c.lower_ in ("over", "finished", "gone", "history") and not list(c.children) for c in verb.children)
    ended = any(c.dep_ == "dobj" and c.lemma_.lower() in ("end", "stop", "halt") for c in verb.children)
    return ended and verb.lemma_.lower() in ("put", "bring", "mark", "spell", "call", "mean")


def _ends_behind(token: Token, verbs: list[Token]) -> bool:
    """Does an ending verb stand right behind the token's noun, though the parse missed it ("exclusivity deal ends")?"""
    i = token.i + 1
    while i < len(token.doc) and token.doc[i].pos_ == "NOUN":
        i += 1
    behind = token.doc[i] if i < len(token.doc) else token
    return behind.tag_ in ("VBZ", "VBD") and behind.lemma_.lower() in vocabulary.ENDING and behind not in verbs


def nouns_above(token: Token) -> Iterator[Token]:
    """The nouns that a token is part of: "the end of exclusivity", "an exclusivity waiver"."""
    while token.dep_ in ("compound", "amod", "nmod", "poss", "pobj", "prep") and token.head != token:
        token = token.head
        if token.pos_ in ("NOUN", "PROPN"):
            yield token


def _phrasal(verb: Token) -> str:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()}_{particle}" if particle else ""


def modality(head: Token) -> str:
    """How strongly the clause is said: its modal verb, or the verb that governs an infinitive ('plan')."""
    for child in head.children:
        if child.dep_ in ("aux", "auxpass") and child.lower_ in STRENGTH:
            return STRENGTH[child.lower_]
    if any(child.dep_ == "xcomp" for child in head.children):
        return head.lemma_.lower()
    return ""


def past(head: Token) -> bool:
    """Is the clause in the simple past or past perfect?"""
    aux = [child for child in head.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "MD" for child in aux):
        return False
    if aux:
        return any(child.tag_ == "VBD" for child in aux)
    return head.tag_ == "VBD"


def noun_head(token: Token) -> Token:
    """The noun that a modifier, a determiner or a part of a compound belongs to."""
    while (
        token.dep_ in ("compound", "nummod", "amod", "quantmod", "nmod", "poss", "det", "npadvmod", "advmod")
        and token.head != token
    ):
        if token.head.pos_ in ("VERB", "AUX"):
            break
        token = token.head
    return token


def phrase(head: Token) -> list[Token]:
    """The noun phrase of a noun: its modifiers and prepositional parts, no clauses, no appositions."""
    keep, stack = [], [head]
    while stack:
        token = stack.pop()
        keep.append(token)
        stack.extend(
            c for c in token.children if c.dep_ not in ("relcl", "acl", "appos", "punct", "conj", "cc", "advcl")
        )
    return sorted(keep, key=lambda t: t.i)


def attribution(head: Token) -> Token | None:
    """Who says what the clause says: who estimates it, the subject of the saying verb above it, or 'according to'."""
    if head.lemma_.lower() in vocabulary.ESTIMATING and (by := subject(head)) is not None:
        return by
    token = head
    for _ in range(6):
        above = token.head
        if above == token:
            break
        if token.dep_ == "ccomp" and above.lemma_.lower() in vocabulary.SAYING:
            return next((c for c in above.children if c.dep_ in SUBJECT_DEPS), None)
        token = above
    return _according_to(head)


def _according_to(head: Token) -> Token | None:
    for token in head.children:
        if token.lower_ == "according":
            return next((t for t in token.subtree if t.dep_ == "pobj"), None)
    return None


def after_conversion(doc: Doc, i: int) -> int:
    """The index behind brackets at ``i`` in which a figure is said in another unit, or behind the end of such; else
    ``i``."""
    if doc[i : i + 1].text == ")":
        return i + 1
    if doc[i : i + 1].text != "(":
        return i
    inside = list(itertools.takewhile(lambda t: t.text != ")", doc[i + 1 : i + 8]))
    figure = any(t.text[:1].isdigit() for t in inside)
    return i + len(inside) + 2 if figure else i
