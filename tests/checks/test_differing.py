"""How likely two figures tell of one thing and differ: what must hold whatever was learned."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.checks import differing
from auditor.checks.differing import FEATURES, around, candidates, levels, likelihood
from auditor.model import Bound, Claim, Question, ValueType

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=1)
BOUNDS = st.sampled_from(["=", "~", "<", ">", "<=", ">="])
SORTS = st.sampled_from(["count", "money", "percent", "duration", "age", "date"])


def claim(id: str, article: str, value: Decimal, bound: Bound = "=", sort: ValueType = "count") -> Claim:
    text = f"the mill sold {value} sacks"
    unit = {"money": "USD", "percent": "percent"}.get(sort, "sack")
    return Claim(
        id, article, 0, len(text), text, "open", sort, "mill", "sold", value, unit, bound=bound,
        words=("mill", "sack", "sell"), meaning=bytes([1] * 384),
    )  # fmt: skip


def question(*claims: Claim) -> Question:
    return Question("q", "What did the mill sell?", "open", tuple(c.id for c in claims), ())


@given(AMOUNTS, AMOUNTS, BOUNDS, BOUNDS, SORTS)
def test_it_does_not_matter_which_of_the_two_comes_first(
    x: Decimal, y: Decimal, one: Bound, other: Bound, sort: ValueType
) -> None:
    a, b = claim("c1", "a1", x, one, sort), claim("c2", "a2", y, other, sort)
    about, turned = (around(story, [question(a, b)]) for story in ([a, b], [b, a]))
    assert candidates(about, ()) == candidates(turned, ())
    for p, q in candidates(about, ()):
        assert sort != "date"
        assert levels(p, q, about) == levels(q, p, turned)
        assert 0 < likelihood(p, q, about)[0] < 1


@given(AMOUNTS, BOUNDS)
def test_equal_figures_and_figures_of_one_article_are_no_candidates(x: Decimal, bound: Bound) -> None:
    a, same, beside = claim("c1", "a1", x, bound), claim("c2", "a2", x, bound), claim("c3", "a1", x + 5, bound)
    pairs = candidates(around([a, same, beside], [question(a, same, beside)]), ())
    assert all({p.article, q.article} == {"a1", "a2"} and p.value != q.value for p, q in pairs)


def test_a_figure_that_the_other_article_gives_too_speaks_against_a_pair() -> None:
    a, b, too = claim("c1", "a1", Decimal(40)), claim("c2", "a2", Decimal(45)), claim("c3", "a1", Decimal(45))
    alone = likelihood(a, b, around([a, b], [question(a, b)]))[0]
    both = likelihood(a, b, around([a, b, too], [question(a, b)]))[0]
    assert both < alone


def test_a_lower_bound_is_beaten_by_far_only() -> None:
    early = claim("c1", "a1", Decimal(6), ">=")
    for value, wanted in ((Decimal(7), []), (Decimal(17), [("c1", "c2")])):
        later = claim("c2", "a2", value)
        found = candidates(around([early, later], [question(early, later)]), ())
        assert [(a.id, b.id) for a, b in found] == wanted


@pytest.mark.parametrize("qualifiers", [{"part": "others"}, {"person": "Jan Orsund"}])
def test_a_part_or_another_person_s_figure_is_no_candidate(qualifiers: dict[str, str]) -> None:
    a = replace(claim("c1", "a1", Decimal(40)), qualifiers=(("person", "Ann Teale"),))
    b = replace(claim("c2", "a2", Decimal(45)), qualifiers=a.qualifiers)
    other = replace(b, qualifiers=tuple({**dict(b.qualifiers), **qualifiers}.items()))
    assert len(candidates(around([a, b], [question(a, b)]), ())) == 1
    assert candidates(around([a, other], [question(a, other)]), ()) == []


@pytest.mark.parametrize("qualifiers", [("time", "former"), ("occasion", "2019")])
def test_a_former_figure_or_another_event_s_is_less_likely_of_one_thing(qualifiers: tuple[str, str]) -> None:
    a, b = claim("c1", "a1", Decimal(40)), claim("c2", "a2", Decimal(45))
    other = replace(b, qualifiers=(qualifiers,))
    about = around([a, b], [question(a, b)])
    assert likelihood(a, other, about)[0] < likelihood(a, b, about)[0]


def test_nouns_for_the_same_people_are_compared_and_others_are_not() -> None:
    def told(*units: str) -> int:
        a, b = (
            replace(claim(f"c{n}", f"a{n}", Decimal(40 + n)), unit=unit, text=f"the mill employs {n} {unit}")
            for n, unit in enumerate(units)
        )
        return len(candidates(around([a, b], [question(a, b)]), ()))

    assert told("employee", "staff") == told("person", "worker") == 1
    assert told("employee", "passenger") == told("sack", "table") == told("worker", "person") == 0


def test_of_many_claims_each_article_counts_once_for_the_mean() -> None:
    """An article that says something often does not hide the other that says it."""
    one = [claim(f"c{n}", "a1", Decimal(40)) for n in range(50)]
    rest = [claim("c90", "a2", Decimal(40)), claim("c91", "a1", Decimal(45))]
    about = around([*one, *rest], [question(*one, *rest)])
    assert differing.mean_likelihood([[*one, rest[0]], [rest[1]]], about) == likelihood(rest[0], rest[1], about)[0]


def test_the_reasons_are_the_features_that_speak_for_it() -> None:
    a, b = claim("c1", "a1", Decimal(40)), claim("c2", "a2", Decimal(45))
    why = likelihood(a, b, around([a, b], [question(a, b)]))[1]
    assert why
    assert all(any(name in reason for name in FEATURES) and "(+" in reason for reason in why)


def test_weights_that_do_not_fit_the_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = json.loads(differing.WEIGHTS.read_text("utf-8"))
    del shipped["levels"]["unit"]
    (tmp_path / "differing.json").write_text(json.dumps(shipped), "utf-8")
    monkeypatch.setattr(differing, "WEIGHTS", tmp_path / "differing.json")
    differing.weights.cache_clear()
    with pytest.raises(ValueError, match="learn_differing"):
        differing.weights()
    monkeypatch.undo()
    differing.weights.cache_clear()


def test_nearly_the_same_words_with_another_figure_are_told_from_figures_that_one_article_gives_both() -> None:
    a, b, too = claim("c1", "a1", Decimal(40)), claim("c2", "a2", Decimal(75)), claim("c3", "a1", Decimal(75))
    assert differing.same_but_for_the_figure(a, b, around([a, b], [question(a, b)]))
    assert not differing.same_but_for_the_figure(a, b, around([a, b, too], [question(a, b)]))
    assert not differing.same_but_for_the_figure(a, replace(b, words=("barn",)), around([a, b], [question(a, b)]))


def test_counts_of_a_known_kind_in_two_nouns_are_a_candidate_and_sums_in_two_currencies_are_not() -> None:
    euros, dollars = (
        replace(claim(f"c{n}", f"a{n}", Decimal(80 + n), sort="money"), kind="stolen_value", unit=unit)
        for n, unit in ((1, "EUR"), (2, "USD"))
    )
    assert candidates(around([euros, dollars], [question(euros, dollars)]), ()) == []
    rifles, guns = (
        replace(claim(f"c{n}", f"a{n}", Decimal(n)), kind="seized_weapons", unit=unit)
        for n, unit in ((1, "rifle"), (2, "gun"))
    )
    assert candidates(around([rifles, guns], [question(rifles, guns)]), ()) == [(rifles, guns)]
    tables, chairs = (replace(c, kind="open", unit=u) for c, u in ((rifles, "table"), (guns, "chair")))
    assert candidates(around([tables, chairs], [question(tables, chairs)]), ()) == []


def named(claim: Claim, name: str, date: str = "") -> Claim:
    return replace(claim, names=(name,), qualifiers=(("date", date),) if date else ())


def test_other_names_or_another_time_are_more_than_another_figure() -> None:
    a, b = claim("c1", "a1", Decimal(40)), claim("c2", "a2", Decimal(75))
    for x, y, wanted in (
        (named(a, "Ostrava"), named(b, "Ostrava"), True),
        (named(a, "Ostrava"), named(b, "Zlin"), False),
        (named(a, "Ostrava", "first quarter"), named(b, "Ostrava", "second quarter"), False),
        (named(a, "Ostrava", "2031-05-04"), named(b, "Ostrava", "2031-05"), True),
    ):
        assert differing.same_but_for_the_figure(x, y, around([x, y], [question(x, y)])) is wanted, (x.names, y.names)


def test_figures_of_two_places_are_less_likely_of_one_thing() -> None:
    a, b = claim("c1", "a1", Decimal(40)), claim("c2", "a2", Decimal(45))
    rated = [
        likelihood(
            *(replace(c, qualifiers=(("where", place),)) for c, place in pair), around([a, b], [question(a, b)])
        )[0]
        for pair in (((a, "Ostrava"), (b, "Ostrava")), ((a, "Ostrava"), (b, "Zlin")))
    ]
    assert rated[1] < rated[0]
