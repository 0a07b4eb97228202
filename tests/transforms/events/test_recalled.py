"""Signings recalled and still to come, news from abroad, history, and venues that tell the province."""

from datetime import datetime

import pytest

from records.article import Article

LEAD = "Sáng 8/5, tại TP Lai Châu, UBND tỉnh Lai Châu tổ chức Hội nghị bàn hợp tác với tỉnh Đắk Nông."


def article(lead, body="", title="Tin tỉnh", published="2024-05-09"):
    return Article(
        article_id="x",
        url="",
        source_id="mau",
        title=title,
        lead=lead,
        body=body,
        published_at=datetime.fromisoformat(f"{published}T08:00:00+07:00") if published else None,
    )


@pytest.mark.parametrize(
    ("sentence", "reference"),
    [
        ("Ngày 8/5/2014, hai tỉnh ký biên bản kết nghĩa.", ("biên bản kết nghĩa", "2014-05-08")),
        (
            "Hai bên đánh giá Chương trình hợp tác số 12/CTr-HND ngày 5/3/2021.",
            ("Chương trình hợp tác số 12/CTr-HND", "2021-03-05"),
        ),
        ("Quy chế này do hai bên ký ngày 10/10/2016.", ("Quy chế", "2016-10-10")),
        ("Hai bên kế thừa thỏa thuận kết nghĩa năm 2013.", ("thỏa thuận kết nghĩa", "2013")),
    ],
)
def test_signed_before(finder, sentence, reference):
    event = finder.find(article(LEAD, sentence))[0]
    assert reference in [(found.what, found.signed_on) for found in event.refers_to]
    assert not event.signed


@pytest.mark.parametrize(
    ("sentence", "signed"),
    [
        ("Hai bên nhất trí lễ ký kết chương trình hợp tác sẽ được tổ chức trong tháng 12.", False),
        ("Kết thúc hội nghị, hai bên ký quy chế phối hợp, có hiệu lực từ 1/6/2024.", True),
        ("Sau phần thảo luận, các doanh nghiệp đã trao 22 biên bản ghi nhớ tiêu thụ nông sản.", True),
        ("Sáu tỉnh trong vùng cùng ký kết biên bản ghi nhớ về dùng chung phòng thí nghiệm.", True),
        ("Ngành du lịch hai địa phương đã ký kết chương trình hợp tác phát triển.", False),
    ],
)
def test_signed_there(finder, sentence, signed):
    event = finder.find(article(LEAD, sentence))[0]
    assert event.signed is signed
    assert not any(found.signed_on == "2024-06-01" for found in event.refers_to)


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        (
            "Mỹ chuẩn bị bầu cử",
            "Ngày 6/7, Phó Tổng thống Mỹ Mike Pence đến thăm Trung tâm hàng không Kennedy ở bang Florida.",
        ),
        ("Ký ức", "Hơn nửa thế kỷ trước, tỉnh Thanh Hóa và tỉnh Quảng Nam làm lễ kết nghĩa."),
        ("Việt - Mỹ", "Ngày 11/7/1995, lãnh đạo tỉnh Quảng Trị đã tiếp đoàn đại biểu Mỹ."),
        (
            "Tin",
            "UBND tỉnh Vĩnh Long vừa ban hành kế hoạch tổ chức lễ ký kết thỏa thuận hợp tác, dự kiến vào ngày 25/10.",
        ),
        (
            "Hủy ngày hội hoa",
            "Do thời tiết, ngày 3/2, UBND tỉnh Lâm Đồng đã hủy tổ chức ngày hội hoa mai anh đào tại Đà Lạt.",
        ),
        (
            "Kết luận",
            "Văn phòng Chính phủ có văn bản thông báo kết luận của Thủ tướng tại cuộc họp về sân bay, ngày 12/6.",
        ),
    ],
)
def test_no_event(finder, title, lead):
    assert finder.find(article(lead, title=title)) == ()


def test_anniversary_is_no_history(finder):
    lead = "Sáng nay, UBND tỉnh Lai Châu tổ chức lễ kỷ niệm 50 năm ngày thành lập (24/6/1974 - 24/6/2024)."
    assert finder.find(article(lead, published="2024-06-24"))[0].type == "ceremony"


@pytest.mark.parametrize(
    ("lead", "province"),
    [
        ("Sáng 26/1, tại bến xe Đức Hòa, ngành giao thông Long An và Tây Ninh làm lễ ra mắt tuyến xe buýt.", "Long An"),
        ("Ngày 17/11, tại huyện Bù Đăng, Hội Nông dân hai tỉnh Bình Phước và Đắk Nông tổ chức hội nghị.", "Bình Phước"),
        ("Ngày 17/11, tại huyện Krông Nô, Hội Nông dân hai tỉnh Lâm Đồng và Đắk Nông tổ chức hội nghị.", "Đắk Nông"),
        ("Tối 28/6, tại Tổ hợp Hà Nội - Moskva, Chủ tịch nước Trần Văn Minh có buổi gặp gỡ với kiều bào.", None),
    ],
)
def test_place(finder, lead, province):
    assert finder.find(article(lead))[0].place_province == province


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("Hội nghị triển khai kế hoạch hợp tác 2024 - 2030.", (("2024", "2030", "planned"),)),
        ("Hội nghị đánh giá việc triển khai bản ghi nhớ giai đoạn 2019 - 2024.", (("2019", "2024", "reviewed"),)),
        (
            "Hội nghị thông tin kết quả thực hiện kế hoạch hợp tác, giai đoạn 2022-2024, phương hướng 2025-2027.",
            (("2022", "2024", "reviewed"), ("2025", "2027", "planned")),
        ),
    ],
)
def test_periods(finder, sentence, periods):
    assert finder.find(article(LEAD, sentence))[0].periods == periods


def test_presents_are_no_cooperation(finder):
    lead = "Ngày 28/6, đoàn đại biểu TP Hà Nội đã đến thăm và tặng quà quân, dân huyện đảo Lý Sơn, tỉnh Quảng Ngãi."
    assert finder.find(article(lead))[0].partners == ()


def test_list_of_parties(finder):
    lead = "Tối 3/3, UBND tỉnh Khánh Hòa chủ trì buổi gặp mặt lãnh đạo ba tỉnh Khánh Hòa, Ninh Thuận, Phú Yên bàn liên kết vùng."
    assert finder.find(article(lead))[0].partners == ("Khánh Hòa", "Ninh Thuận", "Phú Yên")
