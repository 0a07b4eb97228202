"""When a signing was: at the event that is told, before it, or still to come."""

import re

from transforms.events.lexicon import parties
from transforms.events.reading import Sentence
from transforms.events.references import Tense
from transforms.events.when import DateMention, find_dates

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
# "Tại buổi họp báo, ông A cho biết hai bên đã ký": what is reported there was not signed there.
_REPORTED = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|nói rằng|nhắc lại|thông tin|tiết lộ|kể|báo cáo)(?!\w)(?: tại (?:hội nghị|"
    r"buổi \w+))?(?::|,| thêm| rằng| việc| là)*"
)
# "điểm lại việc hai tỉnh đã ký", "nơi hai bên đã ký": told there, or of the place, and signed before.
_RECALLED = re.compile(
    r"(?<!\w)(?:điểm lại|ôn lại|nhớ lại|gợi lại|gợi nhớ|kể lại|nhắc lại|nhắc đến|nhắc tới|nhìn lại|ghi nhận|"
    r"hoan nghênh|đánh giá cao|biểu dương|cảm ơn|nêu|nêu lại|đề cập|đề cập đến)\s"
    r"(?:[^\s.;:,]+\s){0,3}?(?:việc|sự kiện|thời điểm)\s[^.;:,]{3,120}?"
    r"\s(?:đã|từng)\s(?:\w+\s)?$|"
    r"(?<!\w)nơi\s[^.;:]{3,120}?\s(?:đã|từng)\s(?:\w+\s)?$"
)
_WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp|hy vọng|kỳ vọng|mong chờ|trông đợi)(?!\w)(?:(?!(?<!\w)đã\s)[^,;.])*$")
# "chương trình … sẽ được trình HĐND, trước khi ký".
_BEFORE_IT = re.compile(r"(?<!\w)(?:sẽ|dự kiến|đang)\s[^.;]{0,160}(?<!\w)(?:trước khi|rồi mới|mới)\s(?:chính thức\s)?$")
# "đề nghị hai bên triển khai các thỏa thuận đã ký kết": agreements in force, whoever is told to keep them.
_IN_FORCE = re.compile(
    r"(?<!\w)(?:triển khai|thực hiện|thực thi|tuân thủ|phát huy|cụ thể hóa|đôn đốc|rà soát)\s(?:\w+\s){0,5}?"
    r"(?:thỏa thuận|văn bản|văn kiện|chương trình|biên bản|bản ghi nhớ|kế hoạch|hợp đồng|nội dung|quy chế)"
    r"(?:(?!tại |dịp )[^,;.]){0,70}?\s(?:đã|được|đã được|mà hai bên đã|hai bên đã)\s$"
)
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
# "các nội dung trong bản ghi nhớ đã ký kết trước đó", "đã ký từ năm ngoái".
_EARLIER = re.compile(
    r"[^\w.;,]*(?:từ\s)?(?:trước đó|trước đây|trước kia|từ trước|lần trước|năm ngoái|năm trước|nhiệm kỳ trước)(?!\w)"
)
# A visit or a day of its own, named after the verb, is not the event's.
_ANOTHER = re.compile(r"[^.;]{0,40}?(?:nhân|trong) (?:chuyến|dịp)[^.;]{0,90}?(?<!\d)(?:19|20)\d\d(?!\d)")
# "không ký được biên bản", "chưa thống nhất ký lại", "dừng ký": before a verb of signing, nothing was signed; "không chỉ ký" was.
NEGATED = re.compile(
    r"(?<!\w)(?:không(?! (?:chỉ|những|ngừng) )|chưa|từ chối|chẳng|khỏi|được mời|"
    r"(?<!không )(?:dừng|ngừng)|hoãn|huỷ|hủy)\s+(?:\w+\s+){0,2}$"
)
# "kỷ niệm 5 năm hai tỉnh ký Chương trình …", "nhân dịp tròn 10 năm ngày ký kết": what is remembered was signed then.
COMMEMORATED = re.compile(
    r"(?<!\w)(?:kỷ niệm|nhân|nhân dịp|tròn|đúng|mừng|đánh dấu|chặng đường|hành trình|sau|qua|trải qua)\s(?:[^\s.;,]+\s){0,3}?"
    r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)(?:\smươi)?\s(?:năm|thập kỷ|thập niên|thế kỷ)\s"
    # "50 năm quan hệ Việt - Lào hai tỉnh ký kết", "nửa năm khảo sát … hai bên ký": what the years were of, then who signs
    r"(?!(?:quan hệ|hợp tác|phối hợp|hữu nghị)\s)"
    r"(?:(?!(?<!\w)(?:đã|kết nghĩa|thành lập|thiết lập|tái lập|xây dựng|chuẩn bị|đàm phán|thương thảo|thảo luận|thực hiện|"
    r"triển khai|khảo sát|nghiên cứu|tìm hiểu|trao đổi|làm việc|gián đoạn|chờ đợi)\s)[^.;,]){0,80}$|"
    r"(?<!\w)kỷ niệm lần thứ (?:\d{1,3}|\w+)\s(?:(?!(?<!\w)đã\s)[^.;,]){0,60}$|"
    # "Năm năm sau khi hai tỉnh ký", "Ngày này 10 năm trước, lãnh đạo hai tỉnh ký"
    r"(?<!\w)(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)(?:\smươi)?\s(?:năm|tháng|thập kỷ|thập niên|thế kỷ)\s"
    r"(?:(?:sau|kể từ|từ) (?:khi|ngày|lúc)\s[^.;,]{0,60}|(?:trước|về trước)(?:,\s|\s)(?:(?!tại )[^.;,]){0,60})$|"
    r"(?<!\w)kỷ niệm\s(?:[^\s.;,]+\s){0,3}(?:ngày|lễ)\s$"
)
# "đã ký bản ghi nhớ về cam kết đầu tư vào tỉnh năm 2017": a bare year is the plan's as often as the signing's.
YEAR_ONLY = 4
_YEAR_FIRST = re.compile(r"[^\w]*(?:từ |đầu |cuối |trong |vào )?năm\s20\d\d,")
# "đã được" is said of what was signed there ("Tại hội nghị, 9 biên bản đã được ký kết") as of what was signed before.
_PASSIVE_PAST = "đã được"


