"""What the pages say and do, asked as a browser without script does."""

from __future__ import annotations

import re
from html import unescape

import desks
import httpx
import pytest

from auditor.review.reading import unmarked
from auditor.store import Store

PRICE = "k1111111111"


def text(page: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub("</?(em|mark)[^>]*>", "", page))).split())


def fields(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form with that action."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}[^"]*"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form, action
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form[1])
    return {name: unescape(value) for name, value in hidden}


def send(client: httpx.Client, path: str, **entered: object) -> httpx.Response:
    return client.post(path, data=entered)


def decide(client: httpx.Client, choice: str, path: str = f"/conflict/{PRICE}", **more: str) -> httpx.Response:
    page = client.get(path).text
    action = f"{path.partition('?')[0]}/decide"
    query = f"?{path.partition('?')[2]}" if "?" in path else ""
    return send(client, action + query, **fields(page, action), choice=choice, **more)


# --- the queue ---


def test_the_queue_is_ranked_and_says_what_each_is(client: httpx.Client) -> None:
    page = client.get("/").text
    assert re.findall(r'id="go-(\w+)"', page) == ["k1111111111", "k2222222222", "k1122222222"]
    assert "Price: $40 million in 2 sources against $45 million in 1 source." in text(page)


def test_filters_narrow_the_list_and_count_what_they_would_show(client: httpx.Client) -> None:
    page = client.get("/?severity=medium").text
    assert re.findall(r'id="go-(\w+)"', page) == ["k2222222222"]
    assert "D001 date mismatch 1" in text(page)
    assert "high 1 medium 1 , chosen; choose to take it out low 1" in text(page)


def test_a_search_finds_words_of_quotes_and_ids(client: httpx.Client) -> None:
    assert re.findall(r'id="go-(\w+)"', client.get("/?q=WENT+for").text) == [PRICE]
    assert re.findall(r'id="go-(\w+)"', client.get("/?q=k22").text) == ["k2222222222"]
    assert "No conflict matches." in text(client.get("/?q=100%25").text)


def test_nonsense_in_the_address_is_passed_over(client: httpx.Client) -> None:
    for query in (
        "page=0",
        "page=-7",
        "page=99999999999999999999",
        "page=x",
        "state=zz",
        "sort=zz",
        "done=9-8",
        "q=%00",
    ):
        assert client.get(f"/?{query}").status_code == 200, query


def test_only_what_the_last_run_found_first_is_new(client: httpx.Client, store: Store) -> None:
    assert "New since the run before" not in client.get("/").text
    desks.run(store, desks.second(), "2031-03-04T08:00:00Z")
    assert "No conflict matches." in text(client.get("/?new=1").text)


def test_what_a_run_again_finds_is_new_and_counted(client: httpx.Client, store: Store) -> None:
    desks.run(store, desks.third(), "2031-03-04T08:00:00Z")
    page = client.get("/").text
    assert "New since the run before 1" in text(page)
    assert "4 conflicts" in text(page)
    shown = text(client.get("/?new=1").text)
    assert "1 conflict " in shown
    assert "How many work there?" in shown
    assert "What did the yard cost?" not in shown
    assert 'class="tag fresh">new<' in client.get("/?new=1").text
    assert "New since the run before 0" in text(client.get("/?new=1&severity=high").text)
    store.decide(desks.false_alarm("k3333333333"))
    assert "No conflict matches." in text(client.get("/?new=1").text), "it is decided"
    assert "How many work there?" in text(client.get("/?new=1&state=all").text)
    desks.run(store, desks.third(), "2031-03-05T08:00:00Z")
    assert "No conflict matches." in text(client.get("/?new=1&state=all").text), "it was there in the run before"


# --- a conflict ---


def test_a_conflict_shows_both_sides_with_sentences_and_what_differs(client: httpx.Client) -> None:
    page = client.get(f"/conflict/{PRICE}").text
    assert "2 sources: Courier and Wire" in text(page)
    assert "1 source: Ledger" in text(page)
    assert re.findall(r'<em class="differing">(\d+)</em>', page)[:1] == ["40"]
    assert "Lumora <mark>pays $<em" in page
    assert 'href="/article/aledger#cledger' in page
    assert "Run 1: found" in text(page)


def test_after_a_decision_the_next_undecided_one_appears(client: httpx.Client, store: Store) -> None:
    answer = decide(client, "false-alarm:rounding", note="see *page* 2")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/conflict/k2222222222?done=1-1"
    kept = store.decisions()[PRICE]
    assert (kept.status, kept.why, kept.note, kept.reviewer) == ("false-alarm", "rounding", "see *page* 2", "Ada")
    assert "False alarm: rounding : k1111111111 . Undo" in text(client.get(answer.headers["location"]).text)


