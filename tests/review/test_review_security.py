"""Who may ask, who may write, and what a hostile article may do: each is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator

import desks
import httpx
import pytest
from desks import EVIL
from people import browser

from auditor.review.guard import Access, same_origin
from auditor.review.serving import access, address
from auditor.store import Store

PAGES = (
    "/", "/?q=%3Cscript%3E&source=%3Cscript%3E", "/conflict/k1111111111", "/conflict/k1122222222", "/articles",
    "/article/awire", "/sources", "/source?name=Wire", "/precision", "/conflict/zz", "/zz",
)  # fmt: skip
WRITES = ("/conflict/k1111111111/decide", "/conflict/k1111111111/undo", "/undo", "/bulk", "/reviewer")


def csrf(client: httpx.Client) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_text_of_articles_is_never_markup(client: httpx.Client, path: str) -> None:
    page = client.get(path).text
    assert EVIL not in page
    assert re.findall(r"<script[^>]*>", page) == ['<script src="/static/review.js" defer>']
    assert not re.findall(r"<[^>]+\s(?:on\w+|style)=", page)


def test_notes_and_names_are_never_markup(client: httpx.Client, store: Store) -> None:
    sent = {"csrf": csrf(client), "choice": "confirmed:", "note": EVIL, "seen": store.token("k1111111111")}
    client.post("/reviewer", data={"csrf": sent["csrf"], "reviewer": EVIL})
    client.post("/conflict/k1111111111/decide", data=sent)
    assert store.decisions()["k1111111111"].note == EVIL
    for path in ("/?state=all", "/conflict/k1111111111", "/?done=1-1"):
        assert EVIL not in client.get(path).text


@pytest.mark.parametrize("path", [*PAGES, "/static/review.js", "/state"])
def test_no_page_may_load_anything_from_elsewhere_or_be_framed(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src", "form-action")} == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', answer.text)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8321", "127.0.0.1.evil.example", "", "[::1", "10.0.0.1"]
)
def test_a_name_that_was_pointed_here_reaches_no_page(client: httpx.Client, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code in (400, 421)  # 400: the server itself refuses what is no name
    assert "Conflicts to review" not in answer.text


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_loopback_has_several_names(name: str) -> None:
    assert Access(8321).host_allowed(f"{name}:8321")


def test_every_write_is_known_to_this_test(client: httpx.Client, store: Store) -> None:
    from auditor.review.app import create

    def routes(of: object) -> Iterator[str]:
        for route in getattr(of, "routes", ()):
            if "POST" in (getattr(route, "methods", None) or ()):
                yield str(route.path)

    from auditor.review import decide, lists, sources

    assert create(store, Access(1))
    found = {path for room in (decide, lists, sources) for path in routes(room.router)}
    assert {path.replace("{id}", "k1111111111") for path in found} == set(WRITES)


@pytest.mark.parametrize("path", WRITES)
def test_a_form_from_another_site_changes_nothing(client: httpx.Client, store: Store, path: str) -> None:
    store.decide(desks.false_alarm())
    own = {"csrf": csrf(client), "seen": store.token("k1111111111"), "choice": "confirmed:", "first": "1", "last": "1"}
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1:1"}):
        assert client.post(path, data=own, headers=headers).status_code == 403
    assert len(store.entries("k1111111111")) == 1


@pytest.mark.parametrize("path", WRITES)
def test_a_form_without_the_pages_token_changes_nothing(client: httpx.Client, store: Store, path: str) -> None:
    store.decide(desks.false_alarm())
    csrf(client)
    for token in ("", "guessed"):
        sent = {"csrf": token, "seen": store.token("k1111111111"), "choice": "confirmed:", "note": "my thoughts"}
        answer = client.post(path, data=sent)
        assert answer.status_code == 403
        assert "my thoughts" in answer.text
    assert len(store.entries("k1111111111")) == 1


def test_what_says_nothing_of_its_origin_is_refused() -> None:
    from starlette.datastructures import Headers

    assert not same_origin(Headers({"host": "127.0.0.1:8321"}))
    assert not same_origin(Headers({"host": "127.0.0.1:8321", "sec-fetch-site": "same-site"}))
    assert same_origin(Headers({"host": "127.0.0.1:8321", "sec-fetch-site": "same-origin"}))


def test_cookies_are_kept_from_scripts_and_other_sites(client: httpx.Client) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_huge_form_is_refused(client: httpx.Client) -> None:
    answer = client.post("/bulk", data={"csrf": csrf(client), "note": "x" * 1_100_000})
    assert answer.status_code == 413


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_no_form_leads_to_another_machine(client: httpx.Client, back: str) -> None:
    answer = client.post("/reviewer", data={"csrf": csrf(client), "reviewer": "Ada", "back": back})
    assert answer.headers["location"] == "/"


# --- on a network ---


def test_only_loopback_does_without_a_token() -> None:
    assert access("127.0.0.1", 1).token == access("localhost", 1).token == access("::1", 1).token == ""
    first, second = access("0.0.0.0", 1), access("0.0.0.0", 1)
    assert len(first.token) > 30
    assert first.token != second.token
    assert address("192.0.2.1", Access(8321, "abc")) == "http://192.0.2.1:8321/?token=abc"


def test_with_a_token_nothing_is_shown_without_it(store: Store) -> None:
    with browser(store, "secret") as client:
        for path in (*PAGES, "/state", "/static/review.js", "/?token=", "/?token=wrong"):
            answer = client.get(path)
            assert answer.status_code == 401
            assert "yard" not in answer.text.lower()
        assert client.post("/bulk?token=secret", data={"choice": "confirmed:"}).status_code == 401


def test_the_token_is_asked_for_once(store: Store) -> None:
    with browser(store, "secret") as client:
        answer = client.get("/?token=secret&severity=high")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/?severity=high"
        assert "secret" in answer.headers["set-cookie"]
        assert client.get("/").status_code == 200


def test_the_token_is_not_led_elsewhere(store: Store) -> None:
    with browser(store, "secret") as client:
        answer = client.get(httpx.URL(str(client.base_url).rstrip("/") + "//evil.example/?token=secret"))
        assert answer.headers["location"].startswith("/evil.example")
