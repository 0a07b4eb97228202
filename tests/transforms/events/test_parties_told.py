"""Parties that are named one by one, met as a region, only a place, or of another day; what is opened, and by whom it is told."""

from datetime import datetime

import pytest

from records.article import Article
from transforms.tag import load_tagger


def article(lead, body="", title=""):
    at = datetime.fromisoformat("2024-06-10T08:00:00+07:00")
    return Article(article_id="a", url="", source_id="s", title=title, lead=lead, body=body, published_at=at)


@pytest.fixture(scope="module")
def event(finder):
    return lambda lead, body="", title="": next(iter(finder.find(article(lead, body, title))), None)


@pytest.mark.parametrize("paper", ["hợp đồng", "cam kết", "thỏa thuận", "quy chế phối hợp", "giao ước"])
def test_offices_named_one_by_one_sign(event, paper):
    signed = f"ký {paper} tiêu thụ nông sản."
    lead = "Ngày 9/6, tại TP Vinh, Sở Công Thương Nghệ An, Sở Công Thương Hà Tĩnh và Sở Công Thương Quảng Bình "
    found = event(lead + signed)
    assert found.type == "signing"
    assert set(found.partners) == {"Nghệ An", "Hà Tĩnh", "Quảng Bình"}
    found = event(
        "Ngày 9/6, tại TP Vinh, Sở Công Thương Nghệ An tổ chức hội nghị kết nối cung cầu.",
        "Tại hội nghị, Sở Công Thương Hà Tĩnh, Sở Công Thương Quảng Bình và Sở Công Thương Thanh Hóa đã " + signed,
    )
    assert set(found.partners) == {"Nghệ An", "Hà Tĩnh", "Quảng Bình", "Thanh Hóa"}


def test_companies_contract_is_no_event(event):
    assert event("Ngày 9/6, Công ty Hoa Sen và Tập đoàn Mặt Trời ký hợp đồng mua bán xe.") is None


@pytest.mark.parametrize(
    "lead",
    [
        "Ngày 9/6, tại TP Đà Nẵng diễn ra Hội nghị hợp tác kinh tế Việt Nam - Lào lần thứ năm.",
        "Ngày 9/6, tại Quảng Ninh, Bộ Công Thương tổ chức Hội nghị hợp tác ASEAN về năng lượng.",
    ],
)
def test_where_countries_cooperate_a_province_is_the_place(event, lead):
    found = event(lead, "Phó Chủ tịch UBND tỉnh Lê Trung Hòa phát biểu chào mừng.")
    assert found.partners == ()
    assert found.place_province in ("Đà Nẵng", "Quảng Ninh")


def test_two_countries_provinces_hold_it_together(event):
    found = event(
        "Ngày 9/6, UBND TP Đà Nẵng và tỉnh Savannakhet (Lào) tổ chức hội nghị hợp tác thương mại Việt Nam - Lào."
    )
    assert found.partners == ("Đà Nẵng",)


def test_of_several_days_the_first(event):
    found = event(
        "Sau hai ngày rưỡi làm việc, sáng 9/6, kỳ họp thứ sáu, HĐND tỉnh Phú Thọ đã bế mạc.",
        "Kỳ họp khai mạc ngày 7/6 tại TP Việt Trì. Các đại biểu đã xem xét 21 báo cáo.",
    )
    assert (found.type, found.month_day) == ("assembly-session", "06-07")


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        (
            "Chiều 9/6, kết thúc chuyến kiểm tra thực tế, Phó Thủ tướng làm việc với UBND tỉnh Kiên Giang.",
            "Dự án đê biển bắt đầu từ ngày 3/2/2023, kéo dài hai năm.",
        ),
        (
            "Sáng 9/6, Sở GD-ĐT tỉnh Hòa Bình tổ chức hội nghị tổng kết, khép lại một năm học nhiều khó khăn.",
            "Năm học bắt đầu từ ngày 5/9/2022 với 200.000 học sinh. Hội nghị lần trước diễn ra ngày 1/6.",
        ),
        (
            "Tối 9/6, tại TP Huế, UBND tỉnh Thừa Thiên Huế tổ chức lễ bế mạc Festival Huế.",
            "Triển lãm ảnh khai mạc ngày 1/3/2023 vẫn mở cửa.",
        ),
    ],
)
def test_another_thing_that_began_gives_no_day(event, lead, body):
    assert event(lead, body).month_day == "06-09"


def test_a_region_met_by_a_province_stands_beside_its_provinces(event):
    found = event(
        "Ngày 9/6, tại TP Hòa Bình, UBND tỉnh Hòa Bình tổ chức Hội nghị tổng kết hợp tác du lịch giữa TP.HCM và 8 tỉnh Tây Bắc.",
        "Tám tỉnh gồm Hòa Bình, Sơn La, Điện Biên, Lai Châu, Lào Cai, Yên Bái, Phú Thọ và Hà Giang.",
    )
    assert [(region.name, region.count) for region in found.partner_regions] == [("Tây Bắc", 8)]
    assert len(found.partners) == 9


