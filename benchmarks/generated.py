"""Any number of invented articles for tests of scale, seeded: article i of a seed is the same however many are made.

What grows with a real archive grows here: a few hundred officials a province hold office for some years each and are named
over and over, the provinces in the news by their share, several articles tell of one event, one in twenty is a reprint (one
in three of these shortened), and leads repeat the set phrases of their kind. The text after the lead is drawn word by word
from what follows what in the sample articles, so that no two say the same.
"""

from datetime import date, datetime, timedelta, timezone
from functools import cache
from hashlib import blake2b
from itertools import pairwise
from random import Random

from records.base import Record
from records.event import Event, Official
from records.places import MERGED_ON, Vintage, provinces
from records.tag import Evidence
from samples.content import TRIED, load_portals
from samples.shape import body_texts
from samples.slots import _names as name_parts  # the sample articles' own parts of names

FIRST, LAST = date(2015, 1, 5), date(2026, 11, 15)
_HANOI = timezone(timedelta(hours=7))
_DAYS = (LAST - FIRST).days
# One in so many is a reprint of an article at most so far before it.
_REPRINTS, _BACK = 20, 20_000
# So many articles in a hundred tell of an event, of which a day and province have a few.
_EVENTS, _EVENTS_A_DAY = 45, 2
_OFFICIALS, _TERM = 60, 5
_TITLES = (
    "Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch HĐND tỉnh", "Giám đốc Sở Công Thương",
    "Giám đốc Sở Y tế", "Giám đốc Sở Du lịch", "Giám đốc Sở Giao thông vận tải", "Phó Giám đốc Sở Nội vụ",
)  # fmt: skip
_KINDS = (
    "Hội nghị {about}", "Hội thảo {about}", "Diễn đàn {about}", "Lễ khai mạc {about}", "Hội nghị xúc tiến {about}",
)  # fmt: skip
_LEADS = (
    "{when}, tại {place}, UBND tỉnh {host} phối hợp với UBND tỉnh {guest} tổ chức {name}.",
    "{when}, UBND tỉnh {host} tổ chức {name} với sự tham gia của tỉnh {guest} và các sở, ngành liên quan.",
    "{when}, tại thành phố trung tâm của tỉnh {host} đã diễn ra {name} giữa hai tỉnh {host} và {guest}.",
    "{when}, đoàn công tác của tỉnh {guest} đã đến thăm và làm việc với tỉnh {host}, dự {name}.",
)
_SIGNED = "Tại hội nghị, lãnh đạo hai tỉnh {host} và {guest} đã ký kết chương trình hợp tác {about} giai đoạn {year} - {later}."
_PRESENT = "Dự hội nghị có các đồng chí: {people}, cùng lãnh đạo các sở, ngành, địa phương của tỉnh."


class MadeUp(Record, frozen=True):
    """One article as a portal would show it; `reprint_of` is the number of the article it prints again, -1 for none.
    `events` are what a reader finds in its lead and first paragraphs."""

    number: int
    slug: str
    title: str
    lead: str
    body: tuple[str, ...]
    byline: str
    published_at: datetime
    province: str
    events: tuple[Event, ...] = ()
    reprint_of: int = -1


def made_up(number: int, seed: int = 1, *, on: date | None = None) -> MadeUp:
    """Article `number` of a seed, published `on` a day, else on one of the years since 2015."""
    dice = Random(f"{seed}-{number}")
    if number and dice.randrange(_REPRINTS) == 0:
        return _reprint(number, seed, dice, on)
    day = on or FIRST + timedelta(days=dice.randrange(_DAYS))
    vintage: Vintage = "34" if day >= MERGED_ON else "63"
    province = _drawn_province(vintage, dice)
    if dice.randrange(100) < _EVENTS:
        title, lead, first, events = _event(day, province, vintage, dice, seed)
    else:
        title, lead, first, events = _sentence(dice, 6, 14), _sentence(dice, 20, 45) + ".", [], ()
    length = min(3000, int(dice.lognormvariate(5.4, 0.7)))
    body = (*first, *_paragraphs(dice, length, province))
    at = datetime(day.year, day.month, day.day, dice.randrange(6, 22), dice.randrange(60), tzinfo=_HANOI)
    byline = _person(dice.randrange(2000)) if number % 3 else ""
    return MadeUp(
        number=number, slug=f"bai-{seed}-{number}", title=title[:1].upper() + title[1:], lead=lead, body=body, byline=byline,
        published_at=at, province=province, events=events,
    )  # fmt: skip


