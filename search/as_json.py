"""Results, documents and cross-tabs as JSON holds them: what the command line and the HTTP API promise."""

from datetime import datetime, timedelta, timezone
from typing import Any

from records.base import to_builtins
from records.links import Document
from search.engine import CrossTab, Hit, Notice, Results

Json = dict[str, Any]

_HANOI = timezone(timedelta(hours=7))


def results_json(results: Results) -> Json:
    """{"total", "hits", "facets": {name: {value: count}}, "years", "months", "notices", "next_after"}; facets and
    histograms are empty unless they were counted."""
    return {
        "total": results.total,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {name: {value.value: value.count for value in values} for name, values in results.facets.items()},
        "years": dict(results.years),
        "months": dict(results.months),
        "notices": _notices(results.notices),
        "next_after": results.next_after,
    }


def hit_json(hit: Hit) -> Json:
    """One hit without its whole text; marks as [text, marked] pieces."""
    answer: Json = {
        "id": hit.id,
        "unit": hit.unit,
        "url": hit.url,
        "title": hit.title,
        "score": hit.score,
        "published_at": iso(hit.published_at),
        "date": hit.date or None,
        "passage": "".join(text for text, _ in hit.passage),
        "marks": {"title": to_builtins(hit.marked_title), "passage": to_builtins(hit.passage)},
    }
    return answer | _facts(hit.document, hit.reprints)


def _facts(document: Document, reprints: int) -> Json:
    """What a list shows of each unit beside the title."""
    if document.article is not None and document.links is not None:
        article, links = document.article, document.links
        return {
            "source_id": article.source_id,
            "section": article.section,
            "lead": article.lead,
            "provinces": [
                {"id": tag.id, "name": tag.name, "today": tag.today_name, "role": tag.role} for tag in article.provinces
            ],
            "sectors": [tag.code for tag in article.sectors],
            "event_types": [event.type for event in article.events],
            "event_ids": list(links.event_ids),
            "state": links.state,
            "version": links.version,
            "reprints": reprints,
        }
    whole = document_json(document)
    return _without(whole, "id", "evidence", "evidence_article_ids")


def document_json(document: Document) -> Json:
    """A whole document: the record's own fields, and for an article what linking knows of it."""
    if document.article is not None and document.links is not None:
        links = _without(to_builtins(document.links), "article_id", "change", "sort_key")
        article = to_builtins(document.article)
        return {"id": document.id, **_without(article, "article_id"), **links}
    if document.event is not None:
        linked = to_builtins(document.event)
        return {"id": document.id, **linked["event"], **_without(linked, "event", "event_id", "change")}
    return {"id": document.id, **_without(to_builtins(document.agreement), "agreement_id", "change")}


def cross_tab_json(table: CrossTab) -> Json:
    """{"by", "rows", "total", "unit", "basis", "role", "notices"}; a row is its values by facet, and the count."""
    rows = [dict(zip(table.by, values, strict=True)) | {"count": count} for values, count in table.rows]
    about = {"unit": table.unit, "basis": table.basis, "role": table.role}
    return {"by": list(table.by), "rows": rows, "total": table.total, **about, "notices": _notices(table.notices)}


def iso(moment: datetime | None) -> str | None:
    """A moment at +07:00, as ISO 8601."""
    return moment.astimezone(_HANOI).isoformat() if moment else None


def _notices(notices: tuple[Notice, ...]) -> list[Json]:
    return [to_builtins(notice) for notice in notices]


def _without(fields: Json, *names: str) -> Json:
    return {name: value for name, value in fields.items() if name not in names}
