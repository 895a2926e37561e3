"""Ids hold when folders move, texts are edited and more articles come."""

from hashlib import sha256
from pathlib import Path

from auditor import ingest
from auditor.ingest.identity import short_names
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


def test_articles_of_one_url_still_have_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        put(tmp_path / name, f"---\nurl: https://post.example/bridge\n---\n{STORY} {name}")
    articles, _ = ingest.read([tmp_path])
    assert len({article.id for article in articles}) == 2


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
