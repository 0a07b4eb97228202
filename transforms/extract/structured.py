"""Reads what a page says of itself to machines: Open Graph, JSON-LD, its <title>."""

import json
from collections.abc import Iterator
from typing import Any

from records.base import Record
from transforms.clean import clean_line
from transforms.extract.selecting import Page

_ARTICLES = frozenset(("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle"))
_MARKED = tuple(f'[itemtype$="schema.org/{kind}"]' for kind in ("NewsArticle", "Article", "BlogPosting"))
_LONGEST_SCRIPT = 200_000
_DEEPEST = 6


class Structured(Record, frozen=True):
    """The page's own words; "" for what it doesn't say. `is_article` where it calls itself one; `kind` is og:type;
    `text` is the whole body where JSON-LD gives it."""

    is_article: bool = False
    kind: str = ""
    title: str = ""
    page_title: str = ""
    description: str = ""
    text: str = ""
    published: str = ""
    modified: str = ""
    author: str = ""
    section: str = ""


def read_structured(page: Page) -> Structured:
    """What the page's metadata says; malformed JSON-LD is passed over, for half of the portals write some."""
    metas = _metas(page)
    linked = next(_linked_articles(page), {})
    return Structured(
        kind=metas.get("og:type", ""),
        is_article=metas.get("og:type", "") in ("article", "news") or bool(linked) or _is_marked(page),
        title=_text(linked.get("headline")) or metas.get("og:title", ""),
        page_title=page_title(page),
        description=_text(linked.get("description")) or metas.get("og:description", "") or metas.get("description", ""),
        text=_text(linked.get("articleBody")),
        published=_text(linked.get("datePublished")) or metas.get("article:published_time", ""),
        modified=_text(linked.get("dateModified")) or metas.get("article:modified_time", ""),
        author=_name(linked.get("author")),
        section=_text(linked.get("articleSection")) or metas.get("article:section", ""),
    )


def page_title(page: Page) -> str:
    """The text of <title>, of the head's and no picture's."""
    head = page.tree.head
    node = head.css_first("title") if head is not None else None
    return clean_line(node.text()) if node else ""


def _metas(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in page.tree.css("head meta[content]"):
        attributes = node.attributes
        key = (attributes.get("property") or attributes.get("name") or "").lower()
        if key and key not in found:
            found[key] = clean_line(attributes.get("content") or "")
    return found


def _is_marked(page: Page) -> bool:
    return page.contains(b"schema.org/") and any(page.has(selector) for selector in _MARKED)


def _linked_articles(page: Page) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that are articles."""
    if not page.contains(b"ld+json"):
        return
    for node in page.tree.css('script[type="application/ld+json"]'):
        raw = node.text()
        if not raw or len(raw) > _LONGEST_SCRIPT:
            continue
        try:
            value = json.loads(raw, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles_in(value, 0)


def _articles_in(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _articles_in(inner, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if _ARTICLES.intersection(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []):
            yield value
        yield from _articles_in(value.get("@graph"), depth + 1)


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return clean_line(value) if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value)))
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)
