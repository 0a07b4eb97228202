"""Signed here, before, or still to come; and what such reports say of day, place and people: short invented articles."""

from datetime import date, datetime

import pytest

from records.article import Article

LEAD = (
    "Sáng 18/8, tại TP Vinh, UBND tỉnh Nghệ An và UBND tỉnh Hà Tĩnh tổ chức hội nghị bàn về hợp tác phát triển du lịch."
)


def article(lead, body="", title="", published="2022-08-20"):
    at = datetime.fromisoformat(f"{published}T08:00:00+07:00")
    return Article(article_id="a", url="", source_id="s", title=title, lead=lead, body=body, published_at=at)


@pytest.fixture(scope="module")
def read(finder):
    def found(lead, body="", **rest):
        events = finder.find(article(lead, body, **rest))
        return events[0] if events else None

    return found


@pytest.mark.parametrize(
    "body",
    [
        "Kết thúc diễn đàn, 9 biên bản ghi nhớ đã được ký kết giữa các hợp tác xã và siêu thị.",
        "Tại buổi làm việc, lãnh đạo hai tỉnh chứng kiến lễ trao văn bản hợp tác giữa hai trung tâm.",
        "Ông An, đại diện doanh nghiệp đã ký kết biên bản ghi nhớ với tỉnh, trong thời gian tới sẽ xây nhà máy.",
    ],
)
def test_signed_here(read, body):
    assert read(LEAD, body).signed


@pytest.mark.parametrize(
    "body",
    [
        "Lãnh đạo tỉnh đề nghị hai bên tích cực triển khai các thỏa thuận đã ký kết.",
        "Các doanh nghiệp đều hy vọng có những hợp đồng ký kết cụ thể trong chuyến đi này.",
        "Hai bên chưa ký được biên bản hợp tác như dự kiến.",
    ],
)
def test_not_signed_here(read, body):
    assert not read(LEAD, body).signed


def test_a_year_behind_a_document_is_the_documents(read):
    event = read(
        "Sáng 7/3, tại TP Vinh, UBND tỉnh Nghệ An tổ chức hội nghị triển khai và ký kết giao ước thi đua năm 2022."
    )
    assert (event.signed, event.refers_to) == (True, ())


def test_an_agreement_named_by_its_year(read):
    event = read(LEAD, "Hai tỉnh thực hiện 12 nhiệm vụ theo Biên bản ghi nhớ 2019.")
    assert [(r.what, r.signed_on) for r in event.refers_to] == [("Biên bản ghi nhớ", "2019")]


def test_a_title_tells_of_a_signing_that_the_opening_only_explains(read):
    lead = "Tỉnh Sơn La đang triển khai chiến lược chuyển đổi xanh trên toàn địa bàn."
    body = (
        "Tập đoàn đi đầu về xe điện.\n\n" * 5
        + "Phát biểu tại lễ ký kết, ông Lò Văn Tâm, Chủ tịch UBND tỉnh Sơn La cảm ơn."
    )
    title = "Tỉnh Sơn La và Tập đoàn Minh Phát ký thỏa thuận hợp tác"
    event = read(lead, body, title=title)
    assert (event.type, event.signed, event.partners) == ("signing", True, ("Sơn La",))
    assert read(lead, body, title=title.replace("ký", "sẽ ký")) is None


def test_what_is_compared_with_is_no_period(read):
    event = read(LEAD, "Chương trình hợp tác giai đoạn 2021-2025 đạt kết quả gấp đôi so với giai đoạn 2016-2020.")
    assert [p[:2] for p in event.periods] == [("2021", "2025")]


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        (
            "Chuyến công tác của đồng chí Bí thư Tỉnh ủy diễn ra từ 16 đến 19/8.",
            "Bí thư Tỉnh ủy sắp dự hội nghị xúc tiến đầu tư",
        ),
        ("UBND tỉnh Nghệ An đồng chủ trì kỳ họp lần thứ 39 của Ủy ban hợp tác vào ngày 28/8 tới.", ""),
        ("Năm 2018, UBND hai tỉnh từng tổ chức hội nghị kết nối và ký biên bản ghi nhớ.", "Nhìn lại một mô hình"),
        ("Sở kiểm tra, xác minh các hoạt động tuyên truyền, quảng bá và ký kết hợp đồng bán hàng.", ""),
        ("Nội dung được nêu trong dự thảo nghị quyết trình kỳ họp thứ 28, HĐND tỉnh Nghệ An.", ""),
    ],
)
def test_announced_or_looked_back_on(read, lead, title):
    assert read(lead, title=title) is None


