"""Provinces: spellings, what only looks like one, vintages, roles, evidence."""

from datetime import date

import msgspec
import pytest

from records.event import Event
from records.tag import Evidence
from transforms.gazetteer import load_gazetteer
from transforms.scan import Words
from transforms.tag import find_mentions


def _names(tagged):
    return {tag.name for tag in tagged.provinces}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UBND TP.HCM họp", "Hồ Chí Minh"),
        ("UBND TP. HCM họp", "Hồ Chí Minh"),
        ("UBND TPHCM họp", "Hồ Chí Minh"),
        ("UBND TP HCM họp", "Hồ Chí Minh"),
        ("tại Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("đến TP.Hồ Chí Minh dự", "Hồ Chí Minh"),
        ("UBND Hồ Chí Minh", "Hồ Chí Minh"),
        ("người Sài Gòn", "Hồ Chí Minh"),
        ("kẹt xe trên đường Sài Gòn", "Hồ Chí Minh"),
        ("tỉnh Thừa Thiên-Huế", "Thừa Thiên Huế"),
        ("tỉnh Thừa Thiên – Huế", "Thừa Thiên Huế"),
        ("đoàn TT-Huế", "Thừa Thiên Huế"),
        ("cố đô Huế", "Thừa Thiên Huế"),
        ("tỉnh BR-VT", "Bà Rịa - Vũng Tàu"),
        ("tỉnh Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("tỉnh Thanh Hoá", "Thanh Hóa"),
        ("tỉnh Khánh Hoà", "Khánh Hòa"),
        ("tỉnh Đăk Lăk", "Đắk Lắk"),
        ("TỈNH NGHỆ AN HỌP BÁO", "Nghệ An"),
        ("tinh Nghe An hop bao", "Nghệ An"),
        ("UBND tinh Thua Thien - Hue", "Thừa Thiên Huế"),
        ("People of Ho Chi Minh City", "Hồ Chí Minh"),
        ("họp ngày 7/2017Hà Nội", "Hà Nội"),
        ("cao tốc Hà Nội - Hải Phòng", "Hải Phòng"),
        ("Bộ trưởng Công an tỉnh Hòa Bình", "Hòa Bình"),
        ("HÒA BÌNH, SƠN LA, LAI CHÂU", "Hòa Bình"),
        ("các tỉnh: nghệ an, hà tĩnh", "Hà Tĩnh"),
    ],
)
def test_a_spelling_is_read(tagger, article, text, name):
    assert name in _names(tagger.tag(article(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Phó Thủ tướng Thường trực Chính phủ Trương Hòa Bình chủ trì",
        "APEC châu Á - Thái Bình Dương",
        "Chủ tịch Hồ Chí Minh",
        "Đoàn TNCS Hồ Chí Minh",
        "tư tưởng Hồ Chí Minh",
        "Học viện Chính trị quốc gia Hồ Chí Minh",
        "đường Hồ Chí Minh",
        "Lăng Chủ tịch Hồ Chí Minh",
        "chiến thắng Điện Biên Phủ",
        "đường Điện Biên Phủ",
        "Phó Thủ tướng Trương Hòa Bình",
        "bà Nguyễn Thị Hà Giang",
        "vì hòa bình thế giới",
        "GIẢI NOBEL HÒA BÌNH",
        "VÌ HÒA BÌNH",
        "thủy điện Hòa Bình",
        "tàu Hải Phòng cập cảng",
        "ở phường Hải Dương mới",
        "ngụ phường Vĩnh Phúc, quận Ba Đình",
        "lúc 9 giờ Hà Nội",
        "Đại học Thái Nguyên",
        "Công ty Cổ phần Đường Quảng Ngãi",
        "theo báo Hà Nội mới",
        "báo Pháp luật TP.HCM",
        "sông Đồng Nai",
        "tỉnh Hà Nam (Trung Quốc)",
        "Đồng Tháp Mười",
        "thành phố Vinh và Hội An",
        "Công trình hoàn thành.\n\nHà Nam",
        "Viện Hải dương học",
        "long an nghỉ",
    ],
)
def test_what_only_looks_like_a_province_is_none(tagger, article, text):
    assert _names(tagger.tag(article(f"Theo ghi nhận, {text}" if "\n" not in text else text))) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tại thị xã Phước Long", {"Bình Phước"}),
        ("Chủ tịch UBND TX. Phước Long", {"Bình Phước"}),
        ("tại huyện Phước Long", {"Bạc Liêu"}),
        ("tai thi xa Phuoc Long", {"Bình Phước"}),
        ("tại quận Hoàng Mai", {"Hà Nội"}),
        ("tại Thị xã Hoàng Mai", {"Nghệ An"}),
        ("tại huyện An Lão", set()),
        ("tại Phước Long", set()),
    ],
)
def test_a_town_of_two_provinces_is_told_by_the_word_before(text, names):
    words = {"body": Words(f"{text} hop" if text.isascii() else f"Lúc này, {text}, cán bộ họp.")}
    found = find_mentions(words, load_gazetteer(), load_gazetteer(folded=True))
    assert {mention.place.entry.of for mention in found} == names


