"""What must hold of a source or platform beyond its shape: addresses, codes, patterns, selectors, politeness."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec

from records.errors import RegistryError
from records.places import provinces
from records.platform import FieldName, FieldRule, Platform
from records.source import Politeness, Source
from sources.reading import suggest

# Raises ValueError for a selector that can't be used. Given by the caller: no CSS engine lives in this folder.
CheckSelector = Callable[[str], None]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ATTRIBUTE = re.compile(r"\s*@[\w:-]+$")
_DEFAULT = Politeness()


def balanced(selector: str) -> None:
    """The check used where the caller gives none: brackets and quotes close, and something stands on each side of a
    comma or combinator. Raises ValueError."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", selector)
    if not bare.strip() or "'" in bare or '"' in bare:
        raise ValueError("empty, or a quote is not closed")
    if any(bare.count(a) != bare.count(b) for a, b in ("[]", "()")):
        raise ValueError("a bracket is not closed")
    if re.search(r"(^|,)\s*(,|$)|[>+~]\s*($|,|[>+~])|[.#]($|[\s.#,>])", bare.strip()):
        raise ValueError("nothing stands where a name is expected")


def check_platform(platform: Platform, path: Path, check_selector: CheckSelector) -> Platform:
    """The platform itself; raises RegistryError for an id, pattern or selector that can't be used."""
    _check_id(platform.id, path)
    if not platform.fingerprints:
        raise RegistryError(f"{path}: key 'fingerprints' is empty; name a selector or text that only its pages have")
    _check_patterns(path, article_pattern=(platform.article_pattern,), junk=platform.junk)
    marks = [f for f in platform.fingerprints if not f.startswith("text:")]
    _check_selectors(path, check_selector, "fingerprints", marks)
    _check_selectors(path, check_selector, "drop", platform.drop)
    _check_selectors(path, check_selector, "article_marks", platform.article_marks)
    _check_selectors(path, check_selector, "other_marks", platform.other_marks)
    _check_selectors(path, check_selector, "listing.links", platform.listing.links)
    _check_rules(path, check_selector, "fields", platform.fields)
    _check_next_page(path, "listing.next_page", platform.listing.next_page)
    return platform


def check_source(source: Source, path: Path, platforms: Iterable[str], check_selector: CheckSelector) -> Source:
    """The source with its relative addresses made absolute; raises RegistryError naming key, value and the way out."""
    _check_id(source.id, path)
    _check_address(path, "home", source.home)
    if source.fetch_from is not None:
        _check_address(path, "fetch_from", source.fetch_from)
    if source.platform is not None and source.platform not in set(platforms):
        raise RegistryError(f"{path}: unknown platform {source.platform!r}; {suggest(source.platform, platforms)}")
    _check_province(path, source.province)
    _check_politeness(path, source.politeness)
    _check_patterns(path, article_pattern=(source.article_pattern,), junk=source.junk)
    _check_rules(path, check_selector, "rules", source.rules)
    if source.listing_rule:
        _check_selectors(path, check_selector, "listing_rule.links", source.listing_rule.links)
        _check_next_page(path, "listing_rule.next_page", source.listing_rule.next_page)
    if source.valid_from and source.valid_until and source.valid_from > source.valid_until:
        raise RegistryError(f"{path}: key 'valid_until': {source.valid_until} is before valid_from {source.valid_from}")
    return _absolute(source, path)


def home_key(home: str) -> str:
    """What two spellings of one home share: host without "www.", port and path without the last slash."""
    parts = urlsplit(home)
    return parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")


def _absolute(source: Source, path: Path) -> Source:
    """Feeds, sitemaps and listings may be written relative to home ("/rss/")."""
    home = source.home if source.home.endswith("/") else source.home + "/"

    def full(key: str, url: str) -> str:
        absolute = urljoin(home, url)
        _check_address(path, key, absolute)
        return absolute

    return msgspec.structs.replace(
        source,
        feeds=tuple(full("feeds", u) for u in source.feeds),
        sitemaps=tuple(full("sitemaps", u) for u in source.sitemaps),
        listings=tuple(msgspec.structs.replace(e, url=full("listings", e.url)) for e in source.listings),
    )


def _check_id(identifier: str, path: Path) -> None:
    if not _ID.fullmatch(identifier):
        raise RegistryError(f"{path}: key 'id': {identifier!r} must be lower-case letters, digits and hyphens")


def _check_address(path: Path, key: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good or re.search(r"\s", url):
        raise RegistryError(f"{path}: key '{key}': {url!r} is no address; write https://host/…")


def _check_province(path: Path, key: str | None) -> None:
    if key is None or key in provinces():
        return
    raise RegistryError(
        f"{path}: key 'province': unknown {key!r}; write vintage and code in quotes, as in \"34:40\"; "
        + suggest(key, provinces(), most=6)
    )


def _check_politeness(path: Path, manners: Politeness) -> None:
    """Anything less polite than the defaults says why."""
    if manners.delay_seconds < 0 or manners.concurrency < 1:
        raise RegistryError(f"{path}: key 'politeness': a delay below 0 or a concurrency below 1 means nothing")
    rude = [
        name
        for name, is_rude in (
            ("delay_seconds", manners.delay_seconds < _DEFAULT.delay_seconds),
            ("concurrency", manners.concurrency > _DEFAULT.concurrency),
            ("obey_robots", not manners.obey_robots),
            ("allow_private", manners.allow_private),
        )
        if is_rude
    ]
    if rude and not manners.because.strip():
        raise RegistryError(
            f"{path}: key 'politeness.{rude[0]}': {getattr(manners, rude[0])!r} is less polite than the default "
            f"{getattr(_DEFAULT, rude[0])!r}; say why in politeness.because"
        )


def _check_patterns(path: Path, **patterns: Iterable[str | None]) -> None:
    for key, values in patterns.items():
        for value in values:
            try:
                re.compile(value or "")
            except re.error as exc:
                raise RegistryError(f"{path}: key '{key}': {value!r} is no regular expression: {exc}") from exc


def _check_rules(path: Path, check: CheckSelector, key: str, rules: Mapping[FieldName, FieldRule]) -> None:
    for field, rule in rules.items():
        if not (rule.select or rule.first_bold or rule.last_line):
            raise RegistryError(f"{path}: key '{key}.{field}': says nothing; give select, first_bold or last_line")
        _check_selectors(path, check, f"{key}.{field}.select", [_ATTRIBUTE.sub("", s) for s in rule.select])
        _check_selectors(path, check, f"{key}.{field}.strip", rule.strip)


def _check_selectors(path: Path, check: CheckSelector, key: str, selectors: Iterable[str]) -> None:
    for selector in selectors:
        try:
            check(selector)
        except ValueError as exc:
            raise RegistryError(f"{path}: key '{key}': bad CSS selector {selector!r}: {exc}") from exc


def _check_next_page(path: Path, key: str, pattern: str | None) -> None:
    if pattern is not None and "{n}" not in pattern:
        raise RegistryError(f"{path}: key '{key}': {pattern!r} lacks {{n}}, the page number, as in \"page-{{n}}/\"")
