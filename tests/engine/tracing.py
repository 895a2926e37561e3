"""Records what a program does to the files in a folder: strace's account of its system calls, as events of power.py."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from power import FOLDER, Event, Names, Resize, Sync, Told, Write, renamed, snapshot

_OPENS = ("open", "openat")
_NAMES = ("rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "mkdir", "mkdirat")
_DATA = ("write", "pwrite64", "ftruncate", "lseek", "fsync", "fdatasync")
# What is not known here must not happen: at all, to a path in the folder, or to an open file there.
_NEVER = ("sync", "syncfs", "io_uring_setup", "chdir", "fchdir")
_NO_PATH = ("creat", "link", "linkat", "symlink", "symlinkat", "truncate")
_NO_FILE = ("writev", "pwritev", "pwritev2", "fallocate", "sendfile", "splice", "copy_file_range", "sync_file_range")
_TRACED = "trace=" + ",".join(f"?{name}" for name in (*_OPENS, *_NAMES, *_DATA, *_NEVER, *_NO_PATH, *_NO_FILE, "mmap"))
_STRACE = ("strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", str(1 << 24), "-e", _TRACED)
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|0x\w+)(.*)", re.DOTALL)
_TEXT = re.compile(r'"((?:\\x\w\w)*)"(\.*)')
_PLACE = re.compile(r'(?:\w+<([^>]*)>, )?"((?:\\x\w\w)*)"')


def can_record() -> bool:
    """Is there strace, and may it look at another process?"""
    probe = [*_STRACE, "-o", "/dev/null", "true"]
    return shutil.which("strace") is not None and subprocess.run(probe, capture_output=True).returncode == 0


def record(folder: Path, command: Sequence[str], trace: Path) -> list[Event]:
    """Runs the command in the folder; what it did to the files there."""
    begun = snapshot(folder)
    strace = [*_STRACE, "-o", str(trace), *command]
    done = subprocess.run(strace, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with trace.open(encoding="utf-8") as lines:
        return parsed(lines, folder.resolve(), begun.names)


def parsed(trace: Iterable[str], root: Path, names: Mapping[str, int]) -> list[Event]:
    """The events in a trace. Raises ValueError for a call that may change the folder and is not known here."""
    reader = _Reader(root, names)
    return [event for name, told, result, rest in _calls(trace) for event in reader.events(name, told, result, rest)]


def _calls(trace: Iterable[str]) -> Iterator[tuple[str, str, int, str]]:
    """The calls that succeeded: name, what was given, result, what is said of it. Threads' broken lines are joined."""
    begun: dict[str, str] = {}
    for line in trace:
        process, _, call = line.rstrip().partition(" ")
        call = call.strip()
        if call.endswith("<unfinished ...>"):
            begun[process] = call.removesuffix("<unfinished ...>")
            continue
        if call.startswith("<... "):
            call = begun.pop(process) + call.partition(" resumed>")[2]
        if (found := _CALL.fullmatch(call)) and not found[3].startswith("-"):
            yield found[1], found[2], int(found[3], 0), found[4]


class _Reader:
    """Knows what the paths stand for and where in their files the descriptors are, from call to call."""

    def __init__(self, root: Path, names: Mapping[str, int]) -> None:
        self.root = root
        self.names = dict(names)
        self.positions: dict[str, int] = {}
        self.files = max(names.values(), default=FOLDER)

    def events(self, name: str, told: str, result: int, rest: str) -> list[Event]:
        if name == "write" and told.startswith("1<"):
            return [Told()]
        if name in _OPENS:
            return self._opened(self._place(*_descriptors(f"{result}{rest}")), told, f"{result}<")
        paths = [self._place(_text(at), _text(path)) for at, path in _PLACE.findall(told)] if name not in _DATA else []
        if name in _NAMES:
            return self._named(name, paths)
        places = [self._place(place) for place in _descriptors(told)]
        if name in _NEVER or (name in _NO_PATH and any(paths)) or (_changes(name, told) and any(places)):
            raise ValueError(f"{name}({told[:200]}): what this leaves on the disk is not known")
        return self._changed(name, places[0], told, result) if name in _DATA and places and places[0] else []

    def _place(self, *parts: str) -> str | None:
        path = self.root.joinpath(*parts)
        inside = path.is_relative_to(self.root) and any(parts) and not path.name.endswith("-shm")
        return path.relative_to(self.root).as_posix() if inside else None

    def _opened(self, place: str | None, told: str, descriptor: str) -> list[Event]:
        self.positions[descriptor] = 0
        if place is None or place == "." or self.names.get(place) == FOLDER:
            return []
        if "O_APPEND" in told:
            raise ValueError(f"{place}: opened for appending, which is not known here")
        if place not in self.names and "O_CREAT" in told:
            self.files += 1
            return [self._entries({place: self.files})]
        return [Resize(self.names[place], 0)] if "O_TRUNC" in told else []

    def _named(self, name: str, places: Sequence[str | None]) -> list[Event]:
        if None in places:
            if any(places):
                raise ValueError(f"{name}: out of the folder or into it")
            return []
        if name.startswith("mkdir"):
            return [self._entries({str(places[0]): FOLDER})]
        moved = {str(places[1]): self.names[str(places[0])]} if name.startswith("rename") else {}
        return [self._entries({str(places[0]): None, **moved})]

    def _entries(self, entries: Mapping[str, int | None]) -> Names:
        self.names = renamed(self.names, entries)
        (folder,) = {Path(path).parent.as_posix() for path in entries}
        return Names(folder, entries)

    def _changed(self, name: str, place: str, told: str, result: int) -> list[Event]:
        descriptor, number = told.partition("<")[0] + "<", self.names.get(place, FOLDER)
        if name in ("fsync", "fdatasync"):
            return [Sync(number or place)]
        if name == "lseek":
            self.positions[descriptor] = result
            return []
        if name == "ftruncate":
            return [Resize(number, int(told.rpartition(", ")[2]))]
        data = _data(told)
        assert len(data) >= result
        at = int(told.rpartition(", ")[2]) if name == "pwrite64" else self.positions[descriptor]
        if name == "write":
            self.positions[descriptor] += result
        return [Write(number, at, data[:result])]


def _text(escaped: str) -> str:
    return bytes.fromhex(escaped.replace("\\x", "")).decode("utf-8", "surrogateescape")


def _descriptors(told: str) -> list[str]:
    """The paths of the open files that are named, but for those that have none any more."""
    return [_text(path) for path in re.findall(r"\d<((?:\\x\w\w)+)>(?!\(deleted\))", told)]


def _data(told: str) -> bytes:
    found = _TEXT.search(told)
    assert found
    assert not found[2], "the trace is cut off"
    return bytes.fromhex(found[1].replace("\\x", ""))


def _changes(name: str, told: str) -> bool:
    """Does a call that is not known here change a file?"""
    return name in _NO_FILE or (name == "mmap" and "MAP_SHARED" in told and "PROT_WRITE" in told)
