"""Words by which an article says that something has changed: of the claim's clause, and of the sentences around it."""

from __future__ import annotations

import re

from auditor.model import Article, Claim

_I = re.IGNORECASE
NOW = re.compile(r"\b(?:now|currently|no longer|any ?more|anymore|from now on|henceforth)\b", _I)
AMENDED = re.compile(r"\b(?:amend(?:s|ed)|revis(?:es|ed)|updated|restructured|corrected|renegotiated|superseded)\b", _I)
AMENDMENT = re.compile(
    r"\bamend(?:ed|ment|ments|s)?\b(?:\W+\w+){0,3}?\W+(?:agreement|deal|contract|licen[cs]e|terms|partnership|pact)\b",
    _I,
)
RISEN = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|mount(?:s|ed|ing)|jump(?:s|ed)|"
    r"increas(?:es|ed|ing)|went up|goes up|gone up|now (?:stands|at)|up from)\b",
    _I,
)
RAISED = re.compile(
    r"\b(?:rais(?:es?|ed)|lower(?:s|ed)|cuts?|upgrad(?:es?|ed)|downgrad(?:es?|ed)|revis(?:es?|ed))\b(?:\W+\w+){0,3}?\W+"
    r"(?:estimate|toll|figure|count|forecast|assessment|number|outlook|total|offer|bid)s?\b",
    _I,
)
FORMERLY = re.compile(
    r"\b(?:previously|formerly|originally|initially|at first|used to|until (?:now|then|recently))\b", _I
)
FIRST_SAID = re.compile(
    r"\b(?:(?:previously|originally|initially|at first|first)\W+(?:\w+\W+){0,3}?"
    r"(?:said|reported|announced|put|told|thought|believed|feared|estimated|blamed)|"
    r"had (?:said|reported)|earlier (?:said|reported|announced|estimate|figure|report|version|count|toll))\b",
    _I,
)
PUT_RIGHT = re.compile(
    r"\b(?:an? (?:earlier|previous) (?:version|edition)|later (?:said|emerged|admitted|conceded|confirmed|clarified|"
    r"corrected|revised|reported|turned out|found|learned)|it (?:has )?(?:since|later|then) (?:been|emerged|turned out)"
    r"|turned out to (?:be|have)|(?:has|have) since (?:been )?(?:corrected|revised|denied|withdrawn|raised|lowered)|"
    r"correction)\b",
    _I,
)
NOT_YET = re.compile(r"\b(?:(?:not|n[’']t)(?: \w+)? yet|has yet to|have yet to|is yet to|are yet to)\b", _I)
_SENTENCE_END = re.compile(r"[.!?][\"”’']*\s+(?=[\"“‘'(]*[A-Z])|\n")
_NEXT = re.compile(r"\W*(?:but|however|yet|it|that|the|an?|later)\b", _I)


def change(claim: Claim, article: Article) -> str:
    """The words by which the claim says that what it states is new; "" where it has none."""
    for cue in (NOW, AMENDED, RAISED):
        if found := cue.search(claim.text):
            return found[0]
    if claim.qualifier("time") == "now" and (found := re.search(r"\bpresently\b", claim.text, _I)):
        return found[0]
    found = AMENDMENT.search(article.text)  # an article on an amendment tells what holds after it
    return found[0] if found else ""


def replaced(claim: Claim, article: Article) -> str:
    """The words by which the article says that what the claim states was said or held before; "" where it has none."""
    sentence, behind = _around(claim, article.text)
    if found := NOT_YET.search(claim.text):
        return found[0]
    if found := FORMERLY.search(claim.text) or FIRST_SAID.search(sentence):
        return found[0]
    if found := PUT_RIGHT.search(sentence[_end_in(claim, article.text) :]):
        return found[0]
    found = PUT_RIGHT.search(behind) if _NEXT.match(behind) else None
    return found[0] if found else ""


def risen(claim: Claim) -> str:
    """The words by which the claim says that its figure has risen; "" where it has none."""
    found = RISEN.search(claim.text)
    return found[0] if found else ""


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around start:end begins and ends, by punctuation alone."""
    begin = max(
        (m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 600), start)), default=max(0, start - 600)
    )
    stop = _SENTENCE_END.search(text, end)
    return begin, min(stop.end() if stop else len(text), end + 600)


def _around(claim: Claim, text: str) -> tuple[str, str]:
    """The sentence that the claim stands in, and the one behind it."""
    begin, stop = _bounds(text, claim.start, claim.end)
    following = _bounds(text, stop, stop)[1] if stop < len(text) else stop
    return text[begin:stop], text[stop:following]


def _end_in(claim: Claim, text: str) -> int:
    return claim.end - _bounds(text, claim.start, claim.end)[0]
