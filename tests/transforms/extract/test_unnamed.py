"""On a known platform's page, what its theme gives no known name is read by where it stands; what only stands near is not."""

from datetime import UTC, datetime

import pytest

from records.article import Article
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

PLATFORMS = load_registry(check_selector=check_selector).platforms
_TITLE = "Phường ra quân chỉnh trang vỉa hè ở ba tuyến phố trung tâm"
_BODY = """<p>Sáng nay, hơn hai trăm đoàn viên và người dân cùng dọn vỉa hè ở ba tuyến phố trung tâm của phường.</p>
<p>Các hộ kinh doanh đã ký cam kết không lấn chiếm lòng đường, vỉa hè và nhận lịch thu gom rác mới từ tổ dân phố.</p>"""


def _read(
    *, over: str = "", between: str = "", behind: str = "", date: str = "<div class='k7'>25/03/2023 16:40</div>"
) -> Article:
    html = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{_TITLE}</title></head><body>
<div class="k1">{over}<h1 id="contentDetailTitleId">{_TITLE}</h1>{date}{between}
<div id="contentDetail">{_BODY}</div>{behind}</div>
<div class="k9"><h4>Tin khác</h4><div><a href="/a">Khai mạc ngày hội văn hóa các dân tộc vùng cao</a> <i>01/01/2020</i></div></div>
</body></html>"""
    found = read_page(
        "http://127.0.0.1/a/-/details/1/x", html, platforms=PLATFORMS, fetched_at=datetime(2026, 11, 30, tzinfo=UTC)
    )
    assert isinstance(found, Article)
    assert (found.platform, found.title, found.body.count("\n\n")) == ("bac-ninh", _TITLE, 1)
    return found


def test_a_date_in_an_element_of_any_name_is_read() -> None:
    found = _read()
    assert (found.extractor, f"{found.published_at:%Y-%m-%d %H:%M}") == ("rule", "2023-03-25 16:40")


@pytest.mark.parametrize(
    "behind",
    [
        '<div><a href="/b">Hội nghị tổng kết công tác năm của toàn phường</a> <span class="news-date">02/02/2022</span></div>',
        '<div class="comment-list"><b>Lụa</b> <span class="news-date">28/03/2023 09:00</span><p>Rất hay.</p></div>',
    ],
)
def test_a_date_beside_another_articles_headline_or_a_comment_is_not_the_articles(behind: str) -> None:
    assert f"{_read(behind=behind).published_at:%Y-%m-%d}" == "2023-03-25"


@pytest.mark.parametrize("tag", ["div", "h2", "p"])
def test_one_paragraph_of_sentences_between_title_and_body_is_the_lead(tag: str) -> None:
    lead = "Chiều 24/3, phường họp bàn cách giữ vỉa hè thông thoáng sau đợt ra quân."
    found = _read(between=f"<{tag} class='k3'>{lead}</{tag}>")
    assert found.lead == lead


@pytest.mark.parametrize(
    "between",
    [
        "<figure><img src='/1.jpg'><figcaption>Đoàn viên dọn vỉa hè trên phố Ngô Gia Tự sáng 24/3.</figcaption></figure>",
        "<p><a href='/c'>Phường khai trương bãi đỗ xe mới cho người dân khu phố.</a></p>",
        "<p>Nghe bài viết</p><p>Chia sẻ bài viết này</p>",
    ],
)
def test_what_else_stands_there_is_no_lead(between: str) -> None:
    assert _read(between=between).lead == ""


@pytest.mark.parametrize(
    ("over", "between", "behind"),
    [
        ("", "", "<div class='k4'>Tác giả: <b>Mai Thùy</b></div>"),
        ("", "", "<div class='k4'>Người viết: Mai Thùy</div>"),
        ("", "<div class='k4'>Bởi: Mai Thùy</div>", ""),
        ("<div class='k4'><span>Bởi Mai Thùy</span></div>", "", ""),
        ("", "<div><span class='news-author'>Mai Thùy</span></div>", ""),
        ("", "", "<div style='text-align:right'><b>Mai Thùy</b></div>"),
    ],
)
def test_who_signed_beside_the_text_is_found(over: str, between: str, behind: str) -> None:
    assert _read(over=over, between=between, behind=behind).byline == "Mai Thùy"


def test_what_was_done_belongs_to_the_name() -> None:
    found = _read(behind="<p><b>Tin, ảnh: Mai Thùy</b></p><p>Theo Báo mẫu</p>")
    assert (found.byline, found.credit) == ("Tin, ảnh: Mai Thùy", "Báo mẫu")


def test_author_and_source_in_one_line_are_parted() -> None:
    found = _read(between="<div><span>Tác giả: <b>Mai Thùy</b></span> <span>Nguồn: TTXVN</span></div>")
    assert (found.byline, found.credit) == ("Mai Thùy", "TTXVN")


@pytest.mark.parametrize(
    "behind",
    [
        "<div>Bởi: admin admin</div>",
        "<div class='comments'><b>Mai Thùy</b><p>Bài viết rất hay, đề nghị phường làm thường xuyên hơn nữa.</p></div>",
        "<div>Chịu trách nhiệm: Mai Thùy</div>",
        "<div class='author-list'><p>Tác giả nổi bật</p><a href='/t'>Mai Thùy</a></div>",
        "<div>Hai tác giả: ảnh đẹp nhất tuần sẽ được công bố vào thứ sáu tới.</div>",
    ],
)
def test_nobody_is_taken_for_an_author_who_is_none(behind: str) -> None:
    assert _read(behind=behind).byline == ""


def test_a_box_in_one_paragraph_is_no_text() -> None:
    box = """<div><strong>Tin liên quan</strong> <a href="/d">Khai trương phố đi bộ đầu tiên của phường</a>
