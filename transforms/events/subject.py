"""Whether an article reports a happening as its subject, and of what kind: the anchor all other facts hang on."""

import re
from collections.abc import Iterator, Sequence

from transforms.events.anchor import Anchor, named_whole
from transforms.events.lexicon import kinds, parties, people
from transforms.events.reading import Reading, Sentence
from transforms.events.told_nouns import OCCASION, OFFICE, WILL, has_date, told_nouns
from transforms.events.told_verbs import built_by_company, may_be_past, told_verbs
from transforms.events.when import find_dates, tells_the_day

# How much each way of naming a happening says that it is the subject; the article needs THRESHOLD in all. The figures
# were set by hand on half A of the gold and are held by benchmarks/events.py.
THRESHOLD = 2.1
_BODY_SENTENCES = 4
# A title's signing is looked for in so many sentences: "Phát biểu tại lễ ký kết, …", "theo biên bản vừa được ký kết".
_TOLD_LATER = 16
_CEREMONY = re.compile(r"(?<!\w)(?:lễ|buổi) (?:lễ )?(?:ký|kí)(?: kết)?(?!\w)")
_JUST_SIGNED = re.compile(r"(?<!\w)(?:vừa|mới|đã) (?:được )?(?:chính thức )?(?:ký|kí)(?: kết)?(?!\w)")
# A text as long as this with more days than that is a calendar, not prose.
_TABLE, _DAYS = 600, 4
_QUARTERS = re.compile(r"(?<!\w)(?:quý [ivx]+|tháng \d{1,2})\s?[/-]?\s?(?:năm\s)?20\d\d")
# "lễ kỷ niệm 50 năm ngày … (24/6/1967)": the day that is remembered.
_YEARLY = re.compile(r"(?<!\w)(?:kỷ niệm|truyền thống|ngày sinh|ngày mất|giỗ)(?!\w)")
# Days so many years back are history; they are looked for in so many sentences.
_YEARS_AGO, _DAYS_IN = 2, 30
_LONG_AGO = 1990
_PLACE = re.compile(r"(?<!\w)tại\s")
# "tại kỳ họp, các đại biểu đã thảo luận": the meeting itself acts, though it stands behind a preposition.
_TOGETHER = re.compile(
    r"(?<!\w)(?:các đại biểu|đại biểu quốc hội|đại biểu hđnd|quốc hội|hđnd|hai bên|các bên|hội nghị|lãnh đạo (?:hai|các)|"
    r"các địa phương|hai địa phương)"
    r"(?:[^.;,]{0,30}?|(?<=hđnd)\s[^.;]{0,80}?)\s(?:đã |cùng |tiếp tục )*(?:thảo luận|thông qua|bàn|trao đổi|chất vấn|"
    r"biểu quyết|ký|thống nhất|cho ý kiến|đánh giá|bầu|nghe|xem xét|họp)(?!\w)"
)
_MONTH_ONLY = re.compile(r"(?<![\d/.\-] )(?<!\d)(?:tháng|năm)\s+\d{1,2}\s?[/.\-]\s?20\d\d")
# "Trước đó, tại buổi đối thoại hôm 22/4": another day's meeting.
_EARLIER = re.compile(
    r"^[^\w]*(?:trước đó|trước đây|cách đây|năm ngoái|ngày ấy|thuở ấy|(?:hơn |gần |đúng |khoảng )?"
    r"(?:nửa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mấy|vài|\d{1,3})(?: mươi)? (?:thế kỷ|thập kỷ|năm|tháng) trước)(?!\w)"
)
# "Năm 2018, hai tỉnh từng tổ chức hội nghị …": a year without a day looks back.
_YEAR_OPENS = re.compile(
    r"^[^\w]*(?:từ |đầu |cuối |trong |hồi |giữa |mùa (?:xuân|hè|hạ|thu|đông) )*năm (?P<year>(?:19|20)\d\d),|"
    r"^[^.;]{0,80}?(?<!\w)từng (?:tổ chức|diễn ra|ký)"
)
# "Tại hội nghị hôm ấy, tỉnh ký bản ghi nhớ": told from afar.
_THAT_DAY = re.compile(r"(?<!\w)(?:hôm|ngày|năm|buổi|dạo|thuở|hội nghị) ấy(?!\w)")
# "Thủ tướng sắp dự Hội nghị A": the title announces, whatever the lead says.
_SOON = re.compile(
    r"(?<!\w)(?:sắp|chuẩn bị)\s(?:dự|tham dự|thăm|công du|họp|tổ chức|diễn ra|ký|khai mạc|đón|tới)(?!\w)"
)


