"""Words other than a verb of signing that point at an earlier agreement: in force, numbered, had or run together since."""

import re
from collections.abc import Iterator

from transforms.events.documents import date_in, document_after, document_end, short_name
from transforms.events.lexicon import parties
from transforms.events.reading import Sentence
from transforms.events.references import Act

_AGREED = re.compile(r"(?<!\w)(?:thống nhất|đạt được|ban hành|phê duyệt|thông qua)\s")
_PARTIES = re.compile(r"(?<!\w)(?:giữa|với)\s")
# "Thực hiện Chương trình phối hợp giữa A và B": an agreement in force when the event was held.
_IN_FORCE = re.compile(
    r"(?<!\w)(?:theo|trên cơ sở|căn cứ(?: vào)?|dựa trên|thực hiện|triển khai|thực thi|trong khuôn khổ|nằm trong|"
    r"kế thừa|thay cho|thay thế|"
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
# "Từ năm 2021, hai bên đã có Bản ghi nhớ", "có thỏa thuận hợp tác với Hà Nội từ năm 2015".
_HAS = re.compile(r"(?<!\w)(?<!sẽ )có\s(?:một\s|chung\s)?")
_SINCE_YEAR = re.compile(r"[^\w]*(?:ngay )?(?:từ|năm|từ năm|hồi năm)\s((?:19|20)\d\d),")
_FROM_YEAR = re.compile(r"[^.;,]{0,40}?\s(?:từ|hồi)\snăm\s((?:19|20)\d\d)(?!\s*[-–]\s*\d)")
_QUOTED = re.compile(r"[^“\"]{0,45}[“\"]([^“”\"]{6,120})[”\"]")
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
# "… giữa A và B luôn được triển khai hiệu quả", "… đã đạt nhiều kết quả".
_RUNS = re.compile(
    r"\s(?:luôn\s(?:được\s)?|đã\s(?:được\s)?|ngày càng\s(?:được\s)?|đang được\s|tiếp tục được\s)(?:triển khai|thực hiện|duy trì|"
    r"phát huy|đi vào (?:nền nếp|chiều sâu|thực chất)|đạt (?:được )?(?:nhiều|những|kết quả|hiệu quả)|mang lại|nền nếp)(?!\w)"
)
_BETWEEN = re.compile(
    r"\sgiữa\s(?!(?:các|hai) (?:bên|nước|chính phủ)\s)|\svới\s(?=ubnd|tỉnh|thành phố|tp|sở|bộ|hội|công ty|tập đoàn)"
    r"(?![^.;,]{0,30}\s(?:các|cấp)\s(?:xã|phường|thôn|huyện|cơ sở)(?!\w))"  # not "với hội nông dân các xã"
)
_SO_FAR = re.compile(
    r"(?<!\w)(?:những năm qua|nhiều năm qua|thời gian qua|các năm qua|giai đoạn trước|những năm gần đây)(?!\w)"
)
_RUNS_REACH = 30
# What is called so was signed by somebody; a plan may be one body's own.
_SIGNED = re.compile(r"(?:quy chế|thỏa thuận|bản thỏa thuận|bản ghi nhớ|biên bản|chương trình)(?!\w)")
_SPAN = re.compile(r"20\d\d\s?[-–]\s?20\d\d")
# "thuộc Chương trình công tác năm 2017": a body's own.
_OWN_WORK = re.compile(r"(?:chương trình|kế hoạch) công tác(?! phối hợp)(?!\w)")
# "các thỏa thuận giữa lãnh đạo cấp cao": no certain one.
_PLURAL = re.compile(r"(?<!\w)(?:các|những)\s[“\"]?$")
# "thực hiện Quy chế phối hợp năm 2016": the year of the work, not of the signing.
_WORK = re.compile(r"(?:thực hiện|triển khai)(?!\w)")
_REACHED = re.compile(
    r"(?<!\w)(?:hai bên|các bên|hai (?:tỉnh|thành phố|địa phương))\s(?:đã|từng)\sđạt được\s(?:nhiều|\d+|một số)\s"
    r"(?P<what>thỏa thuận)\s(?:hợp tác|về)(?!\w)"
)
_OF_WORK = re.compile(r"(?:quy chế|chương trình|kế hoạch)(?!\w)")
_NAMED_WORDS, _YEAR_ONLY, _BARE_WORDS = 4, 4, 2
# A document with so many words to its name needs no parties to be a certain one.
_LONG_NAME = 7


def agreed(sentence: Sentence) -> Iterator[Act]:
    """Agreements that were "thống nhất" or "ban hành" on a date that is printed."""
    for match in _AGREED.finditer(sentence.low):
        document = document_after(sentence, match.end(), 12)
        if document and parties().document.match(sentence.low, document[0]) is None:
            continue
        if parties().sign.match(sentence.low, match.end()):  # "đã thống nhất ký Biên bản hội đàm năm 2022"
            continue
        on = date_in(sentence.low[document[1] : document[1] + 40]) if document else None
        if document and on:
            yield Act(sentence, match.start(), match.end(), document, "past", on)


def reached(sentence: Sentence) -> Iterator[Act]:
    """Agreements that two sides are said to have come to: "hai bên đã đạt được nhiều thỏa thuận về thương mại và du lịch"."""
    if "đạt được" not in sentence.low or sentence.field != "body":
        return
    for match in _REACHED.finditer(sentence.low):
        opened = sentence.low[: match.start()]  # "Tại hội nghị, …", "Sau hai giờ làm việc, …" tell of the event's own
        earlier = not opened.strip() or _SO_FAR.search(opened) or parties().past.search(opened)
        end = document_end(sentence, match.start("what"), match.end())
        if earlier and len(sentence.low[match.start("what") : end].split()) >= _NAMED_WORDS:
            span = match.start("what"), end
            yield Act(sentence, match.start(), match.end(), span, "past", None, sure=True, earlier=True)


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
        if found is None or sentence.low[found.end() : found.end() + 1] == "," or _OWN_WORK.match(found[0]):
            continue
        end = document_end(sentence, found.start(), found.end())
        name = sentence.low[found.start() : end]
        words = len(short_name(name).split())
        if words <= _BARE_WORDS and _PLURAL.search(match[0]):
            continue
        of_work = _WORK.match(match[0]) is not None and _OF_WORK.match(found[0]) is not None
        printed = sentence.text[found.start()].isupper() or _YEARS.search(name)
        if (
            (_PARTIES.search(name) and words >= 2)
            or (words >= _LONG_NAME and printed)
            or _YEARS.match(name, len(found[0]))
        ):
            on = date_in(sentence.low[end : end + 40])
            of_year = of_work and on is not None and len(on) == _YEAR_ONLY
            on = None if of_year else on
            span = found.start(), end
            carried = _WORK.match(match[0]) is not None and _SIGNED.match(found[0]) is not None
            carried = carried and not _SPAN.search(name)
            yield Act(sentence, match.start(), match.end(), span, "past", on, sure=True, carried_out=carried)
        elif year := _BARE_YEAR.match(sentence.low, found.end()) or _BARE_YEAR.match(sentence.low, end):
            span = found.start(), end if end <= year.start() else found.end()
            of_year = of_work and "hợp" in found[0]
            if of_year or not of_work:
                on = None if of_work else year[1]
                yield Act(sentence, match.start(), match.end(), span, "past", on, sure=True, carried_out=of_year)


def goes_well(sentence: Sentence) -> Iterator[Act]:
    """Agreements between parties of which is said how they are carried out: "Chương trình phối hợp giữa A và B luôn được
    triển khai hiệu quả"."""
    if "giữa" not in sentence.low and "với" not in sentence.low:
        return
    for found in parties().document.finditer(sentence.low):
        end = document_end(sentence, found.start(), found.end())
        runs = _RUNS.search(sentence.low, found.end(), min(len(sentence.low), end + _RUNS_REACH))
        if (
            runs
            and _BETWEEN.search(sentence.low, found.end(), runs.start())
            and "sẽ" not in sentence.low[end : runs.end()]
        ):
            earlier = _SO_FAR.search(sentence.low, 0, found.start()) is not None
            span = found.start(), min(end, runs.start())
            yield Act(sentence, found.start(), found.end(), span, "past", None, sure=True, earlier=earlier)


def had_since(sentence: Sentence) -> Iterator[Act]:
    """Agreements that somebody is said to have since a year: "Từ năm 2021, hai bên đã có Bản ghi nhớ về …"."""
    if " có " not in sentence.low:
        return
    opens = _SINCE_YEAR.match(sentence.low)
    for match in _HAS.finditer(sentence.low):
        found = parties().document.match(sentence.low, match.end())
        if found is None:
            continue
        end = document_end(sentence, found.start(), found.end())
        behind = _FROM_YEAR.match(sentence.low, end)
        if year := (behind and behind[1]) or (opens and opens[1]):
            yield Act(sentence, match.start(), match.end(), (found.start(), end), "past", year, sure=True)


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
