"""Addresses that people try by themselves lead somewhere, with what they asked; programs are told what to leave alone."""

import re

import pytest

from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.web.addresses import PATHS
from search.web.i18n import language
from search.web.listing.filters import FACETS
from search.web.listing.ways_out import elsewhere
from search.web.natural import LEADS_TO
from tests.search.web.browser import Browser
from tests.search.web.pages import text, tree
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]


@pytest.mark.parametrize("path", LEADS_TO)
def test_each_leads_to_a_page_that_is_there(client: Browser, path: str) -> None:
    led = client.get(path)
    assert led.status_code == 307
    assert client.get(led.headers["location"]).status_code == 200


def test_what_was_asked_goes_along(client: Browser) -> None:
    assert client.get("/articles?lang=en").headers["location"] == "/?sort=newest&lang=en"
    assert client.get("/search?q=hop+tac").headers["location"] == "/?q=hop+tac"
    assert client.get("/events/?q=hop+tac").headers["location"] == "/events?q=hop+tac"
    led = client.get("/search?unit=events&q=hop+tac").headers["location"]
    assert client.get(led).headers["location"] == "/events?q=hop+tac"


def test_programs_are_asked_to_leave_searches_alone(client: Browser) -> None:
    told = client.get("/robots.txt")
    assert told.headers["content-type"].startswith("text/plain")
    assert "Disallow: /export" in told.text.splitlines()
    assert not any(line.endswith((" /", " /articles/", " /events/")) for line in told.text.splitlines())


def test_programs_may_see_pages_as_they_are_drawn(client: Browser) -> None:
    """By the reading in which the longest rule that fits counts (RFC 9309), and by that in which the first does."""
    rules = [line.split(": ") for line in client.get("/robots.txt").text.splitlines()[1:]]
    drawn = [
        part.get("href") or part.get("src") for part in tree(client, "/").cssselect("link[rel=stylesheet], script[src]")
    ]
    assert all("?v=" in address for address in drawn)
    for address in drawn:
        fits = [rule for rule in rules if re.match(re.escape(rule[1]).replace(r"\*", ".*"), address)]
        assert len(fits) > 1
        assert max(fits, key=lambda rule: len(rule[1]))[0] == fits[0][0] == "Allow"


def test_a_search_leads_to_the_same_among_events_and_agreements(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac&province=Nghệ+An&sort=oldest")
    links = {text(link): link.get("href") for link in page.cssselect(".elsewhere a")}
    assert list(links) == ["sự kiện", "thỏa thuận"]
    assert page.cssselect(".chips li")
    events = tree(client, links["sự kiện"])
    assert [text(chip) for chip in events.cssselect(".chips li")] == [
        text(chip) for chip in page.cssselect(".chips li")
    ]
    assert events.cssselect("input[type=search]")[0].get("value") == "hop tac"
    assert not tree(client, "/?sort=newest").cssselect(".elsewhere"), "of everything there is a link in the header"


def test_a_search_leads_nowhere_where_its_filters_find_nothing(world: World) -> None:
    """By each filter, its value in one unit: another is offered where its documents have any such value at all."""
    units, lang = ("articles", "events", "agreements"), language("vi")
    values = {unit: world[0].search(make_query({"unit": unit})).facets for unit in units}
    for unit, name in [(known, name) for known in units for name in FACETS[known] if values[known][name]]:
        value = "true" if name == "signed" else values[unit][name][0].value
        query = make_query({"unit": unit, name: value})
        led = {href.partition("?")[0] for _, href in elsewhere(query, lang)}
        assert led == {PATHS[other] for other in units if other != unit and values[other][name]}, (unit, name)
    for raw in ({"role": "place", "province": "Nghệ An"}, {"language": "en", "q": "hop"}):
        for other in ("events", "agreements"):
            offered = PATHS[other] in {href.partition("?")[0] for _, href in elsewhere(make_query(raw), lang)}
            assert offered >= bool(world[0].search(make_query(raw | {"unit": other})).total)
    assert [name for name, _ in elsewhere(make_query({"role": "place", "province": "Nghệ An"}), lang)] == ["sự kiện"]
    assert not elsewhere(make_query({"language": "en"}), lang)
