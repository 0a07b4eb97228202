"""How an office is written out: with its province where the title does not name that."""

import pytest

from search.names import titled


@pytest.mark.parametrize(
    ("title", "province", "written"),
    [
        ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh", "Nghệ An", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Nghệ An"),
        ("Phó Chủ tịch UBND tỉnh Thanh Hoá", "Thanh Hóa", "Phó Chủ tịch UBND tỉnh Thanh Hoá"),
        ("Phó Chủ tịch UBND TP.HCM", "Hồ Chí Minh", "Phó Chủ tịch UBND TP.HCM"),
        ("Phó Chủ tịch UBND tỉnh BR-VT", "Bà Rịa - Vũng Tàu", "Phó Chủ tịch UBND tỉnh BR-VT"),
        ("Chủ tịch UBND tỉnh", "Nam Định", "Chủ tịch UBND tỉnh Nam Định"),
        ("Chủ tịch UBND Thành phố", "Huế", "Chủ tịch UBND Thành phố Huế"),
        ("Bí thư Tỉnh ủy", "Nam Định", "Bí thư Tỉnh ủy, Nam Định"),
        ("Bộ trưởng Bộ Công Thương", None, "Bộ trưởng Bộ Công Thương"),
    ],
)
def test_an_office_names_its_province_once(title: str, province: str | None, written: str) -> None:
    assert titled(title, province) == written
