"""What texts read for the first time taught: who is a party beside a region, what kind of meeting, what only looks like one."""

import pytest

from records.tag import ProvinceTag

NGHE_AN = ProvinceTag(
    id="63:40", name="Nghệ An", today_id="34:40", today_name="Nghệ An", role="source", roles=("source",)
)


@pytest.fixture(scope="module")
def find(found_on):
    return found_on("2023-06-10", body="Các bên trao đổi nhiều nội dung.")


def parties(event):
    return set(event.partners), {(region.name, region.count) for region in event.partner_regions}


@pytest.mark.parametrize(
    ("lead", "body", "wanted"),
    [
        (  # those of a region meet those of a province
            "Sáng 8/6, UBND TP Cần Thơ tổ chức Hội nghị kết nối giao thương giữa doanh nghiệp Cần Thơ và doanh nghiệp vùng Đông "
            "Nam Bộ.",
            "Hội nghị có 200 đại biểu.",
            ({"Cần Thơ"}, {("Đông Nam Bộ", None)}),
        ),
        (  # regions that the name links, whose provinces came
            "Ngày 8/6, tại TP Nha Trang, UBND tỉnh Khánh Hòa tổ chức Diễn đàn liên kết vùng duyên hải Nam Trung Bộ và Tây Nguyên.",
            "Dự diễn đàn có lãnh đạo các tỉnh trong hai vùng.",
            ({"Khánh Hòa"}, {("Nam Trung Bộ", None), ("Tây Nguyên", None)}),
        ),
        (  # … and the same where nobody is said to have come
            "Ngày 8/6, tại TP Nha Trang, UBND tỉnh Khánh Hòa tổ chức Diễn đàn phát triển vùng duyên hải Nam Trung Bộ.",
            "Các chuyên gia trình bày tám tham luận.",
            (set(), set()),
        ),
        (  # the one told apart from the rest of its region
            "Ngày 8/6, đại diện 14 tỉnh Trung du và miền núi phía Bắc dự hội nghị tổng kết chương trình phối hợp giữa Thái Nguyên "
            "và các tỉnh trong vùng tại TP Thái Nguyên.",
            "Hội nghị bàn về chè.",
            ({"Thái Nguyên"}, {("Trung du và miền núi phía Bắc", 14)}),
        ),
        (  # a province itself holds it
            "Sáng 8/6, Hải Phòng là địa phương đăng cai hội nghị lần thứ hai của 11 tỉnh, thành phố đồng bằng sông Hồng về liên "
            "kết cảng biển.",
            "Hội nghị kéo dài một ngày.",
            ({"Hải Phòng"}, {("Đồng bằng sông Hồng", 11)}),
        ),
        (  # talk of a region
            "Tại hội thảo do Trường Đại học Nam Cần Thơ tổ chức ngày 8/6 ở TP Cần Thơ, nhiều chuyên gia cho rằng 13 tỉnh, thành "
            "miền Tây Nam Bộ cần liên kết.",
            "Ông Trần Văn Hiện Tâm, Phó Chủ tịch UBND TP Cần Thơ nói thành phố sẵn sàng.",
            (set(), set()),
        ),
        (  # who holds it is told in the sentence behind
            "Hội nghị giao thương giữa TP. Hà Nội và 12 tỉnh Trung du và miền núi phía Bắc diễn ra ngày 8/6 tại TP. Thái Nguyên.",
            "Do Sở Công Thương Hà Nội và Sở Công Thương tỉnh Thái Nguyên phối hợp tổ chức, hội nghị có 180 gian hàng.",
            ({"Hà Nội", "Thái Nguyên"}, {("Trung du và miền núi phía Bắc", 12)}),
        ),
        (  # where a project is to be done
            "Sáng 8/6, Bộ Tài nguyên và Môi trường và Cơ quan Hợp tác quốc tế Hàn Quốc tổ chức Hội thảo khởi động dự án giá đất.",
            "Dự án sẽ triển khai tại 3 tỉnh, thành gồm: Bắc Ninh, Đà Nẵng và Vĩnh Phúc.",
            (set(), set()),
        ),
    ],
)
def test_who_is_a_party(find, lead, body, wanted):
    assert parties(find(lead, body)[0]) == wanted


