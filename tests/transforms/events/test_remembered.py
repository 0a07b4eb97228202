"""Signings that are remembered, had, reported or still to come beside those made at the event, however these are told."""

from datetime import datetime

import pytest

from records.article import Article

LEAD = "Ngày 9/6, tại TP Vinh, UBND tỉnh Nghệ An và UBND tỉnh Hà Tĩnh tổ chức Hội nghị bàn hợp tác phát triển du lịch."


@pytest.fixture(scope="module")
def event(finder):
    def find(body, lead=LEAD, title=""):
        at = datetime.fromisoformat("2024-06-10T08:00:00+07:00")
        return finder.find(
            Article(article_id="a", url="", source_id="s", title=title, lead=lead, body=body, published_at=at)
        )[0]

    return find


@pytest.mark.parametrize(
    "body",
    [
        "Đây cũng là dịp kỷ niệm 5 năm hai tỉnh ký Chương trình hợp tác toàn diện.",
        "Nhân kỷ niệm 10 năm ký kết Thỏa thuận hợp tác giữa hai tỉnh, hai bên trao tặng 50 suất quà.",
        "Hai bên ôn lại chặng đường 15 năm kể từ ngày ký kết chương trình kết nghĩa.",
        "Nhân dịp 3 năm ký kết Bản ghi nhớ hợp tác, hai bên khai trương tuyến xe buýt.",
        "Kỷ niệm 30 năm Hiệp định về biên giới được ký kết, hai bên tổ chức giao lưu.",
        "Năm năm sau khi hai tỉnh ký Chương trình hợp tác, khách du lịch tăng gấp đôi.",
        "Ngày này 10 năm trước, lãnh đạo hai tỉnh ký Chương trình hợp tác phát triển kinh tế - xã hội.",
        "Phát biểu tại hội nghị, ông nói: nhân kỷ niệm lần thứ 10 ngày hai tỉnh ký kết Biên bản ghi nhớ, cần nhìn lại.",
        "Hội nghị diễn ra trong không khí kỷ niệm 40 năm ký Hiệp ước hoạch định biên giới quốc gia.",
        "Bản ghi nhớ cụ thể do các đơn vị tự thương thảo và ký riêng trong quý III.",
        "Năm qua, hai bên vận động 13 doanh nghiệp ký thỏa ước lao động tập thể.",
        "Tại hội nghị, Giám đốc Sở Du lịch Nghệ An Trần Văn Ba cho biết hai sở đã ký thỏa thuận liên kết tour tuyến.",
    ],
)
def test_nothing_is_signed_there(event, body):
    assert not event(body).signed


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (
            "Nhân kỷ niệm 10 năm kết nghĩa, hai tỉnh đã ký Chương trình hợp tác giai đoạn 2024 - 2028.",
            "Chương trình hợp tác",
        ),
        (
            "Tại lễ kỷ niệm 10 năm kết nghĩa, lãnh đạo hai tỉnh ký kết Bản ghi nhớ hợp tác về y tế.",
            "Bản ghi nhớ hợp tác",
        ),
        (
            "Trước sự chứng kiến của đại biểu, lãnh đạo hai sở đã đặt bút ký việc hợp tác đào tạo điều dưỡng.",
            "hợp tác đào tạo",
        ),
        ("Tại hội nghị, đại diện hai bên đã đặt bút ký kết kết nối tour tuyến hai địa phương.", "kết nối tour"),
        ("Cuối buổi, ông A và bà B đặt bút vào văn bản liên kết phát triển rừng.", "văn bản liên kết"),
        ("Nhân kỷ niệm 50 năm quan hệ Việt - Lào hai tỉnh ký kết Chương trình hợp tác mới.", "Chương trình hợp tác"),
        ("Sau nửa năm khảo sát tại các huyện hai bên ký Biên bản ghi nhớ về du lịch.", "Biên bản ghi nhớ"),
        ("Sau một năm đàm phán, hai bên đã chính thức ký Thỏa thuận hợp tác tại hội nghị.", "Thỏa thuận hợp tác"),
        ("Đây là lần thứ hai lãnh đạo hai tỉnh ký kết Chương trình hợp tác du lịch.", "Chương trình hợp tác"),
        ("Kết thúc hội nghị, hai bên đặt bút ký kết nghĩa.", "kết nghĩa"),
        ("Kết thúc hội đàm, hai sở trao đổi văn kiện ghi nhớ hợp tác vừa ký về cửa khẩu.", "ghi nhớ hợp tác"),
        ("Bên lề hội nghị diễn ra lễ trao 14 biên bản ghi nhớ giữa các sở và nhà phân phối.", "biên bản ghi nhớ"),
    ],
)
def test_what_is_signed_there(event, body, what):
    found = event(body)
    assert found.signed
    assert found.signed_what.startswith(what)


