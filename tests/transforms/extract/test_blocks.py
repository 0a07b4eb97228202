"""Bodies as blocks: paragraphs however they are written, captions apart, data tables kept, layouts opened."""

import pytest

from transforms.extract.block import Block
from transforms.extract.blocks import read_blocks
from transforms.extract.pictures import take_pictures
from transforms.extract.selecting import Page
from transforms.extract.trimming import trim


def _blocks(html: str) -> list[Block]:
    root = Page(f'<div id="body">{html}</div>'.encode()).first("#body")
    assert root is not None
    return read_blocks(root)


def _texts(html: str) -> list[str]:
    return [b.text for b in _blocks(html) if b.kind != "image"]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Một</p><p>Hai <b>ba</b></p>", ["Một", "Hai ba"]),
        ("Một.<br><br>Hai.<br/>\n<br/>Ba.", ["Một.", "Hai.", "Ba."]),
        ("Một câu dài đến mức phải xuống dòng giữa chừng vì khung hẹp<br>nên nó vẫn là một đoạn.", None),
        ("<p>Gồm có:<br>- Một;<br>- Hai.</p>", ["Gồm có:", "- Một;", "- Hai."]),
        ("<div>Một<div>Hai</div>Ba</div>", ["Một", "Hai", "Ba"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", ["a", "b", "c"]),
        ("<table><tr><td>1</td><td>2<br>3</td></tr></table>", ["1 | 2 3"]),
        ("<table><tr><td><p>Một</p><p>Hai</p></td></tr></table>", ["Một", "Hai"]),
        ("<p>a</p><script>b</script><style>c</style><p hidden>d</p><p style='display: none'>e</p>", ["a"]),
        ("<p>n&agrave;y <span>k</span>ia</p>", ["này kia"]),
        ("<h2>Mục</h2><blockquote><p>Lời</p></blockquote>", ["Mục", "Lời"]),
        ("<p>&nbsp;</p><p>\u200b</p><p>x</p>", ["x"]),
    ],
)
def test_texts(html: str, texts: list[str] | None) -> None:
    found = _texts(html)
    assert (found == texts) if texts is not None else len(found) == 1


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src=a.jpg><figcaption>Đại biểu dự họp</figcaption></figure>",
        "<p style='text-align:center'><img src=a.jpg></p><p style='text-align: center'>Đại biểu dự họp</p>",
        "<p align=center><img src=a.jpg><br>Đại biểu dự họp</p>",
        "<p><img src=a.jpg></p><p><em>Đại biểu dự họp</em></p>",
        "<table><tr><td><img src=a.jpg></td></tr><tr><td>Đại biểu dự họp</td></tr></table>",
        "<p><img src=a.jpg></p><table><tr><td>Đại biểu dự họp</td></tr></table>",
        "<p><img src=a.jpg alt='Đại biểu dự họp'></p><p>Đại biểu dự họp</p>",
        "<p><img src=a.jpg></p><p class=imgalt>Đại biểu dự họp</p>",
    ],
)
def test_captions_leave_the_text(html: str) -> None:
    text = "<p>Đoạn văn đứng trước bức ảnh, đủ dài để là đoạn văn của bài.</p>"
    after = "<p>Đoạn văn đứng sau bức ảnh, cũng đủ dài để là đoạn văn.</p>"
    kept, images = take_pictures(_blocks(text + html + after), lambda href: f"/{href}")
    assert len(kept) == 2
    assert [(i.url, i.caption) for i in images] == [("/a.jpg", "Đại biểu dự họp")]


def test_line_breaks_part_a_bold_lead_and_a_caption_from_the_text() -> None:
    html = "<b>Sapo in đậm của bài.</b><br>Đoạn một.<br><br><img src=a.jpg><br>Đại biểu dự họp<br><br>Đoạn hai.<br><br>"
    html += "<img src=b.jpg><br><br>Ba"
    kept, images = take_pictures(_blocks(html), str)
    assert [(b.text, b.bold) for b in kept] == [
        ("Sapo in đậm của bài.", True),
        ("Đoạn một.", False),
        ("Đoạn hai.", False),
        ("Ba", False),
    ]
    assert [i.caption for i in images] == ["Đại biểu dự họp", ""]


def test_a_text_all_in_italics_has_no_captions_by_that() -> None:
    html = "<p><img src=a.jpg></p>" + "".join(
        f"<p><em>Đoạn {n} của một bài in nghiêng từ đầu đến cuối.</em></p>" for n in range(4)
    )
    kept, _ = take_pictures(_blocks(html), str)
    assert len(kept) == 4


def test_two_pictures_keep_their_own_captions() -> None:
    html = "".join(f"<figure><img src={n}.jpg><figcaption>Ảnh {n}. Ảnh: Minh Hà</figcaption></figure>" for n in "12")
    _, images = take_pictures(_blocks(html), str)
    assert [(i.url, i.caption, i.credit) for i in images] == [
        ("1.jpg", "Ảnh 1.", "Ảnh: Minh Hà"),
        ("2.jpg", "Ảnh 2.", "Ảnh: Minh Hà"),
    ]


@pytest.mark.parametrize(
    "trailer",
    [
        "<p><strong>Tin liên quan:</strong></p><ul><li><a href=/a>Một bài khác của cổng</a></li></ul>",
        "<p>Đánh giá bài viết</p>",
        "<div>Các tin khác</div><p><a href=/a>Một bài khác của cổng</a></p>",
        "<p>Chia sẻ bài viết</p><p>Zalo</p>",
        "<p>Đọc thêm: <a href=/a>Một bài khác của cổng</a></p>",
        "<p>Lượt xem: 1.203</p>",
        "<p>Một bài khác của cổng (24/03/2023)</p><p>Bài nữa của cổng (23/03/2023)</p>",
        "<p>Cơ quan chủ quản: UBND tỉnh Mẫu</p><p>Địa chỉ: 12 phố Mẫu. Điện thoại: 0123</p>",
        "<p>Quảng cáo</p>",
        "<p>Giọng nữ miền Bắc</p>",
    ],
)
def test_trailers_are_cut(trailer: str) -> None:
    kept = trim(_blocks(f"<p>Đoạn văn của bài.</p>{trailer}"), title="Tít", lead="")
    assert [b.text for b in kept] == ["Đoạn văn của bài."]


def test_a_sentence_that_begins_like_a_trailer_stays() -> None:
    texts = ["Đánh giá của hai địa phương cho thấy kết quả tốt.", "Chia sẻ tại hội nghị, ông Nam nêu ba việc."]
    kept = trim(_blocks("".join(f"<p>{t}</p>" for t in texts)), title="Tít", lead="")
    assert [b.text for b in kept] == texts


def test_title_and_lead_printed_again_go() -> None:
    kept = trim(_blocks("<p>Tít bài.</p><p>Sapo của bài.</p><p>Thân bài.</p>"), title="Tít bài", lead="Sapo của bài.")
    assert [b.text for b in kept] == ["Thân bài."]
