"""JSON, JSON Lines, CSV, feeds, mails, zipped folders and standard input: real files, articles out."""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from auditor import ingest
from auditor.ingest.data import parse_map
from auditor.model import Article

STORY = "Crews of the Ansgar ferry voted 212 to 47 to end their strike. It had lasted nine days, the guild said."
OTHER = "The harbour board of Ansgar has put off the new quay by eighteen months. It will cost 214 million crowns."


def read(path: Path, **fields: str) -> tuple[tuple[Article, ...], list[str]]:
    articles, problems = ingest.read([path], fields)
    return articles, [problem.reason for problem in problems]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- JSON, JSON Lines, CSV ---


def test_json_with_common_names_of_fields(tmp_path: Path) -> None:
    rows = [
        {"headline": "Strike over", "body": STORY, "publishedAt": "2026-03-14T10:00:00Z", "source": {"name": "Wire"}, "url": "https://w.example/1"},  # noqa: E501
        {"headline": "Quay late", "body": f"<p>{OTHER}</p><p>More.</p>", "publishedAt": 1773482400},
        {"headline": "Nothing", "body": ""},
    ]  # fmt: skip
    (first, second), reasons = read(put(tmp_path, "news.json", json.dumps({"articles": rows})))
    assert (first.title, first.source, first.url) == ("Strike over", "Wire", "https://w.example/1")
    assert (first.published, first.published_from) == ("2026-03-14T10:00:00+00:00", "metadata")
    assert first.text == f"Strike over\n\n{STORY}"
    assert [part.role for part in first.parts] == ["heading"]
    assert second.path.endswith("news.json#2")
    assert (second.text, second.published) == (f"Quay late\n\n{OTHER}\n\nMore.", "2026-03-14T10:00:00+00:00")
    assert reasons == ["row 3 has no text; left out"]


def test_json_lines_with_a_mapping_and_a_broken_line(tmp_path: Path) -> None:
    lines = json.dumps({"kop": "Strike over", "inhoud": {"tekst": STORY}}) + "\n{broken\n"
    path = put(tmp_path, "news.jsonl", lines)
    ((article,), reasons) = read(path, title="kop", text="inhoud.tekst")
    assert (article.title, article.text) == ("Strike over", f"Strike over\n\n{STORY}")
    assert reasons == ["line 2: not a JSON object; left out"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_separator(tmp_path: Path, separator: str) -> None:
    rows = [["title", "text", "date"], ["Strike over", f'"{STORY}"', "14 March 2026"]]
    ((article,), reasons) = read(put(tmp_path, "news.csv", "\n".join(separator.join(row) for row in rows)))
    assert (article.title, article.published, reasons) == ("Strike over", "2026-03-14", [])


def test_data_without_a_field_for_the_text_says_what_it_has(tmp_path: Path) -> None:
    path = put(tmp_path, "news.csv", f"head,inhoud\nStrike,{STORY}\n")
    assert read(path)[1] == [
        "no field that is surely the text: name it with --map text=FIELD (its fields are head, inhoud)"
    ]
    assert read(path, text="tekst")[1] == ["no field 'tekst', which --map names: its fields are head, inhoud"]
    assert len(read(path, text="inhoud")[0]) == 1


def test_rows_without_address_keep_their_ids_and_those_with_one_have_that_of_the_address(tmp_path: Path) -> None:
    rows = [{"text": STORY}, {"text": OTHER, "url": "https://w.example/2"}]
    before, _ = read(put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows))))
    (tmp_path / "x").mkdir()
    after, _ = read(
        put(tmp_path / "x", "a.jsonl", "\n".join(map(json.dumps, [rows[0], {"text": "Another story."}, rows[1]])))
    )
    assert [before[0].id, before[1].id] == [after[0].id, after[2].id]


@pytest.mark.parametrize("bad", ["txt=body", "text=", "text", "=body"])
def test_a_mapping_that_is_not_understood(bad: str) -> None:
    assert parse_map(bad)[1].startswith(f"{bad!r} is not understood")
    assert parse_map("text=body, title=headline") == ({"text": "body", "title": "headline"}, "")


# --- feeds ---

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title><item><title>Strike &amp; quay</title><link>https://hp.example/1</link>
<pubDate>Sat, 14 Mar 2026 09:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{STORY}</p><p>{OTHER} {OTHER}</p><p>Read more: Ten ferries</p>]]></content:encoded></item>
<item><title>Quay late</title><link>https://hp.example/2</link><description>{OTHER}</description></item></channel></rss>"""


