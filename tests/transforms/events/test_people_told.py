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


def test_whoever_looks_on_does_not_sign(officials):
    found = officials(
        "Dưới sự chứng kiến của Phó Thủ tướng Lê Văn Thành, Thứ trưởng Bộ Xây dựng Nguyễn Văn Sinh và Chủ tịch UBND tỉnh "
        "Nghệ An Nguyễn Đức Trung đã ký chương trình."
    )
    assert {name: official.role for name, official in found.items()} == {
        "Lê Văn Thành": "attended",
        "Nguyễn Văn Sinh": "signed",
        "Nguyễn Đức Trung": "signed",
    }


@pytest.mark.parametrize(
    ("sentences", "name", "role"),
    [
        (
            ("Dự buổi lễ có ông Phạm Văn Đông, Cục trưởng Cục Thú y. Ông đề nghị hai tỉnh phối hợp.",),
            "Phạm Văn Đông",
            "spoke",
        ),
        (
            ("Bà Lê Thị Hoa, Thứ trưởng Bộ Y tế và ông Phạm Văn Đông, Cục trưởng Cục Thú y phát biểu tại buổi lễ.",),
            "Lê Thị Hoa",
            "spoke",
        ),
        (("Tiếp đoàn có ngài Kees van Baar, Đại sứ Hà Lan tại Việt Nam.",), "Kees van Baar", "attended"),
        (("Bà Vì Thị Lan Anh, Phó Chủ tịch Hội Phụ nữ tỉnh dự buổi lễ.",), "Vì Thị Lan Anh", "attended"),
    ],
)
def test_told_beside(officials, sentences, name, role):
    assert officials(*sentences)[name].role == role


def test_a_person_whose_name_begins_as_a_town_does(finder):
    lead = "Sáng 23/5, Chủ tịch UBND tỉnh Đồng Văn Thanh Tùng làm việc với lãnh đạo huyện Châu Thành về công tác tái định cư."
    event = finder.find(Article(article_id="x", url="", source_id="mau", title="", lead=lead, body=""))[0]
    assert [official.name for official in event.officials] == ["Đồng Văn Thanh Tùng"]


def test_a_body_s_verb_does_not_end_a_title(officials):
    found = officials("Ông Lò Minh Hùng, Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy dự buổi lễ.")
    assert found["Lò Minh Hùng"].title == "Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"


def test_what_proves_a_head_of_delegation_holds_the_words(finder):
    lead = "Ngày 17/5, đoàn đại biểu TP Hải Phòng do Phó Bí thư Thành ủy Đỗ Mạnh Hiến dẫn đầu thăm và làm việc với tỉnh Lào Cai."
    event = finder.find(Article(article_id="x", url="", source_id="mau", title="", lead=lead, body=""))[0]
    assert event.officials[0].role == "chaired"
    assert [proof.text for proof in event.evidence if proof.fact == "official"] == [
        "Phó Bí thư Thành ủy Đỗ Mạnh Hiến dẫn đầu"
    ]