def _reprint(number: int, seed: int, dice: Random, on: date | None) -> MadeUp:
    """The text of an earlier article some hours later under another title, one in three cut to its beginning."""
    before = made_up(number - dice.randrange(1, min(number + 1, _BACK)), seed, on=on)
    kept = before.body
    if dice.randrange(3) == 0:
        kept = kept[: max(1, int(len(kept) * dice.uniform(0.5, 0.9)))]
    return MadeUp(
        number=number, slug=f"bai-{seed}-{number}", title=f"Tin lại: {before.title}", lead=before.lead, body=kept,
        byline="", published_at=before.published_at + timedelta(hours=dice.randrange(1, 48)), province=before.province,
        events=before.events, reprint_of=before.number,
    )  # fmt: skip


def _event(
    day: date, host: str, vintage: Vintage, dice: Random, seed: int
) -> tuple[str, str, list[str], tuple[Event, ...]]:
    """Title, lead and the first paragraphs of a report on one of the province's few events of the days before, and what
    they tell of it."""
    held = day - timedelta(days=dice.randrange(3))
    own = Random(f"{seed} {host} {held} {dice.randrange(_EVENTS_A_DAY)}")
    guest = _drawn_province(vintage, own)
    about = _sentence(own, 4, 9)
    name = own.choice(_KINDS).format(about=about)
    part = own.choice(("Sáng", "Chiều"))
    told = {"host": host, "guest": guest, "place": host, "name": name, "about": about, "year": held.year}
    when = f"{part} {held.day}/{held.month}" + (f"/{held.year}" if own.random() < 0.5 else "")
    lead = dice.choice(_LEADS).format(when=when, **told)
    people = [_official(place, held, own) for place in (host, host, guest)][: own.randrange(1, 4)]
    first = [_PRESENT.format(people="; ".join(f"{o.name} - {o.title} {o.province}" for o in people))]
    signed = own.random() < 0.25
    if signed:
        first.append(_SIGNED.format(later=held.year + 5, **told))
    event = Event(
        type="signing" if signed else "conference", name=name, starts_on=held, month_day=f"{held:%m-%d}", date_text=when,
        year_from="published", place_province=host, place_text=host, hosts=(host,), partners=tuple({host: 0, guest: 0}),
        signed=signed, signed_what=about if signed else None, officials=tuple(people), confidence=0.9,
        evidence=(Evidence(field="lead", start=0, end=len(when), text=when, fact="date"),) * (4 + len(people)),
    )  # fmt: skip
    return f"{name} tại {host}", lead, first, (event,)


def _official(province: str, day: date, dice: Random) -> Official:
    """One of those who hold office in a province in these years: its heads are named the most."""
    rank = min(int(dice.expovariate(0.12)), _OFFICIALS - 1)
    term = (day.year - 2011) // _TERM
    name = _person(_number(province, term, rank))
    return Official(name=name, title=_TITLES[rank % len(_TITLES)], province=province)


def _number(*words: object) -> int:
    return int.from_bytes(blake2b(repr(words).encode(), digest_size=6).digest(), "big")


def _person(number: int) -> str:
    """A name of three parts made of a number."""
    surnames, middles, given = name_parts()
    number, last = divmod(number, len(given))
    number, middle = divmod(number, len(middles))
    return f"{surnames[number % len(surnames)]} {middles[middle]} {given[last]}"


def _drawn_province(vintage: Vintage, dice: Random) -> str:
    """A few provinces have most of the news."""
    names = _province_names(vintage)
    return names[min(int(dice.expovariate(4 / len(names))), len(names) - 1)]


@cache
def _province_names(vintage: Vintage) -> list[str]:
    return sorted(unit.name for unit in provinces().values() if unit.vintage == vintage)


def _paragraphs(dice: Random, words: int, province: str) -> list[str]:
    """Paragraphs of so many words altogether; one in ten names the province."""
    found: list[str] = []
    while words > 0:
        sentences = [_sentence(dice, 10, 35) for _ in range(dice.randrange(1, 5))]
        if dice.randrange(10) == 0:
            sentences.append(f"tỉnh {province} {_sentence(dice, 6, 12)}")
        text = " ".join(f"{sentence[:1].upper()}{sentence[1:]}." for sentence in sentences)
        words -= text.count(" ") + 1
        found.append(text)
    return found


def _sentence(dice: Random, least: int, most: int) -> str:
    """Words each of which follows the one before it somewhere in the samples, now and then any other."""
    follows, every = _follows()
    word, found = dice.choice(every), []
    for _ in range(dice.randrange(least, most)):
        found.append(word)
        after = follows.get(word)
        word = dice.choice(after) if after and dice.random() < 0.8 else dice.choice(every)
    return " ".join(found)


@cache
def _follows() -> tuple[dict[str, list[str]], list[str]]:
    """Which lower-case words follow each in the sample articles, and all of them, as often as they stand there."""
    follows: dict[str, list[str]] = {}
    every: list[str] = []
    for portal in load_portals(only=TRIED):
        for article in portal.articles:
            for text in body_texts(article.body):
                words = [word for word in text.split() if word.isalpha() and word.islower()]
                every += words
                for one, other in pairwise(words):
                    follows.setdefault(one, []).append(other)
    return follows, every
