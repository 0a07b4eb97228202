"""What a crawl is asked to do, and what it says it did."""

from datetime import datetime
from typing import Literal

import msgspec

from records.base import Record
from records.platform import Platform
from records.source import Source

Duty = Literal["night", "full"]


class CrawlJob(Record, frozen=True):
    """One run over one source.

    Duty "night" asks for what is fresh (feeds, sitemaps that changed, the heads of listings) and what is due, then goes
    on with what earlier nights left undone; "full" reads every sitemap and every listing to its bottom and asks for
    every known article again. `budget` is the most requests the run may make, robots.txt and
    repeats included. `user_agent` is sent as it is: it must be truthful and name the operator's `contact`. `max_bytes`
    caps one page, as sent and as unpacked; `timeout_seconds` is for one whole page.
    """

    source: Source
    platform: Platform | None
    run_id: str
    now: datetime
    duty: Duty = "night"
    budget: int = 5000
    contact: str = ""
    user_agent: str = "KhoTinBot/0.1"
    max_bytes: int = 20_000_000
    timeout_seconds: float = 60.0


class CrawlStats(Record, frozen=True):
    """What one run did.

    `requests` counts everything sent, repeats and robots.txt included. `articles` are the article pages that answered:
    `new`, `changed` and `unchanged` together; `failed` are those asked for in vain.
    `by_status` counts answers by HTTP status ("200": 338), `discovered` the article addresses found, fetched or not.
    `left` are articles known that the budget did not reach. `other_hosts` counts links to other hosts that look like
    articles on the pages that list them: many, with few articles found, tell of a wrong `home`. `lenient_tls` counts what
    was asked with old ciphers and unverified certificates. `problems` name what should be looked at and stopped nothing.
    `fatal` is "" or why the portal failed as a whole; `stopped` says that a signal ended the run early.
    """

    requests: int = 0
    articles: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    gone: int = 0
    by_status: dict[str, int] = msgspec.field(default_factory=dict)
    discovered: int = 0
    left: int = 0
    other_hosts: dict[str, int] = msgspec.field(default_factory=dict)
    lenient_tls: int = 0
    problems: tuple[str, ...] = ()
    fatal: str = ""
    stopped: bool = False