def test_the_filter_stays_while_deciding(client: httpx.Client) -> None:
    answer = decide(client, "needs-checking:", f"/conflict/{PRICE}?severity=high")
    assert answer.headers["location"] == "/?severity=high&done=1-1"


def test_a_nul_in_a_note_or_an_address_does_no_harm(client: httpx.Client, store: Store) -> None:
    decide(client, "confirmed:", note="a\0b")
    assert store.decisions()[PRICE].note == "ab"
    assert client.get("/conflict/k%00").status_code == 400


def test_a_side_can_be_held_right(client: httpx.Client, store: Store) -> None:
    decide(client, "confirmed:2")
    assert store.decisions()[PRICE].answer == "$45 million"
    assert "$45 million held right" in text(client.get(f"/conflict/{PRICE}").text)


@pytest.mark.parametrize("choice", ["", "zz:", "false-alarm:", "false-alarm:zz", "confirmed:9", "needs-checking:scope"])
def test_what_is_no_decision_is_refused_and_nothing_entered_is_lost(
    client: httpx.Client, store: Store, choice: str
) -> None:
    answer = decide(client, choice, note="a long thought")
    assert answer.status_code == 400
    assert "a long thought" in answer.text
    assert not store.decisions()


def test_undo_is_an_entry_of_its_own(client: httpx.Client, store: Store) -> None:
    decide(client, "confirmed:")
    page = client.get(f"/conflict/{PRICE}").text
    answer = send(client, f"/conflict/{PRICE}/undo", **fields(page, f"/conflict/{PRICE}/undo"))
    assert answer.headers["location"] == f"/conflict/{PRICE}"
    assert [row["action"] for row in store.entries(PRICE)] == ["decide", "undo"]
    assert not store.decisions()
    assert "(taken back)" in text(client.get(f"/conflict/{PRICE}").text)


def test_what_was_just_done_can_be_undone_from_the_next_page(client: httpx.Client, store: Store) -> None:
    page = client.get(decide(client, "confirmed:").headers["location"]).text
    answer = send(client, "/undo", **fields(page, "/undo"))
    assert answer.headers["location"] == f"/conflict/{PRICE}"
    assert not store.decisions()


def test_a_decision_on_what_has_changed_shows_both_and_lets_choose(client: httpx.Client, store: Store) -> None:
    page = client.get(f"/conflict/{PRICE}").text
    seen = fields(page, f"/conflict/{PRICE}/decide")
    store.decide(desks.false_alarm(note="mine was first"))
    answer = send(client, f"/conflict/{PRICE}/decide", **seen, choice="confirmed:1", note="no, look")
    assert answer.status_code == 409
    for words in ("False alarm: scope , by Grace", "mine was first", "Confirmed: $40 million is right", "no, look"):
        assert words in text(answer.text), words
    assert store.decisions()[PRICE].status == "false-alarm"
    again = fields(answer.text, f"/conflict/{PRICE}/decide")
    assert send(client, f"/conflict/{PRICE}/decide", **again, note="no, look").status_code == 303
    assert store.decisions()[PRICE].status == "confirmed"
    assert len(store.entries(PRICE)) == 2


def test_new_evidence_between_look_and_decision_is_told(client: httpx.Client, store: Store) -> None:
    seen = fields(client.get(f"/conflict/{PRICE}").text, f"/conflict/{PRICE}/decide")
    desks.run(store, desks.second(), "2031-03-04T08:00:00Z")
    answer = send(client, f"/conflict/{PRICE}/decide", **seen, choice="confirmed:1")
    assert answer.status_code == 409
    assert "Its evidence has changed" in text(answer.text)
    assert not store.decisions()


def test_a_decided_conflict_with_new_evidence_is_to_be_done_again(client: httpx.Client, store: Store) -> None:
    decide(client, "confirmed:1")
    assert PRICE not in client.get("/").text
    desks.run(store, desks.second(), "2031-03-04T08:00:00Z")
    assert "new evidence" in text(client.get("/").text)
    page = text(client.get(f"/conflict/{PRICE}").text)
    assert "New evidence has come since" in page
    assert "gained Times" in page


def test_a_conflict_that_is_gone_can_still_be_read(client: httpx.Client, store: Store) -> None:
    found = desks.first()
    desks.run(
        store,
        desks.replace(found, conflicts=found.conflicts[1:], questions=found.questions[1:], claims=found.claims[3:]),
    )
    page = client.get(f"/conflict/{PRICE}")
    assert page.status_code == 200
    assert "The last run did not find this any more" in text(page.text)
    assert "went for $" in text(page.text)


# --- many at once ---


def bulk(client: httpx.Client, page: str, **entered: object) -> httpx.Response:
    return send(client, "/bulk", **fields(page, "/bulk"), **entered)


