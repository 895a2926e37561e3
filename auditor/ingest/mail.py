"""E-mails, newsletters and pages that browsers save in one file (MHTML)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from auditor.ingest.boilerplate import stands_alone
from auditor.ingest.formats import BY_SUFFIX, suffix
from auditor.ingest.reading import Block, Content, Reading, Unreadable, made, told
from auditor.model import Article, Part

_FORWARDED = re.compile(r"(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.IGNORECASE)
_FURNITURE = re.compile(
    r".*\b(?:unsubscribe|view (?:this|it|in)\b.{0,30}\b(?:browser|online)|"
    r"(?:update|manage|change) (?:your )?(?:email )?preferences|"
    r"you(?:'|’)?(?: a)?re receiving this|you received this|sent to you by|forward (?:this|to a friend)|"
    r"why did i get this|"
    r"this e-?mail was sent|add us to your address book|no longer wish to receive|sent from my \w+|"
    r"having trouble (?:viewing|reading)|opt[- ]out)\b.*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"-- ?|_{5,}|-{3,} ?(?:original|forwarded) message ?-{3,}", re.IGNORECASE)
_ADDRESS = re.compile(r"[<\[(]?https?://\S+[>\])]?")


def read(content: Content) -> Reading:
    """The mail's text as an article, and its attachments as contents; of MHTML the page. Raises Unreadable."""
    message = message_from_bytes(content.raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not message.keys() or not any(
        message.get(key) for key in ("from", "subject", "date", "content-type", "mime-version")
    ):
        raise Unreadable("not an e-mail: it has no headers")
    if message.get_content_type() == "multipart/related" and (page := _page(content, message)):
        return page
    attached = tuple(_attachments(content, message))
    article, faults = _article(content, message)
    if article is None and not attached:
        raise Unreadable(faults)
    return Reading(
        (article,) if article else (), told(content, faults) if faults and article else (), contents=attached
    )


def _page(content: Content, message: EmailMessage) -> Reading | None:
    """The page of a saved MHTML file; None for a mail whose pictures are related to it."""
    address = str(message.get("Snapshot-Content-Location", "") or "")
    if not address and suffix(content.path) == ".eml":
        return None
    from auditor.ingest import page

    part = next(
        (each for each in message.walk() if each.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if part is None:
        raise Unreadable("no page in this saved page")
    reading = page.read(replace(content, raw=_bytes(part)))
    location = address or str(part.get("Content-Location", ""))
    return replace(reading, articles=tuple(replace(each, url=each.url or location) for each in reading.articles))


def _article(content: Content, message: EmailMessage) -> tuple[Article | None, str]:
    """The article, and what is wrong with it or why there is none."""
    if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        return None, "encrypted: decrypt the mail and save it again"
    subject = _FORWARDED.sub("", _header(message, "subject"), count=1).strip()
    blocks = [(role, text) for role, text in _blocks(message) if not _furnishes(text)]
    if not blocks:
        return None, "no text in this mail"
    if subject and not any(text == subject for _, text in blocks[:2]):
        blocks.insert(0, ("heading", subject))
    name, address = parseaddr(_header(message, "from"))
    day = _day(message)
    article = made(
        content, blocks, title=subject or blocks[0][1][:200], source=name or address.rpartition("@")[2], published=day,
    )  # fmt: skip
    parts = tuple(sorted({*article.parts, *_boilerplate(article)}, key=lambda part: part.start))
    return replace(article, published_from="metadata" if day else "unknown", parts=parts), ""


def _boilerplate(article: Article) -> Iterator[Part]:
    """What the recogniser of plain text finds besides, where no other part stands."""
    from auditor.ingest.text_parts import boilerplate

    taken = {part.start for part in article.parts}
    yield from (Part(start, end, "boilerplate") for start, end in boilerplate(article.text, 0) if start not in taken)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "") or "").split())
    except (ValueError, IndexError, AttributeError):  # the standard library stumbles over some broken headers
        return ""


def _day(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).isoformat()
    except (ValueError, TypeError, IndexError):
        return ""


def _blocks(message: EmailMessage) -> list[Block]:
    """The text of the mail: its HTML, which is what its readers see, or else its plain text."""
    html = message.get_body(("html",))
    plain = message.get_body(("plain",))
    if isinstance(html, EmailMessage):
        from auditor.ingest.page import mailed

        if blocks := mailed(_bytes(html)):
            return blocks
    return _plain(_text(plain)) if isinstance(plain, EmailMessage) else []


def _plain(text: str) -> list[Block]:
    """Paragraphs of a plain mail: its short lines joined again, without quotes' marks, addresses and signature."""
    paragraphs: list[str] = [""]
    for line in text.splitlines():
        line = _ADDRESS.sub("", re.sub(r"^(?:> ?)+", "", line)).strip()
        if _SIGNATURE.fullmatch(line):
            break
        if not line or re.match(r"[-*•] ", line):
            paragraphs.append(line)
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
    return [("list" if re.match(r"[-*•] ", each) else None, each) for each in paragraphs if any(map(str.isalnum, each))]


def _furnishes(text: str) -> bool:
    return (len(text) < 300 and bool(_FURNITURE.fullmatch(text))) or stands_alone(text)


def _bytes(part: EmailMessage) -> bytes:
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _text(part: EmailMessage) -> str:
    raw = _bytes(part)
    try:
        return raw.decode(part.get_content_charset("utf-8"))
    except (LookupError, UnicodeDecodeError):
        from auditor.ingest.decode import decode

        return decode(raw)[0]


def _attachments(content: Content, message: EmailMessage) -> Iterator[Content]:
    """What is attached and can be read."""
    for part in message.walk():
        name = (part.get_filename() or "").replace("/", "_")
        if suffix(name) in BY_SUFFIX and part.get_content_disposition() == "attachment":
            raw = part.get_payload(decode=True)
            yield Content(f"{content.path}/{name}", raw if isinstance(raw, bytes) else b"", content.options)
