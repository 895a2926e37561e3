"""How long each page of the review takes with 10,000 conflicts in the store.

    python bench/review.py [--conflicts 10000] [--times 15] [--store postgresql://...]

The real server in a process of its own, asked over loopback. Printed are the first answer, the median and the slowest
of the others, in milliseconds, and how busy the machine was: other work on it makes all of them longer. Exits with 1
where a median is above the bar.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from made_conflicts import fill

from auditor.model import Decision
from auditor.store import open_store

BAR = 100
"""Milliseconds that a page may take."""
PAGES = {
    "queue": "/", "queue, last page": "/?page=9999", "queue, filtered": "/?severity=high&code=N001&source=Ostvik+Post",
    "queue, all": "/?state=all&sort=newest", "search": "/?q=fleet+ostvik", "search, nothing": "/?q=zzzzzz",
    "conflict": "/conflict/k000420", "conflict, filtered": "/conflict/k000420?severity=high&q=fleet",
    "articles": "/articles?page=7", "article": "/article/a000420", "sources": "/sources",
    "source": "/source?name=Ostvik+Post", "precision": "/precision", "state": "/state",
}  # fmt: skip


class Browser:
    """Keeps its connection and its cookie, as browsers do."""

    def __init__(self, address: str) -> None:
        self.own = address.rstrip("/")
        self.connection = http.client.HTTPConnection(urlsplit(address).netloc)
        self.cookie = ""

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[float, str]:
        """Milliseconds, and the page."""
        headers = {"Cookie": self.cookie, "Origin": self.own, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.perf_counter()
        self.connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        took = 1000 * (time.perf_counter() - began)
        assert answer.status in (200, 303), (path, answer.status)
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        return took, page


def decide(browser: Browser, number: int) -> float:
    """A decision and the page that follows it."""
    path = f"/conflict/k{number:05}0"
    page = browser.ask(path)[1]
    form = re.search(rf'action="{path}/decide".*?</form>', page, re.DOTALL)
    assert form
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    sent = browser.ask(f"{path}/decide", {**hidden, "choice": "false-alarm:scope"})[0]
    return sent + browser.ask(f"/conflict/k{number:05}1?done=1-1")[0]


def told(name: str, times: list[float]) -> bool:
    first, *others = times
    median = statistics.median(others)
    print(f"{name:20} first {first:6.0f}   median {median:6.0f}   slowest {max(others):6.0f} ms", flush=True)
    return median < BAR


def measure(store: str, times: int) -> bool:
    command = [sys.executable, "-m", "auditor", "review", "--port", "0", "--store", store]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            browser = Browser(server.stdout.readline().split()[-1])
            well = [told(name, [browser.ask(path)[0] for _ in range(times + 1)]) for name, path in PAGES.items()]
            busy = f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
            print(busy)
            return all([*well, told("decide, and next", [decide(browser, 100 + n) for n in range(times + 1)])])
        finally:
            server.terminate()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conflicts", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--store", help="an empty store, if not one in a file of its own")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.store or str(Path(folder) / "audit.db")
        began = time.perf_counter()
        with open_store(place) as store:
            fill(store, options.conflicts)
            for n in range(0, min(options.conflicts // 10, 90)):
                store.decide(Decision(0, f"k{n:05}5", "false-alarm", "", "Ada", "scope"))
        print(f"{options.conflicts:,} conflicts in the store, made in {time.perf_counter() - began:.0f} s")
        return int(not measure(place, options.times))


if __name__ == "__main__":
    sys.exit(main())
