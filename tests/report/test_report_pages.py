"""What people read: the Markdown and the HTML report, and the view behind both."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from making import number

from auditor.model import Audit, Position, Question, Run
from auditor.report.html import to_html
from auditor.report.markdown import AGREEMENTS, escape, to_markdown
from auditor.report.matrix import limits
from auditor.report.quotes import CONTEXT, after, before, web_address
from auditor.report.view import view
from auditor.report.words import certainty, clean, listed, normalised

VOID = {"meta", "br", "link", "input"}
DRAWN = {"svg", "line", "circle", "rect", "text", "path", "g"}


class Outline(HTMLParser):
    """The page's tags, ids, links and headings; fails where tags do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in DRAWN
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_the_answer_comes_first_and_everything_is_there(render, audit: Audit, run: Run) -> None:
    page = render(audit, run).split("</head>")[-1]
    parts = [
        "3 articles from 3 sources: 10 claims on 4 questions.",
        "3 conflicts: 1 high, 1 medium and 1 low.",
        "say $4.2 billion; one, The Ledger, says $3.8 billion.",
        "calls it non-exclusive (this may be an update).",
        "marks a change",
    ]
    assert [page.find(part) for part in parts] == sorted(page.find(part) for part in parts)
    assert all(part in page for part in parts)
    for part in ("4,200,000,000 USD", "corpus/scan.pdf", "very confident", "0123456789ab", "corpus/wire.md"):
        assert part.replace("very confident", "very confident") in page


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_no_accusation(render, audit: Audit, run: Run) -> None:
    page = re.sub(r"<(style|script)>.*?</\1>", "", render(audit, run), flags=re.DOTALL)
    assert not re.search(r"\b(wrong|lies|lied|false|fake)\b", page, re.IGNORECASE)


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_min_severity_hides_and_says_so(render, audit: Audit, run: Run) -> None:
    page = render(audit, run, "high")
    assert "1 conflict: 1 high." in page
    assert "2 slighter conflicts not shown." in page
    assert "marks a change" not in page


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_an_audit_of_nothing(render, run: Run) -> None:
    assert "No conflicts found." in render(Audit((), (), (), ()), run)


def test_markdown_quotes_highlight_the_claim(audit: Audit, run: Run) -> None:
    page = to_markdown(audit, run)
    assert (
        "  > Lumora **will buy $4.2 billion of electricity** from Norrvik over ten years, the two companies said.\n"
        in page
    )
    assert "| How large is Norrvik's stake in the plant? | 31% | 3 |" in page


def test_markdown_caps_agreements(audit: Audit, run: Run) -> None:
    ids = ("c5", "c6")
    more = tuple(
        Question(f"x{n}", f"Ask {n}?", "stake", ids, (Position("yes", ids, 2),)) for n in range(AGREEMENTS + 4)
    )
    page = to_markdown(replace(audit, questions=audit.questions + more), run)
    assert page.count("? | yes | 2 |") == AGREEMENTS - 1
    assert "and 5 more questions" in page


