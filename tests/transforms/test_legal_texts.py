"""Legal texts cited in an article: type, number, issuer; dates and shares are none."""

from datetime import date

import pytest

from transforms.legal_texts import find_legal_texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theo Nghị quyết số 43/2017/QH14 của Quốc hội", [("Nghị quyết", "43/2017/QH14", "Quốc hội")]),
        ("Quyết định 1208/QĐ-UBND ngày 5/3", [("Quyết định", "1208/QĐ-UBND", "Ủy ban nhân dân")]),
        ("Nghị quyết số 57-NQ/TW của Bộ Chính trị", [("Nghị quyết", "57-NQ/TW", "Trung ương Đảng")]),
        (
            "Nghị định số 15/2020/NĐ-CP; Chỉ thị 05/CT-TTg",
            [("Nghị định", "15/2020/NĐ-CP", "Chính phủ"), ("Chỉ thị", "05/CT-TTg", "Thủ tướng Chính phủ")],
        ),
        ("Thông tư liên tịch số 02/2015/TTLT-BTC", [("Thông tư liên tịch", "02/2015/TTLT-BTC", "Bộ Tài chính")]),
        ("Luật Tiếp công dân số 42/2013/QH13", [("Luật", "42/2013/QH13", "Quốc hội")]),
        (
            "Quyết định 12/QĐ-UBND. Sau đó Quyết định 12/QĐ-UBND được sửa",
            [("Quyết định", "12/QĐ-UBND", "Ủy ban nhân dân")],
        ),
        ("Kế hoạch ngày 25/3 và tỷ lệ 3/4 của 2023/2024", []),
        ("Chiếc xe 29/BKS-01 chạy qua", []),
    ],
)
def test_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(t.type, t.number, t.issuer) for t in find_legal_texts(text)] == found


@pytest.mark.parametrize(
    ("text", "issuer", "issued_on"),
    [
        (
            "Quyết định số 1208/QĐ-UBND ngày 05/3/2024 của UBND tỉnh Nghệ An về việc",
            "UBND tỉnh Nghệ An",
            date(2024, 3, 5),
        ),
        ("Nghị quyết số 43/2017/QH14 ngày 14 tháng 6 năm 2017 của Quốc hội", "Quốc hội", date(2017, 6, 14)),
        ("Quyết định số 09/QĐ-SYT (ngày 5-3-2024) của Sở Y tế tỉnh Mẫu và", "Sở Y tế tỉnh Mẫu", date(2024, 3, 5)),
        ("Quyết định 12/QĐ-UBND của UBND huyện. Quyết định 12/QĐ-UBND ngày 31/02/2024", "UBND huyện", None),
        ("Thông tư 09/TT-BYT, có hiệu lực từ ngày 5/3/2024", "Bộ Y tế", None),
    ],
)
def test_issuer_and_date(text: str, issuer: str, issued_on: date | None) -> None:
    (found, *_) = find_legal_texts(text)
    assert (found.issuer, found.issued_on) == (issuer, issued_on)
