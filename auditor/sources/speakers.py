"""Who says what a claim says, as far as the article names somebody, and how close to the event that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from auditor.align.similar import same_name
from auditor.model import Claim
from auditor.values.tokens import words

Closeness = Literal["party", "official", "eyewitness", "outlet", "own voice", "somebody"]


_MOUTHS = words("""
    spokesman spokeswoman spokesperson spokesmen representative official officer chief head department statement
    release report source press news conference briefing member staff local state federal the a an of senior
""")
"""Words for whoever speaks for a body: a police spokesman, the police chief and a police statement are the police."""

_NOBODY = words("""
    a an the he she it they who we i that this which those these one some many other others people person man woman
    child witness witnesses eyewitness bystander onlooker passer-by resident neighbour neighbor villager local analyst
    expert observer critic source insider friend relative survivor passenger customer visitor worker employee
    medium media report paper study survey fan supporter colleague
""")
"""Words that may mean somebody else in every article."""

_OFFICIAL = words("""
    police sheriff prosecutor court judge ministry minister government governor mayor president premier army navy
    military coastguard guard official officer authority authorities department agency commission commissioner
    council centre center institute survey bureau hospital coroner embassy parliament senator regulator attorney
    district fire firefighter brigade service colonel general captain admiral commander sergeant lieutenant
    detective inspector administration organisation organization
""")
_EYEWITNESS = words("""
    witness witnesses eyewitness bystander onlooker passer-by resident neighbour neighbor villager survivor
    passenger crew victim tourist
""")
_OUTLET = words("""
    newspaper paper channel broadcaster television tv radio media medium website magazine news
""")


def speaker(claim: Claim) -> str:
    """Who is quoted or named for what the claim says, in a form that articles share; "" for the article's own voice.

    Those who may be others in each article ("a witness", "he") are nobody that two articles could share.
    """
    told = claim.qualifier("attribution").casefold().split()
    if not told or all(word in _NOBODY for word in told):
        return ""
    body = [word for word in told if word not in _MOUTHS]
    return " ".join(body) or "official"


def closeness(claim: Claim, outlets: Iterable[str]) -> Closeness:
    """How close to the event the one stands who says it. outlets: the names of the sources that are compared."""
    said_by = claim.qualifier("attribution")
    if not said_by:
        return "own voice"
    told = set(said_by.casefold().split())
    if any(same_name(said_by, outlet) for outlet in outlets):
        return "outlet"
    parties = [claim.subject, claim.qualifier("holder"), claim.qualifier("object"), claim.qualifier("party")]
    if any(party and same_name(said_by, party) for party in parties):
        return "party"
    for name, cues in (("eyewitness", _EYEWITNESS), ("official", _OFFICIAL), ("outlet", _OUTLET)):
        if told & cues:
            return name  # type: ignore[return-value]
    return "somebody"
