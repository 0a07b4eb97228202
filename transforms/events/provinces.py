"""Where a text names provinces, towns and wards that fix a province, and regions: the positions that parties and places need."""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from typing import NamedTuple

from records.article import Article
from records.places import by_name, provinces
from transforms.events.lexicon import alternation, read_words
from transforms.events.reading import Reading, Sentence
from transforms.gazetteer import Gazetteer, load_gazetteer
from transforms.tag import named_in, vintage_of
from transforms.text import one_tone_placement

__all__ = ["Mention", "Places", "RegionMention", "foreign_places", "names_abroad", "place_names"]

# Countries whose names are also syllables of persons and places: "Nguyễn Đức Chung", "huyện Mỹ Đức".
_SYLLABLE = 4
# So often is a province named at least, and twice as often as any other, that a text without it in title and lead is set in it.
_SURELY = 3
_STATE = frozenset({"CHLB", "CHDCND", "Quốc", "Liên"})


class Mention(NamedTuple):
    """A province named at sentence.text[start:end]; `town` where only a town of it is named."""

    name: str
    start: int
    end: int
    town: bool = False


class RegionMention(NamedTuple):
    """A region named at sentence.text[start:end]."""

    name: str
    start: int
    end: int


@cache
def foreign_places() -> re.Pattern[str]:
    """Countries and cities abroad, as printed."""
    return re.compile(rf"(?<!\w)(?:{alternation(read_words('places')['foreign'])})(?!\w)")


def names_abroad(text: str) -> bool:
    """Whether a text names a foreign country or city, and not a syllable of a person or a place at home."""
    for match in foreign_places().finditer(text):
        if len(match[0]) > _SYLLABLE:
            return True
        before, after = text[: match.start()].split(" ")[-2:-1], text[match.end() : match.end() + 2]
        beside = (before and before[0][:1].isupper() and before[0] not in _STATE) or after[1:].isupper()
        if not beside:
            return True
    return False


@cache
def place_names() -> re.Pattern[str]:
    """Names that a run of capitals may begin with before a person's name: provinces, towns, regions, countries."""
    data = load_gazetteer().data
    names = {p.name for p in provinces().values()} | set(data.regions) | set(data.ambiguous)
    for others in (*data.spellings.values(), *data.towns.values()):
        names.update(others)
    raw = read_words("places")
    names.update(raw["foreign"], raw["before_names"])
    return re.compile(rf"(?:{alternation(one_tone_placement(name) for name in names)})(?!\w)")


@cache
def _wards() -> dict[str, str]:
    """Today's wards whose names say the province: named after its former towns and provinces, and the seats' own."""
    data = load_gazetteer().data
    shared = Counter(town for towns in data.towns.values() for town in towns)
    found = {town: name for name, towns in data.towns.items() for town in towns if shared[town] == 1}
    found |= {unit.name: unit.name for unit in provinces().values() if unit.vintage == "63"}
    return found | {ward: name for name, wards in read_words("places")["wards"].items() for ward in wards}


@cache
def _town_pattern() -> re.Pattern[str]:
    """Towns of one province only, as a venue's name may hold them, with the word before."""
    barred = set(read_words("places")["not_venue_towns"])
    return re.compile(rf"(?<!\w)({alternation(town for town in _wards() if town not in barred)})(?!\w)(?! [A-ZĐ])")


def is_at_home(text: str) -> bool:
    """Whether a place's name holds a town or a province of ours, however its syllables are joined ("Plei-ku"), or is a
    brand's that is found here only."""
    forms = (text, text.replace("-", " ").title(), text.replace("-", ""))
    return _brands().search(text) is not None or any(place_pattern().search(one_tone_placement(f)) for f in forms)


@cache
def _brands() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(read_words('places')['brands'])})(?!\w)")


@cache
def place_pattern() -> re.Pattern[str]:
    """Provinces and towns of ours, as a longer name may hold them."""
    names = {unit.name for unit in provinces().values()} | set(_wards())
    return re.compile(rf"(?<!\w)(?:{alternation(one_tone_placement(name) for name in names)})(?!\w)")


@cache
def _venue_heads() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(read_words('places')['own_name_heads'])})\s[^,;]*$")


@cache
def _ward_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:phường|Phường|đặc khu|Đặc khu)\s({alternation(_wards())})(?!\w)(?!\s[A-ZĐ])")


