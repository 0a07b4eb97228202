"""Regions that stand for their provinces, names borrowed by schools and hospitals, and what a bare word refers to."""

from datetime import datetime

import pytest

from records.article import Article


@pytest.fixture(scope="module")
def told(finder):
    def find(lead, body="", title=""):
        at = datetime.fromisoformat("2023-08-20T08:00:00+07:00")
        return finder.find(
            Article(article_id="a", url="", source_id="s", title=title, lead=lead, body=body, published_at=at)
        )[0]

    return find


def test_provinces_of_a_part_region_do_not_spell_it_out(told):
    event = told(
        "Ngày 18/8, tại TP Buôn Ma Thuột, UBND tỉnh Đắk Lắk tổ chức Diễn đàn hợp tác giữa Đắk Lắk, Gia Lai, Kon Tum "
        "và các tỉnh Nam Trung Bộ."
    )
    assert [region.name for region in event.partner_regions] == ["Nam Trung Bộ"]
    assert {"Đắk Lắk", "Gia Lai", "Kon Tum"} <= set(event.partners)


def test_a_region_in_an_agreement_that_two_provinces_meet_on_is_no_party(told):
    event = told(
        "Ngày 18/8, UBND TP.HCM và UBND tỉnh Quảng Ngãi có buổi làm việc về triển khai Thỏa thuận hợp tác giữa TP.HCM và "
        "các tỉnh duyên hải miền Trung."
    )
    assert set(event.partners) == {"Hồ Chí Minh", "Quảng Ngãi"}
    assert event.partner_regions == ()


@pytest.mark.parametrize("body", ["Đại học Quốc gia TP.HCM", "Học viện Tài chính Hà Nội", "Bệnh viện Trung ương Huế"])
def test_a_body_named_after_a_province_is_not_the_province(told, body):
    event = told(f"Ngày 18/8, UBND tỉnh Phú Yên và {body} tổ chức lễ ký kết Thỏa thuận hợp tác giai đoạn 2023 - 2028.")
    assert event.partners == ("Phú Yên",)


def test_a_delegation_received_is_a_party(told):
    event = told(
        "Chiều 17/8, Phó Chủ tịch UBND tỉnh Ninh Thuận Lê Văn Hải chủ trì buổi tiếp và làm việc với đoàn công tác tỉnh Bình "
        "Định về kinh nghiệm phát triển điện gió."
    )
    assert set(event.partners) == {"Ninh Thuận", "Bình Định"}
    assert event.place_province == "Ninh Thuận"


@pytest.mark.parametrize(
    ("sentence", "reference"),
    [
        (
            "Thực hiện Chương trình phối hợp số 07-CTr/TU, hai tỉnh đã trao đổi nhiều đoàn.",
            ("Chương trình phối hợp số 07-CTr/TU", None),
        ),
        ("Theo nội dung đã ký kết năm 2022, hai tỉnh gặp nhau hằng năm.", ("nội dung đã ký kết", "2022")),
        (
            "Thực hiện thỏa thuận giai đoạn 2017-2021, hai bên đã xây dựng 31 hệ thống.",
            ("thỏa thuận giai đoạn 2017-2021", None),
        ),
        ("Năm 2010, hai tỉnh từng ký kết quy chế phối hợp bảo vệ rừng.", ("quy chế phối hợp bảo vệ rừng", "2010")),
        ("Kế hoạch mới thay cho quy chế ký năm 2015 và có hiệu lực đến năm 2025.", ("quy chế", "2015")),
        (
            "Kế hoạch phối hợp bảo vệ vùng giáp ranh có ích. Cuối năm 2021, hai tỉnh đã ký kết kế hoạch này với 9 mục.",
            ("Kế hoạch phối hợp bảo vệ vùng giáp ranh", "2021"),
        ),
    ],
)
def test_refers_to(told, sentence, reference):
    event = told(
        "Ngày 18/8, tại TP Lai Châu, UBND tỉnh Lai Châu và UBND tỉnh Sơn La tổ chức hội nghị giao ban.", sentence
    )
    assert reference in [(found.what, found.signed_on) for found in event.refers_to]
    assert not event.signed


@pytest.mark.parametrize(
    ("sentence", "signed"),
    [
        ("Cũng tại hội nghị, bảy bản ghi nhớ hợp tác đã được trao.", True),
        ("Hội nghị rà soát các nội dung trong bản ghi nhớ đã ký kết trước đó.", False),
        ("Sở xác minh các hoạt động quảng bá và ký kết hợp đồng tại hội nghị.", False),
    ],
)
def test_signed(told, sentence, signed):
    event = told(
        "Ngày 18/8, tại TP Lai Châu, UBND tỉnh Lai Châu và UBND tỉnh Sơn La tổ chức hội nghị giao ban.", sentence
    )
    assert event.signed is signed


def test_a_period_that_is_over_was_reviewed(told):
    event = told(
        "Ngày 18/8, UBND tỉnh Lai Châu và UBND tỉnh Sơn La tổ chức hội nghị triển khai kế hoạch hợp tác giai đoạn 2017 - 2021."
    )
    assert event.periods == (("2017", "2021", "reviewed"),)


def test_years_that_two_worked_together_are_a_period(told):
    event = told(
        "Ngày 18/8, UBND tỉnh Lai Châu và UBND tỉnh Sơn La tổ chức hội nghị về hợp tác.",
        "Từ năm 2011 đến năm 2016, hai địa phương đã phối hợp mở 4 tuyến xe.",
    )
    assert ("2011", "2016", "reviewed") in event.periods
