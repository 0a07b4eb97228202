"""What an event is called: a row of names belongs to it whole, what follows a comma otherwise does not."""

import pytest

from records import Article
from transforms.events import EventFinder

ROW = "Thanh Hóa, Nghệ An, Hà Tĩnh, Quảng Bình và Thừa Thiên Huế"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            f"tổng kết Chương trình hợp tác giữa Thành phố Hồ Chí Minh với các tỉnh {ROW} giai đoạn 2018 - 2022.",
            f"tổng kết Chương trình hợp tác giữa Thành phố Hồ Chí Minh với các tỉnh {ROW} giai đoạn 2018 - 2022",
        ),
        (
            "sơ kết liên kết giữa 13 tỉnh, thành Đồng bằng sông Cửu Long với 6 tỉnh, thành Đông Nam Bộ năm 2023.",
            "sơ kết liên kết giữa 13 tỉnh, thành Đồng bằng sông Cửu Long với 6 tỉnh, thành Đông Nam Bộ năm 2023",
        ),
        (
            "liên kết du lịch giữa Bà Rịa - Vũng Tàu, Đồng Nai và Bình Thuận, nhằm đón khách.",
            "liên kết du lịch giữa Bà Rịa - Vũng Tàu, Đồng Nai và Bình Thuận",
        ),
        (
            "liên kết du lịch với các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh, đồng thời trao giải.",
            "liên kết du lịch với các tỉnh Thanh Hóa, Nghệ An, Hà Tĩnh",
        ),
        (
            "xúc tiến đầu tư tỉnh Nghệ An, Bí thư Tỉnh ủy Hà Văn Minh và Chủ tịch UBND tỉnh Lê Bá dự.",
            "xúc tiến đầu tư tỉnh Nghệ An",
        ),
        ("hợp tác với Hà Nội, Bộ Công Thương thông tin về hàng Tết.", "hợp tác với Hà Nội"),
    ],
)
def test_a_row_of_names_is_not_cut(finder: EventFinder, said: str, name: str) -> None:
    body = f"Sáng 25/3, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị {said} Các đại biểu thảo luận."
    article = Article(
        article_id="a",
        url="https://nghean.gov.vn/a.html",
        source_id="nghean",
        title="Hội nghị hợp tác giữa các tỉnh",
        body=body,
        text_digest="0",
    )
    (event,) = finder.find(article)
    assert event.name == f"Hội nghị {name}"
