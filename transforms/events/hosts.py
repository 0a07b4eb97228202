"""Who holds the event and whom it is held with: the bodies around the verb, as printed, and their provinces."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transforms.events.anchor import Anchor
from transforms.events.lexicon import people
from transforms.events.names import find_names
from transforms.events.provinces import Mention, Places
from transforms.events.reading import Sentence, lowered
from transforms.events.venues import outside_venues, venue_spans

_BODY = (
    r"(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn|liên đoàn lao động|thư viện|tỉnh|"
    r"thành phố|tp|sở|bộ|ban|hội|hiệp hội|liên đoàn|"
    r"tổng cục|cục|viện|trường|đại học|học viện|công ty|tập đoàn|tổng công ty|ngân hàng|đài|báo|thông tấn xã|ủy ban|"
    r"phòng|văn phòng|quỹ|tổ chức|mặt trận|đoàn|trung tâm|liên minh|câu lạc bộ|vcci|vov|vtv|quân khu|bộ chỉ huy|bộ tư lệnh|"
    r"thường trực|ban thường vụ|btv|lãnh đạo|đại sứ quán|tổng lãnh sự quán|chính phủ|quốc hội|hệ thống|siêu thị|huyện|quận|"
    r"thị xã|trung ương|cơ quan|tạp chí|liên hiệp|chi cục|vụ|thanh tra|công đoàn|hợp tác xã|công an|thị ủy|huyện ủy|quận ủy)"
)
# Not the "hội" of "xã hội" or "lễ hội", the "trường" of "thị trường", the "Phòng" of Hải Phòng.
_BODY_START = re.compile(
    rf"(?<!\w)(?<!xã )(?<!thị )(?<!môi )(?<!cơ )(?<!quảng )(?<!phục )(?<!dịch )(?<!nhiệm )(?<!hải )"
    rf"(?!(?<=thư )viện|(?<=lễ )hội){_BODY}(?!\w)"
)
# Verbs between the holders and the event's name.
_HOLDS = re.compile(
    r"(?<!\w)(?:tổ chức|phối hợp tổ chức|có buổi|có cuộc|làm việc|ký kết|ký|tiến hành|chủ trì|đồng chủ trì|khai mạc|tiếp|"
    r"đăng cai|họp báo|họp|kiểm tra|khảo sát|thăm|đón)(?!\w)"
)
_BY = re.compile(r"(?<!\w)do\s+(?=[^.;]{0,200}?\s(?:tổ chức|chủ trì|phối hợp|đăng cai))")
_BY_END = re.compile(r"(?<!\w)(?:tổ chức|chủ trì|đăng cai)(?!\w)")
_SEPARATOR = re.compile(
    rf",\s+|\s+(?:đã\s+|vừa\s+)?(?:phối hợp|cùng)(?:\s+(?:với|cùng|chặt chẽ|các đơn vị))*\s+|\s+và\s+(?={_BODY}(?!\w))|"
    rf"\s+với\s+|(?<!\w)giữa\s+|\s+và\s+(?=[a-z]{{2,}}[a-z ]*$)"
)
# "UBND TP. Hà Nội Nguyễn Đức Chung", "Sở A cho biết như vậy trong", "Sở B ngày hôm qua 12-5": the body ends before these.
_HOST_ENDS = re.compile(
    r"\s(?:tại|trong|cho biết|thông báo|đề xuất|yêu cầu|trao đổi|xác nhận|nhấn mạnh|dẫn đầu|làm trưởng đoàn|ngày|sáng|"
    r"chiều|tối|hôm|được|bên lề|vừa|đã|có|do|khi|để|nhằm|rời|hạ cánh|lên đường|tới|đến)(?!\w)"
)
# The tail of a title ("Phó Thủ tướng | Chính phủ …") is no holder.
_TITLE_TAIL = re.compile(
    r"(?:chính phủ|quốc hội|trung ương(?: đảng)?|nhà nước|ban|hội|hội đàm|hội kiến|đoàn|sở|bộ|cục|viện|ủy ban)"
)
_TAIL = re.compile(r"(?:[\s,]+(?:đã|vừa|phối hợp|cùng|và|với|đồng|long trọng|tổ chức|trang trọng|chính thức))+$")
_MANY = re.compile(
    r"(?<!\w)(?:\d+|các|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|một số)\s+(?:tỉnh|địa phương|thành phố)(?!\w)"
)
LOCAL_OFFICE = re.compile(
    r"(?<!\w)(?:ubnd|ủy ban nhân dân|hđnd|sở|tỉnh ủy|thành ủy|công an|btv|thị ủy|huyện ủy|quận ủy|tỉnh|thành phố|tp)(?!\w)"
)
_LOCAL_ROOT = re.compile(r"[^,;.]{0,40}?(?<!\w)(?:sở|quận|huyện|phường|ubnd|tỉnh|thành phố|tp|thị xã|xã)(?!\w)")
# Whoever receives a delegation is at home: "Sở A có buổi làm việc với đoàn công tác của Sở B".
_RECEIVES = re.compile(r"\s*(?:với|và làm việc với|cùng)?\s*(?:đoàn|ông|bà|đồng chí|ngài|đại sứ|tổng lãnh sự)(?!\w)")
# "Trong khuôn khổ chương trình do A tổ chức, ngày 11/7, B …": A belongs to the frame, not to the event.
_FRAME = re.compile(
    r"^[^\w]*(?:trong khuôn khổ|nhân dịp|nhân chuyến|tiếp tục|thực hiện|triển khai|nhằm|ngay sau|sau|để|theo|bên lề|"
    r"hưởng ứng|chào mừng|bắt đầu|nằm trong)\s[^.;]{5,300}?,\s*(?:vào |vừa qua,? |hôm nay,? )?"
    r"(?=(?:sáng|trưa|chiều|tối|ngày|tại|từ ngày|trong (?:hai|2|ba|3) ngày)\s)"
)
_END = re.compile(r";|\.(?!\w)|(?<!\w)(?:về|nhằm|để|trong đó|liên quan|cùng dự|tham dự|theo|đã|sẽ|diễn ra)(?!\w)")
# "tại kỳ họp thứ 24, HĐND tỉnh An Giang đã bầu …": a session is its council's, also where that is named after it.
_COUNCIL_AFTER = re.compile(r"[^.;]{0,40}?(?<!\w)(?:hđnd|hội đồng nhân dân)\s(?:tỉnh|thành phố|tp)?\.?\s?")
_COUNCIL_NAME = 8
# "kiểm tra dự án cầu nối A với B": what lies between two provinces is looked at, neither is visited as a party.
_WORKS = re.compile(r"(?<!\w)(?:(?<!kết )nối|(?<!trực )tuyến|cao tốc|quốc lộ)(?!\w)")
# "Sáng 19/5, Hải Phòng đăng cai hội nghị": the province itself is said to hold it.
_ITSELF = re.compile(
    r"\s(?:là (?:địa phương|tỉnh|đơn vị) )?(?:đã |vừa |cùng |chính thức )*"
    r"(?:tổ chức|phối hợp|chủ trì|đăng cai|đón|tiếp|chủ động)(?!\w)"
)
_TOGETHER = re.compile(r"\s(?:đã |vừa )?(?:chủ trì,? )?(?:phối hợp|cùng)(?: chặt chẽ)?(?: với| cùng)?\s")
_LONGEST = 500
_LONGEST_NAME = 150
_REACH = 160


class Holders(NamedTuple):
    """Bodies as printed; provinces among the holders and among those visited or met; whether an office of a province
    or a town holds it; whether many unnamed provinces do; the provinces whose delegation is received."""

    hosts: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    local: bool = False
    many: bool = False
    received: tuple[str, ...] = ()


def _span(anchor: Anchor, venues: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The stretch of the anchor's sentence that names the holders."""
    low = anchor.sentence.low
    by = _BY.search(low, max(0, anchor.end - 5))
    if by is not None:
        verb = _BY_END.search(low, by.end())
        return by.end(), verb.start() if verb else len(low)
    frame = _FRAME.match(low)
    begin = frame.end() if frame and frame.end() < anchor.start else 0
    verbs = [m.start() for m in _HOLDS.finditer(low, begin, anchor.end) if m.start() < anchor.start]
    end = verbs[-1] if verbs else anchor.start
    starts = [m.start() for m in _BODY_START.finditer(low, begin, end) if not _is_venue(venues, m.start())]
    return (starts[0], end) if starts and end - starts[0] <= _LONGEST else None


