"""The stretches of a sentence that name where something is held: "tại TP Vinh, tỉnh Nghệ An"."""

import re
from collections.abc import Iterator, Sequence

from transforms.events.provinces import Mention
from transforms.events.reading import Sentence

_AT = re.compile(r"(?<!\w)(?:tại|ở)\s+")
# "tại hội nghị", "tại buổi làm việc" name the occasion, not the place.
_NOT_PLACE = re.compile(
    r"(?:hội nghị|buổi|cuộc|lễ|hội thảo|tọa đàm|diễn đàn|phiên|kỳ họp|đây|đó|các|nhiều|một số|việt nam|nước ta|địa phương|"
    r"địa bàn|chương trình|báo cáo|quyết định|nghị quyết|văn bản|thời điểm|sự kiện|đại hội|họp báo|hội đàm|khu vực|vùng|"
    r"doanh nghiệp|công văn|điều|kết luận|chỉ thị|thông báo|nghị định|luật|những|mỗi|từng|phần|hai|ba)(?!\w)"
)
_ENDS = re.compile(
    r"[;.!?“”\"\n,]|\s(?:đã|diễn ra|do|nhằm|với sự|dưới sự|vào|"
    r"ngày|sáng|chiều|tối|để|từ|về|được|tổ chức|với|có|và|cho|sẽ)\s"
)
# A comma or full stop inside a place: "TP. Vinh, tỉnh Nghệ An".
_GOES_ON = re.compile(r",\s*(?:tỉnh|tp|thành phố|huyện|quận|thị xã|phường|xã|thủ đô|bang)(?!\w)|\.\s?\w")
# "tại TP Cao Lãnh, Đồng Tháp phối hợp với TP.HCM tổ chức …": the province acts.
_ACTS = re.compile(r"\s(?:đã\s|vừa\s)?(?:phối hợp|cùng|đăng cai|chủ trì)(?!\w)")
_LONGEST = 110


def venue_spans(sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Each stretch after "tại", "ở" that may name a place; `mentions` are the sentence's own."""
    for match in _AT.finditer(sentence.low):
        start = match.end()
        if not _NOT_PLACE.match(sentence.low, start) and sentence.text[start : start + 1].strip():
            yield start, _phrase_end(sentence, start, mentions)


def outside_venues(sentence: Sentence, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that say who acts, not where."""
    spans = list(venue_spans(sentence, mentions))
    return [m for m in mentions if not any(start <= m.start < end for start, end in spans)]


def _phrase_end(sentence: Sentence, start: int, mentions: Sequence[Mention]) -> int:
    """Where the words after "tại" end: a comma before another name of a place does not end them."""
    stop = min(len(sentence.text), start + _LONGEST)
    for match in _ENDS.finditer(sentence.low, start, stop):
        if match[0] == "." and sentence.low[max(0, match.start() - 2) : match.start()] in ("tp", "tx", " q", " p"):
            continue
        if match[0] == "," and _comma_goes_on(sentence, start, match.start(), mentions):
            continue
        return match.start()
    return stop


def _comma_goes_on(sentence: Sentence, start: int, comma: int, mentions: Sequence[Mention]) -> bool:
    """Whether a comma stands inside a place ("TP Vinh, tỉnh Nghệ An"), not before whoever acts there."""
    named = {m.name for m in mentions if start <= m.start < comma}
    following = next((m for m in mentions if comma < m.start <= comma + 22), None)
    if named and (following is None or following.name not in named or _ACTS.match(sentence.low, following.end)):
        return False
    if _GOES_ON.match(sentence.low, comma):
        return True
    return following is not None and following.start - comma <= 2
