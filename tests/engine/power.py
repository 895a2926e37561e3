"""What a power cut may leave on the disk, of what a program did to its files.

The model is the weakest that POSIX allows, as in Pillai et al., "All File Systems Are Not Created Equal" (OSDI 2014),
and is that of SQLite's own tests of lost power ("How SQLite Is Tested", 3.3), with folders added:

- What was written to a file is on the disk once that file was synced. Until then any part of it may be: each write
  alone, whatever their order, in sectors of 512 bytes. What is lost within a file that grew reads as zeros, or as what
  the disk held there before.
- Names (made, renamed, removed) are on the disk once their folder was synced; until then any of them may be. A rename
  is all or nothing. Syncing a file does not keep its name, nor does keeping the name keep what is in the file.

Journaling file systems (ext4, XFS, Btrfs) keep more than that: what holds here holds on them. The shared memory of
SQLite's write-ahead log (-shm) is made anew when a database is opened, and is left out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
OLD = 0xA5
"""What a disk that was used before holds where nothing was written."""
FOLDER = 0
"""The number that stands for any folder; files are numbered from 1."""


@dataclass(frozen=True, slots=True)
class Write:
    """of: the file's number."""

    of: int
    at: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Resize:
    of: int
    size: int


@dataclass(frozen=True, slots=True)
class Names:
    """of: the folder. entries: path -> the file that it names from now on, None for none."""

    of: str
    entries: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Sync:
    """of: a file's number or a folder's path."""

    of: int | str


@dataclass(frozen=True, slots=True)
class Told:
    """Something was printed: what was done before, the user may count on."""


Late = Write | Resize | Names
Event = Late | Sync | Told


@dataclass(frozen=True, slots=True)
class Disk:
    """names: path below the folder -> its number. content: by number."""

    names: Mapping[str, int] = field(default_factory=dict)
    content: Mapping[int, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """Path -> content of all that can be reached from the folder itself."""
        return {
            path: self.content.get(number, b"")
            for path, number in self.names.items()
            if number != FOLDER and all(str(p) in self.names for p in list(Path(path).parents)[:-1])
        }


@dataclass(frozen=True, slots=True)
class Cut:
    """A moment: what is on the disk for certain, what may be there besides, and how often something was told."""

    disk: Disk
    late: Sequence[Late]
    told: int


def snapshot(folder: Path) -> Disk:
    """The folder as it is, all of it on the disk."""
    found = sorted(p for p in folder.rglob("*") if not p.name.endswith("-shm"))
    names = {p.relative_to(folder).as_posix(): FOLDER if p.is_dir() else n for n, p in enumerate(found, 1)}
    return Disk(names, {n: (folder / path).read_bytes() for path, n in names.items() if n != FOLDER})


def renamed(names: Mapping[str, int], entries: Mapping[str, int | None]) -> dict[str, int]:
    """The names after some of them were set."""
    return {path: n for path, n in {**names, **entries}.items() if n is not None}


def after(disk: Disk, events: Iterable[Late], gap: int = 0) -> Disk:
    """The disk when these have reached it. gap: the bytes where a file grew and nothing was written."""
    names, content = dict(disk.names), dict[int, bytes | bytearray](disk.content)
    for event in events:
        if isinstance(event, Names):
            names = renamed(names, event.entries)
            continue
        held = content.get(event.of, b"")
        held = content[event.of] = held if isinstance(held, bytearray) else bytearray(held)
        end = event.size if isinstance(event, Resize) else event.at
        held.extend(bytes([gap]) * (end - len(held)))
        if isinstance(event, Resize):
            del held[end:]
        else:
            held[end : end + len(event.data)] = event.data
    return Disk(names, {n: bytes(held) for n, held in content.items()})


def seen(begun: Disk, events: Sequence[Event]) -> list[dict[str, bytes]]:
    """The files as programs see them: at the beginning, whenever something is told, and at the end."""
    ends = [n for n, event in enumerate(events) if isinstance(event, Told)]
    done = [[e for e in events[:end] if not isinstance(e, (Sync, Told))] for end in (0, *ends, len(events))]
    return [after(begun, some).files() for some in done]


def cuts(begun: Disk, events: Sequence[Event], rng: random.Random, between: int) -> Iterator[Cut]:
    """The moments at which the power may fail: before every sync, name and word told, after the last call, and some
    between."""
    disk, late, told = begun, list[Late](), 0
    chance = between / max(1, len(events))
    for event in events:
        if not isinstance(event, (Write, Resize)) or rng.random() < chance:
            yield Cut(disk, tuple(late), told)
        if isinstance(event, Sync):
            disk = after(disk, [e for e in late if e.of == event.of])
            late = [e for e in late if e.of != event.of]
        elif isinstance(event, Told):
            told += 1
        else:
            late.append(event)
    yield Cut(disk, tuple(late), told)


def _torn(write: Late, rng: random.Random) -> list[Late]:
    """Some sectors of a write."""
    if not isinstance(write, Write):
        return []
    ends = [*range(SECTOR - write.at % SECTOR, len(write.data), SECTOR), len(write.data)]
    parts = [Write(write.of, write.at + a, write.data[a:b]) for a, b in zip([0, *ends], ends, strict=False)]
    return [part for part in parts if rng.random() < 0.5]


def _up_to_a_torn_one(late: Sequence[Late], rng: random.Random) -> list[Late]:
    if not late:
        return []
    n = rng.randrange(len(late))
    return [*late[:n], *_torn(late[n], rng)]


def _some(late: Sequence[Late], rng: random.Random) -> list[Late]:
    chance = rng.choice((0.1, 0.5, 0.9))
    return [event for event in late if rng.random() < chance]


Fate = Callable[[Sequence[Late], random.Random], list[Late]]
FATES: Mapping[str, Fate] = {
    "nothing": lambda late, _: [],
    "everything": lambda late, _: list(late),
    "names only": lambda late, _: [e for e in late if isinstance(e, Names)],
    "contents only": lambda late, _: [e for e in late if not isinstance(e, Names)],
    "some": _some,
    "some, on a used disk": _some,
    "torn": _up_to_a_torn_one,
    "some, torn": lambda late, rng: [part for e in late for part in (_torn(e, rng) if isinstance(e, Write) else [e])],
}
"""What may reach the disk of what was not synced."""


def left(cut: Cut, rng: random.Random) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The files that a power cut at this moment may leave, each set once, and which fate gives it."""
    found: list[dict[str, bytes]] = []
    for name, fate in FATES.items():
        files = after(cut.disk, fate(cut.late, rng), OLD if "used" in name else 0).files()
        if files not in found:
            found.append(files)
            yield name, files
