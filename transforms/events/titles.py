"""Joins names and titles: "Phó Chủ tịch UBND tỉnh Nghệ An Bùi Đình Long", "Trần Việt Trường, Chủ tịch …", lists."""

import re
from typing import NamedTuple

from transforms.events.lexicon import people
from transforms.events.names import Name, find_names
from transforms.events.reading import Sentence

# What may stand between a name and the title after it.
_TO_TITLE = re.compile(
    r"\s*(?:,|[-–(]|là|hiện là|giữ chức(?: vụ| danh)?|\s)\s*(?:hiện là\s+|là\s+|nguyên\s+)?(?:[-–]\s*)?"
)
# Where a title that precedes its name cannot reach back over; over a soft break only if no title begins after it.
_BREAK = re.compile(
    r"[;:.!?()“”\"\n]|(?<!\w)(?:có|gồm|cùng|với|do|bởi|cho|gồm có|là|đã|theo|thay mặt|dự(?! khuyết| án)|về phía|phía|"
    r"và lãnh đạo|giữa|được|mời|tiếp|gặp|thăm|nghe|sau khi|khi|trước|ngày|sáng|chiều|tối|nhân dịp|từ|để|về việc|"
    r"và đại diện|cũng|tại (?:hội|buổi|lễ|cuộc|đây|kỳ))(?!\w)"
)
# After a comma a title goes on with another post, a body or a name in capitals, with a branch of a ministry, or not at all.
_GOES_ON = re.compile(
    r"(?:kiêm|đồng thời|phụ trách|thành viên|và|thể thao|du lịch|thương binh|truyền thông|đào tạo|công nghệ|môi trường|"
    r"thanh niên|thiếu niên|nhi đồng|giáo dục|văn hóa|phát triển|dân tộc|tôn giáo|tình báo|khoa học|tài nguyên|"
    r"lâm|lâm nghiệp|thủy sản|ngư nghiệp|vệ sinh|an toàn|chế biến|lao động|thương mại|kỹ thuật|kinh tế|xã hội|"
    r"thành phố|tỉnh|huyện|quận|thị xã|phường|xã|tp|ông|bà|đồng chí)(?!\w)"
)
_COMMA = re.compile(r",\s+")
_SOFT = re.compile(r"(?<!\w)(?:của|tại)(?!\w)")
# Where a title that follows its name ends.
_STOP = re.compile(
    r"[;.!?()\[\]“”\"\n:]|\s[-–]\s(?=(?:đã|cho|phát|khẳng|nhấn|nói|chia|đánh|đề|trả|thừa|chấp|đồng|yêu|kiến|thông|báo)\s?)|"
    r",\s*(?=(?:ông|bà|đồng chí|đ/c|cùng|đại diện|lãnh đạo|các|đã|một số|và|trong|tại|thì|sau|khi|để|nhằm|với|trên|cho|"
    r"theo|người|sẽ|vừa|được|hiện|thời|nơi|qua|từ|về|ngày|sáng|chiều|tối|[\d“\"])(?!\w))|"
    r"(?<!\w)(?:cùng|làm trưởng đoàn|đã|(?<!việt nam )tại(?! việt nam)|thì|và lãnh đạo|và đại diện|và đồng chí|và ông|"
    r"và bà|và các|trong|với|sẽ|vừa|được|cũng|luôn|là|có|rằng|khi|để|nhằm|tham dự|dự(?! khuyết| án)|đến|thăm|"
    r"tham gia|tiếp|đón|vui mừng|bên|trực tiếp|xúc động|không|mong|đồng thời|do|tham quan|tặng|trao|ký|lên|vào|"
    r"đang|theo|nhận|làm việc|bắt tay|cắt băng|đọc|(?<!trưởng )đại diện|thông qua|kiểm tra|khảo sát|nghe|xem|đi|"
    r"hội đàm|hội kiến|chào xã giao|gặp(?! mặt))(?!\w)"
)
# "Bộ Ngoại giao", "Đài Tiếng nói", "Ban chỉ đạo": a verb's word as part of a body's name.
_IN_BODY = re.compile(
    r"(?:ban|tiếng|ngoại|bộ|sở|cục|ngành|(?<!hải )phòng|tổ|thư|viện|vụ|hội đồng|truyền|"
    r"(?<!dự )(?<!trì )(?<!đoàn )và|tịch|đốc)\s+$"
)
_JOINT = re.compile(r"(?:[,;]|\s[-–]|\s(?:và|cùng))(?:\s+(?:và|cùng))?$")
_LONGEST_TITLE = 240
_SHARED = re.compile(r"(?:các|hai|ba)\s+(?:đồng chí\s+|ông\s+|bà\s+)?$")
# "hai chi cục trưởng là ông A (Kon Tum) và ông B": the title of all who follow.
_ARE = re.compile(
    r"(?<!\w)(?:các|hai|ba|bốn)\s(?:đồng chí\s|ông\s|bà\s)?(?P<title>[^.;:,()]{4,60}?)(?P<are>\s(?:là|gồm)\s+)$"
)
_BESIDE = re.compile(r"(?:\([^()]{2,30}\)\s?)?(?:,|;|và|, và|cùng|&)(?:\s(?:các\s)?(?:ông|bà|đồng chí))?")
_SHORTEST_TITLE = 3


