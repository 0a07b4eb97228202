"""What both engines share between a query and its results: the parsed words, the notices, the hits."""

from collections.abc import Sequence

import msgspec

from records.base import Record
from records.errors import QueryError
from records.links import Document
from search.documents import date_of, sort_key
from search.engine import Hit, Notice
from search.facets import filter_clauses, lacking
from search.highlight import marked, passage
from search.language import Parsed, parse
from search.marker import Marker, marker
from search.matching import Json, expanded, match_query, ranking_queries, rules
from search.query import MAX_DEPTH, Query
from search.values import named_units


class Asked(Record, frozen=True):
    """A query with its words parsed; `relaxed` once it is known that nothing holds all that was asked for."""

    query: Query
    parsed: Parsed
    relaxed: bool = False

    @property
    def can_relax(self) -> bool:
        """Whether asking for any of the words would ask for less."""
        return not self.relaxed and any(rule.needed > 1 for rule in rules(self.parsed))

    def less_strict(self) -> "Asked":
        """The same, asking for any of the words."""
        return msgspec.structs.replace(self, relaxed=True)

    def match(self) -> Json:
        """Which documents match the words."""
        return match_query(self.parsed, relaxed=self.relaxed)

    def ranking(self) -> list[Json]:
        """What adds to the score; nothing where the order is by date."""
        return ranking_queries(self.parsed) if self.query.order == "relevance" else []

    def filters(self) -> list[Json]:
        """What every match must also be."""
        return filter_clauses(self.query)


def ask(query: Query) -> Asked:
    """The query with its words parsed."""
    return Asked(query=query, parsed=parse(query.q))


def page_offset(query: Query) -> int:
    """How many hits precede the page; raises QueryError beyond the depth that relevance is paged to."""
    offset = (query.page - 1) * query.limit
    if offset + query.limit > MAX_DEPTH:
        raise QueryError(f"page {query.page} is beyond the first {MAX_DEPTH} hits: sort by newest to go on")
    return offset


def notices(asked: Asked, by: Sequence[str] = ()) -> tuple[Notice, ...]:
    """How the query, counted `by` facets, was taken, where the reader must know."""
    unit = asked.query.unit
    told = [
        Notice(code="lacking", text=f"{unit} have no {facet}", values={"facet": facet, "unit": unit})
        for facet in lacking(asked.query, by)
    ]
    told += [
        Notice(code="understood", text=f"{given} is counted as {taken}", values={"given": given, "taken": taken})
        for given, taken in asked.query.adjusted
    ]
    told += [
        Notice(code="earlier-name", text=f"{given} counts {also} too", values={"given": given, "also": also})
        for given, also in _earlier(asked.query)
    ]
    if asked.parsed.malformed:
        told.append(Notice(code="malformed", text="the query was searched as plain words"))
    if asked.parsed.too_long:
        told.append(Notice(code="too-long", text="only the beginning of the query was searched"))
    told += [
        Notice(code="synonym", text=f"{word} also as {also}", values={"word": word, "also": also})
        for word, also in expanded(asked.parsed)
    ]
    told += _how_many(asked)
    if asked.query.unit == "articles" and not asked.query.with_reprints:
        told.append(Notice(code="reprints-folded", text="reprints count once"))
    return tuple(told)


def _earlier(query: Query) -> list[tuple[str, str]]:
    """Names that also stand for the unit they follow, and its name."""
    units = [(name, named_units(name, query.basis)) for name in dict.fromkeys((*query.province, *query.partner))]
    return [(name, also) for name, (_, *others) in units for also in others]


def _how_many(asked: Asked) -> list[Notice]:
    if asked.relaxed:
        return [Notice(code="relaxed", text="nothing holds all words; shown is what holds any of them")]
    return [
        Notice(
            code="half",
            text=f"at least {rule.needed} of the {rule.words} words were asked for",
            values={"needed": str(rule.needed), "words": str(rule.words)},
        )
        for rule in rules(asked.parsed)
        if rule.needed < rule.words
    ]


def marker_of(asked: Asked) -> Marker:
    """What the hits mark."""
    return marker(asked.parsed)


def mark(document: Document, query: Query) -> str:
    """What the page behind a document goes on after: its sort key or, in the order of what is known, its change number."""
    return str(document.change) if query.order == "known" else sort_key(document)


def next_after(hits: Sequence[Hit], query: Query) -> str | None:
    """What the following page goes on after; None where nothing follows, or pages are numbered."""
    goes_on = hits and query.order != "relevance" and len(hits) == query.limit
    return mark(hits[-1].document, query) if goes_on else None


def hit(document: Document, wanted: Marker, *, score: float | None) -> Hit:
    """One result, with title and passage marked."""
    title, text = _texts(document)
    article, links = document.article, document.links
    return Hit(
        unit=document.unit,
        id=document.id,
        url=article.url if article else "",
        title=title,
        score=score,
        published_at=article.published_at if article else None,
        date=date_of(document),
        sort_key=sort_key(document),
        source_id=article.source_id if article else "",
        reprints=len(links.reprint_ids) if links else 0,
        marked_title=marked(title, wanted),
        passage=passage(text, wanted),
        document=document,
    )


def _texts(document: Document) -> tuple[str, str]:
    """Title, and the text to take the passage from."""
    if document.article is not None:
        article = document.article
        return article.title, "\n".join(filter(None, (article.lead, article.body)))
    if document.event is not None:
        event = document.event.event
        told = (event.place_text, event.signed_what, *(official.name for official in event.officials))
        return event.name or event.signed_what or "", "; ".join(filter(None, told))
    agreement = document.agreement
    return (agreement.title, "; ".join(agreement.parties)) if agreement else ("", "")
