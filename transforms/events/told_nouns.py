"""Nouns that name a happening in a sentence, and in which way: held, the place of what was said, still to come, a frame."""

import re
from collections.abc import Iterator, Sequence

from transforms.events.lexicon import kinds
from transforms.events.reading import Sentence
from transforms.events.when import find_dates, tells_the_day

# How much each way of naming a happening says that it is the subject; set by hand on half A of the gold.
_HELD, _INSIDE, _PLAIN, _FRAME, _FUTURE = 2.6, 0.9, 0.6, -0.8, -2.0
_TALKS = re.compile(r"(?:hội đàm|hội kiến|buổi tiếp|cuộc tiếp|cuộc gặp|điện đàm)(?: xã giao)?$")
# "Tại phiên chất vấn chiều 8/12, Giám đốc Sở … trả lời": so are questions in a council.
_QUESTIONS = re.compile(r"phiên chất vấn|phiên thảo luận")
# Fairs, festivals and receptions are events only where an office holds them or a day is given.
OCCASION = 0.5
# How far behind a noun "sẽ kéo dài", "sẽ diễn ra" may stand.
_COMING = 220
_AFTER = re.compile(r"(?<!\w)(?:diễn ra|được tổ chức|khai mạc|bế mạc|tổ chức|được khai mạc|kết thúc|đã họp)(?!\w)")
_ABOUT = re.compile(
    r"(?:về|cho|của|theo|như|vào|kể từ|mang tên|tiền|công tác|giới thiệu|công bố|thông báo|kế hoạch)\s+(?:(?:cuộc|buổi)\s+)?$"
)
# Nouns that are verbs as well: "UBND thành phố họp báo".
_VERBAL = re.compile(r"^(?:họp báo|hội đàm|hội kiến|hội thảo|tọa đàm)$")
# "trong khuôn khổ chuyến thăm và tham dự Hội nghị A, Thủ tướng đã tiếp …": A is where it was, not what it is.
_FRAMED = re.compile(
    r"(?<!\w)(?:trong khuôn khổ|nằm trong chương trình|nhân dịp|nhân (?:tham )?dự|bên lề|nhân chuyến|sau khi|trước khi|"
    r"bắt đầu chuyến|tiếp tục chương trình|trong chương trình (?:dự|tham dự|thăm|chuyến|công tác|làm việc)|"
    r"(?:tới|đến) đây (?:để )?(?:tham )?dự)(?!\w)[^,;.]*$"
)
# "đồng chủ trì kỳ họp … vào ngày 8/2 tới.": still ahead, though no "sẽ" says so.
_DAY_TO_COME = re.compile(r"[^.;]{0,120}?\d\s(?:tới|tới đây|sắp tới)(?=\s*[,.;)]|\s*$)")
_HAS = re.compile(r"(?<!\w)(?:có|nghe|mở|qua|dự|bằng|làm)\s+(?:một\s+|những\s+)?$")
# Whose meetings these pages are about; a sentence without any of them tells of other people's.
OFFICE = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|sở|bộ|tỉnh|thành phố|tp|huyện|quận|thị xã|chủ tịch|bí thư|thủ tướng|quốc hội|chính phủ|"
    r"ban chỉ đạo|tỉnh ủy|thành ủy|ủy ban|cục|tổng cục|hội|mttq|trung ương|ban|liên đoàn|hiệp hội|đồng chí|viện|"
    r"trường|công an|quân khu|đoàn|đảng|nước|đại sứ|tổng thống)(?!\w)"
)
# "Tại hội nghị A, ông B cho biết …", "Đó là chỉ đạo của ông B tại buổi làm việc": the meeting is where it was said.
_FRONTED = re.compile(
    r"^[^\w]*(?:[\w&]{2,8}\s*[-–]\s*)?(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s[^,;.]{1,20},\s*)?"
    r"(?:phát biểu |chia sẻ |thông tin |trao đổi |cũng |báo cáo |trả lời |sáng nay,? |"
    r"chiều nay,? |mới đây,? )*(?:tại|trong)\s"
)
# "tổ chức họp báo giới thiệu Tuần lễ A sẽ diễn ra …": what is to come is what the meeting was on.
_INTRODUCES = re.compile(r"(?<!\w)(?:giới thiệu|công bố|thông tin|thông báo|chuẩn bị|triển khai|nhằm|để|về|cho)(?!\w)")
# "Đó là kết quả cuộc hội đàm diễn ra sáng 9/7": what came of it, told of the meeting itself.
_RESULT = re.compile(r"(?:kết quả|nội dung|thông tin)(?: của| từ| tại)?\s+$")
# "việc tổ chức lễ hội còn gây bức xúc", "mà Bí thư nêu ra trong cuộc làm việc": talk of it, no report.
_TALK_OF = re.compile(
    r"(?<!\w)(?:việc|công tác|phương án)\s(?:tổ chức|đăng cai|chuẩn bị)\s+(?:\w+\s)?$|"
    r"(?<!\w)mà\s[^,.;]{2,60}\s(?:nêu|nói|phát biểu|đề cập|đưa ra|chỉ đạo|yêu cầu)[^,.;]{0,20}\s(?:trong|tại)\s$"
)
# "chủ trì và phát biểu tại hội nghị", "đã tham dự, phát biểu tại": whoever was at it and spoke tells that it was held.
_SPOKE_AT = re.compile(
    r"(?<!\w)(?:chủ trì|tham dự|dự|tới dự|đến dự|điều hành|tham gia)(?:,|\svà)\s(?:có bài\s|trực tiếp\s|đã\s)*"
    r"(?:phát biểu|chỉ đạo|kết luận|khai mạc)(?:\s[^.;,]{1,30})?\stại\s$"
)
# "tại họp báo về Lễ hội A, Liên hoan B và Hội nghị C": what the press is told of.
_ANNOUNCED_AT = re.compile(r"(?<!\w)họp báo\s(?:giới thiệu\s|công bố\s|thông tin\s)?về\s[^.;:]{0,150}$")
# "bản trình Quốc hội cho ý kiến tại kỳ họp thứ 8": where a paper is to be dealt with.
# "có văn bản thông báo kết luận của Thủ tướng tại cuộc họp": the paper is told of.
_PAPER = re.compile(
    r"(?<!\w)(?:văn bản|thông báo|công văn|báo cáo)\s[^,.;]{0,60}?kết luận\s[^.;]{2,110}?(?:tại|trong)\s(?:\w+\s)?$"
)
_SUBMITTED = re.compile(r"(?<!\w)trình\s[^,.;]{2,90}\s(?:tại|vào)\s$")
# "Sở đề nghị UBND thị xã … tổ chức hội nghị": asked for, not held.
ASKED = re.compile(
    r"(?<!theo )(?<!thực hiện )(?<!các )(?:đề nghị|yêu cầu|kiến nghị|đề xuất)\s(?:(?!(?<!\w)đã\s)[^.;“])*$"
)
# "ban hành kế hoạch tổ chức lễ ký kết", "hủy ngày hội": planned, or called off.
_NOT_HELD = re.compile(
    r"(?<!\w)(?:(?:kế hoạch|phương án|đề án|kịch bản|xin chủ trương|chuẩn bị|đề xuất|sẵn sàng)\s(?:cho\s|việc\s)?tổ chức|"
    r"(?:hủy|hoãn|dời|lùi|(?:tạm )?(?:dừng|ngừng|đình chỉ))(?:\s(?:bỏ|lịch|ngày|việc|thời gian))*(?:\stổ chức)?)\s(?:\w+\s)?$"
)
# "là một trong những hội nghị … được tổ chức thường niên": what it is, not that it was.
_EVERY_YEAR = re.compile(
    r"[^.;,]{0,80}?(?:được )?(?:tổ chức|diễn ra) (?:vào [^.;,]{2,45}\s)?"
    r"(?:thường niên|hằng năm|hàng năm|định kỳ|luân phiên|hai năm một lần)"
)
# "lễ ký kết …, dự kiến vào ngày 25/10": a day that is only expected.
_EXPECTED = re.compile(r"[^.;]{0,240}?(?<!\w)dự kiến (?:vào|trong|từ|ngày|được tổ chức|sẽ)(?!\w)")
_THAT_IS = re.compile(r"^[^\w]*(?:đó|đây|trên đây|điều này|như vậy)(?: là|\s)|(?<!\w)như trên\s")
WILL = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp)\s(?:(?!(?<!\w)đã(?!\w))[^.])*$")
# "tại hội nghị X do Y tổ chức sáng 10-2": whoever says who held it tells of the meeting, not only of what was said there.
_HELD_BY = re.compile(
    r"[^.;:]{0,170}?(?<!\w)(?:do\s[^.;:]{3,160}?\s(?:đồng |phối hợp |chủ trì )?(?:tổ chức|chủ trì)|(?:diễn ra|được tổ chức)\s"
    r"(?:vào |trong )?(?:sáng|chiều|tối|ngày|hôm nay|tại))(?!\w)"
)
_CLAUSE = re.compile(r"[;:]|(?<!\d)\.(?!\d)|\s–\s")


