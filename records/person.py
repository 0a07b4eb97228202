"""A person as articles tell of them over the years: offices with their times, and where each is told."""

from records.base import Record
from records.correction import Applied


class Office(Record, frozen=True):
    """A title, and the first and last day on which an article or event tells it (ISO, or None). `articles` counts those
    that tell it, `article_ids` names the first and the last of them."""

    title: str
    province: str | None = None
    first_on: str | None = None
    last_on: str | None = None
    article_ids: tuple[str, ...] = ()
    articles: int = 0


class Person(Record, frozen=True):
    """Officials of one name whose offices fit together. Others of that name are other persons, perhaps.

    `offices` are in the order of their times, each under the title that most articles print. `namesakes` are the ids of
    all others of that name: nothing says that they are the same person, nothing that they are not. `note` says what the
    id was joined with or split from.
    """

    person_id: str
    change: int
    name: str
    offices: tuple[Office, ...] = ()
    article_ids: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    corrections: tuple[Applied, ...] = ()
    note: str = ""
