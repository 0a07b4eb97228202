"""What the pages that count share: switches and chips that keep all else as it is, shades, and tables as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from records.base import Record
from search.engine import Notice, Reader
from search.export import BOM, MEDIA_TYPES, defused
from search.query import Basis, Query
from search.web import addresses, wording
from search.web.i18n import Language
from search.web.listing.filters import Chip, set_filters, worded
from search.web.site import Site

# What each line of a file of counts ends with: what was asked for, how it was taken, and which index answered.
ORIGIN = ("words", "filters", "notices", "index_build")

# From a query to the address of the same page for it.
Address = Callable[[Query], str]


class Choice(Record, frozen=True):
    """One of several ways to see the same; `note` stands behind the name ("" for nothing)."""

    name: str
    href: str
    chosen: bool
    note: str = ""


def joined(path: str, given: Iterable[tuple[str, str]]) -> str:
    """A path with its parameters."""
    pairs = list(given)
    return f"{path}?{urlencode(pairs)}" if pairs else path


def bases(query: Query, lang: Language, address: Address) -> tuple[Choice, ...]:
    """The same on the provinces of then, and on those of today."""
    return tuple(
        Choice(
            name=name, href=address(msgspec.structs.replace(query, basis=basis)), chosen=query.basis == basis
        )
        for basis, name in wording.basis_names(lang).items()
    )  # fmt: skip


def basis_text(basis: Basis, lang: Language) -> str:
    """On which provinces a count stands, in words for a caption."""
    if basis == "today":
        return lang.text("theo 34 tỉnh, thành hiện nay")
    return lang.text("theo 63 tỉnh, thành và tên gọi lúc đó (34 từ 1/7/2025)")


def chips(query: Query, lang: Language, sources: Mapping[str, str], address: Address, *hidden: str) -> tuple[Chip, ...]:
    """The words and filters that narrow what is counted, each with the address that takes it off."""
    found = []
    if query.q.strip():
        without = msgspec.structs.replace(query, q="")
        found.append(Chip(title=lang.text("Từ khóa"), value=query.q, href=address(without), name="q"))
    for name, value in set_filters(query):
        if name in hidden:
            continue
        said = worded(name, query.unit)
        shown = wording.value_name(said, addresses.shown(name, value), lang, dict(sources))
        less = addresses.without_value(query, name, value)
        found.append(Chip(title=wording.facet_title(said, lang), value=shown, href=address(less), name=name))
    return tuple(found)


def origin(
    engine: Reader, query: Query, notices: Iterable[Notice], ignored: Iterable[tuple[str, str]] = ()
) -> tuple[str, ...]:
    """The cells of ORIGIN: as an export's page tells, so that a file alone says what it counts."""
    filters = "; ".join(f"{name}={value}" for name, value in set_filters(query))
    told = [notice.code for notice in notices] + [f"left aside: {name}={value}" for name, value in ignored]
    return query.q, filters, "; ".join(told), engine.stats().build


def naming_host(site: Site, vary: str = "") -> dict[str, str]:
    """Headers of an answer that holds the app's own address: without one that was set, the Host header's word is taken
    for it, so that a cache must keep it for this host and this asker alone."""
    if site.public_url:
        return {"Cache-Control": "no-cache", **({"Vary": vary} if vary else {})}
    return {"Cache-Control": "private, no-cache", "Vary": ", ".join(filter(None, (vary, "Host")))}


def csv_file(
    name: str, header: Sequence[str], rows: Iterable[Sequence[str | int]], headers: Mapping[str, str] | None = None
) -> Response:
    """A table as a CSV that opens right in Excel; texts that would run as formulas are defused."""
    lines = io.StringIO(newline="")
    lines.write(BOM)
    writer = csv.writer(lines)
    writer.writerow(header)
    for row in rows:
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
    told = {"Cache-Control": "no-cache", **(headers or {}), "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(lines.getvalue(), media_type=MEDIA_TYPES["csv"], headers=told)
