"""Spans of years tied to cooperation or a programme, and whether the event reviewed or planned them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from records.event import Period
from records.tag import Evidence
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence, evidence

_SPAN = re.compile(
    r"(?P<cue>(?:giai đoạn|thời kỳ|thời kì|trong năm|các năm|năm|trong \d+ năm|\d+ năm|niên độ)?\s*\(?\s*(?:từ\s+)?(?:năm\s+)?)"
    r"(?<![\d/.\-])(?P<first>20\d\d)\s*(?:-|–|đến(?: năm)?|tới)\s*(?P<last>20\d\d)(?![\d/]|\s*[-–]\s*\d)"
)
_CUED = re.compile(
    r"giai đoạn|thời kỳ|thời kì|\(|hiệu lực\s[^.;]{0,25}$|"
    r"(?:kế hoạch|chương trình|phương hướng|định hướng|hợp tác|ghi nhớ|thỏa thuận|đề án|phối hợp|liên kết|phối hợp công tác|"
    r"quan hệ công tác)\s(?:các năm\s|năm\s|từ\s)*$"
)
# "đánh giá hai năm triển khai bản ghi nhớ giai đoạn …", "kết quả thực hiện kế hoạch": what was done is looked back on …
_LOOKED_BACK_ON = re.compile(
    r"(?<!\w)(?:kết quả|đánh giá|sơ kết|tổng kết|nhìn lại|kiểm điểm)\s(?:[^\s.;]+\s){0,9}?"
    r"(?:thực hiện|triển khai|phối hợp|hợp tác|chương trình|kế hoạch|ghi nhớ|thỏa thuận|đề án|quy chế)(?!\w)[^.;]{0,110}$"
)
# … but for a programme's own name: "lễ ký kết Chương trình tuyên truyền kết quả phong trào …".
_SIGNED_NOW = re.compile(r"(?<!\w)(?:lễ ký|ký kết|ký)\s[^.;]*$")
# "Lễ ký kết Chương trình phối hợp tuyên truyền về kết quả phong trào … giai đoạn 2017 - 2022": the name of what is signed.
_TO_BE_SIGNED = re.compile(
    r"(?<!\w)(?:lễ ký|lễ ký kết|buổi ký kết|tổ chức ký kết)\s(?:kết\s)?(?:chương trình|thỏa thuận|bản|biên bản|"
    r"kế hoạch|quy chế|ghi nhớ|văn bản)(?:(?!20\d\d)[^.;])*$"
)
# … unless one of these comes after.
_THEN = re.compile(
    r"(?<!\w)(?:phương hướng|định hướng|sẽ|nhiệm vụ|mục tiêu|tiếp tục|ký|ký kết|bàn|thời gian tới|mới|xây dựng|thống nhất)(?!\w)|"
    r"[,;]\s(?:và\s)?triển khai|và triển khai"
)
# "các nội dung trong Thỏa thuận giai đoạn 2018-2022 đã hoàn thành".
_IS_DONE = re.compile(
    r"\)?,?\s(?:cơ bản\s)?(?:đã (?:được\s)?(?:\w+ ){0,2}?(?:hoàn thành|thực hiện|triển khai|kết thúc|đạt)|đạt)(?!\w)"
)
# "Từ năm 2011 đến năm 2016, hai địa phương đã …": the years that both worked together.
_TOGETHER = re.compile(r",\s(?:hai|ba|bốn|các|\d) (?:bên|tỉnh|địa phương|thành phố|đơn vị|ngành|sở) đã\s")
_CONTRACT = re.compile(r"(?<!\w)(?:hợp đồng|cho thuê|tiền thuê|giá thuê|xét xử|điều tra)(?!\w)")
# Years of an office, of loans, of what was measured or is forecast are no programme's …
_OF_OFFICE = re.compile(
    r"(?<!\w)(?:giữ chức|chức vụ|chức danh|cương vị|đảm nhiệm|đảm nhận|kỷ luật|khi (?:còn )?(?:làm|là)|quá trình công tác|"
    r"(?:ông|bà|đồng chí) (?:\w+ ){1,4}(?:làm|giữ|từng))(?!\w)"
)
_OF_MONEY = re.compile(
    r"(?<!\w)(?:vay|quyết toán|nợ đọng|nợ công|trả nợ|nợ nước ngoài|trái phiếu|vốn bố trí|"
    r"bố trí (?:được )?(?:\w+ )?vốn|bố trí được|dự báo|nhu cầu|"
    r"tăng (?:trưởng )?(?:bình quân|trung bình|khoảng|gần|hơn)|tốc độ tăng|nguồn cung|căn hộ)(?!\w)|\d%"
)
# … unless the years stand in a programme's own name.
_NAMED_PROGRAMME = re.compile(
    r"(?<!\w)(?:chương trình|kế hoạch|đề án|thỏa thuận|ghi nhớ|quy chế|hợp tác|phối hợp|liên kết|kết nghĩa|chiến lược|"
    r"phong trào|dự án|quy hoạch|liên tịch|ký kết|sơ kết|tổng kết)"
    r"(?!\w)[^.;,]{0,110}$"
)
# "Dự án được thực hiện trong 4 năm (2017-2021), với tổng chi phí …": how long something is built.
_OF_WORKS = re.compile(r"(?<!\w)(?:dự án|công trình|gói thầu)(?!\w)[^.;]*$")
_COSTS = re.compile(r"\)?,?\s(?:với\s)?(?:tổng (?:chi phí|vốn|mức đầu tư|kinh phí)|kinh phí)(?!\w)")
# "gấp đôi so với giai đoạn 2006-2010": what is compared with is no period of the programme.
_COMPARED = re.compile(r"(?<!\w)(?:so với|gấp \w+|bằng|cao hơn|thấp hơn|bình quân|trung bình) (?:của )?(?:\w+ ){0,2}$")
_NEAR, _BESIDE = 180, 70


_What = Literal["reviewed", "planned"]


class PeriodAt(NamedTuple):
    """A period and where it stands."""

    period: Period
    sentence: Sentence
    start: int
    proof: Evidence


def _latest(pattern: re.Pattern[str], low: str, end: int) -> int:
    """Where the last match before an offset begins; -1 where none."""
    return max((m.start() for m in pattern.finditer(low, max(0, end - _NEAR), end)), default=-1)


def _what(sentence: Sentence, start: int, end: int) -> _What | None:
    """Whether the words before a period speak of review or of plans: the nearer ones decide."""
    words = parties()
    clause = sentence.low
    if _TO_BE_SIGNED.search(clause, max(0, start - _NEAR), start):
        return "planned"
    if _looks_back(clause, start) or _IS_DONE.match(clause, end):
        return "reviewed"
    reviewed, planned = _latest(words.reviewed, clause, start), _latest(words.planned, clause, start)
    if reviewed < 0 and planned < 0:
        reviewed = 0 if words.reviewed.search(clause) else -1
        planned = 0 if words.planned.search(clause) else -1
        if (reviewed < 0) == (planned < 0):
            return None
    return "planned" if planned > reviewed else "reviewed"


def _looks_back(low: str, start: int) -> bool:
    """Whether the words right before a period say that what was done in it is looked back on."""
    back = _LOOKED_BACK_ON.search(low, max(0, start - _NEAR), start)
    if (
        back is None
        or _THEN.search(low, back.start(), start)
        or _SIGNED_NOW.search(low, max(0, back.start() - 90), back.start())
    ):
        return False
    return _SPAN.search(low, back.start(), start) is None  # a second span of years is what comes next


def periods_in(sentences: Iterable[Sentence], taken: Iterable[Evidence] = ()) -> list[PeriodAt]:
    """The periods that sentences tie to a programme; those inside words already taken (references) are left out."""
    taken = list(taken)
    found = []
    for sentence in sentences:
        if "20" not in sentence.low:
            continue
        for match in _SPAN.finditer(sentence.low):
            free = not _is_taken(sentence, match.start("first"), taken) or _looks_back(sentence.low, match.start())
            if _counts(sentence, match) and free:
                period = (match["first"], match["last"], _what(sentence, *match.span()))
                proof = evidence(sentence, match.start(), match.end(), "period")
                found.append(PeriodAt(period, sentence, match.start("first"), proof))
    return found


def _counts(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a span of years is a programme's, not a term of office, a school year or a road's funding."""
    before = sentence.low[max(0, match.start() - 60) : match.start("first")]
    together = _TOGETHER.match(sentence.low, match.end()) or _is_documents(sentence, match)
    if not 0 < int(match["last"]) - int(match["first"]) <= 15 or not (_CUED.search(before[-30:]) or together):
        return False
    around = sentence.low[max(0, match.start() - _NEAR) : match.end() + _NEAR]
    if _OF_WORKS.search(before) and _COSTS.match(sentence.low, match.end()):
        return False
    if parties().not_period.search(before[-30:]) or _CONTRACT.search(before) or _is_compared(sentence, match):
        return False
    named = _NAMED_PROGRAMME.search(sentence.low[max(0, match.start() - _NEAR) : match.start("first")])
    if not named and (_OF_OFFICE.search(around) or _OF_MONEY.search(_beside(sentence, match))):
        return False
    return bool(parties().programme.search(around))