# "Hủy ngày hội hoa": called off.
_CALLED_OFF = re.compile(r"^[^\w]*(?:hủy|hoãn|tạm dừng|dừng|ngưng|lùi)\s(?:tổ chức\s)?")
# "Thủ tướng kết thúc tốt đẹp chuyến thăm X": that somebody left is no meeting.
_ENDS_VISIT = re.compile(r"(?<!\w)kết thúc (?:\w+ ){0,3}chuyến (?:thăm|công tác)(?!\w)")
_LEAVES = re.compile(
    r"(?<!\w)(?:rời|lên đường|về đến|về nước|về tới|kết thúc (?:\w+ ){0,3}chuyến (?:thăm|công tác)|"
    r"trong thời gian (?:ở )?thăm)(?!\w)"
)
# "“Tôi đánh giá cao quyết định của Thủ tướng tại cuộc họp": somebody's own words.
_OWN_WORDS = re.compile(r"^\W*[“\"][^”\"]{0,40}?(?<!\w)(?:tôi|chúng tôi|chúng ta)(?!\w)")

# "Hội nghị diễn ra ngày 7/6 tại …": a sentence that adds to what was told before.
_ADDS = re.compile(
    r"^[^\w]*(?:hội nghị|hội thảo|tọa đàm|diễn đàn|lễ ký kết|lễ ký|lễ|đại hội|buổi \w+|cuộc \w+|chương trình|"
    r"sự kiện)\s(?:này\s)?(?:đã\s|vừa\s)?"
    r"(?:được tổ chức|diễn ra|khai mạc|kéo dài)(?!\w)(?![^.;]{0,120}?\sdo\s)"
)

# What is opened, as a title names it, and who is said to have been there when it was.
_OPENING = re.compile(
    r"(?<!\w)(?:khánh thành|khai trương|khởi công|thông xe|hợp long|động thổ|ra mắt|đi vào hoạt động)(?!\w)"
)
_WAS_THERE = re.compile(
    r"(?<!\w)(?:cắt băng|(?:tới|đến|tham) dự|dự (?:lễ|buổi)|dự và cắt|với sự (?:tham dự|có mặt|chứng kiến)|buổi lễ|lễ khánh thành|"
    r"lễ khai trương|phát biểu tại)(?!\w)"
)
_NEXT = 450


def _setting(sentence: Sentence) -> float:
    """What the sentence itself adds: a day, a place, somebody in office; a body's sentence without a day loses."""
    score = 0.9 if has_date(sentence) else -0.5 if sentence.field == "body" else 0.0
    score += 0.3 if _PLACE.search(sentence.low) else 0.0
    if sentence.field == "body" and _MONTH_ONLY.search(sentence.low) and not has_date(sentence):
        score -= 0.8  # "tháng 5/2017, Sở đã tổ chức hội nghị …" looks back on one of many
    return score + (0.3 if OFFICE.search(sentence.low) else -0.5)


def _is_calendar(sentence: Sentence) -> bool:
    """Whether a "sentence" is a table of many days run together."""
    if len(sentence.low) <= _TABLE:
        return False
    days = sum(1 for m in find_dates(sentence.low) if m.month)
    return days + len(_QUARTERS.findall(sentence.low)) > _DAYS


def _anchor_in(sentence: Sentence, place: float) -> Iterator[Anchor]:
    """The candidate anchors of one opening sentence; `place` is the score of where the sentence stands."""
    found = [*told_nouns(sentence), *told_verbs(sentence)]
    if not found or _is_calendar(sentence):
        return
    setting = place + _setting(sentence) - (1.2 if looks_back(sentence) else 0.0)
    together = 1.0 if _TOGETHER.search(sentence.low) else 0.0
    for match, mode, score in found:
        quoted = 1.5 if mode == "inside" and _OWN_WORDS.match(sentence.low) else 0.0
        total = score + setting + (together if mode == "inside" else 0.0) - quoted
        yield Anchor(sentence, *match.span(), kinds().types[match[0]], match[0], mode, total)


