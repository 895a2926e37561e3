"""Stores to review: one built by hand for what pages say, one from a real run for what people do in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import desks
import httpx
import pytest
import uvicorn

from auditor.review.app import create
from auditor.review.desk import Desk
from auditor.review.guard import Access
from auditor.review.serving import listen
from auditor.store import Store, open_store

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """One run: three conflicts among three sources."""
    with open_store(str(tmp_path / "audit.db")) as opened:
        desks.run(opened, desks.first())
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.fixture
def client(store: Store) -> Iterator[httpx.Client]:
    """A browser without script on this machine, whose user is Ada."""
    with browser(store) as opened:
        yield opened


@contextmanager
def browser(store: Store, token: str = "") -> Iterator[httpx.Client]:
    """The real server on a free port of loopback. It takes forms from its own pages alone: the browser says so."""
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        app = create(store, Access(port, token), "Ada")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        own = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=own, headers={"origin": own}, trust_env=False, timeout=30) as opened:
            yield opened
        server.should_exit = True
        thread.join()


class Program:
    """The program as people call it, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, status: int = 0) -> str:
        command = [sys.executable, "-m", "auditor", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, env=os.environ | {"COLUMNS": "200"}
        )
        assert done.returncode == status, done.stderr + done.stdout
        return done.stdout

    @contextmanager
    def served(self, *arguments: str) -> Iterator[str]:
        """The page's address."""
        command = [sys.executable, "-m", "auditor", "review", "--port", "0", "--by", "Ada", *arguments]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout
            try:
                yield server.stdout.readline().split()[-1].rstrip("/")
            finally:
                server.terminate()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[..., object]]:
    """Opens a page in a browser of its own: nothing is shared between two of them."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser to test with: {CHROMIUM} is not there (.ci/run installs it; CHROMIUM names another)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield lambda **more: opened.new_context(**more).new_page()
        opened.close()