def test_a_row_of_provinces_is_no_region(find):
    event = find(
        "Ngày 8/6, ba tỉnh An Giang, Kiên Giang, Đồng Tháp thuộc vùng Đồng bằng sông Cửu Long ký chương trình hợp tác du lịch.",
        title="An Giang, Kiên Giang, Đồng Tháp - ba tỉnh Tây Nam Bộ ký hợp tác",
    )[0]
    assert parties(event) == ({"An Giang", "Kiên Giang", "Đồng Tháp"}, set())


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Tối 8/6, UBND tỉnh Tây Ninh tổ chức buổi gặp mặt, biểu dương 60 doanh nghiệp tiêu biểu.", "ceremony"),
        ("Sáng 8/6, UBND tỉnh Đồng Tháp tổ chức buổi gặp mặt doanh nghiệp năm 2023.", "conference"),
        ("Ngày 8/6, Sở Nông nghiệp Lâm Đồng khai mạc lớp tập huấn về canh tác hữu cơ cho 60 nông dân.", "conference"),
        ("Ngày 8/6, tại Hà Nội, Quốc hội khai mạc phiên họp thứ 12.", "working-session"),
        ("Ngày 8/6, đoàn HĐND TP Hà Nội có cuộc trao đổi kinh nghiệm với HĐND TP Hải Phòng.", "working-session"),
    ],
)
def test_what_kind_of_meeting(find, lead, kind):
    assert find(lead)[0].type == kind


@pytest.mark.parametrize(
    ("title", "lead", "body", "found"),
    [
        (
            "Khánh thành cầu Bến Thủy 3",
            "Cầu Bến Thủy 3 nối Nghệ An với Hà Tĩnh đã chính thức được đưa vào sử dụng.",
            "Cây cầu dài 900 m, rộng 16 m. Công trình được khánh thành ngày 8/6, sau ba năm thi công.",
            True,
        ),
        (
            "Mường Lát có trường mới",
            "Trường Tiểu học Trung Lý (Mường Lát, Thanh Hóa) có cơ sở mới khang trang.",
            "Ngôi trường được khánh thành ngày 8/6 với sự tham dự của lãnh đạo huyện.",
            True,
        ),
        (
            "Nước mắm Phan Thiết vào siêu thị",
            "Doanh nghiệp Bình Thuận tăng bán hàng.",
            "Siêu thị được khánh thành ngày 8/6 nay bán 200 loại nước mắm.",
            False,
        ),
        (
            "Hải Phòng dừng chọi trâu",
            "TP Hải Phòng có chỉ đạo về việc tạm dừng Lễ hội Chọi trâu Đồ Sơn năm 2017.",
            "Ngày 8/6, UBND thành phố thông báo như vậy.",
            False,
        ),
        (
            "Sáu năm sau một hội nghị nghìn tỷ",
            "Tháng 9/2018, hội trường chật kín. Tại hội nghị xúc tiến đầu tư hôm ấy, tỉnh ký bản ghi nhớ với 9 nhà đầu tư.",
            "Những tờ giấy ấy giờ ra sao?",
            False,
        ),
        (
            "Đà Nẵng triển khai thỏa thuận hợp tác với Quảng Nam",
            "UBND TP Đà Nẵng vừa ban hành Kế hoạch số 31/KH-UBND về thực hiện Bản ghi nhớ hợp tác với tỉnh Quảng Nam.",
            "Bản ghi nhớ nói trên được Ban Thường vụ hai đảng bộ ký kết tại Hội An ngày 5/1/2023, gồm 8 nhóm nội dung.",
            False,
        ),
        (  # a meeting abroad in the text of another piece of news from there
            "Đức nói sẽ bị cô lập",
            "Ngày 8/6, hội nghị thượng đỉnh G20 diễn ra tại Hamburg, Đức.",
            "Thủ tướng Đức trả lời báo chí.",
            False,
        ),
    ],
)
def test_what_is_an_event(find, title, lead, body, found):
    assert bool(find(lead, body, title)) is found


