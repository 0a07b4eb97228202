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
