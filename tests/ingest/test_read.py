"""Folders and files in, articles and problems out: real files in a temporary folder."""

import itertools
import os
from pathlib import Path

import pytest

from auditor import ingest
from auditor.ingest import text as text_format
from auditor.ingest.formats import SHORT
from auditor.model import Problem

STORY = "Harbour bridge to open in May\n\nThe mayor of Ostvik said the bridge will open in May and cost $40 million.\n"
OTHER = "Bridge opening put off\n\nThe council of Ostvik said the bridge will open in June, after a strike.\n"
GERMAN = "Der Bürgermeister sagte, dass die neue Brücke im Mai eröffnet wird und vierzig Millionen kostet. " * 4


def reasons(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {Path(problem.path).name: problem.reason for problem in problems}


def bad_files(folder: Path) -> None:
    """One file of every sort that cannot be read, beside two good ones."""
    (folder / "good.txt").write_text(STORY)
    (folder / "other.md").write_text(OTHER)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.md").write_text(" \n\t\n\u00a0\n")
    (folder / "hollow.md").write_text("---\nsource: The Ostvik Post\n---\n\n")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    (folder / "controls.txt").write_bytes(b"\x01\x02\x03\x04 word \x05\x06\x07" * 30)
    (folder / "broken.txt").write_bytes("“The bridge”, said Åse Ødegård, “opens”. ".encode() * 3 + b"\xe2\x80 end")
    (folder / "huge.txt").write_bytes(b"a bridge \n" * 5_200_000)
    (folder / "german.txt").write_text(GERMAN)
    (folder / "twin.txt").write_text(STORY.replace("\n", " \r\n"))
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")


def test_every_bad_file_is_named_with_its_reason_and_the_others_are_read(tmp_path: Path) -> None:
    bad_files(tmp_path)
    articles, problems = ingest.read([tmp_path])
    assert [Path(article.path).name for article in articles] == ["good.txt", "other.md"]
    assert reasons(problems) == {
        "empty.txt": "empty",
        "blank.md": "empty",
        "hollow.md": "empty: no text behind the front matter",
        "picture.txt": "binary, not text",
        "controls.txt": "binary, not text",
        "broken.txt": "cannot be decoded: broken UTF-8 at byte 156",
        "huge.txt": "52 MB is more than the 0.5 MB that one article may have",
        "german.txt": "not English but German; left out",
        "twin.txt": f"same text as {tmp_path.as_posix()}/good.txt; left out",
        "gone.txt": "a link to a file that does not exist",
    }
    assert all("\n" not in problem.reason for problem in problems)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "huge.txt").write_bytes(b"x" * 500_001)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))
    _, problems = ingest.read([tmp_path])
    assert reasons(problems) == {"huge.txt": "0.6 MB is more than the 0.5 MB that one article may have"}


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_format, "LIMIT", len(STORY))
    (tmp_path / "full.txt").write_text(STORY)
    (tmp_path / "over.txt").write_text(STORY + "!")
    articles, problems = ingest.read([tmp_path])
    assert [article.text for article in articles] == [STORY]
    assert list(reasons(problems)) == ["over.txt"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through a refusing ``open``, so that it holds for root too, who may read everything."""
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "locked.txt").write_text(OTHER)
    plain = Path.open

    def refuse(path: Path, *args: str) -> object:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path, *args)

    monkeypatch.setattr(Path, "open", refuse)
    articles, problems = ingest.read([tmp_path])
    assert len(articles) == 1
    assert reasons(problems) == {"locked.txt": "cannot be read: permission denied"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_for_real(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked.txt").write_text(STORY)
    (tmp_path / "locked.txt").chmod(0)
    (tmp_path / "locked").chmod(0)
    _, problems = ingest.read([tmp_path])
    (tmp_path / "locked").chmod(0o700)
    assert reasons(problems) == {
        "locked": "folder cannot be read: permission denied",
        "locked.txt": "cannot be read: permission denied",
    }


def test_paths_that_lead_to_no_article(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "photo.jpg").write_text(STORY)
    (tmp_path / "song.mp3").write_text(STORY)
    (tmp_path / "old.doc").write_text(STORY)
    os.mkfifo(tmp_path / "pipe.txt")
    names = ("none", "song.mp3", "old.doc", "missing.txt", "pipe.txt")
    paths = [*(tmp_path / name for name in names), Path("https://post.example/bridge")]
    articles, problems = ingest.read(paths)
    assert articles == ()
    assert reasons(problems) == {
        "none": f"no article in this folder: no {SHORT} file",
        "song.mp3": f"not a kind of file that can be read: give {SHORT}",
        "old.doc": "an old Word file: save it as .docx",
        "bridge": "a web address: nothing is downloaded here; save the page and give its file",
        "missing.txt": "does not exist",
        "pipe.txt": "not a plain file",
    }


def test_a_name_that_is_no_text_is_a_problem_that_can_be_printed(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    except OSError:
        pytest.skip("this file system takes no such name")
    articles, problems = ingest.read([tmp_path])
    assert articles == ()
    assert reasons(problems) == {"caf\ufffd.txt": "the file's name is not valid text: rename it"}


def test_folders_are_searched_to_any_depth_without_hidden_or_foreign_files(tmp_path: Path) -> None:
    for name in ("a/b/c/deep.TXT", "top.md", ".hidden.txt", ".git/inside.txt", "a/.cache/inside.md", "a/photo.jpg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Story of {name}\n\n{STORY}")
    articles, problems = ingest.read([tmp_path])
    assert [article.path for article in articles] == [f"{tmp_path}/a/b/c/deep.TXT", f"{tmp_path}/top.md"]
    assert problems == ()


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".draft.txt").write_text(STORY)
    articles, problems = ingest.read([tmp_path / ".draft.txt"])
    assert (len(articles), problems) == (1, ())


def test_a_link_to_a_folder_above_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "story.txt").write_text(STORY)
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    articles, problems = ingest.read([tmp_path])
    assert [article.path for article in articles] == [f"{tmp_path}/a/story.txt"]
    assert problems == ()


def test_the_order_of_arguments_changes_nothing(tmp_path: Path) -> None:
    bad_files(tmp_path)
    (tmp_path / "huge.txt").unlink()
    paths = [tmp_path / "twin.txt", tmp_path / "other.md", tmp_path / "good.txt", tmp_path / "missing.txt"]
    results = {ingest.read(order) for order in itertools.permutations(paths)}
    assert len(results) == 1
    articles, problems = results.pop()
    assert [article.path for article in articles] == sorted(article.path for article in articles)
    assert [problem.path for problem in problems] == sorted(problem.path for problem in problems)


def test_a_file_that_is_reached_twice_is_read_once_silently(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "zlink.txt").symlink_to(tmp_path / "story.txt")
    dotted = tmp_path / "sub" / ".." / "story.txt"
    (tmp_path / "sub").mkdir()
    articles, problems = ingest.read([dotted, tmp_path / "zlink.txt", tmp_path, tmp_path / "story.txt"])
    assert [article.path for article in articles] == [f"{tmp_path}/story.txt"]
    assert problems == ()


def test_paths_stay_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "story.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    (relative,), _ = ingest.read([Path("news")])
    (absolute,), _ = ingest.read([tmp_path / "news"])
    assert relative.path == "news/story.txt"
    assert absolute.path == f"{tmp_path.as_posix()}/news/story.txt"


def test_the_same_text_under_other_front_matter_is_a_twin(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.md").write_text(f"---\nsource: The Ostvik Post\n---\n{STORY}")
    articles, problems = ingest.read([tmp_path])
    assert [Path(article.path).name for article in articles] == ["a.txt"]
    assert reasons(problems) == {"b.md": f"same text as {tmp_path}/a.txt; left out"}
