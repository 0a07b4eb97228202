"""An invented article of a site that nothing is known of, and how pages that show it are read."""

from datetime import UTC, datetime

from records.article import Article
from records.rejection import Rejection
from transforms.extract import read_page

NOW = datetime(2026, 11, 30, tzinfo=UTC)
TITLE = "Hai tỉnh cùng mở tuyến xe buýt qua đèo"
LINES = [
    f"Đoạn thứ {n}: chuyến xe đầu tiên rời bến lúc sáng sớm, chở hàng trăm hành khách của hai tỉnh qua đèo trong một ngày"
    " nắng đẹp hiếm có đầu mùa khô năm nay."
    for n in ("một", "hai", "ba", "bốn", "năm")
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
DAY = "<div>05/10/2026 08:15</div>"


def outcome(body: str, head: str = f"{TITLE} - Mẫu") -> Article | Rejection:
    """What becomes of a page with this body, and this title in its head."""
    html = f'<html><head><meta charset="utf-8"><title>{head}</title></head><body>{body}</body></html>'
    return read_page("https://mau.example/tin/x-12.html", html, platforms={}, fetched_at=NOW)


def read(body: str, head: str = f"{TITLE} - Mẫu") -> Article:
    """The article on a page with this body, and this title in its head."""
    found = outcome(body, head)
    assert isinstance(found, Article), found
    return found
