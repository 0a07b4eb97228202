"""When a signing was: at the event that is told, before it, or still to come."""

import re

from transforms.events.lexicon import parties
from transforms.events.reading import Sentence
from transforms.events.recalled import COMMEMORATED, is_another_time, is_congratulated, is_in_force, recalls
from transforms.events.references import Tense

_AT_EVENT = re.compile(r"^[^.;]{0,25}?(?:tại|trong) (?:hội nghị|buổi|lễ|diễn đàn|hội thảo|dịp|cuộc)")
# "ký giao ước thi đua năm 2021 tại hội nghị": the same behind what was signed.
_AT_END = re.compile(
    r"(?:\snăm\s20\d\d)?(?:\sngay)?\s(?:tại|trong) (?:hội nghị|buổi|lễ|diễn đàn|hội thảo|dịp)(?! (?:ngày|năm))"
)
# "Tại hội nghị, trước sự chứng kiến của …, Sở A cùng Sở B đã ký": however long the row of those who sign, nothing else is told.
_NOW_OPENS = re.compile(
    r"^\W*(?:(?:cũng )?(?:tại|trong) (?:hội nghị|buổi|lễ|hội thảo|diễn đàn|chương trình|tọa đàm|cuộc)(?: \w+){0,2}|dịp này|"
    r"cuối (?:hội nghị|buổi|chương trình)(?: \w+){0,2}|kết thúc (?:hội nghị|buổi|chương trình|chuyến)(?: \w+){0,2}),\s"
    r"(?:(?!(?<!\w)(?:cho|nhắc|thông tin|báo cáo|nói|nêu|trước|năm|từng|kiến nghị|đề nghị|yêu cầu|theo|"
    r"phát biểu|khẳng định|nhấn mạnh|vi phạm|dự|thăm|tiếp tục|thay|bày tỏ|"
    r"đánh giá|thảo luận|thống nhất|được|nghe|các|những|nhiều)(?!\w)(?! sự chứng kiến))"
    r"(?:[^.;]|(?<=tp)\.)){0,260}\s(?:đã|cùng|tiến hành)\s(?:chính thức\s)?$"
)
# "Thay mặt hai sở, ông A và ông B ký kết": they sign there who stand for all.
_FOR_ALL = re.compile(
    r"^\W*(?:thay mặt|đại diện)\s(?:cho\s)?(?:lãnh đạo\s)?(?:hai|các|ba|bốn)\s"
    r"(?:bên|tỉnh|sở|ngành|đơn vị|địa phương|thành phố|cơ quan|lực lượng)(?:\s[^,;.:]{1,30})?,\s"
)
# "hai bên đã ký", "lãnh đạo hai tỉnh đã ký": told of the parties present, with nothing that puts it in the past.
_BOTH = re.compile(
    r"(?<!\w)(?:hai bên|các bên|hai tỉnh|hai ông|hai bà|hai vị|hai đồng chí|đại diện|"
    r"lãnh đạo|hai đơn vị|các đơn vị|hai sở|các doanh nghiệp|bộ trưởng|"
    r"chủ tịch|hai cơ quan|doanh nghiệp)(?!\w)[^,;.]{0,70}$|"
    # several at once sign only where they meet: "Sáu tỉnh, thành trong vùng cùng ký kết"
    r"(?<!\w)(?:các|\d{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:tỉnh|địa phương|thành phố|sở|bên|đơn vị)(?!\w)[^;.]{0,70}\s"
    r"(?:cùng|cùng nhau)\s$"
)
_DONE_THERE = re.compile(
    # "hai bên đã nghe báo cáo kết quả, bàn phương hướng và ký kết biên bản": the last of what they did there
    r"(?<!\w)(?:hai bên|các bên|hai đoàn|hai tỉnh|các đại biểu|hai địa phương|lãnh đạo hai (?:tỉnh|bên|địa phương))\s(?:đã|cùng)\s"
    r"(?:cùng\s)?(?:nghe|đánh giá|trao đổi|thảo luận|thống nhất|bàn|xem xét|rà soát|kiểm điểm|thông qua|tiến hành|góp ý|báo cáo)"
    r"(?:(?!(?<!\w)(?:từng|trước|sẽ|năm 20\d\d|tháng \d)(?!\w))[^;.:]){2,260}(?:\svà|,|, và|, đồng thời)\s(?:cùng\s|tiến hành\s)?$"
)
# "Tháng 3/2022, …": a month or year that opens a clause, without its day.
_MONTH_FIRST = re.compile(
    r"[^\w]*(?:từ |đầu |cuối |giữa |trong |vào |hồi ){0,2}(?:năm|tháng \d{1,2}(?:\s?[/.\-]\s?|,? năm ))\s?20\d\d(?!\s?[-–])"
)
# "…, hai bên ký kết nhiều thỏa thuận": what is done again and again, where nothing says that it was now.
_MANY = re.compile(r"\s(?:được\s)?(?:rất\s)?(?:nhiều|hàng loạt|hàng chục)\s")
_DO_NOW = re.compile(r"(?<!\w)(?:đã|cùng|cùng nhau|tiến hành|vừa)\s$")
# "Tại buổi họp báo, ông A cho biết hai bên đã ký": what is reported there was not signed there.
_REPORTED = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói rằng|nhắc lại|thông tin|tiết lộ|kể|báo cáo)(?!\w)(?: tại (?:hội nghị|"
    r"buổi \w+))?(?::|,| thêm| rằng| việc| là)*"
)
_WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp|hy vọng|kỳ vọng|mong chờ|trông đợi)(?!\w)(?:(?!(?<!\w)đã\s)[^,;.])*$")
# "hai bên sẽ đánh giá tình hình; trên cơ sở đó, hai bên ký …": what is to come goes on as far as nothing is told as done.
_WILL_BEFORE = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến)\s(?:(?!(?<!\w)(?:đã|vừa|được|cho biết|cho rằng|tại|dịp|nhân|trong|chứng kiến|là|"
    r"sẽ|trước|mà)(?!\w))[^.:“”\"]){3,400}"
    # "…; hai bên ký": who is named anew does something else
    r"(?:;|,|\svà)\s(?:(?:trên cơ sở|từ|qua|sau|khi|nhân)\s(?:đó|này|ấy),?\s|(?!(?:và\s)?(?:hai|các|ba|bốn|lãnh đạo|đại diện)\s))"
    r"(?:(?!(?<!\w)(?:đã|vừa|tại|dịp)(?!\w))[^.;:“”\"]){0,60}$"
)
# "chương trình … sẽ được trình HĐND, trước khi ký".
_BEFORE_IT = re.compile(r"(?<!\w)(?:sẽ|dự kiến|đang)\s[^.;]{0,160}(?<!\w)(?:trước khi|rồi mới|mới)\s(?:chính thức\s)?$")
# "nhất trí lễ ký kết chương trình … sẽ được tổ chức trong tháng 12".
_CEREMONY_AHEAD = re.compile(r"(?:lễ|buổi) (?:ký|kí)[^.;,]{0,120}?\s(?:sẽ|dự kiến)\s")
_SOON = re.compile(
    r"[^.;]{0,60}?(?:trong thời gian (?:tới|gần nhất|sớm nhất)|sắp tới|tới đây|(?:trong|vào) quý [ivx\d]+(?! năm 20)|"
    r"(?:trong|vào) (?:năm|tháng|tuần) tới|"
    r"vào (?:cuối|đầu|giữa) (?:tháng \d{1,2}|năm) tới)(?!\w)"
)
_WAS = re.compile(r"(?<!\w)(?:đã|được|vừa)\s(?:\w+\s){0,2}$")
# A caption run into the body: "A và B ký kết biên bản ghi nhớ (ảnh: Thế Sơn)".
_PICTURE = re.compile(r"[^.;]{0,70}?(?:\(\s?ảnh(?!\w)|(?<!\w)ảnh\s?:)")
# "không ký được biên bản", "chưa thống nhất ký lại", "dừng ký": before a verb of signing, nothing was signed; "không chỉ ký" was.
NEGATED = re.compile(
    r"(?<!\w)(?:không(?! (?:chỉ|những|ngừng) )|chưa|từ chối|chẳng|khỏi|được mời|"
    r"(?<!không )(?:dừng|ngừng)|hoãn|huỷ|hủy)\s+(?:\w+\s+){0,2}$"
)
# How far around a verb of signing is looked.
_BEFORE, _BEHIND = 110, 90
# How far before a verb of signing "sẽ" may stand whose clause it belongs to.
_TOLD_BEFORE = 420
# "đã ký bản ghi nhớ về cam kết đầu tư vào tỉnh năm 2017": a bare year is the plan's as often as the signing's.
YEAR_ONLY = 4
# "đã được" is said of what was signed there ("Tại hội nghị, 9 biên bản đã được ký kết") as of what was signed before.
_PASSIVE_PAST = "đã được"


def in_year(sentence: Sentence, start: int, *, own: bool) -> bool:
    """ "Năm 2013, hai bên đã ký …" in a body: a bare year or month opens it, and nothing says that it was at the event."""
    clause = max(sentence.low.rfind(mark, 0, start) + 1 for mark in (":", ";"))
    opens = _MONTH_FIRST.match(sentence.low, clause)
    opened = opens is not None and sentence.low.startswith(",", opens.end())
    return not own and sentence.field == "body" and opened and not parties().now.search(sentence.low[:start])


def _is_ahead(low: str, start: int, end: int) -> bool:
    """Whether the words around a verb of signing put it in the future."""
    before = low[max(0, start - _BEFORE) : start]
    return bool(
        _BEFORE_IT.search(low, max(0, start - _TOLD_BEFORE), start)
        or parties().future.search(before[-24:])
        or _WILL.search(before)
        or ("sẽ " in low[:start] and _WILL_BEFORE.search(low, max(0, start - _TOLD_BEFORE), start))
        or (_SOON.match(low[end : end + _BEHIND]) and not _WAS.search(before))
    )


def _is_told_now(low: str, start: int, end: int, named: int) -> tuple[bool, bool]:
    """Whether words beside a verb say that it was at the event, and whether somebody reports it."""
    before = low[max(0, start - _BEFORE) : start]
    reported = _REPORTED.search(before)
    own_words = before[reported.end() :] if reported else before
    told_now = bool(parties().now.search(f"{own_words}{low[start:end]}")) or bool(
        _AT_EVENT.match(low[end : end + _BEHIND])
    )
    opens = _NOW_OPENS.match(low, 0, start) or _FOR_ALL.match(low, 0, start)
    told_now = told_now or (reported is None and opens is not None)
    return told_now or (named > 0 and _AT_END.match(low[named : named + 40]) is not None), reported is not None


def _is_last_done(low: str, start: int) -> bool:
    """Whether signing was the last of what both did there, and nothing before puts all of it in the past."""
    done = _DONE_THERE.search(low, max(0, start - _TOLD_BEFORE), start)
    if done is None:
        return False
    clause = max(low.rfind(mark, 0, done.start()) + 1 for mark in (":", ";"))
    return not (parties().past.search(low, clause, done.start()) or _MONTH_FIRST.match(low, clause, done.start()))


def tense_of(sentence: Sentence, start: int, end: int, on: str | None, *, own: bool, named: int = 0) -> Tense:
    """Whether a signing was at this event, before it, is to come, or can't be told.

    `own` means the event's own day; `named` is where the name of what was signed ends, 0 where nothing is named after.
    """
    low = sentence.low
    before, after = low[max(0, start - _BEFORE) : start], low[end : end + _BEHIND]
    if COMMEMORATED.search(before):
        return "past"
    if _is_ahead(low, start, end):
        return "future"
    recalled = recalls(low, start) or is_another_time(low, end, named)
    if is_in_force(low, start) or (not own and recalled):
        return "past"
    if _CEREMONY_AHEAD.search(low, max(0, start - 12)) and low[max(0, start - 12) : start].endswith(("lễ ", "buổi ")):
        return "future"
    told_now, reported = _is_told_now(low, start, end, named)
    aside = before.endswith("(")  # "Thỏa thuận Đối tác chiến lược (ký năm 2010)"
    if on and not own and not (len(on) == YEAR_ONLY and told_now and not aside):
        return "past"
    own = own or _is_last_done(low, start)
    looks_back = {m[0] for m in parties().past.finditer(before)} - ({_PASSIVE_PAST} if told_now else set())
    if looks_back and not own:
        return "past"
    if not own and (before.endswith("việc ") or is_congratulated(low, start)):
        return "unsure"
    if own or told_now:
        return "now"
    pictured = sentence.field == "captions" or _PICTURE.match(after) is not None
    both = not reported and _BOTH.search(before) is not None
    again = both and _MANY.match(low, end) and "," in low[:start] and not _DO_NOW.search(before)
    told = pictured or sentence.field in ("title", "lead") or both
    return "now" if told and not again else "unsure"
