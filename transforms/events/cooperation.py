"""Whether an event's subject is cooperation: a province and somebody else cooperating, signing or conferring."""

import re
from collections.abc import Iterable
from functools import cache

from transforms.events.anchor import Anchor
from transforms.events.hosts import Holders
from transforms.events.lexicon import alternation, parties
from transforms.events.provinces import foreign_places, names_abroad
from transforms.events.reading import Reading, Sentence

# "Trung tâm Báo chí và Hợp tác truyền thông Quốc tế", "Cục Hợp tác quốc tế": a body's name, not what is told.
_BODY_NAME = re.compile(r"(?:Trung tâm|Cơ quan|Cục|Vụ|Phòng|Ban|Viện|Ủy ban|Quỹ|Hội|Công ty)(?: [\w&]+){0,5} $")
_LOCAL = re.compile(
    r"(?<!\w)(?:ubnd|ủy ban nhân dân|lãnh đạo tỉnh|lãnh đạo thành phố|tỉnh ủy|thành ủy|tỉnh|thành phố|tp|hđnd|sở)(?!\w)"
)
_CENTRAL = re.compile(
    r"(?<!\w)(?:bộ(?! chính trị)|thủ tướng|phó thủ tướng|chính phủ|chủ tịch nước|quốc hội|ban chỉ đạo|tổng cục|bộ trưởng|"
    r"thứ trưởng|ban kinh tế trung ương|tổng bí thư|văn phòng chính phủ|ngân hàng nhà nước)(?!\w)"
)
# "Bí thư Thành ủy TPHCM dẫn đầu đoàn công tác của Bộ Chính trị": the delegation is the centre's, whoever leads it.
_CENTRAL_DELEGATION = re.compile(
    r"(?<!\w)(?:đoàn|tổ)(?: \w+){0,3} (?:của )?(?:(?<!cán )bộ|chính phủ|thủ tướng|trung ương|quốc hội|ban bí thư|ban chỉ đạo|"
    r"ủy ban thường vụ quốc hội|văn phòng chính phủ|tổng cục|thanh tra chính phủ)(?!\w)"
)
# What makes a central body's meeting one between provinces.
_BETWEEN_PROVINCES = re.compile(
    r"(?<!\w)(?:liên kết|kết nghĩa|hợp tác|ký kết|thỏa thuận|gặp gỡ đầu xuân|kết nối|hội đồng (?:điều phối )?vùng)(?!\w)"
)
# "giao ban Thường trực HĐND 11 tỉnh khu vực đồng bằng sông Hồng": provinces that confer by turns.
_OF_A_REGION = re.compile(
    r"(?<!\w)(?:giao ban|cụm thi đua|khối thi đua|luân phiên)\s[^.;]{0,60}?"
    r"(?<!\w)(?:\d{1,2}|các)\s(?:tỉnh|địa phương|thành phố)(?!\w)"
)
# … named one by one: "giao ban Thường trực HĐND thành phố A, tỉnh B và tỉnh C".
BY_TURNS = re.compile(
    r"(?<!\w)(?:giao ban|cụm thi đua|khối thi đua|luân phiên)\s[^.;,]{0,60}?(?<!\w)(?:tỉnh|thành phố|tp\.?)\s[^.;]{2,30}?"
    r"(?:,|\svà)\s(?:tỉnh|thành phố|tp)(?!\w)"
)
_MANY_WORDS = 8
# Guests that are nobody in particular.
_AT_LARGE = frozenset({"nhà đầu tư"})
# Two provinces that hold a ceremony together cooperate where so much of the body says why.
_BODY_SENTENCES = 2
# … or where they are said to hold it together.
_HOLD_TOGETHER = re.compile(
    r"(?<!\w)(?:ubnd|ủy ban nhân dân|sở|tỉnh)(?!\w)[^.;]{4,160}?(?<!\w)"
    r"(?:phối hợp (?:(?:với|cùng) [^.;]{4,90} )?(?:tổ chức|khai mạc|khai trương|công bố|ra mắt)|"
    r"đồng tổ chức|cùng tổ chức)(?!\w)"
)
# "có buổi làm việc với sở du lịch 5 tỉnh Tây Nguyên": offices of several provinces.
_MANY_OFFICES = re.compile(
    r"(?: trực tuyến)? với [^.;]{0,70}?(?<!\w)(?:\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|các) tỉnh(?!\w)"
)
# Visits that are paid, not talks.
_CALLS_ON = re.compile(
    r"(?:^|\s)(?:thăm hỏi|tặng quà|thăm chúc tết|thăm và|viếng|dâng hương|dâng hoa|kiểm tra[\w ]*|đi thăm|đến thăm|tới thăm|thăm)$"
)
# … unless both follow: "đến thăm và làm việc với tỉnh Đắk Nông".
_THEN_TALKS = re.compile(r",?\s(?:và\s|và có buổi\s|có buổi\s)?(?:làm việc|trao đổi|hội đàm|họp)(?!\w)")


@cache
def _countries() -> re.Pattern[str]:
    """Cooperation between countries: "hợp tác kinh tế Việt Nam - Lào", "hợp tác ASEAN"; no province is a party of it."""
    foreign = foreign_places().pattern
    ours = r"Việt(?: Nam)?"
    return re.compile(
        r"(?:[Hh]ợp tác|[Ll]iên kết|[Kk]ết nối|[Gg]iao thương|[Hh]ữu nghị|[Xx]úc tiến)(?:(?!(?:[Tt]ỉnh|[Đđ]ịa phương|TP|"
        r"UBND)\s)[^.;,:]){0,60}?\s"
        rf"(?:{ours}\s?(?:[-–]|và|với)\s?{foreign}|{foreign}\s?(?:[-–]|và|với)\s?{ours}|ASEAN|APEC|(?:giữa )?hai nước|"
        rf"các nước)(?!\w)"
    )