def test_a_feed_gives_an_article_for_each_entry(tmp_path: Path) -> None:
    (first, second), reasons = read(put(tmp_path, "feed.xml", RSS))
    assert (first.title, first.source, first.url) == ("Strike & quay", "Harbour Post", "https://hp.example/1")
    assert (first.published, first.published_from) == ("2026-03-14T09:00:00+00:00", "metadata")
    assert first.text == f"Strike & quay\n\n{STORY}\n\n{OTHER} {OTHER}"
    assert (second.path[-10:], second.published_from) == ("feed.xml#2", "unknown")
    assert reasons == []


def test_an_atom_feed_and_one_that_is_cut_off(tmp_path: Path) -> None:
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tide</title><entry><title>Strike</title>
    <link href="https://t.example/1"/><updated>2026-03-14T09:00:00Z</updated><content type="html">{STORY * 4}</content></entry></feed>"""  # noqa: E501
    ((article,), reasons) = read(put(tmp_path, "feed.atom", atom))
    assert (article.source, article.published[:10], reasons) == ("Tide", "2026-03-14", [])
    (_, reasons) = read(put(tmp_path, "cut.rss", RSS[: RSS.index("<item><title>Quay")]))
    assert reasons == ["damaged: the feed is cut off; the entries up to there were read"]


def test_xml_that_is_no_feed(tmp_path: Path) -> None:
    assert read(put(tmp_path, "map.xml", "<?xml version='1.0'?><urlset><url/></urlset>"))[1][0].startswith("not a feed")
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    assert read(put(tmp_path, "bomb.xml", bomb))[1] == [
        "a feed with entity declarations, which are not expanded for safety"
    ]


# --- mails ---


def mail(**attached: bytes) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = '"Morning Tide" <news@tide.example>', "Fwd: Ferries are back"
    message["Date"] = "Sat, 14 Mar 2026 06:00:00 +0100"
    message.set_content(
        f"View this email in your browser\n\n{STORY.replace('end ', 'end' + chr(10))}\n\nUnsubscribe | Privacy\n-- \nTide Ltd"  # noqa: E501
    )
    return message


def test_a_plain_mail(tmp_path: Path) -> None:
    ((article,), reasons) = read(put(tmp_path, "tide.eml", bytes(mail())))
    assert (article.title, article.source) == ("Ferries are back", "Morning Tide")
    assert (article.published, article.published_from) == ("2026-03-14T06:00:00+01:00", "metadata")
    assert article.text == f"Ferries are back\n\n{STORY}"
    assert reasons == []


def test_a_newsletter_in_html_and_what_is_attached(tmp_path: Path) -> None:
    message = mail()
    message.add_alternative(
        "<html><body><div style='display:none'>Preview text</div><table><tr><td><h1>Ferries are back</h1>"
        f"<p>{STORY}</p></td></tr><tr><td><a href='x'>Unsubscribe</a></td></tr></table></body></html>", subtype="html",
    )  # fmt: skip
    message.add_attachment(OTHER.encode(), maintype="text", subtype="plain", filename="quay.txt")
    message.add_attachment(b"\0", maintype="image", subtype="png", filename="logo.png")
    (first, second), reasons = read(put(tmp_path, "tide.eml", bytes(message)))
    assert first.text == f"Ferries are back\n\n{STORY}"
    assert second.path.endswith("tide.eml/quay.txt")
    assert (second.text.strip(), reasons) == (OTHER, [])


def test_a_page_saved_in_one_file(tmp_path: Path) -> None:
    page = f"<html><head><title>Strike over</title></head><body><h1>Strike over</h1><p>{STORY}</p><p>{OTHER}</p></body></html>"  # noqa: E501
    raw = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://w.example/strike\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html\r\n\r\n'  # noqa: E501
        f"{page}\r\n--xx--\r\n"
    )
    ((article,), reasons) = read(put(tmp_path, "page.mhtml", raw))
    assert (article.title, article.url, reasons) == ("Strike over", "https://w.example/strike", [])
    assert STORY in article.text


# --- zipped folders ---


def zipped(files: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


def test_a_zipped_folder_with_good_and_bad_files(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": b"Deep down\n\nThe mine of Halden is 900 metres deep and employs 40 people."})
    files = {"a/one.txt": STORY.encode(), "b/one.txt": OTHER.encode(), "empty.txt": b"", "old.doc": b"x",
             "__MACOSX/a/._one.txt": b"x", ".hidden.txt": b"x", "inner.zip": inner, "bomb.html": b"a" * 9_000_000}  # fmt: skip  # noqa: E501
    articles, problems = ingest.read([put(tmp_path, "news.zip", zipped(files))])
    assert [a.path.removeprefix(f"{tmp_path}/") for a in articles] == [
        "news.zip/a/one.txt",
        "news.zip/b/one.txt",
        "news.zip/inner.zip/deep.txt",
    ]
    assert {p.path.rpartition("/")[2]: p.reason for p in problems} == {
        "empty.txt": "empty",
        "old.doc": "an old Word file: save it as .docx",
        "bomb.html": "unpacks to far more than any text does: left packed",
    }


def test_zipped_folders_that_cannot_be_opened(tmp_path: Path) -> None:
    whole = zipped({"one.txt": STORY.encode()})
    locked = bytearray(whole)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[whole.index(mark) + place] |= 1
    assert read(put(tmp_path, "cut.zip", whole[:60]))[1][0].startswith("damaged, cannot be opened as a zipped folder")
    assert read(put(tmp_path, "locked.zip", bytes(locked)))[1] == [
        "encrypted: unpack it with its password and give the folder"
    ]
    assert read(put(tmp_path, "none.zip", zipped({"a.jpg": b"x"})))[1][0].startswith("no article in this zipped folder")
    nested = whole
    for _ in range(4):
        nested = zipped({"in.zip": nested})
    assert read(put(tmp_path, "nested.zip", nested))[1] == ["too many files in one another: unpack it first"]


# --- standard input ---


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (f"Strike over\n\n{STORY}".encode(), "Strike over"),
        (f"<!doctype html><title>Strike over</title><h1>Strike over</h1><p>{STORY}</p><p>{OTHER}</p>".encode(), "Strike over"),  # noqa: E501
        (json.dumps([{"title": "Strike over", "text": STORY}]).encode(), "Strike over"),
        (bytes(mail()), "Ferries are back"),
        (RSS.encode(), "Strike & quay"),
        ((Path(__file__).parent / "made" / "one-column.pdf").read_bytes(), "Harbour board puts off the deep-water quay"),  # noqa: E501
        ((Path(__file__).parent / "made" / "one-column.docx").read_bytes(), "Harbour board puts off the deep-water quay"),  # noqa: E501
    ],
)  # fmt: skip
def test_standard_input_is_read_as_what_it_is(raw: bytes, title: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    articles, problems = ingest.read([Path("-")])
    assert [article.title for article in articles][:1] == [title], problems
    assert articles[0].path == "standard input"


# --- metadata by hand ---


def test_a_sidecar_wins_over_what_the_files_say(tmp_path: Path) -> None:
    put(tmp_path, "one.md", f"---\nsource: Wrong\ndate: 2020-01-01\n---\n{STORY}")
    put(tmp_path, "two.txt", OTHER)
    put(
        tmp_path,
        "articles.csv",
        "path,source,date,url\none.md,Right,2026-03-14,https://r.example/1\ntwo.txt,,31/31/2026,\ngone.txt,X,,\n",
    )
    articles, problems = ingest.read([tmp_path])
    assert [(a.source, a.published, a.published_from, a.url) for a in articles] == [
        ("Right", "2026-03-14", "sidecar", "https://r.example/1"),
        ("two", "", "unknown", ""),
    ]
    assert [problem.reason for problem in problems] == [
        "line 3: date '31/31/2026' is not understood: write it as 2025-10-28",
        "line 4: there is no article 'gone.txt' here",
    ]
    (single,), _ = ingest.read([tmp_path / "one.md"])
    assert single.source == "Right"


def test_a_sidecar_in_json_lines_and_a_table_of_articles_of_that_name(tmp_path: Path) -> None:
    put(tmp_path, "one.txt", STORY)
    put(tmp_path, "articles.jsonl", '{"path": "one.txt", "title": "Better", "author": "Ines"}\n')
    (article,), problems = ingest.read([tmp_path])
    assert (article.title, article.author, problems) == ("Better", "Ines", ())
    put(tmp_path, "articles.jsonl", json.dumps({"text": OTHER, "title": "Quay"}) + "\n")
    assert [article.title for article in ingest.read([tmp_path])[0]] == ["Quay", STORY]
