"""Which conflicts a list shows, in which order, and how many each filter would show. Pure; the state of a URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Literal, get_args
from urllib.parse import urlencode

from auditor.report.words import certainty
from auditor.store.listing import Entry

State = Literal["open", "undecided", "evidence", "confirmed", "false-alarm", "explained", "needs-checking", "all"]
STATES: dict[State, str] = {
    "open": "To do", "undecided": "Undecided", "evidence": "New evidence", "needs-checking": "Needs checking",
    "confirmed": "Confirmed", "false-alarm": "False alarm", "explained": "Explained", "all": "All",
}  # fmt: skip
"""What has been said of a conflict. To do: undecided, or new evidence since the decision, or marked to be checked."""

Sort = Literal["rank", "newest", "sources"]
SORTS: dict[Sort, str] = {"rank": "Gravest first", "newest": "Newest first", "sources": "Most sources first"}
SEVERITIES = ("high", "medium", "low")
CERTAINTIES = ("very confident", "confident", "fairly confident", "not confident")
PAGE = 50
"""Conflicts on a page of a list."""

FACETS: dict[str, str] = {
    "severity": "Severity", "code": "Code", "verdict": "Verdict", "kind": "Kind", "source": "Source",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to. Within one facet any of the values, between facets all. text: every word of it."""

    state: State = "open"
    severity: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    new: bool = False
    text: str = ""
    sort: Sort = "rank"


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: its words, how many conflicts it would show, whether it is chosen."""

    value: str
    words: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows. ids: of all that match, in order. facets: name -> its values; new: found by the last run."""

    ids: tuple[str, ...]
    states: tuple[Option, ...]
    facets: Mapping[str, tuple[Option, ...]]
    new: int


def from_query(pairs: Iterable[tuple[str, str]]) -> Filter:
    """The filter of a URL; what it does not know it passes over, and NUL, which no database takes."""
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value.replace("\0", ""))
    last = {name: values[-1] for name, values in given.items()}
    return Filter(
        state=next((s for s in get_args(State) if s == last.get("state")), "open"),
        sort=next((s for s in get_args(Sort) if s == last.get("sort")), "rank"),
        new=last.get("new") == "1",
        text=" ".join(last.get("q", "").split())[:200],
        **{name: tuple(sorted({v for v in given.get(name, ()) if v})) for name in FACETS},
    )


def to_query(chosen: Filter, **more: str | int) -> str:
    """The filter as a URL's query, without what is as usual; "" where all is."""
    pairs: list[tuple[str, str]] = [("state", chosen.state)] if chosen.state != "open" else []
    pairs += [(name, value) for name in FACETS for value in getattr(chosen, name)]
    pairs += [("new", "1")] if chosen.new else []
    pairs += [("q", chosen.text)] if chosen.text else []
    pairs += [("sort", chosen.sort)] if chosen.sort != "rank" else []
    return urlencode(pairs + [(name, str(value)) for name, value in more.items()])


def listed(ranked: Sequence[Entry], chosen: Filter, found: frozenset[str] | None, last_run: int) -> Listed:
    """What the filter shows of all entries, given by rank. found: the ids that the text matches, None for no text."""
    within = _within(ranked, found)
    tests = _tests(chosen, last_run)
    shown = _passing(within, tests)

    def but(name: str) -> Sequence[Entry]:
        """What would be shown without this part of the filter."""
        return _passing(within, {k: t for k, t in tests.items() if k != name}) if name in tests else shown

    return Listed(
        _ordered(shown, chosen.sort),
        _states(but("state"), chosen),
        {name: _facet(name, but(name), chosen) for name in FACETS},
        sum(e.first_run == last_run for e in but("new")) if last_run > 1 else 0,
    )


def matching(ranked: Sequence[Entry], chosen: Filter, found: frozenset[str] | None, last_run: int) -> tuple[str, ...]:
    """The ids of ``listed`` alone."""
    return _ordered(_passing(_within(ranked, found), _tests(chosen, last_run)), chosen.sort)


