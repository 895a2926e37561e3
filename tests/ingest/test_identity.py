"""Ids hold when folders move, texts are edited and more articles come."""

from hashlib import sha256
from pathlib import Path

import pytest

from auditor import ingest
from auditor.ingest.identity import canonical, short_names
from auditor.model import Article

STORY = "Bridge to open\n\nThe mayor of Ostvik said the bridge will open in May.\n"


def put(path: Path, text: str = STORY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def one(path: Path) -> Article:
    (article,), problems = ingest.read([path])
    assert problems == ()
    return article


def test_the_id_is_that_of_the_files_name(tmp_path: Path) -> None:
    first = one(put(tmp_path / "here" / "story.txt"))
    moved = one(put(tmp_path / "far" / "away" / "story.txt", STORY + "Edited.\n"))
    renamed = one(put(tmp_path / "other.txt"))
    assert first.id == "a" + sha256(b"story.txt").hexdigest()[:10]
    assert moved.id == first.id
    assert renamed.id != first.id


def test_the_id_is_that_of_the_url_where_it_is_known(tmp_path: Path) -> None:
    front = "---\nurl: https://post.example/bridge\n---\n"
    assert one(put(tmp_path / "a.md", front + STORY)).id == one(put(tmp_path / "b.md", front + STORY)).id


def test_articles_that_name_the_front_of_a_site_have_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        put(tmp_path / name, f"---\nurl: https://post.example/\n---\n{STORY} {name}")
    articles, _ = ingest.read([tmp_path])
    assert len({article.id for article in articles}) == 2


def test_of_articles_at_one_address_the_longest_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    put(tmp_path / "a.md", f"---\nurl: https://www.post.example/bridge/?utm_source=mail#top\n---\n{STORY}")
    put(tmp_path / "b.md", f"---\nurl: http://post.example/bridge\n---\n{STORY} It is 40 metres long.")
    (article,), (problem,) = ingest.read([tmp_path])
    assert article.path.endswith("b.md")
    assert problem.path.endswith("a.md")
    assert problem.reason == f"same address as {tmp_path}/b.md, which has more text; left out"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.post.example/a/", "http://post.example/a", True),
        ("https://post.example/a/amp", "https://post.example/a?utm_medium=x&fbclid=1", True),
        ("https://amp.post.example/a", "https://post.example/a#comments", True),
        ("https://post.example/a?id=1", "https://post.example/a?id=2", False),
        ("https://post.example/a", "https://post.example/b", False),
        ("https://post.example/a", "https://times.example/a", False),
    ],
)
def test_addresses_are_compared_by_what_tells_articles_apart(one: str, other: str, same: bool) -> None:
    assert (canonical(one) == canonical(other)) == same


@pytest.mark.parametrize("url", ["", "https://post.example", "https://post.example/", "no address", "http://[broken"])
def test_what_is_no_articles_address_is_none(url: str) -> None:
    assert canonical(url) == ""


def test_files_of_one_name_are_told_apart_by_their_folders_wherever_those_are(tmp_path: Path) -> None:
    ids = []
    for place in ("x", "y/z"):
        put(tmp_path / place / "post" / "story.txt", STORY + "Post")
        put(tmp_path / place / "times" / "story.txt", STORY + "Times")
        articles, _ = ingest.read([tmp_path / place])
        ids.append([article.id for article in articles])
        assert [article.source for article in articles] == ["post/story", "times/story"]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_short_names_are_as_long_as_they_must_be() -> None:
    paths = ["/n/a/one/x.txt", "/n/b/one/x.txt", "/n/c/two/x.txt", "/n/c/y.txt"]
    assert short_names(paths) == ["a/one/x.txt", "b/one/x.txt", "two/x.txt", "y.txt"]


def test_sha256_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    path = put(tmp_path / "story.txt", "\ufeff" + STORY)
    assert one(path).sha256 == sha256(path.read_bytes()).hexdigest()
