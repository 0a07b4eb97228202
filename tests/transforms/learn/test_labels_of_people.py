"""Tests of authors and credits that stand behind labels in cells of their own."""

from datetime import UTC, datetime

import pytest

from records.snapshot import Snapshot
from transforms.learn import learn

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_NAMES = ("Hà An", "Lê Minh Châu", "Trần Bình", "Vũ Thu Hương", "Đỗ Quang", "Ngô Lan Anh")


def _page(number: int, rows: str) -> Snapshot:
    text = "".join(
        f"<p>Bài {number}, đoạn {n}: hội nghị bàn việc mở thêm {number + n} tuyến đường nối các xã vùng cao với trung tâm"
        f" huyện, vốn lấy từ nguồn số {number * 7 + n} của tỉnh.</p>"
        for n in range(6)
    )
    title = f"Huyện mẫu mở thêm tuyến đường thứ {number} lên vùng cao"
    html = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1><div class="nd">{text}</div>'
        f"<table><tr><td>Ngày đăng</td><td>{number + 1:02}/10/2026 08:15</td></tr>{rows}</table></body></html>"
    )
    url = f"http://huyen.example.test/tin/mo-them-tuyen-duong-len-vung-cao-{number:03}.html"
    return Snapshot(url=url, final_url=url, source_id="huyen", fetched_at=_NOW, run_id="", body=html.encode())


@pytest.mark.parametrize(
    ("label", "selector"),
    [("Bút danh", 'td:lexbor-contains("Bút danh") + td'), ("Cây bút", 'td:lexbor-contains("Cây bút") + td')],
)
def test_the_author_stands_behind_a_label_known_or_not(label: str, selector: str) -> None:
    account = "<tr><td>Người đăng</td><td>admin</td></tr><tr><td>Người duyệt</td><td>Lê Văn Sáu</td></tr>"
    rows = [f"{account}<tr><td>{label}</td><td>{name}</td></tr>" for name in _NAMES]
    found = learn([_page(n, row) for n, row in enumerate(rows)], now=_NOW)
    assert found.rules["byline"].select == (selector,)