def looks_back(sentence: Sentence) -> bool:
    """Whether a sentence opens with an earlier time: "Trước đó, …", "Năm 2018, …" without a day."""
    if _THAT_DAY.search(sentence.low):
        return True
    return bool(_EARLIER.match(sentence.low) or (_YEAR_OPENS.match(sentence.low) and not has_date(sentence)))


def openings(reading: Reading) -> list[tuple[Sentence, float]]:
    """The sentences in which an article says what it is on, each with the score of its position."""
    lead = [(sentence, -0.15 * i) for i, sentence in enumerate(reading.lead)]
    after = 0.3 if lead else 0.0
    prose = reading.opening(_BODY_SENTENCES)
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


def _unlikely_in(sentence: Sentence) -> Iterator[str]:
    """The words of a sentence that other news is made of; a body's name ("Ủy ban Tìm kiếm Cứu nạn") holds none."""
    for match in kinds().unlikely.finditer(sentence.low):
        if match.start() < 2 or not sentence.text[match.start()].isupper():
            yield match[0]


def _title_says(reading: Reading, anchor: Anchor) -> float:
    """What the title adds: the same noun, or a subject that no event record is for."""
    low = " ".join(sentence.low for sentence in reading.title)
    words = kinds()
    named = any(words.types[m[0]] == anchor.type for m in words.noun.finditer(low))
    named = named or any(words.types[m[0]] == anchor.type for m in words.verb.finditer(low))
    unlikely = len({word for s in (*reading.title, anchor.sentence) for word in _unlikely_in(s)})
    # a press conference is held about what is to come
    announces = anchor.type == "press-conference" and anchor.sentence.field == "lead"
    soon = 4.0 if _SOON.search(low) else 1.0 if words.future.search(low) else 0.0
    coming = 0.0 if announces else soon or (0.5 if WILL.search(low) else 0.0)
    off = 2.0 if _CALLED_OFF.match(low) else 0.0
    off += 3.0 if _ENDS_VISIT.search(low) and _LEAVES.search(anchor.sentence.low) else 0.0
    return (0.7 if named else 0.0) - min(2.0, 0.9 * unlikely) - coming - off


def _announced(reading: Reading, anchor: Anchor) -> float:
    """What it takes off that the lead tells of something to come and only the body of a meeting somebody was at."""
    coming = any(kinds().future.search(s.low) or WILL.search(s.low) for s in reading.lead)
    return 0.8 if coming and anchor.sentence.field == "body" and anchor.mode == "inside" else 0.0


def _of_title(reading: Reading) -> Anchor | None:
    """The signing that a title tells of as done, where the opening is on what was agreed and only later words are of it."""
    if not any(_is_signed(sentence) for sentence in reading.title):
        return None
    for sentence in reading.opening(_TOLD_LATER):
        match = _CEREMONY.search(sentence.low) or _JUST_SIGNED.search(sentence.low)
        if match is not None and not WILL.search(sentence.low[: match.start()]):
            return Anchor(sentence, *match.span(), "signing", match[0], "inside", THRESHOLD)
    return None


def _is_signed(title: Sentence) -> bool:
    """Whether a title says that an office signs an agreement: "Tỉnh A và B ký thỏa thuận hợp tác"."""
    verb, words = parties().sign.search(title.low), parties()
    if verb is None or words.not_signing.search(title.low):
        return False
    ahead = kinds().future.search(title.low) or _SOON.search(title.low) or WILL.search(title.low[: verb.start() + 1])
    return not ahead and bool(OFFICE.search(title.low)) and words.document.search(title.low, verb.end()) is not None


def find_anchor(reading: Reading) -> Anchor | None:
    """The anchor of the happening an article reports, or None where it reports none."""
    return _in_opening(reading) or _of_title(reading)


