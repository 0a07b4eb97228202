"""What a site is and how to read it: asks politely, knows the platform, tries a dozen articles, proposes a source."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crawlers.facts import SiteFacts, SitePage
from crawlers.probe import fetch_site
from pipeline import clock
from pipeline.crawl import user_agent
from pipeline.judging import Judging
from pipeline.proposing import proposed_from
from pipeline.workplace import Workplace
from records.article import Article
from records.errors import UsageError
from records.platform import Platform
from records.rejection import Rejection
from records.source import Politeness, Source
from sources.registry import write_source
from transforms.addresses import canonical, same_host
from transforms.extract import platform_of
from transforms.extract.decode import to_utf8
from transforms.extract.selecting import Page
from transforms.learn import LearnedRules

# Fewer articles than this among the pages tried, and the source is not to be trusted yet.
_TRUSTED_SHARE = 0.7
_FEWEST_ARTICLES = 3
_DELAY = Politeness().delay_seconds


@dataclass
class ProbeReport:
    """What was found, what each tried page was read as, the source proposed (None where there is nothing to crawl)."""

    facts: SiteFacts
    read: list[tuple[SitePage, Article | Rejection]] = field(default_factory=list)
    source: Source | None = None
    uncertain: list[str] = field(default_factory=list)
    learned: LearnedRules | None = None

    @property
    def articles(self) -> list[Article]:
        """The tried pages that were read as articles."""
        return [found for _, found in self.read if isinstance(found, Article)]

    @property
    def is_trusted(self) -> bool:
        """Whether it read enough of the pages tried to be crawled without a second look."""
        return len(self.articles) >= max(_FEWEST_ARTICLES, _TRUSTED_SHARE * len(self.read))

    def write(self, folder: Path) -> Path:
        """Writes the proposed source into a folder, with what is uncertain as comments."""
        assert self.source is not None
        comments = [f"Found by `khotin sources probe {self.facts.asked}` on {clock.now():%Y-%m-%d}."]
        comments += [f"Uncertain: {line}" for line in self.uncertain]
        return write_source(self.source, folder, comments=comments)


def must_be_new(place: Workplace, url: str, folder: Path) -> None:
    """Raises UsageError where a source of a site is in a folder already, before the site is asked."""
    url = url if "://" in url else f"https://{url}"
    for known in place.registry.sources.values():
        path = folder / f"{known.id}.yaml"
        if same_host(known.home, url) and path.exists():
            raise UsageError(
                f"{url} is in {path} already: khotin sources check {known.id} tries it anew; to begin anew, remove the file"
            )


def probe(
    place: Workplace,
    url: str,
    *,
    learn: bool = False,
    allow_private: bool = False,
    known: Source | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> ProbeReport:
    """Probes a site; never stores a page. With `learn` known platforms are left aside and rules are learned; with
    `known`, a registered source, what it names is tried, and its own rules read the pages.

    Raises UsageError for what is no address; one without a scheme is https.
    """
    url = url if "://" in url else f"https://{url}"
    try:
        canonical(url)
    except ValueError as exc:
        raise UsageError(f"{url!r} is no address of a site: give one as https://nghean.gov.vn") from exc
    judging = Judging(url, {} if learn else place.registry.platforms)

    def recognise(page: SitePage) -> Platform | None:
        judging.platform = platform_of(Page(to_utf8(page.body)), judging.platforms)
        return judging.platform

    facts = fetch_site(
        url,
        user_agent=user_agent(place.settings.contact),
        recognise=recognise,
        judge=judging,
        doubts=judging.doubts,
        known=known,
        allow_private=allow_private,
        delay_seconds=known.politeness.delay_seconds if known else 0.0 if allow_private else _DELAY,
        progress=lambda address: progress(f"asking {address}"),
    )
    return _report(place, facts, judging, known, allow_private=allow_private)


def _report(
    place: Workplace, facts: SiteFacts, judging: Judging, known: Source | None, *, allow_private: bool
) -> ProbeReport:
    """What the pages tried are read as, and the source proposed."""
    report = ProbeReport(facts, learned=judging.learned)
    platform = _platform(facts, judging)
    if facts.home_page.is_read:
        proposed = judging.source(proposed_from(place, facts, platform, allow_private=allow_private))
        found = {address.url: address for address in facts.addresses}
        tried = [page for page in facts.pages if page.is_read]
        by = known if known and (known.rules or known.platform) else proposed
        report.read = _each_once([(page, judging.read(page, by, found.get(page.url))) for page in tried])
        report.source = proposed if report.articles else None
    report.uncertain = _uncertain(report, platform)
    closed = place.registry.closed_at(facts.home)
    if closed:
        report.uncertain.insert(0, f"the registry has it as closed since {closed.until}; {closed.successor} took over")
    return report


def _each_once(read: list[tuple[SitePage, Article | Rejection]]) -> list[tuple[SitePage, Article | Rejection]]:
    """The pages without those that tell an article again at another of its addresses."""
    known: set[tuple[str, str]] = set()
    kept = []
    for page, found in read:
        if isinstance(found, Article) and found.body:
            if (told := (found.title, found.text_digest)) in known:
                continue
            known.add(told)
        kept.append((page, found))
    return kept


def _platform(facts: SiteFacts, judging: Judging) -> Platform | None:
    """The platform its article pages bear; the home page's where they bear none; none where rules were learned."""
    if judging.learned is not None and judging.learned.rules:
        return None
    seen = [platform_of(Page(to_utf8(page.body)), judging.platforms) for page in facts.pages if page.is_read]
    named = [platform.id for platform in seen if platform]
    if len(named) * 2 > len(seen):
        return judging.platforms[max(set(named), key=named.count)]
    return judging.platforms.get(facts.platform or "")


def _uncertain(report: ProbeReport, platform: Platform | None) -> list[str]:
    """What a person should look at before trusting the source."""
    told = list(report.facts.problems)
    if any("private-address" in line for line in told):
        told.append("it is on a private network or this machine: --allow-private permits that")
    if not report.facts.allowed:
        told.append("robots.txt forbids the home page: a crawl would fetch nothing")
    if not report.facts.home_page.is_read:
        return told  # nothing was seen that anything else could be said of
    if report.learned is not None:
        told += report.learned.problems
    if platform is None and not (report.learned and report.learned.rules):
        told.append("no known platform, and no rules could be learned: minutes and authors will be lost")
    tried, articles = len(report.read), report.articles
    if tried and len(articles) < _TRUSTED_SHARE * tried:
        told.append(f"only {len(articles)} of {tried} pages tried were read as articles")
    for name in ("title", "body", "published_at"):
        missing = sum(not getattr(article, name) for article in articles)
        if missing:
            told.append(f"{name} is missing on {missing} of {len(articles)} articles")
    if report.source and not report.source.province and report.source.level == "province":
        told.append('no province is known for it: add province: "34:CODE"')
    paged = platform is not None and (platform.listing.next_page or platform.listing.request)
    if (
        report.facts.listings
        and not paged
        and not any(x.next_page or x.follows or x.request for x in report.facts.listings)
    ):
        told.append("no way to the listings' further pages was found: what only those name is missed")
    return told
