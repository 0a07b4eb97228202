"""What a second reading taught: who signs there and what is only recalled, bare provinces, venues of ours, what is opened."""

import pytest

LEAD = "Sáng 5/6, tại TP Bắc Kạn, UBND tỉnh Bắc Kạn tổ chức hội nghị bàn hợp tác với tỉnh Cao Bằng."
CHAIRS = (
    "Chủ tịch UBND tỉnh Cao Bằng Hoàng Xuân Lâm và Chủ tịch UBND tỉnh Bắc Kạn Nguyễn Đăng Khoa đồng chủ trì hội nghị. "
)


@pytest.fixture(scope="module")
def find(found_on):
    return found_on("2024-06-06", body="Các bên trao đổi nhiều nội dung.", title="Tin tỉnh")


def roles(event):
    return {official.name: official.role for official in event.officials}


@pytest.mark.parametrize(
    ("body", "role", "signed"),
    [
        ("Kết thúc hội nghị, hai ông ký quy chế phối hợp mới.", "signed", True),
        ("Hai ông ký quy chế phối hợp.", "signed", True),
        ("Trước đó, năm 2021, hai ông ký quy chế phối hợp.", "chaired", False),
        ("Năm 2021, hai ông ký quy chế phối hợp.", "chaired", False),
        ("Hai ông ký tặng sách cho thư viện.", "chaired", False),
        ("Hai ông sẽ ký quy chế phối hợp vào tháng tới.", "chaired", False),
    ],
)
def test_the_two_sign_an_agreement_there(find, body, role, signed):
    event = find(LEAD, CHAIRS + body)[0]
    assert roles(event) == {"Hoàng Xuân Lâm": role, "Nguyễn Đăng Khoa": role}
    assert event.signed is signed


@pytest.mark.parametrize(
    "body",
    [
        "Bản ghi nhớ do ông Hoàng Xuân Lâm, Chủ tịch UBND tỉnh Cao Bằng và ông Nguyễn Đăng Khoa, Chủ tịch UBND tỉnh Bắc Kạn ký.",
        "Bản ghi nhớ do Chủ tịch UBND tỉnh Cao Bằng Hoàng Xuân Lâm và Chủ tịch UBND tỉnh Bắc Kạn Nguyễn Đăng Khoa ký.",
    ],
)
def test_who_signs_is_told_behind_titles(find, body):
    event = find("Sáng 5/6, tại TP Bắc Kạn, tỉnh Cao Bằng và tỉnh Bắc Kạn ký kết hợp tác.", body)[0]
    assert roles(event) == {"Hoàng Xuân Lâm": "signed", "Nguyễn Đăng Khoa": "signed"}


@pytest.mark.parametrize(
    ("body", "signed", "past"),
    [
        (
            "Tại hội nghị, Giám đốc Sở Du lịch điểm lại việc tỉnh Cao Bằng và TP Hà Nội đã ký thỏa thuận hợp tác du lịch.",
            False,
            [None],
        ),
        (
            "Chiều cùng ngày, đoàn thăm khu công nghiệp, nơi Tập đoàn Vĩnh An và UBND tỉnh đã ký thỏa thuận hợp tác từ 2021.",
            False,
            ["2021"],
        ),
        ("Sau khi điểm lại kết quả 5 năm, hai bên đã ký kết biên bản hợp tác giai đoạn 2024-2028.", True, []),
        ("Thay mặt hai tỉnh, Chủ tịch UBND tỉnh Hoàng Xuân Lâm ký biên bản hợp tác.", True, []),
    ],
)
def test_what_is_recalled_was_not_signed_there(find, body, signed, past):
    event = find(LEAD, body)[0]
    assert event.signed is signed
    assert [reference.signed_on for reference in event.refers_to] == past
    assert set(event.partners) == {"Cao Bằng", "Bắc Kạn"}


def test_a_bare_province_is_no_agency(find):
    event = find("Sáng 5/6, Hải Phòng đăng cai hội nghị giao thương với tỉnh Quảng Ninh và tỉnh Hải Dương.")[0]
    assert (event.hosts, event.other_partners) == (("Hải Phòng",), ())
    assert set(event.partners) == {"Hải Phòng", "Quảng Ninh", "Hải Dương"}


def test_a_bare_province_holds_it_with_another(find):
    event = find("Ngày 5/6, Đồng Tháp phối hợp với TP.HCM tổ chức hội nghị kết nối cung cầu.")[0]
    assert event.hosts == ("Đồng Tháp", "TP.HCM")
    assert set(event.partners) == {"Đồng Tháp", "Hồ Chí Minh"}
    assert event.place_province is None


