"""Suggestions as the box shows them: what is meant, of what kind, and where it leads."""

from records.base import Record
from search.engine import Suggestion
from search.protocols import Archive
from search.query import Query, Unit
from search.web import addresses, wording
from search.web.i18n import Language

MOST = 8


class Option(Record, frozen=True):
    """One line under the box: its text (Vietnamese unless it is a sector's name), its kind's name, its address."""

    kind: str
    text: str
    label: str
    href: str


def options(found: tuple[Suggestion, ...], unit: Unit, lang: Language, archive: Archive) -> tuple[Option, ...]:
    """The suggestions as options; what was taken down is left out even while an index still holds it."""
    return tuple(_option(one, unit, lang) for one in found if not _is_taken_down(one, archive))


def _option(one: Suggestion, unit: Unit, lang: Language) -> Option:
    text = wording.coded("sectors", one.value, lang.code) if one.kind == "sector" else one.text
    return Option(kind=one.kind, text=text, label=_label(one, lang), href=_address(one, unit))


def _label(one: Suggestion, lang: Language) -> str:
    return {
        "province": lang.text("Tỉnh, thành phố"),
        "sector": lang.text("Lĩnh vực"),
        "official": lang.text("Người"),
        "agreement": lang.text("Thỏa thuận"),
        "title": lang.text("Tin bài"),
    }[one.kind]


def _address(one: Suggestion, unit: Unit) -> str:
    """A document's page, or the results narrowed by the value; sectors and people are of articles wherever one is."""
    if one.kind == "title":
        return addresses.document("articles", one.value)
    if one.kind == "agreement":
        return addresses.document("agreements", one.value)
    if one.kind == "province":
        return addresses.listing(Query(unit=unit, province=(one.value,)))
    if one.kind == "official":
        return addresses.listing(Query(official=(one.value,)))
    return addresses.listing(Query(sector=(one.value,)))


def _is_taken_down(one: Suggestion, archive: Archive) -> bool:
    units: dict[str, Unit] = {"title": "articles", "agreement": "agreements"}
    if one.kind not in units:
        return False
    fate = archive.fate(units[one.kind], one.value)
    return fate is not None and fate.kind != "merged"
