"""What scripts on a sample portal ask its server for, and what they are answered: JSON both ways."""

import json
from collections.abc import Iterable
from typing import Any

from samples.shape import SampleArticle
from samples.site import Page


def asked_json(body: bytes) -> dict[str, Any]:
    """The JSON object that a POST sent; empty where it sent none."""
    try:
        sent = json.loads(body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def json_page(value: object) -> Page:
    """An answer."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return Page(body=body, media_type="application/json; charset=utf-8")


def by_number(articles: Iterable[SampleArticle], number: str) -> SampleArticle | None:
    """The article of a number."""
    return next((a for a in articles if str(a.number) == number), None)
