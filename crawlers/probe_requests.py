"""Finds out how an API that a listing's script names is asked for further pages, by asking it for two of them."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote_plus

from msgspec.structs import replace

from crawlers.candidate import Site, path_query
from crawlers.further import Ask, UnreadableAnswerError, ask_for, read_further, read_values
from crawlers.listings import article_links
from crawlers.page import UNREADABLE, Page
from crawlers.scripted import find_requests
from crawlers.visit import Visit
from records.platform import ListingRule, PageRequest

# Calls tried of one page, and how far down an answer's lists and texts are looked for.
_MOST_TRIED = 3
_DEEPEST = 4
_KEY = re.compile(r"^[\w$.-]+$")
_SPLIT = re.compile(r"([?&=/])")
# Of an API's items this share must have an address that the listing itself shows.
_EXPLAINED = 0.5
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Words of an address or of what is sent that tell of something done, not read: a probe leaves no trace.
_DEEDS = frozenset(
    {"vote", "votes", "voting", "voted", "poll", "like", "likes", "liked", "unlike", "dislike", "rating", "ratings"}
    | {"rate", "rated", "comment", "comments", "feedback", "contact", "login", "logout", "signin", "signup", "register"}
    | {"subscribe", "upload", "delete", "remove", "insert", "save", "send"}
    | {"binhluan", "binhchon", "danhgia", "gopy", "lienhe", "dangky", "dangnhap"}
)


def probe_request(
    visit: Visit, site: Site, pages: Sequence[tuple[str, Page]], *, enough_time: Callable[[], bool]
) -> PageRequest | None:
    """How listings whose further pages no address names are asked for them: what a script of theirs sends, tried.

    `pages` are listings with their addresses, of which the first with such a script is asked; what differs between
    two of them is taken from each one's own source. None where no script names such a request, or its answers bring no
    other articles.
    """
    scripted = [(listing, page, asked) for listing, page in pages if (asked := find_requests(page))]
    if not scripted:
        return None
    listing, page, requests = scripted[0]
    shown = {link.url for link in article_links(page, site, ListingRule())}
    for request in requests[:_MOST_TRIED]:
        known = _shared(request, page, scripted[1][2]) if len(scripted) > 1 else request
        values, missing = read_values(known, page)
        if missing or not enough_time():
            continue
        bodies = [visit.ask(ask) for ask in _asks(known, listing, values, site)]
        if bodies and all(body.is_read for body in bodies):
            found = _understood(known, listing, [body.body for body in bodies], site, shown)
            if found is not None:
                return found
    return None


def _asks(request: PageRequest, listing: str, values: dict[str, str], site: Site) -> list[Ask]:
    """What to send for pages 1 and 2; nothing where it may not be tried: only this site is asked, and for nothing
    that a visitor would do by it."""
    try:
        asks = [ask_for(request, listing, number, values=values) for number in (1, 2)]
        return asks if all(site.canonical(ask.address) and not _does_something(ask) for ask in asks) else []
    except ValueError:  # a value that makes no address
        return []


def _does_something(ask: Ask) -> bool:
    text = unquote_plus(f"{path_query(ask.address)} {ask.body.decode(errors='replace')}")
    words = {word.lower() for said in (text, re.sub("[-_]", "", text)) for word in _WORD.findall(said)}
    return bool(words & _DEEDS)


def _understood(
    request: PageRequest, listing: str, bodies: Sequence[bytes], site: Site, shown: set[str]
) -> PageRequest | None:
    """The request with where its answers hold articles, None where they hold none that the listing has not shown."""
    for read in _readings(request, bodies, shown):
        try:
            first, second = (_articles(read_further(read, listing, body), site) for body in bodies)
        except (UnreadableAnswerError, *UNREADABLE):
            continue
        if second - shown - first:
            return read
    return None


def _articles(page: Page, site: Site) -> set[str]:
    return {link.url for link in article_links(page, site, ListingRule())}


def _readings(request: PageRequest, bodies: Sequence[bytes], shown: set[str]) -> Iterator[PageRequest]:
    """The ways in which the answers may be read: a page, a page inside JSON, items of JSON."""
    try:
        first = json.loads(bodies[0].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        yield request
        return
    for path, value in _inside(first):
        if isinstance(value, str) and "<a " in value.lower():
            yield replace(request, html_at=path)
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            items = [_words(item) for item in value]
            for form in _addresses_of(items, shown):
                yield replace(request, items_at=path, item_url=form)


def _inside(answer: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every value of an answer with the dotted path to it; JSON inside of a text is looked into."""
    if isinstance(answer, str) and answer[:1] in ("[", "{"):
        try:
            answer = json.loads(answer)
        except (ValueError, RecursionError):
            return
    yield path, answer
    if isinstance(answer, dict) and depth < _DEEPEST:
        for key, value in answer.items():
            if _KEY.match(key) and "." not in key:
                yield from _inside(value, f"{path}.{key}" if path else key, depth + 1)


