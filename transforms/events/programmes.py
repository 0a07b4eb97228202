"""Programmes with a name of their own that bodies are told to run together, though nothing calls them an agreement."""

import re
from collections.abc import Iterator

from transforms.events.reading import Sentence
from transforms.events.references import Act

# What has a name of its own: in quotation marks, with a foreign one in brackets, or in capitals.
_HEAD = re.compile(r"(?<!\w)(?:chương trình|dự án|sáng kiến|mạng lưới|đề án|kế hoạch)\s")
_QUOTED = re.compile(r"(?!trong\s|thuộc\s)[^\W\d_“”\".,;:()][^“”\".,;:()]{0,40}\s(?=[“\"])|(?=[“\"])")
_TITLE = re.compile(r"[“\"][^“”\"]{6,140}[”\"]")
_INSIDE = re.compile(r"[^“”\"]{6,140}[”\"]")
_BRACKETED = re.compile(r"[^.;:()“”\"\n]{4,90}\s\((?=[A-Z])[A-Za-z][A-Za-z .&\-]{2,50}\)")
_CAPITALS = re.compile(r"(?:[A-ZĐÀ-Ỹ][\w\-]*)(?:\s(?:[A-ZĐÀ-Ỹ][\w\-]*|và|of|for|the)){0,7}(?=\s|,)")
_SHORT_FORM = re.compile(r"\s\([A-Z][\w\-. ]{1,30}\)")
# Whose it is: "(là) hợp tác giữa A và B", "do A phối hợp với B triển khai", "mà A cùng B tham gia".
_BODY = r"[^.;:\n]{2,110}?"
_SHARED = re.compile(
    rf"(?:,)?\s(?:[-–]\s)?(?:là\s)?(?:chương trình\s|dự án\s|sự\s)?(?:hợp tác|phối hợp|liên kết)"
    rf"(?:\s\w+){{0,3}}\sgiữa\s{_BODY}\svà\s|"
    rf"(?:,)?\s(?:do\s|được\s(?=[^.;:\n]{{2,90}}\sphối hợp\s)){_BODY}\s(?:phối hợp|hợp tác|liên kết|cùng|và)\s(?:với\s|cùng\s)?"
    rf"{_BODY}\s(?:xây dựng|triển khai|thực hiện|khởi xướng|vận hành|duy trì)(?!\w)|"
    rf"(?:,)?\smà\s(?:(?!đang\s)[^.;:\n]){{2,110}}?\s(?:cùng|phối hợp|hợp tác)(?:\svới|\scùng)?\s{_BODY}"
    r"(?:tham gia|triển khai|thực hiện|xây dựng)(?!\w)"
)
# What is shown, broadcast or played; what is still to come; a body's own.
_NO_PROGRAMME = re.compile(
    r"(?<!\w)(?:nghệ thuật|ca nhạc|truyền hình|giao lưu|biểu diễn|gala|game|phim|lễ hội|thực tế|hành động|nghị sự|"
    r"mục tiêu quốc gia|sách giáo khoa|tour|khuyến mãi|bất động sản|luật|đầu tư xây dựng|nhà máy|khu đô thị|điện ảnh|cao tốc)(?!\w)"
)
_AHEAD = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp|chuẩn bị|đề xuất|đề nghị|mong muốn|kiến nghị)(?!\w)")
# One of these is in every sentence that says whose a programme is; looked for first, being quick.
_SAID_BY = (" giữa ", " do ", " mà ", " phối hợp ")
_BEFORE = 90
_REACH = 260
_BODIES = re.compile(
    r"(?<!\w)(?:UBND|TP|[Tt]ỉnh|[Tt]hành phố|Sở|Bộ|Hội|Trường|Viện|Đại học|Trung tâm|Cục|Tổng cục|Ủy ban|Liên|Tập đoàn|Công ty|"
    r"Ngân hàng|Quỹ|Cơ quan|Tổ chức|[A-ZĐÀ-Ỹ][\w\-]+\s[A-ZĐÀ-Ỹ]|[A-Z]{2,})"
)
_TWO = 2


def titled(sentence: Sentence) -> Iterator[Act]:
    """Programmes and projects with a name of their own that two bodies or more share: 'dự án "…", hợp tác giữa A và B'."""
    if not any(word in sentence.low for word in _SAID_BY):
        return
    for head in _HEAD.finditer(sentence.low):
        end = _name_end(sentence, head.start(), head.end())
        if end is None or _NO_PROGRAMME.search(sentence.low, head.end(), end):
            continue
        shared = _SHARED.match(sentence.low, end, min(len(sentence.low), end + _REACH))
        if shared is None or _AHEAD.search(sentence.low, max(0, head.start() - _BEFORE), shared.end()):
            continue
        if len(_BODIES.findall(sentence.text[end : end + _REACH])) >= _TWO:
            whole = "“" in sentence.text[head.end() : end] or '"' in sentence.text[head.end() : end - 1]
            name = head.start(), end if whole else end - (sentence.text[end - 1] in '”"')
            yield Act(sentence, head.start(), end, name, "past", None, sure=True)


def _name_end(sentence: Sentence, start: int, at: int) -> int | None:
    """Where the name of its own ends that a programme from `start` on has, `at` behind its first word; None without one."""
    if start and sentence.text[start - 1] in '“"':
        inside = _INSIDE.match(sentence.text, at)
        return inside.end() if inside else None
    quoted = _QUOTED.match(sentence.text, at)
    title = _TITLE.match(sentence.text, quoted.end()) if quoted else None
    if title is None:
        title = _BRACKETED.match(sentence.text, at) or _CAPITALS.match(sentence.text, at)
    if title is None:
        return None
    short = _SHORT_FORM.match(sentence.text, title.end())
    return short.end() if short else title.end()
