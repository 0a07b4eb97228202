"""What only the whole corpus and its history show of an article, and the document an index holds."""

from datetime import datetime
from typing import Literal

from records.agreement import Agreement
from records.article import Article
from records.base import Record
from records.correction import Applied
from records.event import Event


class ArticleLinks(Record, frozen=True):
    """The ledger's knowledge of one article: its version, its reprints, the events it tells of.

    `change` grows with every change of the article or of its links: a document's external version. `sort_key` is
    unique and orders by date. `group_id` is shared by reprints, exactly one of which `is_lead`; `reprint_ids` are the
    first 50 of the others in the order of their ids. `event_ids` are in the order of the article's events.
    `corrections` are what operators said against its text, or had left out of it.
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
    corrections: tuple[Applied, ...] = ()


class Said(Record, frozen=True):
    """A value of a fact, and the articles that say it."""

    value: str
    article_ids: tuple[str, ...]


class Contradiction(Record, frozen=True):
    """A fact on which articles differ, with all they say; `fact` is a field of Event, or "title of NAME" of an official."""

    fact: str
    said: tuple[Said, ...]


class Filled(Record, frozen=True):
    """A fact that the first article lacks, and the article that gave it."""

    fact: str
    article_id: str


class LinkedEvent(Record, frozen=True):
    """An event of the registry: one happening, told by one or more articles (the first tells it best).

    `contradictions` hold what the articles differ on, `disagreements` the same in lines to read; `filled` are facts that
    another article than the first gave; `note` says what its id was joined with or split from.
    """

    event_id: str
    change: int
    event: Event
    article_ids: tuple[str, ...]
    source_ids: tuple[str, ...] = ()
    vintage: str = "63"
    agreement_ids: tuple[str, ...] = ()
    disagreements: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    filled: tuple[Filled, ...] = ()
    corrections: tuple[Applied, ...] = ()
    note: str = ""


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
