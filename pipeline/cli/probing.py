"""How a probe's or check's report is shown: as JSON, or for a person."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from crawlers.facts import SiteFacts, SitePage
from pipeline.check import Checked
from pipeline.cli.terminal import put_table
from pipeline.probe import ProbeReport
from records.article import Article
from records.base import to_builtins
from records.places import provinces
from records.rejection import Rejection

_PATH = 28
# How a name is called that leads nowhere: by us, by Linux, by macOS.
_UNKNOWN_HOST = ("unknown-host", "Name or service not known", "nodename nor servname")
# From this status on the fault is the site's own.
_SERVER_FAILS = 500
# How an article was read, in words.
_READ_BY = {
    "rule": "rules",
    "learned": "learned rules",
    "structured": "what it says to machines",
    "fallback": "a general reader",
    "text": "text as it is",
    "given": "as given",
}
_FIELDS = ("title", "lead", "byline", "credit", "published_at", "body")


def report_json(report: ProbeReport, written: Path | None) -> dict[str, Any]:
    """The report as `--json` gives it."""
    facts = to_builtins(report.facts)
    kept = (
        "asked",
        "home",
        "allowed",
        "crawl_delay",
        "feeds",
        "sitemaps",
        "listings",
        "article_pattern",
        "requests",
        "seconds",
    )
    return {name: facts[name] for name in kept} | {
        "platform": report.source.platform if report.source else report.facts.platform,
        "tried": [_tried_json(page, found) for page, found in report.read],
        "uncertain": report.uncertain,
        "source": to_builtins(report.source) if report.source else None,
        "id": report.source.id if report.source else None,
        "written": str(written) if written else None,
    }


def _tried_json(page: SitePage, found: Article | Rejection) -> dict[str, Any]:
    if isinstance(found, Rejection):
        return {"url": page.url, "outcome": "rejection", "reason": found.reason.value, "detail": found.detail}
    raw = to_builtins(found)
    return {"url": page.url, "outcome": "article", "extractor": found.extractor} | {name: raw[name] for name in _FIELDS}


def show(report: ProbeReport, written: Path | None) -> None:
    """The report for a person."""
    facts = report.facts
    if not facts.home_page.is_read:
        for line in report.uncertain:
            click.echo(f"{facts.home}: {line}")
        if way_out := _unread(facts):
            click.echo(f"next:      {way_out}")
        return
    _show_site(report)
    if report.read:
        put_table(("page", "read by", *_FIELDS[:-1], "words"), [_row(page, read) for page, read in report.read])
    for line in report.uncertain:
        click.echo(f"uncertain: {line}")
    for line in _conclusion(report, written):
        click.echo(line)


def _unread(facts: SiteFacts) -> str:
    """What to do where the home page can't be read; "" where the problem itself says it."""
    page, site = facts.home_page, f"{urlsplit(facts.home).scheme}://{urlsplit(facts.home).netloc}/"
    if "private-address" in page.failure:
        return ""
    if "robots.txt" in page.failure:
        return "ask who runs the portal to allow it in robots.txt"
    if any(sign in page.failure for sign in _UNKNOWN_HOST):
        return f"no such name is known: see that {urlsplit(facts.home).hostname} is spelled right, and that this machine is online"
    if page.failure or page.status >= _SERVER_FAILS:
        return f"open {facts.home} in a browser; where it is down, probe it again later, where it moved, probe its new address"
    if facts.home == site:
        return f"open {facts.home} in a browser and probe the address at which it ends"
    return f"probe the portal's home page: khotin sources probe {site}"