def _words(item: Mapping[str, Any]) -> dict[str, str]:
    plain = {k: v for k, v in item.items() if isinstance(v, str | int) and not isinstance(v, bool)}
    return {key: str(value) for key, value in plain.items() if str(value)}


def _addresses_of(items: Sequence[Mapping[str, str]], shown: set[str]) -> list[str]:
    """How items' addresses are made of their keys, by the addresses that the listing shows; likeliest first.

    A key that is an address already; else the address of an article with an item's values put back as their keys.
    """
    plain = Counter(k for item in items for k, v in item.items() if re.match(r"(https?:/)?/[^\s<]*$", v))
    ready = ["{" + key + "}" for key, count in plain.most_common() if count >= _EXPLAINED * len(items)]
    made: Counter[str] = Counter()
    addresses = [path_query(url) for url in shown]
    for item in items:
        made.update({form for at in addresses if (form := _form(at, item))})
    enough = [form for form, count in made.most_common(4) if count >= _EXPLAINED * min(len(items), len(shown))]
    return [*ready, *enough]


def _form(address: str, item: Mapping[str, str]) -> str:
    """An address with an item's values as their keys; "" where it holds none that tells the item from others."""
    form, told = address, False
    for key, value in sorted(item.items(), key=lambda pair: -len(pair[1])):
        if len(value) > 200 or not re.fullmatch(r"[\w.~%-]+", value):
            continue
        place = re.compile(rf"(?<![\w{{]){re.escape(value)}(?![\w}}])")
        if (len(value) >= 4 or value.isdigit()) and place.search(form):
            form = place.sub("{" + key + "}", form, count=1)
            told = True
    return form if told else ""


def _shared(request: PageRequest, page: Page, others_asked: Sequence[PageRequest]) -> PageRequest:
    """The request with what another listing's script has otherwise taken from the listing's own source."""
    twin = next((r for r in others_asked if _bones(r) == _bones(request)), None)
    if twin is None or twin == request:
        return request
    values = dict(request.values)

    def own(key: str, value: str) -> str:
        where = rf"text:{re.escape(key)}[\"']?\s*[:=/]\s*[\"']?([\w-]+)"
        name = f"own{len(values) + 1}"
        trial = PageRequest(values={name: where})
        if read_values(trial, page)[0].get(name) != value:
            return value
        values[name] = where
        return "{" + name + "}"

    parts, others = _SPLIT.split(request.url), _SPLIT.split(twin.url)
    url = "".join(
        own(parts[n - 2], part) if n > 1 and part != theirs else part
        for n, (part, theirs) in enumerate(zip(parts, others, strict=True))
    )
    form = {k: own(k, v) if twin.form.get(k) != v else v for k, v in request.form.items()}
    pairs, theirs = _json_pairs(request.json), _json_pairs(twin.json)
    body = request.json
    for key, value in pairs.items():
        if theirs.get(key) != value:
            body = body.replace(
                f'"{key}": {value}', f'"{key}": ' + value.replace(value.strip('"'), own(key, value.strip('"')))
            )
    return replace(request, url=url, form=form, json=body, values=values)


def _bones(request: PageRequest) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """What the same call has in common on two listings."""
    return len(_SPLIT.split(request.url)), tuple(request.form), tuple(_json_pairs(request.json))


def _json_pairs(text: str) -> dict[str, str]:
    return dict(re.findall(r'"([^"]+)": ("[^"]*"|[^,}]+\}?|\{\w+\})(?=[,}])', text))