def test_every_town_and_district_is_found_as_its_provinces():
    gazetteer = load_gazetteer()
    for name, towns in (*gazetteer.data.towns.items(), *gazetteer.data.districts.items()):
        for town in towns:
            found = [place.entry for place in gazetteer.find(Words(town))]
            # A province's or region's own name counts as that.
            assert [e.of for e in found] == [name] or found[0].kind != "town", town


def test_henan_in_the_text_makes_a_bare_ha_nam_foreign(tagger, article):
    text = "Chùa Thiếu Lâm ở Hà Nam đón khách."
    assert _names(tagger.tag(article(text))) == set()
    assert _names(tagger.tag(article(text + " UBND tỉnh Hà Nam mời đoàn."))) == {"Hà Nam"}


@pytest.mark.parametrize(
    ("on", "text", "units"),
    [
        ("2019-05-01", "tỉnh Bình Thuận", ("63:60", "34:68")),
        ("2026-05-01", "tỉnh Bình Thuận", ("63:60", "34:68")),
        ("2026-05-01", "tỉnh Lâm Đồng", ("34:68", "34:68")),
        ("2026-05-01", "tỉnh Lâm Đồng cũ", ("63:68", "34:68")),
        ("2025-06-30", "tỉnh Lâm Đồng", ("63:68", "34:68")),
        ("2025-07-01", "tỉnh Lâm Đồng", ("34:68", "34:68")),
        ("", "tỉnh Lâm Đồng", ("63:68", "34:68")),
        ("2019-05-01", "thành phố Huế", ("63:46", "34:46")),
        ("2026-05-01", "thành phố Huế", ("34:46", "34:46")),
        ("2026-05-01", "tỉnh Thừa Thiên Huế", ("63:46", "34:46")),
        ("2026-05-01", "phố cổ Hà Nội cũ", ("34:01", "34:01")),
    ],
)
def test_the_unit_is_of_the_articles_date(tagger, article, on, text, units):
    [tag] = tagger.tag(article(text, on=on)).provinces
    assert (tag.id, tag.today_id) == units


def test_the_subject_comes_first_and_a_venue_is_only_named(tagger, article):
    tagged = tagger.tag(
        article(
            "UBND tỉnh Nghệ An cho biết. Tỉnh Nghệ An sẽ giao các huyện.",
            title="Nghệ An công bố quy hoạch",
            lead="Sáng 5/6, tại Hà Nội, Bộ Xây dựng họp về quy hoạch tỉnh Nghệ An.",
        )
    )
    assert [(tag.name, tag.role) for tag in tagged.provinces] == [("Nghệ An", "about"), ("Hà Nội", "named")]


def test_the_ends_of_a_road_are_not_the_subject(tagger, article):
    tagged = tagger.tag(article(title="Cao tốc Hà Nội - Hải Phòng tăng phí"))
    assert {tag.role for tag in tagged.provinces} == {"named"}