class Titled(NamedTuple):
    """A person with what the sentence calls them; title is sentence.text[title_start:title_end], "" where none, and goes on
    behind the name up to `last_end` where posts stand on both sides."""

    name: Name
    title: str = ""
    title_start: int = 0
    title_end: int = 0
    former: bool = False
    last_end: int = 0


def _clean(text: str) -> str:
    """A title without the joints around it."""
    return re.sub(r"\s+", " ", text).strip(" ,-–:;(.")


def _before(sentence: Sentence, name: Name, floor: int) -> tuple[int, int] | None:
    """The span of a title that stands right before a name, not reaching before `floor`."""
    low = sentence.low
    end = name.start
    address = people().before_name.search(low, floor, end)
    if address is not None and address.end() == end:
        end = address.start()
    end = _over_colon(low, end)
    shared = _ARE.search(low, max(floor, end - 80), end)
    end = shared.start("are") if shared and people().title.match(low, shared.start("title")) else end
    floor = max(floor, end - _LONGEST_TITLE)
    breaks = [m.end() for m in _BREAK.finditer(low, floor, end) if not _inside_title(low, m)]
    hard = breaks[-1] if breaks else floor
    hard = max(hard, _last_stray_comma(sentence, hard, end))
    soft = [m.end() for m in _SOFT.finditer(low, hard, end)]
    for start in (*soft[-1:], hard):
        for head in people().title.finditer(low, start, end):
            if first_verb(low, head.end(), end) is None and not low.endswith(("văn phòng ", "phủ "), 0, head.start()):
                return head.start(), end
    return None


def _is_stray(sentence: Sentence, at: int) -> bool:
    """Whether words after a comma are no part of a title: lower-case ones that name neither a post nor a branch."""
    if not sentence.text[at : at + 1].islower():
        return False
    low = sentence.low
    return people().title.match(low, at) is None and _GOES_ON.match(low, at) is None


def _last_stray_comma(sentence: Sentence, start: int, end: int) -> int:
    """Where the words of another thought begin behind the last comma before a title; `start` where none do."""
    strays = [c.end() for c in _COMMA.finditer(sentence.low, start, end) if _is_stray(sentence, c.end())]
    return strays[-1] if strays else start


def _over_colon(low: str, end: int) -> int:
    """ "các Phó Chủ tịch: Vũ Hải": the colon between a title and the names it is shared by."""
    stripped = low[max(0, end - 8) : end].rstrip()
    colon = stripped.endswith(":") and not stripped.endswith("ảnh:")
    return end - (len(low[max(0, end - 8) : end]) - len(stripped)) - 1 if colon else end


def first_verb(low: str, start: int, end: int) -> re.Match[str] | None:
    """The first verb of speaking, chairing … in a stretch, words inside a body's name left out."""
    match = people().verb.search(low, start, end)
    while match is not None:
        if not _IN_BODY.search(low[max(0, match.start() - 10) : match.start()]):
            return match
        # "truyền thông báo cáo": the next verb may begin inside what was passed over
        match = people().verb.search(low, match.start() + 1, end)
    return None