@pytest.mark.parametrize(
    ("body", "reference"),
    [
        (
            "Đây cũng là dịp kỷ niệm 5 năm hai tỉnh ký Chương trình hợp tác toàn diện.",
            ("Chương trình hợp tác toàn diện", None),
        ),
        ("Hai địa phương ký kết quan hệ hữu nghị từ năm 2005; từ đó đã có 34 lượt đoàn.", ("quan hệ hữu nghị", "2005")),
        ("Tại hội nghị, ông A nhắc lại hai tỉnh ký kết quan hệ hữu nghị từ năm 2005.", ("quan hệ hữu nghị", "2005")),
        (
            "Từ năm 2021, hai bên đã có Bản ghi nhớ về phát triển nguồn nhân lực.",
            ("Bản ghi nhớ về phát triển nguồn nhân lực", "2021"),
        ),
        (
            "Chiba có thỏa thuận hợp tác với Nghệ An từ năm 2015 và giao lưu thường xuyên.",
            ("thỏa thuận hợp tác", "2015"),
        ),
        (
            "Trước đó, tháng 3, đoàn tỉnh Nghệ An đã thăm và ký kết thỏa thuận hợp tác giáo dục với tỉnh Xiêng Khoảng.",
            ("thỏa thuận hợp tác giáo dục", None),
        ),
        (
            "Tỉnh Hà Tĩnh đã sang thăm, làm việc và ký kết Bản ghi nhớ hợp tác về lao động với tỉnh Khăm Muộn.",
            ("Bản ghi nhớ hợp tác về lao động", None),
        ),
    ],
)
def test_referred_to(event, body, reference):
    found = event(body)
    assert reference in [(one.what, one.signed_on) for one in found.refers_to]
    assert not found.signed


@pytest.mark.parametrize(
    "body",
    [
        "Hai bên thống nhất ký Biên bản hội đàm năm 2024 với chín nhóm việc.",
        "Qua 10 năm, chương trình đã có 5.800 hợp đồng, biên bản ghi nhớ được ký.",
    ],
)
def test_no_earlier_agreement(event, body):
    assert event(body).refers_to == ()


def test_agreements_of_other_years_are_told_apart(event):
    found = event(
        "Trong 5 năm thực hiện Chương trình phối hợp hoạt động khoa học giai đoạn 2018-2023, hai bên làm 19 đề tài.",
        lead="Ngày 9/6, UBND TP Huế và Bộ Khoa học ký kết Chương trình phối hợp hoạt động khoa học giai đoạn 2024-2028.",
    )
    assert [one.what for one in found.refers_to] == ["Chương trình phối hợp hoạt động khoa học giai đoạn 2018-2023"]
    assert set(found.periods) == {("2018", "2023", "reviewed"), ("2024", "2028", "planned")}


@pytest.mark.parametrize(
    "body",
    [
        "Giai đoạn 2006-2011, ông Thăng làm Bí thư Ban cán sự đảng; thời gian này hợp tác chưa nhiều.",
        "Trong thời gian giữ chức vụ Giám đốc (giai đoạn 2004-2010), ông đã thực hiện nhiều việc.",
        "Giai đoạn 2010-2020, tỉnh vay nước ngoài khoảng 45 triệu USD để thực hiện các dự án.",
        "Vốn bố trí giai đoạn 2016-2020 mới được 5.000 tỷ đồng, tương ứng 21% yêu cầu phát triển.",
        "Lượng khách tăng bình quân 12% trong giai đoạn 2015-2019, góp phần phát triển kinh tế.",
    ],
)
def test_years_of_offices_loans_and_figures_are_no_periods(event, body):
    assert event(body).periods == ()


def test_a_programme_keeps_its_years(event):
    body = "Kết quả Chương trình hợp tác giai đoạn 2020-2023 giúp lượng khách tăng bình quân 12%."
    assert event(body).periods == (("2020", "2023", "reviewed"),)


def test_what_was_finished_is_reviewed(event):
    body = "Hai bên nhìn nhận các nội dung trong Thỏa thuận hợp tác giai đoạn 2018-2024 đã hoàn thành."
    assert event(body).periods == (("2018", "2024", "reviewed"),)
