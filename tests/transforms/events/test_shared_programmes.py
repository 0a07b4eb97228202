"""Agreements told in a row, programmes with a name of their own that bodies share, and papers that are none of these."""

import pytest

LEAD = (
    "Sáng 8/5, tại TP Lai Châu, UBND tỉnh Lai Châu làm việc với đoàn công tác của tỉnh Đắk Nông về phát triển du lịch."
)


@pytest.fixture(scope="module")
def told(found_on):
    find = found_on("2024-05-09", title="Lai Châu làm việc với Đắk Nông")

    def references(sentence, lead=LEAD):
        return [(found.what, found.signed_on) for found in find(lead, sentence)[0].refers_to]

    return references


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        (
            'Vườn dược liệu này thuộc dự án "Bếp sạch vùng cao", hợp tác giữa Hội Nông dân tỉnh Lai Châu và tổ chức Helvetas.',
            'dự án "Bếp sạch vùng cao"',
        ),
        (
            'Cây cầu nằm trong "Kế hoạch dòng sông không rác" - hợp tác giữa TP Lai Châu và TP Okayama (Nhật Bản).',
            "Kế hoạch dòng sông không rác",
        ),
        (
            "Ông Tẩn A Páo giới thiệu mạng lưới thị trấn sống chậm (Slow Towns) mà Sa Pa cùng với Gia Nghĩa tham gia từ năm 2016.",
            "mạng lưới thị trấn sống chậm (Slow Towns)",
        ),
        (
            "Trường học được hưởng lợi từ chương trình “Nước lành” do Sở Y tế tỉnh Đắk Nông phối hợp với Quỹ Pasteur triển khai.",
            "chương trình “Nước lành”",
        ),
    ],
)
def test_named_programmes_that_bodies_share(told, sentence, what):
    assert [name for name, _ in told(sentence)] == [what]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chương trình nghệ thuật “Hương rừng” do Sở Văn hóa tỉnh Lai Châu phối hợp với Đài Truyền hình Đắk Nông thực hiện.",
        "Tỉnh sẽ xây dựng dự án “Bếp sạch vùng cao”, hợp tác giữa Hội Nông dân tỉnh Lai Châu và tổ chức Helvetas.",
        "Dự án “Khu đô thị Bình Minh” do Công ty An Phú làm chủ đầu tư.",
        "Sở Du lịch đang liên kết với ứng dụng Ví Việt để khách trả tiền vé.",
        "Phó Chủ tịch UBND tỉnh Lai Châu đã ký văn bản chấp thuận đề xuất của Sở Xây dựng vào tháng 9/2022.",
        "Hai tỉnh thuộc Chương trình công tác năm 2023 của đoàn kiểm tra.",
        "Hai bên triển khai các thỏa thuận giữa lãnh đạo cấp cao hai đảng.",
        "Năm nay là 40 năm Ngày ký Hiệp ước Hữu nghị và Hợp tác Việt Nam - Lào trong năm 1977.",
        "Các địa phương có nhiệm vụ theo Thỏa thuận khí hậu Paris COP 21.",
    ],
)
def test_what_is_no_agreement(told, sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Hai bên nhất trí bổ sung Hiệp định vận tải và Biên bản ghi nhớ về khai thác bến bãi giữa hai sở.",
            ("Biên bản ghi nhớ về khai thác bến bãi", None),
        ),
        (
            "Hai tỉnh phát huy các văn bản đã đạt được như Bản ghi nhớ về trao đổi giống chè shan tuyết 2019.",
            ("Bản ghi nhớ về trao đổi giống chè shan tuyết", "2019"),
        ),
        (
            "Các sở bàn việc sửa đổi, bổ sung (hoặc thay thế) Thỏa thuận về quản lý tuyến xe liên tỉnh trong năm 2024.",
            ("Thỏa thuận về quản lý tuyến xe liên tỉnh", None),
        ),
        (
            "Hai bên rà soát Thỏa thuận hợp tác về cây mắc ca (ký năm 2018) và Hợp tác đào tạo nghề rừng (ký năm 2020).",
            ("Hợp tác đào tạo nghề rừng", "2020"),
        ),
        (
            "Hai sở làm theo Bản ghi nhớ về đào tạo song phương cho kiểm lâm viên năm 2017.",
            ("Bản ghi nhớ về đào tạo song phương cho kiểm lâm viên", "2017"),
        ),
    ],
)
def test_told_in_a_row(told, sentence, expected):
    assert expected in told(sentence)


def test_what_the_event_launches_is_no_reference(told):
    lead = "Sáng 8/5, UBND tỉnh Lai Châu tổ chức hội nghị khởi động dự án “Bếp sạch vùng cao” với tỉnh Đắk Nông."
    sentence = "Dự án “Bếp sạch vùng cao” do UBND tỉnh Lai Châu phối hợp với Quỹ Pasteur triển khai."
    assert told(sentence, lead) == []


def test_a_day_from_which_a_pledge_holds_is_not_its_signing(told):
    assert all(
        on != "2024-07-01" for _, on in told("Năm doanh nghiệp đã cùng ký cam kết chặn tin rác kể từ ngày 1/7/2024.")
    )
