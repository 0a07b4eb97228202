"""How much a page looks like an article before any rule is known."""

import re
from urllib.parse import urlsplit

from transforms.learn.studied import LEAST_TITLE, PROSE, Studied

_LISTING_ADDRESS = re.compile(
    r"(?:^|[/?&_-])(?:page|trang|tag|tags|category|categories|chuyen-muc|author|search|tim-kiem|archive|archives|feed|rss"
    r"|lien-he|contact|gioi-thieu|about|sitemap|login|dang-nhap)(?:[/=.-]|$)",
    re.I,
)


def likeness_of(one: Studied) -> float:
    """How much the page looks like an article, up to about 6."""
    best = max(one.tree.nodes, key=one.f1, default=None) if one.taught else None
    prose = sum(len(line) for line in one.taught.split("\n") if len(line) >= PROSE)
    linked = one.tree.link_share(best) if best is not None else 1.0
    title = bool(one.titles) and len(one.tree.letters(one.titles[0])) >= LEAST_TITLE
    score = 1.5 * title + 1.5 * min(1.0, prose / 700) + (1 - linked) ** 2
    score += 0.5 * bool(one.stamps) + 0.5 * one.structured.is_article + 0.5 * _is_slug(one.address)
    score += 0.5 * (one.snapshot.listed_at is not None)
    if best is not None:
        score -= 8 * max(0.0, one.teasers(best) - 0.3)
    listing = bool(_LISTING_ADDRESS.search(_after_host(one.address))) and one.snapshot.listed_in != "feed"
    # A page that links call by a headline may be an article in a folder called "archives".
    return score - 3 * one.is_home - (0.75 if one.snapshot.listed_titles else 1.5) * listing


def _after_host(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_slug(address: str) -> bool:
    """Whether the address ends in words or a number as an article's does."""
    last = _after_host(address).rstrip("/").rsplit("/", 1)[-1]
    return last.count("-") >= 4 or bool(re.search(r"\d{4,}", last))
