"""Trimming: what is cut is cut once, whatever stands in a body; the title is known however its tones are placed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.extract.block import Block
from transforms.extract.letters import letters_of, same_letters
from transforms.extract.trimming import trim

_TITLE, _LEAD = "Hội nghị hợp tác", "Sáng 2/3, hội nghị hợp tác khai mạc tại Vinh."
_PROSE = "Hội nghị bàn về đường ven biển, cảng nước sâu và du lịch giữa các tỉnh trong vùng. " * 3
_LINES = (
    _TITLE,
    _LEAD,
    _PROSE,
    "Tin liên quan",
    "Các tin khác",
    "Ý kiến",
    "Trả lời",
    "Chia sẻ",
    "In trang",
    "Đọc thêm: Khai mạc hội nghị",
    "Khai mạc lễ hội làng Sen (02/03/2023)",
    "Thành phố Vinh họp (05/03/2023)",
    "Bản quyền thuộc về Cổng thông tin điện tử tỉnh Nghệ An",
    "Cơ quan chủ quản: UBND tỉnh Nghệ An",
    "Một câu ngắn.",
)


@st.composite
def _block(draw: st.DrawFn) -> Block:
    block = Block(draw(st.sampled_from(("text", "item", "heading", "row"))), draw(st.sampled_from(_LINES)))
    block.linked = draw(st.sampled_from((0.0, 0.6, 1.0)))
    return block


@settings(max_examples=300, deadline=None)
@given(st.lists(_block(), max_size=12))
def test_trimming_twice_changes_nothing(blocks: list[Block]) -> None:
    once = trim(blocks, title=_TITLE, lead=_LEAD)
    assert trim(once, title=_TITLE, lead=_LEAD) == once


def test_the_text_stays() -> None:
    blocks = [Block("text", text) for text in (_TITLE, _PROSE, "Chia sẻ", "Một câu ngắn.", "Tin liên quan")]
    assert [b.text for b in trim(blocks, title=_TITLE, lead="")] == [_PROSE, "Một câu ngắn."]


@pytest.mark.parametrize("kind", ["heading", "item", "text"])
@pytest.mark.parametrize("head", ["Ý kiến", "Bình luận:"])
def test_a_chapter_of_opinions_stays(kind: str, head: str) -> None:
    blocks = [Block("text", _PROSE), Block(kind, head), Block("text", f"Ông Nam cho rằng: {_PROSE}")]
    blocks[1].bold = kind == "text"
    assert [b.text for b in trim(blocks, title=_TITLE, lead="")] == [b.text for b in blocks]


def test_an_opinion_and_its_answer_stay() -> None:
    lines = (_PROSE, "Ý kiến:", f"Cử tri hỏi: {_PROSE}", "Trả lời:", f"Sở nói: {_PROSE}", "Nội dung", f"Một: {_PROSE}")
    assert [b.text for b in trim([Block("text", text) for text in lines], title=_TITLE, lead="")] == list(lines)


@pytest.mark.parametrize("sign", ["Trả lời", "Nguyễn An 3 ngày trước", "12/05/2024 08:30"])
def test_comments_do_not(sign: str) -> None:
    lines = (_PROSE, "Bình luận", "Nguyễn An", f"Bài hay. {_PROSE}", sign)
    assert [b.text for b in trim([Block("text", text) for text in lines], title=_TITLE, lead="")] == [_PROSE]


def test_tones_placed_otherwise_are_the_same_letters() -> None:
    assert letters_of("Hoà Bình: UỶ BAN") == letters_of("Hòa Bình - Ủy ban")
    assert same_letters("Hoà Bình đón khách", "HÒA BÌNH ĐÓN KHÁCH")
    assert not same_letters("Hoà Bình", "Hải Dương")
    assert not same_letters("...", "...")


def _with_links(unlinked: str, links: str) -> Block:
    block = Block("text", unlinked + links)
    block.linked = len(links) / len(block.text)
    return block


@pytest.mark.parametrize(
    ("unlinked", "links"),
    [
        ("Gửi ý kiến đóng góp tại: ", "https://duthao.mau.gov.vn/nghi-quyet/15"),
        ("Gửi phản hồi: ", "sotuphap@mau.gov.vn"),
        ("Gửi ý kiến về: ", "Ban soạn thảo nghị quyết của tỉnh"),
        ("Xem nhiều: ", "https://mau.vn/anh-dep-trong-thang"),
        ("", "Tin mới về dự án cao tốc qua tỉnh được nhiều người chờ đợi"),
        ("", "Bài viết khác biệt của tác giả trẻ"),
        ("", "Tin mới Hà Nội gửi bạn đọc vùng cao"),
    ],
)
def test_a_line_that_only_begins_like_a_box_stays(unlinked: str, links: str) -> None:
    blocks = [Block("text", _PROSE), _with_links(unlinked, links), Block("text", f"Tiếp: {_PROSE}")]
    assert [b.text for b in trim(blocks, title=_TITLE, lead="")] == [b.text for b in blocks]


@pytest.mark.parametrize(
    ("unlinked", "links"),
    [
        ("Tin nổi bật: ", "Khai mạc hội chợ xuân của tỉnh"),
        ("Tin liên quan ", "Khai mạc hội chợ xuân của tỉnh"),
        ("Tin liên quan\n", "Khai mạc hội chợ xuân của tỉnh\nBế mạc hội làng"),
        ("", "Tin liên quan: Khai mạc hội chợ xuân của tỉnh"),
    ],
)
def test_a_box_in_one_line_goes(unlinked: str, links: str) -> None:
    blocks = [Block("text", _PROSE), _with_links(unlinked, links), Block("text", f"Tiếp: {_PROSE}")]
    assert [b.text for b in trim(blocks, title=_TITLE, lead="")] == [blocks[0].text, blocks[2].text]
