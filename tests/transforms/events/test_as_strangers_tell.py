"""Ways of telling that texts by strangers brought: roles said together, regions that meet, who is only to be asked."""

import pytest

from records.article import Article
from transforms.events.reading import Reading


@pytest.fixture(scope="module")
def events(found_on):
    return found_on("2023-08-20")


LEAD = "Ngày 18/8, tại TP Vinh, UBND tỉnh Nghệ An và UBND tỉnh Hà Tĩnh tổ chức Hội nghị sơ kết chương trình hợp tác."


@pytest.fixture(scope="module")
def roles(events):
    return lambda body: {official.name: official.role for official in events(LEAD, body)[0].officials}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "Hội nghị do ông Lê Văn Bảo, Giám đốc Sở Công Thương Nghệ An và bà Đặng Thị Hoa, Giám đốc Sở Công Thương Hà "
            "Tĩnh đồng chủ trì.",
            {"Lê Văn Bảo": "chaired", "Đặng Thị Hoa": "chaired"},
        ),
        (
            "Thay mặt hai sở, ông Lê Văn Bảo, Giám đốc Sở Y tế Nghệ An và ông Phan Văn Tú, Giám đốc Sở Y tế Hà Tĩnh ký kết "
            "chương trình.",
            {"Lê Văn Bảo": "signed", "Phan Văn Tú": "signed"},
        ),
        (
            "Bà Đặng Thị Hoa, Phó Chủ tịch UBND tỉnh Hà Tĩnh phát biểu chào mừng và trực tiếp điều hành hội nghị.",
            {"Đặng Thị Hoa": "chaired"},
        ),
        (
            "Đoàn Hà Tĩnh do ông Phan Văn Tú, Phó Chủ tịch UBND tỉnh dẫn đầu. Cuối hội nghị, hai trưởng đoàn ký biên bản hợp "
            "tác mới.",
            {"Phan Văn Tú": "signed"},
        ),
    ],
)
def test_what_is_said_of_several(roles, body, wanted):
    assert roles(body) == wanted


def test_a_shared_post_and_provinces_in_brackets(events):
    event = events(
        LEAD, "Hai giám đốc sở là ông Lê Văn Bảo (Nghệ An) và bà Đặng Thị Hoa (Hà Tĩnh) ký biên bản hợp tác mới."
    )[0]
    assert {(o.name, o.province) for o in event.officials} == {("Lê Văn Bảo", "Nghệ An"), ("Đặng Thị Hoa", "Hà Tĩnh")}


@pytest.mark.parametrize("when", ["Dịp này, các tỉnh đã", "Cuối hội nghị, hai bên", "Cuối buổi, lãnh đạo hai sở"])
def test_what_is_added_to_an_agreement_is_signed(events, when):
    assert events(LEAD, f"{when} ký Phụ lục điều chỉnh năm nhóm nhiệm vụ.")[0].signed


def test_who_is_still_to_be_asked_is_no_party(events):
    body = "Phía Hà Tĩnh thống nhất, đồng thời đề xuất mời thêm tỉnh Quảng Bình tham gia từ năm sau."
    assert set(events(LEAD, body)[0].partners) == {"Nghệ An", "Hà Tĩnh"}


def test_the_council_of_a_region_stands_for_it(events):
    event = events(
        "Ngày 18/8, tại TP Buôn Ma Thuột, Phó Thủ tướng chủ trì Hội nghị Hội đồng điều phối vùng Tây Nguyên lần thứ nhất.",
        "Dự hội nghị có lãnh đạo 5 tỉnh trong vùng. Chủ tịch UBND tỉnh Gia Lai Rơ Châm Hà phát biểu.",
    )[0]
    assert [(region.name, region.count) for region in event.partner_regions] == [("Tây Nguyên", 5)]
    assert event.partners == ()


def test_provinces_that_meet_by_turns(events):
    lead = "Hội nghị giao ban Ban Nội chính Tỉnh ủy tỉnh Bắc Kạn, tỉnh Cao Bằng và tỉnh Lạng Sơn diễn ra ngày 17/8 tại TP Bắc Kạn."
    assert set(events(lead)[0].partners) == {"Bắc Kạn", "Cao Bằng", "Lạng Sơn"}


@pytest.mark.parametrize("office", ["trụ sở Huyện ủy", "UBND huyện Kỳ Sơn"])
def test_a_leader_goes_to_work_at_a_district(events, office):
    lead = f"Ngày 17/8, đồng chí Lê Văn Bảo, Chủ tịch UBND tỉnh Nghệ An đã lên huyện Kỳ Sơn, làm việc tại {office} về ngân sách."
    event = events(lead)[0]
    assert (event.type, event.month_day, event.place_province) == ("working-session", "08-17", "Nghệ An")


def test_a_screen_of_a_conference_is_of_its_province(events):
    event = events(
        "Chiều 17/8, Bộ Tài chính tổ chức Hội nghị trực tuyến toàn quốc. Hội nghị được kết nối từ điểm cầu chính tại Hà Nội.",
        "Tại điểm cầu Vĩnh Long, dự hội nghị có ông Đặng Văn Thắng, Phó Chủ tịch UBND tỉnh.",
    )[0]
    assert event.place_province == "Hà Nội"
    assert [official.province for official in event.officials] == ["Vĩnh Long"]


@pytest.mark.parametrize("year", ["Mùa xuân năm 1960, giữa lúc chiến tranh,", "Cuối năm 1998,", "Đầu mùa hè năm 1972,"])
def test_old_days_are_no_event(events, year):
    lead = f"{year} hai tỉnh Thanh Hóa và Quảng Nam đã tổ chức lễ kết nghĩa tại trụ sở UBND tỉnh Thanh Hóa."
    assert events(lead, "Đại biểu dự lễ vẫn nhớ buổi mít tinh. Tại lễ kết nghĩa, hai bên hứa giúp nhau.") == ()


@pytest.mark.parametrize("credit", ["", " Ảnh: Lê Sen - TTXVN "])
def test_the_opening_is_the_beginning_of_what_is_told(credit):
    body = f"Một câu.{credit} Hai câu.\n\nBa câu TP. Vinh; \nBốn câu… Năm câu."
    reading = Reading(Article(article_id="a", url="", source_id="s", title="", lead="", body=body))
    opening = reading.opening(3)
    assert opening == reading.told[:3]
    assert all(one is other for one, other in zip(opening, reading.told, strict=False))
    assert len(reading.body) > len(opening)
