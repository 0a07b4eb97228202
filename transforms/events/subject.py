"""Whether an article reports a happening as its subject, and of what kind: the anchor all other facts hang on."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from records.event import EventType
from transforms.events.lexicon import kinds, people
from transforms.events.reading import Reading, Sentence
from transforms.events.when import find_dates, tells_the_day

# How much each way of naming a happening says that it is the subject; the article needs THRESHOLD in all. The figures
# were set by hand on half A of the gold and are held by benchmarks/events.py.
THRESHOLD = 2.1
_HELD, _VERB, _INSIDE, _PLAIN = 2.6, 2.2, 0.9, 0.6
_BODY_SENTENCES = 4
# Fairs, festivals and receptions are events only where an office holds them or a day is given.
_OCCASION = 0.5
# A text as long as this with more days than that is a calendar, not prose.
_TABLE, _DAYS = 600, 4
_PLACE = re.compile(r"(?<!\w)tại\s")
_AFTER = re.compile(r"(?<!\w)(?:diễn ra|được tổ chức|khai mạc|bế mạc|tổ chức|được khai mạc|kết thúc)(?!\w)")
_ABOUT = re.compile(
    r"(?:về|cho|của|theo|như|vào|kể từ|mang tên|tiền|công tác|giới thiệu|công bố|thông báo|kế hoạch)\s+(?:(?:cuộc|buổi)\s+)?$"
)
# "kết quả khảo sát", "cơ quan khảo sát": the verb's words as part of a noun.
_NOUN_BEFORE = re.compile(
    r"(?:kết quả|cuộc|chuyến|cơ quan|(?<!đoàn )công tác|viện|trung tâm|đợt|việc|để|nhằm|chưa|không|được|đề nghị|yêu cầu|"
    r"dự án|kế hoạch|trình|trước|sau khi|khi|từ khi|về|từ chối|đơn vị có|tiến tới|dự kiến)\s+$"
)
# Nouns that are verbs as well: "UBND thành phố họp báo".
_VERBAL = re.compile(r"^(?:họp báo|hội đàm|hội kiến|hội thảo|tọa đàm)$")
# "trong khuôn khổ chuyến thăm và tham dự Hội nghị A, Thủ tướng đã tiếp …": A is where it was, not what it is.
_FRAMED = re.compile(
    r"(?<!\w)(?:trong khuôn khổ|nhân dịp|bên lề|nhân chuyến|sau khi|trước khi|tiếp tục chương trình)(?!\w)[^,;.]*$"
)
_HAS = re.compile(r"(?<!\w)(?:có|nghe|mở|qua|dự|bằng)\s+(?:một\s+|những\s+)?$")
# "tại kỳ họp, các đại biểu đã thảo luận": the meeting itself acts, though it stands behind a preposition.
_TOGETHER = re.compile(
    r"(?<!\w)(?:các đại biểu|đại biểu quốc hội|đại biểu hđnd|quốc hội|hđnd|hai bên|các bên|hội nghị|lãnh đạo (?:hai|các)|"
    r"các địa phương|hai địa phương)[^.;,]{0,30}?\s(?:đã |cùng |tiếp tục )*(?:thảo luận|thông qua|bàn|trao đổi|chất vấn|"
    r"biểu quyết|ký|thống nhất|cho ý kiến|đánh giá|bầu|nghe|xem xét|họp)(?!\w)"
)
# Whose meetings these pages are about; a sentence without any of them tells of other people's.
_OFFICE = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|sở|bộ|tỉnh|thành phố|tp|huyện|quận|thị xã|chủ tịch|bí thư|thủ tướng|quốc hội|chính phủ|"
    r"ban chỉ đạo|tỉnh ủy|thành ủy|ủy ban|cục|tổng cục|hội|mttq|trung ương|ban|liên đoàn|hiệp hội|đồng chí|viện|"
    r"trường|công an|quân khu|đoàn|đảng|nước|đại sứ|tổng thống)(?!\w)"
)
_DELEGATION = re.compile(r"(?<!\w)(?:đoàn|tổ công tác|lãnh đạo|đồng chí|thường trực)(?!\w)")
# "đã tiếp" of "đã tiếp nhận", "tiếp tục".
_OTHER_WORD = re.compile(
    r"\s(?:nhận|tục|cận|thu|nối|theo|sức|quản|thị|giáp|đó|diễn|tay|ứng|máu|xúc(?! cử tri)|tổ chức|nghề|hôn|luận)(?!\w)"
)
# These need nobody: "đã khai mạc trọng thể Đối thoại …".
_ALONE = frozenset({"khai mạc", "bế mạc", "ký kết", "kí kết", "được ký kết", "đặt bút ký"})
# "Tại hội nghị A, ông B cho biết …", "Đó là chỉ đạo của ông B tại buổi làm việc": the meeting is where it was said.
_FRONTED = re.compile(
    r"^[^\w]*(?:[\w&]{2,8}\s*[-–]\s*)?(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s[^,;.]{1,20},\s*)?"
    r"(?:phát biểu |chia sẻ |thông tin |trao đổi |cũng |báo cáo |trả lời |sáng nay,? |"
    r"chiều nay,? |mới đây,? )*(?:tại|trong)\s"
)
# "Đó là kết quả cuộc hội đàm diễn ra sáng 9/7": what came of it, told of the meeting itself.
_RESULT = re.compile(r"(?:kết quả|nội dung|thông tin)(?: của| từ| tại)?\s+$")
# "theo thỏa thuận đã ký kết", "các nước đã tham gia ký kết", "đăng ký kết hôn": no signing that is told.
_NOT_SIGNED_NOW = re.compile(
    r"(?:(?:đăng|tham gia|thúc đẩy|không|chưa|từ chối|nếu được|đã từng)\s+|(?<!\w)(?:theo|đúng|so với|thực hiện)\s[^,;.]{0,60}\s"
    r"(?:đã |được |đã được )?)$"
)
# Trade between companies, in which no office has a part.
_CONTRACT = re.compile(r"[^,;.]{0,40}?(?<!\w)hợp đồng(?!\w)")
# "hội nghị toàn quốc tổng kết công tác": the verb is part of the conference's name.
_IN_NAME = re.compile(r"(?<!\w)(?:hội nghị|hội thảo|lễ|cuộc họp|phiên họp)\s[^,;.:]{0,30}$")
# "Làm việc với các sở ngành ngày 6.2, Chủ tịch UBND …": whoever acts is named after the comma.
_OPENS = re.compile(r"^[^\w]*(?:[\w&]{2,8}\s*[-–]\s*)?(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s[^,;]{1,20},\s*)?(?:tại\s[^,;]{2,60},\s*)?$")
# "Sở đề nghị UBND thị xã … tổ chức hội nghị": asked for, not held.
_ASKED = re.compile(
    r"(?<!theo )(?<!thực hiện )(?<!các )(?:đề nghị|yêu cầu|kiến nghị|đề xuất)\s(?:(?!(?<!\w)đã\s)[^.;“])*$"
)
# "Trước đó, tại buổi đối thoại hôm 22/4": another day's meeting.
_EARLIER = re.compile(r"^[^\w]*(?:trước đó|trước đây|cách đây|năm ngoái)(?!\w)")
_THAT_IS = re.compile(r"^[^\w]*(?:đó|đây|trên đây|điều này|như vậy)(?: là|\s)|(?<!\w)như trên\s")
# "được ký kết vào tháng 03/2017 giữa …": another day's signing.
_SIGNED_BEFORE = re.compile(r"\s(?:vào|từ|hồi|trong)\s[^,.;]{0,24}20\d\d")
_WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp)\s(?:(?!(?<!\w)đã(?!\w))[^.])*$")
# "Lễ khai mạc Hội nghị A": a part of the conference, not a ceremony of its own.
_PART_OF = re.compile(r"(?:lễ|buổi|phiên) (?:khai mạc|bế mạc|khai mạc trọng thể)$")
# "tại hội nghị X do Y tổ chức sáng 10-2": whoever says who held it tells of the meeting, not only of what was said there.
_HELD_BY = re.compile(
    r"[^.;:]{0,170}?(?<!\w)(?:do\s[^.;:]{3,160}?\s(?:đồng |phối hợp |chủ trì )?(?:tổ chức|chủ trì)|(?:diễn ra|được tổ chức)\s"
    r"(?:vào |trong )?(?:sáng|chiều|tối|ngày|hôm nay|tại))(?!\w)"
)
_CLAUSE = re.compile(r"[;:]|(?<!\d)\.(?!\d)|\s–\s")


class Anchor(NamedTuple):
    """Where the happening is named: sentence.text[start:end], in which way, and the score of the whole article."""

    sentence: Sentence
    start: int
    end: int
    type: EventType
    noun: str
    mode: str
    score: float


def _mode_of_noun(sentence: Sentence, start: int, end: int) -> str:
    """How a noun stands: held, inside ("tại hội nghị"), frame ("sau hội nghị"), future, or plain."""
    words = kinds()
    before, after = sentence.low[max(0, start - 160) : start], sentence.low[end : end + 260]
    near = before[-60:]
    if words.future.search(near) or words.future.search(after[:160]) or _WILL.search(before):
        return "future"
    if words.frame.search(before) or _FRAMED.search(before):
        told = _RESULT.search(before) and _HELD_BY.match(sentence.low, end)
        return "inside" if told else "frame"
    if words.inside.search(before):
        return "inside"
    clause = _CLAUSE.split(before)[-1]
    if _ABOUT.search(before) and not _AFTER.search(after):
        return "frame"
    if words.held.search(clause) or _HAS.search(before):
        return "future" if _ASKED.search(before) else "held"
    if _AFTER.search(after):
        return "held"
    return "held" if _VERBAL.search(sentence.low[start:end]) and _OFFICE.search(clause) else "plain"


def _is_placed(sentence: Sentence) -> bool:
    """Whether an office or a day stands in the sentence: a fair or festival told without either is talk of fairs."""
    return bool(_OFFICE.search(sentence.low)) or _has_date(sentence)


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _nouns(sentence: Sentence) -> Iterator[tuple[re.Match[str], str, float]]:
    """The event nouns of a sentence with their mode and base score."""
    words = kinds()
    base = {"held": _HELD, "inside": _INSIDE, "plain": _PLAIN}
    barred = [m.span() for m in words.not_noun.finditer(sentence.low)]
    for match in words.noun.finditer(sentence.low):
        if _within(match.start(), barred):
            continue
        mode = _mode_of_noun(sentence, *match.span())
        weight = words.weights[match[0]]
        if weight < _OCCASION and mode in base and not (mode == "held" and _is_placed(sentence)):
            continue
        bonus = 0.6 if mode == "inside" and words.types[match[0]] in ("seminar", "press-conference") else 0.0
        if mode == "inside":
            bonus += 0.9 if _HELD_BY.match(sentence.low, match.end()) else _how_inside(sentence.low)
        yield match, mode, base.get(mode, -2.0 if mode == "future" else 0.0) * weight + bonus


def _how_inside(low: str) -> float:
    """What the sentence's build says of a meeting named behind "tại": a mere occasion, or what is told."""
    if _THAT_IS.search(low[:60]) or _THAT_IS.search(low):
        return -0.5
    return -0.6 if _FRONTED.match(low) else 0.4


