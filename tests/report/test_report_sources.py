"""Origins, support and copies as the report shows them."""

from __future__ import annotations

import json
from dataclasses import replace

import made_up

from auditor.model import Audit, Family
from auditor.report import to_json
from auditor.report.data import to_data
from auditor.report.html import to_html
from auditor.report.markdown import to_markdown
from auditor.report.schema import validate

WHY = ("3 independent sources against 1", "it comes from the party itself")


def audit() -> Audit:
    """The made-up audit with a family, a passage, and the support of its gravest conflict."""
    whole = made_up.audit()
    first, second, third = (a.id for a in whole.articles)
    spans = tuple((a.id, 0, len(a.title)) for a in whole.articles)
    families = (
        Family("article", (second, first), "Nordpress", ("it names the agency Nordpress",), (0.8, 0.9), spans[:2]),
        Family("passage", (first, third), "", ("nothing tells which came first",), (0.1, 0.1), (spans[0], spans[2])),
    )
    called = {c.id: replace(c, best_supported="$4.2 billion", support=WHY) for c in whole.conflicts if c.id == "k1"}
    close = {c.id: replace(c, support=("too close to call", "1 against 1")) for c in whole.conflicts if c.id == "k2"}
    return replace(whole, families=families, conflicts=tuple((called | close).get(c.id, c) for c in whole.conflicts))


def test_the_better_supported_side_has_a_line_of_its_own() -> None:
    for page in (to_markdown(audit(), made_up.RUN), to_html(audit(), made_up.RUN)):
        assert "$4.2 billion: 3 independent sources against 1; it comes from the party itself." in page
        assert "too close to call: 1 against 1." in page
        assert page.count("Better supported:") == 2


def test_the_pages_say_who_repeats_whom() -> None:
    for page in (to_markdown(audit(), made_up.RUN), to_html(audit(), made_up.RUN)):
        assert "Who repeats whom" in page
        assert "robably from The Ledger: it names the agency Nordpress" in page
        assert "othing tells which came first" in page
    told = to_markdown(audit(), made_up.RUN)
    assert "The Ledger and Harbour Courier print one text (90% of Harbour Courier stands in others too)" in told
    drawn = to_html(audit(), made_up.RUN)
    assert "One text in 2 articles" in drawn
    assert drawn.count(">probable origin<") == 1, "the other group's is not known"
    assert 'aria-label="90% of its words stand in another of these articles too"' in drawn
    assert "Who repeats whom" not in to_markdown(made_up.audit(), made_up.RUN)


def test_the_data_hold_support_families_times_and_timelines() -> None:
    data = json.loads(to_json(audit(), made_up.RUN))
    validate(data)
    by_id = {c["id"]: c for c in data["conflicts"]}
    assert (by_id["k1"]["best_supported"], by_id["k1"]["support"]) == ("$4.2 billion", list(WHY))
    assert by_id["k2"]["best_supported"] == ""
    assert [f["origin"] for f in data["families"]] == ["a2", "a1"]
    times = {c["id"]: c["time"] for c in data["claims"]}
    assert times["c1"] == {"as_of": "2026-02-24", "from": "", "until": "", "known": "publication"}
    assert times["c4"]["known"] == "unknown"
    (asked,) = (q for q in data["questions"] if q["id"] == "q1")
    assert [(p["from"], p["positions"]) for p in asked["timeline"]] == [
        ("2026-02-24", ["$4.2 billion"]),
        ("2026-02-25", ["$4.2 billion", "$3.8 billion"]),
    ]


def test_positions_whose_origins_were_not_counted_have_as_many_as_sources() -> None:
    positions = [p for q in to_data(made_up.audit(), made_up.RUN)["questions"] for p in q["positions"]]
    assert all(p["independent"] == p["sources"] for p in positions)
