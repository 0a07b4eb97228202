"""Finds the legal texts that a text cites: "Nghị quyết số 43/2017/QH14", "Quyết định 1234/QĐ-UBND"."""

import re
from datetime import date

from records.article import LegalText

_TYPES = (
    "Thông tư liên tịch|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư|Thông báo|Thông tri|Chỉ thị|Kế hoạch"
    "|Công văn|Công điện|Kết luận|Hướng dẫn|Bộ luật|Luật|Pháp lệnh|Lệnh|Tờ trình|Quy định|Quy chế|Chương trình|Đề án"
    "|Báo cáo|Văn bản|Sắc lệnh|Hiến pháp"
)
# 43/2017/QH14 · 06-NQ/TW · 1234/QĐ-UBND · 15/CT-TTg · 02/2020/TT-BNV · 57-NQ/TW
_NUMBER = r"\d{1,5}(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-z0-9]{1,8}(?:[/&-][A-ZĐ][A-ZĐa-z0-9]{1,8}){0,3}"
_NUMBERED = re.compile(rf"(?<![\w/.,-]){_NUMBER}(?![\w/])")
_TYPE = re.compile(rf"(?<!\w)(?:{_TYPES})(?!\w)", re.I)
_SIGNED = re.compile(r"\d[/-][A-ZĐ]")  # stands in every number
# Found by their first character, ten times as fast as a digit is.
_SIGNS = (re.compile("/[A-ZĐ]"), re.compile("-[A-ZĐ]"))
_AFTER = 160  # characters after a number among which its date and issuer stand
_BEFORE = 110  # characters before a number among which its type stands, in the same sentence
_ISSUERS = (
    (re.compile(r"/UBTVQH\d*|-UBTVQH\d*"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"/QH\d+"), "Quốc hội"),
    (re.compile(r"-CP$"), "Chính phủ"),
    (re.compile(r"-TTg$"), "Thủ tướng Chính phủ"),
    (re.compile(r"-CTN$"), "Chủ tịch nước"),
    (re.compile(r"/TW$"), "Trung ương Đảng"),
    (re.compile(r"-VPCP$"), "Văn phòng Chính phủ"),
    (re.compile(r"-HĐND$"), "Hội đồng nhân dân"),
    (re.compile(r"-UBND$"), "Ủy ban nhân dân"),
    (re.compile(r"/TU$"), "Tỉnh ủy"),
    (re.compile(r"-BTC$"), "Bộ Tài chính"),
    (re.compile(r"-BNV$"), "Bộ Nội vụ"),
    (re.compile(r"-BCT$"), "Bộ Công Thương"),
    (re.compile(r"-BGDĐT$"), "Bộ Giáo dục và Đào tạo"),
    (re.compile(r"-BYT$"), "Bộ Y tế"),
    (re.compile(r"-BTNMT$"), "Bộ Tài nguyên và Môi trường"),
    (re.compile(r"-BNNPTNT$"), "Bộ Nông nghiệp và Phát triển nông thôn"),
    (re.compile(r"-BKHĐT$"), "Bộ Kế hoạch và Đầu tư"),
    (re.compile(r"-BGTVT$"), "Bộ Giao thông vận tải"),
    (re.compile(r"-BXD$"), "Bộ Xây dựng"),
    (re.compile(r"-BTTTT$"), "Bộ Thông tin và Truyền thông"),
    (re.compile(r"-BKHCN$"), "Bộ Khoa học và Công nghệ"),
    (re.compile(r"-BLĐTBXH$"), "Bộ Lao động - Thương binh và Xã hội"),
    (re.compile(r"-BVHTTDL$"), "Bộ Văn hóa, Thể thao và Du lịch"),
    (re.compile(r"-BTP$"), "Bộ Tư pháp"),
    (re.compile(r"-BCA$"), "Bộ Công an"),
    (re.compile(r"-BQP$"), "Bộ Quốc phòng"),
    (re.compile(r"-BNG$"), "Bộ Ngoại giao"),
    (re.compile(r"-NHNN$"), "Ngân hàng Nhà nước"),
)


# "ngày 05/3/2024", "ngày 5 tháng 3 năm 2024" right behind a number, and whose it is behind that.
_DATED = re.compile(
    r"[\s,(]{1,3}(?:(?:được )?(?:ký|ban hành) )?ngày (\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{1,2})"
    r"(?:\s?[/.-]\s?|\s+năm\s+)(\d{4})(?!\d)\)?",
    re.I,
)
_OF = re.compile(
    r"[\s,]{1,2}của ((?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Huyện ủy|Ban|Bộ|Sở"
    r"|Chủ tịch)\b[^,.;:()\n]{0,80})"
)
# Where the name of an issuer ends and the sentence goes on; titles of texts open with "về".
_NAME_ENDS = re.compile(
    r"\s+(?:về|quy định|ban hành|phê duyệt|sửa|thông qua|v/v|và|là|được|đã|có|giao|để|nhằm|thì|cho|tại|trong|theo|ngày|khóa"
    r"|với|do|năm|số|từ|bổ|hướng|cùng|nêu|đề|yêu|chỉ đạo)\b"
)
_GENERIC = frozenset(("", "Ủy ban nhân dân", "Hội đồng nhân dân", "Tỉnh ủy"))


def find_legal_texts(text: str) -> tuple[LegalText, ...]:
    """The legal texts cited with their numbers, in order, each once; the issuer as its sign says, or the text where the
    sign says only what kind of office it is; "" where unknown. The date is that which stands behind the number."""
    found: dict[str, LegalText] = {}
    if not any(sign.search(text) for sign in _SIGNS) or not _SIGNED.search(text):
        return ()
    for match in _NUMBERED.finditer(text):
        number = match[0]
        before = re.split(r"[.;!?](?=\s)|\n", text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        types = _TYPE.findall(before)
        if not types:
            continue
        cited = _cited(types[-1], number, text[match.end() : match.end() + _AFTER])
        known = found.get(number)
        # The first mention says most, mostly; a later one may add the date or the office.
        if known is None or (known.issued_on is None and cited.issued_on is not None):
            found[number] = cited
    return tuple(found.values())


def _cited(kind: str, number: str, after: str) -> LegalText:
    issuer = next((name for sign, name in _ISSUERS if sign.search(number)), "")
    dated = _DATED.match(after)
    issued_on = _day(dated) if dated else None
    named = _OF.match(after[dated.end() :] if dated else after)
    if named and issuer in _GENERIC:
        issuer = _NAME_ENDS.split(named[1])[0].strip(' -–"”')
    return LegalText(type=kind[0].upper() + kind[1:].lower(), number=number, issuer=issuer, issued_on=issued_on)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
