"""Names and titles in lists and in prose, in either order."""

import pytest

from transforms.events.reading import split
from transforms.events.titles import titled

CASES = [
    (
        "Tham dự có các đồng chí: Trần Văn An - Ủy viên dự khuyết Trung ương Đảng, Phó Bí thư Thành ủy; "
        "Lê Thị Bình – Phó Chủ tịch UBND tỉnh Nghệ An.",
        {
            "Trần Văn An": "Ủy viên dự khuyết Trung ương Đảng, Phó Bí thư Thành ủy",
            "Lê Thị Bình": "Phó Chủ tịch UBND tỉnh Nghệ An",
        },
    ),
    (
        "Phát biểu tại đây, Phó Chủ tịch UBND tỉnh Nghệ An Bùi Đình Lộc khẳng định quyết tâm.",
        {"Bùi Đình Lộc": "Phó Chủ tịch UBND tỉnh Nghệ An"},
    ),
    (
        "Tổng Giám đốc Thông tấn xã Việt Nam Nguyễn Đức Lâm, Tổng Giám đốc Đài Tiếng nói Việt Nam Trần Thế Kha dự.",
        {
            "Nguyễn Đức Lâm": "Tổng Giám đốc Thông tấn xã Việt Nam",
            "Trần Thế Kha": "Tổng Giám đốc Đài Tiếng nói Việt Nam",
        },
    ),
    (
        "Đại tá Lê Như Trí, Giám đốc Công an tỉnh Thanh Hóa và Đại tá Thái Khắc Duệ, Giám đốc Công an tỉnh Hà Tĩnh chủ trì.",
        {"Lê Như Trí": "Giám đốc Công an tỉnh Thanh Hóa", "Thái Khắc Duệ": "Giám đốc Công an tỉnh Hà Tĩnh"},
    ),
    (
        "Về phía Đài có các Phó Tổng Giám đốc: Vũ Hải, Trần Minh Hưng và lãnh đạo các ban.",
        {"Vũ Hải": "Phó Tổng Giám đốc", "Trần Minh Hưng": "Phó Tổng Giám đốc"},
    ),
    (
        "Chủ tịch UBND quận Hải Châu Lê Tự Gia Thành chủ trì.",
        {"Lê Tự Gia Thành": "Chủ tịch UBND quận Hải Châu"},
    ),
    ("Bộ trưởng Bộ Ngoại giao Phạm Bình Sơn dự.", {"Phạm Bình Sơn": "Bộ trưởng Bộ Ngoại giao"}),
    ("Bà Marianne Dupont, Đại sứ Pháp tại Việt Nam, cảm ơn.", {"Marianne Dupont": "Đại sứ Pháp tại Việt Nam"}),
    ("Phó Chủ tịch UBND tỉnh Đắk Lắk H’Loan Êban nêu thực tế.", {"H’Loan Êban": "Phó Chủ tịch UBND tỉnh Đắk Lắk"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_titles(text, expected):
    found = {p.name.text: p.title for sentence in split("body", text) for p in titled(sentence) if p.title}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sáng nay, tại huyện Hà Khẩu, bán đảo Sơn Trà và đường Nguyễn Huệ, mưa lớn.",
        "Phó Chủ tịch UBND tỉnh làm việc với Ban Thường vụ Huyện ủy.",
        "Nhân dịp Xuân Đinh Dậu, Thủ tướng chúc Tết.",
    ],
)
def test_nobody(text):
    assert [p for sentence in split("body", text) for p in titled(sentence) if p.title] == []


def test_a_former_office_is_marked():
    (sentence,) = split("body", "Dự lễ có nguyên Tổng Bí thư Lê Văn Phi và thân nhân.")
    assert [p.former for p in titled(sentence)] == [True]
