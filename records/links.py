"""What only the whole corpus and its history show of an article, and the document an index holds."""

from datetime import datetime
from typing import Literal

from records.agreement import Agreement
from records.article import Article
from records.base import Record
from records.event import Event


class ArticleLinks(Record, frozen=True):
    """The ledger's knowledge of one article: its version, its reprints, the events it tells of.

    `change` grows with every change of the article or of its links: a document's external version. `sort_key` is
    unique and orders by date. `group_id` is shared by reprints, exactly one of which `is_lead`; `reprint_ids` are the
    first 50 of the others in the order of their ids. `event_ids` are in the order of the article's events.
    """

    article_id: str
    change: int
    version: int
    first_seen_at: datetime
    state: Literal["present", "gone"] = "present"
    gone_on: str | None = None
    group_id: str = ""
    is_lead: bool = True
    reprint_ids: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()
    sort_key: str = ""


class LinkedEvent(Record, frozen=True):
    """An event of the registry: one happening, told by one or more articles (the first tells it best)."""

    event_id: str
    change: int
    event: Event
    article_ids: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
    vintage: str = "63"
    agreement_ids: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()


class Document(Record, frozen=True):
    """What the index step hands to an engine: exactly one of the three units, or the id of one to remove."""

    unit: Literal["articles", "events", "agreements"]
    id: str
    change: int
    article: Article | None = None
    links: ArticleLinks | None = None
    event: LinkedEvent | None = None
    agreement: Agreement | None = None
    removed: bool = False
