"""The provinces an article names, which of them it is about, and the words that say so."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from records.article import Article
from records.event import Event
from records.places import Province, Vintage, provinces, vintage_on
from records.tag import Evidence, ProvinceTag, Role
from transforms.gazetteer import Gazetteer
from transforms.tag.mentions import FIELDS, Mention
from transforms.tag.prominence import about, points

# Evidences kept a tag; the first in reading order is always among them.
MOST_EVIDENCES = 8
# A portal writes of its own province without saying so each time.
OWN_PROVINCE_POINTS = 2.0
# One party alone may be anybody's guest.
_MEET = 2
_ROLE_ORDER: tuple[Role, ...] = ("about", "place", "named", "source")


def vintage_of(article: Article) -> Vintage:
    """Which set of provinces was in force on the article's date; the 63 where it has none."""
    return vintage_on(article.published_at.date() if article.published_at else None)


def tag_provinces(
    mentions: Iterable[Mention], gazetteer: Gazetteer, vintage: Vintage, *, source_province: str | None = None
) -> tuple[ProvinceTag, ...]:
    """The provinces named, the most prominent first; the portal's own (a unit's key) last unless it is named too."""
    named: dict[str, list[Mention]] = {}
    towns: dict[str, list[Mention]] = {}
    for mention in mentions:
        entry = mention.place.entry
        if entry.kind == "province":
            named.setdefault(_unit(mention, gazetteer, vintage).key, []).append(mention)
        elif entry.kind == "town":
            unit = gazetteer.unit(entry.of, "63")
            towns.setdefault(unit.today if vintage == "34" else unit.key, []).append(mention)
    units = provinces()
    own = gazetteer.unit(units[source_province].name, vintage) if source_province else None
    of_towns = {key: towns.get(units[key].today if vintage == "34" else key, []) for key in named}
    earned = {key: points(found, of_towns[key], units[key].name) for key, found in named.items()}
    if own and own.key in earned:
        earned[own.key] += OWN_PROVINCE_POINTS
    front = {key for key in named if any(m.field in ("title", "lead") for m in (*named[key], *of_towns[key]))}
    subjects = about(earned, frozenset(front))
    ranked = sorted(named, key=lambda key: (key not in subjects, -earned[key], _first(named[key])))
    tags = [_tag(units[key], ("about", "named") if key in subjects else ("named",), named[key]) for key in ranked]
    if own is None:
        return tuple(tags)
    proof = Evidence(field="source", start=0, end=len(own.name), text=own.name, fact="source")
    return with_role(tags, own, "source", proof)


def _unit(mention: Mention, gazetteer: Gazetteer, vintage: Vintage) -> Province:
    """The unit a mention means; "Lâm Đồng cũ" in 2026 is the smaller one of before."""
    unit = gazetteer.unit(mention.place.entry.name, vintage)
    if not mention.formerly or unit.vintage == "63":
        return unit
    former = gazetteer.unit(unit.name, "63")
    was_joined = any(p.today == former.today and p.key != former.key for p in provinces().values() if p.vintage == "63")
    return former if was_joined else unit


def with_role(
    tags: Iterable[ProvinceTag], unit: Province, role: Role, evidence: Evidence | None = None
) -> tuple[ProvinceTag, ...]:
    """The tags with one more role for a province: on its tag where it is named, else on a new tag at the end."""
    result = list(tags)
    more = (evidence,) if evidence else ()
    for i, tag in enumerate(result):
        if tag.id == unit.key:
            roles = _in_order((*tag.roles, role))
            result[i] = replace(tag, role=roles[0], roles=roles, evidence=(*tag.evidence, *more))
            return tuple(result)
    return (*result, _new_tag(unit, (role,), more))


def with_events(
    tags: Iterable[ProvinceTag], events: Sequence[Event], gazetteer: Gazetteer, vintage: Vintage
) -> tuple[ProvinceTag, ...]:
    """The tags with what the events say: those that meet as parties of the first are what the article is about, and the
    provinces where any is held have the role "place", each with the words for it."""
    result = _with_parties(tags, events[0].partners) if events else tuple(tags)
    known = {p.name for p in provinces().values()}
    for event in events:
        if event.place_province in known:
            proof = next((e for e in event.evidence if e.fact == "place"), None)
            result = with_role(result, gazetteer.unit(str(event.place_province), vintage), "place", proof)
    return result


def _with_parties(tags: Iterable[ProvinceTag], partners: Sequence[str]) -> tuple[ProvinceTag, ...]:
    """The tags of provinces that meet as parties as what the article is about; those come first, in the order they had."""
    if len(partners) < _MEET:
        return tuple(tags)
    told = [replace(t, role="about", roles=_in_order((*t.roles, "about"))) if t.name in partners else t for t in tags]
    return tuple(sorted(told, key=lambda tag: tag.role != "about"))


def _tag(unit: Province, roles: tuple[Role, ...], found: list[Mention]) -> ProvinceTag:
    evidence = tuple(mention.evidence() for mention in found[:MOST_EVIDENCES])
    return _new_tag(unit, _in_order(roles), evidence)


def _new_tag(unit: Province, roles: tuple[Role, ...], evidence: tuple[Evidence, ...]) -> ProvinceTag:
    today = provinces()[unit.today]
    return ProvinceTag(
        id=unit.key,
        name=unit.name,
        today_id=today.key,
        today_name=today.name,
        role=roles[0],
        roles=roles,
        evidence=evidence,
    )


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    held = set(roles)
    return tuple(role for role in _ROLE_ORDER if role in held)


def _first(found: list[Mention]) -> tuple[int, int]:
    return FIELDS.index(found[0].field), found[0].start
