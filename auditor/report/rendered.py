"""The lines of an article's claims in report.json and claims.csv, finished: they depend on the article alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.model import Article, Claim
from auditor.report.claim_lines import BETWEEN, claim_lines
from auditor.report.tables import claim_rows

_PARTED = "\n\n"
"""Stands between the two where they are kept: no line of JSON is empty."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """All claims of one article. json: their lines in report.json, parted as there. csv: their lines in claims.csv."""

    json: str
    csv: str

    @property
    def claims(self) -> int:
        """How many there are."""
        return self.csv.count("\n")

    @property
    def text(self) -> str:
        """Both as one text, which ``parted`` takes apart."""
        return self.json + _PARTED + self.csv


def parted(text: str) -> Rendered:
    """What ``Rendered.text`` put together."""
    json, _, csv = text.partition(_PARTED)
    return Rendered(json, csv)


def rendered(article: Article, claims: Sequence[Claim]) -> Rendered:
    """The lines of the article's claims, in their order."""
    return Rendered(
        _escaped(BETWEEN.join(claim_lines(claims, {article.id: article}))), _escaped(claim_rows(claims, article))
    )


def _escaped(text: str) -> str:
    """Lone surrogates as the files hold them, which every database takes."""
    return text.encode("utf-8", "backslashreplace").decode()
