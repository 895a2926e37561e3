"""Confirmed conflicts as schema.org ClaimReview (JSON-LD), the form that fact-check aggregators read.

Only what a reviewer has confirmed is told. Where the reviewer named the right answer, each answer of the conflict is a
reviewed claim with a rating; where not, each is told as disputed, without a number. Properties are those that
https://schema.org/ClaimReview defines and aggregators ask for: claimReviewed, reviewRating, author, url, datePublished,
itemReviewed with the places where the claim was made.
"""

from __future__ import annotations

import json
from typing import Any

from auditor.model import Article, Audit, Conflict, Decision, Run, Side
from auditor.report.days import in_words
from auditor.report.findings import finding
from auditor.report.index import Index, index, name
from auditor.report.look import Look
from auditor.report.quotes import web_address
from auditor.report.words import clean

Node = dict[str, Any]
BEST, WORST = 5, 1
"""Ends of the rating: held right by the reviewer, and not."""


def to_claimreview(audit: Audit, run: Run, look: Look) -> str:
    """A JSON-LD graph with one ClaimReview for each side of each confirmed conflict."""
    return json.dumps(claimreview(audit, run, look), ensure_ascii=False, indent=1) + "\n"


def claimreview(audit: Audit, run: Run, look: Look) -> Node:
    known = index(audit)
    confirmed = [(c, run.decisions[c.id]) for c in audit.conflicts if _confirmed(c, run)]
    reviews = [_review(c, side, d, known, look) for c, d in confirmed for side in c.sides if side.claims]
    return {"@context": "https://schema.org", "@graph": reviews}


def _confirmed(conflict: Conflict, run: Run) -> bool:
    decision = run.decisions.get(conflict.id)
    return decision is not None and decision.status == "confirmed"


def _review(conflict: Conflict, side: Side, decision: Decision, known: Index, look: Look) -> Node:
    question = clean(known.questions[conflict.question].label, 300)
    address = {"url": f"{look.url.split('#')[0]}#conflict-{conflict.id}"} if look.url else {}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:auditor:{conflict.id}:{conflict.sides.index(side)}",
        **address,
        "datePublished": decision.made_at[:10],
        "author": _author(decision, look),
        "claimReviewed": f"{question} {in_words(clean(side.label, 300))}",
        "itemReviewed": _claim(side, known),
        "reviewRating": _rating(conflict, side, decision),
        "reviewBody": _body(conflict, decision, known),
    }


def _author(decision: Decision, look: Look) -> Node:
    if look.publisher:
        return {"@type": "Organization", "name": clean(look.publisher, 200)}
    return {"@type": "Person", "name": clean(decision.reviewer, 200) or "a reviewer"}


def _rating(conflict: Conflict, side: Side, decision: Decision) -> Node:
    """Text for people; a number only where the reviewer said which answer is right."""
    if decision.answer not in {s.label for s in conflict.sides}:
        return {"@type": "Rating", "alternateName": "Disputed: the sources differ"}
    right = side.label == decision.answer
    words = (
        "Held right by the reviewer" if right else f"The reviewer holds right: {in_words(clean(decision.answer, 200))}"
    )
    return {
        "@type": "Rating", "ratingValue": BEST if right else WORST, "bestRating": BEST, "worstRating": WORST,
        "alternateName": words,
    }  # fmt: skip


def _body(conflict: Conflict, decision: Decision, known: Index) -> str:
    told = finding(conflict, known, Run("", "", "", "")).sentence
    return f"{told} {clean(decision.note, 2000)}".strip()


def _claim(side: Side, known: Index) -> Node:
    """Who made the claim first, as far as dates tell, and everywhere it appears."""
    articles = list({known.claims[i].article: known.article(i) for i in side.claims}.values())
    articles.sort(key=lambda a: (a.published or "9999", a.id))
    first, places = articles[0], [_appearance(a) for a in articles]
    dated = {"datePublished": first.published[:10]} if first.published else {}
    return {
        "@type": "Claim",
        "author": {"@type": "Organization", "name": name(first)},
        **dated,
        "text": clean(known.claims[side.claims[0]].text, 500),
        "firstAppearance": places[0],
        "appearance": places,
    }


def _appearance(article: Article) -> Node:
    node = {"@type": "NewsArticle", "headline": clean(article.title, 110), "url": web_address(article.url)}
    more = {"datePublished": article.published[:10], "publisher": {"@type": "Organization", "name": name(article)}}
    return {key: value for key, value in (node | more).items() if value}