def test_markdown_is_not_broken_by_hostile_text(hostile: Audit, run: Run) -> None:
    page = to_markdown(hostile, run)
    assert not re.search(r"(?<!\\)<[a-z/]", page)
    assert not re.search(r"(?<!\\)`", page)
    assert "\\*\\*bold\\*\\*" in page
    assert "\n\\# \\<h1\\>message # x\n" in page
    assert "\u202e" not in page
    assert max(map(len, page.splitlines())) < 1500


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# head", "\\# head"),
        ("- item", "\\- item"),
        ("1. item", "1\\. item"),
        ("a_b|c", "a\\_b\\|c"),
        ("&lt;", "\\&lt;"),
        ("32.5% - fine", "32.5% - fine"),
        ("-5", "-5"),
        ("2026-02-24", "2026-02-24"),
        ("AT&T", "AT&T"),
    ],
)
def test_markdown_escapes_no_more_than_needed(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_html_is_well_formed_and_self_contained(hostile: Audit, run: Run) -> None:
    page = Outline(to_html(hostile, run))
    assert not {"img", "link", "iframe", "u", "i", "form", "object", "embed"} & set(page.tags)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not {"src", "onclick", "onerror", "style"} & {name for name, _ in page.attributes}
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert page.values("lang") == ["en"]


def test_html_headings_go_down_by_one(audit: Audit, run: Run) -> None:
    levels = [int(tag[1]) for tag in Outline(to_html(audit, run)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


@pytest.mark.parametrize("severity", ["low", "high"])
def test_html_links_lead_somewhere(severity, audit: Audit, run: Run) -> None:
    page = Outline(to_html(audit, run, severity))
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inside | set(page.values("aria-labelledby")) <= set(ids)
    assert all(href.startswith(("#", "https://courier.example/")) for href in page.values("href"))


def test_html_shows_quotes_and_matrix(audit: Audit, run: Run) -> None:
    page = to_html(audit, run)
    assert "<p>An earlier memo <mark>put the purchase at $4.2 billion</mark>.</p>" in page
    both = '<bdi class="p0">$4.2 billion</bdi>; <bdi class="p1">$3.8 billion</bdi>'
    assert f'class="differs">{both} <span class="tag">differs</span>' in page
    assert "When does the plant open?" not in page, "one source alone answers it"


def test_a_conflict_that_no_cell_shows_is_named(audit: Audit, run: Run) -> None:
    agreed = audit.questions[1]
    added = replace(audit.conflicts[0], id="k9", question=agreed.id, name="exclusivity-added", sides=())
    page = to_html(replace(audit, conflicts=(*audit.conflicts, added)), run)
    assert "<small>exclusivity added</small>" in page
    assert page.count('<th scope="row" dir="auto"><a') == page.count('<th scope="row"')
    assert "<small>number mismatch</small>" not in page


@pytest.mark.parametrize(
    ("label", "slots", "marks"),
    [
        ("more than 500 tonnes", {"bound": ">"}, ()),
        ("500 tonnes", {"bound": ">"}, ("above",)),
        ("March 2031", {"qualifiers": (("date", "2031-03"),)}, ()),
        ("until 2032", {"qualifiers": (("date", "2031-03"),)}, ("March 2031",)),
    ],
)
def test_a_cell_says_nothing_twice(label: str, slots: dict[str, Any], marks: tuple[str, ...]) -> None:
    assert tuple(limits(number("500", unit="tonne", **slots), label)) == marks


def test_findings_are_ordered_by_gravity(audit: Audit, run: Run) -> None:
    assert [f.id for f in view(audit, run).findings] == ["k1", "k2", "k3"]


def test_equally_grave_findings_are_ordered_by_confidence(audit: Audit, run: Run) -> None:
    level = tuple(replace(c, severity="high") for c in audit.conflicts)
    assert [f.certainty for f in view(replace(audit, conflicts=level), run).findings] == [
        "very confident",
        "confident",
        "not confident",
    ]


def test_other_answers_are_named_beside_the_sides(audit: Audit, run: Run) -> None:
    third = Position("over $4 billion", ("c10",), 1)
    first = replace(audit.questions[0], positions=(*audit.questions[0].positions, third))
    page = view(replace(audit, questions=(first, *audit.questions[1:])), run)
    assert [(a.label, a.sources) for a in page.findings[0].others] == [("over $4 billion", ("wire",))]


def test_agreement_is_not_claimed_where_a_hidden_conflict_is(audit: Audit, run: Run) -> None:
    page = view(audit, run, "high")
    assert [row.question for row in page.agreed] == ["How large is Norrvik's stake in the plant?"]
    assert [row.finding for row in page.contested] == ["k1", "k2"]


def test_only_answers_with_less_support_differ(audit: Audit, run: Run) -> None:
    page = view(audit, run)
    purchase, licence = page.contested
    assert [purchase.by_source[name].differs for name in page.sources] == [False, True, False]
    assert [name for name in page.sources if name in licence.by_source and licence.by_source[name].differs] == [
        page.sources[0],
        page.sources[2],
    ]
    assert page.sources[1] not in licence.by_source


def test_copies_are_counted_once(audit: Audit, run: Run) -> None:
    first = audit.questions[0]
    positions = (Position("$4.2 billion", ("c1", "c4"), 1), *first.positions[1:])
    page = view(replace(audit, questions=(replace(first, positions=positions), *audit.questions[1:])), run)
    assert page.findings[0].answers[0].note == "counted as 1 independent"


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("One. Two [x] three. Four.", "Two ", " three."),
        ("Head\nTwo [x] three\nFour", "Two ", " three"),
        ("Mr. Hale of the U.S. board [x].", "Mr. Hale of the U.S. board ", "."),
        ("He did [x.] Then more.", "He did ", ""),
        ("[x]", "", ""),
        ("A $2.5 rise [x] of 3.5 points, yes. No.", "A $2.5 rise ", " of 3.5 points, yes."),
    ],
)
def test_context_is_the_sentence(text: str, left: str, right: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert (before(plain, start), after(plain, end)) == (left, right)


def test_context_is_cut_at_words() -> None:
    text = "word " * 100 + "CLAIM" + " word" * 100
    left, right = before(text, 500), after(text, 505)
    assert left.startswith("…word")
    assert right.endswith("word…")
    assert max(len(left), len(right)) <= CONTEXT + 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "http://[", ""])
def test_only_web_addresses_are_linked(url: str) -> None:
    assert web_address(url) == ""


def test_words(audit: Audit) -> None:
    assert [certainty(c) for c in (1, 0.8, 0.5, 0.1)] == [
        "very confident", "confident", "fairly confident", "not confident",
    ]  # fmt: skip
    assert (listed(["a"]), listed(["a", "b", "c"])) == ("a", "a, b and c")
    assert clean(" a\u202e\n b\x00 ") == "a b"
    assert clean("abcdef", 4) == "abc…"
    assert normalised(audit.claims[5]) == "about 31 percent"
    assert normalised(audit.claims[8]) == "no"
    one, more, each = (
        number(value, unit=unit) for value, unit in (("1", "person"), ("40", "person"), ("3", "USD/share"))
    )
    assert [normalised(c) for c in (one, more, each)] == ["1 person", "40 people", "3 USD per share"]