def _verbs(sentence: Sentence) -> Iterator[tuple[re.Match[str], str, float]]:
    """The event verbs of a sentence that an office or a delegation is the subject of."""
    words = kinds()
    barred = [m.span() for m in words.not_noun.finditer(sentence.low)]
    nouns = [m.span() for m in words.noun.finditer(sentence.low) if not _within(m.start(), barred)]
    for match in words.verb.finditer(sentence.low):
        if any(start <= match.end() and match.start() <= end + 1 for start, end in nouns):
            continue  # part of a noun ("cuộc họp báo") or of its name ("hội nghị sơ kết")
        before = sentence.low[max(0, match.start() - 300) : match.start()]
        if words.future.search(before[-60:]) or before.endswith(("sẽ ", "để ", "chưa ", "không ", "nhằm ", "việc ")):
            continue
        if _NOUN_BEFORE.search(before) or _ASKED.search(before[-160:]) or _OTHER_WORD.match(sentence.low, match.end()):
            continue
        if _investigates(before) or not (_has_subject(before, match[0]) or _subject_follows(sentence, match)):
            continue
        if _is_no_act(sentence, match, before):
            continue
        if match[0].endswith("tiếp") and not _somebody_at(sentence, match.end()):
            continue
        if _SIGNED_BEFORE.match(sentence.low, match.end()) and words.types[match[0]] == "signing":
            continue
        yield match, "verb", _VERB