def _show_site(report: ProbeReport) -> None:
    """What the site is, and what of it lists its articles."""
    facts, source = report.facts, report.source
    asked = f"{facts.requests} request{'s' if facts.requests != 1 else ''} in {facts.seconds:.0f} s"
    click.echo(f"home:      {facts.home}   ({asked})")
    click.echo(f"platform:  {(source.platform if source else facts.platform) or 'none that is known'}")
    if source:
        place = provinces().get(source.province or "")
        where = f"{place.name} ({place.key})" if place else "none that its name tells"
        click.echo(f"name:      {source.name}")
        click.echo(f"level:     {source.level}; province: {where}")
    wait = f", {facts.crawl_delay:g} s between requests" if facts.crawl_delay else ""
    click.echo(f"robots:    {'robots.txt allows a crawl' if facts.allowed else 'robots.txt forbids a crawl'}{wait}")
    for feed in facts.feeds:
        left_out = "" if source is None or feed.url in source.feeds else "(left out)"
        click.echo(f"feed:      {feed.url}   {_told(feed.entries, 'entries')} {feed.reason}{left_out}".rstrip())
    for sitemap in facts.sitemaps:
        click.echo(f"sitemap:   {sitemap.url}   {_told(sitemap.addresses, 'addresses')} {sitemap.reason}".rstrip())
    for found in facts.listings:
        paging = f", further pages at {found.next_page}" if found.next_page else ""
        click.echo(f"listing:   {found.url}   {found.section} ({_told(found.articles, 'articles')}{paging})")


def _conclusion(report: ProbeReport, written: Path | None) -> Iterator[str]:
    """Whether it can be crawled as it is, and what to do next."""
    source = report.source
    if source is None:
        yield "result:    no article was read: there is no source to propose"
        if report.facts.allowed:
            yield "next:      probe the page that lists its news, or write its YAML by hand: docs/add-a-portal.md"
        else:
            yield "next:      ask who runs the portal to allow it in robots.txt"
        return
    read, tried = len(report.articles), len(report.read)
    trust = "" if report.is_trusted else "; look at the others above before you rely on it"
    yield f"result:    {read} of {tried} pages tried were read as articles{trust}"
    if written:
        yield f"written:   {written}"
        yield f"next:      khotin run {source.id}"
    else:
        yield "next:      the same with --write keeps this as a YAML in your KHOTIN_SOURCES folder, ready for `khotin run`"


def _told(count: int | None, what: str) -> str:
    """So many, in words; `what` in the plural, with its "s"."""
    if count == 1:
        what = {"entries": "entry", "addresses": "address"}.get(what, what.removesuffix("s"))
    return "not tried" if count is None else f"{count} {what}"


def _row(page: SitePage, found: Article | Rejection) -> tuple[str, ...]:
    path = urlsplit(page.url).path
    path = path if len(path) <= _PATH else f"…{path[1 - _PATH :]}"
    if isinstance(found, Rejection):
        return (path, f"no article: {found.reason}", *[""] * len(_FIELDS))
    day = f"{found.published_at:%Y-%m-%d %H:%M}" if found.published_at else "-"
    if found.published_precision == "day" and found.published_at:
        day = f"{found.published_at:%Y-%m-%d}"
    texts = (_cut(found.title, 28), _cut(found.lead, 22), _cut(found.byline, 14), _cut(found.credit, 14))
    return (path, _READ_BY[found.extractor], *texts, day, str(len(found.body.split())))


def _cut(text: str, width: int) -> str:
    """The text, or its beginning up to a word's end and an ellipsis."""
    return text if len(text) <= width else f"{text[: width - 1].rsplit(' ', 1)[0]}…"


def checked_json(checked: Checked) -> dict[str, Any]:
    """A check as `--json` gives it."""
    return {
        "id": checked.source.id,
        "reached": checked.is_reached,
        "tried": len(checked.report.read),
        "articles": len(checked.report.articles),
        "changes": checked.changes,
        "proposed": to_builtins(checked.proposed) if checked.proposed else None,
        "examples": [to_builtins(example) for example in checked.examples],
        "kept": str(checked.kept) if checked.kept else None,
        "written": str(checked.written) if checked.written else None,
    }


def show_checked(checked: Checked) -> None:
    """A check for a person: one line that says how the source stands, then what changed."""
    read, tried = len(checked.report.articles), len(checked.report.read)
    state = f"{read} of {tried} pages tried read as articles" if checked.is_reached else "can't be read"
    click.echo(f"{checked.source.id}: {state}{'' if checked.changes else ', nothing changed'}")
    for line in checked.changes:
        click.echo(f"  {line}")
    for example in checked.examples:
        click.echo(f"  {example.url}")
        for name, before, after in example.fields:
            click.echo(f"    {name} before: {before or '-'}\n    {name} after:  {after or '-'}")
    if checked.kept:
        click.echo(f"  new rules in {checked.kept}; take them: khotin sources check {checked.source.id} --accept")
    if checked.written:
        click.echo(f"  written: {checked.written}; next: khotin run {checked.source.id}")
