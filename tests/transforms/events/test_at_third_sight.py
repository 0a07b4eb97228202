"""What 68 articles of the corpus, labelled by readers who knew no rule, taught: references, signings, offices, parties."""

import pytest

LEAD = "Sáng 8/6, tại TP Vinh, UBND tỉnh Nghệ An và UBND tỉnh Hà Tĩnh tổ chức hội nghị sơ kết chương trình hợp tác."


@pytest.fixture(scope="module")
def find(found_on):
    return found_on("2023-06-10", body="Các bên trao đổi nhiều nội dung.", title="Tin tỉnh")


def references(event):
    return [(reference.what, reference.signed_on) for reference in event.refers_to]


@pytest.mark.parametrize(
    ("body", "signed"),
    [
        (  # the last of what both did there, behind a report that was heard
            "Hai bên đã nghe báo cáo kết quả thực hiện năm qua, trao đổi phương hướng, và ký kết biên bản ghi nhớ hợp tác.",
            True,
        ),
        (
            "Tại hội nghị ngày 8/6, trước đông đảo doanh nghiệp và nhà đầu tư của hai tỉnh bạn, "
            "lãnh đạo hai tỉnh đã cùng ký bản ghi nhớ.",
            True,
        ),
        (
            "Hai bên sẽ đánh giá tình hình; trao đổi phương hướng; trên cơ sở đó, hai bên ký các văn kiện hợp tác.",
            False,
        ),
        ("Hai tỉnh gắn bó lâu đời, hai bên ký kết nhiều thỏa thuận hợp tác trong lĩnh vực thông tin.", False),
        ("Hai bên đã phối hợp thực hiện các mặt công tác theo Quy chế đã ký kết, nhất là bảo vệ rừng.", False),
        ("Đó là các nước đã tham gia ký kết hiệp định này.", False),
        ("Người kí văn bản này là Phó Chủ tịch UBND tỉnh.", False),
        ("Tại hội nghị, đại biểu ôn lại 40 năm Ngày ký Hiệp ước Hữu nghị và Hợp tác.", False),
        ("Dịp này, hai tỉnh bàn cách triển khai Thỏa thuận về quản lý nước (ký năm 2010).", False),
        ("Tại buổi họp, Giám đốc Sở cho biết đã ký văn bản gửi các đơn vị thi công.", False),
    ],
)
def test_what_was_signed_there(find, body, signed):
    assert find(LEAD, body)[0].signed is signed


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (  # the day stands in brackets
            "Hai bên đã họp phiên thứ 7 (1/2017); ký kết Bản ghi nhớ về nuôi trồng thủy sản vùng giáp ranh (1/2017).",
            [("Bản ghi nhớ về nuôi trồng thủy sản vùng giáp ranh", "2017-01")],
        ),
        (  # another day, without its year
            "Đặc biệt, ngày 15/5, UBND hai tỉnh đã ký Nghị quyết liên tịch quy định việc quản lý rừng giáp ranh.",
            [("Nghị quyết liên tịch quy định việc quản lý rừng giáp ranh", None)],
        ),
        (
            "Chủ tịch UBND tỉnh chúc mừng hai Sở Du lịch vừa ký Thỏa thuận hợp tác mới về báo chí.",
            [("Thỏa thuận hợp tác mới về báo chí", None)],
        ),
        (
            "Từ khi Sở Lao động Nghệ An cùng Sở Lao động Hà Tĩnh ký bản ghi nhớ về việc phái cử lao động, có 5.000 người đi.",
            [("bản ghi nhớ về việc phái cử lao động", None)],
        ),
        (  # what runs well was agreed before
            "Những năm qua, Chương trình phối hợp giữa Sở Du lịch Nghệ An và Sở Du lịch Hà Tĩnh luôn được triển khai có hiệu quả.",
            [("Chương trình phối hợp", None)],
        ),
        (  # the year of the work is not the signing's
            "Hội nghị đánh giá việc thực hiện Quy chế phối hợp bảo vệ rừng giữa hai tỉnh năm 2022.",
            [("Quy chế phối hợp bảo vệ rừng", None)],
        ),
        (  # one of each year
            "Trước đó, hai Sở đã ký các thỏa thuận hợp tác vào các năm 2000, 2007 và 2013.",
            [("thỏa thuận hợp tác", "2000"), ("thỏa thuận hợp tác", "2007"), ("thỏa thuận hợp tác", "2013")],
        ),
        (  # several at once, with whom they were
            "Các trường đại học của Nghệ An đã ký khoảng 25 thỏa thuận hợp tác với các trường đại học của Lào.",
            [("khoảng 25 thỏa thuận hợp tác", None)],
        ),
        (
            "Hai bên đã đạt được nhiều thỏa thuận về thương mại và du lịch.",
            [("nhiều thỏa thuận về thương mại và du lịch", None)],
        ),
        (  # at the meeting that the sentence before is on
            "Tháng 5/2015, Ban Chỉ đạo tổ chức Hội nghị xúc tiến đầu tư. Tại Hội nghị, "
            "8 ngân hàng ký kết thỏa thuận hợp tác đầu tư.",
            [("thỏa thuận hợp tác đầu tư", "2015-05")],
        ),
        ("Việt Nam thực hiện Thỏa thuận Paris năm 2015 về khí hậu.", []),  # a treaty
    ],
)
def test_what_is_referred_to(find, body, wanted):
    event = find(LEAD, body)[0]
    assert not event.signed
    assert references(event) == wanted


