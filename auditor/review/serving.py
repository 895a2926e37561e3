"""Serving the pages: a free port, the address to open, a server that ends with Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from secrets import token_urlsafe
from threading import Thread

import uvicorn

from auditor.review.app import create
from auditor.review.guard import LOOPBACK, Access
from auditor.store import Store

PORT = 8321
"""Where the pages are when nothing else is said."""


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on that port; where none is asked for, on PORT or else on any free one. Raises OSError."""
    if port is not None:
        return _bound(host, port)
    try:
        return _bound(host, PORT)
    except OSError:
        return _bound(host, 0)


def _bound(host: str, port: int) -> socket.socket:
    """Named as TCP, or else asyncio leaves answers waiting some 40 ms for more to send (Nagle's algorithm)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def access(host: str, port: int) -> Access:
    """On this machine alone no token is needed; on a network a new one each time."""
    if host in LOOPBACK:
        return Access(port)
    return Access(port, token_urlsafe(24), frozenset({host}))


def address(host: str, given: Access) -> str:
    """What to open in a browser."""
    name = socket.gethostname() if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{given.port}/" + (f"?token={given.token}" if given.token else "")


def serve(store: Store, host: str, listening: socket.socket, reviewer: str, tell: Callable[[str], None]) -> None:
    """Serves until it is stopped. tell: is given the address once the server can be asked."""
    with listening:
        given = access(host, listening.getsockname()[1])
        app = create(store, given, reviewer)
        Thread(target=app.state.desk.warm, daemon=True).start()
        config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", server_header=False)
        tell(address(host, given))
        uvicorn.Server(config).run(sockets=[listening])
