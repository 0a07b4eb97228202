"""Finds the legal texts that a text cites: "Nghị quyết số 43/2017/QH14", "Quyết định 1234/QĐ-UBND"."""

import re

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


def find_legal_texts(text: str) -> tuple[LegalText, ...]:
    """The legal texts cited with their numbers, in order, each once; the issuer as its sign says, "" where unknown."""
    found: dict[str, LegalText] = {}
    for match in _NUMBERED.finditer(text):
        number = match[0]
        before = re.split(r"[.;!?](?=\s)|\n", text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        types = _TYPE.findall(before)
        if not types:
            continue
        kind = types[-1]
        issuer = next((name for sign, name in _ISSUERS if sign.search(number)), "")
        found.setdefault(number, LegalText(type=kind[0].upper() + kind[1:].lower(), number=number, issuer=issuer))
    return tuple(found.values())
