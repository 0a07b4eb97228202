"""When a signing was: at the event that is told, before it, or still to come."""

import re

from transforms.events.lexicon import parties
from transforms.events.reading import Sentence
from transforms.events.references import Tense
from transforms.events.when import DateMention, find_dates

_AT_EVENT = re.compile(r"^[^.;]{0,25}?(?:tại|trong) (?:hội nghị|buổi|lễ|diễn đàn|hội thảo|dịp|cuộc)")
# "hai bên đã ký", "lãnh đạo hai tỉnh đã ký": told of the parties present, with nothing that puts it in the past.
_BOTH = re.compile(
    r"(?<!\w)(?:hai bên|các bên|hai tỉnh|đại diện|lãnh đạo|hai đơn vị|các đơn vị|hai sở|các doanh nghiệp|bộ trưởng|"
    r"chủ tịch|hai cơ quan|doanh nghiệp)(?!\w)[^,;.]{0,70}$"
)
_WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp|hy vọng|kỳ vọng|mong chờ|trông đợi)(?!\w)(?:(?!(?<!\w)đã\s)[^,;.])*$")
# "đề nghị hai bên triển khai các thỏa thuận đã ký kết": agreements in force, whoever is told to keep them.
_IN_FORCE = re.compile(
    r"(?<!\w)(?:triển khai|thực hiện|thực thi|tuân thủ|phát huy|cụ thể hóa|đôn đốc|rà soát)\s(?:\w+\s){0,5}?"
    r"(?:thỏa thuận|văn bản|văn kiện|chương trình|biên bản|bản ghi nhớ|kế hoạch|hợp đồng|nội dung|quy chế)"
    r"(?:(?!tại |dịp )[^,;.]){0,70}?\s(?:đã|được|đã được|mà hai bên đã|hai bên đã)\s$"
)
_SOON = re.compile(r"[^.;]{0,60}?(?:trong thời gian (?:tới|gần nhất|sớm nhất)|sắp tới|tới đây)(?!\w)")
# A caption run into the body: "A và B ký kết biên bản ghi nhớ (ảnh: Thế Sơn)".
_PICTURE = re.compile(r"[^.;]{0,70}?(?:\(\s?ảnh(?!\w)|(?<!\w)ảnh\s?:)")
# A visit or a day of its own, named after the verb, is not the event's.
_ANOTHER = re.compile(r"[^.;]{0,40}?(?:nhân|trong) (?:chuyến|dịp)[^.;]{0,90}?(?<!\d)(?:19|20)\d\d(?!\d)")
# "đã ký bản ghi nhớ về cam kết đầu tư vào tỉnh năm 2017": a bare year is the plan's as often as the signing's.
YEAR_ONLY = 4
_YEAR_FIRST = re.compile(r"[^\w]*(?:từ |đầu |cuối |trong |vào )?năm\s20\d\d,")
# "đã được" is said of what was signed there ("Tại hội nghị, 9 biên bản đã được ký kết") as of what was signed before.
_PASSIVE_PAST = "đã được"


def same_day(low: str, event: DateMention | None) -> bool:
    """Whether the first date of a stretch is the event's own day."""
    dates = [m for m in find_dates(low) if m.month]
    return bool(dates and event and (dates[0].day, dates[0].month) == (event.day, event.month))


def in_year(sentence: Sentence, start: int, *, own: bool) -> bool:
    """ "Năm 2013, hai bên đã ký …" in a body: a bare year opens the sentence, and nothing says that it was at the event."""
    opens = _YEAR_FIRST.match(sentence.low)
    return not own and sentence.field == "body" and opens is not None and not parties().now.search(sentence.low[:start])


def other_day(low: str, event: DateMention | None) -> bool:
    """Whether a stretch gives a day, and the event's own is known to be another."""
    dates = [m for m in find_dates(low) if m.month and not m.last_day and m.cued]
    if not dates or event is None or not event.month or event.last_day:
        return False
    return (dates[0].month, dates[0].day) != (event.month, event.day)


def tense_of(sentence: Sentence, start: int, end: int, on: str | None, *, own: bool) -> Tense:
    """Whether a signing was at this event, before it, is to come, or can't be told; `own` means the event's own day."""
    words, low = parties(), sentence.low
    before, after = low[max(0, start - 110) : start], low[end : end + 90]
    if words.future.search(before[-24:]) or _WILL.search(before) or (_SOON.match(after) and not before.endswith("đã ")):
        return "future"
    if not own and _ANOTHER.match(low, end):
        return "past"
    if _IN_FORCE.search(low[max(0, start - 150) : start]):
        return "past"
    told_now = bool(words.now.search(f"{before}{low[start:end]}")) or _AT_EVENT.match(after) is not None
    if on and not own and not (len(on) == YEAR_ONLY and told_now):
        return "past"
    looks_back = {m[0] for m in words.past.finditer(before)} - ({_PASSIVE_PAST} if told_now else set())
    if looks_back and not own:
        return "past"
    if before.endswith("việc ") and not own:
        return "unsure"
    if own or told_now:
        return "now"
    pictured = sentence.field == "captions" or _PICTURE.match(after) is not None
    if pictured or sentence.field in ("title", "lead") or _BOTH.search(before):
        return "now"
    return "unsure"
