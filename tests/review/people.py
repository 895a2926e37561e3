"""Who asks in the tests: a browser without script, and the program as people call it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import psycopg
import uvicorn

from auditor.review.app import create
from auditor.review.guard import Access
from auditor.review.serving import listen
from auditor.store import Store


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


def emptied(server: str) -> str:
    """The PostgreSQL server's database, with nothing in it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server


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
