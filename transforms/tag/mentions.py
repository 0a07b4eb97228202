"""Every mention of a province, town or region in an article, with where it stands and what stands around it."""

from functools import lru_cache
from typing import Literal, NamedTuple

from records.article import Article
from records.tag import Evidence
from transforms.gazetteer import Gazetteer, Place
from transforms.scan import Words
from transforms.tag.context import in_chain, why_not

TextField = Literal["title", "lead", "body", "captions"]
# "cao tốc Hà Nội - Hải Phòng": words of a road's name, and how many words before a place they may stand.
_ROADS = frozenset({"tốc", "lộ", "sắt", "tuyến", "đường", "tàu", "bay", "ql", "xe", "trục", "toc", "duong"})
_ROAD_REACH = 8
_LONGEST_KEPT = 30_000  # characters of an article whose words are kept
FIELDS: tuple[TextField, ...] = ("title", "lead", "body", "captions")


class Mention(NamedTuple):
    """A name that is the place: its field, whether it stands in a chain (a list, or with dashes after a road's name: an
    axis), whether it is said to be the unit of before the merger."""

    place: Place
    field: TextField
    words: Words
    chained: bool
    on_a_road: bool
    formerly: bool

    @property
    def start(self) -> int:
        """Where it begins, in code points of its field."""
        return self.words.starts[self.place.first]

    def evidence(self, fact: str = "") -> Evidence:
        """The words themselves."""
        start, end = self.words.span(self.place.first, self.place.end)
        return Evidence(field=self.field, start=start, end=end, text=self.words.text[start:end], fact=fact)


class Named(NamedTuple):
    """What an article names, and the words it was found among; to be looked at, not changed."""

    fields: dict[TextField, Words]
    mentions: list[Mention]


def named_in(article: Article, gazetteer: Gazetteer, folded: Gazetteer) -> Named:
    """The words of an article's fields, and the provinces, towns and regions they name.

    Tags and events are read from the same words one after the other, so those of the last article are kept.
    """
    texts = (article.title, article.lead, article.body, article.captions)
    find = _named if sum(map(len, texts)) <= _LONGEST_KEPT else _named.__wrapped__
    return find(texts, gazetteer, folded)


@lru_cache(maxsize=2)
def _named(texts: tuple[str, ...], gazetteer: Gazetteer, folded: Gazetteer) -> Named:
    fields = {field: Words(text) for field, text in zip(FIELDS, texts, strict=True) if text}
    return Named(fields, find_mentions(fields, gazetteer, folded))


def find_mentions(fields: dict[TextField, Words], gazetteer: Gazetteer, folded: Gazetteer) -> list[Mention]:
    """The provinces, towns and regions named, in reading order; `folded` reads fields without diacritics."""
    found = {field: (folded if w.folded else gazetteer).find(w) for field, w in fields.items()}
    rivals = frozenset(p.entry.name for places in found.values() for p in places if p.entry.kind == "rival")
    mentions = []
    for field, places in found.items():
        words = fields[field]
        book = folded if words.folded else gazetteer
        for k, place in enumerate(places):
            if not why_not(words, places, k, book, rivals=rivals):
                chained = in_chain(words, places, k, book)
                formerly = book.formerly.longest_at(words.low, place.end) is not None
                on_a_road = chained and _is_on_a_road(words, place)
                mentions.append(Mention(place, field, words, chained, on_a_road, formerly))
    return mentions


def _is_on_a_road(words: Words, place: Place) -> bool:
    before = words.low[max(0, place.first - _ROAD_REACH) : place.first]
    return "-" in (*before[-1:], *words.low[place.end : place.end + 1]) and not _ROADS.isdisjoint(before)
