"""Listings are proposed by the addresses that any visitor has: no session of the probe's own."""

import pytest

from crawlers.probe import fetch_site
from tests.crawlers.conftest import Portal, html


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("/?language=vi-VN&sid=c32f2a6d", ""),
        ("/?lang=vi", ""),
        ("/muc/tin?sid=c32f2a6d", "muc/tin"),
        ("/muc/tin?sid=c32f2a6d&muc=3", "muc/tin?muc=3"),
        ("/muc/tin?sid=thoi-su", "muc/tin?sid=thoi-su"),
        ("/muc/tin?muc=c32f2a6d", "muc/tin?muc=c32f2a6d"),
    ],
)
def test_a_listing_is_named_without_the_visitor(named: str, kept: str, portal: Portal) -> None:
    articles = [f"/xem/{n}0001/tin-thu-{n}-trong-nam-nay" for n in range(8)]
    portal.pages.clear()
    for path in articles:
        portal.pages[path] = html(f"<h1>{path}</h1>")
    body = f'<ul class="menu"><li><a href="{named}">Tin tức</a></ul>' + "".join(
        f'<a href="{path}">tin số {path}</a>' for path in articles
    )
    portal.pages |= dict.fromkeys((named, "/"), html(body))
    facts = fetch_site(
        portal.url, user_agent="KhoTinBot/0.1 (+a@b.example)", allow_private=True, delay_seconds=0, most_seconds=600
    )
    assert [listing.url for listing in facts.listings] == [portal.url + kept]
