"""What must hold of the way to a listing's further pages: a pattern with a page number, or a request that can be sent."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from records.errors import RegistryError
from records.platform import ListingRule, PageRequest
from sources.reading import suggest

# Raises RegistryError for a bad selector under a key.
CheckSelectors = Callable[[str, Iterable[str]], None]

_NUMBER = re.compile(r"\{n(\*[1-9]\d*)?\}")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_]\w*)\}")
_ATTRIBUTE = re.compile(r"@[\w:-]+$")


def check_listing_rule(
    path: Path, key: str, rule: ListingRule, check_selectors: CheckSelectors, homes: Iterable[str] = ()
) -> None:
    """Raises RegistryError naming file, key, value and the way out.

    `homes` are the addresses of the site the rule is for; none for a platform, which has many.
    """
    check_selectors(f"{key}.links", rule.links)
    if rule.next_page is not None and not _NUMBER.search(rule.next_page):
        raise RegistryError(
            f"{path}: key '{key}.next_page': {rule.next_page!r} lacks {{n}}, the page number, as in \"page-{{n}}/\""
        )
    if rule.first_page < 0:
        raise RegistryError(f"{path}: key '{key}.first_page': {rule.first_page} is no page's number; write 2 (or 0, 1)")
    if rule.request is not None:
        _check_host(path, f"{key}.request.url", rule.request.url, tuple(homes))
        _check_request(path, f"{key}.request", rule.request, check_selectors)


def _check_host(path: Path, key: str, url: str, homes: tuple[str, ...]) -> None:
    """A crawl asks its own site only: an address with a host must be on it."""
    try:
        host = urlsplit(url).netloc
    except ValueError as exc:
        raise RegistryError(f"{path}: key '{key}': {url!r} is no address: {exc}") from exc
    if host and not any(_bare(host) == _bare(urlsplit(home).netloc) for home in homes):
        where = f"on {' or '.join(urlsplit(home).netloc for home in homes)}" if homes else 'without a host ("/api/…")'
        raise RegistryError(f"{path}: key '{key}': {url!r} is on another host; write an address {where}")


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.")


def _check_request(path: Path, key: str, request: PageRequest, check_selectors: CheckSelectors) -> None:
    sent = {"url": request.url, "json": request.json}
    sent |= {f"form.{name}": value for name, value in request.form.items()}
    sent |= {f"headers.{name}": value for name, value in request.headers.items()}
    for name, value in sent.items():
        _check_placeholders(path, f"{key}.{name}", value, request.values)
    if not request.hidden_fields and not any("{n}" in value for value in sent.values()):
        raise RegistryError(
            f"{path}: key '{key}': {{n}}, the page number, stands nowhere in url, form or json; without it every "
            "request asks for the same page (only hidden_fields: true goes on by itself)"
        )
    if request.form and request.json:
        raise RegistryError(f"{path}: key '{key}.json': a request has a form or a JSON body; leave one of them out")
    if "n" in request.values:
        raise RegistryError(f"{path}: key '{key}.values.n': {{n}} is the page number; give the value another name")
    for name, place in request.values.items():
        _check_value(path, f"{key}.values.{name}", place, check_selectors)
    _check_answer(path, key, request)


def _check_placeholders(path: Path, key: str, text: str, values: Iterable[str]) -> None:
    known = ("n", *values)
    unknown = [name for name in _PLACEHOLDER.findall(text) if name not in known]
    if unknown:
        hint = f"name where it stands in values; {suggest(unknown[0], known)}"
        raise RegistryError(f"{path}: key '{key}': unknown placeholder {{{unknown[0]}}} in {text!r}; {hint}")


def _check_value(path: Path, key: str, place: str, check_selectors: CheckSelectors) -> None:
    """A value's place: "selector@attribute", or "text:" and a regular expression with one group."""
    if place.startswith("text:"):
        try:
            groups = re.compile(place[5:]).groups
        except re.error as exc:
            raise RegistryError(f"{path}: key '{key}': {place!r} is no regular expression: {exc}") from exc
        if groups != 1:
            raise RegistryError(
                f"{path}: key '{key}': {place!r} has {groups} groups; put the value in one pair of brackets ( )"
            )
    elif not _ATTRIBUTE.search(place):
        raise RegistryError(
            f"{path}: key '{key}': {place!r} names no attribute; write selector@attribute, as in \"#category@value\", "
            'or "text:" and a regular expression'
        )
    else:
        check_selectors(key, [_ATTRIBUTE.sub("", place).strip()])


def _check_answer(path: Path, key: str, request: PageRequest) -> None:
    """HTML, HTML inside JSON, or JSON items whose addresses can be made."""
    if request.items_at is not None and request.html_at is not None:
        raise RegistryError(
            f"{path}: key '{key}.html_at': the answer holds HTML or items; leave html_at or items_at out"
        )
    if request.items_at is not None and not _PLACEHOLDER.search(request.item_url):
        raise RegistryError(
            f"{path}: key '{key}.item_url': {request.item_url!r} makes no address of an item; "
            'fill in its keys, as in "/tin/{Slug}-{Id}.html"'
        )
    if request.item_url and request.items_at is None:
        raise RegistryError(f"{path}: key '{key}.items_at' is missing: item_url is filled from the items it names")