<a href="/e">Lấy ý kiến người dân về bãi đỗ xe mới</a></div>"""
    found = _read(behind="").body
    html = _BODY.replace("</p>\n<p>", f"</p>\n{box}\n<p>")
    read = read_page(
        "http://127.0.0.1/a/-/details/1/x",
        f"<html><head><title>{_TITLE}</title></head><body><h1 id='contentDetailTitleId'>{_TITLE}</h1>"
        f"<div class='content-detail-date'>25/03/2023 16:40</div><div id='contentDetail'>{html}</div></body></html>",
        platforms=PLATFORMS,
        fetched_at=datetime(2026, 11, 30, tzinfo=UTC),
    )
    assert isinstance(read, Article)
    assert read.body == found


_HEADLINE = "<a href='/f'>Khai trương phố đi bộ đầu tiên của phường</a>"


@pytest.mark.parametrize(
    "behind",
    [
        "<div><h2>2 bình luận về “Phường ra quân”</h2><ol><li><b class='fn author'>Trần Thị Bình</b><p>Hay quá</p></li></ol></div>",
        "<div><h2>Phản hồi gần đây</h2><div class='author'>Trần Thị Bình</div></div>",
        "<div class='comment-list'><div class='author'>Trần Thị Bình</div><p>Hay quá</p></div>",
        f"<div class='k7'>{_HEADLINE}<span class='post-author'>Trần Thị Bình</span></div>",
        f"<div class='k7'><div class='author-name'>Trần Thị Bình</div>{_HEADLINE}</div>",
        f"<div class='k7'><p>Bởi Lê Văn Tám</p>{_HEADLINE}</div>",
        "<div class='question-author'>Trần Văn Nam</div><p>Trả lời: theo quy định của phường.</p>",
        "<p style='text-align:right'>KT. CHỦ TỊCH</p><p style='text-align:right'>Trần Văn Nam</p>",
        "<p align='right'>TM. UBND</p><p align='right'>CHỦ TỊCH</p><p align='right'>Trần Văn Nam</p>",
    ],
)
def test_readers_other_articles_authors_and_signatories_are_no_authors(behind: str) -> None:
    assert _read(behind=behind).byline == ""


def test_an_office_below_the_name_does_not_hide_it() -> None:
    behind = "<p style='text-align:right'>Mai Thùy</p><p style='text-align:right'>Trung tâm Văn hóa</p>"
    assert _read(behind=behind).byline == "Mai Thùy"


def test_an_author_named_right_behind_the_text_is_found_with_comments_below() -> None:
    behind = "<div class='author'>Mai Thùy</div><h3>2 bình luận</h3><div class='comments'><b class='author'>Lụa Trần</b></div>"
    assert _read(behind=behind).byline == "Mai Thùy"
