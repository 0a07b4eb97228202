"""What a site is and how to read it: asks politely, knows the platform, tries a dozen articles, proposes a source."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawlers.facts import FoundListing, SiteFacts, SitePage
from crawlers.probe import fetch_site
from pipeline import clock
from pipeline.crawl import user_agent
from pipeline.workplace import Workplace
from records.article import Article
from records.errors import UsageError
from records.places import provinces
from records.platform import ListingRule, Platform
from records.rejection import Rejection
from records.snapshot import Snapshot
from records.source import Level, Listing, Politeness, Source
from sources.registry import write_source
from transforms.addresses import canonical, same_host
from transforms.extract import extract, platform_of
from transforms.extract.decode import to_utf8
from transforms.extract.selecting import Page
from transforms.extract.structured import page_title
from transforms.gazetteer import load_gazetteer
from transforms.scan import Words

# Fewer articles than this among the pages tried, and the source is not to be trusted yet.
_TRUSTED_SHARE = 0.7


@dataclass
class ProbeReport:
    """What was found, what each tried page was read as, the source proposed (None where there is nothing to crawl)."""

    facts: SiteFacts
    read: list[tuple[SitePage, Article | Rejection]] = field(default_factory=list)
    source: Source | None = None
    uncertain: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[Article]:
        """The tried pages that were read as articles."""
        return [found for _, found in self.read if isinstance(found, Article)]

    def write(self, folder: Path) -> Path:
        """Writes the proposed source into a folder, with what is uncertain as comments."""
        assert self.source is not None
        comments = [f"Found by `khotin sources probe {self.facts.asked}` on {clock.now():%Y-%m-%d}."]
        comments += [f"Uncertain: {line}" for line in self.uncertain]
        return write_source(self.source, folder, comments=comments)


def probe(
    place: Workplace, url: str, *, allow_private: bool = False, progress: Callable[[str], None] = lambda _: None
) -> ProbeReport:
    """Probes a site; never stores a page. Raises UsageError for what is no address; one without a scheme is https."""
    url = url if "://" in url else f"https://{url}"
    try:
        canonical(url)
    except ValueError as exc:
        raise UsageError(f"{url!r} is no address of a site: give one as https://nghean.gov.vn") from exc
    platforms = place.registry.platforms
    facts = fetch_site(
        url,
        user_agent=user_agent(place.settings.contact),
        recognise=lambda page: platform_of(Page(to_utf8(page.body)), platforms),
        allow_private=allow_private,
        delay_seconds=0.0 if allow_private else Politeness().delay_seconds,
        progress=lambda address: progress(f"asking {address}"),
    )
    report = ProbeReport(facts)
    platform = _platform(place, facts)
    if facts.home_page.is_read:
        proposed = _source(place, facts, platform, allow_private=allow_private)
        report.read = [(page, _read(place, page, proposed)) for page in facts.pages if page.is_read]
        report.source = proposed if report.articles else None
    report.uncertain = _uncertain(report, platform)
    return report


def _platform(place: Workplace, facts: SiteFacts) -> Platform | None:
    """The platform its article pages bear; the home page's where they bear none."""
    seen = [platform_of(Page(to_utf8(page.body)), place.registry.platforms) for page in facts.pages if page.is_read]
    named = [platform.id for platform in seen if platform]
    if len(named) * 2 > len(seen):
        return place.registry.platforms[max(set(named), key=named.count)]
    return place.registry.platforms.get(facts.platform or "")


def _snapshot(page: SitePage, source: Source) -> Snapshot:
    media_type, _, parameters = page.content_type.partition(";")
    charset = parameters.partition("charset=")[2].strip(" \"'")
    return Snapshot(
        url=page.url,
        final_url=page.final_url or page.url,
        source_id=source.id,
        fetched_at=page.fetched_at or clock.now(),
        run_id="",
        media_type=media_type.strip() or "text/html",
        charset=charset,
        body=page.body,
    )


def _read(place: Workplace, page: SitePage, source: Source) -> Article | Rejection:
    return extract(_snapshot(page, source), source=source, platforms=place.registry.platforms)


def _source(place: Workplace, facts: SiteFacts, platform: Platform | None, *, allow_private: bool) -> Source:
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
        sitemaps=tuple(found.url for found in facts.sitemaps if found.addresses != 0 or found.children),
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


def _listing_rule(listings: tuple[FoundListing, ...], platform: Platform | None) -> ListingRule | None:
    forms = [found.next_page for found in listings if found.next_page]
    if not forms or (platform and platform.listing.next_page):
        return None
    return ListingRule(next_page=max(set(forms), key=forms.count))


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
    return " ".join(page_title(page).split())[:120] or urlsplit(facts.home).netloc


def _province(name: str) -> str | None:
    """The one province that a site's name holds, as today's unit; None where it holds none or several."""
    gazetteer = load_gazetteer()
    found = {place.entry.name for place in gazetteer.find(Words(name)) if place.entry.kind == "province"}
    return provinces()[gazetteer.unit(found.pop(), "34").key].today if len(found) == 1 else None


def _uncertain(report: ProbeReport, platform: Platform | None) -> list[str]:
    """What a person should look at before trusting the source."""
    told = list(report.facts.problems)
    if platform is None:
        told.append("no known platform: pages are read without rules, which loses minutes and authors")
    tried, articles = len(report.read), report.articles
    if tried and len(articles) < _TRUSTED_SHARE * tried:
        told.append(f"only {len(articles)} of {tried} pages tried were read as articles")
    for name in ("title", "body", "published_at"):
        missing = sum(not getattr(article, name) for article in articles)
        if missing:
            told.append(f"{name} is missing on {missing} of {len(articles)} articles")
    if report.source and not report.source.province and report.source.level == "province":
        told.append('no province is known for it: add province: "34:CODE"')
    if any("private-address" in line for line in report.facts.problems):
        told.append("it is on a private network or this machine: --allow-private permits that")
    if not report.facts.allowed:
        told.append("robots.txt forbids the home page: a crawl would fetch nothing")
    return told
