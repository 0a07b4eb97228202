"""Boxes of other articles amid a text, lists that look like one, and titles with their date in brackets."""

from datetime import UTC, datetime

import pytest

from transforms.dates import without_bracketed_date
from transforms.extract.block import Block
from transforms.extract.insets import without_insets
from transforms.extract.prose import lists_links
from transforms.signing_lines import read_tail

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_SENTENCE = "Đợt khám kế tiếp dự kiến vào tháng 3 tại huyện bên."


def _block(text: str, linked: float = 0.0) -> Block:
    block = Block("text", text)
    block.linked = linked
    return block


def test_a_box_amid_a_text_is_left_out_and_the_text_goes_on() -> None:
    box = [_block("Tin liên quan"), _block("Ba xã về đích trước hẹn", 1.0)]
    left = without_insets([_block(_SENTENCE), *box, _block(_SENTENCE)])
    assert [block.text for block in left] == [_SENTENCE, _SENTENCE]


_NEXT = [_block(_SENTENCE), _block("Cầu mới qua sông Mẫu đã thông xe từ sáng nay", 1.0), _block(_SENTENCE)]


@pytest.mark.parametrize("after", [[], _NEXT])
def test_a_list_behind_a_text_is_no_such_box(after: list[Block]) -> None:
    blocks = [_block(_SENTENCE), _block("Tin liên quan"), _block("Ba xã về đích trước hẹn", 1.0), *after]
    assert without_insets(blocks) == blocks


def test_summaries_behind_their_headlines_are_a_list() -> None:
    assert lists_links([_block(_SENTENCE * 3, 0.2)] * 3)
    assert not lists_links([_block(_SENTENCE * 3, 0.2), *[_block(_SENTENCE)] * 3])


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ga Kép mở thêm bãi hàng (23/08/2025)", "Ga Kép mở thêm bãi hàng"),
        ("Ga Kép mở thêm bãi hàng [08:30, 23/08/2025]", "Ga Kép mở thêm bãi hàng"),
        ("Kỷ niệm 130 năm (19/5/1890 - 19/5/2020)", "Kỷ niệm 130 năm (19/5/1890 - 19/5/2020)"),
        ("Kế hoạch (31/12/2030)", "Kế hoạch (31/12/2030)"),
    ],
)
def test_a_title_loses_the_day_alone_in_brackets(line: str, title: str) -> None:
    assert without_bracketed_date(line, now=_NOW) == title


def test_a_source_in_square_brackets_signs() -> None:
    assert read_tail(["Sông Mã dâng cao.", "[ Nguồn tin: Báo Mẫu ]"])[0].credit == "Báo Mẫu"
