"""The officials an event report names: gathered over the whole text, with their fullest title, province and role."""

import re
from collections import Counter
from dataclasses import dataclass, field

from records.event import Official, OfficialRole
from records.tag import Evidence
from transforms.events.lexicon import people
from transforms.events.namesakes import is_namesake
from transforms.events.provinces import Places, names_abroad
from transforms.events.reading import Reading, Sentence, evidence, lowered
from transforms.events.roles import (
    begins,
    leads_delegation,
    leads_until,
    office_does,
    roles_in,
    short_mention_speaks,
    speaks_again,
    stronger,
)
from transforms.events.signers import both_sign, holders_sign, leaders_sign, names_holders, signs_beside
from transforms.events.titles import Titled, titled
from transforms.text import fold

_LOCAL = re.compile(
    r"(?<!\w)(?:tỉnh|thành phố|tp|ubnd|hđnd|sở|huyện|quận|thị xã|phường|xã|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|"
    r"ủy ban nhân dân|hội đồng nhân dân|tỉnh đoàn|thành đoàn|khu công nghiệp|ubmttq|đoàn đbqh|tỉnh ủy viên|thành ủy viên)(?!\w)"
)
_CITY = re.compile(r"(?<!\w)(?:thành phố|thành ủy|tp|thành ủy viên|thành đoàn)(?!\w)")
_CENTRAL = re.compile(
    r"(?<!\w)(?:trung ương|bộ trưởng|thứ trưởng|thủ tướng|chính phủ|quốc hội|tổng cục|chủ tịch nước|việt nam|đại sứ)(?!\w)"
)
_DIPLOMAT = re.compile(r"(?<!\w)(?:đại sứ|lãnh sự|công sứ|tham tán|thương vụ|trưởng đại diện)(?!\w)")
_SIDE = re.compile(
    r"(?<!\w)(?:về phía|phía|đoàn(?: công tác| đại biểu)?(?: của)?|lãnh đạo)\s+(?:thường trực\s+)?"
    r"(?:tỉnh|thành phố|tp\.?|ubnd tỉnh|đoàn công tác tỉnh)?\s*$|(?<!\w)(?:đại diện|thay mặt)\s(?:sở|ubnd|công an)\s[^,;.]{0,50}$"
)
# "Đoàn đại biểu Thành ủy Hải Phòng do Bí thư Thành ủy … làm trưởng đoàn": who leads a delegation is of its province.
_LED_FROM = re.compile(
    r"\s*(?:\([^)]*\)\s*)?,?\s*do\s(?:đồng chí|ông|bà|các đồng chí)?\s*(?:(?:đại|thượng|trung|thiếu)\s(?:tá|tướng|úy)\s)?"
)
# Officers of a province's forces, whose titles name none.
_COMMANDER = re.compile(r"(?:phó )?(?:chỉ huy trưởng|chính ủy|tham mưu trưởng|giám đốc|trưởng đoàn)$")
# Offices that only other countries have.
_FOREIGN_OFFICE = re.compile(
    r"(?<!\w)(?:tỉnh trưởng|thống đốc|thủ hiến|thị trưởng|tỉnh ủy (?:quảng tây|vân nam|quảng đông))(?!\w)"
)
# "Phó Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh Phongsaly": a province by name that is none of ours.
_UNKNOWN_PROVINCE = re.compile(r"(?<!\w)tỉnh [A-ZĐ](?=\w*[a-zà-ỹ])")
# "Giám đốc Đại học Quốc gia TP.HCM": the city is in the school's name only.
_OF_SCHOOL = re.compile(r"(?<!\w)(?:đại học|học viện|bệnh viện)\s[^,;]*")
# "Tại Trà Vinh, ông A, Giám đốc Sở …": an office that names no province is of the place the sentence opens with.
_OPENS_AT = re.compile(r"^[^\w]*(?:tại|ở)\s(?:điểm cầu\s)?(?:tỉnh\s|thành phố\s|tp\.?\s?)?$")
_ALONE_OFFICE = re.compile(
    r"(?<!\w)(?<!phó )(?:thủ tướng|phó thủ tướng|tổng bí thư|phó chủ tịch nước|phó chủ tịch quốc hội)(?!\w)"
)
# "sau chuyến thăm cấp Nhà nước tới Cuba của Tổng Bí thư": whose visit, call or letter it was is only spoken of.
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:sau|từ|nhân|kể từ|kết quả) chuyến (?:thăm|công tác)\s[^,.;]{0,60}(?<!\w)của\s(?:\w+\s)?$|"
    r"(?<!\w)(?:bài viết|tác phẩm|thông điệp|điện mừng|thư chúc mừng|cuốn sách|công ơn|công lao|tấm gương)\s"
    r"[^,.;]{0,40}(?<!\w)(?:của|giữa)\s(?:\w+\s)?$"
)
# "Năm 2007, Thủ tướng … đã thăm tỉnh": whoever is named only where the text looks back was not there.
_LOOKS_BACK = re.compile(
    r"^[^\w]*(?:từ |đầu |cuối |trong |hồi |vào )?(?:(?:tháng )?\d{1,2}\s?[/\-.]\s?|năm )(?:19|20)\d\d,"
)
_IN_BRACKET = re.compile(r"\s?\((?:tỉnh\s|tp\.?\s?|thành phố\s)?(?=[^()]{2,20}\))")
_MOST = 120
_PAIR = 2
# A name that is the end of another has so many syllables at least.
_WHOLE = 3


