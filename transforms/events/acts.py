"""The signings that a sentence tells of: each verb with its document and day, and other words that point at an agreement."""

import re
from collections.abc import Iterator

from transforms.events.days import day_before, earlier_day, held_that_day, other_day, same_day
from transforms.events.documents import Span, bracketed_date, date_in, document_after, document_before, document_end
from transforms.events.lexicon import parties
from transforms.events.pointers import (
    agreed,
    by_content,
    goes_well,
    had_since,
    in_force,
    numbered,
    reached,
    run_together,
)
from transforms.events.programmes import titled
from transforms.events.reading import Sentence
from transforms.events.recalled import COMMEMORATED
from transforms.events.references import Act
from transforms.events.rows import in_a_row
from transforms.events.tenses import NEGATED, YEAR_ONLY, in_year, tense_of
from transforms.events.when import DateMention

_PASSIVE = re.compile(r"(?<!\w)(?:được|do)\s(?:[^;\n]{0,200}\s)?$")
# "Biên bản ghi nhớ … ký ngày 24-02-2017": the document stands before a verb that only its date follows.
_DATED_VERB = re.compile(r"\s(?:ngày|năm|tháng|từ|vào|hồi)\s")
# "Bên cạnh đó, …": goes on telling of what the sentence before told.
_ALSO = re.compile(r"^[^\w]*(?:bên cạnh đó|đồng thời|cũng|ngoài ra|cùng với đó|tiếp đó|sau đó)(?!\w)")
# "xác minh các hoạt động quảng bá và ký kết hợp đồng": signing as something that is done at large.
_AT_LARGE = re.compile(
    r"(?<!\w)(?:hoạt động|hành vi|thủ tục|điều kiện|quá trình|thời hạn)\s(?:[\w ]{2,30},\s){0,3}(?:[\w ]{2,40}\s(?:và|hoặc)\s)?$|"
    # "vận động 13 doanh nghiệp ký thỏa ước lao động"
    r"(?<!\w)(?:vận động|tuyên truyền|hướng dẫn|khuyến khích|buộc|động viên|thuyết phục|tạo điều kiện)\s(?:(?!đã\s)[^.;,]){2,50}\s$"
)
# "năm 2013, ngành nông nghiệp hai bên đã ký Thỏa thuận …": the day of an earlier signing before its verb.
_DATED_BEFORE = re.compile(
    r"(?<!\w)(?:ngày|tháng|năm|hồi)\s+(?:\d{1,2}\s*[./\-]\s*){0,2}(?:19|"
    r"20)\d\d(?!\s*[-–]\s*\d)(?=[,\s])(?:[^;.]{0,110}?\s(?:đã|được|từng)\s|,?\s(?:khi|lúc|thời điểm)\s|"
    r",\s(?:lãnh đạo\s)?(?:hai|các|ba|bốn)\s"
    r"(?:tỉnh|bên|địa phương|thành phố|sở|ngành|đơn vị|ông|bà|vị|đồng chí)\s)"
)
_YEARS = re.compile(
    r"\s(?:vào\s|trong\s)?(?:các\s)?năm\s(?:19|20)\d\d(?:,\s(?:19|20)\d\d)*\s?(?:,|và)\s(?:năm\s)?(?:19|20)\d\d"
    r"(?=\s?(?:[.;,)]|$|(?:với|giữa|tại|về|để|nhằm)\s))"  # not "năm 2021, năm 2022 tổng kết"
)
_PROMISED = re.compile(r"(?:sẽ|dự kiến|sắp)\s(?:\w+\s){0,2}$")
# What is signed at a meeting without being called an agreement: "đã ký kết gói tín dụng 500 tỷ đồng".
_OBJECT = re.compile(
    r"\s(?!(?:với|giữa|và|tại|vào|ngày|của|cùng|hôm|sáng|chiều|trong|để|được|đã|xong|nên|thì|mà|có)\s)\w+\s\w+"
)
_WITHOUT_PAPER = frozenset(
    {"ký kết", "kí kết", "đặt bút ký", "đặt bút ký kết", "hạ bút ký", "hạ bút ký kết", "phóng bút ký"}
)
# "ký kết giao ước thi đua năm 2022": without "đã", a year right behind a document is the document's.
_YEAR_OF_DOCUMENT = re.compile(r"\s(?:cho )?năm\s20\d\d")
_SINCE_YEAR = re.compile(
    r"\s(?:ngay )?(?:từ|hồi)\s(?:(?:đầu |cuối |giữa )?(?:năm|tháng)\s|(?:19|20)\d\d(?!\s?[-–]|\sđến|\d))"
)
_BEFORE_NOW = re.compile(r"(?:đã|được|từng|vừa)\s(?:\w+\s)?$")
# "ký quy chế, có hiệu lực từ 1/5/2021": from when it holds, not when it was signed.
_HOLDS_FROM = re.compile(r"^[^.;]{0,25}?(?:hiệu lực|áp dụng|thực hiện) (?:từ|kể từ|đến)(?!\w)")
# "đã ký trước ngày 1/7/2025": no day of signing.
_FROM_WHEN = re.compile(r"\s(?:vào )?(?:trước|sau|đến|tới|kể từ) ")
# "ký nghị quyết | liên tịch": of several bodies, where "ký nghị quyết" is one's own paper.
_JOINT_PAPER = re.compile(r"\sliên tịch(?!\w)")
# A day before the verb belongs to it where both stand in one clause.
_CLAUSE = 90
# How far after its verb a document may begin, and how far before it: "chương trình hợp tác giai đoạn 2022 - 2025 đã ký".
_AFTER = 45
_REACH = 64
# How far behind the verb, or before it, its day is looked for.
_TAIL = 60