def test_a_region_that_describes_its_provinces_is_no_party(event):
    found = event(
        "Ngày 9/6, tại TP Vinh, lãnh đạo ba tỉnh Nghệ An, Hà Tĩnh, Quảng Bình gặp mặt bàn kết nối giao thông khu vực Bắc Trung Bộ.",
        title="Ba tỉnh Bắc Trung Bộ bàn kết nối giao thông",
    )
    assert found.partner_regions == ()


def test_a_region_beside_a_dash_is_met(event):
    found = event("Sáng 9/6, tại TP Long Xuyên khai mạc Diễn đàn kết nối kinh tế TP.HCM - Đồng bằng sông Cửu Long.")
    assert [(region.name, region.count) for region in found.partner_regions] == [("Đồng bằng sông Cửu Long", None)]


def test_a_council_counts_its_provinces_in_words(event):
    found = event(
        "Hội nghị của Hội đồng điều phối vùng Tây Nguyên với năm tỉnh trong vùng đã diễn ra ngày 9/6 tại TP Đà Lạt."
    )
    assert [(region.name, region.count) for region in found.partner_regions] == [("Tây Nguyên", 5)]


def test_earlier_parties_are_not_there(event):
    found = event(
        "Tối 9/6, tại TP Huế, ngành du lịch Quảng Trị, Thừa Thiên Huế và Đà Nẵng ký kết kế hoạch liên kết.",
        "Trước đó, Thừa Thiên Huế, Đà Nẵng và Quảng Nam cũng có thỏa thuận liên kết ký từ năm 2006.",
    )
    assert set(found.partners) == {"Quảng Trị", "Thừa Thiên Huế", "Đà Nẵng"}


def test_an_agreement_carried_on_makes_partners(event):
    found = event(
        "Ngày 9/6, đoàn công tác Trường Đại học Cần Thơ đến làm việc với UBND tỉnh Bạc Liêu tại TP Bạc Liêu.",
        "Hai bên rà soát việc thực hiện Thỏa thuận hợp tác ký ngày 3/7/2019.",
    )
    assert found.partners == ("Bạc Liêu",)


def test_a_ceremony_held_together(event):
    lead = "Sáng 9/6, UBND hai tỉnh Bắc Ninh và Hải Dương phối hợp tổ chức lễ thông xe cầu Đồng Việt 2."
    assert set(event(lead).partners) == {"Bắc Ninh", "Hải Dương"}


def test_the_lead_says_who_and_the_body_when(event):
    found = event(
        "Sở Y tế Hậu Giang, Sở Y tế Sóc Trăng vừa tổ chức hội nghị sơ kết Quy chế phối hợp số 118/QCPH-SYT ngày 4/5/2021.",
        "Hội nghị diễn ra ngày 7/6 tại TP Vị Thanh.",
    )
    assert (found.month_day, found.place_province) == ("06-07", "Hậu Giang")
    assert set(found.partners) == {"Hậu Giang", "Sóc Trăng"}


@pytest.mark.parametrize(
    ("lead", "province"),
    [
        (
            "Sáng 9/6, tại TP Vinh, Trung tâm Xúc tiến đầu tư Nghệ An ra mắt với sự tham dự của lãnh đạo tỉnh.",
            "Nghệ An",
        ),
        ("Sáng 9/6, Trung tâm Phục vụ hành chính công tỉnh Nghệ An đã được khai trương tại TP Vinh.", "Nghệ An"),
        ("Bệnh viện Sản Nhi tỉnh Hà Tĩnh vừa được khánh thành ngày 8/6, với 300 giường bệnh.", "Hà Tĩnh"),
        (
            "Ngày 8/6, Trung tâm hành chính công Đồng Nai, thuộc UBND tỉnh Đồng Nai, có địa chỉ tại TP Biên Hòa chính thức đi "
            "vào hoạt động.",
            "Đồng Nai",
        ),
        ("Ngày 8/6, Trung tâm điều hành thông minh TP Huế chính thức đi vào hoạt động.", "Thừa Thiên Huế"),
    ],
)
def test_what_is_opened(event, lead, province):
    found = event(lead, "Dự lễ có lãnh đạo UBND tỉnh.")
    assert (found.type, found.place_province) == ("ceremony", province)


