"""The regions an article names, and those its provinces lie in."""

from collections.abc import Iterable

from records.places import Vintage, provinces
from records.tag import Evidence, ProvinceTag, RegionTag
from transforms.gazetteer import Gazetteer
from transforms.tag.mentions import Mention

# Evidences kept a tag.
MOST_EVIDENCES = 8


def tag_regions(
    mentions: Iterable[Mention], tags: Iterable[ProvinceTag], gazetteer: Gazetteer, vintage: Vintage
) -> tuple[RegionTag, ...]:
    """The regions named, in reading order, then those of the named provinces that are not named themselves.

    A region named does not bring its provinces; a name that only the regions of another vintage bear is read as the
    parts it had.
    """
    named: dict[str, list[Evidence]] = {}
    for mention in mentions:
        entry = mention.place.entry
        if entry.kind.startswith("region"):
            for name in gazetteer.regions_of(entry, vintage):
                named.setdefault(name, []).append(mention.evidence())
    found = [RegionTag(name=n, role="named", evidence=tuple(e[:MOST_EVIDENCES])) for n, e in named.items()]
    lain_in: dict[str, list[Evidence]] = {}
    for tag in tags:
        lain_in.setdefault(provinces()[tag.id].region, []).extend(tag.evidence[:1])
    found += [
        RegionTag(name=n, role="province", evidence=tuple(e[:MOST_EVIDENCES]))
        for n, e in lain_in.items()
        if n not in named
    ]
    return tuple(found)
