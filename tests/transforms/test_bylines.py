"""Author and credit lines in every form of the portals, and lines that are none."""

import pytest

from transforms.bylines import Signature, cut_mark, read_byline, read_credit, read_tail


@pytest.mark.parametrize(
    ("line", "byline", "authors"),
    [
        ("Tác giả: Quỳnh - Oanh", "Quỳnh - Oanh", ("Quỳnh", "Oanh")),
        ("Minh Hà, Quốc Tuấn và Lê An", "Minh Hà, Quốc Tuấn và Lê An", ("Minh Hà", "Quốc Tuấn", "Lê An")),
        ("Bài, ảnh: Đức Hùng", "Bài, ảnh: Đức Hùng", ("Đức Hùng",)),
        ("Bài: Lan Anh - Ảnh: Minh Tú", "Bài: Lan Anh - Ảnh: Minh Tú", ("Lan Anh",)),
        ("Quốc Bảo (tổng hợp)", "Quốc Bảo (tổng hợp)", ("Quốc Bảo",)),
        ("Nhóm P.V thực hiện", "Nhóm P.V thực hiện", ("Nhóm P.V",)),
        ("Q.B - Minh Thư", "Q.B - Minh Thư", ("Q.B", "Minh Thư")),
        ("CTV", "CTV", ("CTV",)),
        ("admin admin", "", ()),
        ("Bởi admin admin", "", ()),
        ("Đăng bởi: Thu Quyên", "Thu Quyên", ("Thu Quyên",)),
        ("Tác giả Dương Tâm", "Dương Tâm", ("Dương Tâm",)),
        ("Tác giả: Ban biên tập", "Ban biên tập", ("Ban biên tập",)),
        ("Quản trị", "Quản trị", ("Quản trị",)),
        ("Hồng Nam | Thứ bảy, 25/03/2023 16:40", "Hồng Nam", ("Hồng Nam",)),
        ("Đăng lúc 16h40 ngày 25 tháng 3 năm 2023 bởi Hồng Nam", "Hồng Nam", ("Hồng Nam",)),
        ("Saturday, March 25, 2023 4:40 PM - By Hồng Nam", "Hồng Nam", ("Hồng Nam",)),
        ("Gửi bởi:  vào Thứ Ba, 04 Tháng 5 2021 @ 19:13", "", ()),
        ("25/03/2023 16:40 | Lượt xem: 125", "", ()),
        ("Đăng Khoa - 25/03/2023", "Đăng Khoa", ("Đăng Khoa",)),
        ("5 phút đọc", "", ()),
        ("25/03/2023 16:40 - 3 phút đọc - Hồng Nam", "Hồng Nam", ("Hồng Nam",)),
        ("đăng bởi Thi Quân, 25 Thg 3 2023 : 16:40", "Thi Quân", ("Thi Quân",)),
        ("Gửi bởi Hồng Nam vào 25/3/2023 16:40 (12 lượt đọc)", "Hồng Nam", ("Hồng Nam",)),
    ],
)
def test_byline(line: str, byline: str, authors: tuple[str, ...]) -> None:
    found = read_byline(line)
    assert (found.byline, found.authors) == (byline, authors)


@pytest.mark.parametrize(
    ("line", "credit", "url"),
    [
        ("Nguồn tin: nghean.gov.vn", "nghean.gov.vn", ""),
        ("Nguồn Một Thế Giới: https://1thegioi.vn/x-1.html", "Một Thế Giới", "https://1thegioi.vn/x-1.html"),
        ("Nguồn: https://www.baomau.example/x", "baomau.example", "https://www.baomau.example/x"),
        ("Theo Chinhphu.vn", "Chinhphu.vn", ""),
        ("(Theo TTXVN)", "TTXVN", ""),
    ],
)
def test_credit(line: str, credit: str, url: str) -> None:
    assert read_credit(line) == Signature(credit=credit, credit_url=url)


@pytest.mark.parametrize(
    ("lines", "byline", "credit", "taken"),
    [
        (["Câu cuối.", "Ánh Dương", "Nguồn Một Thế Giới: https://1thegioi.vn/x"], "Ánh Dương", "Một Thế Giới", 2),
        (["Câu cuối.", "Phương Thảo/cantho.gov.vn"], "Phương Thảo", "cantho.gov.vn", 1),
        (["Câu cuối.", "Trang Phạm", "Theo Sputnik"], "Trang Phạm", "Sputnik", 2),
        (["Câu cuối.", "Trang Phạm / Theo Sputnik"], "Trang Phạm", "Sputnik", 1),
        (["Câu cuối.", "(TTXVN)"], "", "TTXVN", 1),
        (["Câu cuối.", "Tin, ảnh: Hữu Trí"], "Tin, ảnh: Hữu Trí", "", 1),
        (["Câu cuối.", "Theo ông Nam, việc này khó"], "", "", 0),
        (["Câu cuối.", "Triển vọng tốt đẹp"], "", "", 0),
        (["Câu cuối.", "Hà Nội"], "", "", 0),
        (["Câu cuối của bài."], "", "", 0),
        ([], "", "", 0),
    ],
)
def test_tail(lines: list[str], byline: str, credit: str, taken: int) -> None:
    found, count = read_tail(lines)
    assert (found.byline, found.credit, count) == (byline, credit, taken)


@pytest.mark.parametrize(
    ("lead", "rest", "mark"),
    [
        ("(TTXVN) - Sáng 25/3", "Sáng 25/3", "TTXVN"),
        ("(Chinhphu.vn) – Chiều 9.5", "Chiều 9.5", "Chinhphu.vn"),
        ("(Baothanhhoa.vn) - Sáng", "Sáng", "Baothanhhoa.vn"),
        ("QTO - Ngày 5/3", "Ngày 5/3", "QTO"),
        ("UBND - cơ quan hành chính", "UBND - cơ quan hành chính", ""),
        ("(Hà Nội) - Sáng", "(Hà Nội) - Sáng", ""),
        ("Sáng nay - khi", "Sáng nay - khi", ""),
    ],
)
def test_mark(lead: str, rest: str, mark: str) -> None:
    assert cut_mark(lead) == (rest, mark)


def test_a_line_of_any_length_is_read_at_once() -> None:
    # Each dash may be where the names end: tried with the square of their number, this takes a minute.
    read_byline("A " + "-" * 100_000 + "x")
