"""Provinces by name or address: the unit a name means, its page, and the friendly forms of its address."""

from functools import cache

from records.places import Province, Vintage, by_name, provinces
from search.web.i18n import Language
from transforms.analyser import folded, tokens


def unit_of(name: str, vintage: Vintage) -> Province | None:
    """The unit of a name: of a vintage where it has one so named, else of the other; None for what is no province."""
    other: Vintage = "34" if vintage == "63" else "63"
    return by_name(vintage).get(name) or by_name(other).get(name)


def address_of(unit: Province) -> str:
    """The unit's page."""
    return f"/provinces/{unit.key}"


def address_of_name(name: str, vintage: Vintage) -> str:
    """The page of the unit a name means; "" where it means none."""
    unit = unit_of(name, vintage)
    return address_of(unit) if unit else ""


def kind_of(unit: Province, lang: Language) -> str:
    """Province or city, as a line over the name."""
    return lang.text("Thành phố trực thuộc trung ương") if unit.kind == "city" else lang.text("Tỉnh")


@cache
def slugs() -> dict[str, str]:
    """Keys by what people type in an address: "yen-bai-63", "yen-bai", "63:15"; a bare name means today's unit."""
    found: dict[str, str] = {}
    for unit in (*by_name("63").values(), *by_name("34").values()):
        slug = "-".join(folded(tokens(unit.name)))
        found |= {slug: unit.key, f"{slug}-{unit.vintage}": unit.key, unit.key: unit.key}
    return found


def merged_from(unit: Province) -> tuple[Province, ...]:
    """The former units that belong to a unit of today; () for a former one."""
    return tuple(former for former in provinces().values() if former.today == unit.key and former.vintage == "63")
