"""Who is meant: names, their short forms, pronouns and descriptions, resolved within one article.

A small coreference of our own: runs of proper nouns are names; a shorter name, an acronym or a surname stands for
the longer one that it abbreviates; a pronoun or a description ("the company") for the last fitting name before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from auditor.extract import vocabulary
from auditor.extract.grammar import SUBJECT_DEPS

PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
THING_PRONOUNS = frozenset({"it", "its", "itself"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one article. ``at`` maps (block index, token index) to the canonical name meant there."""

    at: dict[tuple[int, int], str]
    people: frozenset[str]

    def of(self, block: int, token: Token | None) -> str:
        """The canonical name that a token stands for or is part of, or ""."""
        return self.at.get((block, token.i), "") if token is not None else ""


@dataclass(frozen=True, slots=True)
class _Mention:
    block: int
    tokens: tuple[int, ...]
    text: str
    person: bool
    place: bool = False


def resolve(docs: Sequence[Doc], headlines: Sequence[bool]) -> Names:
    """The names of an article, given its parsed blocks and which of those are headlines."""
    body = [m for i, doc in enumerate(docs) if not _title_case(doc) for m in _mentions(i, doc)]
    known = {word.lower() for mention in body for word in mention.text.split()}
    body += [m for i, doc in enumerate(docs) if not _title_case(doc) for m in _untagged(i, doc, known)]
    loose = [m for i, doc in enumerate(docs) if _title_case(doc) for m in _known_runs(i, doc, known)]
    mentions = sorted(body + loose, key=lambda m: (m.block, m.tokens))
    canonical = _canonical(Counter(m.text for m in mentions))
    at = {(m.block, i): canonical[m.text] for m in mentions for i in m.tokens}
    votes = Counter((canonical[m.text], m.person) for m in mentions)
    places = Counter(canonical[m.text] for m in mentions if m.place)
    people = frozenset(
        name
        for name in canonical.values()
        if votes[name, True] > votes[name, False] and 3 * places[name] < votes[name, True] + votes[name, False]
    )
    inside = {(m.block, i) for m in mentions if m.place for i in m.tokens}
    _resolve_references(docs, at, people, inside)
    return Names(at, people)


def _is_name_token(token: Token) -> bool:
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.lower_ not in vocabulary.CALENDAR
        and bool(re.match(r"[^\W\d_]", token.text))
        and not token.is_lower
    )


def _runs(doc: Doc) -> Iterable[list[Token]]:
    run: list[Token] = []
    for token in doc:
        joins = token.lower_ in ("&",) and run and token.i + 1 < len(doc) and _is_name_token(doc[token.i + 1])
        if _is_name_token(token) or joins:
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _mentions(block: int, doc: Doc) -> Iterable[_Mention]:
    for run in _runs(doc):
        while run and run[0].lower_ in vocabulary.TITLES:
            run = run[1:]
        if run:
            text = " ".join(t.text for t in run).rstrip(".") or run[0].text
            person = sum(t.ent_type_ == "PERSON" for t in run) * 2 > len(run) and not _is_thing(run)
            yield _Mention(block, tuple(t.i for t in run), text, person, _in_place(run[0]))


def _is_thing(run: Sequence[Token]) -> bool:
    """A ship, a road, an office: told by its first or last word."""
    return run[0].text in vocabulary.SHIP_PREFIXES or (len(run) > 1 and run[-1].lower_ in vocabulary.THINGS_NAMED)


def _in_place(first: Token) -> bool:
    """Does something lie in or near what the name stands for: "in X", "the port of X", "10 km south of X"?"""
    before = [t.lower_ for t in first.doc[max(0, first.i - 2) : first.i]]
    if before[-1:] == ["of"]:
        return before[0] in vocabulary.DIRECTIONS | vocabulary.PLACES
    return bool(before) and before[-1] in vocabulary.LOCATING