def _is_documents(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether "năm 2016-2017" stands behind an agreement that is carried out: "thực hiện Quy chế phối hợp giữa A và B năm …"."""
    if "năm" not in match["cue"]:
        return False
    named = list(parties().document.finditer(sentence.low, max(0, match.start() - _NEAR), match.start()))
    return bool(named) and not re.search(r"[.;:,]", sentence.low[named[-1].end() : match.start()])


def _beside(sentence: Sentence, match: re.Match[str]) -> str:
    """The words right before a span of years and right after it."""
    return (
        sentence.low[max(0, match.start() - _BESIDE) : match.start()]
        + sentence.low[match.end() : match.end() + _BESIDE]
    )


def _is_compared(sentence: Sentence, match: re.Match[str]) -> bool:
    return _COMPARED.search(sentence.low[max(0, match.start() - 30) : match.start()]) is not None


def _is_taken(sentence: Sentence, at: int, taken: list[Evidence]) -> bool:
    place = sentence.start + at
    return any(item.field == sentence.field and item.start <= place < item.end for item in taken)


def unique(found: Iterable[PeriodAt]) -> tuple[list[Period], list[Evidence]]:
    """Each span of years once, with the first thing that is said of it."""
    periods: dict[tuple[str, str], Period] = {}
    proofs = []
    for item in found:
        key = item.period[:2]
        if key not in periods:
            proofs.append(item.proof)
            periods[key] = item.period
        elif periods[key][2] is None:
            periods[key] = item.period
    return list(periods.values()), proofs


def told_by_time(periods: Iterable[Period], told_on: date | None) -> list[Period]:
    """Periods told by the day where the words say nothing or can't be right: one that is over is reviewed, one that is
    still to begin planned."""
    if told_on is None:
        return list(periods)
    return [(first, last, _by_time(int(first), int(last), what, told_on.year)) for first, last, what in periods]


def _by_time(first: int, last: int, what: _What | None, year: int) -> _What | None:
    """What the years say of a period beside the words, in a year."""
    if last < year:
        return "reviewed"
    return "planned" if first > year else what or ("planned" if first == year else None)