def _is_venue(venues: Sequence[tuple[int, int]], start: int) -> bool:
    """Whether a body or place at an offset is where it is held, not who holds it."""
    return any(begin <= start < end for begin, end in venues)


def _pieces(sentence: Sentence, span: tuple[int, int], venues: Sequence[tuple[int, int]]) -> list[str]:
    """The stretch cut at commas, "và", "với", "phối hợp với"; a comma inside a ministry's name is kept."""
    cuts = [(span[0], span[0])] + [m.span() for m in _SEPARATOR.finditer(sentence.low, *span)]
    ends = [start for start, _ in cuts[1:]] + [span[1]]
    pieces: list[str] = []
    for (_, start), end in zip(cuts, ends, strict=True):
        text = _TAIL.sub("", sentence.text[start:end].strip(" ,")).strip(" ,")
        low = text.lower()
        if _is_venue(venues, start) or not text:
            continue
        if _BODY_START.match(low):
            pieces.append(text)
        elif pieces and text[0].isupper() and pieces[-1].lower().startswith(("bộ ", "sở ", "ubnd ")):
            pieces[-1] += f", {text}"
        elif text[0].isupper() and start > span[0]:
            pieces.append(text)
    return pieces


def _expanded(piece: str, names: Sequence[str]) -> list[str]:
    """ "UBND ba tỉnh Tiền Giang, Bến Tre và Trà Vinh" as three bodies."""
    match = re.match(r"(.+?) (?:các|hai|ba|bốn|năm|sáu|bảy) tỉnh ", piece, re.IGNORECASE)
    inside = [name for name in names if name in piece]
    if match is None or len(inside) < 2:
        return [piece]
    return [f"{match[1]} tỉnh {name}" for name in inside]


