"""Stores to review: one built by hand for what pages say, one from a real run for what people do in a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import desks
import httpx
import pytest
from people import Program, browser, emptied

from auditor.store import Store, open_store

CHROMIUM = os.environ.get("AUDITOR_CHROMIUM", "/usr/bin/chromium")
SERVER = os.environ.get("AUDITOR_TEST_POSTGRES", "")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the store is."""
    if request.param == "sqlite":
        return str(tmp_path / "audit.db")
    if not SERVER:
        pytest.skip("no PostgreSQL to test with: AUDITOR_TEST_POSTGRES names none (.ci/run starts one)")
    return emptied(SERVER)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """One run: three conflicts among three sources."""
    with open_store(place) as opened:
        desks.run(opened, desks.first())
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[httpx.Client]:
    """A browser without script on this machine, whose user is Ada."""
    with browser(store) as opened:
        yield opened


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., object]]:
    """Opens a page in a browser of its own: nothing is shared between two of them."""
    if not Path(CHROMIUM).exists():
        pytest.skip(
            f"no browser to test with: {CHROMIUM} is not there (.ci/run installs it; AUDITOR_CHROMIUM names another)"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield lambda **more: opened.new_context(**more).new_page()
        opened.close()
