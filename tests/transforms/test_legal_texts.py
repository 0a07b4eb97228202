"""Legal texts cited in an article: type, number, issuer; dates and shares are none."""

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
