"""Further pages of a listing that no address names: what to send for page N, and what the answer lists (PageRequest)."""

import json
import re
from html import escape
from typing import Any, Literal
from urllib.parse import quote, urlencode, urljoin

import msgspec

from crawlers.page import Page
from records.base import Record
from records.platform import PageRequest

_MARK = "#page={n}"
_FILLED = re.compile(r"\{([\w.]+)\}")
_TEXT = "text:"


class UnreadableAnswerError(ValueError):
    """Raised for an answer that is not what the platform's `request` says; the message says what was seen."""


class Ask(Record, frozen=True):
    """One request: where, and what is sent along."""

    address: str
    method: Literal["GET", "POST"] = "GET"
    body: bytes = b""
    headers: dict[str, str] = msgspec.field(default_factory=dict)


def pseudo_form() -> str:
    """The `next_page` pattern under which such pages are known: the listing's address with "#page=N"."""
    return _MARK


def read_values(request: PageRequest, page: Page) -> tuple[dict[str, str], list[str]]:
    """The request's `values` as they stand on the listing's first page, and the names of those that don't."""
    found = {name: _value(where, page) for name, where in request.values.items()}
    return {k: v for k, v in found.items() if v is not None}, [k for k, v in found.items() if v is None]


def _value(where: str, page: Page) -> str | None:
    if where.startswith(_TEXT):
        match = re.search(where.removeprefix(_TEXT), page.text)
        return match[1] if match else None
    selector, _, attribute = where.partition("@")
    nodes = page.tree.cssselect(selector)
    if not nodes:
        return None
    return str(nodes[0].get(attribute, "")) if attribute else str(nodes[0].text_content()).strip()


def hidden_fields(page: Page) -> dict[str, str]:
    """Every hidden input of a page, by name (ASP.NET's __VIEWSTATE and its like)."""
    inputs = (node for node in page.tree.iter("input") if (node.get("type") or "").lower() == "hidden")
    return {node.get("name", ""): node.get("value", "") for node in inputs if node.get("name")}


def ask_for(
    request: PageRequest, listing: str, number: int, *, values: dict[str, str], hidden: dict[str, str] | None = None
) -> Ask:
    """What to send for page `number` of the listing; `hidden` are the hidden fields of the page before."""
    words = {"n": str(number), **values}
    address = urljoin(listing, _fill(request.url, words, _address_part)) if request.url else listing
    headers = {name: _fill(value, words, str) for name, value in request.headers.items()}
    if request.json:
        body = _fill(request.json, words, lambda value: json.dumps(value, ensure_ascii=False)[1:-1])
        sent = {"Content-Type": "application/json; charset=utf-8"}
    elif request.form or request.hidden_fields:
        form = (hidden or {}) | {name: _fill(value, words, str) for name, value in request.form.items()}
        body, sent = urlencode(form), {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    else:
        return Ask(address=address, headers=headers)
    return Ask(address=address, method="POST", body=body.encode(), headers=sent | headers)


def _fill(text: str, words: dict[str, str], form: Any) -> str:
    """Puts words in place of their {name}; other braces (of JSON) stay."""
    return _FILLED.sub(lambda m: form(words[m[1]]) if m[1] in words else m[0], text)


def read_further(request: PageRequest, listing: str, body: bytes, content_type: str = "") -> Page:
    """The page that an answer holds, with links as on a listing: HTML, HTML inside JSON, or JSON items made links.

    Raises UnreadableAnswerError for an answer of another kind.
    """
    if request.html_at is None and request.items_at is None:
        return Page(listing, body, content_type)
    try:
        answer = json.loads(body.decode("utf-8-sig"))
        if request.html_at is not None:
            inside = _at(answer, request.html_at)
            if not isinstance(inside, str | None):
                raise UnreadableAnswerError(f"no HTML under {request.html_at!r} but {type(inside).__name__}")
            return Page(listing, (inside or "").encode(), "text/html; charset=utf-8")
        items = _at(answer, request.items_at or "")
        items = json.loads(items) if isinstance(items, str) else items
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as exc:
        raise UnreadableAnswerError(f"not JSON: {body[:60]!r}") from exc
    if not isinstance(items, list | None):
        raise UnreadableAnswerError(f"no list under {request.items_at!r} but {type(items).__name__}")
    return _page_of_items(listing, request.item_url, items or [])


def _at(answer: Any, path: str) -> Any:
    """What lies under a dotted path, None where nothing does; JSON inside a string is read on the way."""
    for key in filter(None, path.split(".")):
        if isinstance(answer, str) and answer[:1] in ("[", "{"):
            answer = json.loads(answer)
        if isinstance(answer, dict):
            answer = answer.get(key)
        elif isinstance(answer, list) and key.isdigit() and int(key) < len(answer):
            answer = answer[int(key)]
        else:
            return None
    return answer


def _page_of_items(listing: str, item_url: str, items: list[Any]) -> Page:
    anchors = []
    for item in items:
        words = _words(item)
        if all(name in words for name in _FILLED.findall(item_url)):
            # A key alone is an address already; one among others is a part of one.
            address = words[item_url[1:-1]] if item_url[1:-1] in words else _fill(item_url, words, _part)
            anchors.append(f'<a href="{escape(address)}">{escape(words.get("title") or words.get("Title") or "")}</a>')
    return Page(listing, f"<html><body>{''.join(anchors)}</body></html>".encode(), "text/html; charset=utf-8")


def _address_part(value: str) -> str:
    """A value put into an address: quoted, unless it is an address itself ("{api}&page={n}")."""
    return value if value.startswith(("http://", "https://")) else quote(value)


def _part(value: str) -> str:
    return quote(value, safe="/:?=&-._~%")


def _words(item: Any, prefix: str = "") -> dict[str, str]:
    """An item's texts and numbers by key, those inside of inner objects by "outer.inner"."""
    words: dict[str, str] = {}
    for key, value in item.items() if isinstance(item, dict) else ():
        if isinstance(value, str | int) and not isinstance(value, bool):
            words[prefix + key] = str(value)
        elif isinstance(value, dict) and not prefix:
            words |= _words(value, f"{key}.")
    return words
