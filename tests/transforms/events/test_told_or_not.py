"""What looks like a happening and is none, and happenings told in less usual ways."""

from datetime import datetime

import pytest

from records.article import Article


def article(lead, body="", title="Tin tỉnh", source="mau"):
    return Article(article_id="x", url="", source_id=source, title=title, lead=lead, body=body)


@pytest.mark.parametrize(
    "lead",
    [
        "Sáng Chủ nhật 11-6, UBND phường Bình An làm thủ tục đăng ký kết hôn cho công nhân.",
        "Chủ tịch UBND tỉnh Lạng Sơn vừa ký Kết luận số 09/KL-UBND về nội dung tố cáo.",
        "Ngày 8/5, hai bên rút quân theo thỏa thuận sơ tán đã ký kết với chính quyền.",
        "Công ty A và Công ty B ký kết thực hiện hợp đồng cung cấp đầu thu truyền hình.",
        "Cục trưởng Cục Thi hành án dân sự cho biết bên lề hội nghị toàn quốc tổng kết công tác tư pháp.",
        "Việc tổ chức lễ hội trên địa bàn tỉnh Bắc Ninh còn gây bức xúc của dư luận.",
    ],
)
def test_no_event(finder, lead):
    assert finder.find(article(lead)) == ()


@pytest.mark.parametrize(
    ("lead", "kind", "day", "place"),
    [
        (
            "Làm việc với các sở, ngành ngày 6.2, Chủ tịch UBND TP.Hà Nội Nguyễn Đức Chung yêu cầu đẩy nhanh đánh giá.",
            "working-session",
            "02-06",
            "Hà Nội",
        ),
        (
            "Sáng 22/6, Phó Thủ tướng Vũ Đức Đam đã dẫn đầu đoàn công tác đến thăm các thí sinh tại TP Cần Thơ.",
            "working-session",
            "06-22",
            "Cần Thơ",
        ),
        (
            "Nằm trong chương trình Hội nghị chuyên đề IPU, tối 11-5, tại TP. Hồ Chí Minh đã diễn ra Lễ chuyển giao chức "
            "Chủ tịch Diễn đàn Nghị viện giữa Quốc hội Fiji và Quốc hội Việt Nam.",
            "ceremony",
            "05-11",
            "Hồ Chí Minh",
        ),
        (
            "Chiều 4/7, tại Trụ sở Chính phủ, Phó Thủ tướng Thường trực Chính phủ Trương Hòa Bình đã chủ trì Hội nghị trực "
            "tuyến sơ kết công tác bảo đảm trật tự an toàn giao thông.",
            "conference",
            "07-04",
            None,
        ),
    ],
)
def test_event(finder, lead, kind, day, place):
    event = finder.find(article(lead))[0]
    assert (event.type, event.month_day, event.place_province) == (kind, day, place)


@pytest.mark.parametrize(
    ("sentence", "signed", "what"),
    [
        ("Tại hội nghị, đại diện hai bên đã ký kết gói tín dụng 500 tỷ đồng.", True, "gói tín dụng 500 tỷ đồng"),
        ("Cuối buổi, lãnh đạo hai sở ký Quy chế phối hợp công tác dân tộc.", True, "Quy chế phối hợp công tác dân tộc"),
        ("Đến khi đại biểu ra về, các bên vẫn không ký được biên bản ghi nhớ.", False, None),
        ("Hiệp hội Du lịch cũng từ chối ký biên bản làm việc.", False, None),
        ("Hai bên chưa thống nhất ký lại thỏa thuận hợp tác.", False, None),
        ("Hai tỉnh dừng ký gia hạn chương trình hợp tác du lịch.", False, None),
        ("Hai bên không chỉ ký kết chương trình hợp tác mà còn trao quà.", True, "chương trình hợp tác"),
        ("Ông bày tỏ vui mừng việc hai bên đã ký kết các thỏa thuận hợp tác trên nhiều lĩnh vực.", False, None),
        ("Việc hai bên ký kết thỏa thuận tài trợ vốn ngày 22/5 là một ví dụ.", False, None),
    ],
)
def test_signed(finder, sentence, signed, what):
    lead = "Sáng 23/5, tại TP Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị bàn về hợp tác với tỉnh Hà Tĩnh."
    event = finder.find(article(lead, sentence))[0]
    assert (event.signed, event.signed_what) == (signed, what)


