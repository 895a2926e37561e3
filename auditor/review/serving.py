"""Serving the pages: a free port, the address to open, a server that ends with Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from secrets import token_urlsafe

import uvicorn

from auditor.review.app import create
from auditor.review.guard import LOOPBACK, Access
from auditor.store import Store

PORT = 8321
"""Where the pages are when nothing else is said."""


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on that port; where none is asked for, on PORT or else on any free one. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if port is not None:
        return socket.create_server((host, port), family=family, backlog=128)
    try:
        return socket.create_server((host, PORT), family=family, backlog=128)
    except OSError:
        return socket.create_server((host, 0), family=family, backlog=128)


def access(host: str, port: int) -> Access:
    """On this machine alone no token is needed; on a network a new one each time."""
    if host in LOOPBACK:
        return Access(port)
    return Access(port, token_urlsafe(24), frozenset({host}))


def address(host: str, given: Access) -> str:
    """What to open in a browser."""
    name = socket.gethostname() if host in ("0.0.0.0", "::", "") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{given.port}/" + (f"?token={given.token}" if given.token else "")


def serve(store: Store, host: str, port: int | None, reviewer: str, tell: Callable[[str], None]) -> None:
    """Serves until it is stopped. tell: is given the address once the server can be asked."""
    with listen(host, port) as listening:
        given = access(host, listening.getsockname()[1])
        config = uvicorn.Config(
            create(store, given, reviewer), log_level="warning", access_log=False, lifespan="off", server_header=False
        )
        tell(address(host, given))
        uvicorn.Server(config).run(sockets=[listening])