def _is_barred(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the verb's letters belong to "đăng ký", "ký ban hành" and the like."""
    barred = parties().not_signing.finditer(sentence.low, max(0, start - 25), min(len(sentence.low), end + 25))
    return any(
        (m.start() <= start < m.end() or m.start() < end <= m.end()) and not _JOINT_PAPER.match(sentence.low, m.end())
        for m in barred
    )


def _named_by(sentence: Sentence, start: int, end: int, *, dated: bool) -> Span | None:
    """The document that a verb of signing has: after it, before a passive one, or right before it."""
    document = document_before(sentence, start, reach=200) if dated else None
    # "trao biên bản ghi nhớ": the verb's own words name the document.
    after = start + 5 if sentence.low.startswith("trao ", start) else end
    document = document or document_after(sentence, after, _AFTER)
    passive = _PASSIVE.search(sentence.low, max(0, start - 220), start)
    if document is None and passive is not None:
        document = document_before(sentence, passive.start())
    return document or document_before(sentence, start, reach=_REACH)


def _signed_on(low: str, start: int, end: int, document: Span | None) -> str | None:
    """The day, month or year behind a verb and its document, where it is the signing's own."""
    tail_from = max(end, document[1]) if document else end
    if document and (within := date_in(bracketed_date(low[slice(*document)]))):
        return within
    tail = low[tail_from : tail_from + _TAIL]
    on = date_in(tail) or (date_in(low[end : end + 40]) if tail_from != end else None)
    holds = _HOLDS_FROM.search(tail)
    if on is None or (holds and date_in(holds[0]) is None) or _FROM_WHEN.match(tail):
        return None
    return None if document and start < document[0] and _is_of_document(tail, on, low[:start]) else on


def _act_of(sentence: Sentence, match: re.Match[str], event: DateMention | None) -> Act:
    """What one verb of signing tells."""
    low, (start, end) = sentence.low, match.span()
    if low.startswith(" nghĩa", end):  # "đặt bút ký | kết nghĩa"
        end = match.end() - len(" kết")
    dated = _DATED_VERB.match(low, end) is not None
    document = _named_by(sentence, start, end, dated=dated)
    on = _signed_on(low, start, end, document)
    tail_from = max(end, document[1]) if document else end
    tail = low[tail_from : tail_from + _TAIL]
    if on and _SINCE_YEAR.match(tail):  # "hai địa phương ký kết quan hệ hữu nghị từ năm 2005"
        return Act(sentence, start, end, document, "past", on)
    remembered = COMMEMORATED.search(low[:start][-110:]) is not None
    within = bracketed_date(low[slice(*document)]) if document else ""
    own = not remembered and (
        same_day(tail, event)
        or same_day(within, event)
        or same_day(low[:start][-_TAIL:], event)
        or held_that_day(low[:start], event)
    )
    if not own and on is None and document and (earlier := day_before(low[:start][-_CLAUSE:], event)):
        return Act(sentence, start, end, document, "past", earlier)
    if not own and document and earlier_day(low[:start][-_CLAUSE:], event):
        return Act(sentence, start, end, document, "past", on)
    if not own and other_day(tail, event):  # "ký kết hôm 22/5", told of a meeting on the 23rd
        return Act(sentence, start, end, document, "past", on)
    behind = document[1] if document and document[0] > start else 0
    tense = tense_of(sentence, start, end, on, own=own, named=behind)
    looks_back = tense in ("past", "unsure") or (tense == "now" and in_year(sentence, start, own=own))
    if on is None and looks_back and (before := _DATED_BEFORE.search(low[:start][-150:])):
        on, tense = date_in(before[0]), "past"
    if tense == "future" and dated and on and not _PROMISED.search(low[:start]):
        tense = "past"  # "sẽ nâng bản ghi nhớ ký năm 2016 thành …"
    if document is None and tense == "now" and match[0] in _WITHOUT_PAPER and _OBJECT.match(low, end):
        document = (end + 1, document_end(sentence, end + 1, end + 1))
    proper = document is not None and parties().document.match(low, document[0]) is not None
    return Act(sentence, start, end, document, tense, on, sure=remembered and proper)


def _signings(sentence: Sentence, event: DateMention | None) -> Iterator[Act]:
    """The signings a sentence tells of."""
    for match in parties().sign.finditer(sentence.low):
        before = sentence.low[max(0, match.start() - _CLAUSE) : match.start()]
        if not (_is_barred(sentence, *match.span()) or NEGATED.search(before[-40:]) or _AT_LARGE.search(before)):
            act = _act_of(sentence, match, event)
            yield act
            yield from _in_other_years(act)


def _in_other_years(act: Act) -> Iterator[Act]:
    """ "đã ký các thỏa thuận hợp tác vào các năm 2000, 2007 và 2013": one agreement of each year."""
    if act.tense != "past" or act.on is None or len(act.on) != YEAR_ONLY:
        return
    behind = max(act.end, act.document[1] if act.document else 0)
    row = _YEARS.match(act.sentence.low, behind)
    for year in re.findall(r"(?:19|20)\d\d", row[0])[1:] if row else ():
        yield act._replace(on=year)


def _is_of_document(tail: str, on: str, before: str) -> bool:
    """Whether a bare year belongs to the document it follows ("giao ước thi đua năm 2022"), not to its signing."""
    return len(on) == YEAR_ONLY and _YEAR_OF_DOCUMENT.match(tail) is not None and not _BEFORE_NOW.search(before[-20:])


def all_acts(sentence: Sentence, event: DateMention | None, *, follows: bool) -> Iterator[Act]:
    """Signings and other words that point at an agreement; `follows`: the sentence before told of one at the event."""
    low = sentence.low
    if "ký" in low or "kí" in low or "trao" in low or "bút" in low:
        for act in _signings(sentence, event):
            carried = follows and act.tense == "unsure" and (_ALSO.match(low) or low.endswith(" cũng ", 0, act.start))
            yield act._replace(tense="now") if carried else act
    yield from agreed(sentence)
    yield from reached(sentence)
    yield from numbered(sentence)
    yield from by_content(sentence)
    if sentence.field in ("lead", "body"):
        yield from in_force(sentence)
        yield from run_together(sentence)
        yield from had_since(sentence)
        yield from goes_well(sentence)
        yield from titled(sentence)
        yield from in_a_row(sentence)
