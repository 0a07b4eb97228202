"""Feeds and calendars: well formed, of the same documents as the page, and not sent again unchanged."""

import re
from xml.etree import ElementTree

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.world import SampleArchive

ATOM = "{http://www.w3.org/2005/Atom}"
World = tuple[TantivyEngine, SampleArchive]


def test_atom_lists_the_newest_of_a_search(client: Browser) -> None:
    answer = client.get("/feed.atom?q=hop+tac&province=Nghệ+An")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    total = client.get("/api/search?q=hop+tac&province=Nghệ+An").json()["total"]
    assert len(entries) == total
    for element in (feed, *entries):
        for required in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{required}")
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    days = [moment[:10] for moment in moments]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == max(moments)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == feed.findtext(f"{ATOM}id") == "http://kho.test/feed.atom?q=hop+tac&province=Ngh%E1%BB%87+An"
    assert client.get(str(links["alternate"]).removeprefix("http://kho.test")).status_code == 200


def test_events_have_a_feed_too(client: Browser) -> None:
    feed = ElementTree.fromstring(client.get("/feed.atom?unit=events&signed=true").content)
    addresses = [entry.findtext(f"{ATOM}id", "") for entry in feed.findall(f"{ATOM}entry")]
    assert addresses
    assert all(address.startswith("http://kho.test/events/e") for address in addresses)


def test_unchanged_is_not_sent_again(client: Browser) -> None:
    for address in ("/feed.atom?q=hop+tac", "/events.ics"):
        etag = client.get(address).headers["etag"]
        again = client.get(address, {"If-None-Match": f'"other", {etag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert (
            client.get(f"{address}{'&' if '?' in address else '?'}year=2023", {"If-None-Match": etag}).status_code
            == 200
        )


def test_the_calendar_holds_every_dated_event(client: Browser, world: World) -> None:
    answer = client.get("/events.ics?year=2023")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert answer.text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    total = client.get("/api/search?unit=events&year=2023").json()["total"]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == total > 0
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == total
    assert "DTSTART;VALUE=DATE:20230325" in lines
    assert "DTEND;VALUE=DATE:20230326" in lines
    assert all(re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", line) for line in lines if line.startswith("DTSTAMP"))


def test_only_a_feed_of_one_known_address_may_be_kept_for_others(client: Browser, world: World) -> None:
    engine, archive = world
    known = Browser(create_app(engine, archive=archive, public_url="https://kho.example/"))
    for address in ("/feed.atom?q=hop+tac", "/events.ics"):
        own = client.get(address).headers
        assert (own["cache-control"], "Host" in own["vary"]) == ("private, max-age=300", True)
        again = client.get(address, {"If-None-Match": own["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (304, "private, max-age=300")
        assert known.get(address).headers["cache-control"] == "public, max-age=300"


def test_a_feed_under_another_name_is_another(client: Browser) -> None:
    etag = client.get("/feed.atom?q=hop+tac").headers["etag"]
    other = client.get("/feed.atom?q=hop+tac", {"If-None-Match": etag, "Host": "other.test"})
    assert other.status_code == 200
