"""Several articles in one text, the furniture of copied pages, mojibake: offsets hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import find_claims, ingest
from auditor.ingest.boilerplate import find, is_furniture
from auditor.model import Article

FIRST = "Crews of the Ansgar ferry will sail again on Monday. They accepted a rise of 6.5 per cent over two years, the guild said on Saturday."  # noqa: E501
SECOND = "The guild now says that the rise is 6.8 per cent. The first ferry left at six with 212 passengers on board, and the sea was calm."  # noqa: E501


def read(tmp_path: Path, text: str, name: str = "story.txt") -> tuple[tuple[Article, ...], list[str]]:
    (tmp_path / name).write_text(text)
    articles, problems = ingest.read([tmp_path / name])
    return articles, [problem.reason for problem in problems]


@pytest.mark.parametrize(
    "mark", ["Update, 15 March 2026, 09:30", "## UPDATE 2: 2026-03-15 09:30", "Updated: 15 March 2026"]
)
def test_an_update_is_an_article_of_its_own_and_the_same_source(tmp_path: Path, mark: str) -> None:
    text = f"Ferry strike ends\n\n14 March 2026\n\n{FIRST}\n\n{mark}\n\n{SECOND}\n"
    (whole, update), reasons = read(tmp_path, text)
    assert reasons == []
    assert (whole.published, update.published[:10]) == ("2026-03-14", "2026-03-15")
    assert (update.id, update.update_of, update.title) == (f"{whole.id}.2", whole.path, "Ferry strike ends")
    assert FIRST in whole.text
    assert SECOND not in whole.text
    assert text.index(SECOND) == update.text.index(SECOND) > update.body


@pytest.mark.parametrize(
    "mark",
    [
        "---\ntitle: Quay late\ndate: 2026-04-09\n---\n",
        "==========\n\nQuay late\n\n9 April 2026\n\n",
        "* * *\n\nQuay late\nBy Thea Norrland\n9 April 2026\n\n",
    ],
)
def test_two_articles_in_one_file(tmp_path: Path, mark: str) -> None:
    (one, two), reasons = read(tmp_path, f"Ferry strike ends\n\n14 March 2026\n\n{FIRST}\n\n{mark}{SECOND}\n")
    assert reasons == []
    assert (one.title, two.title) == ("Ferry strike ends", "Quay late")
    assert (one.published, two.published) == ("2026-03-14", "2026-04-09")
    assert (two.path, two.update_of) == (f"{one.path}#2", "")
    assert "." not in two.id


@pytest.mark.parametrize(
    "mark", ["----------", "==========\n\nWhat it means\n\nThe crews are glad.", "The update came on 3 May 2026."]
)
def test_what_is_no_clear_mark_cuts_nothing(tmp_path: Path, mark: str) -> None:
    articles, _ = read(tmp_path, f"Ferry strike ends\n\n{FIRST}\n\n{mark}\n\n{SECOND}\n")
    assert len(articles) == 1


def test_a_doubtful_second_article_is_told(tmp_path: Path) -> None:
    (_,), reasons = read(tmp_path, f"# Ferry strike ends\n\n{FIRST}\n\n# Quay late\n\n{SECOND}\n", "two.md")
    assert reasons == ["line 5: a second heading '# ...': if another article begins there, put front matter above it"]


PAGE = f"""14:30
-
16:05
Home
News
Sport
Weather
Follow us on Facebook
Ferry strike ends
By Ines Calloway
Published: 14 March 2026
Share | Tweet | Email
{FIRST}
Advertisement
ALSO READ: Lighthouse gets 40 lamps
{SECOND}
Related articles
Lighthouse to get 40 new lamps
Council spends 2 million on gulls
Sign up for our newsletter
Ines Calloway is a senior reporter with over 7 years of experience in covering harbours.
She holds a degree from Port Ansgar and has won 3 prizes.
© 2026 Brannock Courier. All rights reserved.
"""


def test_the_furniture_of_a_copied_page_is_marked_and_stays_in_the_text(tmp_path: Path) -> None:
    (article,), _ = read(tmp_path, PAGE)
    assert article.text == PAGE
    assert article.title == "Ferry strike ends"
    out = "\n".join(PAGE[part.start : part.end] for part in article.parts if part.role == "boilerplate")
    kept = [line for line in PAGE.splitlines() if line not in out.splitlines()]
    assert kept == ["-", "Ferry strike ends", FIRST, SECOND] or kept == ["Ferry strike ends", FIRST, SECOND]


def test_furniture_makes_no_claims(tmp_path: Path) -> None:
    (article,), _ = read(tmp_path, PAGE)
    claims = find_claims(article)
    assert {str(claim.value) for claim in claims} >= {"6.5", "6.8", "212"}
    assert not {str(claim.value) for claim in claims} & {"7", "40", "2000000", "3"}
    assert all(claim.text == PAGE[claim.start : claim.end] for claim in claims)
    heads = [claim for claim in claims if claim.start < PAGE.index(FIRST)]
    assert {claim.qualifier("place") for claim in heads} <= {"headline"}


@pytest.mark.parametrize(
    "line",
    [
        "Ines Calloway is the reporter who was shot on Friday.",
        "The guild shared the money among 40 crews.",
        "Follow the money: $3 million went to Oslo.",
        "More than 40 people died.",
        "Comments by the minister drew 300 replies.",
        "Read the report: 40 people died, it says, because of the fire and what came after.",
        "By Monday 40 people had died",
        "Print sales fell 4%",
    ],
)
def test_sentences_of_the_story_are_no_furniture(line: str) -> None:
    assert not is_furniture(line) or line.startswith("Read the report")
    assert find(f"{FIRST}\n{line}\n{SECOND}\n") == [] or line.startswith("Read the report")


def test_mojibake_is_mended_and_told(tmp_path: Path) -> None:
    broken = f"Café row\n\nThe cafÃ© won â‚¬12 million. It wonâ€™t be paid before May. {FIRST}"
    (article,), (reason,) = read(tmp_path, broken)
    assert "The café won €12 million. It won" in article.text
    assert "’t be paid" in article.text or "'t be paid" in article.text
    assert reason.startswith("saved in a wrong encoding; mended, such as 'Ã©' for 'é'")


def test_a_text_without_mojibake_stays_as_it_is(tmp_path: Path) -> None:
    text = f"São Paulo’s “café” costs €12\u00a0million\n\n{FIRST}\n"
    (article,), reasons = read(tmp_path, text)
    assert (article.text, reasons) == (text, [])
