"""Earlier agreements that a text refers to: signed before, agreed on a printed day, carried out or run together since."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from records.event import Reference
from records.tag import Evidence
from transforms.events.documents import Span, date_end, date_in, document_after, document_end, short_name, with_field
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence, evidence

Tense = Literal["now", "past", "future", "unsure"]
_AGREED = re.compile(r"(?<!\w)(?:thống nhất|đạt được|ban hành|phê duyệt|thông qua)\s")
_DONE = re.compile(r"(?:đã|được|từng|đã được)\s+(?:chính thức\s+|cùng\s+|cùng nhau\s+)?$")
# "từ khi hai bộ ký bản ghi nhớ về …": a clause of time tells of an earlier signing.
_SINCE = re.compile(r"(?<!\w)(?:từ khi|kể từ khi|sau khi|từ lúc|trước khi)\s[^,;.]*$")
# "nhiều thỏa thuận", "14 văn bản": no one agreement that could be referred to.
_SEVERAL = re.compile(r"(?:nhiều|các|một số|những|hơn|khoảng|\d+|hàng loạt|một loạt|hàng chục)\s(?:\w+\s)?$")
_PARTIES = re.compile(r"(?<!\w)(?:giữa|với)\s")
# "Thực hiện Chương trình phối hợp giữa A và B": an agreement in force when the event was held.
_IN_FORCE = re.compile(
    r"(?<!\w)(?:theo|trên cơ sở|căn cứ(?: vào)?|thực hiện|triển khai|trong khuôn khổ|nằm trong|kế thừa|thay cho|thay thế|"
    r"kết quả của|thuộc|sửa đổi|bổ sung|gia hạn|cụ thể hóa)\s"
    r"(?:(?:tốt|có|hiệu quả|nghiêm|nghiêm túc|việc|thực hiện|triển khai|nội dung|của|khuôn khổ|các)\s){0,4}[“\"]?|"
    r"(?<!\w)(?:nêu|ghi|quy định|nhất trí|cam kết|thống nhất|nội dung)\s(?:trong|tại|của)\s[“\"]?"
)
# "Năm 2015, A đã phối hợp với B triển khai Chương trình …": run together since a year that is printed.
_TOGETHER = re.compile(
    r"(?<!\w)(?:phối hợp|hợp tác|liên kết)\s(?:cùng\s|chặt chẽ\s)?(?:với|cùng)\s[^.;]{2,110}?\s"
    r"(?:triển khai|thực hiện|xây dựng)\s(?:thực hiện\s)?(?=[“\"]?(?:các\s)?(?:chương trình|đề án|kế hoạch))"
)
_YEAR_BEFORE = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\s*[-–]\s*\d)")
# "theo Biên bản ghi nhớ 2011": a year alone behind the document is its signing's.
_BARE_YEAR = re.compile(r"\s(?:năm\s)?((?:19|20)\d\d)(?!\s*[-–/]\s*\d)(?!\d)")
_QUOTED = re.compile(r"[^“\"]{0,45}[“\"]([^“”\"]{6,120})[”\"]")
# "Hiệp định | hợp tác về …": what follows the word is the treaty's name.
_TREATY_BEFORE = re.compile(r"(?:hiệp định|hiệp ước|nghị định thư|tuyên bố|công ước)(?:\s\w+)?\s$")
# "Chương trình ký ngày 14/7/2021": a bare word with the day it was signed stands for what the text has named.
_COMES_BACK = re.compile(
    r"(?:bản |văn bản )?(?:chương trình|quy chế|kế hoạch|biên bản|thỏa thuận|giao ước|bản cam kết|cam kết|ghi nhớ|văn bản)"
    r"(?P<this>\s(?:này|trên|nói trên|đó|ấy))?\s*"
)
# "theo nội dung đã ký kết năm 2022 giữa bốn tỉnh": an agreement without any other name.
_CONTENT = re.compile(
    r"(?<!\w)(?:theo|thực hiện|triển khai|căn cứ)\s(?:các\s|những\s)?"
    r"(?P<what>nội dung(?: hợp tác| phối hợp)?)(?:\s(?:mà|hai|các|ba|bốn|bên|tỉnh|địa phương))*\s"
    r"(?:đã\s|được\s)*(?:ký|kí)(?:\skết)?(?!\w)"
)
# "thỏa thuận giai đoạn 2017-2021": years as good as a name.
_YEARS = re.compile(r"(?:\s(?:hợp tác|phối hợp))?\s(?:cho\s|trong\s)?giai đoạn\s20\d\d\s?[-–]\s?20\d\d")
# "Chương trình hợp tác số 12/CTr-HND ngày 5/3/2021": an agreement with its number, and mostly its day.
_NUMBER = re.compile(r"\s(?:phối hợp\s|liên tịch\s)?số\s?:?\s?\d{1,4}(?:/\d{4})?(?:[-–][\w.&]+)?/[\w\-–.&/]+")
# "các địa phương ký", "hai tỉnh đã ký": whose agreement it was, where the text does not name them.
_BY_LOCALITIES = re.compile(
    r"(?<!\w)(?:các|\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s(?:tỉnh(?:,? thành(?: phố)?)?|thành phố|địa phương)"
    r"(?:\s(?:đã|cùng nhau|cùng|chính thức))*\s$"
)
_BEFORE = 60
_FULL_DATE = 10
_NAMED_WORDS = 4
# A document with so many words to its name needs no parties to be a certain one.
_LONG_NAME = 7


class Act(NamedTuple):
    """One verb of signing, or another word that points at an agreement: where it stands, what is signed, and when."""

    sentence: Sentence
    start: int
    end: int
    document: Span | None
    tense: Tense
    on: str | None
    sure: bool = False


def agreed(sentence: Sentence) -> Iterator[Act]:
    """Agreements that were "thống nhất" or "ban hành" on a date that is printed."""
    for match in _AGREED.finditer(sentence.low):
        document = document_after(sentence, match.end(), 12)
        if document and parties().document.match(sentence.low, document[0]) is None:
            continue
        on = date_in(sentence.low[document[1] : document[1] + 40]) if document else None
        if document and on:
            yield Act(sentence, match.start(), match.end(), document, "past", on)


def numbered(sentence: Sentence) -> Iterator[Act]:
    """Agreements named with their number: whatever has one was signed before."""
    if "số" not in sentence.low:
        return
    for found in parties().document.finditer(sentence.low):
        number = _NUMBER.match(sentence.low, found.end())
        if number is not None:
            on = date_in(sentence.low[number.end() : number.end() + 40])
            yield Act(sentence, found.start(), number.end(), (found.start(), number.end()), "past", on, sure=True)


def by_content(sentence: Sentence) -> Iterator[Act]:
    """Agreements that are only called "what was signed", with the day or year of it."""
    if "nội dung" not in sentence.low:
        return
    for match in _CONTENT.finditer(sentence.low):
        on = date_in(sentence.low[match.end() : match.end() + 40])
        if on:
            yield Act(sentence, match.start(), match.end(), (match.start("what"), match.end()), "past", on, sure=True)


def in_force(sentence: Sentence) -> Iterator[Act]:
    """Agreements that are being carried out and whose parties are named."""
    for match in _IN_FORCE.finditer(sentence.low):
        found = parties().document.match(sentence.low, match.end())
        if found is None or sentence.low[found.end() : found.end() + 1] == ",":
            continue
        end = document_end(sentence, found.start(), found.end())
        name = sentence.low[found.start() : end]
        words = len(short_name(name).split())
        printed = sentence.text[found.start()].isupper() or _YEARS.search(name)
        if (
            (_PARTIES.search(name) and words >= 2)
            or (words >= _LONG_NAME and printed)
            or _YEARS.match(name, len(found[0]))
        ):
            on = date_in(sentence.low[end : end + 40])
            yield Act(sentence, match.start(), match.end(), (found.start(), end), "past", on, sure=True)
        elif year := _BARE_YEAR.match(sentence.low, found.end()) or _BARE_YEAR.match(sentence.low, end):
            span = found.start(), end if end <= year.start() else found.end()
            yield Act(sentence, match.start(), match.end(), span, "past", year[1], sure=True)


def run_together(sentence: Sentence) -> Iterator[Act]:
    """Programmes that bodies have run together since a year before."""
    for match in _TOGETHER.finditer(sentence.low):
        years = _YEAR_BEFORE.findall(sentence.low, 0, match.start())
        if not years:
            continue
        at = match.end()
        quoted = _QUOTED.match(sentence.text, at)
        end = quoted.end() if quoted else document_end(sentence, at, at + 12)
        if len(sentence.low[at:end].split()) >= _NAMED_WORDS:
            yield Act(sentence, match.start(), match.end(), (at, end), "past", years[-1], sure=True)


def is_past(act: Act) -> bool:
    """Whether an act is an earlier agreement worth a reference: a document with a name or a date, signed before."""
    if act.document is None or _is_no_agreement(act.sentence.low, act.document[0]):
        return False
    if act.sure:
        return True
    low, (start, end) = act.sentence.low, act.document
    if _TREATY_BEFORE.search(low[max(0, start - 24) : start]):
        return False
    proper = parties().document.match(low, start) is not None
    cooperates = low.startswith("hợp tác", start)
    words = len(short_name(act.sentence.text[start:end]).split())
    bare = _COMES_BACK.match(low, start, end)
    if act.tense == "past" and act.on and bare and (bare["this"] or bare.end() == end):
        # "thay cho quy chế ký năm 2015"
        return len(act.on) == _FULL_DATE or end <= act.start or bare["this"] is not None
    if act.tense == "past" and act.on:
        return proper or "hợp tác" in low[start:end] or (words >= _NAMED_WORDS and "hợp đồng" not in low[start:end])
    several = _SEVERAL.search(low[max(0, start - 20) : start])
    met = _PARTIES.search(low, start, min(len(low), max(end, act.end) + 60))
    named = (proper and (words >= _NAMED_WORDS or met)) or (cooperates and words >= _NAMED_WORDS and met)
    before = low[max(0, act.start - 90) : act.start]
    done = _DONE.search(before) or _SINCE.search(before)
    return act.tense in ("past", "unsure") and bool(done and named and not several)


def _is_no_agreement(low: str, start: int) -> bool:
    """Whether a decision or a treaty is named; a joint resolution ("nghị quyết liên tịch") is an agreement."""
    barred = parties().not_agreement.match(low, start)
    return barred is not None and parties().document.match(low, start) is None


def reference_of(act: Act) -> tuple[Reference, Evidence]:
    """The reference that an act makes, and its words from those who signed, where they are "các địa phương", to the date."""
    start, end = act.document or (act.start, act.end)
    last = max(end, act.end)
    last += date_end(act.sentence.low[last : last + 60]) if act.on and not act.sure else 0
    first = min(start, act.start)
    by = _BY_LOCALITIES.search(act.sentence.low, max(0, first - _BEFORE), first)
    proof = evidence(act.sentence, by.start() if by else first, last, "refers_to")
    what = with_field(short_name(act.sentence.text[start:end]), act.sentence.text[max(0, act.start - 80) : act.start])
    return Reference(what=what, signed_on=act.on), proof


def told_apart(
    found: Iterable[tuple[Reference, Evidence]], signed: Iterable[str], subject: Iterable[str]
) -> list[tuple[Reference, Evidence]]:
    """References without undated ones that repeat a dated one, what is signed at the event, or what it is about.

    `subject` holds the sentences that say what the event is about: the programme it reviews is no reference of it.
    """
    found = list(found)
    found = [one for one in found if not any(_is_part_of(one[0], other) for other, _ in found)]
    dated = [reference.what.lower() for reference, _ in found if reference.signed_on]
    now = [name.lower() for name in signed]
    about = "\n".join(subject)
    return [
        (reference, proof)
        for reference, proof in found
        if reference.signed_on
        or not (reference.what.lower()[:20] in about or _known(reference.what.lower(), dated, now))
    ]


def _is_part_of(one: Reference, other: Reference) -> bool:
    """Whether a name is only the end of a fuller one of the same day: "Thỏa thuận …" of "Bản ghi nhớ Thỏa thuận …"."""
    short, full = one.what.lower(), other.what.lower()
    return short != full and full.endswith(short) and one.signed_on == other.signed_on


def _known(what: str, dated: Iterable[str], now: Iterable[str]) -> bool:
    """Whether an undated name begins as a dated one does, or is a short form of what is signed at the event."""
    return any(what[:20] == name[:20] for name in dated) or any(name.startswith(what) for name in now)
