"""Reads a page into an article, or says why it is none: by the rules of its source or platform, else by trafilatura."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from records.article import Article
from records.platform import FieldName, FieldRule, Platform
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from records.source import Source
from transforms.addresses import canonical
from transforms.extract.decode import to_utf8
from transforms.extract.fallback import read_fallback
from transforms.extract.finishing import finish
from transforms.extract.rules import RuleReader
from transforms.extract.selecting import Page, check_selector
from transforms.extract.structured import read_structured
from transforms.extract.verdict import before_parsing, before_reading, is_challenge, reject, why_none

__all__ = ["check_selector", "extract", "platform_of", "read_page"]


def extract(
    snapshot: Snapshot, *, source: Source | None = None, platforms: Mapping[str, Platform] | None = None
) -> Article | Rejection:
    """The article of one snapshot, or its rejection with the reason; never an exception, whatever the bytes.

    The source's rules come over its platform's; without a source the platform is known by its fingerprints on the page.
    Where no rules find an article and the page calls itself one or belongs to no known platform, trafilatura reads it.
    """
    known = platforms or {}
    rejection = before_parsing(snapshot)
    if rejection is not None:
        return rejection
    html = to_utf8(snapshot.body, snapshot.charset)
    rejection = before_reading(snapshot, html)
    if rejection is not None:
        return rejection
    page = Page(html)
    challenge = is_challenge(page, known)
    if challenge:
        return reject(snapshot, RejectionReason.CHALLENGE, challenge)
    platform = known.get(source.platform or "") if source else None
    platform = platform or platform_of(page, known)
    junk = _junk_pattern(snapshot, source, platform)
    if junk:
        return reject(snapshot, RejectionReason.DUPLICATE_ADDRESS, f"the address matches {junk!r}")
    return _by_rules(snapshot, page, source, platform) or _without_rules(snapshot, page, source, platform)


def read_page(
    url: str,
    html: str | bytes,
    *,
    platforms: Mapping[str, Platform],
    source: Source | None = None,
    fetched_at: datetime,
    imported: bool = False,
) -> Article | Rejection:
    """The article of a page given as text or bytes: what `khotin extract` reads from a line of its input."""
    try:
        address = canonical(url)
    except ValueError:
        address = url
    snapshot = Snapshot(
        url=address,
        final_url=address,
        source_id=source.id if source else "",
        fetched_at=fetched_at,
        run_id="",
        body=html.encode("utf-8", "replace") if isinstance(html, str) else html,
        charset="utf-8" if isinstance(html, str) else "",
        imported=imported,
    )
    return extract(snapshot, source=source, platforms=platforms)


def platform_of(page: Page, platforms: Mapping[str, Platform]) -> Platform | None:
    """The platform with most of its fingerprints on the page; of equals, the one that has fewer to find."""
    best: tuple[int, int] | None = None
    found = None
    for platform in platforms.values():
        count = sum(_has_fingerprint(page, mark) for mark in platform.fingerprints)
        rank = (count, -len(platform.fingerprints))
        if count and (best is None or rank > best):
            best, found = rank, platform
    return found


def _junk_pattern(snapshot: Snapshot, source: Source | None, platform: Platform | None) -> str:
    """The pattern of addresses never to ask for that the page's address matches, "" where it matches none."""
    parts = urlsplit(snapshot.final_url or snapshot.url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    patterns = (*(platform.junk if platform else ()), *(source.junk if source else ()))
    return next((p for p in patterns if re.search(p, address)), "")


def _has_fingerprint(page: Page, mark: str) -> bool:
    return page.contains(mark[5:].encode()) if mark.startswith("text:") else page.has(mark)


def _by_rules(
    snapshot: Snapshot, page: Page, source: Source | None, platform: Platform | None
) -> Article | Rejection | None:
    """What the rules make of the page; None where they find no article on it."""
    rules: dict[FieldName, FieldRule] = {**(platform.fields if platform else {}), **(source.rules if source else {})}
    if not rules:
        return None
    if platform is not None:
        if any(page.has(mark) for mark in platform.other_marks):
            return None
        if platform.article_marks and not any(page.has(mark) for mark in platform.article_marks):
            return None
    base = snapshot.final_url or snapshot.url
    reader = RuleReader(
        page,
        rules,
        drop=platform.drop if platform else (),
        date_forms=platform.date_forms if platform else (),
        day_first=platform.day_first if platform else True,
        now=snapshot.fetched_at,
        absolute=lambda href: _absolute(base, href),
    )
    draft = reader.read()
    if draft is None or (
        draft.published is None and snapshot.listed_at is None and not read_structured(page).is_article
    ):
        return None
    language = source.language if source else "vi"
    return finish(draft, snapshot, platform=platform.id if platform else None, extractor="rule", language=language)


def _without_rules(
    snapshot: Snapshot, page: Page, source: Source | None, platform: Platform | None
) -> Article | Rejection:
    """trafilatura's reading; on a known platform only where the page calls itself an article."""
    structured = read_structured(page)
    if platform is not None and (not structured.is_article or any(page.has(mark) for mark in platform.other_marks)):
        return why_none(snapshot, page, platform, f"no article by the rules of {platform.id}")
    base = snapshot.final_url or snapshot.url
    draft = read_fallback(
        page,
        structured,
        url=base,
        now=snapshot.fetched_at,
        absolute=lambda href: _absolute(base, href),
        saved=snapshot.imported and snapshot.url.startswith("khotin:"),
    )
    if isinstance(draft, str):
        return why_none(snapshot, page, platform, draft)
    refused = why_none(snapshot, page, None, "")
    if refused.reason in (RejectionReason.ERROR_PAGE, RejectionReason.EMPTY) or refused.detail == "a front page":
        return refused
    language = source.language if source else "vi"
    return finish(draft, snapshot, platform=platform.id if platform else None, extractor="fallback", language=language)


def _absolute(base: str, href: str) -> str:
    """An address of the page made absolute; as written where it is none."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href
