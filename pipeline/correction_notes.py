"""What an operator should know of corrections: newer text, nothing they are about, copies of what was withheld."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, select

from pipeline.corrections import anchors_of
from pipeline.ledger.registry import ids_of_articles
from pipeline.ledger.sql import select_in
from pipeline.ledger.tables import articles, corrections, linked, pages
from pipeline.linking.corrected import Anchor, fixed
from pipeline.linking.facts import LinkFacts
from records.base import decode
from records.correction import Correction, Fix
from records.links import LinkedEvent

_COMPARED = ("type", "name", "starts_on", "ends_on", "place_province", "place_text", "signed", "signed_what")


def notes(connection: Connection) -> list[str]:
    """A line for each correction with something to look at. Dating it (`asked_on`) after the newer text silences that one."""
    rows = connection.execute(select(corrections).order_by(corrections.c.id)).all()
    return [f"correction {row.id} ({row.file}): {said}" for row in rows for said in _notes(connection, row)]


def _notes(connection: Connection, row: Any) -> Iterator[str]:
    correction, anchors = decode(row.record, Correction), anchors_of(row)
    if correction.person is not None:
        return
    wanted = [correction.event, correction.article, *correction.same]
    if not anchors:
        yield f"nothing is known of {', '.join(name for name in wanted if name)}; look the id up again"
        return
    found = {r.article_id: r for r in _articles(connection, anchors)}
    if correction.suppress:
        yield from _copies(connection, found)
        return
    for article, said in sorted(found.items()):
        if said.version > 1 and said.fetched_at.date() > correction.asked_on:
            yield _newer(correction, article, said, anchors)
    if correction.fix is not None and correction.event is not None:
        yield from _told_since(connection, correction.fix, anchors)


def _articles(connection: Connection, anchors: list[Anchor]) -> Iterator[Any]:
    """The articles, each with when its text was first fetched."""
    same = and_(pages.c.part_id == articles.c.part_id, pages.c.line == articles.c.line)
    columns = (articles.c.article_id, articles.c.version, articles.c.facts, articles.c.text_digest, articles.c.url)
    query = select(*columns, pages.c.fetched_at).join(pages, same).where(articles.c.state != "withdrawn")
    return select_in(connection, query, articles.c.article_id, {article for _, article, _ in anchors})


def _newer(correction: Correction, article: str, said: Any, anchors: list[Anchor]) -> str:
    """What a text that is newer than the correction says of it."""
    told = f"{said.url or article} has a newer text, of {said.fetched_at:%Y-%m-%d}"
    fix, events = correction.fix, decode(said.facts, LinkFacts).events
    own = [events[position] for _, known, position in anchors if known == article and position < len(events)]
    if fix is None or not own:
        return f"{told}: see whether the correction still holds"
    if all(fixed(event, fix).partners == event.partners and not _against(fix, event) for event in own):
        return f"{told}, which says the same: the correction may go"
    differing = "; ".join(dict.fromkeys(line for event in own for line in _against(fix, event)))
    return f"{told}, which says {differing or 'other partners'}: the correction still wins"


def _against(fix: Fix, event: Any) -> list[str]:
    """What of a fix an event says otherwise."""
    told = [(name, getattr(fix, name), getattr(event, name)) for name in _COMPARED]
    return [f"{name} {now}" for name, wanted, now in told if wanted is not None and now != wanted]


def _told_since(connection: Connection, fix: Fix, anchors: list[Anchor]) -> Iterator[str]:
    """Articles that came later and contradict the correction of a whole event."""
    known = {article for _, article, _ in anchors}
    members = ids_of_articles(connection, "events", known)
    ids = {members[(article, position)] for _, article, position in anchors if (article, position) in members}
    query = select(linked.c.record).where(linked.c.unit == "events", linked.c.state == "present")
    for row in select_in(connection, query, linked.c.id, sorted(ids)):
        for contradiction in decode(row.record, LinkedEvent).contradictions:
            wanted = getattr(fix, contradiction.fact, None)
            later = [s for s in contradiction.said if s.value != str(wanted) and not known.issuperset(s.article_ids)]
            if wanted is not None and later:
                others = "; ".join(f"{contradiction.fact} {s.value} ({', '.join(s.article_ids)})" for s in later)
                yield f"articles that came since say {others}: the correction still wins"


def _copies(connection: Connection, found: dict[str, Any]) -> Iterator[str]:
    """Other articles with the very text of one that is withheld: they are shown."""
    texts = {row.text_digest for row in found.values()}
    query = select(articles.c.article_id, articles.c.url).where(articles.c.state.in_(("present", "gone")))
    same = [row.url or row.article_id for row in select_in(connection, query, articles.c.text_digest, texts)]
    if same:
        yield f"the same text is still shown at {', '.join(sorted(same))}: name these too, if they are meant"
