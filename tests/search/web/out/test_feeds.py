"""Feeds and calendars: valid, of the same documents as the page, with lasting ids, and not sent again unchanged."""

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import icalendar
import pytest

from records.links import Document
from search.app import create_app
from search.query import FILTERS, make_query
from search.tantivy.engine import TantivyEngine
from search.web.i18n import language
from search.web.out import atom, feeds
from tests.search.web.browser import Browser
from tests.search.web.out.atom_rules import ATOM, LANGUAGE, valid
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]
VI = language("vi")
BOTH = ("/feed.atom?q=hop+tac", "/events.ics")


def entries(feed: Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id", "") for entry in feed.findall(f"{ATOM}entry")]


def link(feed: Element, relation: str) -> str:
    found = [one.get("href", "") for one in feed.findall(f"{ATOM}link") if one.get("rel") == relation]
    return found[0].removeprefix("http://kho.test") if found else ""


def test_atom_lists_the_newest_of_a_search(client: Browser) -> None:
    answer = client.get("/feed.atom?province=Nghệ+An&q=hop+tac&sort=relevance&page=3&limit=2")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = valid(answer.content)
    assert len(entries(feed)) == client.get("/api/search?q=hop+tac&province=Nghệ+An").json()["total"] > 2
    moments = [datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")) for entry in feed.findall(f"{ATOM}entry")]
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated", "")) == max(moments) <= datetime.now(UTC)
    assert link(feed, "self") == "/feed.atom?q=hop+tac&province=Ngh%E1%BB%87+An"  # one form, however it was asked
    assert client.get(link(feed, "alternate")).status_code == 200
    assert feed.get(LANGUAGE) == "vi"
    assert feed.findtext(f"{ATOM}title") == "Kho Tin · hop tac · Nghệ An"


def test_a_feed_begins_with_what_became_known_last_whatever_its_date(client: Browser, world: World) -> None:
    for unit in ("articles", "events", "agreements"):
        listed = list(world[0].stream(make_query({"unit": unit})))
        by_change = sorted(listed, key=lambda document: document.change, reverse=True)
        feed = valid(client.get(f"/feed.atom?unit={unit}").content)
        assert entries(feed) == [atom.identity(f"/{unit}/{one.id}") for one in by_change[: feeds.ENTRIES]]
    day = next(document.event.event.starts_on for document in by_change_of(world) if document.event)
    first = valid(client.get("/feed.atom?unit=events").content).findall(f"{ATOM}entry")[0]
    assert VI.day(day) in first.findtext(f"{ATOM}summary", "")


def by_change_of(world: World) -> list[Document]:
    dated = [one for one in world[0].stream(make_query({"unit": "events"})) if one.event and one.event.event.starts_on]
    return sorted(dated, key=lambda document: document.change, reverse=True)


@pytest.mark.parametrize("unit", ["articles", "events", "agreements"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_unit_and_filter_has_a_valid_feed(client: Browser, unit: str, lang: str) -> None:
    facets = client.get(f"/api/search?unit={unit}").json()["facets"]
    for name in ("", *FILTERS):
        value = next(iter(facets.get(name, {"2024-01-01" if name in ("from", "to") else "": 1})), "")
        if name and not value:
            continue
        asked = {"unit": unit, "lang": lang} | ({name: value} if name else {})
        feed = valid(client.get("/feed.atom?" + "&".join(f"{k}={v}" for k, v in asked.items())).content)
        total = client.get("/api/search?" + "&".join(f"{k}={v}" for k, v in asked.items())).json()["total"]
        assert len(entries(feed)) == min(total, feeds.ENTRIES)
        assert client.get(link(feed, "alternate")).status_code == 200


def test_a_long_feed_goes_on_in_pages(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 7)
    seen: list[str] = []
    address, identities = "/feed.atom?q=tinh", set()
    while address:
        feed = valid(client.get(address).content)
        identities.add(feed.findtext(f"{ATOM}id"))
        assert link(feed, "first") == ("/feed.atom?q=tinh" if seen else "")
        seen += entries(feed)
        address = link(feed, "next")
    assert len(seen) == len(set(seen)) == client.get("/api/search?q=tinh").json()["total"] > 14
    assert len(identities) == 1


def test_what_holds_only_a_part_of_the_words_is_no_news(client: Browser) -> None:
    """A page shows it and says so; a feed's reader or a calendar would take it for what was asked for."""
    for unit, address in (
        ("articles", "/feed.atom?"),
        ("events", "/feed.atom?unit=events&"),
        ("events", "/events.ics?"),
    ):
        told = client.get(f"/api/search?unit={unit}&q=hội+nghị+zyzzyva").json()
        assert told["total"] > 0
        assert "relaxed" in {notice["code"] for notice in told["notices"]}
        answer = client.get(f"{address}q=hội+nghị+zyzzyva")
        assert answer.status_code == 200
        if "ics" in address:
            assert not icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        else:
            assert entries(valid(answer.content)) == []
            assert link(valid(answer.content), "next") == ""


def test_ids_last_whatever_the_app_is_called(client: Browser, world: World) -> None:
    engine, archive = world
    known = Browser(create_app(engine, archive=archive, public_url="https://kho.example/"))
    here, there = (valid(one.get("/feed.atom?q=hop+tac").content) for one in (client, known))
    assert entries(here) == entries(there)
    assert here.findtext(f"{ATOM}id") == there.findtext(f"{ATOM}id")
    assert urlsplit(link(there, "self")).netloc == "kho.example"


@pytest.mark.parametrize("address", BOTH)
def test_unchanged_is_not_sent_again(client: Browser, address: str) -> None:
    first = client.get(address).headers
    for given in (
        {"If-None-Match": f'"other", {first["etag"]}'},
        {"If-None-Match": "*"},
        {"If-None-Match": first["etag"][2:]},
    ):
        again = client.get(address, given)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first["etag"])
    since = parsedate_to_datetime(first["last-modified"])
    older = format(since - timedelta(days=1), "%a, %d %b %Y %H:%M:%S GMT")
    assert client.get(address, {"If-Modified-Since": first["last-modified"]}).status_code == 304
    assert client.get(address, {"If-Modified-Since": older}).status_code == 200
    for odd in ("yesterday", "", "0", "Mon, 99 Foo 2020 00:00:00 GMT", "-1"):
        assert client.get(address, {"If-Modified-Since": odd}).status_code == 200
    # A tag weighs more than a date.
    both = {"If-None-Match": '"other"', "If-Modified-Since": first["last-modified"]}
    assert client.get(address, both).status_code == 200
    other = f"{address}{'&' if '?' in address else '?'}year=2023"
    assert client.get(other, {"If-None-Match": first["etag"]}).status_code == 200
    assert client.get(f"{other}&lang=en", {"If-None-Match": client.get(other).headers["etag"]}).status_code == 200


def test_the_calendar_holds_every_dated_event(client: Browser) -> None:
    answer = client.get("/events.ics?year=2023&unit=articles")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(answer.content)
    assert not calendar.errors
    assert (calendar["version"], bool(calendar["prodid"])) == ("2.0", True)
    assert str(calendar["source"]) == "http://kho.test/events.ics?year=2023"
    told = calendar.walk("VEVENT")
    assert len(told) == client.get("/api/search?unit=events&year=2023").json()["total"] > 0
    assert len({str(event["uid"]) for event in told}) == len(told)
    for event in told:
        assert not event.errors
        assert event["dtstamp"].dt.tzinfo is not None
        assert event["dtend"].dt > event["dtstart"].dt
        assert str(event["summary"])
        assert client.get(str(event["url"]).removeprefix("http://kho.test")).status_code == 200
    day = next(event for event in told if event["dtstart"].dt == date(2023, 3, 25))
    assert day["dtend"].dt == date(2023, 3, 26)


def test_only_a_feed_of_one_known_address_may_be_kept_for_others(client: Browser, world: World) -> None:
    engine, archive = world
    known = Browser(create_app(engine, archive=archive, public_url="https://kho.example/"))
    for address in BOTH:
        own = client.get(address).headers
        assert (own["cache-control"], "Host" in own["vary"]) == ("private, max-age=300", True)
        again = client.get(address, {"If-None-Match": own["etag"]})
        assert (again.status_code, again.headers["cache-control"]) == (304, "private, max-age=300")
        assert known.get(address).headers["cache-control"] == "public, max-age=300"
    other = client.get(BOTH[0], {"If-None-Match": client.get(BOTH[0]).headers["etag"], "Host": "other.test"})
    assert other.status_code == 200


@pytest.mark.parametrize("unit", ["events", "agreements"])
def test_an_entry_is_as_old_as_the_archives_knowledge_of_it(client: Browser, world: World, unit: str) -> None:
    feed = valid(client.get(f"/feed.atom?unit={unit}").content)
    hits = client.get(f"/api/search?unit={unit}&sort=known&limit=50").json()["hits"]
    assert hits
    for entry, hit in zip(feed.findall(f"{ATOM}entry"), hits, strict=True):
        articles = [world[0].get("articles", known) for known in hit["article_ids"]]
        seen = [document.links.first_seen_at for document in articles if document and document.links]
        updated = datetime.fromisoformat(entry.findtext(f"{ATOM}updated", ""))
        assert updated == max(seen).replace(microsecond=0)
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}published", "")) == min(seen).replace(microsecond=0)
        day = hit["date"]
        assert (
            not day or f"{int(day[5:7])}/{day[:4]}" in entry.findtext(f"{ATOM}summary", "") or len(day) < len("2023-03")
        )
