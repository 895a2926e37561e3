"""Reading kind files: what is wrong with one is named with file, line and key; a user's own kinds are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import kinds
from auditor.extract.claims import find_claims
from auditor.kinds import KindError
from auditor.model import Article

GOOD = """\
title = "Crew of a ship"
family = "ships"
question = "How many people sail on the ship?"
answers = "count"
anchor = "quantity"
units = ["sailor"]
identity = ["ship"]

[[when]]
words = [["crew", "sailor"]]

[slots]
ship = ["subject"]

[examples]
is = ["The Halden carries 40 sailors."]
is_not = ["The Halden carries 40 cars."]
"""
PATTERN = """\
title = "Sea trial"
family = "ships"
question = "Has the ship passed its sea trial?"
answers = "flag"
anchor = "pattern"

[[pattern]]
tokens = [{LOWER = "sea"}, {LEMMA = "trial"}]

[examples]
is = ["The Halden passed its sea trial."]
is_not = ["The Halden stood trial."]
"""
Writer = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    def file(text: str) -> Path:
        path = tmp_path / "crew.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return file


def test_a_good_file_is_read(write: Writer) -> None:
    kind = kinds.read(write(GOOD))
    assert (kind.name, kind.answers, kind.anchor, kind.identity) == ("crew", "count", "quantity", ("ship",))
    assert kind.when[0].words == (frozenset({"crew", "sailor"}),)
    assert kinds.read(write(PATTERN)).patterns[0].value is True


BROKEN = [
    # what is changed in the good file, into what; line and key at fault; a word of the reason
    (GOOD, 'units = ["sailor"]', 'unit = ["sailor"]', 6, "unit", "unknown key"),
    (GOOD, 'words = [["crew", "sailor"]]', 'word = [["crew"]]', 10, "word", "unknown key"),
    (GOOD, "is_not =", "isnt =", 17, "isnt", "unknown key"),
    (GOOD, 'anchor = "quantity"', 'anchor = "noun"', 5, "anchor", "'noun'"),
    (GOOD, 'anchor = "quantity"', 'anchor = "pattern"', 5, "anchor", "[[pattern]]"),
    (GOOD, 'answers = "count"', 'answers = "number"', 4, "answers", "'number'"),
    (GOOD, 'title = "Crew of a ship"', "title = 3", 1, "title", "text"),
    (GOOD, 'units = ["sailor"]', 'units = "sailor"', 6, "units", "list"),
    (GOOD, 'words = [["crew", "sailor"]]', 'words = ["crew"]', 10, "words", "list of lists"),
    (GOOD, 'units = ["sailor"]', 'priority = "high"', 6, "priority", "whole number"),
    (GOOD, 'identity = ["ship"]', 'identity = ["port"]', 7, "identity", "'port'"),
    (GOOD, 'identity = ["ship"]', 'exact = ["port"]', 7, "exact", "'port'"),
    (GOOD, 'ship = ["subject"]', 'ship = ["verb"]', 13, "ship", "'verb'"),
    (GOOD, 'is = ["The Halden carries 40 sailors."]', "is = []", 15, "examples", "'is'"),
    (GOOD, 'is_not = ["The Halden carries 40 cars."]', "", 15, "examples", "'is_not'"),
    (GOOD, 'answers = "count"', 'answers = "date"', 4, "answers", "not 'date'"),
    (PATTERN, 'answers = "flag"', 'answers = "count"', 4, "answers", "flag, role"),
    (GOOD, 'ship = ["subject"]', 'ship = ["subject"]\nthing = ["object"]', 14, "thing", "qualifier"),
    (PATTERN, "LEMMA", "LEMA", 8, "LEMA", "token pattern"),
    (PATTERN, 'tokens = [{LOWER = "sea"}, {LEMMA = "trial"}]', "tokens = []", 8, "tokens", "at least one"),
    (PATTERN, '"sea"', "3", 8, "LOWER", "must be a text"),
    (PATTERN, '"sea"', "{}", 8, "LOWER", "must be a text"),
    (PATTERN, '"sea"', '{INN = ["sea"]}', 8, "INN", "unknown operator"),
    (PATTERN, '"sea"', '{IN = "sea"}', 8, "IN", "list of texts"),
    (PATTERN, '"sea"', "{NOT_IN = [1]}", 8, "NOT_IN", "list of texts"),
    (PATTERN, '"sea"', '{REGEX = "(sea"}', 8, "REGEX", "no regular expression"),
    (PATTERN, '"sea"', '{FUZZY = ["sea"]}', 8, "FUZZY", "must be a text"),
    (PATTERN, 'LOWER = "sea"', "IS_ALPHA = 1", 8, "IS_ALPHA", "true or false"),
    (PATTERN, '"sea"', '"sea", OP = 1', 8, "OP", "'1' is none of"),
    (PATTERN, '"sea"', '"sea", OP = "{3,2}"', 8, "OP", "at least 3 and at most 2"),
    (PATTERN, '"sea"', '"sea", OP = "{,}"', 8, "OP", "none of"),
    (PATTERN, "[[pattern]]", "[[pattern]]\nvalue = 3", 8, "value", "true, false"),
    (PATTERN, 'anchor = "pattern"', 'anchor = "time"', 5, "anchor", "[[pattern]]"),
]


@pytest.mark.parametrize(("text", "old", "new", "line", "key", "why"), BROKEN, ids=[f"{c[4]}: {c[5]}" for c in BROKEN])
def test_a_fault_is_named_with_file_line_and_key(
    text: str, old: str, new: str, line: int, key: str, why: str, write: Writer
) -> None:
    assert old in text
    path = write(text.replace(old, new, 1))
    with pytest.raises(KindError) as fault:
        kinds.read(path)
    place, _, reason = str(fault.value).partition(f": {key}: ")
    assert place == f"{path}, line {line}"
    assert why in reason


GOOD_TOKENS = [
    '{LOWER = {IN = ["sea", "harbour"]}, OP = "{0,2}"}, {LEMMA = "trial"}',
    '{TEXT = {REGEX = "^[Ss]ea$"}, IS_ALPHA = true, OP = "{1,}"}, {LEMMA = {NOT_IN = ["trial"]}, OP = "{,3}"}',
    '{LOWER = {FUZZY = "sea"}}, {LOWER = {FUZZY2 = {IN = ["trial", "trials"]}}, POS = "NOUN"}',
    '{}, {LOWER = {REGEX = {IN = ["tri.l"]}}}, {TAG = {INTERSECTS = ["NN"]}, OP = "!"}, {DEP = "attr", OP = "{2}"}',
]


@pytest.mark.parametrize("tokens", GOOD_TOKENS)
def test_what_the_reader_takes_the_matcher_takes(tokens: str, write: Writer) -> None:
    kind = kinds.read(write(PATTERN.replace('{LOWER = "sea"}, {LEMMA = "trial"}', tokens)))
    find_claims(Article("a", "a.txt", "t", "s", "In brief\n\nThe Halden passed its sea trial."), (kind,))


@pytest.mark.parametrize("key", ["title", "family", "question", "answers", "anchor"])
def test_a_missing_key_is_named(key: str, write: Writer) -> None:
    text = "".join(line for line in GOOD.splitlines(keepends=True) if not line.startswith(f"{key} "))
    path = write(text)
    with pytest.raises(KindError, match=rf"crew\.toml: {key}: is missing"):
        kinds.read(path)


def test_missing_examples_are_named(write: Writer) -> None:
    with pytest.raises(KindError, match=r"crew\.toml: examples: needs at least one sentence under 'is'"):
        kinds.read(write(GOOD.partition("[examples]")[0]))


def test_bad_toml_is_named_with_its_line(write: Writer) -> None:
    with pytest.raises(KindError, match=r"crew\.toml: not valid TOML: .*line 2"):
        kinds.read(write('title = "Crew"\nquestion = "How many?\n'))


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "crew.toml").write_bytes(b"title = \xff\xfe")
    with pytest.raises(KindError, match=r"crew\.toml: cannot be read"):
        kinds.load(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KindError, match="nowhere"):
        kinds.load(tmp_path / "nowhere")


def test_claims_of_a_users_own_kind_are_found(write: Writer) -> None:
    article = Article("a", "a.txt", "t", "s", "In brief\n\nThe Halden, built in Leeds, carries a crew of 40 sailors.")
    assert not [claim for claim in find_claims(article) if claim.kind == "crew"]
    own = kinds.load(write(GOOD).parent)
    assert [(claim.value, claim.unit) for claim in find_claims(article, own) if claim.kind == "crew"] == [
        (40, "sailor")
    ]


def test_a_users_kind_replaces_the_built_in_one_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "stake.toml").write_text(GOOD, encoding="utf-8")
    loaded = {kind.name: kind.title for kind in kinds.load(tmp_path)}
    assert loaded["stake"] == "Crew of a ship"
    assert set(loaded) == {kind.name for kind in kinds.load()}


def test_no_kind_may_be_called_open(tmp_path: Path) -> None:
    (tmp_path / "open.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(KindError, match=r"open\.toml: the name 'open'"):
        kinds.load(tmp_path)


def test_merging_with_a_kind_that_is_not_there_is_named(write: Writer) -> None:
    path = write(GOOD.replace("identity", 'merges = ["stake", "captains"]\nidentity'))
    with pytest.raises(KindError) as fault:
        kinds.load(path.parent)
    assert str(fault.value) == f"{path}, line 7: merges: there is no kind 'captains'"


def test_built_in_kinds_merge_with_kinds_that_are_there() -> None:
    names = {kind.name for kind in kinds.load()}
    assert {name for kind in kinds.load() for name in kind.merges} <= names


def test_the_fingerprint_tells_kinds_apart(write: Writer) -> None:
    first = kinds.fingerprint(kinds.load(write(GOOD).parent))
    again = kinds.fingerprint(kinds.load(write(GOOD).parent))
    other = kinds.fingerprint(kinds.load(write(GOOD.replace('"crew", "sailor"', '"crew"')).parent))
    assert first == again
    assert len({first, other, kinds.fingerprint(kinds.load())}) == 3


@pytest.mark.parametrize("kind", [k for k in kinds.load() if k.align == "words"], ids=lambda k: k.name)
def test_questions_read_well_with_a_common_noun_or_it_in_the_slot(kind: kinds.Kind) -> None:
    """ "How old is guard?" does not: a slot stands at the end, behind a preposition."""
    assert "{" not in kind.question or kind.question.endswith(" for {holder}?")
    assert " it" not in kind.question