def test_a_press_conference_on_what_is_to_come_is_held(read):
    event = read(
        "Chiều 28/12, tại Hà Nội, UBND tỉnh Sơn La tổ chức họp báo giới thiệu Tuần Văn hóa sẽ diễn ra từ ngày 20 đến 24/1.",
        published="2022-12-29",
    )
    assert (event.type, event.starts_on) == ("press-conference", date(2022, 12, 28))


def test_a_day_from_which_something_holds_is_not_the_events(read):
    lead = "UBND tỉnh Nghệ An tổ chức hội nghị bàn giao các trường về huyện quản lý từ ngày 1/7."
    assert read(lead, "Tại hội nghị, Chủ tịch UBND tỉnh phát biểu.").month_day is None


@pytest.mark.parametrize(
    ("lead", "place"),
    [
        ("Sáng 13/8, tại kỳ họp thứ 24, HĐND tỉnh An Giang đã bầu bổ sung Ủy viên UBND tỉnh.", "An Giang"),
        (
            "Ngày 6/6, tại Nhà khách Quốc gia, Thủ đô Tokyo, Thủ tướng Nguyễn Văn Tâm hội đàm với Thủ tướng Nhật Bản.",
            None,
        ),
        (
            "Chiều 16/8, Chủ tịch UBND tỉnh Bắc Giang kiểm tra thực địa dự án cầu nối Bắc Giang với Hải Dương.",
            "Bắc Giang",
        ),
    ],
)
def test_place(read, lead, place):
    assert read(lead, "Hà Nội và Hà Nội, rồi Hà Nội là những nơi được nhắc đến.").place_province == place


def test_who_makes_the_sides_sign_signed(read):
    event = read(
        LEAD,
        "Dự hội nghị có các đồng chí: Phạm Anh Tú, Chủ tịch UBND tỉnh Nghệ An; Tạ Anh Tuệ, Chủ tịch UBND tỉnh Hà Tĩnh. "
        "Tại hội nghị, Chủ tịch UBND hai tỉnh đã ký thỏa thuận hợp tác.",
    )
    assert {o.name: o.role for o in event.officials} == {"Phạm Anh Tú": "signed", "Tạ Anh Tuệ": "signed"}


@pytest.mark.parametrize(
    ("body", "name", "role", "province"),
    [
        (
            "Theo bà Lê Thị Thảo, Phó Giám đốc Sở Du lịch Nghệ An, hai bên đã ký kết chương trình năm 2021.",
            "Lê Thị Thảo",
            "spoke",
            "Nghệ An",
        ),
        (
            "Phó Chủ tịch UBND tỉnh Hà Tĩnh Ngô Gia Tường dự và phát biểu tại hội nghị.",
            "Ngô Gia Tường",
            "spoke",
            "Hà Tĩnh",
        ),
        (
            "Đoàn Thành ủy Hải Phòng do Bí thư Thành ủy Lê Tiến Dũng làm trưởng đoàn cùng dự.",
            "Lê Tiến Dũng",
            "chaired",
            "Hải Phòng",
        ),
        ("Về phía tỉnh Hủa Phăn có ông Khăm Xay Xổm, Tỉnh trưởng tỉnh Hủa Phăn.", "Khăm Xay Xổm", "attended", None),
        ("Chủ trì tại điểm cầu Nghệ An có ông Mùa A Vãng, Phó Bí thư Tỉnh ủy.", "Mùa A Vãng", "chaired", "Nghệ An"),
    ],
)
def test_people(read, body, name, role, province):
    found = {o.name: o for o in read(LEAD, body).officials}[name]
    assert (found.role, found.province) == (role, province)


def test_whose_visit_it_was_is_only_spoken_of(read):
    event = read(LEAD, "Hợp tác có tiến triển sau chuyến thăm cấp Nhà nước tới Lào của Tổng Bí thư Trần Văn Lâm.")
    assert event.officials == ()