def _within(entries: Sequence[Entry], found: frozenset[str] | None) -> Sequence[Entry]:
    return entries if found is None else [e for e in entries if e.id in found]


Tests = Mapping[str, Callable[[Entry], bool]]


def _passing(entries: Sequence[Entry], tests: Tests) -> Sequence[Entry]:
    for test in tests.values():
        entries = [e for e in entries if test(e)]
    return entries


def _tests(chosen: Filter, last_run: int) -> Tests:
    """Name -> whether an entry passes that part of the filter; parts that let all pass are left out."""
    tests: dict[str, Callable[[Entry], bool]] = {}
    if chosen.state != "all":
        tests["state"] = lambda e: chosen.state in states_of(e.status, e.new_evidence)
    for name in ("severity", "code", "verdict", "kind"):
        if values := frozenset(getattr(chosen, name)):
            tests[name] = lambda e, get=attrgetter(name), values=values: get(e) in values  # type: ignore[misc]
    if sources := frozenset(chosen.source):
        tests["source"] = lambda e: not sources.isdisjoint(e.sources)
    if chosen.new:
        tests["new"] = lambda e: e.first_run == last_run > 1
    return tests


@cache
def states_of(status: str, new_evidence: bool) -> frozenset[str]:
    """The states that a conflict with this decision is in."""
    if not status:
        return frozenset({"all", "undecided", "open"})
    fresh = {"open", "evidence"} if new_evidence else set()
    return frozenset({"all", status, *fresh, *({"open"} if status == "needs-checking" else ())})


def _states(entries: Sequence[Entry], chosen: Filter) -> tuple[Option, ...]:
    found = Counter(map(attrgetter("status", "new_evidence"), entries))
    numbers = {s: sum(n for said, n in found.items() if s in states_of(*said)) for s in STATES}
    return tuple(Option(s, words, numbers[s], s == chosen.state) for s, words in STATES.items())


def _facet(name: str, entries: Sequence[Entry], chosen: Filter) -> tuple[Option, ...]:
    """The values with the most conflicts first; severities from grave to slight. What is chosen is always there."""
    of_source = name == "source"
    values_of = map(attrgetter("sources" if of_source else name), entries)
    numbers = Counter(chain.from_iterable(values_of) if of_source else values_of)
    picked = getattr(chosen, name)
    values = SEVERITIES if name == "severity" else sorted({*numbers, *picked}, key=lambda v: (-numbers[v], v))
    names = (
        {code: f"{code} {words}" for code, words in set(map(attrgetter("code", "name"), entries))}
        if name == "code"
        else {}
    )
    return tuple(Option(v, v if of_source else _plain(names.get(v, v)), numbers[v], v in picked) for v in values)


def _plain(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def _ordered(ranked: Sequence[Entry], sort: Sort) -> tuple[str, ...]:
    """The ids in order; what is equal in it stays by rank."""
    if sort == "newest":
        ranked = sorted(ranked, key=lambda e: -e.first_run)
    elif sort == "sources":
        ranked = sorted(ranked, key=lambda e: -len(e.sources))
    return tuple(map(attrgetter("id"), ranked))


def rank(e: Entry) -> tuple[object, ...]:
    """Severity, then confidence in words, then what is newest, then confidence itself."""
    sure = CERTAINTIES.index(certainty(e.confidence))
    return e.gravity, sure, not e.new_evidence, -e.first_run, -e.confidence, e.id


def toggled(chosen: Filter, name: str, value: str) -> Filter:
    """The filter with one value of a facet put in, or taken out where it is in."""
    now: tuple[str, ...] = getattr(chosen, name)
    other = tuple(v for v in now if v != value) if value in now else (*now, value)
    return replace(chosen, **{name: tuple(sorted(other))})  # type: ignore[arg-type]


def neighbours(ids: Sequence[str], id: str) -> tuple[str, str]:
    """The ids before and after this one in the list, "" where there is none."""
    if id not in ids:
        return "", (ids[0] if ids else "")
    at = ids.index(id)
    return (ids[at - 1] if at else ""), (ids[at + 1] if at + 1 < len(ids) else "")
