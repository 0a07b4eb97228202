"""From one page of results to its neighbours: by number where ordered by relevance, by the last hit seen where by date."""

from collections.abc import Callable

import msgspec

from records.base import Record
from search.engine import Reader, Results
from search.query import MAX_DEPTH, Query
from search.web import addresses
from search.web.i18n import Language


class Pager(Record, frozen=True):
    """Addresses of the neighbouring pages, "" where there is none; `place` says where one is ("Trang 2/9")."""

    first: str = ""
    before: str = ""
    following: str = ""
    place: str = ""


class Beyond(Record, frozen=True):
    """That a page was asked for behind the last, and where that is."""

    text: str
    href: str
    name: str


def is_too_deep(query: Query) -> bool:
    """Whether a page by relevance lies beyond what engines give."""
    return query.order == "relevance" and query.page * query.limit > MAX_DEPTH


def pager(engine: Reader, query: Query, results: Results, lang: Language, asked: str = "") -> Pager:
    """The neighbours of a page, which still tell of the question that it answers ("" for none)."""
    if query.order != "relevance":
        return _by_date(engine, query, results, asked)
    return _by_number(query, results.total, lang, asked)


def beyond(query: Query, results: Results, lang: Language) -> Beyond | None:
    """What to say where there are results, and none of them on this page."""
    if results.hits or not results.total:
        return None
    if query.order != "relevance":
        start = addresses.listing(addresses.from_start(query))
        return Beyond(text=lang.text("Sau mốc này không còn kết quả nào."), href=start, name=lang.text("Về trang đầu"))
    pages = _pages(query, results.total)
    last = addresses.listing(msgspec.structs.replace(query, page=pages))
    text = lang.text("Kết quả chỉ có đến trang {pages}.", pages=pages)
    if results.total > MAX_DEPTH:
        text += " " + lang.text("Muốn xem tiếp, hãy xếp theo mới nhất hoặc cũ nhất.")
    return Beyond(text=text, href=last, name=lang.text("Đến trang cuối"))


def _pages(query: Query, total: int) -> int:
    return -(-min(total, MAX_DEPTH) // query.limit)


def _by_number(query: Query, total: int, lang: Language, asked: str) -> Pager:
    start, page, pages = addresses.from_start(query), query.page, _pages(query, total)
    if page > pages:
        return Pager()
    return Pager(
        first=addresses.results(start, asked) if page > 2 else "",
        before=addresses.results(msgspec.structs.replace(start, page=page - 1), asked) if page > 1 else "",
        following=addresses.results(msgspec.structs.replace(start, page=page + 1), asked) if page < pages else "",
        place=lang.text("Trang {page}/{pages}", page=page, pages=pages) if pages > 1 else "",
    )


def _by_date(engine: Reader, query: Query, results: Results, asked: str) -> Pager:
    start = addresses.from_start(query)
    following = msgspec.structs.replace(start, after=results.next_after or "")
    turns = query.order != "known"  # which has no other direction
    before = _preceding(engine.search, query, results) if query.after and results.hits and turns else None
    return Pager(
        first=addresses.results(start, asked) if query.after and (before is None or before.after) else "",
        before=addresses.results(before, asked) if before else "",
        following=addresses.results(following, asked) if results.next_after else "",
    )


def _preceding(search: Callable[..., Results], query: Query, results: Results) -> Query | None:
    """The page before one by date: what follows its first hit in the other direction, and one more to begin after."""
    turned = msgspec.structs.replace(
        query,
        sort="oldest" if query.order == "newest" else "newest",
        after=results.hits[0].sort_key,
        limit=query.limit + 1,
    )
    seen = search(turned, facets=False).hits
    if not seen:
        return None
    return msgspec.structs.replace(query, after=seen[-1].sort_key if len(seen) > query.limit else "")
