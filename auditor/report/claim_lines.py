"""A claim as a line of report.json, written straight: there are so many that dicts between would double the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from json.encoder import encode_basestring as quoted

from auditor.model import Article, Claim, Scalar
from auditor.values.spells import spell

LONGEST_INTEGER = 40
"""Digits up to which a whole number is written out. "1E+999999" stays short instead of filling the disk."""

BETWEEN = ",\n  "
"""What parts the claims in report.json."""


class Lines(tuple[str, ...]):
    """Values that are JSON already: one each, or some with BETWEEN between them."""

    __slots__ = ()


def claim_lines(
    claims: Iterable[Claim], articles: Mapping[str, Article], finished: Mapping[str, str] | None = None
) -> Lines:
    """The claims in their order, which is by articles. finished: article -> all its lines, where these are there."""
    known, lines = finished or {}, []
    for id, of_one in groupby(claims, key=lambda claim: claim.article):
        lines += [known[id]] if id in known else [_line(claim, articles[id]) for claim in of_one]
    return Lines(lines)


def number(value: Decimal) -> int | Decimal | str:
    """JSON has no NaN or infinity: those become text rather than break the file."""
    if not value.is_finite():
        return str(value)
    short = abs(value.adjusted()) < LONGEST_INTEGER
    return int(value) if short and value == value.to_integral_value() else value


def scalar(value: Scalar) -> int | Decimal | bool | str:
    return number(value) if isinstance(value, Decimal) else value


def _line(claim: Claim, article: Article) -> str:
    time = spell(claim, article)
    qualifiers = ", ".join([f"{quoted(name)}: {quoted(text)}" for name, text in dict(claim.qualifiers).items()])
    return (
        f'{{"id": {quoted(claim.id)}, "article": {quoted(claim.article)}, "start": {claim.start}, "end": {claim.end}, '
        f'"text": {quoted(claim.text)}, "kind": {quoted(claim.kind)}, "value_type": {quoted(claim.value_type)}, '
        f'"subject": {quoted(claim.subject)}, "attribute": {quoted(claim.attribute)}, "value": {_scalar(claim.value)}, '
        f'"unit": {quoted(claim.unit)}, "upper": {"null" if claim.upper is None else _scalar(claim.upper)}, '
        f'"bound": {quoted(claim.bound)}, "qualifiers": {{{qualifiers}}}, "time": {{"as_of": {quoted(time.as_of)}, '
        f'"from": {quoted(time.since)}, "until": {quoted(time.until)}, "known": {quoted(time.known)}}}, '
        f'"rule": {quoted(claim.rule)}}}'
    )


def _scalar(value: Scalar) -> str:
    told = scalar(value)
    if isinstance(told, bool):
        return "true" if told else "false"
    return quoted(told) if isinstance(told, str) else str(told)