class Places:
    """The places one article names, by field and offset; names are short names by the article's date."""

    def __init__(self, article: Article, gazetteer: Gazetteer, folded: Gazetteer) -> None:
        """Scan the article's fields once."""
        self._gazetteer = gazetteer
        self._vintage = vintage_of(article)
        self._source = next((tag.name for tag in article.provinces if "source" in (tag.role, *tag.roles)), None)
        self._mentions: dict[str, list[tuple[int, int, str, str]]] = {}
        for found in named_in(article, gazetteer, folded).mentions:
            entry = found.place.entry
            if found.formerly or entry.kind in ("decoy", "rival"):
                continue
            start, end = found.words.span(found.place.first, found.place.end)
            is_region = entry.kind.startswith("region")
            names = (
                gazetteer.regions_of(entry, self._vintage) if is_region else (self._as_of_then(entry.of or entry.name),)
            )
            mentions = [(start, end, name, "region" if is_region else entry.kind) for name in names]
            self._mentions.setdefault(found.field, []).extend(mentions)
        if self._vintage == "34":
            self._add_wards(article)

    def _add_wards(self, article: Article) -> None:
        """Wards of since July 2025: "phường Quy Nhơn" is in Gia Lai."""
        fields = (
            ("title", article.title),
            ("lead", article.lead),
            ("body", article.body),
            ("captions", article.captions),
        )
        for field, text in fields:
            if "hường " not in text and "ặc khu " not in text:
                continue
            for match in _ward_pattern().finditer(one_tone_placement(text)):
                name = self._as_of_then(_wards()[match[1]])
                self._mentions.setdefault(field, []).append((match.start(1), match.end(1), name, "town"))
            self._mentions.get(field, []).sort()

    def _within(self, sentence: Sentence) -> list[tuple[int, int, str, str]]:
        """What a sentence names, with offsets in the sentence."""
        all_found = self._mentions.get(sentence.field, [])
        first = bisect_left(all_found, (sentence.start,))
        last = bisect_left(all_found, (sentence.end,))
        return [(s - sentence.start, e - sentence.start, name, kind) for s, e, name, kind in all_found[first:last]]

    def in_sentence(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The provinces and towns a sentence names, in order."""
        found = self._within(sentence)
        return tuple(Mention(name, s, e, kind == "town") for s, e, name, kind in found if kind != "region")

    def town_within(self, sentence: Sentence, start: int, end: int) -> str | None:
        """The province of the last town in a venue's name: "bến xe Đức Hòa", "Khu di tích ATK Định Hóa"."""
        text = one_tone_placement(sentence.text)
        towns = _town_pattern().finditer(text, start, end)
        found = [m for m in towns if not _venue_heads().search(sentence.low[start : m.start()])]
        return self._as_of_then(_wards()[found[-1][1]]) if found else None

    def regions_in(self, sentence: Sentence) -> tuple[RegionMention, ...]:
        """The regions a sentence names, in order."""
        return tuple(RegionMention(name, s, e) for s, e, name, kind in self._within(sentence) if kind == "region")

    def _as_of_then(self, name: str) -> str:
        """The name by the article's date: a province merged away is read as the one it belongs to since."""
        unit = self._gazetteer.unit(name, self._vintage)
        return unit.name if unit.vintage == self._vintage else provinces()[unit.today].name

    def kind(self, name: str) -> str:
        """ "city" or "province"."""
        unit = by_name(self._vintage).get(name)
        return unit.kind if unit else "province"

    def region_of(self, name: str) -> str | None:
        """The region of the statistics office that a province lies in."""
        unit = by_name(self._vintage).get(name)
        return unit.region if unit else None

    def is_statistical(self, region: str) -> bool:
        """Whether provinces are counted to a region by the statistics office."""
        return any(unit.region == region for unit in by_name(self._vintage).values())

    def counts(self, reading: Reading) -> Counter[str]:
        """How often each province is named, thrice as much in title and lead."""
        counts: Counter[str] = Counter()
        for sentence in reading.everything:
            weight = 3 if sentence.field in ("title", "lead") else 1
            for mention in self.in_sentence(sentence):
                counts[mention.name] += weight
        return counts

    def home(self, reading: Reading) -> str | None:
        """The province that "tỉnh", "UBND thành phố" mean by themselves: the portal's, else the one named most."""
        if self._source:
            return self._source
        counts = self.counts(reading)
        return counts.most_common(1)[0][0] if counts else None

    def only(self, reading: Reading) -> str | None:
        """The one province that a text names, or its portal's; None where it names several."""
        counts = self.counts(reading)
        return next(iter(counts)) if len(counts) == 1 else None if counts else self._source

    def scene(self, reading: Reading) -> str | None:
        """The province that a place named without one most likely lies in: the portal's, else one that title or lead
        name or that the text names more than all others; nobody can say otherwise."""
        if self._source:
            return self._source
        first = self.counts(reading).most_common(2)
        if not first:
            return None
        (name, most), others = first[0], first[1:]
        sure = most >= _SURELY and (not others or most >= 2 * others[0][1])
        return (
            name
            if sure or any(m.name == name for s in (*reading.title, *reading.lead) for m in self.in_sentence(s))
            else None
        )
