"""Articles as the ledger knows them for linking: facts and sketches by id, articles by the keys they share."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from pipeline.ledger.keys import Hint, Hinted, add_keys, newest_sharing, remove_keys
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles
from pipeline.linking.agreements import mention_keys, mentions
from pipeline.linking.corrected import NONE, InForce, corrected_facts
from pipeline.linking.events import tellings
from pipeline.linking.facts import LinkFacts, text_keys
from pipeline.linking.hints import hinted_telling_keys, mention_hint
from pipeline.linking.people import person_mentions, stored_person_keys
from pipeline.linking.sketch import Sketch, unpack
from records.base import decode

Item = TypeVar("Item")
# Keys of an article, each with its hint.
Keys = Mapping[int, Hint]
_FACTS = (articles.c.article_id, articles.c.facts)
# What else is looked at of an article when reprints are grouped.
_TEXT = (articles.c.article_id, articles.c.number, articles.c.group_id, articles.c.text_digest, articles.c.sketch)


# Of articles that share a key only so many are looked at: what ten thousand share, a set phrase of their kind or an
# office that is in the news every day, tells no more than what the last of them do.
MOST_SHARING = 1000
# Articles of these states tell nothing.
SILENT = ("withdrawn", "suppressed")


class Book:
    """Reads each article's facts once, as corrected. Articles that are withdrawn or suppressed have none."""

    def __init__(self, connection: Connection, force: InForce = NONE) -> None:
        self.connection, self._force = connection, force
        self._facts: dict[str, LinkFacts] = {}
        self._ids: dict[int, str] = {}
        # By what makes them, then by article: they keep what was worked out of them.
        self._items: dict[object, dict[str, dict[int, Any]]] = {}

    def facts(self, ids: Iterable[str]) -> dict[str, LinkFacts]:
        """Facts by article id."""
        wanted = list(ids)
        missing = [known for known in wanted if known not in self._facts]
        query = select(*_FACTS).where(articles.c.state.not_in(SILENT))
        self._keep(select_in(self.connection, query, articles.c.article_id, missing))
        return {known: self._facts[known] for known in wanted if known in self._facts}

    def items(self, made: Callable[[LinkFacts], dict[int, Item]], ids: Iterable[str]) -> dict[tuple[str, int], Item]:
        """What the facts of some articles are made into, by article and position."""
        known = self._items.setdefault(made, {})
        found = self.facts(ids)
        for article, facts in found.items():
            if article not in known:
                known[article] = made(facts)
        return {(article, position): item for article in found for position, item in known[article].items()}

    def texts(self, column: Any, values: Iterable[Any]) -> dict[str, "Text"]:
        """Texts of the articles with one of the values in a column of `articles`, by id."""
        query = select(*_TEXT).where(articles.c.state.not_in(SILENT))
        rows = select_in(self.connection, query, column, values)
        return {row.article_id: Text(row.number, row.group_id, row.text_digest, unpack(row.sketch)) for row in rows}

    def sharing(self, keys: Collection[int], *, most: int = MOST_SHARING) -> dict[int, list[Hinted]]:
        """Numbers of the articles that have each of some keys, with its hint; of more than `most`, those that came last."""
        return newest_sharing(self.connection, sorted(keys), most)

    def named(self, numbers: Iterable[int]) -> dict[int, str]:
        """Ids of articles by number; their facts are read on the way."""
        wanted = list(numbers)
        missing = [number for number in wanted if number not in self._ids]
        query = select(articles.c.number, *_FACTS).where(articles.c.state.not_in(SILENT))
        rows = list(select_in(self.connection, query, articles.c.number, missing))
        self._keep(rows)
        self._ids |= {row.number: row.article_id for row in rows}
        return {number: self._ids[number] for number in wanted if number in self._ids}

    def _keep(self, rows: Iterable[Any]) -> None:
        for row in rows:
            if row.article_id not in self._facts:
                self._facts[row.article_id] = corrected_facts(decode(row.facts, LinkFacts), self._force)


class Text:
    """One article's text as grouping sees it."""

    __slots__ = ("digest", "group_id", "number", "sketch")

    def __init__(self, number: int, group_id: str, digest: str, sketch: Sketch) -> None:
        self.number, self.group_id, self.digest, self.sketch = number, group_id, digest, sketch

    @property
    def keys(self) -> set[int]:
        """Keys it shares with what may be its reprint."""
        return text_keys(self.digest, self.sketch)


def keys_of(facts: LinkFacts, sketch: Sketch) -> Keys:
    """All keys under which an article is found when another is linked, by its facts as corrected, with their hints."""
    found: dict[int, Hint] = dict.fromkeys(text_keys(facts.text_digest, sketch))
    for telling in tellings(facts).values():
        _add(found, hinted_telling_keys(telling))
    for mention in mentions(facts).values():
        _add(found, dict.fromkeys(mention_keys(mention), mention_hint(mention)))
    for person in person_mentions(facts).values():
        found |= dict.fromkeys(stored_person_keys(person))
    return found


def _add(found: dict[int, Hint], keys: Keys) -> None:
    """Adds keys with their hints; without, where another item of the article has the key with another."""
    for key, hint in keys.items():
        found[key] = hint if found.get(key, hint) == hint else None


def renew_keys(connection: Connection, old: Mapping[int, Keys], new: Mapping[int, Keys]) -> None:
    """Brings the stored keys of articles (by number) from the old to the new."""
    gone = [(key, n) for n, keys in old.items() for key, _ in keys.items() - new.get(n, {}).items()]
    remove_keys(connection, gone)
    fresh = ((n, keys.items() - old.get(n, {}).items()) for n, keys in new.items())
    add_keys(connection, [(key, n, hint) for n, rows in fresh for key, hint in rows])
