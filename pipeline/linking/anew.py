"""Links everything anew where the ledger was linked by other rules than this program's."""

from sqlalchemy import Connection, delete, func, select, update

from pipeline.ledger.sql import insert_new
from pipeline.ledger.tables import articles, counters, link_keys
from pipeline.linking.book import SILENT, keys_of, renew_keys
from pipeline.linking.corrected import InForce, corrected_facts
from pipeline.linking.facts import LinkFacts
from pipeline.linking.sketch import unpack
from records.base import decode

# One more with every change of what articles are linked by.
RULES = 5
_COUNTER = "linking"
_BATCH = 1000


def is_current(connection: Connection) -> bool:
    """Whether all articles are linked by these rules; so are no articles."""
    if connection.scalar(select(counters.c.value).where(counters.c.name == _COUNTER)) == RULES:
        return True
    return not connection.scalar(select(func.count()).select_from(articles))


def note_current(connection: Connection) -> None:
    """Notes that they are."""
    insert_new(connection, counters, [{"name": _COUNTER, "value": RULES}])
    connection.execute(update(counters).where(counters.c.name == _COUNTER).values(value=RULES))


def renew_all_keys(connection: Connection, force: InForce) -> list[list[str]]:
    """Makes the keys of all articles anew, and returns their ids in portions."""
    connection.execute(delete(link_keys))
    columns = (articles.c.article_id, articles.c.number, articles.c.facts, articles.c.sketch)
    ids, last = list[list[str]](), 0
    query = select(*columns).where(articles.c.state.not_in(SILENT)).order_by(articles.c.number).limit(_BATCH)
    while rows := connection.execute(query.where(articles.c.number > last)).all():
        told = {row.number: (decode(row.facts, LinkFacts), unpack(row.sketch)) for row in rows}
        new = {number: keys_of(corrected_facts(facts, force), sketch) for number, (facts, sketch) in told.items()}
        renew_keys(connection, {}, new)
        ids.append([row.article_id for row in rows])
        last = rows[-1].number
    return ids