@cache
def _abroad() -> re.Pattern[str]:
    """Offices and companies by which a province's guest is known to come from outside the administration."""
    return re.compile(rf"(?<!\w)(?:{alternation(parties().guests)})(?!\w)")


def tells(sentence: Sentence) -> bool:
    """Whether a sentence speaks of cooperation."""
    barred = [m.span() for m in parties().not_cooperation.finditer(sentence.low)]
    for match in parties().cooperation.finditer(sentence.low):
        inside = any(start <= match.start() < end for start, end in barred)
        named = sentence.text[match.start()].isupper() and _BODY_NAME.search(
            sentence.text[max(0, match.start() - 50) : match.start()]
        )
        if not inside and not named:
            return True
    return False


def is_central(anchor: Anchor, holders: Holders) -> bool:
    """Whether a central body or leader holds the event, no province does, and it is not one between provinces."""
    if anchor.type == "working-session" and _CENTRAL_DELEGATION.search(anchor.sentence.low, 0, anchor.start):
        return True
    if holders.provinces or not _CENTRAL.search(anchor.sentence.low, 0, anchor.start):
        return False
    return not _BETWEEN_PROVINCES.search(anchor.sentence.low)


def has_other(sentences: Iterable[Sentence], *, signed: bool = True) -> bool:
    """Whether sentences name a body that is no province among the parties: a ministry, a company, another country.

    Where nothing is signed, investors at large that a province invites are no such body.
    """
    return any(_names_other(sentence, signed=signed) for sentence in sentences)


def _names_other(sentence: Sentence, *, signed: bool) -> bool:
    """Whether a sentence names such a body; words that have other uses count only with a capital ("Bộ", "Báo")."""
    guests = (m[0] for m in _abroad().finditer(sentence.low))
    if names_abroad(sentence.text) or any(signed or guest not in _AT_LARGE for guest in guests):
        return True
    return any(sentence.text[m.start()].isupper() for m in parties().other.finditer(sentence.low))


def _confers(anchor: Anchor, holders: Holders) -> bool:
    """Whether a province's leaders and somebody from abroad or a company meet: they confer as partners."""
    sentence = anchor.sentence
    if anchor.type != "working-session" or _CENTRAL.search(sentence.low, 0, anchor.start):
        return False
    if _LOCAL.search(sentence.low, 0, anchor.start) and _MANY_OFFICES.match(sentence.low, anchor.end):
        return True
    if not (holders.provinces or holders.visited) or not _LOCAL.search(sentence.low):
        return False
    return bool(_abroad().search(sentence.low) or names_abroad(sentence.text))


def _shared(reading: Reading, anchor: Anchor, holders: Holders, *, signed: bool) -> float:
    """What it says that several hold it: two provinces, or a province and a company that sign."""
    if _CALLS_ON.search(anchor.noun) and not _THEN_TALKS.match(anchor.sentence.low, anchor.end):
        return 0.0  # one province's delegation brings another presents
    if len({*holders.provinces, *holders.visited, *holders.received}) > 1:
        together = _HOLD_TOGETHER.search(anchor.sentence.low, 0, anchor.end) is not None
        why = together or any(tells(s) for s in reading.body[:_BODY_SENTENCES])
        return 0.5 if anchor.type == "ceremony" and not why else 1.0
    company = any(_abroad().search(host.lower()) for host in holders.hosts)
    return 0.5 if signed and holders.provinces and company else 0.0


def _tells_of_provinces(sentence: Sentence) -> bool:
    """Whether a sentence speaks of cooperation, and not only of that between countries."""
    return tells(sentence) and _countries().search(sentence.text) is None


def _confer_by_turns(low: str) -> bool:
    """Whether a sentence tells of provinces that meet by turns, counted or named."""
    return bool(_OF_A_REGION.search(low) or BY_TURNS.search(low) or "hội đồng điều phối vùng" in low)


def is_cooperation(reading: Reading, anchor: Anchor, holders: Holders, *, signed: bool) -> bool:
    """Whether the subject is cooperation: title, anchor or lead say so, or whoever meets makes it so."""
    if _confers(anchor, holders):
        return True
    weight = 1.0 if any(_tells_of_provinces(sentence) for sentence in reading.title) else 0.0
    abroad = bool(holders.provinces) and any(names_abroad(host) for host in holders.hosts)
    weight += (
        1.0
        if _tells_of_provinces(anchor.sentence)
        or (abroad and tells(anchor.sentence))
        or _confer_by_turns(anchor.sentence.low)
        else 0.0
    )
    weight += 0.5 if any(_tells_of_provinces(s) for s in reading.lead if s is not anchor.sentence) else 0.0
    if not reading.title:  # a lost title says nothing; the body then has to
        text = reading.article.body.lower()
        weight += 1.0 if text.count("hợp tác") + text.count("liên kết") >= _MANY_WORDS else 0.0
    return weight + _shared(reading, anchor, holders, signed=signed) + (0.5 if signed else 0.0) >= 1.0