def _holds_itself(sentence: Sentence, mention: Mention, anchor: Anchor) -> bool:
    """Whether a bare province before the event's name is what holds it: no "Agribank Hà Tĩnh"."""
    if mention.end >= anchor.start or _ITSELF.match(sentence.low, mention.end) is None:
        return False
    return _stands_bare(sentence, mention)


def _holds_with(sentence: Sentence, mention: Mention, start: int) -> bool:
    """Whether a bare province holds it with the bodies that begin at an offset: "Đồng Tháp phối hợp với TP.HCM tổ chức"."""
    if mention.town or mention.end >= start or _TOGETHER.fullmatch(sentence.low, mention.end, start) is None:
        return False
    return _stands_bare(sentence, mention)


def _stands_bare(sentence: Sentence, mention: Mention) -> bool:
    """Whether no other name stands before a province's: not the "Hà Tĩnh" of "Agribank Hà Tĩnh"."""
    before = sentence.text[: mention.start].split()[-1:]
    return not before or before[0][-1] in ",:-–" or not before[0][0].isupper() or before[0] in ("TP", "TP.")


def _names(mentions: Sequence[Mention], start: int, end: int) -> list[str]:
    return list(dict.fromkeys(m.name for m in mentions if start <= m.start < end))


def find_holders(anchor: Anchor, places: Places) -> Holders:
    """The holders named in the anchor's sentence, and at a working session those it is held with."""
    sentence, low = anchor.sentence, anchor.sentence.low
    venues = list(venue_spans(sentence, places.in_sentence(sentence)))
    mentions = outside_venues(sentence, places.in_sentence(sentence))
    span = _span(anchor, venues)
    hosts: list[str] = []
    provinces: list[str] = []
    local = many = False
    if span is not None:
        provinces = _names(mentions, *span)
        hosts = [body for piece in _pieces(sentence, span, venues) for body in _expanded(piece, provinces)]
        local, many = bool(LOCAL_OFFICE.search(low, *span)), bool(_MANY.search(low, *span))
        if first := next((m for m in mentions if _holds_with(sentence, m, span[0])), None):
            provinces, hosts = [first.name, *provinces], [sentence.text[first.start : first.end], *hosts]
    elif itself := next((m for m in mentions if not m.town and _holds_itself(sentence, m, anchor)), None):
        provinces, hosts, local = [itself.name], [sentence.text[itself.start : itself.end]], True
    elif anchor.type == "assembly-session" and (council := _COUNCIL_AFTER.match(low, anchor.end)):
        provinces, local = _names(mentions, council.end(), council.end() + _COUNCIL_NAME), True
    elif not _BODY_START.search(low, 0, anchor.start):
        local = bool(_LOCAL_ROOT.match(low, anchor.end))  # "Làm việc với các sở ngành, Chủ tịch UBND …"
    if anchor.type == "assembly-session" and (council := _COUNCIL_AFTER.match(low, anchor.end)):
        hosts, span = [], None  # whoever speaks there does not hold it
        provinces = provinces or _names(mentions, council.end(), council.end() + _COUNCIL_NAME)
    visited: list[str] = []
    received: list[str] = []
    if anchor.type == "working-session":
        end = _END.search(low, anchor.end)
        works = _WORKS.search(low, anchor.end)
        stop = min(m.start() if m else len(low) for m in (end, works))
        stop = min(stop, anchor.end + _REACH)
        visited = _names(mentions, max(0, anchor.start - 5), stop)
        if (guest := _RECEIVES.match(low, anchor.end)) and provinces:
            received = [name for name in visited if name != provinces[0]] if guest[0].endswith("đoàn") else []
            visited, provinces = [], provinces[:1]
    hosts = [] if anchor.mode == "verb" and anchor.noun.startswith("được ") else hosts  # what is opened opens nothing
    named = tuple(dict.fromkeys(filter(None, (_body_alone(host) for host in hosts))))
    return Holders(named[:8], tuple(provinces), tuple(visited), local, many, tuple(received))


