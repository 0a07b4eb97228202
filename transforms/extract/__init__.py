"""Reads a page into an article, or says why it is none: by the rules of its source or platform, by what the page says to
machines, else by trafilatura."""

from collections.abc import Mapping
from datetime import datetime

from records.article import Article
from records.platform import Platform
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from records.source import Source
from transforms.addresses import canonical
from transforms.extract.decode import begins_as_utf8, to_utf8
from transforms.extract.footer import above_footer
from transforms.extract.reading import Reading
from transforms.extract.rulebook import platform_of
from transforms.extract.selecting import Page, check_selector
from transforms.extract.verdict import SHORT_TEXT, before_parsing, before_reading, is_challenge, reject

__all__ = ["check_selector", "extract", "platform_of", "read_page"]


def extract(
    snapshot: Snapshot, *, source: Source | None = None, platforms: Mapping[str, Platform] | None = None
) -> Article | Rejection:
    """The article of one snapshot, or its rejection with the reason; never an exception, whatever the bytes.

    Tried in this order: the source's rules (as they held when the page was fetched) over its platform's, the platform's
    alone, those of the platform that the page shows by its fingerprints, what the page marks for machines, trafilatura.
    """
    known = platforms or {}
    rejection = before_parsing(snapshot)
    if rejection is not None:
        return rejection
    if begins_as_utf8(snapshot.body, snapshot.charset):
        found = _read(snapshot, snapshot.body, source, known)
        # What is broken further down shows in what was read, or kept the page from being read.
        if isinstance(found, Article) and not any(map(_is_broken, (found.title, found.lead, found.body, found.byline))):
            return found
        html = to_utf8(snapshot.body, snapshot.charset)
        return found if html == snapshot.body else _read(snapshot, html, source, known)
    return _read(snapshot, to_utf8(snapshot.body, snapshot.charset), source, known)


def _is_broken(text: str) -> bool:
    return "\ufffd" in text


def _read(snapshot: Snapshot, html: bytes, source: Source | None, known: Mapping[str, Platform]) -> Article | Rejection:
    """What a page in UTF-8 is read as."""
    rejection = before_reading(snapshot, html)
    if rejection is not None:
        return rejection
    above = _read_above_footer(snapshot, html, source, known)
    if above is not None:
        return above
    page = Page(html)
    reading = Reading(snapshot, page, source, known)
    found = reading.by_rules()
    if isinstance(found, Article) and len(found.lead) + len(found.body) > SHORT_TEXT:
        return found
    challenge = is_challenge(page, known)
    if challenge:
        return reject(snapshot, RejectionReason.CHALLENGE, challenge)
    return found if found is not None else reading.otherwise()


def _read_above_footer(
    snapshot: Snapshot, html: bytes, source: Source | None, known: Mapping[str, Platform]
) -> Article | None:
    """The article that the rules find above the page's footer, None where one of its chief parts isn't there."""
    above = above_footer(html)
    if above is html or (source is not None and source.distrusted):
        return None
    found = Reading(snapshot, Page(above, whole=html), source, known).by_rules()
    if not isinstance(found, Article) or found.published_from != "page" or found.published_at is None:
        return None
    return found if len(found.lead) + len(found.body) > SHORT_TEXT else None


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