def _is_no_act(sentence: Sentence, match: re.Match[str], before: str) -> bool:
    """Whether a verb of signing tells of an agreement in force, or a verb of reviewing stands in a conference's name."""
    kind = kinds().types[match[0]]
    if kind == "conference":
        return _IN_NAME.search(before) is not None
    if kind != "signing":
        return False
    traded = _CONTRACT.match(sentence.low, match.end()) and not people().title.search(sentence.low)
    return bool(_NOT_SIGNED_NOW.search(before) or traded)


def _subject_follows(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a verb opens the sentence and the leader who acts is named after a comma."""
    if not _OPENS.match(sentence.low[: match.start()]):
        return False
    comma = sentence.low.find(",", match.end())
    return comma > 0 and people().title.match(sentence.low, comma + 2) is not None


def _investigates(before: str) -> bool:
    """Whether police, courts or players act, and no delegation of theirs."""
    return bool(kinds().investigators.search(before)) and not _DELEGATION.search(before)


def _somebody_at(sentence: Sentence, end: int) -> bool:
    """Whether a person or an office follows: whom somebody receives."""
    after = sentence.text[end:].lstrip()[:1]
    return after.isupper() or bool(
        people().title.match(sentence.low, end + 1) or people().honorific.match(sentence.low, end + 1)
    )


def _has_subject(before: str, verb: str) -> bool:
    """Whether a verb has a subject that makes it an event: anybody in office; for going and looking, a leader."""
    if verb in kinds().personal:
        return bool(people().title.search(before[-140:]) or _DELEGATION.search(before))
    return (
        verb in _ALONE or verb.startswith("quốc hội") or bool(people().title.search(before) or _OFFICE.search(before))
    )


def _has_date(sentence: Sentence) -> bool:
    return any((m.month or m.relative is not None) and tells_the_day(m, sentence.low) for m in find_dates(sentence.low))


def _setting(sentence: Sentence) -> float:
    """What the sentence itself adds: a day, a place, somebody in office; a body's sentence without a day loses."""
    score = 0.9 if _has_date(sentence) else -0.5 if sentence.field == "body" else 0.0
    score += 0.3 if _PLACE.search(sentence.low) else 0.0
    return score + (0.3 if _OFFICE.search(sentence.low) else -0.5)


def _is_calendar(sentence: Sentence) -> bool:
    """Whether a "sentence" is a table of many days run together."""
    return len(sentence.low) > _TABLE and sum(1 for m in find_dates(sentence.low) if m.month) > _DAYS


def _anchor_in(sentence: Sentence, place: float) -> Iterator[Anchor]:
    """The candidate anchors of one opening sentence; `place` is the score of where the sentence stands."""
    found = [*_nouns(sentence), *_verbs(sentence)]
    if not found or _is_calendar(sentence):
        return
    setting = place + _setting(sentence) - (0.5 if _EARLIER.match(sentence.low) else 0.0)
    together = 1.0 if _TOGETHER.search(sentence.low) else 0.0
    for match, mode, score in found:
        total = score + setting + (together if mode == "inside" else 0.0)
        yield Anchor(sentence, *match.span(), kinds().types[match[0]], match[0], mode, total)


def openings(reading: Reading) -> list[tuple[Sentence, float]]:
    """The sentences in which an article says what it is on, each with the score of its position."""
    lead = [(sentence, -0.15 * i) for i, sentence in enumerate(reading.lead)]
    after = 0.3 if lead else 0.0
    prose = reading.told[:_BODY_SENTENCES]
    body = [(s, -0.25 * i - after) for i, s in enumerate(prose)]
    return lead[:4] + body


def _mentions(reading: Reading, anchor: Anchor) -> float:
    """How often the text comes back to the happening: "tại hội nghị", "phát biểu", at most 1.6 in all."""
    noun = anchor.noun.split()[-1] if anchor.mode != "verb" else "làm việc"
    back = re.compile(
        rf"(?<!\w)(?:tại|kết luận|khai mạc|dự|tham dự|chủ trì|bế mạc|kết thúc|cuối)\s+(?:\w+\s+){{0,2}}{re.escape(noun)}(?!\w)"
    )
    count = sum(1 for sentence in reading.body for _ in back.finditer(sentence.low))
    count += sum(1 for sentence in reading.captions for _ in back.finditer(sentence.low))
    told = any(kinds().participants.search(s.low) for s in (*reading.lead, *reading.body[:8]))
    return min(1.6, 0.4 * count) + (0.6 if told else 0.0)


def _title_says(reading: Reading, anchor: Anchor) -> float:
    """What the title adds: the same noun, or a subject that no event record is for."""
    low = " ".join(sentence.low for sentence in reading.title)
    words = kinds()
    named = any(words.types[m[0]] == anchor.type for m in words.noun.finditer(low))
    named = named or any(words.types[m[0]] == anchor.type for m in words.verb.finditer(low))
    unlikely = len({m[0] for m in words.unlikely.finditer(f"{low} {anchor.sentence.low}")})
    coming = 1.0 if words.future.search(low) else 0.0
    return (0.7 if named else 0.0) - min(2.0, 0.9 * unlikely) - coming


def _announced(reading: Reading, anchor: Anchor) -> float:
    """What it takes off that the lead tells of something to come and only the body of a meeting somebody was at."""
    coming = any(kinds().future.search(s.low) or _WILL.search(s.low) for s in reading.lead)
    return 0.8 if coming and anchor.sentence.field == "body" and anchor.mode == "inside" else 0.0


def _whole_of(anchor: Anchor) -> Anchor:
    """The conference itself where its opening ceremony is named."""
    following = kinds().noun.match(anchor.sentence.low, anchor.end + 1)
    if following is None or not _PART_OF.search(anchor.noun):
        return anchor
    return anchor._replace(
        start=following.start(), end=following.end(), noun=following[0], type=kinds().types[following[0]]
    )


def find_anchor(reading: Reading) -> Anchor | None:
    """The anchor of the happening an article reports, or None where it reports none."""
    candidates = [a for sentence, place in openings(reading) for a in _anchor_in(sentence, place)]
    candidates = [a for a in candidates if a.score > 0]
    if not candidates:
        return None
    best = _whole_of(max(candidates, key=lambda a: a.score))  # the first of equals
    weight = kinds().weights.get(best.noun, 1.0) if best.mode != "verb" else 1.0
    told = _mentions(reading, best) * (1.0 if weight >= _OCCASION else weight)
    total = best.score + told + _title_says(reading, best) - _announced(reading, best)
    return best._replace(score=total) if total >= THRESHOLD else None