def test_a_refused_signing_is_no_event(finder):
    lead = "Hai tỉnh Nghệ An và Hà Tĩnh không ký lại thỏa thuận hợp tác, dừng ký gia hạn chương trình hợp tác ngày 5/1."
    assert finder.find(article(lead)) == ()


@pytest.mark.parametrize(
    ("sentence", "reference"),
    [
        (
            'Năm 2013, ngành nông nghiệp hai bên đã ký Thỏa thuận hợp tác về "Tiêu thụ rau an toàn".',
            ('Thỏa thuận hợp tác về "Tiêu thụ rau an toàn"', "2013"),
        ),
        ("Chương trình được ký ngày 5/12/2020 tại Hưng Yên.", ("Chương trình", "2020-12-05")),
        ("Hai tỉnh sẽ nâng bản ghi nhớ ký năm 2016 thành chương trình phối hợp.", ("bản ghi nhớ", "2016")),
        (
            "Hai bên triển khai hiệu quả Bản ghi nhớ về hợp tác lao động giữa hai tỉnh.",
            ("Bản ghi nhớ về hợp tác lao động", None),
        ),
    ],
)
def test_reference(finder, sentence, reference):
    lead = "Sáng 23/5, tại TP Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị gặp gỡ tỉnh Hà Tĩnh."
    event = finder.find(article(lead, sentence))[0]
    assert reference in [(found.what, found.signed_on) for found in event.refers_to]
    assert not event.signed


def test_treaty_is_no_reference(finder):
    body = "Hiệp định Hợp tác về khoa học lần đầu tiên được ký vào ngày 13/9/1985."
    lead = "Sáng 23/5, UBND tỉnh Nghệ An tổ chức Hội nghị gặp gỡ tỉnh Xiêng Khoảng."
    assert finder.find(article(lead, body))[0].refers_to == ()


@pytest.mark.parametrize(
    ("ward", "province"), [("Quy Nhơn", "Gia Lai"), ("Bắc Giang", "Bắc Ninh"), ("Sài Gòn", "Hồ Chí Minh")]
)
def test_ward_of_today_says_the_province(finder, ward, province):
    lead = f"Sáng 7/11, tại phường {ward}, Bộ Công Thương tổ chức Hội nghị kết nối cung cầu với UBND tỉnh Nghệ An."
    found = Article(
        article_id="x",
        url="",
        source_id="mau",
        title="",
        lead=lead,
        body="",
        published_at=datetime.fromisoformat("2025-11-08T08:00:00+07:00"),
    )
    assert finder.find(found)[0].place_province == province


@pytest.mark.parametrize(("published", "day"), [("2024-06-05T18:00:00+07:00", "06-05"), (None, None)])
def test_today_needs_the_publication(finder, published, day):
    lead = "Sáng nay, tại TP Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị tổng kết năm học."
    found = Article(
        article_id="x",
        url="",
        source_id="mau",
        title="",
        lead=lead,
        body="",
        published_at=datetime.fromisoformat(published) if published else None,
    )
    assert finder.find(found)[0].month_day == day


def test_what_is_held_every_year_is_no_event(finder):
    lead = "Lễ hội xuống đồng được tổ chức vào ngày 12 tháng Giêng hàng năm tại xã Đại Đồng do UBND xã tổ chức."
    assert finder.find(Article(article_id="x", url="", source_id="mau", title="Lễ hội", lead=lead, body="")) == ()
