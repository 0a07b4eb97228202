"""Whether title or lead tell of cooperation between provinces: two (or one and a region) beside a word for it."""

from records.tag import Evidence
from transforms.scan import Phrases, Words
from transforms.tag.mentions import Mention, TextField

# What it adds to the sector regional-cooperation: as much as a few strong words there.
_POINTS: tuple[tuple[TextField, float], ...] = (("title", 12.0), ("lead", 9.0))


def between_provinces(
    fields: dict[TextField, Words], mentions: list[Mention], cues: dict[bool, Phrases[str]]
) -> tuple[float, tuple[Evidence, ...]]:
    """Points, and the words that earn them; (0, ()) where nothing does. `cues` are chosen by `Words.folded`."""
    total = 0.0
    proofs: list[Evidence] = []
    for field, points in _POINTS:
        words = fields.get(field)
        if words is None or _parties(mentions, field) < 2:
            continue
        for _, first, end in cues[words.folded].matches(words.low):
            start, stop = words.span(first, end)
            proofs.append(Evidence(field=field, start=start, end=stop, text=words.text[start:stop]))
            total += points
            break
    return total, tuple(proofs)


def _parties(mentions: list[Mention], field: TextField) -> int:
    """How many provinces, and whether a region, stand in a field; the ends of a road are none."""
    named = {
        m.place.entry.name
        for m in mentions
        if m.field == field and m.place.entry.kind == "province" and not m.on_a_road
    }
    region = any(m.field == field and m.place.entry.kind.startswith("region") for m in mentions)
    return len(named) + region if named else 0
