"""Author and credit lines in every form of the portals, and lines that are none."""

import pytest

from transforms.byline_stamps import without_stamp
from transforms.bylines import (
    Signature,
    are_people,
    are_surely_people,
    is_dateline,
    labelled_parts,
    names_no_writer,
    read_byline,
    read_credit,
)
from transforms.signing_lines import cut_end_mark, cut_mark, read_tail


@pytest.mark.parametrize(
    ("line", "byline", "credit"),
    [
        ("Thứ Sáu, 2/12/2022 - 09:25 | Mai Thùy | Theo Báo Mẫu | Lượt xem: 1.946 | A- A+ |", "Mai Thùy", "Báo Mẫu"),
        ("2/12/2022 | Theo TTXVN | A- | A+", "", "TTXVN"),
        ("2/12/2022 | TTXVN | Lượt xem: 12", "", "TTXVN"),
        ("2/12/2022 - 09:25 | A- A+ |", "", ""),
        ("Thời sự | Mai Thùy | 2/12/2022", "Mai Thùy", ""),
        ("2/12/2022 | Tin, ảnh: Mai Thùy | In trang", "Tin, ảnh: Mai Thùy", ""),
        ("Mai Thùy | Hà An", "Mai Thùy | Hà An", ""),
        ("Nguồn bài", "", ""),
        ("2/12/2022 | Mai Thùy | Lượt xem: 30 | Theo dõi | A- A+", "Mai Thùy", ""),
        ("2/12/2022 | THEO DÕI | Mai Thùy", "Mai Thùy", ""),
        ("Mai Thùy | 2/12/2022 | Theo dõi trên Google News", "Mai Thùy", ""),
        ("Theo gương Bác | Mai Thùy | 2/12/2022", "Mai Thùy", ""),
        ("Theo dòng sự kiện | 2/12/2022 | A- A+", "", ""),
        ("2/12/2022 | Theo chinhphu.vn | A- A+", "", "chinhphu.vn"),
        ("Lao động | Mai Thùy | 2/12/2022", "Mai Thùy", ""),
        ("Bộ đội biên phòng | Mai Thùy | 2/12/2022", "Mai Thùy", ""),
        ("Bộ mặt nông thôn | Mai Thùy | 2/12/2022", "Mai Thùy", ""),
        ("Cổng làng | Mai Thùy | 2/12/2022", "Mai Thùy", ""),
        ("2/12/2022 | Bộ Y tế | A- A+", "", "Bộ Y tế"),
        ("2/12/2022 | Cổng thông tin điện tử tỉnh | A- A+", "", "Cổng thông tin điện tử tỉnh"),
        ("Thanh niên | Tin, ảnh: Mai Thùy | 2/12/2022", "Tin, ảnh: Mai Thùy", ""),
        ("Lao động | Văn phòng Sở | 2/12/2022", "Văn phòng Sở", ""),
        ("Nguồn Trung tâm Khuyến công Mẫu", "", ""),
        ("2/12/2022 09:25 - Mai Thùy - Báo Lao Động - 31 lượt xem", "Mai Thùy", "Báo Lao Động"),
        ("2/12/2022 • Mai Thùy - Hà An", "Mai Thùy - Hà An", ""),
        ("2/12/2022 - TTXVN", "", "TTXVN"),
        ("Mai Thùy - TTXVN", "Mai Thùy - TTXVN", ""),
    ],
)
def test_a_line_of_several_things(line: str, byline: str, credit: str) -> None:
    found = read_byline(line)
    assert (found.byline, found.credit) == (byline, credit)


@pytest.mark.parametrize("line", ["Duyệt bài: Trần Thị Hoa", "Đăng tin: Trần Thị Hoa", "Người duyệt: Trần Thị Hoa"])
def test_who_let_a_text_through_wrote_nothing(line: str) -> None:
    assert read_tail(["Hội nghị kết thúc vào buổi trưa.", line]) == (Signature(), 0)
    assert not are_people(line)
    assert read_tail(["Hội nghị kết thúc vào buổi trưa.", "Mai Thùy", line])[0].authors == ("Mai Thùy",)


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("Vân Sơn, ngày 12/10/2025", True),
        ("Tin tức | Vân Sơn, ngày 12/10/2025", True),
        ("Thứ hai, ngày 12/10/2025", False),
        ("Mai Thùy | Chủ nhật, ngày 12/10/2025", False),
        ("Nguyễn Văn Hùng, ngày 12/10/2025", False),
    ],
)
def test_where_a_text_was_written(line: str, dateline: bool) -> None:
    assert is_dateline(line) is dateline


@pytest.mark.parametrize(
    ("line", "nobody"),
    [
        ("Báo Mẫu | 12/10/2025", True),
        ("Kinh tế | 12/10/2025", True),
        ("Bộ đội biên phòng | Mai Thùy", False),
        ("", False),
    ],
)
def test_a_line_that_names_no_writer(line: str, nobody: bool) -> None:
    assert names_no_writer(line) is nobody


