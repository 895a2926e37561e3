"""Zipped folders: what is inside, within limits of number, size and ratio."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from auditor.ingest.formats import ADVICE, BY_SUFFIX, SHORT, suffix
from auditor.ingest.load import too_large
from auditor.ingest.reading import Content, Reading, Unreadable, told
from auditor.model import Problem

_MOST = 5_000
_WHOLE = 500_000_000
_RATIO = 200
"""So many times larger than packed is more than texts ever are."""
_SMALL = 1_000_000


def read(content: Content) -> Reading:
    """The files inside as contents ("news.zip/a.html"), with a Problem for each that cannot be taken out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content.raw))
    except zipfile.BadZipFile as error:
        raise Unreadable(f"damaged, cannot be opened as a zipped folder: {str(error).lower()}") from None
    entries = [each for each in archive.infolist() if not each.is_dir() and not _hidden(each.filename)]
    wanted = [each for each in entries if suffix(each.filename) in BY_SUFFIX]
    if not wanted:
        raise Unreadable(f"no article in this zipped folder: no {SHORT} file")
    if len(wanted) > _MOST or sum(each.file_size for each in wanted) > _WHOLE:
        raise Unreadable("too large when unpacked: unpack it and give the folder")
    if all(each.flag_bits & 1 for each in wanted):
        raise Unreadable("encrypted: unpack it with its password and give the folder")
    contents: list[Content] = []
    problems = [*_advice(content, entries)]
    for entry in wanted:
        path = f"{content.path}/{entry.filename}"
        try:
            contents.append(Content(path, _unpacked(archive, entry), content.options))
        except Unreadable as error:
            problems.append(Problem(path, str(error)))
    return Reading(problems=tuple(problems), contents=tuple(contents))


def _hidden(name: str) -> bool:
    return any(piece.startswith((".", "__MACOSX")) for piece in name.split("/"))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a file inside. Raises Unreadable. What the archive says of its size is not believed."""
    form = BY_SUFFIX[suffix(entry.filename)]
    if entry.flag_bits & 1:
        raise Unreadable("encrypted: unpack it with its password")
    if entry.file_size > form.limit:
        raise Unreadable(too_large(entry.file_size, form))
    if entry.file_size > _SMALL and entry.file_size > _RATIO * max(1, entry.compress_size):
        raise Unreadable("unpacks to far more than any text does: left packed")
    try:
        with archive.open(entry) as file:
            raw = file.read(form.limit + 1)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable(f"damaged in its zipped folder: {str(error)[:80].lower()}") from None
    except Exception as error:  # zlib and lzma have errors of their own
        raise Unreadable(f"damaged in its zipped folder: {type(error).__name__}") from None
    if len(raw) > form.limit:
        raise Unreadable(too_large(len(raw), form))
    return raw


def _advice(content: Content, entries: list[zipfile.ZipInfo]) -> Iterator[Problem]:
    for entry in entries:
        if reason := ADVICE.get(suffix(entry.filename)):
            yield from told(Content(f"{content.path}/{entry.filename}", b""), reason)
