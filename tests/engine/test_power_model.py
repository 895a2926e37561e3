"""What may be left on the disk: what was synced is there, of the rest any part. How system calls are read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from power import FOLDER, OLD, Disk, Event, Names, Sync, Write, cuts, left
from tracing import parsed


def begun_with(content: bytes) -> Disk:
    return Disk({"a": 1}, {1: content})


def may_be(begun: Disk, *events: Event) -> set[tuple[tuple[str, bytes], ...]]:
    """What a cut at the end of these may leave."""
    *_, end = cuts(begun, events, random.Random(7), 0)
    return {tuple(sorted(files.items())) for n in range(20) for _, files in left(end, random.Random(n))}


def test_what_was_synced_is_kept_and_what_was_not_may_be_lost() -> None:
    one, two = Write(1, 0, b"1"), Write(1, 1, b"2")
    assert may_be(begun_with(b""), one, two, Sync(1)) == {(("a", b"12"),)}
    assert may_be(begun_with(b""), one, Sync(1), two) == {(("a", b"1"),), (("a", b"12"),)}
    assert may_be(begun_with(b""), one, two) == {
        (("a", c),) for c in (b"", b"1", b"\0" + b"2", bytes([OLD]) + b"2", b"12")
    }


def test_a_write_may_be_torn_between_sectors() -> None:
    torn = {content for ((_, content),) in may_be(begun_with(bytes(1024)), Write(1, 256, b"x" * 512))}
    assert torn == {bytes(256) + a + b + bytes(256) for a in (bytes(256), b"x" * 256) for b in (bytes(256), b"x" * 256)}


def test_a_new_name_may_come_without_its_content() -> None:
    """Why a file that replaces another is synced first."""
    made, renamed = Names(".", {"b": 2}), Names(".", {"b": None, "a": 2})
    assert (("a", b""),) in may_be(begun_with(b"old"), made, Write(2, 0, b"new"), renamed)
    whole = may_be(begun_with(b"old"), made, Write(2, 0, b"new"), Sync(2), renamed)
    assert {dict(files)["a"] for files in whole} == {b"old", b"new"}
    assert may_be(begun_with(b"old"), made, Write(2, 0, b"new"), Sync(2), renamed, Sync(".")) == {(("a", b"new"),)}


def test_what_is_in_a_folder_is_lost_with_its_name() -> None:
    made, file = Names(".", {"in": FOLDER}), Names("in", {"in/b": 2})
    written = (made, file, Write(2, 0, b"new"), Sync(2), Sync("in"))
    assert may_be(Disk(), *written) == {(), (("in/b", b"new"),)}
    assert may_be(Disk(), *written, Sync(".")) == {(("in/b", b"new"),)}


def told(path: str) -> str:
    """As strace writes text."""
    return "".join(f"\\x{byte:02x}" for byte in path.encode())


def test_calls_of_threads_are_put_together() -> None:
    file = f"3<{told('/data/a')}>"
    trace = [
        f'7 openat(AT_FDCWD<{told("/data")}>, "{told("a")}", O_RDWR|O_CREAT, 0644) = {file}',
        f'7 pwrite64({file}, "{told("new")}" <unfinished ...>',
        f'8 write(4<{told("/elsewhere/a")}>, "{told("old")}", 3) = 3',
        f'8 mkdir("{told("in")}", 0777) = -1 EEXIST (File exists)',
        "7 <... pwrite64 resumed>, 3, 512) = 3",
        f"7 fdatasync({file}) = 0",
    ]
    assert parsed(trace, Path("/data"), {}) == [Names(".", {"a": 1}), Write(1, 512, b"new"), Sync(1)]


@pytest.mark.parametrize(
    "call",
    [
        f'link("{told("a")}", "{told("/elsewhere/b")}") = 0',
        f'writev(3<{told("/data/a")}>, [{{iov_base="{told("new")}", iov_len=3}}], 1) = 3',
        "sync() = 0",
    ],
)
def test_what_is_not_known_is_refused(call: str) -> None:
    with pytest.raises(ValueError, match="is not known"):
        parsed([f"7 {call}"], Path("/data"), {"a": 1})
