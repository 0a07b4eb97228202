"""Officials: where a title ends, who only looks on, whose office names no province."""

import pytest

from records.article import Article


@pytest.fixture(scope="module")
def officials(finder):
    def found(*sentences):
        lead = "Sáng 23/5, tại TP Vinh, UBND tỉnh Nghệ An tổ chức Lễ ký kết Chương trình hợp tác với tỉnh Hà Tĩnh."
        body = " ".join(sentences)
        event = finder.find(Article(article_id="x", url="", source_id="mau", title="", lead=lead, body=body))[0]
        return {official.name: official for official in event.officials}

    return found


@pytest.mark.parametrize(
    ("sentence", "name", "title"),
    [
        (
            "Theo ông Phạm Văn Đông, Cục trưởng Cục Thú y, mặc dù kim ngạch tăng, vẫn còn bất lợi.",
            "Phạm Văn Đông",
            "Cục trưởng Cục Thú y",
        ),
        (
            "Ông Hoàng Vĩnh Bảo, Thứ trưởng Bộ Thông tin và truyền thông báo cáo về chương trình.",
            "Hoàng Vĩnh Bảo",
            "Thứ trưởng Bộ Thông tin và truyền thông",
        ),
        (
            "Ông Nguyễn Như Tiệp, Cục trưởng Cục Quản lý chất lượng nông, lâm, thủy sản phát biểu.",
            "Nguyễn Như Tiệp",
            "Cục trưởng Cục Quản lý chất lượng nông, lâm, thủy sản",
        ),
    ],
)
def test_title_ends(officials, sentence, name, title):
    assert officials(sentence)[name].title == title


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Dự lễ ký có đồng chí Vũ Đình Lãm, Chủ tịch UBND tỉnh Nghệ An.", "attended"),
        ("Chứng kiến lễ ký có ông Vũ Đình Lãm, Thứ trưởng Bộ Công Thương.", "attended"),
        ("Dưới sự chứng kiến của Thứ trưởng Vũ Đình Lãm, hai tỉnh ký chương trình hợp tác.", "attended"),
        ("Chủ trì họp báo, ông Vũ Đình Lãm, Chánh Văn phòng UBND tỉnh, cho biết sẽ mở hai tuyến.", "chaired"),
        ("Ông Vũ Đình Lãm, Chủ tịch UBND tỉnh ký kết chương trình hợp tác.", "signed"),
    ],
)
def test_role(officials, sentence, role):
    assert officials(sentence)["Vũ Đình Lãm"].role == role


def test_province_of_the_scene(officials):
    found = officials("Tại Trà Vinh, ông Nguyễn Thành Nguyện, Giám đốc Sở Giáo dục và Đào tạo cho biết đã xong việc.")
    assert found["Nguyễn Thành Nguyện"].province == "Trà Vinh"


def test_former_office_of_another(officials):
    found = officials(
        "Tổng Bí thư Nguyễn Phú Trọng phát biểu.",
        "Nhân kỷ niệm ngày sinh nguyên Tổng Bí thư Trường Chinh, Tổng Bí thư Nguyễn Phú Trọng yêu cầu ghi nhớ.",
    )
    assert found["Nguyễn Phú Trọng"].title == "Tổng Bí thư"
