"""Pages that are no articles though they have a title, a date or a text: each rejected with what it is."""

from datetime import UTC, datetime

import pytest

from records.rejection import Rejection, RejectionReason
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

_PLATFORMS = load_registry(check_selector=check_selector).platforms
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_PROSE = "".join(
    f"<p>Đoạn {n} nói về nội dung của trang này, dài vừa đủ để một bộ đọc chung tin rằng đây là một đoạn văn của bài báo.</p>"
    for n in range(4)
)
_LINKS = "".join(
    f'<div><a href="/bai-{n}">Bài số {n} kể chuyện một hợp tác xã trồng rau ở vùng ven sông</a> <i>0{n}/03/2023</i></div>'
    for n in range(1, 10)
)
_SHEET = "".join(
    f"<tr><td>{label}</td><td>{value}</td></tr>"
    for label, value in {
        "Số ký hiệu": "12/2023/QĐ-UBND",
        "Ngày ban hành": "05/03/2023",
        "Cơ quan ban hành": "UBND tỉnh Mẫu",
        "Người ký": "Trần Văn Mẫu",
        "Trích yếu": "Ban hành quy định về quản lý chợ trên địa bàn tỉnh",
    }.items()
)
_CASES = {
    "contact": ("/lien-he", "Liên hệ", f"<p>25/03/2023 16:40</p>{_PROSE}", RejectionReason.NOT_ARTICLE, "Liên hệ"),
    "organisation": ("/bo-may", "Cơ cấu tổ chức", f"<p>25/03/2023</p>{_PROSE}", RejectionReason.NOT_ARTICLE, "Cơ cấu"),
    "listing": ("/kinh-te", "Kinh tế - Xã hội của tỉnh Mẫu", _LINKS, RejectionReason.NOT_ARTICLE, ""),
    "legal text": (
        "/van-ban/12",
        "Quyết định ban hành quy định về quản lý chợ trên địa bàn tỉnh",
        f"<table>{_SHEET}</table><p>05/03/2023</p>{_PROSE}<a href=/f.pdf>Tải về</a>",
        RejectionReason.NOT_ARTICLE,
        "legal text",
    ),
    "search": (
        "/tim-kiem?q=cho",
        "Kết quả tìm kiếm",
        f"<p>Tìm thấy 9 kết quả</p>{_LINKS}",
        RejectionReason.NOT_ARTICLE,
        "search",
    ),
    "login": (
        "/dang-nhap",
        "Đăng nhập hệ thống quản lý",
        "<form><input name=u><input type='password' name=p><button>Vào</button></form>",
        RejectionReason.NOT_ARTICLE,
        "login",
    ),
    "gone": (
        "/bai-7",
        "Cổng thông tin tỉnh Mẫu",
        "<div class=thong-bao>Bài viết bạn yêu cầu không tồn tại hoặc đã bị xóa</div>",
        RejectionReason.ERROR_PAGE,
        "không tồn tại",
    ),
    "error": ("/bai-7", "Lỗi 404", "<p>Xin lỗi, không tìm thấy trang</p>", RejectionReason.ERROR_PAGE, "404"),
    "parked": ("/bai-7", "mau.example", "<h1>This domain is for sale</h1>", RejectionReason.NOT_ARTICLE, "no portal"),
    "suspended": ("/x", "Website", "<h1>Account Suspended</h1>", RejectionReason.NOT_ARTICLE, "Suspended"),
    "default page": (
        "/x",
        "Apache2 Ubuntu Default Page: It works",
        "<p>It works!</p>",
        RejectionReason.NOT_ARTICLE,
        "no portal",
    ),
    "challenge": ("/x", "Just a moment...", "<p>Checking your browser</p>", RejectionReason.CHALLENGE, ""),
    "front page": ("/", "Cổng thông tin điện tử tỉnh Mẫu", f"{_LINKS}{_PROSE}", RejectionReason.LISTING, "front"),
    "video": (
        "/video/7",
        "Thời sự truyền hình tỉnh Mẫu ngày 25 tháng 3",
        "<p>25/03/2023 16:40</p><video src=/v.mp4></video>",
        RejectionReason.NOT_ARTICLE,
        "",
    ),
}


@pytest.mark.parametrize("kind", _CASES)
def test_none(kind: str) -> None:
    path, title, inside, reason, words = _CASES[kind]
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{inside}</body></html>"
    outcome = read_page(f"https://mau.example{path}", html, platforms=_PLATFORMS, fetched_at=_NOW)
    assert isinstance(outcome, Rejection)
    assert (outcome.reason, words in outcome.detail) == (reason, True), outcome.detail
    assert outcome.detail


def test_a_video_with_a_line_of_text_is_none() -> None:
    html = (
        '<html><head><title>Bản tin - Sở</title><meta name="generator" content="NukeViet v4.5"></head><body>'
        "<h1 class=title>Bản tin</h1><span class=h5>25/03/2023 16:40</span>"
        "<div id=news-bodyhtml><p>Mời xem.</p><iframe src=//v.example/1></iframe></div></body></html>"
    )
    outcome = read_page("https://mau.example/tin/ban-tin-7.html", html, platforms=_PLATFORMS, fetched_at=_NOW)
    assert isinstance(outcome, Rejection)
    assert "video" in outcome.detail