def test_what_was_just_signed_is_no_reference(find):
    event = find(
        LEAD.replace("hội nghị sơ kết chương trình hợp tác", "hội nghị và ký kết quy chế phối hợp giữa hai tỉnh"),
        "Các phòng nêu khó khăn. Nhằm tăng cường thông tin, Sở Y tế Nghệ An và Sở Y tế Hà Tĩnh đã ký "
        "quy chế phối hợp về việc khám bệnh.",
    )[0]
    assert (event.signed, references(event)) == (True, [])


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Phó Giám đốc Sở Xây dựng Hà Tĩnh Lê Văn Bảo: Cần xem xét lại tên dự án.", "spoke"),
        ("Đồng chí Lê Văn Bảo – Bí thư Thành ủy Hải Phòng phát biểu tại buổi lễ.", "spoke"),
        (
            "Phó Thủ tướng Lê Văn Bảo, Trưởng Ban Chỉ đạo sơ kết 5 năm thực hiện Luật Hợp tác xã năm 2012, chủ trì buổi sơ kết.",
            "chaired",
        ),
        ("Phát biểu tổng kết hội nghị, Phó Thủ tướng Lê Văn Bảo ghi nhận những chuyển biến tích cực.", "concluded"),
        ("Chủ tịch UBND tỉnh Hà Tĩnh Lê Văn Bảo chào đón và thông tin những nét chính tới đoàn.", "spoke"),
        ("Phó Thủ tướng Lê Văn Bảo tặng Cờ thi đua cho 19 đơn vị dẫn đầu phong trào.", "attended"),
    ],
)
def test_what_somebody_did(find, body, wanted):
    assert {official.name: official.role for official in find(LEAD, body)[0].officials} == {"Lê Văn Bảo": wanted}


def test_a_caption_run_into_the_text_ends_a_name(find):
    event = find(LEAD, "Phó Chủ tịch UBND tỉnh Hà Tĩnh Lê Văn Bảo Chia sẻ tại hội nghị, ông cho biết tỉnh sẽ hỗ trợ.")[
        0
    ]
    assert [official.name for official in event.officials] == ["Lê Văn Bảo"]


@pytest.mark.parametrize(
    ("lead", "hosts", "partners"),
    [
        (  # the province acts, the town is where
            "Sáng 8/6, tại TP Cao Lãnh, Đồng Tháp phối hợp với TP.HCM tổ chức Hội nghị kết nối cung cầu.",
            ("Đồng Tháp", "TP.HCM"),
            ("Đồng Tháp", "Hồ Chí Minh"),
        ),
        (  # a party post is no ministry
            "Ngày 8/6, ông Lê Văn Bảo, Ủy viên Bộ Chính trị, Bí thư Thành ủy TP Hồ Chí Minh đã tiếp ông Mahn Win, Chủ tịch Thượng "
            "viện Myanmar.",
            (),
            ("Hồ Chí Minh",),
        ),
    ],
)
def test_who_meets(find, lead, hosts, partners):
    event = find(lead)[0]
    assert set(event.hosts) >= set(hosts)
    assert event.partners == partners


@pytest.mark.parametrize(
    ("lead", "title", "kind"),
    [
        ("Chiều 8/6, Chủ tịch nước rời Hà Nội, kết thúc tốt đẹp chuyến thăm Lào.", "Chủ tịch nước kết thúc chuyến thăm Lào", None),
        ("Sáng 8/6, tại Hà Nội, hai Thủ tướng chủ trì kỳ họp lần thứ 39 Ủy ban liên "
         "Chính phủ Việt Nam - Lào.", "Tin", "working-session"),
        ("Tại họp báo về Lễ hội cà phê, Liên hoan Cồng chiêng và Hội nghị xúc tiến "
         "đầu tư diễn ra hôm nay (8/6), Phó Thống đốc cho biết.", "Tin", "press-conference"),
        ("Chiều 8/6, tại trụ sở Bộ Tài chính, Bộ trưởng Lê Văn Bảo đã ký "
         "Hiệp định vay tài trợ cho Dự án Cầu Đầm Vạc.", "Tin", "signing"),
    ],
)  # fmt: skip
def test_what_kind_it_is(find, lead, title, kind):
    events = find(lead, title=title)
    assert (events[0].type if events else None) == kind


@pytest.mark.parametrize(
    ("lead", "periods"),
    [
        (
            "Chiều 8/6, hai cơ quan tổ chức Lễ ký kết Chương trình phối hợp tuyên truyền về kết quả phong trào công nhân giai đoạn "
            "2023 - 2028.",
            [("2023", "2028", "planned")],
        ),
        (
            "Sáng 8/6, Thủ tướng chủ trì buổi làm việc với Tổng Liên đoàn Lao động, đánh giá kết quả thực hiện Quy chế về mối "
            "quan hệ công tác giữa Chính phủ và Tổng Liên đoàn năm 2021-2022, trọng tâm phối hợp công tác năm 2023-2024.",
            [("2021", "2022", "reviewed"), ("2023", "2024", "planned")],
        ),
        (
            "Chiều 8/6, UBND tỉnh và Quỹ OFID ký kết thỏa thuận. Dự án được thực hiện trong 4 năm (2023-2027), với tổng chi phí 25 "
            "triệu USD.",
            [],
        ),
    ],
)
def test_periods(find, lead, periods):
    assert list(find(lead)[0].periods) == periods
