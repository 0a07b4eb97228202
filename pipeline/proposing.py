"""The source that a probe's facts propose: its id, name, level and province, what lists its articles, how to read them."""

import re
from urllib.parse import urlsplit

from msgspec.structs import replace

from crawlers.facts import FoundListing, SiteFacts
from pipeline import clock
from pipeline.workplace import Workplace
from records.places import provinces
from records.platform import ListingRule, Platform
from records.source import Level, Listing, Politeness, Source
from transforms.addresses import same_host
from transforms.extract.decode import to_utf8
from transforms.extract.selecting import Page
from transforms.extract.structured import page_title
from transforms.gazetteer import load_gazetteer
from transforms.scan import Words

# What parts a <title>, and what a home page is called in one.
_TITLE_DASH = re.compile(r"(\s+(?:[-–—|»:]|::)\s+)")
_HOME_PAGE = ("trang chủ", "trang nhất", "home", "home page", "homepage")


def proposed_from(place: Workplace, facts: SiteFacts, platform: Platform | None, *, allow_private: bool) -> Source:
    """The source the facts propose; one registered under the same host keeps its id, name, level and province."""
    known = next((s for s in place.registry.sources.values() if same_host(s.home, facts.home)), None)
    name = known.name if known else _site_name(facts)
    private = Politeness(
        delay_seconds=0, allow_private=True, because="probed with --allow-private: a site on a private network"
    )
    listings = tuple(Listing(url=found.url, section=found.section) for found in facts.listings)
    pattern = None if platform and platform.article_pattern else facts.article_pattern
    return Source(
        id=known.id if known else _site_id(facts.home),
        name=name,
        home=facts.home,
        level=known.level if known else _level(name, facts.home),
        province=known.province if known else _province(name),
        platform=platform.id if platform else None,
        enabled=True,
        verified_on=clock.now().date(),
        feeds=_feeds(facts),
        sitemaps=_sitemaps(facts),
        listings=listings,
        article_pattern=pattern,
        listing_rule=_listing_rule(facts.listings, platform),
        politeness=private if allow_private else Politeness(),
    )


def _feeds(facts: SiteFacts) -> tuple[str, ...]:
    """Feeds that had articles, and those not tried that lie beside one that had."""
    good = [feed.url for feed in facts.feeds if feed.articles]
    beside = {urlsplit(url).path.split("/")[1] for url in good}
    untried = [f.url for f in facts.feeds if f.entries is None and urlsplit(f.url).path.split("/")[1] in beside]
    return tuple(dict.fromkeys([*good, *untried]))


def _sitemaps(facts: SiteFacts) -> tuple[str, ...]:
    """The tops of the trees of sitemaps: what an index names is read because of it."""
    return tuple(found.url for found in facts.sitemaps if not found.index and (found.addresses != 0 or found.children))


def _listing_rule(listings: tuple[FoundListing, ...], platform: Platform | None) -> ListingRule | None:
    """The one way in which all listings' further pages are addressed; None where each has a way of its own, which a
    crawl then learns from its pager."""
    own = platform.listing if platform else ListingRule()
    if own.next_page or own.request:
        return None
    asked = next((found.request for found in listings if found.request), None)
    if asked is not None:
        return replace(own, request=asked)
    forms = {found.next_page for found in listings if found.next_page}
    if len(forms) != 1 or any(found.follows for found in listings):
        return None
    return replace(own, next_page=forms.pop())


def _site_id(home: str) -> str:
    """ "https://www.dongnai.gov.vn" -> "dongnai"; "http://127.0.0.1:8081" -> "127-0-0-1-8081"."""
    host = urlsplit(home).netloc.lower().removeprefix("www.")
    for ending in (".gov.vn", ".edu.vn", ".org.vn", ".com.vn", ".vn"):
        host = host.removesuffix(ending)
    return re.sub(r"[^a-z0-9]+", "-", host).strip("-")


def _level(name: str, home: str) -> Level:
    """What kind of publisher a site's name speaks of; a government's site is a province's unless it says otherwise."""
    words = name.lower()
    named: tuple[tuple[Level, tuple[str, ...]], ...] = (
        ("newspaper", ("báo ", "tạp chí", "đài phát thanh")),
        ("department", ("sở ", "ban quản lý", "chi cục")),
        ("ministry", ("bộ ", "tổng cục")),
        ("district", ("huyện ", "thị xã ", "phường ", "xã ")),
        ("province", ("tỉnh ", "thành phố ", "ubnd")),
    )
    found = next((level for level, cues in named if any(cue in f"{words} " for cue in cues)), None)
    return found or ("province" if ".gov.vn" in home else "newspaper")


def _site_name(facts: SiteFacts) -> str:
    page = Page(to_utf8(facts.home_page.body))
    title = " ".join(page_title(page).split())
    parts = _TITLE_DASH.split(title)
    named = [n for n in range(0, len(parts), 2) if parts[n].casefold() not in _HOME_PAGE]
    if named:  # what names the page as the home page stands before the site's name, or behind it
        title = "".join(parts[named[0] : named[-1] + 1])
    return title[:120] or urlsplit(facts.home).netloc


def _province(name: str) -> str | None:
    """The one province that a site's name holds, as today's unit; None where it holds none or several."""
    gazetteer = load_gazetteer()
    found = {place.entry.name for place in gazetteer.find(Words(name)) if place.entry.kind == "province"}
    return provinces()[gazetteer.unit(found.pop(), "34").key].today if len(found) == 1 else None
