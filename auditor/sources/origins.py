"""How many independent origins stand behind claims: copies, shared passages and shared speakers count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.align.similar import same_name
from auditor.model import Article, Claim, Family, Question, origin
from auditor.sources.families import agency
from auditor.sources.speakers import speaker


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the claims of a set of articles come from.

    voices: article -> the source whose own voice it is: its family's origin, the agency that it names, its outlet.
    passages: article -> (start, end, number of the passage) of what it shares with others. outlets: name -> voice.
    texts: article -> the one whose text it repeats as a whole.
    """

    voices: Mapping[str, str]
    passages: Mapping[str, tuple[tuple[int, int, str], ...]]
    outlets: tuple[tuple[str, str], ...]
    texts: Mapping[str, str]

    def one_text(self, a: str, b: str) -> bool:
        """Are two articles the same text, at two times or in two papers?"""
        return a in self.texts and self.texts[a] == self.texts.get(b)

    def of(self, claim: Claim) -> str:
        """Who is named for the claim, else the passage that it stands in, else the article's own voice."""
        if said_by := speaker(claim):
            return next((voice for name, voice in self.outlets if same_name(name, said_by)), f"said by {said_by}")
        inside = (
            i for start, end, i in self.passages.get(claim.article, ()) if start <= claim.start and claim.end <= end
        )
        return next(inside, self.voices[claim.article])

    def behind(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The different origins of claims that give one answer, sorted; never more of them than sources.

        An article that names somebody for the answer anywhere says it on that authority throughout: its headline is no
        further origin.
        """
        by_source: dict[str, list[Claim]] = {}
        for claim in claims:
            by_source.setdefault(origin(claim.article), []).append(claim)
        found: list[str] = []
        for told in by_source.values():
            named = [c for c in told if speaker(c)]
            for one in sorted({self.of(c) for c in named or told}):
                if not any(_same(one, other) for other in found):
                    found.append(one)
        return tuple(sorted(found)[: len(by_source)])

    def independent(self, claims: Iterable[Claim]) -> int:
        """How many independent origins stand behind the claims."""
        return len(self.behind(claims))


def origins(articles: Sequence[Article], told: Sequence[Family]) -> Origins:
    """The origins of what the articles say. told: their families (``families``)."""
    by_id = {a.id: a for a in articles}
    first = {i: f.articles[0] for f in told if f.kind == "article" for i in f.articles}
    voices = {i: _voice(by_id[first.get(i, i)]) for i in by_id}
    passages: dict[str, list[tuple[int, int, str]]] = {}
    for n, family in enumerate(told):
        if family.kind == "passage":
            for article, start, end in family.spans:
                passages.setdefault(article, []).append((start, end, f"passage {n}"))
    names = {a.source or agency(a): voices[a.id] for a in by_id.values() if a.source or agency(a)}
    return Origins(voices, {i: tuple(spans) for i, spans in passages.items()}, tuple(sorted(names.items())), first)


def count_origins(questions: Sequence[Question], claims: Mapping[str, Claim], known: Origins) -> tuple[Question, ...]:
    """The questions with the number of independent origins behind each position. Pure; ids stay as they are."""
    return tuple(
        replace(
            question,
            positions=tuple(
                replace(p, independent=known.independent(claims[i] for i in p.claims)) for p in question.positions
            ),
        )
        for question in questions
    )


def _voice(article: Article) -> str:
    """The agency that the article names, else its outlet, else the article (an update belongs to its article)."""
    return (agency(article) or article.source).casefold() or origin(article.id)


def _same(a: str, b: str) -> bool:
    said = "said by "
    return a == b or (a.startswith(said) and b.startswith(said) and same_name(a[len(said) :], b[len(said) :]))
