"""Who the parties are, what is referred to, and what else is told, on short invented articles."""

from datetime import datetime

import pytest

from records.article import Article


def article(title="", lead="", body=""):
    return Article(
        article_id="a",
        url="",
        source_id="s",
        title=title,
        lead=lead,
        body=body,
        published_at=datetime.fromisoformat("2022-08-20T08:00:00+07:00"),
    )


@pytest.mark.parametrize(
    ("lead", "partners"),
    [
        # The province after "tại" is where it was, the next one who held it.
        (
            "Chiều 18/8, tại Hà Nội, tỉnh Sơn La tổ chức Lễ ký hợp tác truyền thông với Đài Tiếng nói Việt Nam.",
            {"Sơn La"},
        ),
        # A company from abroad and a province's committee confer: the province is a party.
        (
            "Ngày 18/8, Công ty TNHH Hanmi (Hàn Quốc) có buổi làm việc với UBND tỉnh Hậu Giang về trồng chuối xuất khẩu.",
            {"Hậu Giang"},
        ),
        # "Đức" in a leader's name and "Mỹ" in a district's are no countries.
        ("Sáng 18/8, Chủ tịch UBND tỉnh Sơn La Trần Đức Thuận có buổi làm việc với lãnh đạo huyện Mỹ Đức.", set()),
        # The delegation is the centre's, though a province's secretary leads it.
        (
            "Sáng 18/8, Bí thư Tỉnh ủy Sơn La Lê Văn Tâm dẫn đầu đoàn công tác của Bộ Chính trị đến làm việc với "
            "Ban Thường vụ Tỉnh ủy Nghệ An.",
            set(),
        ),
        # A centre's name that holds the word "Hợp tác" tells of no cooperation.
        (
            "Ngày 18/8, Trung tâm Báo chí và Hợp tác truyền thông Quốc tế phối hợp với Sở Thông tin và Truyền thông tỉnh "
            "Sơn La tổ chức hội nghị tập huấn.",
            set(),
        ),
    ],
)
def test_partners(finder, lead, partners):
    (event,) = finder.find(article("", lead, "Dự buổi làm việc có lãnh đạo các phòng chuyên môn."))
    assert set(event.partners) == partners


def test_signing_in_the_body_makes_its_signers_partners(finder):
    lead = "Chiều 18/8, đại diện tỉnh Nghệ An và tỉnh Hà Tĩnh đã cùng đón nhận Bằng xếp hạng di tích quốc gia."
    body = "Tại buổi lễ, lãnh đạo hai tỉnh Nghệ An và Hà Tĩnh đã ký Biên bản thỏa thuận bảo vệ di tích."
    (event,) = finder.find(article("Đón nhận Bằng di tích", lead, body))
    assert event.signed
    assert set(event.partners) == {"Nghệ An", "Hà Tĩnh"}


@pytest.mark.parametrize(
    ("body", "references"),
    [
        (
            "Năm 2019, tỉnh đã phối hợp với Hội Nông dân triển khai Chương trình phối hợp xây dựng nông thôn mới.",
            [("Chương trình phối hợp xây dựng nông thôn mới", "2019")],
        ),
        (
            "Thực hiện Quy chế phối hợp quản lý tàu cá giữa hai địa phương, các xã đã lập sổ theo dõi.",
            [("Quy chế phối hợp quản lý tàu cá", None)],
        ),
        ("Bộ đã ban hành nhiều chương trình trong năm 2019.", []),
        ("Hai bên nhất trí rằng việc ký Bản ghi nhớ hợp tác có ý nghĩa quan trọng.", []),
    ],
)
def test_references(finder, body, references):
    lead = "Sáng 18/8, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức hội nghị giao ban với các huyện."
    event = finder.find(article("Giao ban", lead, body))[0]
    assert not event.signed
    assert [(r.what, r.signed_on) for r in event.refers_to] == references


def test_a_title_promises_what_the_lead_puts_ahead(finder):
    lead = "UBND tỉnh Nghệ An và Tập đoàn Sao Xanh sẽ ký kết thỏa thuận hợp tác vào ngày 30/8."
    assert finder.find(article("Nghệ An ký kết hợp tác với Sao Xanh", lead, "")) == ()


def test_several_events(finder):
    lead = "Sáng 18/8, tại thành phố Vinh, UBND tỉnh Nghệ An tổ chức Hội nghị xúc tiến đầu tư năm 2022."
    body = (
        "Hội nghị thu hút 300 doanh nghiệp.\n\n"
        "Chiều cùng ngày, Chủ tịch UBND tỉnh Nghệ An Trần Văn Lâm đã có buổi làm việc với Đại sứ Đan Mạch."
    )
    text = article("Xúc tiến đầu tư", lead, body)
    first, second = finder.find(text)
    assert (first.type, second.type) == ("conference", "working-session")
    assert second.month_day == "08-18"
    assert second.confidence < first.confidence
    assert all(text.body[p.start : p.end] == p.text for p in second.evidence)