def holders_told_later(sentences: Iterable[Sentence], anchor: Anchor, places: Places) -> Holders:
    """The holders that a sentence behind the anchor's tells: "Do Sở A và Sở B phối hợp tổ chức, hội nghị …"."""
    head = anchor.noun.split()[0]
    for sentence in sentences:
        by = _BY.search(sentence.low)
        if by is None or sentence is anchor.sentence or not re.search(rf"(?<!\w){head}(?!\w)", sentence.low):
            continue
        aside = re.fullmatch(rf"\W*(?:{re.escape(anchor.noun)}\s)?(?:này\s)?(?:được\s)?", sentence.low[: by.start()])
        if aside is not None:
            return find_holders(anchor._replace(sentence=sentence, start=by.start(), end=by.start()), places)
    return Holders()


def _body_alone(host: str) -> str:
    """A holder as printed without the person, the day or the verb that follows it; "" where nothing of a body is left."""
    end = _HOST_ENDS.search(host.lower())
    text = host[: end.start()] if end else host
    person = next((n for n in find_names(Sentence("body", 0, text, lowered(text))) if n.known), None)
    text = (text[: person.start] if person else text).strip(" ,-–:(")
    bare = _TITLE_TAIL.fullmatch(text.lower()) or people().title.match(text.lower())
    return "" if bare or len(text) >= _LONGEST_NAME else text
