"""Whatever is in a file, the reader names what is wrong with it: nothing is raised, nothing loaded in vain or sent."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor import ingest
from auditor.ingest.formats import FORMATS, SUFFIXES

HERE = Path(__file__).parent
REAL = [
    *sorted((HERE / "made").glob("*.pdf")),
    *sorted((HERE / "made").glob("*.docx")),
    *sorted((HERE.parent / "pages").glob("*.html"))[:6],
]
GENTLE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check(folder: Path, suffix: str, raw: bytes) -> None:
    path = folder / f"any{suffix}"
    path.write_bytes(raw)
    articles, problems = ingest.read([path])
    assert articles or problems
    for problem in problems:
        assert problem.path.startswith(path.as_posix())
        assert problem.reason
        assert "\n" not in problem.reason
        assert len(problem.reason) < 400
    for article in articles:
        assert article.id
        assert all(0 <= p.start < p.end <= len(article.text) for p in article.parts)
        assert all(a.end <= b.start for a, b in zip(article.parts, article.parts[1:], strict=False))


@GENTLE
@given(suffix=st.sampled_from(SUFFIXES), raw=st.binary(max_size=400))
def test_random_bytes_under_every_ending(tmp_path: Path, suffix: str, raw: bytes) -> None:
    check(tmp_path, suffix, raw)


@GENTLE
@given(
    suffix=st.sampled_from(SUFFIXES),
    text=st.text(alphabet=st.sampled_from(list("<>/=\"'{}[]:,;|#-\n\t ap1% &;é\u00a0\u2028")), max_size=300),
    start=st.sampled_from(
        [
            "",
            "<html><body>",
            "{",
            "[",
            "---\n",
            "%PDF-1.4\n",
            "<rss><channel>",
            "From: x\n\n",
            "title,text\n",
            "PK\x03\x04",
        ]
    ),
)
def test_random_marks_under_every_ending(tmp_path: Path, suffix: str, text: str, start: str) -> None:
    check(tmp_path, suffix, (start + text).encode())


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_real_files_cut_off_or_with_wrong_bytes(path: Path, tmp_path: Path) -> None:
    raw, chance = path.read_bytes(), random.Random(path.name)
    for _ in range(4):
        check(tmp_path, path.suffix, raw[: chance.randrange(len(raw))])
        wrong = bytearray(raw)
        for _ in range(20):
            wrong[chance.randrange(len(wrong))] = chance.randrange(256)
        check(tmp_path, path.suffix, bytes(wrong))


def test_a_page_nested_beyond_reason(tmp_path: Path) -> None:
    check(tmp_path, ".html", b"<div>" * 50_000 + b"The bridge opens in May." + b"</div>" * 50_000)
    check(tmp_path, ".json", b"[" * 100_000)


def test_a_file_above_the_limit_of_its_format_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for form in FORMATS:
        path = tmp_path / f"large{form.suffixes[0]}"
        with path.open("wb") as file:
            file.truncate(form.limit + 1)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))
    articles, problems = ingest.read([tmp_path])
    assert articles == ()
    assert len(problems) == len(FORMATS)
    assert all(" is more than the " in problem.reason for problem in problems)


def test_a_page_with_too_much_text_is_refused(tmp_path: Path) -> None:
    paragraph = (
        "<p>" + "The bridge of Ostvik is to open in May, the mayor said, and will cost 40 million. " * 5 + "{}</p>"
    )
    page = "<html><body><h1>Bridge</h1>" + "".join(paragraph.format(n) for n in range(1500)) + "</body></html>"
    (tmp_path / "long.html").write_text(page)
    (problem,) = ingest.read([tmp_path])[1]
    assert problem.reason.endswith("of text is more than the 0.5 MB that one article may have")


HEAVY = ("trafilatura", "lxml", "pdfminer", "docx", "feedparser", "ftfy", "htmldate")


def test_reading_text_loads_no_reader_of_other_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Bridge opens\n\nThe bridge of Ostvik opens in May and cost 40 million, the mayor said.\n"
    )
    code = (
        "import sys; from pathlib import Path; from auditor import ingest\n"
        f"assert ingest.read([Path({str(tmp_path)!r})])[0]\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    articles, _ = ingest.read([HERE.parent / "pages", HERE / "made"])
    assert len(articles) > 20