def _mode_of_noun(sentence: Sentence, start: int, end: int) -> str:
    """How a noun stands: held, inside ("tại hội nghị"), frame ("sau hội nghị"), future, or plain."""
    words = kinds()
    before, after = sentence.low[max(0, start - 160) : start], sentence.low[end : end + 260]
    near = before[-60:]
    if words.future.search(near) or WILL.search(before) or _DAY_TO_COME.match(after):
        return "future"
    coming = words.future.search(after[:_COMING])
    if coming and not (words.held.search(before[-60:]) and _INTRODUCES.search(after[: coming.start()])):
        return "future"
    if _EVERY_YEAR.match(after) or _NOT_HELD.search(before) or (_EXPECTED.match(after) and not words.held.search(near)):
        return "future"
    if _ANNOUNCED_AT.search(before) or _TALK_OF.search(before) or _SUBMITTED.search(before) or _PAPER.search(before):
        return "frame"
    if (words.frame.search(before) and not before.endswith("phát biểu kết luận ")) or _FRAMED.search(before):
        told = _RESULT.search(before) and _HELD_BY.match(sentence.low, end)
        return "inside" if told else "frame"
    if words.inside.search(before):
        return "held" if _SPOKE_AT.search(before) else "inside"
    clause = _CLAUSE.split(before)[-1]
    if _ABOUT.search(before) and not _AFTER.search(after):
        return "frame"
    if words.held.search(clause) or _HAS.search(before):
        return "future" if ASKED.search(before) else "held"
    if _AFTER.search(after):
        return "held"
    return "held" if _VERBAL.search(sentence.low[start:end]) and OFFICE.search(clause) else "plain"


