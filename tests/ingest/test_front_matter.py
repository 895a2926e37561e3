"""Title, source, date and URL: from the front matter, the text or the file's name."""

from pathlib import Path

import pytest

from auditor import ingest
from auditor.ingest.frontmatter import parse
from auditor.ingest.published import iso
from auditor.model import Article

BODY = "The mayor of Ostvik said the bridge will open soon.\n"


def read(tmp_path: Path, text: str, name: str = "story.md") -> tuple[Article, list[str]]:
    (tmp_path / name).write_bytes(text.encode())
    (article,), problems = ingest.read([tmp_path / name])
    return article, [problem.reason for problem in problems]


def test_all_keys_with_quotes_and_any_line_break(tmp_path: Path) -> None:
    front = "---\r\ntitle: 'A bridge: at last'\r\nSource: \"The Ostvik Post\"\r\ndate: 2025-10-28\r\nurl: https://p.example/a?b=c:d\r\n---\r\n"
    article, problems = read(tmp_path, front + "\r\n# Another heading\r\n" + BODY)
    assert problems == []
    assert (article.title, article.source, article.url) == (
        "A bridge: at last",
        "The Ostvik Post",
        "https://p.example/a?b=c:d",
    )
    assert (article.published, article.published_from) == ("2025-10-28", "front matter")
    assert article.body == len(front)
    assert article.text == front + "\r\n# Another heading\r\n" + BODY


def test_a_txt_file_may_have_front_matter_too(tmp_path: Path) -> None:
    article, _ = read(tmp_path, f"---\nsource: Post\n---\n{BODY}", "story.txt")
    assert (article.source, article.text[article.body :]) == ("Post", BODY)


def test_keys_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    front = "---\n# made by hand\ntags:\n  - bridges\n- ports\nsource: Post\nauthors: [a, b]\n\n---\n"
    article, problems = read(tmp_path, front + BODY)
    assert (article.source, problems) == ("Post", [])


def test_a_folded_value(tmp_path: Path) -> None:
    article, problems = read(tmp_path, f"---\ntitle: >\n  A bridge\n  at last\nsource: Post\n---\n{BODY}")
    assert (article.title, problems) == ("A bridge at last", [])


def test_a_bad_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    article, problems = read(tmp_path, f"---\nsource: Post\njust some words\nsource: Times\n---\n{BODY}")
    assert problems == [
        "line 3: the front matter has 'just some words', which is not 'key: value'",
        "line 4: the front matter gives 'source' twice; the first one holds",
    ]
    assert (article.source, article.text[article.body :]) == ("Post", BODY)


def test_front_matter_that_is_never_closed(tmp_path: Path) -> None:
    article, problems = read(tmp_path, f"---\nsource: Post\ndate: 2025-10-28\n{BODY}\nAnd so on: it went.\n")
    assert problems == ["line 1: the front matter that begins here is not closed by a line ---"]
    assert article.text[article.body :].startswith(BODY)
    assert article.source == "Post"


@pytest.mark.parametrize("text", [f"---\n{BODY}\n---\nMore.\n", f"---\n\n{BODY}", BODY, "---", ""])
def test_a_rule_above_prose_is_no_front_matter(text: str) -> None:
    front = parse(text)
    assert (front.body, front.values, front.faults) == (0, {}, ())


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("\n\n# Bridge *opens* ##\n\nText.", "Bridge *opens*"),
        ("Bridge opens\nText.", "Bridge opens"),
        ("15:10\n\nFollow us\n\n# Bridge opens\n", "Bridge opens"),
        ("15:10\nBridge opens\n", "Bridge opens"),
        ("Source: The Post\nBridge opens\n", "Bridge opens"),
        ("#1 in the charts\n", "#1 in the charts"),
        ("word " * 100, "word " * 39 + "word …"),
    ],
)
def test_the_title_without_front_matter(tmp_path: Path, body: str, title: str) -> None:
    assert read(tmp_path, body)[0].title == title


def test_the_source_from_a_line_at_the_top_or_the_files_name(tmp_path: Path) -> None:
    assert read(tmp_path, f"Bridge opens\n(Source: The Ostvik Post)\n{BODY}")[0].source == "The Ostvik Post"
    low = "\n".join([BODY] * 6) + "Source: a caption\n"
    assert read(tmp_path, low, "2025-post.txt")[0].source == "2025-post"


def test_the_date_from_the_files_name(tmp_path: Path) -> None:
    article, problems = read(tmp_path, BODY, "2025-10-28-bridge.txt")
    assert (article.published, article.published_from, problems) == ("2025-10-28", "file name", [])


def test_a_date_that_is_not_understood_is_named_and_the_next_one_holds(tmp_path: Path) -> None:
    article, problems = read(tmp_path, f"---\nsource: Post\ndate: 31 Feb 2025\n---\n{BODY}", "2025-10-28-a.md")
    assert problems == ["date '31 Feb 2025' in the front matter is not understood: write it as 2025-10-28"]
    assert (article.published, article.published_from) == ("2025-10-28", "file name")


def test_the_date_from_the_text(tmp_path: Path) -> None:
    article, _ = read(tmp_path, f"Bridge to open\n\nOctober 28, 2025\n\n{BODY}")
    assert (article.published, article.published_from) == ("2025-10-28", "text")


def test_no_date_at_all(tmp_path: Path) -> None:
    article, _ = read(tmp_path, BODY, "2025-13-40.txt")
    assert (article.published, article.published_from) == ("", "unknown")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-10-28", "2025-10-28"),
        ("2025-10-28T09:30:00Z", "2025-10-28T09:30:00+00:00"),
        ("2025-10-28 09:30", "2025-10-28T09:30:00"),
        ("28 October 2025", "2025-10-28"),
        ("Tuesday, 28th October, 2025", "2025-10-28"),
        ("Oct. 28, 2025", "2025-10-28"),
        ("Sept 9, 2025", "2025-09-09"),
        ("the 1st of May 2025", ""),
        ("1st of May 2025", "2025-05-01"),
        ("Tue, 28 Oct 2025 09:30:00 +0100", "2025-10-28T09:30:00+01:00"),
        ("2025/10/28", "2025-10-28"),
        ("28/10/2025", "2025-10-28"),
        ("10/28/2025", "2025-10-28"),
        ("3/4/2025", ""),
        ("4.4.2025", "2025-04-04"),
        ("2025-02-30", ""),
        ("2025-10", ""),
        ("2025", ""),
        ("yesterday", ""),
        ("", ""),
        ("12:30", ""),
    ],
)
def test_dates_as_people_write_them(written: str, meant: str) -> None:
    assert iso(written) == meant