@pytest.mark.parametrize(
    "lead",
    [
        "Hội nghị Thượng đỉnh các nước BRICS khai mạc ngày 8/6 tại Johannesburg.",
        "Ngày 8/6, Hội nghị cấp cao ASEAN khai mạc tại Trung tâm Hội nghị quốc gia Gia-các-ta.",
    ],
)
def test_a_summit_abroad_is_not_in_the_portals_province(find, lead):
    event = find(lead, "Việt Nam cử đoàn tham dự.", "Hội nghị cấp cao khai mạc", source=(NGHE_AN,))[0]
    assert event.place_province is None


LEAD = "Ngày 8/6, tại TP Vinh, UBND tỉnh Nghệ An và UBND tỉnh Hà Tĩnh tổ chức Hội nghị sơ kết chương trình hợp tác."


@pytest.mark.parametrize(
    ("body", "signed", "past"),
    [
        (
            "Tại hội nghị, trước sự chứng kiến của lãnh đạo hai địa phương, Trung tâm Xúc tiến Thương mại và Đầu tư Nghệ An cùng "
            "Sở Kế hoạch và Đầu tư tỉnh Hà Tĩnh đã ký bản ghi nhớ hợp tác xúc tiến đầu tư giai đoạn 2023-2025.",
            True,
            [],
        ),
        (
            "Chương trình hợp tác giai đoạn 2024-2030 sẽ được trình HĐND hai tỉnh trong kỳ họp cuối năm, trước khi ký.",
            False,
            [],
        ),
        (
            "Hai tỉnh hợp tác từ lâu: năm 2011, hai tỉnh ký Chương trình hợp tác phát triển giao thông, sau được bổ sung.",
            False,
            ["2011"],
        ),
        (
            "Mối hợp tác này đã kéo dài từ năm 2012, khi hai địa phương ký Chương trình hợp tác thương mại.",
            False,
            ["2012"],
        ),
    ],
)
def test_what_was_signed_and_when(find, body, signed, past):
    event = find(LEAD, body)[0]
    assert event.signed is signed
    assert [reference.signed_on for reference in event.refers_to] == past


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "Phó Chủ tịch UBND tỉnh Nghệ An Lê Văn Bảo và Phó Chủ tịch UBND tỉnh Hà Tĩnh Phan Văn Tú điều hành phần thảo luận. Kết "
            "thúc hội nghị, hai ông ký phụ lục bổ sung quy chế.",
            {"Lê Văn Bảo": "signed", "Phan Văn Tú": "signed"},
        ),
        (
            "Bản ghi nhớ do Phó Chủ tịch UBND tỉnh Nghệ An Lê Văn Bảo và Phó Chủ tịch UBND tỉnh Hà Tĩnh Phan Văn Tú ký, có thời "
            "hạn 5 năm.",
            {"Lê Văn Bảo": "signed", "Phan Văn Tú": "signed"},
        ),
        (
            "Công văn do ông Lê Văn Bảo, Chánh Văn phòng UBND tỉnh Nghệ An ký nêu rõ việc này.",
            {"Lê Văn Bảo": "spoke"},
        ),
        (
            "Ông Lê Văn Bảo, Phó Chủ tịch UBND tỉnh Nghệ An, đơn vị trưởng nhóm năm 2023, nhìn nhận còn nhiều hạn chế.",
            {"Lê Văn Bảo": "spoke"},
        ),
        (
            "Đồng chí Lê Văn Bảo, Phó Chủ tịch UBND tỉnh Nghệ An thay mặt hai bên đặt bút ký chương trình mới.",
            {"Lê Văn Bảo": "signed"},
        ),
        (
            "Phó Chủ tịch UBND tỉnh Nghệ An Lê Văn Bảo đã giao Sở Y tế chủ trì rà soát.",
            {"Lê Văn Bảo": "spoke"},
        ),
    ],
)
def test_what_people_did(find, body, wanted):
    assert {official.name: official.role for official in find(LEAD, body)[0].officials} == wanted


def test_a_bare_name_is_told_in_full_elsewhere(find):
    event = find(
        "Đây là phát biểu của Thứ trưởng Bộ Y tế Lê Văn Bảo tại hội nghị “Một sức khỏe”, ngày 8/6.",
        "Hội nghị do Bộ Y tế phối hợp với Bộ Nông nghiệp tổ chức tại TP Vinh, tỉnh Nghệ An ngày 8/6.",
    )[0]
    assert event.name == "hội nghị “Một sức khỏe”"
