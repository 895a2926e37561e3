"""The store as the pages read it: what lists need is kept in memory for as long as nothing changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from threading import Lock

from auditor.model import Run
from auditor.review.filters import Filter, Listed, listed, matching, rank
from auditor.store import Row, Store, listing, standing
from auditor.store.listing import Entry
from auditor.store.standing import Standing


@dataclass(frozen=True, slots=True)
class State:
    """The newest run (0: none) and the newest entry of a reviewer."""

    run: int
    said: int

    def __str__(self) -> str:
        return f"{self.run}.{self.said}"


class Desk:
    """One store, for any number of readers at once. reviewer: the name where a browser has given none."""

    def __init__(self, store: Store, reviewer: str = "") -> None:
        self.store, self.reviewer = store, reviewer
        self._lock = Lock()
        self._state = State(-1, -1)
        self._ranked: dict[str, tuple[object, Entry]] = {}
        self._entries: tuple[Entry, ...] = ()
        self._standings: tuple[int, Mapping[str, Standing]] = (-1, {})

    def state(self) -> State:
        run, said = self.store.ask(listing.state).split(".")
        return State(int(run), int(said))

    def entries(self) -> tuple[State, Sequence[Entry]]:
        """All conflicts that are there, by rank. After a decision only those that it was about are read again."""
        with self._lock:
            now = self.state()
            if now != self._state:
                same_run = now.run == self._state.run
                fresh = self.store.ask(listing.entries, self._state.said if same_run else -1)
                kept = self._ranked if same_run else {}
                self._ranked = kept | {e.id: (rank(e), e) for e in fresh}
                self._entries = tuple(e for _, e in sorted(self._ranked.values(), key=itemgetter(0)))
                self._state = now
            return now, self._entries

    def warm(self) -> None:
        """Reads what most pages need, so that the first reader does not wait for it."""
        self.entries()
        self.standings()

    def _found(self, chosen: Filter) -> frozenset[str] | None:
        return self.store.ask(listing.matching, chosen.text) if chosen.text else None

    def listed(self, chosen: Filter) -> tuple[State, Listed]:
        """The list under a filter, with the counts of all others."""
        state, entries = self.entries()
        return state, listed(entries, chosen, self._found(chosen), state.run)

    def ids(self, chosen: Filter) -> tuple[str, ...]:
        """The list alone."""
        state, entries = self.entries()
        return matching(entries, chosen, self._found(chosen), state.run)

    def entry(self, id: str) -> Entry | None:
        self.entries()
        found = self._ranked.get(id)
        return found[1] if found else None

    def rows(self, ids: Sequence[str]) -> list[Row]:
        """What a list shows of these conflicts; ``sides`` holds (label, sources) and ``token`` what a writer sends."""
        rows, sides = self.store.ask(listing.rows, list(ids)), self.store.ask(listing.labels, list(ids))
        return [
            dict(row) | {"sides": sides.get(row["id"], []), "token": f"{row['version']}.{row['newest']}"}
            for row in rows
        ]

    def standings(self) -> Mapping[str, Standing]:
        """The counts of every source. What only a run changes is counted once a run."""
        run = self.state().run
        with self._lock:
            if self._standings[0] != run:
                self._standings = (run, self.store.ask(standing.standings))
            return self.store.ask(standing.with_decisions, self._standings[1])

    def last_run(self) -> Row | None:
        return self.store.ask(listing.last_run)

    def run(self) -> Run:
        """The circumstances of the last run, as the report's words want them; decisions are shown by themselves."""
        row = self.last_run() or {"time": "", "version": "", "model": "", "kinds": "", "id": 0}
        return Run(row["time"], row["version"], row["model"], row["kinds"], row["id"])