def picks(page: str) -> list[str]:
    return re.findall(r'name="pick" value="([^"]+)"', page)


def test_ticked_conflicts_are_decided_together_and_undone_together(client: httpx.Client, store: Store) -> None:
    page = client.get("/").text
    answer = bulk(client, page, which="picked", pick=picks(page)[:2], choice="false-alarm:update", note="both")
    assert answer.headers["location"] == "/?done=1-2"
    assert {d.note for d in store.decisions().values()} == {"both"}
    told = client.get("/?done=1-2").text
    assert "2 conflicts" in text(told)
    send(client, "/undo", **fields(told, "/undo"))
    assert not store.decisions()


def test_all_that_a_filter_shows_are_decided_and_no_other(client: httpx.Client, store: Store) -> None:
    page = client.get("/?code=N001&code=D001").text
    sent = fields(page, "/bulk")
    send(client, "/bulk?code=N001&code=D001", **sent, which="all", choice="needs-checking:")
    assert set(store.decisions()) == {PRICE, "k2222222222"}


def test_many_are_decided_all_or_none_where_one_has_changed(client: httpx.Client, store: Store) -> None:
    page = client.get("/").text
    store.decide(desks.false_alarm())
    answer = bulk(client, page, which="picked", pick=picks(page), choice="confirmed:", note="keep this")
    assert answer.status_code == 409
    assert "keep this" in answer.text
    assert len(store.decisions()) == 1
    unchanged = [p for p in picks(answer.text) if f'value="{p}" checked' in answer.text]
    assert len(unchanged) == 2


def test_all_is_refused_where_the_list_has_changed(client: httpx.Client, store: Store) -> None:
    page = client.get("/").text
    store.decide(desks.false_alarm())
    assert bulk(client, page, which="all", choice="confirmed:").status_code == 409
    assert len(store.decisions()) == 1


def test_nothing_ticked_is_said(client: httpx.Client) -> None:
    answer = bulk(client, client.get("/").text, which="picked", choice="confirmed:")
    assert answer.status_code == 400
    assert "no conflict is picked" in text(answer.text)


# --- articles, sources, precision ---


def test_an_article_shows_its_whole_text_with_claims_in_place(client: httpx.Client) -> None:
    page = client.get("/article/aledger").text
    shown = re.search(r'<div class="text running" dir="auto">(.*?)</div>', page, re.DOTALL)
    assert shown
    assert unescape(re.sub(r"<[^>]+>", "", shown[1])) == desks.TEXTS["ledger"]
    assert unmarked("## Ships\n\n\n**Ten** # sank") == "Ships\n\nTen # sank"
    for words, standing in (("went for $45 million", "differs"), ("employs 300 people", "agrees")):
        assert re.search(rf'<a class="claim {standing}"[^>]*>(<span id="\w+"></span>)*{re.escape(words)}</a>', page)
    assert "$40 million : Courier , Wire" in text(page)


def test_a_source_is_told_with_its_counts(client: httpx.Client, store: Store) -> None:
    store.decide(desks.replace(desks.false_alarm(), status="confirmed", why="", answer="$40 million"))
    page = text(client.get("/source?name=Ledger").text)
    assert "4 questions that it answers are answered by another source too" in page
    assert "Answer shared 1 of 4 Stands alone 3 of 4" in page
    assert "It stands on a side of 3 conflicts" in page
    assert "an answer was held right in 1: its own in 0, another one in 1" in page
    assert "wrong" not in page


def test_precision_counts_decisions_by_code(client: httpx.Client, store: Store) -> None:
    store.decide(desks.false_alarm())
    store.decide(desks.replace(desks.false_alarm("k2222222222"), status="explained", why="update"))
    page = text(client.get("/precision").text)
    assert "N001 number mismatch 0% of 1 0 0 1 0 scope (1)" in page
    assert "D001 date mismatch 100% of 1 0 1 0 0" in page


def test_pages_tell_of_a_run_that_finished(client: httpx.Client, store: Store) -> None:
    assert client.get("/state").json() == {"run": 1, "said": 0}
    desks.run(store, desks.second(), "2031-03-04T08:00:00Z")
    assert client.get("/state").json()["run"] == 2


@pytest.mark.parametrize("path", ["/conflict/kzz", "/article/azz", "/source?name=zz", "/static/../app.py", "/zz"])
def test_what_is_not_there_is_said_on_a_page(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_a_name_is_kept_by_the_browser(client: httpx.Client, store: Store) -> None:
    sent = fields(client.get("/").text, "/reviewer")
    send(client, "/reviewer", **sent, reviewer="  Zoë   <b> ")
    assert "Reviewing as <bdi>Zoë &lt;b&gt;</bdi>" in client.get("/").text
    decide(client, "confirmed:")
    assert store.decisions()[PRICE].reviewer == "Zoë <b>"
