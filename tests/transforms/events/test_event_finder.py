"""Whole events from short invented articles: what is one, what is not, who signed what, and the words that say so."""

from datetime import datetime

import pytest

from records.article import Article, Image

WORK = (
    "Tại buổi làm việc, ông Trần Văn Mẫn, Chủ tịch UBND tỉnh Sơn La cho biết hai tỉnh có nhiều nét tương đồng. "
    "Kết luận buổi làm việc, đồng chí Lê Thị Hoa, Bí thư Tỉnh ủy Nghệ An giao các sở xây dựng kế hoạch."
)


def article(title="", lead="", body="", captions=(), published="2022-08-20T08:00:00+07:00"):
    return Article(
        article_id="a",
        url="",
        source_id="s",
        title=title,
        lead=lead,
        body=body,
        images=tuple(Image(url="", caption=caption) for caption in captions),
        published_at=datetime.fromisoformat(published) if published else None,
    )


def test_working_session(finder):
    lead = "Chiều 18-8, đoàn công tác tỉnh Sơn La đã có buổi làm việc với UBND tỉnh Nghệ An về hợp tác phát triển dược liệu."
    (event,) = finder.find(article("Sơn La - Nghệ An trao đổi kinh nghiệm", lead, WORK))
    assert (event.type, event.month_day, str(event.starts_on)) == ("working-session", "08-18", "2022-08-18")
    assert (event.year_from, event.time_of_day, event.place_province) == ("published", "chiều", "Nghệ An")
    assert set(event.partners) == {"Sơn La", "Nghệ An"}
    assert {o.name: (o.province, o.role) for o in event.officials} == {
        "Trần Văn Mẫn": ("Sơn La", "spoke"),
        "Lê Thị Hoa": ("Nghệ An", "concluded"),
    }


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("Hà Tĩnh: Giá cam tăng", "Giá cam Khe Mây đầu vụ tăng 3.000 đồng mỗi kg so với năm ngoái."),
        (
            "Bắt hai đối tượng trộm trâu",
            "Ngày 5/8, Công an huyện Kỳ Sơn đã bắt giữ hai đối tượng trộm trâu của người dân.",
        ),
        ("Sắp diễn ra hội chợ", "Hội nghị xúc tiến đầu tư tỉnh sẽ diễn ra vào ngày 30/9 tới tại thành phố Vinh."),
        ("Ban hành kế hoạch mới", "UBND tỉnh vừa ban hành Kế hoạch số 45 về phòng, chống thiên tai năm 2022."),
        ("Đội tuyển tỉnh vào chung kết", "Chiều 5/8, đội tuyển tỉnh thắng 2-0 và giành quyền vào chung kết giải trẻ."),
    ],
)
def test_no_event(finder, title, lead):
    assert finder.find(article(title, lead, "Người dân cho biết mọi việc diễn ra bình thường.")) == ()


def test_only_the_caption_tells_of_the_signing(finder):
    lead = "Sáng 18/8, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị tổng kết hợp tác giữa Nghệ An và Hà Tĩnh."
    caption = "Lãnh đạo hai tỉnh ký kết Bản ghi nhớ hợp tác phát triển du lịch giai đoạn 2022-2025"
    (event,) = finder.find(article("Tổng kết hợp tác", lead, "Hội nghị nghe báo cáo của hai bên.", [caption]))
    assert event.signed
    assert event.signed_what == "Bản ghi nhớ hợp tác phát triển du lịch giai đoạn 2022-2025"
    assert {proof.field for proof in event.evidence if proof.fact == "signed"} == {"captions"}


@pytest.mark.parametrize(
    ("sentence", "references"),
    [
        (
            "Thỏa thuận hợp tác giữa hai tỉnh được ký kết ngày 25.3.2021.",
            [("Thỏa thuận hợp tác", "2021-03-25")],
        ),
        (
            "Hai bên đã ký kết Biên bản ghi nhớ hợp tác phát triển du lịch từ tháng 3 năm 2020 trên 6 lĩnh vực.",
            [("Biên bản ghi nhớ hợp tác phát triển du lịch", "2020-03")],
        ),
        ("Hai tỉnh dự kiến sẽ ký Chương trình hợp tác toàn diện vào cuối năm.", []),
        ("Các bên chuẩn bị nội dung để ký kết Chương trình phối hợp công tác.", []),
    ],
)
def test_past_and_planned_signings_sign_nothing(finder, sentence, references):
    lead = "Sáng 18/8, tại thành phố Vinh, UBND tỉnh Nghệ An phối hợp với UBND tỉnh Hà Tĩnh tổ chức Hội nghị sơ kết hợp tác."
    (event,) = finder.find(article("Sơ kết hợp tác", lead, sentence))
    assert not event.signed
    assert [(r.what, r.signed_on) for r in event.refers_to] == references


def test_a_region_stands_for_its_provinces(finder):
    lead = "Ngày 21/8, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị kết nối giao thương với 13 tỉnh, thành vùng ĐBSCL."
    (event,) = finder.find(article("Kết nối giao thương", lead, "Hội nghị thu hút 140 doanh nghiệp."))
    assert [(r.name, r.count) for r in event.partner_regions] == [("Đồng bằng sông Cửu Long", 13)]
    assert event.partners == ("Nghệ An",)


def test_periods_reviewed_and_planned(finder):
    lead = (
        "Ngày 17/8, tại Hà Tĩnh, UBND tỉnh Hà Tĩnh tổ chức hội nghị sơ kết chương trình hợp tác giai đoạn 2020-2021 "
        "và kế hoạch triển khai giai đoạn 2022-2025."
    )
    (event,) = finder.find(article("Sơ kết", lead, "Nhiệm kỳ 2020-2025, hai tỉnh đạt nhiều kết quả."))
    assert event.periods == (("2020", "2021", "reviewed"), ("2022", "2025", "planned"))


def test_an_office_without_a_province_is_the_delegations(finder):
    lead = "Sáng 18/8, tại thành phố Vinh đã diễn ra Hội nghị tổng kết Chương trình hợp tác giữa Thành phố Hồ Chí Minh và Nghệ An."
    body = (
        "Về phía tỉnh Nghệ An có các đồng chí: Phan Đình Lược – Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh; "
        "Vi Thị Xoan – Phó Chủ tịch HĐND tỉnh."
    )
    (event,) = finder.find(article("Tổng kết", lead, body))
    assert {(o.name, o.province) for o in event.officials} == {
        ("Phan Đình Lược", "Nghệ An"),
        ("Vi Thị Xoan", "Nghệ An"),
    }


def test_the_venue_may_be_abroad(finder):
    lead = "Ngày 4/8, tại Paris, UBND tỉnh Bình Dương và Phòng Thương mại Pháp tổ chức hội thảo xúc tiến đầu tư."
    (event,) = finder.find(article("Bình Dương mời gọi đầu tư", lead, "Hội thảo thu hút nhiều doanh nghiệp."))
    assert (event.type, event.place_province) == ("seminar", None)
    assert event.partners == ("Bình Dương",)