@dataclass
class _Person:
    """What the text has said of one name so far."""

    name: str
    titles: Counter[str] = field(default_factory=Counter)
    provinces: Counter[str] = field(default_factory=Counter)
    role: OfficialRole = "attended"
    present: bool = False
    leads: bool = False
    proof: Evidence | None = None


def _side(sentence: Sentence, places: Places, at: int) -> str | None:
    """The province whose delegation is being listed: the last "về phía tỉnh X" before a place in the sentence."""
    side = None
    for mention in places.in_sentence(sentence):
        if mention.end <= at and not mention.town and _LED_FROM.fullmatch(sentence.low, mention.end, at):
            return mention.name
        if (
            mention.end <= at
            and not mention.town
            and _SIDE.search(sentence.low[max(0, mention.start - 40) : mention.start])
        ):
            side = mention.name
    return side or _opening_place(sentence, places, at)


def _led_from(sentence: Sentence, places: Places, at: int) -> str | None:
    """The province whose delegation is led by whoever is named at an offset."""
    named = (m for m in places.in_sentence(sentence) if m.end <= at and not m.town)
    return next((m.name for m in named if _LED_FROM.fullmatch(sentence.low, m.end, at)), None)


def _opening_place(sentence: Sentence, places: Places, at: int) -> str | None:
    """The province that a sentence opens with as its scene."""
    first = next(iter(places.in_sentence(sentence)), None)
    if first is None or first.end > at or first.town or not _OPENS_AT.match(sentence.low[: first.start]):
        return None
    return first.name


def _own_province(sentence: Sentence, places: Places, person: Titled) -> str | None:
    """The province that a title names; the last one where it names several."""
    if not person.title or _DIPLOMAT.search(lowered(person.title)):
        return None
    bracket = _IN_BRACKET.match(sentence.low, person.name.end)
    if bracket is not None:  # "ông A (Kon Tum) và ông B (Gia Lai)"
        return next((m.name for m in places.in_sentence(sentence) if m.start == bracket.end()), None)
    named = [m for m in places.in_sentence(sentence) if person.title_start <= m.start < person.title_end]
    inside = [m for m in named if not is_namesake(sentence, m)]
    return inside[-1].name if inside else None


def _gather(reading: Reading, places: Places, *, signed: bool) -> dict[str, _Person]:
    """Everybody the text names, by name with tones placed one way; `signed`: something was signed at the event."""
    persons: dict[str, _Person] = {}
    last: _Person | None = None
    two: list[_Person] = []
    for sentence in reading.prose:
        found = titled(sentence)
        if last is not None and not found and speaks_again(sentence):
            last.role = stronger(last.role, "spoke")
        if signed and last is not None and signs_beside(sentence):
            last.role = "signed"
        if signed and not found and both_sign(sentence):
            for person in two:
                person.role = "signed"
        last = None
        for item, role in zip(found, roles_in(sentence, found), strict=True):
            key = lowered(item.name.text)
            if key not in persons and (not item.title or len(persons) >= _MOST):
                continue
            person = persons.setdefault(key, _Person(item.name.text))
            _note(person, sentence, item, places)
            person.role = stronger(person.role, role if signed or role != "signed" else "attended")
            last = person if len(found) == 1 and person.titles else None
        keys = dict.fromkeys(lowered(item.name.text) for item in found)
        two = [persons[key] for key in keys if key in persons] if found else two
        two = two if len(two) == _PAIR else []
    return _merged(persons)


def _merged(persons: dict[str, _Person]) -> dict[str, _Person]:
    """ "Choang-Quảng Tây Bành Thanh Hoa" is "Bành Thanh Hoa" with a place before it: the shorter name is kept."""
    for key in list(persons):
        ours = persons[key].name.split()[0] in people().surnames
        fewest = _WHOLE if ours else _WHOLE - 1  # "Ehime Nakamori Tokihiro": no family name of ours begins it
        whole = next((k for k in persons if k != key and len(k.split()) >= fewest and key.endswith(" " + k)), None)
        if whole is None and not ours:  # "Hernandez" and "Hernández", the first of them is kept
            whole = next((k for k in persons if fold(k) == fold(key)), key)
            whole = None if whole == key else whole
        if whole is not None:
            persons[whole].role = stronger(persons[whole].role, persons.pop(key).role)
    return persons