def test_part_of_a_companys_name_holds_nothing(find):
    event = find("Ngày 5/6, Agribank Đồng Tháp phối hợp với Sở Công Thương TP.HCM tổ chức hội nghị kết nối.")[0]
    assert "Đồng Tháp" not in event.hosts


@pytest.mark.parametrize(
    ("venue", "province"),
    [
        ("Fansipan Legend", "Lào Cai"),
        ("FLC Quy Nhơn", "Bình Định"),
        ("Plei-ku", "Gia Lai"),
        ("Grand Jazz Hall", "Đắk Lắk"),
    ],
)
def test_a_venue_of_ours_is_not_abroad(find, venue, province):
    body = f"Dự có Phó Chủ tịch UBND tỉnh {province} Trần Văn Lâm. {province} đón khách. {province} có lợi thế."
    event = find(f"Sáng 5/6, tại {venue} diễn ra hội nghị xúc tiến du lịch.", body)[0]
    assert event.place_province == province


def test_a_venue_that_nothing_speaks_for_stays_abroad(find):
    body = "Hà Nội được nhắc đến ba lần. Hà Nội là điểm đến. Hà Nội đón khách."
    event = find("Sáng 5/6, tại Johannesburg diễn ra hội nghị xúc tiến du lịch.", body)[0]
    assert event.place_province is None


OPENED = "Nhà máy điện gió Hòa Thạnh (huyện Thạnh Phú, Bến Tre) được khánh thành sáng 5/6."


@pytest.mark.parametrize(
    ("lead", "body", "place"),
    [
        (OPENED, "Tham dự buổi lễ có ông Nguyễn Trúc Lâm, Phó Chủ tịch UBND tỉnh.", "Bến Tre"),
        (
            "Quảng Trị đang thu hút đầu tư.",
            "Nhà máy gỗ Cam Lộ được khánh thành ngày 5/6 với vốn 800 tỷ đồng. Chủ tịch UBND tỉnh Võ Văn Lâm tới dự.",
            "Quảng Trị",
        ),
        (
            "Xã Na Ngoi (Kỳ Sơn, Nghệ An) có trường mới.",
            "Trường mầm non Na Ngoi, do doanh nghiệp tài trợ, được khánh thành ngày 5/6. Chủ tịch UBND huyện Vi Văn Lâm dự và cắt "
            "băng.",
            "Nghệ An",
        ),
        ("Cầu Như Nguyệt, nối Bắc Giang với Bắc Ninh, đã được thông xe ngày 5/6.", "Cầu dài 400 m.", None),
    ],
)
def test_what_is_opened(find, lead, body, place):
    (event,) = find(lead, body)
    assert (event.type, event.month_day, event.place_province, event.name) == ("ceremony", "06-05", place, None)
    assert event.hosts == ()


BUILDS = "Sáng 5/6, Công ty CP Phúc Long khởi công dự án nhà ở tại TP Vĩnh Yên."


@pytest.mark.parametrize(
    ("lead", "body", "found"),
    [
        (BUILDS, "Chủ tịch UBND tỉnh Vĩnh Phúc Lê Duy Lâm tới dự và cắt băng.", True),
        (BUILDS, "Dự án có 500 căn hộ.", False),
        ("Nhà máy Hòa Thạnh, được khánh thành ngày 5/6, nay đã ngừng chạy.", "Chủ tịch UBND tỉnh tới dự họp.", False),
    ],
)
def test_what_a_company_builds(find, lead, body, found):
    assert bool(find(lead, body)) is found


def test_the_name_ends_before_who_is_there(find):
    event = find(
        "Sáng 5/6, UBND tỉnh Bến Tre tổ chức hội nghị. Dự hội nghị có ông Nguyễn Trúc Lâm, Phó Chủ tịch UBND tỉnh."
    )
    assert event[0].name == "hội nghị"


def test_a_family_name_that_begins_as_a_town_does(find):
    event = find("Ngày 5/6, ông Đồng Văn Thanh, Chủ tịch UBND tỉnh Hậu Giang, tiếp đoàn doanh nghiệp Hàn Quốc.")[0]
    assert [official.name for official in event.officials] == ["Đồng Văn Thanh"]


@pytest.mark.parametrize(
    ("holder", "hosts"),
    [
        ("Thư viện tỉnh Ninh Bình", ("Thư viện tỉnh Ninh Bình",)),
        ("lễ hội đầu xuân", ()),
    ],
)
def test_bodies_are_whole_words(find, holder, hosts):
    assert find(f"Sáng 5/6, {holder} tổ chức hội nghị kết nối du lịch.", "Ninh Bình đón khách.")[0].hosts == hosts