def _is_placed(sentence: Sentence) -> bool:
    """Whether an office or a day stands in the sentence: a fair or festival told without either is talk of fairs."""
    return bool(OFFICE.search(sentence.low)) or has_date(sentence)


def within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def told_nouns(sentence: Sentence) -> Iterator[tuple[re.Match[str], str, float]]:
    """The event nouns of a sentence with their mode and base score."""
    words = kinds()
    base = {"held": _HELD, "inside": _INSIDE, "plain": _PLAIN, "frame": _FRAME, "future": _FUTURE}
    barred = [m.span() for m in words.not_noun.finditer(sentence.low)]
    for match in words.noun.finditer(sentence.low):
        if within(match.start(), barred):
            continue
        mode = _mode_of_noun(sentence, *match.span())
        weight = words.weights[match[0]]
        if weight < OCCASION and base[mode] > 0 and not (mode == "held" and _is_placed(sentence)):
            continue
        bonus = 0.6 if mode == "inside" and words.types[match[0]] in ("seminar", "press-conference") else 0.0
        if mode == "inside":
            bonus += 0.9 if _HELD_BY.match(sentence.low, match.end()) else _how_inside(sentence, match[0])
        yield match, mode, base[mode] * (weight if base[mode] > 0 else 1.0) + bonus


def _how_inside(sentence: Sentence, noun: str) -> float:
    """What the sentence's build says of a meeting named behind "tại": a mere occasion, or what is told."""
    low = sentence.low
    # "Trong cuộc hội đàm ngày 1/8, hai bên …": what two sides said on a day is what such a report is on
    talks = (_TALKS.search(noun) is not None or _QUESTIONS.match(noun) is not None) and has_date(sentence)
    if _THAT_IS.search(low[:60]) or _THAT_IS.search(low):
        return 0.4 if talks else -0.5
    return (0.9 if talks else -0.6) if _FRONTED.match(low) else 0.4


def has_date(sentence: Sentence) -> bool:
    return any((m.month or m.relative is not None) and tells_the_day(m, sentence.low) for m in find_dates(sentence.low))
