"""The words around an article: what ends one, with and without a count behind it; what is no text."""

import pytest

from transforms.page_words import ends_article, is_noise


@pytest.mark.parametrize("line", ["Tin liên quan", " Bình luận (0) ", "Ý kiến bạn đọc (12)", "Có thể bạn quan tâm:"])
def test_what_ends_an_article(line: str) -> None:
    assert ends_article(line)


@pytest.mark.parametrize(
    "line", ["Bình luận (không)", "Tin liên quan đến vụ việc được cập nhật", f"{'Tin liên quan ' * 5}(3)", "(3)", ""]
)
def test_what_does_not(line: str) -> None:
    assert not ends_article(line)


@pytest.mark.parametrize(
    "line",
    [
        "Chia sẻ",
        "In trang | Quay lại",
        "Vui lòng dùng trình duyệt khác có hỗ trợ Javascript",
        "Your Browser does not support this page, please upgrade",
        "Trình duyệt của bạn là phiên bản cũ | In trang",
    ],
)
def test_what_is_no_text(line: str) -> None:
    assert is_noise(line)


@pytest.mark.parametrize("line", ["Sáng 25/3, tỉnh ủy họp", "Cài trình duyệt trên điện thoại", "Chia sẻ | Sáng 25/3"])
def test_what_is_text(line: str) -> None:
    assert not is_noise(line)
