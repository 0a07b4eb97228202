"""The names of Vietnam's provinces, regions and towns as data, and where a text writes them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from records.base import Record
from records.errors import RegistryError
from records.places import Province, Vintage, by_name, provinces
from records.yaml_text import read_yaml
from transforms.scan import Phrases, Words, phrase_words

Kind = Literal["province", "town", "region", "region34", "regions", "decoy", "rival"]


class NamesAfter(Record, frozen=True):
    """Names that mean something of their own where they stand `after` one of these words."""

    names: tuple[str, ...]
    after: tuple[str, ...]


class PlacesData(Record, frozen=True):
    """What lexicons/places.yaml holds; the file explains each key."""

    spellings: dict[str, tuple[str, ...]]
    in_63: dict[str, str]
    needs_cue: dict[str, tuple[str, ...]]
    needs_cue_in_capitals: dict[str, tuple[str, ...]]
    cues: dict[str, tuple[str, ...]]
    decoys: tuple[str, ...]
    not_after: tuple[str, ...]
    not_after_but_in_chain: tuple[str, ...]
    never_streets: NamesAfter
    not_before: tuple[str, ...]
    rivals: dict[str, tuple[str, ...]]
    rival_cues: tuple[str, ...]
    body_heads: tuple[str, ...]
    company_heads: tuple[str, ...]
    body_words: tuple[str, ...]
    surnames: tuple[str, ...]
    not_surnames_after: tuple[str, ...]
    middle_names: tuple[str, ...]
    regions: dict[str, tuple[str, ...]]
    regions_joined: dict[str, tuple[str, ...]]
    regions_34: dict[str, tuple[str, ...]]
    regions_63_parts: dict[str, tuple[str, ...]]
    directions: NamesAfter
    not_before_region: tuple[str, ...]
    region_heads: tuple[str, ...]
    not_after_region: tuple[str, ...]
    formerly: tuple[str, ...]
    towns: dict[str, tuple[str, ...]]
    town_cues: tuple[str, ...]
    plain_towns: tuple[str, ...]
    district_cues: tuple[str, ...]
    districts: dict[str, tuple[str, ...]]
    ambiguous: dict[str, dict[str, tuple[str, ...]]]


class Entry(NamedTuple):
    """A name the scan looks for: what it is, its normalised name (a town's province in `of`), which words need a
    capital letter, whether it stands for itself without cues ("TP.HCM")."""

    kind: Kind
    name: str
    of: str
    capitals: tuple[bool, ...]
    strong: bool
    spelling: str


class Place(NamedTuple):
    """A name as found: words `first` to `end` (not included) of a text."""

    entry: Entry
    first: int
    end: int


class Gazetteer:
    """The names in one form (as written, or without diacritics) and the words around them that decide."""

    def __init__(self, data: PlacesData, *, folded: bool = False) -> None:
        """Compile the data; `folded` reads texts without diacritics."""
        self.data = data
        self.folded = folded
        self.names = _names(data, folded=folded)
        self.chain_words = frozenset({"-", ",", "/", "và", "va"})
        self.cues = {name: self._before(words) for name, words in data.cues.items()}
        self.not_after = self._before(data.not_after)
        self.not_before = self._after(data.not_before)
        self.rival_cues = self._before(data.rival_cues)
        self.body_heads = self._before(data.body_heads)
        self.company_heads = self._before(data.company_heads)
        self.body_words = frozenset(w for p in data.body_words for w in phrase_words(p, folded=folded))
        self.surnames = frozenset(phrase_words(p, folded=folded)[0] for p in data.surnames)
        self.not_surnames_after = frozenset(phrase_words(p, folded=folded)[0] for p in data.not_surnames_after)
        self.middle_names = frozenset(phrase_words(p, folded=folded)[0] for p in data.middle_names)
        self.directions = self._before(data.directions.after)
        self.not_before_region = self._before(data.not_before_region)
        self.not_after_region = self._after(data.not_after_region)
        self.region_heads = self._before(data.region_heads)
        self.formerly = self._after(data.formerly)
        self.town_cues = self._before(data.town_cues)
        self.plain_towns = frozenset(data.plain_towns) | {spelling for spelling, _ in _with_cue(data)}
        self.district_cues = self._before(data.district_cues)
        self.districts = frozenset(name for names in data.districts.values() for name in names)

    def _before(self, phrases: tuple[str, ...]) -> Phrases[str]:
        return Phrases(((p, p) for p in phrases), folded=self.folded, backward=True)

    def _after(self, phrases: tuple[str, ...]) -> Phrases[str]:
        return Phrases(((p, p) for p in phrases), folded=self.folded)

    def find(self, words: Words) -> list[Place]:
        """Every name in the text with its capitals as they must be, from left to right, the longest where several fit;
        what the words around make of it is not asked yet."""
        places: list[Place] = []
        lower_case: bool | None = None
        for entry, first, end in self.names.matches(words.low):
            needed = entry.capitals
            if not all(words.is_capital(first + k) for k, need in enumerate(needed) if need):
                if lower_case is None:
                    lower_case = words.text.islower()
                if not lower_case or entry.kind != "province" or entry.name in self.data.needs_cue_in_capitals:
                    continue
            if places and first < places[-1].end:
                continue
            over = self._province_over(words, end) if entry.kind.startswith("region") else None
            places.append(over or Place(entry, first, end))
        return places

    def _province_over(self, words: Words, end: int) -> Place | None:
        """The province whose name begins with the last word of a region's and runs on: "miền Tây Bắc Giang"."""
        found = self.names.longest_at(words.low, end - 1)
        if found is None or found[0].kind != "province" or found[1] <= end:
            return None
        capitals = all(words.is_capital(i) for i in range(end - 1, found[1]))
        return Place(found[0], end - 1, found[1]) if capitals else None

    def regions_of(self, entry: Entry, vintage: Vintage) -> tuple[str, ...]:
        """The regions that a region's entry names on a vintage's date: "Bắc và Nam Trung Bộ" are two."""
        if entry.kind == "regions":
            return self.data.regions_joined[entry.name]
        if entry.kind == "region34" and vintage == "63":
            return self.data.regions_63_parts[entry.name]
        return (entry.name,)

    def unit(self, name: str, vintage: Vintage) -> Province:
        """The unit a name means on a vintage's date: of that vintage, or of the other for a name that only it has."""
        if vintage == "63":
            name = self.data.in_63.get(name, name)
        own = by_name(vintage).get(name)
        return own or by_name("34" if vintage == "63" else "63")[name]


_FREE_ENDS = frozenset({"bộ", "nguyên"})
_COMPASS = ("Bắc ", "Nam ", "Đông ", "Tây ", "Trung Bộ")


def _entries(data: PlacesData) -> Iterator[tuple[str, Entry]]:
    """Each spelling with its entry; decoys first, since of two equal spellings the first one counts."""
    for decoy in data.decoys:
        yield decoy, _entry("decoy", decoy, decoy)
    for name, rivals in data.rivals.items():
        yield from ((rival, _entry("rival", name, "")) for rival in rivals)
    for name in dict.fromkeys(p.name for p in provinces().values()):
        for spelling in (name, name.replace(" - ", " "), *data.spellings.get(name, ())):
            yield spelling, _entry("province", name, spelling, strong=spelling in _strong(data, name))
    by_kind: tuple[tuple[Kind, dict[str, tuple[str, ...]]], ...] = (
        ("region", data.regions),
        ("region34", data.regions_34),
    )
    for kind, regions in by_kind:
        for name, spellings in regions.items():
            yield from ((s, _entry(kind, name, s)) for known in (name, *spellings) for s in _with_head(known))
    yield from ((joined, _entry("regions", joined, joined)) for joined in data.regions_joined)
    for name, towns in (*data.towns.items(), *data.districts.items()):
        yield from ((town, _entry("town", town, town, of=name)) for town in towns)
    yield from ((spelling, _entry("town", spelling, spelling, of=name)) for spelling, name in _with_cue(data))


def _with_head(region: str) -> Iterator[str]:
    """A region's name and, where it opens with a point of the compass, that with "miền" before it: else "miền Tây" would
    be read in "miền Tây Bắc"."""
    yield region
    if region.startswith(_COMPASS):
        yield f"miền {region}"
        yield f"các tỉnh miền {region}"


def _with_cue(data: PlacesData) -> Iterator[tuple[str, str]]:
    """Names of two provinces' towns with the word before that tells which is meant, and that province."""
    for town, provinces_ in data.ambiguous.items():
        for name, cues in provinces_.items():
            yield from ((f"{cue} {town}", name) for cue in cues)


def _doubled(data: PlacesData) -> list[str]:
    """Names that stand more than once among towns, districts and what is ambiguous."""
    below = (*data.towns.values(), *data.districts.values(), tuple(data.ambiguous))
    counts = Counter(town for towns in below for town in towns)
    return sorted(town for town, count in counts.items() if count > 1)


def _entry(kind: Kind, name: str, spelling: str, *, of: str = "", strong: bool = False) -> Entry:
    # "Nam Trung bộ và Tây nguyên": how a region's name ends is printed either way
    free = _FREE_ENDS if kind.startswith("region") else frozenset[str]()
    capitals = tuple(word[0].isupper() and word.lower() not in free for word in Words(spelling).raw)
    return Entry(kind, name, of, capitals, strong, spelling)


def _strong(data: PlacesData, name: str) -> set[str]:
    """The spellings that hold a cue in themselves ("TP.HCM"): those with a word that the plain name has not."""
    plain = set(phrase_words(name))
    return {
        s for s in data.spellings.get(name, ()) if {"tp", "phố", "t", "tphcm", "tphn"} & (set(phrase_words(s)) - plain)
    }


def _names(data: PlacesData, *, folded: bool) -> Phrases[Entry]:
    """The trie of all names; of two spellings that differ in capitals only, the freer one's entry is kept."""
    by_words: dict[tuple[str, ...], tuple[str, Entry]] = {}
    for spelling, entry in _entries(data):
        key = phrase_words(spelling, folded=folded)
        known = by_words.setdefault(key, (spelling, entry))
        if known[1].name == entry.name and sum(entry.capitals) < sum(known[1].capitals):
            by_words[key] = spelling, entry
    return Phrases(by_words.values(), folded=folded)


@cache
def load_gazetteer(*, folded: bool = False) -> Gazetteer:
    """The gazetteer of lexicons/places.yaml; raises RegistryError naming the key that is wrong."""
    raw = read_yaml(files("transforms.lexicons").joinpath("places.yaml").read_text("utf-8"))
    try:
        data = msgspec.convert(raw, PlacesData)
    except msgspec.ValidationError as exc:
        raise RegistryError(f"places.yaml: {exc}") from exc
    told = {name for provinces_ in data.ambiguous.values() for name in provinces_}
    unknown = {*data.spellings, *data.towns, *data.districts, *told} - {p.name for p in provinces().values()}
    if unknown:
        raise RegistryError(f"places.yaml: no such province: {', '.join(sorted(unknown))}; see provinces.yaml")
    if doubled := _doubled(data):
        raise RegistryError(f"places.yaml: named twice: {', '.join(doubled)}; put what two share under `ambiguous`")
    return Gazetteer(data, folded=folded)