def _is_history(reading: Reading, sentence: Sentence) -> bool:
    """Whether the days that a sentence gives lie years before the text was published, or before the last day it gives."""
    dates = [m for m in find_dates(sentence.low) if m.month or m.relative is not None]
    own = [m.year for m in dates if 0 < m.year < _LONG_AGO or tells_the_day(m, sentence.low)]
    published = reading.article.published_at
    opens = _YEAR_OPENS.match(sentence.low)
    if not own and published and opens and opens["year"]:  # "Mùa xuân năm 1960, … đã tổ chức lễ kết nghĩa"
        return int(opens["year"]) <= published.year - _YEARS_AGO
    if not own or not all(own):
        return False
    if sentence.field == "body" and max(own) < min(_years_named(reading), default=0) and not published:
        return True  # the lead tells of a day in a later year
    years = (
        [published.year] if published else [m.year for s in reading.body[:_DAYS_IN] for m in find_dates(s.low) if m.day]
    )
    return not _YEARLY.search(sentence.low) and max(own) <= max(years, default=0) - _YEARS_AGO


def _years_named(reading: Reading) -> list[int]:
    """The years of the full dates that title and lead give."""
    told = (m for s in (*reading.title, *reading.lead) for m in find_dates(s.low))
    return [m.year for m in told if m.year and m.month]


def _first_told(best: Anchor, candidates: Sequence[Anchor]) -> Anchor:
    """Where a body's sentence only adds day and place ("Hội nghị diễn ra ngày 7/6 tại …"), what told of it before, and by whom."""
    if best.sentence.field != "body" or not _ADDS.match(best.sentence.low):
        return best
    earlier = [a for a in candidates if a.mode == "held" and a.type == best.type and a.sentence.field == "lead"]
    if not earlier:
        return best
    return max(earlier, key=lambda a: a.score)._replace(score=best.score)


def _went_before(reading: Reading, anchor: Anchor) -> bool:
    """Whether an opening that the body tells is only what went before: neither named by the title, nor anybody there."""
    if not may_be_past(anchor.sentence, anchor.start, anchor.noun) or has_day_before(anchor):
        return False
    if any(_OPENING.search(sentence.low) for sentence in reading.title):
        return False
    at = anchor.sentence.start
    near = (s for s in reading.opening(_TOLD_LATER) if s is anchor.sentence or at < s.start <= at + _NEXT)
    return not any(_WAS_THERE.search(s.low) for s in near)


def _is_trade(reading: Reading, anchor: Anchor) -> bool:
    """Whether a company opens something on a day that isn't said, or with nobody in office there: its own affair."""
    if anchor.mode != "verb" or not built_by_company(anchor.sentence.low[: anchor.start], anchor.noun):
        return False
    near = reading.opening(_TOLD_LATER)
    there = any(_WAS_THERE.search(s.low) and people().title.search(s.low) for s in (*reading.lead, *near))
    return not (there and has_date(anchor.sentence))


def has_day_before(anchor: Anchor) -> bool:
    """Whether a day stands before the event's words: "Sáng 9/6, Trung tâm … được khai trương"."""
    return any(m.month or m.relative is not None for m in find_dates(anchor.sentence.low[: anchor.start]))


def _in_opening(reading: Reading) -> Anchor | None:
    """The anchor that the opening names."""
    candidates = [a for sentence, place in openings(reading) for a in _anchor_in(sentence, place)]
    candidates = [a for a in candidates if a.score > 0 and not (_went_before(reading, a) or _is_trade(reading, a))]
    if not candidates:
        return None
    ranked = sorted(candidates, key=lambda a: -a.score)  # the first of equals first
    anchors = (_weighed(reading, anchor, candidates) for anchor in _kinds_apart(ranked))
    return next((anchor for anchor in anchors if anchor is not None), None)


def _kinds_apart(ranked: Sequence[Anchor]) -> Iterator[Anchor]:
    """The best candidate, and the best of what is named otherwise where that is told as held or as the scene of the rest."""
    best = ranked[0]
    yield best
    if best.mode == "verb":
        yield from [a for a in ranked[1:] if a.mode == "inside" and a.type != best.type and has_date(a.sentence)][:1]


def _weighed(reading: Reading, anchor: Anchor, candidates: Sequence[Anchor]) -> Anchor | None:
    """An anchor with the score of the whole article; None where that does not suffice."""
    best = named_whole(_first_told(anchor, candidates), candidates)
    if _is_history(reading, best.sentence):
        return None
    weight = kinds().weights.get(best.noun, 1.0) if best.mode != "verb" else 1.0
    told = _mentions(reading, best) * (1.0 if weight >= OCCASION else weight)
    total = best.score + told + _title_says(reading, best) - _announced(reading, best)
    return best._replace(score=total) if total >= THRESHOLD else None
