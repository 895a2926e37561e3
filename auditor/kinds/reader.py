"""Reads one kind file and checks every key: a mistake fails at once, with the file, the line and the key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from auditor.kinds.declared import (
    ALIGNS,
    ANCHORS,
    ANSWERS,
    CODES,
    OPEN,
    PATTERN_KEYS,
    SLOT_SOURCES,
    TAKEN,
    TIME_ROLES,
    Condition,
    Kind,
    KindError,
    Pattern,
)
from auditor.model import ValueType

_OPERATOR = re.compile(r"[1!?+*]|\{\d+\}|\{(\d+),(\d*)\}|\{,\d+\}")
_LISTS = ("IN", "NOT_IN", "INTERSECTS")
_COMPARISONS = (*_LISTS, "REGEX", "FUZZY", *(f"FUZZY{n}" for n in range(1, 10)))
"""What a table as the value of a token's key may say: all that spaCy knows for texts."""
_FLAGS = ("IS_ALPHA", "IS_PUNCT", "IS_TITLE", "LIKE_NUM")


def read(path: Path) -> Kind:
    """The kind that a file declares; its name is the file's. Raises KindError."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise KindError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise KindError(f"{path}: not valid TOML: {error}") from None
    return _Reader(path, text).kind(raw)


def fault(path: Path, key: str, why: str) -> KindError:
    """The error for a key of a file that has been read, where only the other kinds show what is wrong with it."""
    return _Reader(path, path.read_text(encoding="utf-8")).fail(key, why)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Checks one file's keys and values; knows the text, to name the line at fault."""

    path: Path
    text: str

    def fail(self, key: str, why: str) -> KindError:
        pattern = re.compile(
            rf"^\s*(?:\[+\s*)?[\"']?{re.escape(key)}[\"']?\b|[{{,]\s*{re.escape(key)}\s*=", re.MULTILINE
        )
        found = pattern.search(self.text)
        line = f", line {self.text.count(chr(10), 0, found.end()) + 1}" if found else ""
        return KindError(f"{self.path}{line}: {key}: {why}")

    def kind(self, raw: dict[str, Any]) -> Kind:
        allowed = (
            "title",
            "question",
            "answers",
            "anchor",
            "family",
            "units",
            "roles",
            "when",
            "pattern",
            "slots",
            "identity",
            "exact",
            "align",
            "codes",
            "merges",
            "priority",
            "grows",
            "single",
            "besides",
            "examples",
        )
        self.known(raw, allowed)
        if self.path.stem == OPEN:
            raise KindError(f"{self.path}: the name '{OPEN}' is that of all claims of no kind; choose another")
        anchor = self.one_of(raw, "anchor", ANCHORS)
        if (anchor == "pattern") != ("pattern" in raw):
            raise self.fail("anchor", "a kind has [[pattern]] tables if and only if its anchor is 'pattern'")
        if anchor not in ("pattern", "name") and "when" not in raw:
            raise self.fail("anchor", f"a kind with the anchor '{anchor}' needs at least one [[when]] table")
        slots, identity, exact = self.slots(raw)
        for name in re.findall(r"\{(.*?)\}", self.string(raw, "question")):
            if name not in slots:
                raise self.fail("question", f"'{{{name}}}' is not one of the slots")
        examples = self.table(raw, "examples")
        self.known(examples, ("is", "is_not"))
        return Kind(
            name=self.path.stem,
            title=self.string(raw, "title"),
            question=self.string(raw, "question"),
            answers=self.answers(raw, anchor),
            anchor=anchor,
            family=self.string(raw, "family"),
            units=frozenset(self.strings(raw, "units")),
            roles=frozenset(self.each_of(raw, "roles", TIME_ROLES)),
            when=tuple(self.condition(item) for item in self.tables(raw, "when")),
            patterns=tuple(self.pattern(item) for item in self.tables(raw, "pattern")),
            slots=slots,
            identity=identity,
            exact=exact,
            align=self.one_of(raw, "align", ALIGNS) if "align" in raw else "slots",
            codes=frozenset(self.each_of(raw, "codes", CODES)),
            merges=self.strings(raw, "merges"),
            priority=self.integer(raw, "priority"),
            grows=self.boolean(raw, "grows"),
            single=self.boolean(raw, "single"),
            besides=self.boolean(raw, "besides"),
            examples=self.examples(examples, "is"),
            counterexamples=self.examples(examples, "is_not"),
        )

    def answers(self, raw: dict[str, Any], anchor: str) -> ValueType:
        answers: ValueType = self.one_of(raw, "answers", get_args(ValueType))
        allowed = ANSWERS[anchor]
        if answers not in allowed:
            why = f"with the anchor '{anchor}' an answer can be {', '.join(allowed)}, not '{answers}'"
            raise self.fail("answers", why)
        return answers

    def slots(self, raw: dict[str, Any]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...], tuple[str, ...]]:
        """The slots, and those that part two claims: identity and exact."""
        slots = {name: self.sources(name, value) for name, value in self.table(raw, "slots").items()}
        identity, exact = self.strings(raw, "identity"), self.strings(raw, "exact")
        for key, names in (("identity", identity), ("exact", exact)):
            for name in names:
                if name not in slots:
                    raise self.fail(key, f"'{name}' is not one of the slots")
        for name in slots:
            if name in TAKEN:
                raise self.fail(
                    name, "is the name of a qualifier that every claim may have; choose another for the slot"
                )
        return slots, identity, exact

    def condition(self, raw: dict[str, Any]) -> Condition:
        self.known(raw, ("words", "near", "without"))
        return Condition(self.groups(raw, "words"), self.groups(raw, "near"), frozenset(self.strings(raw, "without")))

    def pattern(self, raw: dict[str, Any]) -> Pattern:
        self.known(raw, ("tokens", "value", "thing", "words", "without"))
        tokens = self.tables(raw, "tokens")
        if not tokens:
            raise self.fail("tokens", "a pattern needs at least one token")
        for token in tokens:
            for key, wanted in token.items():
                self.token(key, wanted)
        value = raw.get("value", True)
        if not isinstance(value, bool | str):
            raise self.fail("value", "must be true, false or a text")
        return Pattern(
            tuple(tokens), value, *(frozenset(self.strings(raw, key)) for key in ("thing", "words", "without"))
        )

    def token(self, key: str, wanted: object) -> None:
        """Checks one key of a token pattern, so that the matcher takes it later."""
        if key not in PATTERN_KEYS:
            raise self.fail(key, f"not a key of a token pattern; known are {', '.join(PATTERN_KEYS)}")
        if key == "OP":
            found = _OPERATOR.fullmatch(wanted) if isinstance(wanted, str) else None
            if found is None:
                raise self.fail(key, f"'{wanted}' is none of ! ? + * {{n}} {{n,m}}")
            if found[2] and int(found[1]) > int(found[2]):
                raise self.fail(key, f"'{wanted}' asks for at least {found[1]} and at most {found[2]}")
        elif key in _FLAGS:
            if not isinstance(wanted, bool):
                raise self.fail(key, "must be true or false")
        elif isinstance(wanted, dict) and wanted:
            for operator, operand in wanted.items():
                self.comparison(operator, operand)
        elif not isinstance(wanted, str):
            raise self.fail(key, f"must be a text, or a table with one of {', '.join(_COMPARISONS[:5])}")

    def comparison(self, operator: str, operand: object) -> None:
        """Checks one entry of a table that stands for the text of a token."""
        if operator not in _COMPARISONS:
            raise self.fail(operator, f"unknown operator; known are {', '.join(_COMPARISONS[:5])}")
        if operator in _LISTS:
            self.strings({operator: operand}, operator)
        elif isinstance(operand, dict) and operand and set(operand) <= {"IN", "NOT_IN"}:
            for inner, texts in operand.items():
                for each in self.strings({inner: texts}, inner):
                    self.comparison(operator, each)
        elif not isinstance(operand, str):
            raise self.fail(operator, "must be a text")
        elif operator == "REGEX":
            try:
                re.compile(operand)
            except re.error as error:
                raise self.fail(operator, f"'{operand}' is no regular expression: {error}") from None

    def known(self, raw: dict[str, Any], allowed: tuple[str, ...]) -> None:
        for key in raw:
            if key not in allowed:
                raise self.fail(key, f"unknown key; known are {', '.join(allowed)}")

    def string(self, raw: dict[str, Any], key: str) -> str:
        value = raw.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, "a text is needed here" if key in raw else "is missing")
        return value

    def boolean(self, raw: dict[str, Any], key: str) -> bool:
        value = raw.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(key, "must be true or false")
        return value

    def integer(self, raw: dict[str, Any], key: str) -> int:
        value = raw.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fail(key, "a whole number is needed here")
        return value

    def one_of(self, raw: dict[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
        value = self.string(raw, key)
        if value not in allowed:
            raise self.fail(key, f"'{value}' is none of {', '.join(allowed)}")
        return value

    def each_of(self, raw: dict[str, Any], key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        for value in self.strings(raw, key):
            if value not in allowed:
                raise self.fail(key, f"'{value}' is none of {', '.join(allowed)}")
        return self.strings(raw, key)

    def strings(self, raw: dict[str, Any], key: str) -> tuple[str, ...]:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fail(key, "a list of texts is needed here")
        return tuple(value)

    def groups(self, raw: dict[str, Any], key: str) -> tuple[frozenset[str], ...]:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(g, list) and g and all(isinstance(i, str) for i in g) for g in value
        ):
            raise self.fail(key, "a list of lists of texts is needed here")
        return tuple(frozenset(group) for group in value)

    def table(self, raw: dict[str, Any], key: str) -> dict[str, Any]:
        value = raw.get(key, {})
        if not isinstance(value, dict):
            raise self.fail(key, "a table is needed here")
        return value

    def tables(self, raw: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fail(key, "a list of tables is needed here")
        return value

    def sources(self, name: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.fail(name, "a list of sources is needed here")
        for item in value:
            if item not in SLOT_SOURCES and not str(item).startswith("prep:"):
                raise self.fail(
                    name, f"'{item}' is no source of a slot; known are {', '.join(SLOT_SOURCES)} and prep:WORD"
                )
        return tuple(str(item) for item in value)

    def examples(self, raw: dict[str, Any], key: str) -> tuple[str, ...]:
        found = self.strings(raw, key)
        if not found:
            raise self.fail("examples", f"needs at least one sentence under '{key}'")
        return found