@pytest.mark.parametrize(
    "lead",
    [
        "Nhà máy được khánh thành ngày 3/5/2019 và hiện có 300 công nhân.",
        "Từ khi đường tránh được thông xe ngày 2/3, xe tải không còn qua phố.",
        "Ngày 9/6, bộ phim mới của đạo diễn Trần Văn Ba ra mắt khán giả TP.HCM.",
        "Tuyến đường dự kiến được khánh thành ngày 2/9 tới.",
        "Rạng sáng 9/6, chợ huyện được đưa vào sử dụng chưa đầy một năm bốc cháy, thiệt hại hàng tỷ đồng.",
        "Chiều 9/6, một xe khách lao xuống vực trên tuyến đường tránh được khánh thành hồi đầu năm, 3 người bị thương.",
        "Chiều 9/6, một xe khách lao xuống vực trên tuyến đường tránh được khánh thành ngày 2/3.",
        "Chiều 9/6, tân binh chính thức ra mắt đội bóng Hải Phòng, tuyến tiền vệ bắt đầu hoạt động trơn tru.",
        "Sáng 9/6, bệnh viện tỉnh quá tải, hội bắt đầu hoạt động lại bếp ăn từ thiện.",
        "Sáng 9/6, cháy tại khu nhà xưởng được khởi công đầu năm nay ở Bình Dương, không có thương vong.",
        "UBND tỉnh Cà Mau vừa ban hành Kế hoạch triển khai Chương trình hợp tác với TP Cần Thơ, được ký kết ngày 28/11/2023.",
    ],
)
def test_no_event(event, lead):
    assert event(lead) is None


@pytest.mark.parametrize("how", ["chủ trì và phát biểu tại", "đã tham dự và phát biểu tại", "dự, chỉ đạo tại"])
def test_whoever_speaks_at_it_was_at_it(event, how):
    lead = f"Sáng 9/6, tại TP Vinh, Chủ tịch UBND tỉnh Nghệ An Nguyễn Văn Ba {how} Hội nghị đối thoại với doanh nghiệp."
    found = event(lead, "Ông nhấn mạnh cải cách là việc cấp bách.", "“Không để doanh nghiệp đợi thủ tục”")
    assert (found.type, found.month_day, found.place_province) == ("conference", "06-09", "Nghệ An")


def test_a_date_before_the_verb_is_no_number(event):
    lead = "Sở Tư pháp Kiên Giang và Sở Tư pháp An Giang sáng 9/6 họp đánh giá kết quả tại TP Rạch Giá."
    assert event(lead).type == "working-session"


def test_two_names_in_capitals_are_no_dateline(event):
    found = event("NGHỆ AN - THANH HÓA: Chiều 9/6, Hiệp hội Du lịch tổ chức hội thảo liên kết du lịch.")
    assert found.place_province is None


def test_what_was_opened_before_is_no_event(event):
    lead = "Chiều 9/6, một xe khách lao xuống vực, khiến 3 người bị thương."
    assert event(lead, "Tuyến đường được thông xe ngày 3/2 vừa qua.") is None


def test_a_dateline_in_capitals_is_where_it_was(event):
    lead = "HÀ NỘI - Chiều 9/6, tại Phủ Chủ tịch, Chủ tịch nước Võ Văn Lâm tiếp ngài Kuroiwa Taro, Thống đốc tỉnh Kanagawa."
    assert event(lead).place_province == "Hà Nội"


def test_a_province_by_name_that_is_none_of_ours(event):
    found = event(
        "Ngày 9/6, tại TP Điện Biên Phủ, Bộ Chỉ huy BĐBP tỉnh Điện Biên và tỉnh Phongsaly (Lào) hội đàm.",
        "Thượng tá Bunma Sivilay, Phó Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh Phongsaly đồng chủ trì hội đàm.",
    )
    assert [(o.name, o.province) for o in found.officials] == [("Bunma Sivilay", None)]


@pytest.mark.parametrize(
    ("words", "regions"),
    [
        ("các tỉnh miền Đông Nam Bộ", ["Đông Nam Bộ"]),
        ("miền Bắc Trung Bộ", ["Bắc Trung Bộ"]),
        ("miền Tây Bắc", ["Tây Bắc"]),
        ("miền Tây Nam Bộ", ["Đồng bằng sông Cửu Long"]),
        ("miền Trung Bộ", ["Trung Bộ"]),
        ("các tỉnh Đông - Tây Nam Bộ", ["Đông Nam Bộ", "Đồng bằng sông Cửu Long"]),
        ("miền Tây", ["Đồng bằng sông Cửu Long"]),
        ("miền Bắc", ["miền Bắc"]),
    ],
)
def test_the_longest_name_behind_mien_is_the_region(words, regions):
    tags = load_tagger().tag(article(f"Mưa lớn kéo dài ở {words} trong ba ngày qua.")).regions
    assert [tag.name for tag in tags if tag.role == "named"] == regions
