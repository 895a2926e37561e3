"""Bytes to text, in every code that newsrooms leave behind."""

import codecs
from pathlib import Path

import pytest

from auditor import ingest
from auditor.ingest.decode import NotText, decode

QUOTED = "Åse Ødegård said the “new” bridge — not the old one — isn’t worth £40m.\r\nThat’s €46m.\r\rEnd"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_the_text_is_as_it_was_written(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)) == (QUOTED, "")


def test_marks_of_both_byte_orders_are_dropped() -> None:
    assert decode(codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be")) == (QUOTED, "")
    assert decode(codecs.BOM_UTF16_LE + QUOTED.encode("utf-16-le")) == (QUOTED, "")


def test_latin_1_and_the_old_macintosh() -> None:
    assert decode("Señor Núñez paid £5.".encode("latin-1")) == ("Señor Núñez paid £5.", "")
    mac = "Léa said the bridge “will open” in May — it’s late."
    text, guess = decode(mac.encode("mac_roman"))
    assert text == mac
    assert guess.startswith("mac-")


def test_a_guessed_encoding_is_told_and_the_article_read(tmp_path: Path) -> None:
    story = "The Ostvik council said on Monday that the “Halden” bridge will open in May — it’s late, and it cost £40m."
    (tmp_path / "story.txt").write_bytes(story.encode("mac_roman"))
    (tmp_path / "other.txt").write_bytes(story.replace("Ostvik", "Brannholm").encode("cp1252"))
    articles, problems = ingest.read([tmp_path])
    assert len(articles) == 2
    (problem,) = problems
    assert problem.path.endswith("story.txt")
    assert problem.reason.startswith("read as mac-")
    assert problem.reason.endswith(", not UTF-8: check the characters")


def test_offsets_count_the_decoded_text_behind_the_mark(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(codecs.BOM_UTF8 + QUOTED.encode())
    (article,), _ = ingest.read([tmp_path])
    assert article.text == QUOTED
    assert article.text.index("Åse") == 0
    assert article.body == 0


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"GIF89a\0\0\0", "binary, not text"),
        (b"\x02\x03\x04 letters \x1b\x1b", "binary, not text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a", "cannot be decoded: broken UTF-16 at byte 0"),
        (codecs.BOM_UTF8 + b"caf\xe9", "cannot be decoded: broken UTF-8 at byte 3"),
        ("“quoted” ".encode() * 4 + b"\xff", "cannot be decoded: broken UTF-8 at byte 52"),
    ],
)
def test_what_is_no_text_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(NotText) as caught:
        decode(raw)
    assert str(caught.value) == reason


def test_a_few_control_characters_do_no_harm() -> None:
    text = "The bridge\x0cwill open in May,\x1b says the mayor of Ostvik."
    assert decode(text.encode()) == (text, "")
