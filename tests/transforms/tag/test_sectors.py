"""Sectors: what each field says, their order and number, and the words that prove them."""

import pytest

from records.vocabulary import names
from transforms.tag.sectors import load_sectors


@pytest.mark.parametrize(
    ("title", "sector"),
    [
        ("Hội nghị xúc tiến đầu tư vào Khu kinh tế Vũng Áng", "investment"),
        ("Bắc Giang xuất khẩu lô hàng đầu tiên, ngành công thương vượt kế hoạch", "industry-trade"),
        ("Nông dân Thái Bình được mùa lúa đông xuân", "agriculture"),
        ("Khai trương sản phẩm du lịch mới đón du khách", "tourism"),
        ("Tu bổ di tích lịch sử, liên hoan nghệ thuật quần chúng", "culture-sport"),
        ("Học sinh lớp 12 bước vào kỳ thi tốt nghiệp THPT", "education"),
        ("Sở Y tế kiểm tra các bệnh viện về phòng chống dịch", "health"),
        ("Nghiệm thu đề tài khoa học, đổi mới sáng tạo", "science-technology"),
        ("Đẩy mạnh chuyển đổi số, xây dựng chính quyền số", "digital"),
        ("Thông xe tuyến cao tốc, giảm ùn tắc giao thông", "transport"),
        ("Phê duyệt quy hoạch chung đô thị, xử lý xây dựng trái phép", "construction-urban"),
        ("Xử lý ô nhiễm môi trường tại bãi rác", "environment"),
        ("Đóng điện trạm biến áp, điện lực bảo đảm cung cấp điện", "energy"),
        ("Thu ngân sách vượt dự toán, cục thuế thu hồi nợ thuế", "finance"),
        ("Giải quyết việc làm cho người lao động, giảm nghèo bền vững", "labour-social"),
        ("Ban Thường vụ Tỉnh ủy công bố quyết định về công tác cán bộ", "party-government"),
        ("Cải cách hành chính: cắt giảm thủ tục hành chính tại bộ phận một cửa", "administrative-reform"),
        ("Bộ đội Biên phòng bắt giữ đối tượng vận chuyển ma túy", "defence-security"),
        ("Tòa án xét xử bị cáo, viện kiểm sát đề nghị mức án", "justice"),
        ("Đại sứ Nhật Bản thăm chính thức, hội đàm về quan hệ song phương", "foreign-affairs"),
        ("Đồng bào dân tộc thiểu số, chức sắc tôn giáo mừng đại lễ Phật đản", "ethnic-religion"),
        ("Hà Nội - Hà Tĩnh ký thỏa thuận hợp tác giữa hai địa phương", "regional-cooperation"),
    ],
)
def test_a_title_tells_its_sector(tagger, article, title, sector):
    assert tagger.tag(article(title=title)).sectors[0].code == sector


def test_every_sector_has_words():
    assert set(load_sectors().codes) == set(names("sectors"))


def test_at_most_three_in_falling_order(tagger, article):
    text = "y tế, giáo dục, du lịch, nông nghiệp, giao thông, môi trường, ngân hàng, quốc phòng. " * 3
    sectors = tagger.tag(article(text)).sectors
    assert len(sectors) == 3
    assert [s.weight for s in sectors] == sorted((s.weight for s in sectors), reverse=True)
    assert all(0 < s.weight <= 1 for s in sectors)


def test_a_text_that_speaks_for_none_has_none(tagger, article):
    assert tagger.tag(article("Trời hôm nay đẹp.")).sectors == ()
    assert tagger.tag(article()).sectors == ()


def test_the_section_is_evidence_not_the_answer(tagger, article):
    only = tagger.tag(article("Buổi sáng ở phố.", section="Y tế"))
    assert [(s.code, s.evidence[0].field) for s in only.sectors] == [("health", "section")]
    other = tagger.tag(article(title="Thông xe cao tốc, hết ùn tắc giao thông", section="Y tế"))
    assert other.sectors[0].code == "transport"


def test_a_country_is_not_a_persons_name(tagger, article):
    assert tagger.tag(article("Phó Thủ tướng Vũ Đức Đam và chị Lan Anh")).sectors == ()


def test_a_text_without_diacritics_is_read(tagger, article):
    assert tagger.tag(article("Benh vien da khoa tiep nhan benh nhan, bac si dieu tri")).sectors[0].code == "health"


@pytest.mark.parametrize("title", ["Hội nghị", "Nghệ An thăm, tặng quà gia đình", "Hai huyện hợp tác"])
def test_words_of_any_meeting_are_no_foreign_affairs(tagger, article, title):
    codes = [s.code for s in tagger.tag(article("Nghệ An họp.", title=title)).sectors]
    assert "foreign-affairs" not in codes


@pytest.mark.parametrize("visit", ["thăm chính thức", "thăm cấp Nhà nước"])
def test_a_state_visit_is_foreign_affairs(tagger, article, visit):
    assert tagger.tag(article(title=f"Đoàn {visit} tỉnh")).sectors[0].code == "foreign-affairs"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Rau này trị ho trong các trường hợp cảm sốt.", "education"),
        ("Cô bị chụp trộm ảnh khi lái đò.", "defence-security"),
        ("Xe tải kẹt trên đường Hoàng Sa.", "defence-security"),
    ],
)
def test_words_that_only_look_like_a_cue(tagger, article, body, code):
    assert code not in [s.code for s in tagger.tag(article(body)).sectors]


_STORY = "Chuyện của hai người bạn thân lâu năm gặp lại nhau sau bao ngày xa cách và cùng kể những điều đã qua. " * 12


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (f"{_STORY} Họ quen nhau trên Internet.", []),  # one faint word of a long text decides nothing
        ("Họ quen nhau trên Internet.", ["digital"]),
        (
            f"UBND xã cho biết: {_STORY} Họ quen nhau trên Internet.",
            ["digital"],
        ),  # but what an office does is of some sector
        (f"{_STORY} Chùa Pháp Hoa mở cửa.", []),
        (f"{_STORY} Tiệm chỉ còn một cửa hàng.", []),
    ],
)
def test_weight_needed(tagger, article, body, codes):
    assert [tag.code for tag in tagger.tag(article(body)).sectors] == codes


def test_portals_own_text_needs_little(tagger, article):
    tagged = tagger.tag(article(f"{_STORY} Họ quen nhau trên Internet."), source_province="34:40")
    assert [tag.code for tag in tagged.sectors] == ["digital"]