def test_the_source_is_a_role_of_its_own(tagger, article):
    tagged = tagger.tag(article("Bệnh viện tiếp nhận bệnh nhân.", on="2019-01-01"), source_province="34:68")
    [tag] = tagged.provinces
    assert (tag.id, tag.role, tag.roles, tag.evidence[0].field) == ("63:68", "source", ("source",), "source")


def test_an_event_adds_the_role_place(tagger, article):
    proof = Evidence(field="body", start=4, end=8, text="Vinh", fact="place")
    event = Event(type="conference", starts_on=date(2019, 1, 1), place_province="Nghệ An", evidence=(proof,))
    tagged = msgspec.structs.replace(tagger.tag(article("Tại Vinh, tỉnh Hà Tĩnh báo cáo.")), events=(event,))
    placed = tagger.place(tagged).provinces
    assert [(tag.name, "place" in tag.roles) for tag in placed] == [("Hà Tĩnh", False), ("Nghệ An", True)]
    assert placed[1].evidence == (proof,)


def test_the_parties_of_an_event_are_what_an_article_is_about(tagger, article):
    event = Event(type="signing", partners=("Long An", "Đồng Nai"))
    text = "Đoàn Hà Nội, Long An, Đồng Nai và doanh nghiệp Hà Nội thăm bang Virginia."
    tagged = msgspec.structs.replace(tagger.tag(article(text)), events=(event,))
    about = [tag.name for tag in tagger.place(tagged).provinces if tag.role == "about"]
    assert {"Long An", "Đồng Nai"} <= set(about)
    assert all("named" in tag.roles for tag in tagger.place(tagged).provinces)


def test_one_party_does_not_change_what_an_article_is_about(tagger, article):
    text = "Đoàn Hà Nội, Long An, Đồng Nai và doanh nghiệp Hà Nội thăm bang Virginia."
    tagged = msgspec.structs.replace(tagger.tag(article(text)), events=(Event(type="signing", partners=("Long An",)),))
    assert [tag.role for tag in tagger.place(tagged).provinces] == [tag.role for tag in tagged.provinces]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Ngày 29/6, tại thành phố Cần Thơ, Ban Chỉ đạo Tây Nam Bộ tổ chức hội nghị sơ kết.", []),
        ("Sáng 7/7, tại TP Đà Lạt (Lâm Đồng), Bộ Nông nghiệp tổ chức Hội nghị sơ kết thi hành luật.", []),
        ("Tại TP Đà Lạt (Lâm Đồng), Bộ Nông nghiệp tổ chức Hội nghị sơ kết thi hành luật.", []),
        ("Ngày 29/6, tại thành phố Cần Thơ, UBND thành phố Cần Thơ tổ chức hội nghị sơ kết.", ["Cần Thơ"]),
    ],
)
def test_where_a_ministry_meets_is_not_what_it_is_about(tagger, article, text, about):
    assert [tag.name for tag in tagger.tag(article(text)).provinces if tag.role == "about"] == about


def test_who_speaks_at_a_meeting_is_no_town_of_it(tagger, article):
    text = "Phát biểu tại hội nghị, Hà Nội cam kết tiêu thụ 5.000 tấn nhãn của Sơn La."
    assert [tag.name for tag in tagger.tag(article(lead=text)).provinces if tag.role == "about"] == ["Hà Nội"]


def test_evidence_keeps_the_words_of_every_field(tagger, article):
    tagged = tagger.tag(article("Tỉnh Hà Tĩnh họp.", title="TP. HCM họp", captions=("Ảnh", "Lãnh đạo Cần Thơ")))
    found = {tag.name: (tag.evidence[0].field, tag.evidence[0].text) for tag in tagged.provinces}
    assert found == {
        "Hồ Chí Minh": ("title", "TP. HCM"),
        "Hà Tĩnh": ("body", "Hà Tĩnh"),
        "Cần Thơ": ("captions", "Cần Thơ"),
    }


def test_evidence_is_capped_and_the_first_is_kept(tagger, article):
    [tag] = tagger.tag(article("Tỉnh Hà Tĩnh. " * 40)).provinces
    assert len(tag.evidence) == 8
    assert tag.evidence[0].start == 5
