"""What must hold of a source or platform beyond its shape: addresses, codes, patterns, selectors, politeness."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec

from records.errors import RegistryError
from records.places import provinces
from records.platform import FieldName, FieldRule, Platform
from records.source import Design, Source
from sources.listing_checks import check_listing_rule
from sources.manners import check_politeness
from sources.reading import suggest

# Raises ValueError for a selector that can't be used. Given by the caller: no CSS engine lives in this folder.
CheckSelector = Callable[[str], None]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ATTRIBUTE = re.compile(r"\s*@[\w:-]+$")


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
    _check_rules(path, check_selector, "fields", platform.fields)
    check_listing_rule(path, "listing", platform.listing, partial(_check_selectors, path, check_selector))
    for number, form in enumerate(platform.date_forms):
        _check_date_form(path, f"date_forms[{number}].format", form.format)
    return platform


def check_source(source: Source, path: Path, platforms: Iterable[str], check_selector: CheckSelector) -> Source:
    """The source with its relative addresses made absolute; raises RegistryError naming key, value and the way out."""
    _check_id(source.id, path)
    if source.fetch_from is not None:
        _check_address(path, "fetch_from", source.fetch_from)
    check_named(path, "", source.home, source.province, source.platform, platforms)
    check_politeness(path, source.politeness)
    _check_patterns(path, article_pattern=(source.article_pattern,), junk=source.junk)
    _check_design(path, check_selector, "", source)
    if source.listing_rule:
        homes = [source.home, *([source.fetch_from] if source.fetch_from else [])]
        selectors = partial(_check_selectors, path, check_selector)
        check_listing_rule(path, "listing_rule", source.listing_rule, selectors, homes)
    _check_designs(path, source, platforms, check_selector)
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


def _check_province(path: Path, at: str, key: str | None) -> None:
    if key is None or key in provinces():
        return
    raise RegistryError(
        f"{path}: key '{at}': unknown {key!r}; write vintage and code in quotes, as in \"34:40\"; "
        + suggest(key, provinces(), most=6)
    )


def check_named(
    path: Path, at: str, home: str, province: str | None, platform: str | None, platforms: Iterable[str]
) -> None:
    """Home, province and platform of a portal; `at` is where in the file it stands ("closed[3].")."""
    _check_address(path, f"{at}home", home)
    if platform is not None and platform not in set(platforms):
        raise RegistryError(
            f"{path}: key '{at}platform': unknown platform {platform!r}; {suggest(platform, platforms)}"
        )
    _check_province(path, f"{at}province", province)


def _check_designs(path: Path, source: Source, platforms: Iterable[str], check: CheckSelector) -> None:
    """Earlier designs: each usable by itself, the oldest first, all of them over by today's."""
    for number, design in enumerate(source.designs):
        at = f"designs[{number}]."
        if design.platform is not None and design.platform not in set(platforms):
            known = suggest(design.platform, platforms)
            raise RegistryError(f"{path}: key '{at}platform': unknown platform {design.platform!r}; {known}")
        if design.platform is None and not design.rules:
            raise RegistryError(f"{path}: key '{at}rules': says nothing; give the rules or the platform of that design")
        _check_design(path, check, at, design)
    for number, (old, new) in enumerate(pairwise(source.designs), 1):
        if old.until >= new.until:
            raise RegistryError(
                f"{path}: key 'designs[{number}].until': {new.until} is not after {old.until} of the design before; "
                "write the oldest first, each with a day of its own"
            )


def _check_design(path: Path, check: CheckSelector, at: str, design: Design | Source) -> None:
    """The rules and marks by which pages are read."""
    _check_rules(path, check, f"{at}rules", design.rules)
    for key in ("drop", "article_marks", "other_marks"):
        _check_selectors(path, check, f"{at}{key}", getattr(design, key))


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


def _check_date_form(path: Path, key: str, form: str) -> None:
    """A strptime format that dates written by it can be read with."""
    try:
        datetime.strptime(datetime(2026, 3, 12, tzinfo=UTC).strftime(form), form)  # noqa: DTZ007 - only whether it can
    except (ValueError, re.error) as exc:
        raise RegistryError(f"{path}: key '{key}': {form!r} is no date format: {exc}") from exc


def _check_selectors(path: Path, check: CheckSelector, key: str, selectors: Iterable[str]) -> None:
    for selector in selectors:
        try:
            check(selector)
        except ValueError as exc:
            raise RegistryError(f"{path}: key '{key}': bad CSS selector {selector!r}: {exc}") from exc