def _known_runs(block: int, doc: Doc, known: set[str]) -> Iterable[_Mention]:
    """In a headline with capitals everywhere only words that the body knows as names are names."""
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.lower_ in known and token.text[0].isupper():
            run.append(token)
        elif run:
            yield _Mention(block, tuple(t.i for t in run), " ".join(t.text for t in run), False)
            run = []


def _untagged(block: int, doc: Doc, known: set[str]) -> Iterable[_Mention]:
    """Names at the head of a sentence that the tagger took for common words, though the article knows them as names."""
    for token in doc:
        if (
            token.is_sent_start
            and token.is_title
            and not _is_name_token(token)
            and token.lower_ in known
            and token.pos_ in ("NOUN", "ADJ", "VERB")
        ):
            yield _Mention(block, (token.i,), token.text, False)


def _title_case(doc: Doc) -> bool:
    words = [t for t in doc if t.is_alpha and len(t) > 3]
    return len(words) > 3 and sum(not t.text[0].islower() for t in words) >= 0.7 * len(words)


def _canonical(counts: Counter[str]) -> dict[str, str]:
    """Each name's form -> the form that stands for all its variants: the most frequent, then the longest."""
    forms = sorted(counts, key=lambda f: (-len(f.split()), -counts[f], f))
    parent: dict[str, str] = {}
    for form in forms:
        longer = [other for other in forms if other != form and other in parent and abbreviates(form, other)]
        roots = {parent[other] for other in longer}
        parent[form] = roots.pop() if len(roots) == 1 else form
    groups: dict[str, list[str]] = {}
    for form, root in parent.items():
        groups.setdefault(root, []).append(form)
    best = {root: max(members, key=lambda f: (counts[f], len(f), f)) for root, members in groups.items()}
    return {form: best[root] for form, root in parent.items()}


def abbreviates(short: str, long: str) -> bool:
    """Is ``short`` a form of ``long``: the same but for case, its first or last words, or its initials?"""
    a, b = [w.lower().strip(".") for w in short.split()], [w.lower().strip(".") for w in long.split()]
    if a == b:
        return True
    if len(a) < len(b) and (b[: len(a)] == a or b[-len(a) :] == a):
        return True
    initials = "".join(w[0] for w in b if w not in ("of", "the", "and", "for", "&"))
    return len(a) == 1 and len(a[0]) >= 2 and a[0].replace(".", "") == initials and short.replace(".", "").isupper()


def _resolve_references(
    docs: Sequence[Doc], at: dict[tuple[int, int], str], people: frozenset[str], inside: Set[tuple[int, int]]
) -> None:
    """Adds pronouns and descriptions to ``at``, each with the last fitting name before it, subjects first.

    inside: where a name only says in what place something is; the next "it" is hardly that place.
    """
    last: dict[bool, str] = {}
    for i, doc in enumerate(docs):
        for sentence in doc.sents:
            found: dict[bool, str] = {}
            for token in sentence:
                name = at.get((i, token.i), "")
                if name and (i, token.i) in inside and name not in people:
                    continue
                if name:
                    person = name in people
                    if person not in found or _is_subject(token):
                        found.setdefault(person, name)
                    continue
                want = _refers_to_person(token)
                if want is not None:
                    name = found.get(want) or last.get(want, "")
                    if name:
                        at[i, token.i] = name
            last.update(found)


def _is_subject(token: Token) -> bool:
    return token.dep_ in SUBJECT_DEPS


def _refers_to_person(token: Token) -> bool | None:
    """True for a word that stands for a person, False for an organisation or thing, None for neither."""
    if token.lower_ in PERSON_PRONOUNS:
        return True
    if token.lower_ in THING_PRONOUNS:
        return False
    the = any(c.lower_ in ("the", "this", "that") for c in token.children if c.dep_ == "det")
    bare = all(c.dep_ in ("det", "case") for c in token.children)
    return False if the and bare and token.lower_ in vocabulary.ORGANISATION_NOUNS else None
