"""The words around an article: what ends one, with and without a count behind it."""

import pytest

from transforms.page_words import ends_article


@pytest.mark.parametrize("line", ["Tin liên quan", " Bình luận (0) ", "Ý kiến bạn đọc (12)", "Có thể bạn quan tâm:"])
def test_what_ends_an_article(line: str) -> None:
    assert ends_article(line)


@pytest.mark.parametrize(
    "line", ["Bình luận (không)", "Tin liên quan đến vụ việc được cập nhật", f"{'Tin liên quan ' * 5}(3)", "(3)", ""]
)
def test_what_does_not(line: str) -> None:
    assert not ends_article(line)
