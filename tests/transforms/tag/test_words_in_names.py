"""A word of a sector that is only part of a person's name, or of a place to sit in, speaks for no sector."""

import pytest

from records.article import Article
from transforms.tag import load_tagger


@pytest.fixture(scope="module")
def sectors():
    tagger = load_tagger()

    def read(body):
        return [
            tag.code for tag in tagger.tag(Article(article_id="a", url="", source_id="s", title="", body=body)).sectors
        ]

    return read


@pytest.mark.parametrize(
    "body",
    [
        "Bộ Y tế cho biết bệnh viện đã có thuốc. Ông Nguyễn Thanh Long và ông Trần Thanh Long kiểm tra bệnh viện.",
        "Ngày cuối tuần, quán cà phê vỉa hè đông khách. Ai cũng gọi ly cà phê nóng rồi ngồi nhìn phố.",
    ],
)
def test_names_and_cafes(sectors, body):
    assert "agriculture" not in sectors(body)


def test_the_fruit_itself(sectors):
    assert sectors("Nông dân trồng thanh long và cà phê được mùa, giá thanh long tăng.")[0] == "agriculture"


@pytest.mark.parametrize(
    ("body", "tagged"),
    [
        (
            "Hồ Thủy Lợi Suối Cái cạn. Hồ Thủy Lợi Suối Cái tưới 500 ha. Người dân mong Hồ Thủy Lợi Suối Cái có nước.",
            True,
        ),
        ("Bình Phước quảng bá Hồ Tiêu Lộc Ninh. Vùng Hồ Tiêu rộng 500 ha, Hồ Tiêu được giá.", True),
        ("Sáng qua, ông Hồ Thủy Lợi, bà Hồ Thủy Lợi và đồng chí Hồ Thủy Lợi nhận nhiệm vụ mới.", False),
    ],
)
def test_a_lake_is_no_family(sectors, body, tagged):
    assert ("agriculture" in sectors(body)) is tagged
