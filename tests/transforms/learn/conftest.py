"""A small invented site, in as many makes as a test likes: articles and the pages that list them."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from records.snapshot import Snapshot

NOW = datetime(2024, 6, 1, 5, tzinfo=UTC)
HOME = "https://mau.example"
_PLACES = [
    "Quế Phong",
    "Tương Dương",
    "Kỳ Sơn",
    "Con Cuông",
    "Anh Sơn",
    "Tân Kỳ",
    "Nghĩa Đàn",
    "Quỳ Châu",
    "Quỳ Hợp",
    "Thanh Chương",
    "Nam Đàn",
    "Hưng Nguyên",
]
_WARES = [
    "mật ong",
    "thổ cẩm",
    "chè xanh",
    "cam sành",
    "gạo nếp",
    "nước mắm",
    "măng khô",
    "trâu giống",
    "mây tre",
    "gà đồi",
    "bưởi hồng",
    "nhung hươu",
]
NAMES = ["Minh Hà", "Quốc Tuấn", "Thu Thủy", "Hồng Sơn", "Lan Anh", "Đức Huy"]

Article = dict[str, str]
Template = Callable[[Article], str]


def article(number: int) -> Article:
    """The facts of one invented article."""
    place, ware = _PLACES[number % 12], _WARES[number * 5 % 12]
    day = f"{number % 27 + 1:02}/05/2024"
    return {
        "number": str(number),
        "path": f"/tin-tuc/{number}-phien-cho-{ware.replace(' ', '-')}-mo-tai-huyen-vung-cao",
        "title": f"Phiên chợ {ware} lần thứ {number + 2} mở tại huyện {place}",
        "lead": f"Sáng {day}, huyện {place} khai mạc phiên chợ {ware} với {number * 7 + 20} gian hàng của bà con các xã.",
        "first": f"Theo ban tổ chức, {number * 3 + 11} hợp tác xã mang {ware} đến bán;"
        f" giá cao hơn năm trước {number + 4} phần trăm.",
        "second": f"Ông chủ tịch xã cho biết {place} sẽ trồng thêm {number * 9 + 30} héc-ta trong năm sau,"
        " vốn do huyện hỗ trợ một nửa.",
        "third": f"Khách đến từ {number + 3} tỉnh, phần lớn đặt mua {ware} đóng gói"
        f" và hẹn trở lại vào phiên cuối tháng {number % 9 + 1}.",
        "day": day,
        "time": f"{number % 12 + 7:02}:{number * 7 % 60:02}",
        "author": NAMES[number % 6],
    }


def page(path: str, title: str, body: str, head: str = "") -> Snapshot:
    """A page of the site as fetched."""
    html = (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<header><a href="/">Trang chủ</a> <a href="/tin-tuc">Tin tức</a> <a href="/lien-he">Liên hệ</a></header>{body}'
        "<footer><p>Cơ quan chủ quản: Ủy ban nhân dân tỉnh mẫu. Giấy phép số 12/GP ngày 20/3/2015</p></footer></body></html>"
    )
    url = HOME + path
    return Snapshot(url=url, final_url=url, source_id="mau", fetched_at=NOW, run_id="", body=html.encode())


def listing(number: int, heading: str = "div") -> Snapshot:
    """A listing of five articles with their leads and dates."""
    items = "".join(
        f'<{heading} class="item"><h3><a href="{a["path"]}">{a["title"]}</a></h3><p>{a["lead"]}</p><i>{a["day"]}</i></{heading}>'
        for a in map(article, range(number * 5, number * 5 + 5))
    )
    return page(
        f"/tin-tuc?page={number}", "Tin tức sự kiện - Cổng mẫu", f"<main><h1>Tin tức sự kiện</h1>{items}</main>"
    )


@pytest.fixture
def site() -> Callable[..., list[Snapshot]]:
    """Pages of a site: `count` articles drawn by a template, three listings and a page about the site."""

    def make(template: Template, count: int = 12, end: str = " - Cổng mẫu") -> list[Snapshot]:
        articles = [page(a["path"], a["title"] + end, template(a)) for a in map(article, range(count))]
        about = page("/lien-he", "Liên hệ - Cổng mẫu", "<main><h1>Liên hệ</h1><p>Địa chỉ: số 3 đường mẫu.</p></main>")
        return [*articles, *(listing(n) for n in range(3)), about]

    return make
