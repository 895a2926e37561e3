"""Several articles in one plain text: cut where the marks are clear, told where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.ingest.frontmatter import lines, parse
from auditor.ingest.published import iso

_RULE = re.compile(r"(?:={4,}|-{4,}|\*{4,}|_{4,}|~{4,}|#{4,}|[*·](?: [*·]){2,})")
_HEADED = 6
"""Lines below a rule in which a new article gives its date."""
_UPDATE = re.compile(
    r"[#*_\s]*(?:updated?|correction|latest)\b(?: (?:no\. ?)?\d{1,2})?\s*[-–—:,(]*\s*"
    r"(?:on |at )?(?P<when>[^()]*\d[^()]*?)\)?\s*[:.*_]*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r",?\s*(?:at )?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?|\d{1,2} ?[ap]\.?m\.?,?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """An article at ``start:end`` of the text; day: the ISO date that its mark gives; update: of the article above."""

    start: int
    end: int
    day: str = ""
    update: bool = False


def pieces(text: str) -> list[Piece]:
    """The articles of a text, in its order.

    A new one begins with front matter, below a rule where a headline and a date or a source follow, and with a line
    that says "Update" and a full date.
    """
    begins = [Piece(0, 0), *_marks(text)]
    ends = [each.start for each in begins[1:]] + [len(text)]
    cut = [Piece(each.start, end, each.day, each.update) for each, end in zip(begins, ends, strict=True)]
    told = [each for each in cut if any(map(str.isalnum, text[parse(text[: each.end], each.start).body : each.end]))]
    return told or cut[:1]


def doubt(text: str) -> str:
    """In one line, that a text may be two articles though nothing says so clearly; "" where it is surely one."""
    if len(pieces(text)) > 1:
        return ""
    tops = [n for n, (_, row) in enumerate(lines(text), 1) if re.match(r"# +\S", row)]
    if len(tops) < 2:
        return ""
    return f"line {tops[1]}: a second heading '# ...': if another article begins there, put front matter above it"


def _marks(text: str) -> Iterator[Piece]:
    """Where further articles begin."""
    rows = list(lines(text))
    starts = [0, *(end for end, _ in rows)]
    front = parse(text).body
    for n, (_, row) in enumerate(rows):
        start = starts[n]
        if start < front or not _told_before(text, front, start):
            continue
        if row.rstrip() == "---" and _front(text, start):
            yield Piece(start, 0)
        elif _RULE.fullmatch(row.strip()) and _new_head([line for _, line in rows[n + 1 : n + 1 + 2 * _HEADED]]):
            yield Piece(starts[n + 1], 0)
        elif day := is_update(row.strip()):
            yield Piece(start, 0, day, update=True)


def is_update(line: str) -> str:
    """The ISO date, or date and time, of a line that says "Update" and when; "" for other lines."""
    match = _UPDATE.fullmatch(line) if len(line) < 80 else None
    return _day(match["when"]) if match else ""


def _front(text: str, start: int) -> bool:
    """Whether closed front matter begins here that names a title, a source or a date."""
    front = parse(text, start)
    return front.body > start and not any("not closed" in fault for fault in front.faults)


def _told_before(text: str, front: int, start: int) -> bool:
    """Whether enough stands before to be an article: some sentences."""
    return len(text[front:start].split()) >= 20


def _new_head(below: list[str]) -> bool:
    """Whether an article's head follows: a headline, and soon a date, a byline or a source."""
    said = [line.strip() for line in below if line.strip()][:_HEADED]
    if len(said) < 2 or len(said[0]) > 160 or said[0].endswith((".", ",", ";")):
        return False
    return any(_dated(line) for line in said[1:4])


def _dated(line: str) -> bool:
    return len(line) < 120 and bool(_day(line) or re.match(r"\(?source\s*:|(?:by|By|BY) [A-Z]", line) or _shown(line))


def _shown(line: str) -> bool:
    from auditor.ingest.shown_date import shown_date

    return any(map(str.isdigit, line)) and bool(shown_date([line]))


def _day(text: str) -> str:
    """The ISO date and time in a mark: "29 October 2025, 14:00", "2025-10-29 14:00"."""
    text = text.strip(" ,:-–—")
    return iso(text) or iso(_TIME.sub("", text).strip(" ,:-–—"))