def _note(person: _Person, sentence: Sentence, item: Titled, places: Places) -> None:
    """Adds one mention to what is known of a person."""
    begin = begins(item)
    before = sentence.low[max(0, begin - 120) : begin]
    spoken_of = people().absent.search(before[-40:]) or _SPOKEN_OF.search(before) or _LOOKS_BACK.match(sentence.low)
    person.present = person.present or not spoken_of
    person.leads = person.leads or leads_delegation(sentence, item)
    if not item.title or item.former:  # "nguyên Chủ tịch …" is no office that is held
        return
    person.titles[item.title] += 1
    named = _own_province(sentence, places, item)
    low = lowered(item.title)
    local = _LOCAL.search(low) and not _FOREIGN_OFFICE.search(low) and not _UNKNOWN_PROVINCE.search(item.title)
    side = named or (_side(sentence, places, begin) if local else None)
    if side is None and _COMMANDER.match(low) and not _UNKNOWN_PROVINCE.search(item.title):
        side = _led_from(sentence, places, begin)
    if side:
        person.provinces[side] += 1
    if person.proof is None:
        start, end = begin, max(item.name.end, item.title_end)
        end = leads_until(sentence.low, end)
        person.proof = evidence(sentence, start, end, "official")


def _fullest(person: _Person) -> str:
    """The longest of the titles that the text gives."""
    return max(person.titles, key=lambda title: (len(title), title))


def _is_public(title: str) -> bool:
    """Whether a title is a public office."""
    low = lowered(title)
    if not people().private.search(low) or people().public.search(low):
        return True
    # "Phó Thủ tướng, Trưởng Ban Chỉ đạo … Luật Hợp tác xã": one post of the state is enough
    return any(_CENTRAL.search(post) and not people().private.search(post) for post in low.split(", "))


def _guess(title: str, home: str | None, named: Counter[str], places: Places) -> str | None:
    """The province of a local office that names none: the one the text is at home in, of the right kind."""
    low = lowered(title)
    if (
        names_abroad(title)
        or _UNKNOWN_PROVINCE.search(title)
        or _FOREIGN_OFFICE.search(low)
        or not _LOCAL.search(_OF_SCHOOL.sub("", low))
    ):
        return None
    if _CENTRAL.search(low) and not re.search(r"tỉnh|thành|sở|tp|ubnd|hđnd", low):
        return None
    wanted = "city" if _CITY.search(low) else "province"
    cities = [name for name, _ in named.most_common() if places.kind(name) == "city"]
    if wanted == "city" and home and places.kind(home) != "city" and cities and 2 * named[cities[0]] >= named[home]:
        return cities[0]
    if home and (places.kind(home) == wanted or wanted == "city"):
        return home
    fitting = [name for name, _ in named.most_common() if places.kind(name) == wanted]
    return fitting[0] if fitting else home


def _acts_in_short(reading: Reading, persons: dict[str, _Person], *, signed: bool) -> None:
    """ "ông Thành nhấn mạnh", "Phó Thủ tướng yêu cầu": a later mention by the given name or the office alone."""
    last = Counter(person.name.split()[-1] for person in persons.values())
    offices = Counter(office for p in persons.values() if p.titles for office in _offices(p))
    by_leaders = any(leaders_sign(sentence.low) for sentence in reading.prose)
    by_holders = [sentence.low for sentence in reading.prose if names_holders(sentence.low)]
    for person in persons.values():
        if person.role in ("signed", "concluded") or not person.titles:
            continue
        syllable = person.name.split()[-1]
        posts = lowered(_fullest(person)).split(", ")
        together = by_leaders and person.leads
        if signed and (together or any(holders_sign(low, post) for low in by_holders for post in posts)):
            person.role = "signed"
            continue
        own = [office for office in _offices(person) if offices[office] == 1]
        for sentence in reading.prose:
            if last[syllable] == 1 and syllable in sentence.text and short_mention_speaks(sentence, syllable):
                person.role = stronger(person.role, "spoke")
            for office in own:
                done = office_does(sentence.low, office)
                person.role = stronger(person.role, done if signed or done != "signed" else "attended")


def _offices(person: _Person) -> set[str]:
    """What a person may be called by without the name: the last post of the fullest title, and a post by its head.

    "Phó Thủ tướng Chính phủ" is "phó thủ tướng" too, "Chủ tịch UBND tỉnh X" never just "chủ tịch".
    """
    last = lowered(_fullest(person)).rsplit(", ", 1)[-1]
    heads = {m[0] for title in person.titles for m in _ALONE_OFFICE.finditer(lowered(title))}
    return {last, *heads}


def find_officials(
    reading: Reading, places: Places, home: str | None, *, signed: bool
) -> tuple[list[Official], list[Evidence]]:
    """The officials present, in the order they are first named, and the words that name them; where nothing was `signed`
    at the event, nobody signed there."""
    persons = _gather(reading, places, signed=signed)
    _acts_in_short(reading, persons, signed=signed)
    named = places.counts(reading)
    officials, proofs = [], []
    for person in persons.values():
        if not person.titles or not person.present:
            continue
        title = _fullest(person)
        if not _is_public(title) and person.role != "signed":
            continue
        province = person.provinces.most_common(1)[0][0] if person.provinces else _guess(title, home, named, places)
        officials.append(Official(name=person.name, title=title, province=province, role=person.role))
        if person.proof is not None:
            proofs.append(person.proof)
    return officials, proofs
