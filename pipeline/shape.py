"""The JSON that the command line promises, made from records."""

from collections.abc import Mapping
from typing import Any

from records.article import Article
from records.base import to_builtins
from records.rejection import Rejection

_PAGE_FIELDS = (
    "article_id", "url", "source_id", "platform", "title", "lead", "body", "byline", "authors", "credit", "credit_url", "section",
    "published_at", "published_precision", "modified_at", "language", "images", "attachments", "legal_texts", "keywords",
    "extractor", "confidence",
)  # fmt: skip


def tags_json(article: Article) -> dict[str, Any]:
    """What `khotin tag` gives of an article, less its id."""
    raw = to_builtins(article)
    return {
        "language": article.language,
        "provinces": raw["provinces"],
        "regions": raw["regions"],
        "sectors": [sector.code for sector in article.sectors],
        "sector_evidence": raw["sectors"],
        "events": raw["events"],
    }


def outcome_json(found: Article | Rejection, *, tags: bool) -> dict[str, Any]:
    """What `khotin extract` gives of a page: the article's fields and its tags, or why it is none."""
    if isinstance(found, Rejection):
        return {"outcome": "rejection", "url": found.url, "reason": found.reason.value, "detail": found.detail}
    raw = to_builtins(found)
    page = {"outcome": "article"} | {name: raw[name] for name in _PAGE_FIELDS}
    return page | (tags_json(found) if tags else {})


def refused_json(row: Mapping[str, Any], why: str) -> dict[str, Any]:
    """What `khotin extract --batch` gives for a line that holds no page, or whose page could not be read at all."""
    return {"outcome": "rejection", "url": str(row.get("url") or ""), "reason": "unreadable", "detail": why}
