"""Tries a registered source as a probe does: says what changed since, confirms one never tried, mends broken rules."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from crawlers.facts import SiteFacts, SitePage
from pipeline import clock
from pipeline.accepting import stored_examples, take
from pipeline.judging import snapshot_of
from pipeline.probe import ProbeReport, probe
from pipeline.proposals import (
    Example,
    examples,
    keep_proposal,
    operators_file,
    operators_folder,
    propose,
    read_proposal,
    read_share,
    write_for_operator,
)
from pipeline.workplace import Workplace
from records.snapshot import Snapshot
from records.source import Source
from sources.writing import write_verified
from transforms.addresses import same_host

# Rules that read less than this share of the articles tried are broken.
_BROKEN_SHARE = 0.7
_FALLEN = 0.3  # by how much a field's share may fall below what it was when the rules were learned
# What the registry says of a source whatever its site looks like.
_REGISTERED = (
    "id",
    "name",
    "level",
    "province",
    "language",
    "fetch_from",
    "politeness",
    "expect",
    "note",
    "junk",
    "designs",
    "valid_from",
    "valid_until",
    "successor",
)
_FIELDS = ("published_at", "byline", "credit", "lead")


@dataclass
class Checked:
    """What came of checking one source: what changed, whether it could be read at all, the rules proposed with
    examples, and the file written."""

    source: Source
    report: ProbeReport
    changes: list[str] = field(default_factory=list)
    is_reached: bool = True
    proposed: Source | None = None
    examples: list[Example] = field(default_factory=list)
    kept: Path | None = None
    written: Path | None = None


def check(
    place: Workplace, source: Source, *, accept: bool = False, progress: Callable[[str], None] = lambda _: None
) -> Checked:
    """Checks one source. Writes the operator's YAML where a source never tried reads well, and (with `accept`) where
    its rules broke. Raises UsageError where there is no folder to write it to."""
    if accept and (kept := read_proposal(place, source.id)) is not None:
        return _accepted(place, source, kept)
    if source.verified_on is None:
        operators_folder(place, source.id)
        return _first_visit(place, source, progress)
    if accept:
        operators_folder(place, source.id)
    known = source if source.fetch_from is None else msgspec.structs.replace(source, home=source.fetch_from)
    report = _probe(place, known, progress, known=known)
    checked = Checked(source, report, is_reached=report.facts.home_page.is_read)
    checked.changes = _changes(source, report) if checked.is_reached else list(report.facts.problems)
    if checked.is_reached:
        _mend(place, checked, accept=accept, progress=progress)
    return checked


def _probe(
    place: Workplace, source: Source, progress: Callable[[str], None], *, known: Source | None = None
) -> ProbeReport:
    return probe(
        place,
        source.fetch_from or source.home,
        learn=source.learned is not None,
        allow_private=source.politeness.allow_private,
        known=known,
        progress=progress,
    )


def _accepted(place: Workplace, source: Source, proposed: Source) -> Checked:
    """Takes a proposal that is there already; the portal is asked nothing."""
    home = source.fetch_from or source.home
    unasked = SitePage(url=home)
    checked = Checked(source, ProbeReport(SiteFacts(asked=home, home=home, home_page=unasked, robots_txt=unasked)))
    checked.changes = ["the rules proposed before are taken; the portal was not asked"]
    checked.proposed, checked.examples = proposed, stored_examples(place, source, proposed)
    checked.written = take(place, proposed)
    return checked


def _first_visit(place: Workplace, source: Source, progress: Callable[[str], None]) -> Checked:
    """Finds out how to read a source that nobody has tried, and confirms it where articles are read well."""
    # Its manners, feeds and listings are known; which rules read it is what is to be found out.
    unread = msgspec.structs.replace(source, platform=None, rules={}, home=source.fetch_from or source.home)
    report = _probe(place, source, progress, known=unread)
    checked = Checked(source, report, is_reached=report.facts.home_page.is_read)
    checked.changes = _moved(source, report)
    if report.source is None or not report.is_trusted:
        checked.changes += report.uncertain or ["no article was read"]
        return checked
    own = operators_file(place, source.id)
    if own is not None and read_share(place, source, _snapshots(report)[0]) >= _BROKEN_SHARE:
        # What the operator wrote reads its pages: nothing of it is to be changed but that it was tried.
        checked.written = write_verified(own, clock.now().date())
        return checked
    if source.platform and report.source.platform != source.platform:
        checked.changes.append(f"platform: {source.platform} is registered, {report.source.platform or 'none'} found")
    confirmed = _as_registered(source, report.source)
    comments = [f"Confirmed by `khotin sources check {source.id}` on {clock.now():%Y-%m-%d}."]
    comments += [f"Uncertain: {line}" for line in report.uncertain]
    checked.written = write_for_operator(place, confirmed, comments=comments)
    return checked


def _as_registered(source: Source, found: Source) -> Source:
    """What was found, under the name, place and manners of the registered source."""
    home = source.home if source.fetch_from or same_host(source.home, found.home) else found.home
    own = {name: getattr(source, name) for name in _REGISTERED}
    listed = source.listings or found.listings
    return msgspec.structs.replace(found, **own, home=home, listings=listed)


def _moved(source: Source, report: ProbeReport) -> list[str]:
    start, page = source.fetch_from or source.home, report.facts.home_page
    if page.is_read and not same_host(page.final_url or start, start):
        return [f"{start} redirects to another host: {page.final_url}"]
    return []


def _changes(source: Source, report: ProbeReport) -> list[str]:
    """What is not as registered: host, platform, feeds, sitemaps, listings, robots, and what the rules read."""
    facts = report.facts
    changes = _moved(source, report)
    if not facts.allowed:
        changes.append("robots.txt forbids the home page now")
    seen = report.source.platform if report.source else facts.platform
    if source.platform and seen and seen != source.platform:
        changes.append(f"platform: {source.platform} is registered, the pages show {seen}")
    found = {
        "feed": {feed.url for feed in facts.feeds if feed.entries != 0},
        "sitemap": {sitemap.url for sitemap in facts.sitemaps},
        "listing": {listing.url for listing in facts.listings},
    }
    named = {
        "feed": source.feeds,
        "sitemap": source.sitemaps,
        "listing": tuple(listing.url for listing in source.listings),
    }
    for kind, urls in named.items():
        for url in urls:
            if url in facts.answers and url not in found[kind]:
                status = facts.answers[url]
                said = f"answers {status}" if status not in (0, 200) else "names no article" if status else "no answer"
                changes.append(f"{kind} gone: {url} ({said})")
    return changes + _fallen(source, report)


def _fallen(source: Source, report: ProbeReport) -> list[str]:
    """Fields that were found on many more pages when the rules were learned."""
    articles = report.articles
    scores = source.learned.scores if source.learned else {"published_at": 1.0}
    told = []
    for name in _FIELDS if articles else ():
        share = sum(bool(getattr(article, name)) for article in articles) / len(articles)
        if share < scores.get(name, 0.0) - _FALLEN:
            told.append(f"{name} is found on {share:.0%} of the articles, {scores[name]:.0%} before")
    return told


def _mend(place: Workplace, checked: Checked, *, accept: bool, progress: Callable[[str], None]) -> None:
    """Where the rules broke (or new ones were proposed earlier): shows the new rules' reading, and with `accept`
    writes them."""
    source = checked.source
    articles, others = _snapshots(checked.report)
    share = read_share(place, source, articles)
    proposed = read_proposal(place, source.id)
    if proposed is None:
        if articles and share >= _BROKEN_SHARE:
            return
        checked.changes.append(f"rules broken: they read {share:.0%} of {len(articles)} articles tried")
        proposed, articles = _learned_anew(place, checked, [*articles, *others], progress)
    if proposed is None:
        checked.changes.append("no rules could be learned from its pages")
        return
    checked.proposed = proposed
    checked.examples = examples(place, source, proposed, articles)
    if not accept:
        checked.kept = keep_proposal(place, proposed, why=f"the rules read {share:.0%} of the articles tried")
        return
    checked.written = take(place, proposed)


def _learned_anew(
    place: Workplace, checked: Checked, pages: list[Snapshot], progress: Callable[[str], None]
) -> tuple[Source | None, list[Snapshot]]:
    """New rules from the pages at hand, else (the addresses changed too) from a probe that knows nothing; and the pages
    to show them on."""
    source = checked.source
    proposed = propose(place, source, pages)
    if proposed is not None:
        return proposed, pages
    start = source.fetch_from or source.home
    report = probe(place, start, learn=True, allow_private=source.politeness.allow_private, progress=progress)
    articles, others = _snapshots(report)
    proposed = propose(place, source, [*articles, *others])
    if proposed is None or report.source is None:
        return proposed, articles
    found = report.source
    return msgspec.structs.replace(
        proposed,
        article_pattern=found.article_pattern,
        feeds=found.feeds,
        sitemaps=found.sitemaps,
        listings=found.listings,
        listing_rule=found.listing_rule,
    ), articles


def _snapshots(report: ProbeReport) -> tuple[list[Snapshot], list[Snapshot]]:
    """The article pages tried and the other pages read, as snapshots."""
    found = {address.url: address for address in report.facts.addresses}
    articles = [snapshot_of(p, "probe", found.get(p.url)) for p in report.facts.pages if p.is_read]
    return articles, [snapshot_of(p, "probe") for p in report.facts.other_pages]