def recalls(low: str, start: int) -> bool:
    """Whether what stands before a verb of signing says that it is only recalled: "điểm lại việc hai tỉnh đã ký"."""
    near = low[max(0, start - 16) : start]
    done = "đã " in near or "được " in near or "từng " in near
    return done and _RECALLED.search(low[max(0, start - 190) : start]) is not None


def same_day(low: str, event: DateMention | None) -> bool:
    """Whether the first date of a stretch is the event's own day: of its year too, where both are known."""
    dates = [m for m in find_dates(low) if m.month]
    if not dates or not event or (dates[0].day, dates[0].month) != (event.day, event.month):
        return False
    return not (dates[0].year and event.year) or dates[0].year == event.year


def in_year(sentence: Sentence, start: int, *, own: bool) -> bool:
    """ "Năm 2013, hai bên đã ký …" in a body: a bare year opens the sentence, and nothing says that it was at the event."""
    clause = max(sentence.low.rfind(mark, 0, start) + 1 for mark in (":", ";"))
    opens = _YEAR_FIRST.match(sentence.low, clause)
    return not own and sentence.field == "body" and opens is not None and not parties().now.search(sentence.low[:start])


# What may stand between a day and the verb it belongs to: ", hai tỉnh".
_SAME_CLAUSE = re.compile(r"(?:,|\))?(?:(?!(?<!\w)(?:sẽ|thống nhất|đồng thời|hội nghị|ký|kí)(?!\w))[^,;.]){0,60}")
_FROM_OR_TO = re.compile(r"(?<!\w)(?:trước|sau|từ|đến|hết|kể từ)\s(?:ngày\s?)?$")


def day_before(low: str, event: DateMention | None) -> str | None:
    """The full date that stands last in a stretch, as YYYY-MM-DD, where it is surely another than the event's."""
    dates = [m for m in find_dates(low) if m.month and m.day]
    if not dates or not dates[-1].year or dates[-1].last_day or event is None or not event.month:
        return None
    last = dates[-1]
    if not _SAME_CLAUSE.fullmatch(low, last.end) or _FROM_OR_TO.search(low, 0, last.start + 1):
        return None
    same = (last.month, last.day) == (event.month, event.day) and (last.year == event.year or not event.year)
    return None if same else f"{last.year}-{last.month:02d}-{last.day:02d}"


def other_day(low: str, event: DateMention | None) -> bool:
    """Whether a stretch gives a day, and the event's own is known to be another."""
    dates = [m for m in find_dates(low) if m.month and not m.last_day and m.cued]
    if not dates or event is None or not event.month or event.last_day:
        return False
    return (dates[0].month, dates[0].day) != (event.month, event.day)


def _is_another_time(low: str, end: int, named: int) -> bool:
    """Whether the words behind the verb, or behind what was signed, tell of an earlier or another occasion."""
    behind = low[named : named + 30] if named > 0 else ""
    return any((_ANOTHER.match(low, end), _EARLIER.match(low, end), _EARLIER.match(behind)))


def tense_of(sentence: Sentence, start: int, end: int, on: str | None, *, own: bool, named: int = 0) -> Tense:
    """Whether a signing was at this event, before it, is to come, or can't be told.

    `own` means the event's own day; `named` is where the name of what was signed ends, 0 where nothing is named after.
    """
    words, low = parties(), sentence.low
    before, after = low[max(0, start - 110) : start], low[end : end + 90]
    if COMMEMORATED.search(before):
        return "past"
    if (
        _BEFORE_IT.search(low, 0, start)
        or words.future.search(before[-24:])
        or _WILL.search(before)
        or (_SOON.match(after) and not _WAS.search(before))
    ):
        return "future"
    recalled = recalls(low, start) or _is_another_time(low, end, named)
    if _IN_FORCE.search(low[max(0, start - 150) : start]) or (not own and recalled):
        return "past"
    if _CEREMONY_AHEAD.search(low, max(0, start - 12)) and low[max(0, start - 12) : start].endswith(("lễ ", "buổi ")):
        return "future"
    reported = _REPORTED.search(before)
    own_words = before[reported.end() :] if reported else before
    told_now = bool(words.now.search(f"{own_words}{low[start:end]}")) or _AT_EVENT.match(after) is not None
    opens = _NOW_OPENS.match(low, 0, start) or _FOR_ALL.match(low, 0, start)
    told_now = told_now or (reported is None and opens is not None)
    told_now = told_now or (named > 0 and _AT_END.match(low[named : named + 40]) is not None)
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
    if pictured or sentence.field in ("title", "lead") or (reported is None and _BOTH.search(before)):
        return "now"
    return "unsure"
