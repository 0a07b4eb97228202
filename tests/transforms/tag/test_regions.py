"""Regions named, normalised; and the regions of the provinces named, by vintage."""

import pytest


def _named(tagged):
    return [region.name for region in tagged.regions if region.role == "named"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("13 tỉnh ĐBSCL", ["Đồng bằng sông Cửu Long"]),
        ("các tỉnh Nam Trung bộ và Tây nguyên", ["Nam Trung Bộ", "Tây Nguyên"]),
        ("vùng kinh tế trọng điểm Bắc bộ", ["vùng kinh tế trọng điểm Bắc Bộ"]),
        ("các tỉnh trung du miền núi Bắc bộ", ["Trung du và miền núi phía Bắc"]),
        ("giao tranh ở miền Nam Mindanao", []),
        ("miền Bắc Phần Lan", []),
        ("miền Nam Việt Nam", ["miền Nam"]),
        ("các tỉnh miền Tây", ["Đồng bằng sông Cửu Long"]),
        ("vùng Tây Nam bộ", ["Đồng bằng sông Cửu Long"]),
        ("vùng Đồng bằng Sông Hồng", ["Đồng bằng sông Hồng"]),
        ("vùng Trung du miền núi phía Bắc", ["Trung du và miền núi phía Bắc"]),
        ("vùng Trung du - miền núi Bắc Bộ", ["Trung du và miền núi phía Bắc"]),
        ("các tỉnh Bắc Trung bộ và duyên hải miền Trung", ["Bắc Trung Bộ", "duyên hải miền Trung"]),
        ("vùng kinh tế trọng điểm phía Nam", ["vùng kinh tế trọng điểm phía Nam"]),
        ("khu vực miền Trung - Tây Nguyên", ["miền Trung", "Tây Nguyên"]),
        ("Tứ giác Long Xuyên", ["Tứ giác Long Xuyên"]),
        ("với các tỉnh, thành phố duyên hải miền Trung", ["duyên hải miền Trung"]),
        ("nhà số 5 đường phố miền Trung", []),
        ("Liên hiệp Thư viện miền Đông Nam Bộ", ["Đông Nam Bộ"]),
        ("Viện Quy hoạch miền Nam", []),
        ("Vụ việc đang được điều tra.\nTây Nguyên", []),
        ("miền Tây Nam Trung Quốc", []),
        ("cac tinh Dong bang song Cuu Long", ["Đồng bằng sông Cửu Long"]),
        ("các tỉnh phía Tây Bắc Bộ", ["Tây Bắc"]),
        ("miền Bắc nước ta", ["miền Bắc"]),
        ("ở miền Nam Thái Lan", []),
        ("gió Đông Bắc cấp 5", []),
        ("khu vực Đông Bắc Á", []),
        ("các tỉnh Bắc và Nam Trung bộ", ["Bắc Trung Bộ", "Nam Trung Bộ"]),
        ("sở công thương các tỉnh Đông và Tây Nam Bộ", ["Đông Nam Bộ", "Đồng bằng sông Cửu Long"]),
        ("cả ba miền Bắc - Trung - Nam", ["miền Bắc", "miền Trung", "miền Nam"]),
        ("các tỉnh miền Đông, miền Trung", ["Đông Nam Bộ", "miền Trung"]),
        ("vùng TD-MNPB", ["Trung du và miền núi phía Bắc"]),
        ("các tỉnh trung du, miền núi phía bắc", ["Trung du và miền núi phía Bắc"]),
        ("miền núi phía bắc Thái Lan", []),
        ("phía Tây Bắc thành phố", []),
        ("Nông dân miền Tây Bắc Giang", []),
        ("vùng Đông Bắc Giang", []),
        ("miền tây nước Mỹ", []),
        ("Viện Quy hoạch thủy lợi Miền Nam", []),
        ("vịnh Bắc Bộ", []),
    ],
)
def test_regions_named(tagger, article, text, names):
    assert _named(tagger.tag(article(text))) == names


@pytest.mark.parametrize(
    ("on", "names"),
    [("2024-01-01", ["Nam Trung Bộ", "Tây Nguyên"]), ("2026-01-01", ["Duyên hải Nam Trung Bộ và Tây Nguyên"])],
)
def test_a_region_of_today_is_read_as_its_parts_before(tagger, article, on, names):
    assert _named(tagger.tag(article("vùng duyên hải Nam Trung Bộ và Tây Nguyên", on=on))) == names


@pytest.mark.parametrize(
    ("on", "region"),
    [("2024-01-01", "Bắc Trung Bộ và Duyên hải miền Trung"), ("2026-01-01", "Bắc Trung Bộ")],
)
def test_a_provinces_region_is_of_the_articles_date(tagger, article, on, region):
    tagged = tagger.tag(article("UBND tỉnh Nghệ An họp.", on=on))
    assert [(r.name, r.role) for r in tagged.regions] == [(region, "province")]
    assert tagged.regions[0].evidence[0].text == "Nghệ An"


def test_a_region_named_brings_no_province(tagger, article):
    assert tagger.tag(article("13 tỉnh vùng ĐBSCL")).provinces == ()
