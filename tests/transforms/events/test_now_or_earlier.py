"""Signings that words before or behind them put in the past, the future or at the event: what settles it where several do."""

import pytest

LEAD = "Ngày 14/6, UBND tỉnh Nghệ An và UBND tỉnh Hà Tĩnh tổ chức hội nghị sơ kết công tác bảo vệ rừng."


@pytest.fixture(scope="module")
def find(found_on):
    return found_on("2023-06-15", title="Nghệ An, Hà Tĩnh sơ kết bảo vệ rừng")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "Thời gian qua, hai bên đã trao đổi, thống nhất và ký kết thỏa thuận hợp tác về lâm nghiệp.",
            ("thỏa thuận hợp tác về lâm nghiệp", None),
        ),
        (
            "Trước đó, hai bên đã trao đổi nhiều lần, thống nhất nội dung và ký kết quy chế phối hợp bảo vệ rừng.",
            ("quy chế phối hợp bảo vệ rừng", None),
        ),
        (
            "Tháng 3/2022, hai bên đã trao đổi, thống nhất và ký kết quy chế phối hợp bảo vệ rừng.",
            ("quy chế phối hợp bảo vệ rừng", "2022-03"),
        ),
        (
            "Đầu năm 2019, hai tỉnh đã bàn bạc, thống nhất và ký kết quy chế phối hợp bảo vệ rừng.",
            ("quy chế phối hợp bảo vệ rừng", "2019"),
        ),
        (
            "Từ khi hợp tác, hai bên đã trao đổi kinh nghiệm, đào tạo cán bộ và ký kết biên bản ghi nhớ về du lịch.",
            ("biên bản ghi nhớ về du lịch", None),
        ),
        # no row of years: each year after the first has its own verb
        (
            "Hai tỉnh đã ký quy chế phối hợp năm 2021, năm 2022 tổng kết và năm 2023 sửa đổi.",
            ("quy chế phối hợp", "2021"),
        ),
    ],
)
def test_signed_before_by_what_opens_the_sentence(find, body, wanted):
    event = find(LEAD, body)[0]
    assert (event.signed, [(r.what, r.signed_on) for r in event.refers_to]) == (False, [wanted])


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (
            "Đại diện Cục Kiểm lâm chúc mừng hai tỉnh vừa ký kết quy chế phối hợp bảo vệ rừng.",
            "quy chế phối hợp bảo vệ rừng",
        ),
        (  # what is congratulated on names the paper better
            "Tại hội nghị, hai tỉnh ký kết quy chế phối hợp. "
            "Cục trưởng vui mừng khi hai tỉnh vừa ký kết quy chế phối hợp bảo vệ rừng.",
            "quy chế phối hợp bảo vệ rừng",
        ),
        (
            "Hai tỉnh thống nhất mỗi năm sẽ giao ban một lần, luân phiên tổ chức; hai bên ký kết quy chế phối hợp.",
            "quy chế phối hợp",
        ),
        (
            "Chủ tịch hai tỉnh khẳng định sẽ quan tâm chỉ đạo, và hai bên ký kết quy chế phối hợp bảo vệ rừng.",
            "quy chế phối hợp bảo vệ rừng",
        ),
        ("Hai bên đã cùng nhau ký kết nhiều thỏa thuận hợp tác du lịch.", "thỏa thuận hợp tác du lịch"),
        ("Hai tỉnh ký nhiều biên bản ghi nhớ hợp tác du lịch.", "biên bản ghi nhớ hợp tác du lịch"),
        (  # the event's own day in brackets
            "Tại hội nghị, hai tỉnh ký kết Quy chế phối hợp bảo vệ rừng (14/6/2023).",
            "Quy chế phối hợp bảo vệ rừng",
        ),
        (
            "Tại hội nghị, hai tỉnh ký văn bản giao nhận địa bàn rừng giáp ranh.",
            "văn bản giao nhận địa bàn rừng giáp ranh",
        ),
        (
            "Tại hội nghị, hai bên ký kết văn bản thông báo kết quả và phối hợp bảo vệ rừng.",
            "văn bản thông báo kết quả và phối hợp bảo vệ rừng",
        ),
    ],
)
def test_signed_there(find, body, what):
    event = find(LEAD, body)[0]
    assert (event.signed, event.signed_what, event.refers_to) == (True, what, ())


@pytest.mark.parametrize(
    "body",
    [
        "Tại hội nghị, hai bên đã đạt được nhiều thỏa thuận về thương mại và du lịch.",
        "Sau hai giờ làm việc, hai bên đã đạt được một số thỏa thuận về bảo vệ rừng giáp ranh.",
        "Kế hoạch phối hợp với hội nông dân các xã đã được thực hiện đạt kết quả.",
    ],
)
def test_no_earlier_agreement(find, body):
    assert find(LEAD, body)[0].refers_to == ()


def test_what_was_reached_in_the_years_before(find):
    body = "Những năm qua, hai tỉnh đã đạt được nhiều thỏa thuận về thương mại và du lịch."
    found = find(LEAD, body)[0].refers_to
    assert [r.what for r in found] == ["nhiều thỏa thuận về thương mại và du lịch"]


def test_a_companys_seat_is_no_party(found_on):
    lead = (
        "Ngày 14/6, UBND tỉnh Bình Định tổ chức buổi làm việc giữa lãnh đạo Công ty TNHH Biển Xanh (Nam Định), "
        "Công ty TNHH MTV Sao Mai (TP Hải Phòng) và các chủ tàu."
    )
    event = found_on("2023-06-15")(
        lead, "Hai bên thống nhất phương án sửa chữa tàu.", "Bình Định họp với doanh nghiệp"
    )[0]
    assert event.partners == ("Bình Định",)


@pytest.mark.parametrize(
    ("body", "roles"),
    [
        (  # the posts of a list, nobody's words
            "Đoàn gồm Phó Chủ tịch UBND tỉnh Trần Văn Bình: Trưởng đoàn; Giám đốc Sở Tài chính Lê Văn Nam: Phó Trưởng đoàn.",
            {"Trần Văn Bình": "attended", "Lê Văn Nam": "attended"},
        ),
        (
            "Giám đốc Sở Tài chính Lê Văn Nam: Phó Chủ tịch xã nào cũng phải nắm rõ việc này.",
            {"Lê Văn Nam": "spoke"},
        ),
        (  # what an office is for
            "Các tham luận làm rõ vai trò của Phó Chủ tịch UBND tỉnh Lê Văn Nam, Trưởng ban Chỉ đạo phòng, chống thiên tai "
            "trong việc chỉ đạo sơ tán dân.",
            {"Lê Văn Nam": "attended"},
        ),
    ],
)
def test_what_stands_behind_a_person(found_on, body, roles):
    lead = "Ngày 14/6, UBND tỉnh Nghệ An tổ chức hội nghị tổng kết."
    event = found_on("2023-06-15", title="Hội nghị")(lead, body)[0]
    assert {official.name: official.role for official in event.officials} == roles
