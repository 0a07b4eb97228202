"""What a time looks like as written: its words' diacritics, and the numbers that are amounts; pure."""

import re

from transforms.text import fold, has_diacritics, one_tone_placement

# How the words of times are written: "Nam" is no year, "từ" no "tử".
_WRITTEN = {
    "nam": "năm", "thang": "tháng", "ngay": "ngày", "quy": "quý", "tu": "từ", "den": "đến", "toi": "tới", "truoc": "trước",
    "dau": "đầu", "cuoi": "cuối", "giua": "giữa", "vao": "vào", "hoi": "hồi", "ngoai": "ngoái", "tro": "trở", "di": "đi",
    "ke": "kể", "het": "hết", "gio": "giờ", "va": "và", "lai": "lại", "day": "đây", "ve": "về", "cho": "cho", "hom": "hôm",
    "tuan": "tuần", "nua": "nửa", "gan": "gần", "nhat": "nhất", "qua": "qua", "vua": "vừa", "cua": "của", "mot": "một",
    "bon": "bốn", "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mười", "hai": "hai", "ba": "ba",
}  # fmt: skip
# Also, beside a word of time that is folded to the same: "sáu" beside "sau".
_ALSO = frozenset({"này", "sáu", "mươi", "tư", "lăm", "vài", "mấy", "nhiều"})
# "2.000 tỷ", "2000 doanh nghiệp": an amount, not a year.
_AMOUNT = re.compile(
    r"\s*(?:%|tỷ\b|tỉ\b|triệu\b|nghìn\b|đồng\b|usd\b|ha\b|km\b|m2\b|người\b|doanh nghiệp\b|hộ\b|tấn\b|people\b|billion\b"
    r"|million\b)"
)
_BARE_AMOUNT = re.compile(fold(_AMOUNT.pattern))
_BARE_YEAR = re.compile(r"(?:19[89]|20\d)\d")


def is_time(words: str, *, written: bool) -> bool:
    """Whether words that look like a time have its diacritics, where the text they stand in has any (`written`)."""
    said = re.findall(r"[^\W\d_]+", one_tone_placement(words.lower()))
    return not written or all(word in _ALSO or word == _WRITTEN.get(fold(word), fold(word)) for word in said)


def is_amount(text: str, start: int, end: int) -> bool:
    """Whether the number at [start, end) is bare, and what it counts stands behind it: no year. A capital begins a name."""
    following = text[end:].lstrip()
    if not _BARE_YEAR.fullmatch(text, start, end) or (following[:1].isupper() and following[:3] != "USD"):
        return False
    pattern = _AMOUNT if has_diacritics(text) else _BARE_AMOUNT
    return bool(pattern.match(text.lower(), end))
