"""How the app behaves whatever is asked: old ids, errors, languages, no scripts, odd addresses."""

import re
from datetime import date
from urllib.parse import quote, urlsplit

import pytest
from lxml import html

from records.places import regions
from search.protocols import Fate
from search.tantivy.engine import TantivyEngine
from search.web.site import STATIC
from tests.search.web.browser import Browser
from tests.search.web.pages import CONFERENCE, text, tree
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]

OUR_SCRIPTS = {f"/static/{path.name}" for path in STATIC.glob("*.js")}


def test_old_ids_redirect_unknown_are_absent_suppressed_are_gone(client: Browser, world: World) -> None:
    world[1].fates["events", "e-old"] = Fate(kind="merged", into="e0001")
    world[1].fates["articles", CONFERENCE] = Fate(
        kind="suppressed", by="Ông Trần A", reason="Nêu nhầm người.", on=date(2026, 11, 2)
    )
    world[1].fates["events", "e-none"] = Fate(kind="withdrawn")
    for prefix in ("", "/api"):
        moved = client.get(f"{prefix}/events/e-old")
        assert (moved.status_code, moved.headers["location"]) == (308, f"{prefix}/events/e0001")
        assert client.get(f"{prefix}/events/nobody").status_code == 404
        gone = client.get(f"{prefix}/articles/{CONFERENCE}")
        assert gone.status_code == 410
        assert "Ông Trần A" in gone.text
        assert "Nêu nhầm người." in gone.text
        assert "Tổng kết chương trình" not in gone.text
        assert client.get(f"{prefix}/events/e-none").status_code == 410
    told = text(tree(client, f"/articles/{CONFERENCE}", 410).cssselect(".failure")[0])
    for part in ("Theo yêu cầu của: Ông Trần A", "Lý do: Nêu nhầm người.", "Gỡ ngày 2/11/2026."):
        assert part in told
    assert "At the request of: Ông Trần A" in text(tree(client, f"/articles/{CONFERENCE}?lang=en", 410))
    assert "không còn nữa" in text(tree(client, "/events/e-none?lang=vi", 410).cssselect("h1")[0])
    problem = client.get(f"/api/articles/{CONFERENCE}")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["detail"] == "taken down on 2026-11-02 at the request of Ông Trần A: Nêu nhầm người."
    assert client.get(f"/snapshots/{CONFERENCE}?version=1").status_code == 410
    assert client.get(f"/articles/{CONFERENCE}?version=1").status_code == 410


def test_errors_are_pages_that_help(client: Browser) -> None:
    page = tree(client, "/nowhere", 404)
    assert text(page.cssselect("h1")[0]) == "Không có trang này"
    assert page.cssselect("form.box")
    assert text(tree(client, "/?q=" + "a" * 9000, 414).cssselect("h1")[0]) == "Câu hỏi quá dài"
    assert client.request("POST", "/").status_code == 405


def test_head_is_answered(client: Browser) -> None:
    for address in ("/", "/events", f"/articles/{CONFERENCE}", "/api/search"):
        answer = client.request("HEAD", address)
        assert (answer.status_code, answer.text) == (200, "")


def test_language_goes_by_address_cookie_browser(client: Browser) -> None:
    assert client.get("/").headers["content-language"] == "vi"
    english = client.get("/", headers={"Accept-Language": "de, en-GB;q=0.8, vi;q=0.5"})
    assert english.headers["content-language"] == "en"
    assert "The whole country" in english.text
    asked = client.get("/?lang=en&q=hop+tac")
    assert "lang=en" in asked.headers["set-cookie"]
    assert "HttpOnly" in asked.headers["set-cookie"]
    assert 'href="/?q=hop+tac&amp;lang=vi"' in asked.text
    client.cookies.set("lang", "en")
    kept = client.get("/?q=hop+tac", headers={"Accept-Language": "vi"})
    assert re.search(r"\d+\sarticles found", kept.text)
    assert "25 March 2023" in client.get(f"/articles/{CONFERENCE}").text
    assert client.get("/?lang=xx", headers={"Accept-Language": ";;q=z"}).headers["content-language"] == "en"


@pytest.mark.parametrize("address", ["/", "/?q=hop+tac", "/events", f"/articles/{CONFERENCE}", "/nowhere"])
def test_pages_stand_without_scripts_and_inline_code(client: Browser, address: str) -> None:
    page = html.fromstring(client.get(address).text)
    assert {script.get("src", "").split("?")[0] for script in page.iter("script")} <= OUR_SCRIPTS
    assert not any(script.text for script in page.iter("script"))
    assert not page.xpath("//style | //*[@style] | //iframe | //object | //*[@*[starts-with(name(), 'on')]]")
    for form in page.cssselect("form"):
        assert (form.method, urlsplit(form.action).netloc) == ("GET", "")
    assert len(page.cssselect("h1")) == 1
    ids = [element.get("id") for element in page.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    for field in page.cssselect("input:not([type=hidden])"):
        assert field.label is not None or field.getparent().tag == "label"


def test_regions_of_both_vintages_are_grouped_under_provinces(client: Browser) -> None:
    page = tree(client, "/?sort=newest&basis=today")
    headings = [heading.text for heading in page.cssselect(".facet .more h3")]
    assert headings
    assert headings == [region for region in regions("34") if region in headings]


def test_ids_with_slashes_and_signs_have_pages(client: Browser) -> None:
    for odd in ("https://a.vn/b?c=1", "100%", "a b", "ệ"):
        assert client.get(f"/articles/{quote(odd, safe='')}").status_code == 404


@pytest.mark.parametrize(
    "days", ["from=0001-01-01", "to=9999-12-31", "from=0001-01-01&to=9999-12-31", "from=9999-12-31", "to=0001-01-01"]
)
@pytest.mark.parametrize("unit", ["articles", "events"])
def test_days_at_the_edge_of_the_calendar_are_answered(client: Browser, days: str, unit: str) -> None:
    found = client.get(f"/api/search?unit={unit}&{days}").json()["total"]
    everything = client.get(f"/api/search?unit={unit}&from=1900-01-01&to=2199-12-31").json()["total"]
    assert everything > 0
    assert found == (0 if days in ("from=9999-12-31", "to=0001-01-01") else everything)
    assert client.get(f"/{'' if unit == 'articles' else unit}?{days}").status_code == 200
    for path in ("/export?", "/feed.atom?", "/api/count?by=year&"):
        assert client.get(f"{path}unit={unit}&{days}").status_code == 200, path