def _inside_title(low: str, match: re.Match[str]) -> bool:
    """A full stop of "TP." or "T.Ư", brackets of "(VOV)" and the like do not break a title."""
    if match[0] == ".":
        return low[max(0, match.start() - 3) : match.start()].endswith(("tp", "t", "tx", "tt", "q", "p", "ts", "gs"))
    if match[0] in "()":
        opened = low.rfind("(", 0, match.end())
        closed = low.find(")", opened)
        return 0 <= closed - opened <= 12
    return False


def _after(sentence: Sentence, name: Name, ceiling: int) -> tuple[int, int] | None:
    """The span of a title that stands right after a name, not reaching past `ceiling`."""
    low = sentence.low
    joint = _TO_TITLE.match(low, name.end)
    if joint is None:
        return None
    head = people().title.match(low, joint.end())
    if head is None:
        return None
    ceiling = min(ceiling, head.start() + _LONGEST_TITLE)
    verb = first_verb(low, head.end(), ceiling)
    end = ceiling = verb.start() if verb else ceiling
    stray = next(
        (c.start() for c in _COMMA.finditer(low, head.end(), ceiling) if _is_stray(sentence, c.end())), ceiling
    )
    end = ceiling = min(ceiling, stray)
    at = head.end()
    while (stop := _STOP.search(low, at, ceiling)) is not None:
        named = (
            stop[0][:1].isalpha() and sentence.text[stop.start()].isupper()
        )  # "Ủy ban Kiểm tra", "Ban Tiếp công dân"
        if stop[0] and (named or _inside_title(low, stop)):
            at = stop.end()
            continue
        end = stop.start()
        break
    return head.start(), end


def _split_between(sentence: Sentence, span: tuple[int, int], following: Name) -> tuple[int, int] | None:
    """What of a title between two names is the first one's: nothing where it runs straight into the second name."""
    start, end = span
    if end < following.start and sentence.low[end : following.start].strip():
        return span
    text = sentence.low[start : following.start]
    address = people().before_name.search(text)
    text = (text[: address.start()] if address else text).rstrip()
    joint = _JOINT.search(text)
    if joint is None:
        return None
    return start, start + joint.start()


def titled(sentence: Sentence) -> list[Titled]:
    """The persons of a sentence with their titles; those without any title are given too."""
    names = find_names(sentence)
    found: list[Titled] = []
    floor = 0
    shared: Titled | None = None
    for i, name in enumerate(names):
        following = names[i + 1] if i + 1 < len(names) else None
        before = _before(sentence, name, floor)
        after = _after(sentence, name, following.start if following else len(sentence.low))
        if after and following is not None:
            kept = _split_between(sentence, after, following)
            after = kept if kept or before else _first_post(sentence, after)
        person = _joined(sentence, name, before, after)
        if not person.title and shared is not None and _in_list(sentence, floor, name):
            person = shared._replace(name=name)
        if before and _opens_list(sentence, before):
            shared = person
        elif person.title and shared is not None and person.title != shared.title:
            shared = None
        found.append(person)
        floor = max(name.end, after[1] if after else 0)
    return found


def _first_post(sentence: Sentence, span: tuple[int, int]) -> tuple[int, int] | None:
    """Of several posts between two names, the first is the first name's if a comma parts it from the next."""
    comma = sentence.low.find(",", *span)
    return (span[0], comma) if comma > 0 else None


def _opens_list(sentence: Sentence, span: tuple[int, int]) -> bool:
    """ "các Phó Tổng Giám đốc: Vũ Hải, …": one title for several names."""
    return bool(_SHARED.search(sentence.low[max(0, span[0] - 24) : span[0]]))


def _in_list(sentence: Sentence, floor: int, name: Name) -> bool:
    """Whether only a comma or "và" stands between the last name and this one."""
    return _BESIDE.fullmatch(sentence.low[floor : name.start].strip()) is not None


def _joined(sentence: Sentence, name: Name, before: tuple[int, int] | None, after: tuple[int, int] | None) -> Titled:
    """The person with the titles of both sides."""
    spans = [span for span in (before, after) if span is not None]
    parts = [_clean(sentence.text[start:end]) for start, end in spans]
    parts = [part for part in parts if len(part) >= _SHORTEST_TITLE]
    if not parts:
        return Titled(name)
    first = spans[0]
    former = bool(people().former.search(sentence.low[max(0, first[0] - 8) : first[0]]))
    return Titled(name, ", ".join(dict.fromkeys(parts)), first[0], first[1], former, spans[-1][1])