@pytest.mark.parametrize("row", ["| Xã Mới | |", "Khác | 8 | 473", "Xã Mới | chưa có"])
def test_a_table_s_last_row_signs_nothing(row: str) -> None:
    assert read_tail(["Các xã đã nhận đủ xe.", row])[1] == 0


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
        (["Câu cuối.", "Khánh Hòa - Trọng Hiếu"], "Khánh Hòa - Trọng Hiếu", "", 1),
        (["Câu cuối.", "Hà Nội - Khánh Hòa"], "", "", 0),
        (["Câu cuối.", "Bài: Lan Anh", "Đồ họa: Minh Tú", "Theo Báo mẫu"], "Bài: Lan Anh", "Báo mẫu", 3),
        (["Câu cuối.", "Đồ họa: Minh Tú"], "", "", 0),
        (["Câu cuối.", "Văn phòng Sở"], "Văn phòng Sở", "", 1),
        (["Câu cuối.", "Phòng bệnh hơn chữa bệnh"], "", "", 0),
        (["Câu cuối.", "(Theo Trung tâm Khuyến công mẫu)"], "", "Trung tâm Khuyến công mẫu", 1),
        (["Câu cuối.", "Hồng Nam (theo Báo mẫu)"], "Hồng Nam", "Báo mẫu", 1),
        (["Câu cuối.", "Tác giả: Hồng Nam - Nguồn: TTXVN"], "Hồng Nam", "TTXVN", 1),
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


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Tác giả: Hồng Nam - Nguồn: TTXVN", ["Tác giả: Hồng Nam", "Nguồn: TTXVN"]),
        ("Nguồn tin: sonla.mau.example | Tác giả: Hà An", ["Nguồn tin: sonla.mau.example", "Tác giả: Hà An"]),
        ("Bài: Lan Anh - Ảnh: Minh Tú", ["Bài: Lan Anh - Ảnh: Minh Tú"]),
        ("Hồng Nam - Hà An", ["Hồng Nam - Hà An"]),
    ],
)
def test_a_line_of_two_labels_is_parted(line: str, parts: list[str]) -> None:
    assert labelled_parts(line) == parts


@pytest.mark.parametrize(
    ("text", "rest", "credit"),
    [
        ("Việc đã xong. (Theo TTXVN)", "Việc đã xong.", "TTXVN"),
        ("Mở thêm một chuyến (Nguồn: Báo mẫu).", "Mở thêm một chuyến", "Báo mẫu"),
        ("Việc đã xong. (Ảnh minh họa)", "Việc đã xong. (Ảnh minh họa)", ""),
        ("Theo lời ông Nam (theo như đã hẹn từ trước)", "Theo lời ông Nam (theo như đã hẹn từ trước)", ""),
        ("Chiều 25/3, đoàn về tới nơi (Hà Nội)", "Chiều 25/3, đoàn về tới nơi (Hà Nội)", ""),
    ],
)
def test_a_source_behind_the_last_sentence(text: str, rest: str, credit: str) -> None:
    assert cut_end_mark(text) == (rest, credit)


@pytest.mark.parametrize(
    ("line", "people", "surely"),
    [
        ("Hồng Nam", True, True),
        ("Vàng Thị Sua - Hà An", True, True),
        ("N.V.A", True, True),
        ("Nhóm P.V", True, True),
        ("Trọng Hiếu (tổng hợp)", True, True),
        ("Thực hiện: Văn phòng Sở", True, True),
        ("Thảo", True, False),
        ("HỒNG NAM", True, False),
        ("Mẫu Online", True, False),
        ("PTTH Mẫu", True, False),
        ("Ngày:", False, False),
        ("Thời Sự", False, False),
        ("Xem Thêm", False, False),
        ("Hà Nội", False, False),
        ("Tin cùng loại", False, False),
    ],
)
def test_who_is_taken_for_a_person(line: str, people: bool, surely: bool) -> None:
    assert (are_people(line), are_surely_people(line)) == (people, surely)


def test_a_bracket_that_goes_with_a_name_stays_when_the_date_goes() -> None:
    assert without_stamp("Trọng Hiếu (tổng hợp) | • | 15:12 - 18/10/2025 | 3 phút đọc") == "Trọng Hiếu (tổng hợp)"
    assert without_stamp("Hà An (16:40 - 25/03/2023)") == "Hà An"


def test_a_line_of_any_length_is_read_at_once() -> None:
    # Each dash may be where the names end: tried with the square of their number, this takes a minute.
    line = "A " + "-" * 100_000 + "x"
    assert read_byline(line).byline == line


@pytest.mark.parametrize(
    "line",
    [
        "Nguồn: ngân sách nhà nước và các nguồn hợp pháp khác.",
        "Nguồn: Ngân sách trung ương.",
        "Nguồn: vốn đầu tư công và vốn xã hội hóa",
        "Nguồn: Trích từ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá",
        "(Nguồn: Niên giám thống kê 2025)",
    ],
)
def test_money_and_papers_that_are_quoted_are_no_source(line: str) -> None:
    assert read_tail(["Câu cuối của bài.", line]) == (Signature(), 0)


def test_the_source_of_a_table_stays_with_it() -> None:
    line = "Nguồn: Cục Thống kê tỉnh"
    assert read_tail(["GRDP | 8,1", line])[1] == 0
    assert read_tail(["Câu cuối của bài.", line])[0].credit == "Cục Thống kê tỉnh"
    assert read_tail(["GRDP | 8,1", "Nguồn: TTXVN"])[0].credit == "TTXVN"
