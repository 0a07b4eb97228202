"""What a sentence means: its filters, what is left to be searched, whether it is a question at all; and its traps."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from records.places import provinces
from search.questions.reading import is_read, read
from search.questions.terms import table
from search.values import known

TODAY = date(2026, 11, 22)


def parts(text: str) -> str:
    """The parts in short: "province Nghệ An, when 2023"."""
    question = read(text, TODAY)
    if question is None:
        return ""
    told = []
    for part in question.parts:
        when = part.when
        value = part.value or (when and (", ".join(when.years) or f"{when.first or ''}..{when.last or ''}")) or ""
        told.append(f"{part.kind} {value}".strip())
    return "; ".join(told)


ASKED: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("asked.yaml").read_text("utf-8"))
LEADING = "signed; province Hồ Chí Minh; when 2023"


# text -> its parts, what is left of it, whether it is answered by its filters unasked
@pytest.mark.parametrize(
    ("text", "meant", "left", "sure"),
    [
        ("tỉnh nào ký kết với TP.HCM năm 2023", LEADING, "", True),
        ("tinh nao ky ket voi tphcm nam 2023", LEADING, "", True),
        ("Tỉnh nào đã ký kết hợp tác với Thành phố Hồ Chí Minh trong năm 2023, ai dự?", LEADING, "", True),
        ("những tỉnh nào ký với TP HCM 2023", LEADING, "", True),
        ("which provinces signed with Ho Chi Minh City in 2023, who was there?", LEADING, "", True),
        ("Which provinces signed with Sài Gòn in 2023?", LEADING, "", True),
        ("hội nghị sơ kết hợp tác Nghệ An 2024", "event_type conference; province Nghệ An; when 2024", "sơ kết hợp tác", False),
        ("hoi nghi so ket hop tac nghe an 2024", "event_type conference; province Nghệ An; when 2024", "so ket hop tac", False),
        ("hội nghị xúc tiến đầu tư Quảng Trị tháng 3/2023",
         "event_type conference; province Quảng Trị; when 2023-03-01..2023-03-31", "xúc tiến đầu tư", False),
        ("hội nghị xúc tiến đầu tư nào ở Quảng Trị tháng 3/2023",
         "event_type conference; province Quảng Trị; when 2023-03-01..2023-03-31", "xúc tiến đầu tư", True),
        ("Ai ký với Đà Nẵng năm 2023?", "signed; province Đà Nẵng; when 2023", "", True),
        ("văn bản hợp tác do ai ký kết với Đà Nẵng", "signed; province Đà Nẵng", "văn bản hợp tác", True),
        ("who signed with Da Nang in 2023", "signed; province Đà Nẵng; when 2023", "", True),
        ("which conferences in the Mekong Delta in 2023",
         "event_type conference; region Đồng bằng sông Cửu Long; when 2023", "", True),
        ("which conferences in the Red River Delta in 2023",
         "event_type conference; region Đồng bằng sông Hồng; when 2023", "", True),
        ("which provinces of the Central Highlands signed with Da Nang",
         "region Tây Nguyên; signed; province Đà Nẵng", "", True),
        ("hội nghị ngày 25/3/2023 tại Nghệ An", "event_type conference; when 2023-03-25..2023-03-25; province Nghệ An", "", True),
        ("tỉnh nào hợp tác du lịch với Nghệ An từ 2021 đến 2023",
         "sector tourism; province Nghệ An; when 2021-01-01..2023-12-31", "hợp tác", True),
        ("các tỉnh Tây Nguyên ký kết với TP.HCM năm nào", "region Tây Nguyên; signed; province Hồ Chí Minh", "", True),
        ("thỏa thuận nào giữa Nghệ An và Hà Tĩnh năm 2023", "province Nghệ An; province Hà Tĩnh; when 2023", "", True),
        ("agreements between Nghe An and Ha Tinh since 2022", "province Nghệ An; province Hà Tĩnh; when 2022-01-01..", "", True),
        ("agreements between Nghệ An and Hà Tĩnh in 2023", "province Nghệ An; province Hà Tĩnh; when 2023", "", True),
        ("conference in Da Nang in March 2023", "event_type conference; province Đà Nẵng; when 2023-03-01..2023-03-31", "", True),
        ("workshops on 25 March 2023 in Hue", "event_type seminar; when 2023-03-25..2023-03-25; province Huế", "", True),
        ("ai chủ trì hội nghị ở Huế năm ngoái", "event_type conference; province Huế; when 2025", "", True),
        ("ký kết với Đắc Lắc trước 2020", "signed; province Đắk Lắk; when ..2019-12-31", "", True),
        ("BR-VT ký kết năm 2022", "province Bà Rịa - Vũng Tàu; signed; when 2022", "", True),
        ("Đồng Nai họp báo quý 1 năm 2024",
         "province Đồng Nai; event_type press-conference; when 2024-01-01..2024-03-31", "", True),
        ("UBND tỉnh Nghệ An làm việc với Hà Tĩnh tháng 5 năm 2023",
         "province Nghệ An; event_type working-session; province Hà Tĩnh; when 2023-05-01..2023-05-31", "", True),
        ("hội nghị tại Nghệ An năm 2023 về chuyển đổi số",
         "event_type conference; province Nghệ An; when 2023; sector digital", "", True),
        ("hội nghị Hòa Bình 2023", "event_type conference; province Hòa Bình; when 2023", "", True),
        ("hội nghị ở hòa bình năm 2023", "event_type conference; province Hòa Bình; when 2023", "", True),
        ("hội thảo ĐBSCL tháng này", "event_type seminar; region Đồng bằng sông Cửu Long; when 2026-11-01..2026-11-30", "", True),
        # understood, but no question: offered
        ("hợp tác Nghệ An", "province Nghệ An", "hợp tác", False),
        ("ký kết TP.HCM", "signed; province Hồ Chí Minh", "", False),
        ("du lịch", "sector tourism", "", False),
        ("chúc mừng năm mới 2023", "when 2023", "chúc mừng năm mới", False),
        ("Nghệ An tổng kết công tác năm 2023", "province Nghệ An", "tổng kết công tác năm 2023", False),
        ("kế hoạch 2024 Nghệ An", "province Nghệ An", "kế hoạch 2024", False),
        ("giai đoạn 2021-2025 Nghệ An", "province Nghệ An", "giai đoạn 2021-2025", False),
        ("2000 doanh nghiệp ở Đồng Nai", "province Đồng Nai", "2000 doanh nghiệp", False),
        ("hội nghị ngày 31/2/2023 tại Nghệ An", "event_type conference; province Nghệ An", "ngày 31/2/2023", False),
        ("Vì sao doanh nghiệp nhỏ và vừa ở vùng cao vẫn khó vay vốn trong năm 2023 tại Nghệ An",
         "when 2023; province Nghệ An", "Vì sao doanh nghiệp nhỏ và vừa ở vùng cao vẫn khó vay vốn", False),
        ("tư tưởng Hồ Chí Minh 2023", "when 2023", "tư tưởng Hồ Chí Minh", False),
        ("đường Điện Biên Phủ 2023", "when 2023", "đường Điện Biên Phủ", False),
        ("huyện Hòa Bình 2023", "when 2023", "huyện Hòa Bình", False),
        ("nhật ký 2023", "when 2023", "nhật ký", False),
        # nothing but words
        ("hòa bình thế giới", "", "", False),
        ("hoa binh the gioi", "", "", False),
        ("hòa bình", "", "", False),
        ("Thái Bình Dương", "", "", False),
        ("thai binh duong", "", "", False),
        ("năm mới", "", "", False),
        ("nam moi", "", "", False),
        ("tổng kết năm 2023", "", "", False),
        ("đăng ký kết hôn", "", "", False),
        ("trung tâm hội nghị quốc gia", "", "", False),
        ("đường Hồ Chí Minh", "", "", False),
        ("thành phố Vĩnh Long", "", "", False),
        ("sông Đồng Nai", "", "", False),
        ("phát triển du lịch", "", "", False),
        ("sẽ ký kết", "", "", False),
        ("", "", "", False),
        # the query language is exact
        ('"ký kết" TP.HCM năm 2023', "", "", False),
        ("title:hội nghị Nghệ An 2023", "", "", False),
        ("official:Nam hội nghị Nghệ An 2023", "", "", False),
        ("hội nghị -TP.HCM 2023", "", "", False),
        ("Nghệ An OR Hà Tĩnh 2023", "", "", False),
        ("(Nghệ An) ký kết 2023", "", "", False),
    ],
)  # fmt: skip
def test_a_sentence(text: str, meant: str, left: str, sure: bool) -> None:
    assert parts(text) == meant
    question = read(text, TODAY)
    assert (question.left() if question else "") == left
    assert is_read(text) == (question is not None and question.is_sure) == sure


@pytest.mark.parametrize(
    ("text", "together", "wants"),
    [
        ("tỉnh nào ký kết với TP.HCM", True, None),
        ("Nghệ An - TP.HCM 2023", True, None),
        ("Nghệ An và Hà Tĩnh 2023", True, None),
        ("Nghệ An, Hà Tĩnh 2023", False, None),
        ("hợp tác Nghệ An, Hà Tĩnh 2023", True, None),
        ("ai làm việc với Hà Tĩnh", True, None),
        ("hội nghị ở Nghệ An 2023", False, None),
        ("các sự kiện ở Nghệ An năm 2023", False, "events"),
        ("những thỏa thuận nào của Nghệ An", False, "agreements"),
    ],
)
def test_whether_provinces_take_part_together_and_what_is_wanted(text: str, together: bool, wants: str | None) -> None:
    question = read(text, TODAY)
    assert question
    assert (question.together, question.wants) == (together, wants)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023 Hà Nội", "when 2023; province Hà Nội"),
        ("hội nghị 2023 hà nội", "event_type conference; when 2023; province Hà Nội"),
        ("hoi nghi 2023 ha noi", "event_type conference; when 2023; province Hà Nội"),
        ("hội nghị năm 2023 Đồng Nai", "event_type conference; when 2023; province Đồng Nai"),
        ("hội nghị sau năm 2021 Hà Nội", "event_type conference; when 2022-01-01..; province Hà Nội"),
        ("hội nghị từ 2020 đến 2022 Hồ Chí Minh", "event_type conference; when 2020-01-01..2022-12-31"),
        ("hội nghị Huế 2000 USD", "event_type conference; province Huế"),
        ("hội nghị Huế 2000 hộ", "event_type conference; province Huế"),
    ],
)
def test_a_year_before_a_name_is_no_amount(text: str, meant: str) -> None:
    assert parts(text) == meant


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("từ tháng 3 đến tháng 6 năm 2023", "2023-03-01..2023-06-30"),
        ("từ tháng 3 đến tháng 6/2023", "2023-03-01..2023-06-30"),
        ("từ ngày 5 đến ngày 10/3/2023", "2023-03-05..2023-03-10"),
        ("từ 1/3 đến 15/6/2023", "2023-03-01..2023-06-15"),
        ("từ tháng 11/2022 đến tháng 2/2023", "2022-11-01..2023-02-28"),
        ("between March and June 2023", "2023-03-01..2023-06-30"),
        ("from 5 March 2023 to 6 April 2023", "2023-03-05..2023-04-06"),
        ("quý I đến quý III năm 2023", "2023-01-01..2023-09-30"),
        ("sau tháng 3/2023", "2023-04-01.."),
        ("sau ngày 5/3/2023", "2023-03-06.."),
        ("trước ngày 5/3/2023", "..2023-03-04"),
        ("before March 2023", "..2023-02-28"),
        ("since March 2023", "2023-03-01.."),
        ("đến tháng 6/2023", "..2023-06-30"),
        ("until 2021", "..2021-12-31"),
        ("từ tháng 3/2023 đến nay", "2023-03-01.."),
        ("năm 2021 trở về trước", "..2021-12-31"),
    ],
)
def test_bounds_and_stretches(words: str, when: str) -> None:
    asked = (
        "which conferences in Hue"
        if words.startswith(("between", "from", "before", "since", "until"))
        else "hội nghị nào ở Huế"
    )
    text = f"{asked} {words}"
    assert parts(text) == f"event_type conference; province Huế; when {when}"
    assert is_read(text)


@pytest.mark.parametrize(
    "text",
    [
        # what is left out
        "Tỉnh nào không ký kết với TP.HCM năm 2023?",
        "Tỉnh nào chưa ký kết với TP.HCM?",
        "tỉnh nào trừ Nghệ An ký kết với TP.HCM năm 2023",
        "ngoài Nghệ An, tỉnh nào ký kết với TP.HCM",
        "tỉnh nào khác ký kết với TP.HCM năm 2023",
        "tinh nao chua ky ket voi tphcm nam 2023",
        "which provinces have not signed with Da Nang",
        "which provinces except Nghe An signed with Da Nang in 2023",
        "which provinces other than Nghe An signed with Da Nang",
        "which conferences in Hue without Da Nang in 2023",
        # two stretches, or one beside years
        "ai dự hội nghị ở Huế tháng 3/2023 và tháng 5/2023",
        "ai dự hội nghị ở Huế tháng 3/2023 và năm 2021",
        # a bound that no calendar holds
        "ai dự hội nghị ở Huế sau giữa năm 2023",
        "which conferences in Hue before the end of 2023",
        "ai dự hội nghị ở Huế trước khoảng tháng 5/2023",
        "hội nghị nào ở Huế từ tháng 11 đến tháng 2/2023",
        # titles and numbers
        "thông báo kết luận hội nghị năm 2023",
        "hội nghị triển khai 15/2022/NĐ-CP Nghệ An",
        "Nghị định 15/2022/NĐ-CP về hội nghị",
        "quyết định 12/2023/QĐ-UBND tỉnh Nghệ An",
    ],
)
def test_what_can_not_be_surely_read_stays_words(text: str) -> None:
    assert not is_read(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nguyễn Hòa Bình 2023", "when 2023"),
        ("Trần Bắc Giang 2023", "when 2023"),
        ("Lê Thị Hà Giang 2023", "when 2023"),
        ("Trần Quang Bình Định 2023", "when 2023"),
        ("Đại học Hà Nội 2023", "when 2023"),
        ("Đại học Sư phạm Hà Nội 2023", "when 2023"),
        ("báo Nghệ An 2023", "when 2023"),
        ("công ty Đồng Nai 2023", "when 2023"),
        ("bệnh viện Đa khoa Nghệ An 2023", "when 2023"),
        ("nghị định 15/2022/NĐ-CP", ""),
        ("họp báo Nghệ An 2023", "event_type press-conference; province Nghệ An; when 2023"),
        ("công ty nào ở Nghệ An 2023", "province Nghệ An; when 2023"),
        ("Thái Nguyên Nghệ An 2023", "province Thái Nguyên; province Nghệ An; when 2023"),
    ],
)
def test_names_of_people_and_houses_and_numbers_are_no_filters(text: str, meant: str) -> None:
    assert parts(text) == meant


@pytest.mark.parametrize("text", ASKED["answered"])
def test_what_journalists_ask_is_answered_by_the_filters_they_mean(text: str) -> None:
    assert set(parts(text).split("; ")) == set(ASKED["answered"][text].split("; "))
    assert is_read(text)


@pytest.mark.parametrize("text", ASKED["offered"])
def test_what_journalists_type_as_words_is_only_offered_as_filters(text: str) -> None:
    assert set(parts(text).split("; ")) == set(ASKED["offered"][text].split("; "))
    assert not is_read(text)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("cuối tháng 3/2023", "2023-03-16..2023-03-31"),
        ("giữa năm 2023", "2023-04-01..2023-09-30"),
        ("đầu năm nay", "2026-01-01..2026-06-30"),
        ("6 tháng cuối năm ngoái", "2025-07-01..2025-12-31"),
        ("sáu tháng đầu năm 2023", "2023-01-01..2023-06-30"),
        ("ngày 5/3 năm ngoái", "2025-03-05..2025-03-05"),
        ("quý IV năm ngoái", "2025-10-01..2025-12-31"),
        ("từ đầu năm 2023", "2023-01-01.."),
        ("từ đầu năm 2023 đến nay", "2023-01-01.."),
        ("từ đầu năm 2021 đến cuối năm 2023", "2021-01-01..2023-12-31"),
        ("hai tuần qua", "2026-11-08..2026-11-22"),
        ("trong 12 tháng qua", "2025-11-22..2026-11-22"),
        ("năm năm qua", "2021-11-22..2026-11-22"),
        ("3 ngày trước", "2026-11-19..2026-11-19"),
        ("2 tuần trước", "2026-11-02..2026-11-08"),
        ("ba tháng trước đây", "2026-08-01..2026-08-31"),
        ("5 năm trước", "2021"),
        ("tháng 3 năm trước", "2025-03-01..2025-03-31"),
        ("thứ hai tuần trước", "2026-11-09..2026-11-15"),
        # a dash parts day, month and year as a slash does
        ("ngày 5-6-2023", "2023-06-05..2023-06-05"),
        ("từ ngày 1-3-2023 đến ngày 5-3-2023", "2023-03-01..2023-03-05"),
        ("ngày 5-6/3/2023", "2023-03-05..2023-03-06"),
        ("tháng 10-2024", "2024-10-01..2024-10-31"),
        ("tháng 10.2024", "2024-10-01..2024-10-31"),
        ("quý 3-2024", "2024-07-01..2024-09-30"),
        ("3-2023", "2023-03-01..2023-03-31"),
        ("2021-2023", "2021-01-01..2023-12-31"),
    ],
)
def test_parts_of_times_and_times_told_from_today(words: str, when: str) -> None:
    assert parts(f"hội nghị nào ở Huế {words}") == f"event_type conference; province Huế; when {when}"


def test_months_back_from_a_longer_month_end_with_the_month() -> None:
    question = read("hội nghị nào 1 tháng qua", date(2026, 3, 31))
    assert question
    assert question.when
    assert question.when.days == (date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("3 years ago", "2023"),
        ("a month ago", "2026-10-01..2026-10-31"),
        ("in May 2024", "2024-05-01..2024-05-31"),
        ("on 5 Sep 2024", "2024-09-05..2024-09-05"),
    ],
)
@pytest.mark.parametrize("place", ["Hue", "Huế"])
def test_english_times(words: str, when: str, place: str) -> None:
    assert parts(f"which conferences in {place} {words}") == f"event_type conference; province Huế; when {when}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("tỉnh nào có nhà máy năm 2023", "nhà máy"),
        ("tinh nao co nha may nam 2023", "nha may"),
        ("tỉnh nào có ngành dệt may năm 2023", "dệt may"),
        ("tỉnh nào có Máy 2023", "Máy"),
        ("tháng mấy năm 2023 tỉnh nào ký kết", ""),
        ("thang may nam 2023 tinh nao ky ket", ""),
        ("sếp 2023 nào", "sếp"),
    ],
)
def test_a_word_that_is_folded_to_an_english_month_is_none(text: str, left: str) -> None:
    question = read(text, TODAY)
    assert question
    assert question.when
    assert question.when.years == ("2023",)
    assert question.left() == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("từ cuối 2021 đến 2023", "từ đến 2023"),
        ("999 năm qua", "999 năm qua"),
        ("0 ngày qua", "0 ngày qua"),
        ("1,5 năm qua", "1,5 năm qua"),
        ("1.000 ngày qua", "1.000 ngày qua"),
        ("1,5 năm trước", "1,5 năm trước"),
        ("hai mươi năm qua", "hai mươi năm qua"),
        ("vài năm qua", "vài năm qua"),
        ("mấy năm trước", "mấy năm trước"),
        ("trong 5 năm trước", "trong 5 năm trước"),
        ("3 tháng trước Tết", "3 tháng trước Tết"),
        ("thập niên 2010", "thập niên 2010"),
    ],
)
def test_a_time_that_no_calendar_has_is_never_a_filter_unasked(words: str, left: str) -> None:
    question = read(f"hội nghị nào ở Huế {words}", TODAY)
    assert question
    assert not question.is_sure
    assert question.left() == left


@pytest.mark.parametrize(
    ("text", "meant", "left"),
    [
        ("hội nghị lần 6 tháng 5/2023", "event_type conference; when 2023-05-01..2023-05-31", "6"),
        ("kỳ họp thứ 9 tháng 12/2023", "when 2023-12-01..2023-12-31", "kỳ họp thứ 9"),
        ("mấy lần 3 năm qua ký với Huế", "when 2023-11-22..2026-11-22; signed; province Huế", ""),
        ("COVID-19 tuần qua ở Huế", "when 2026-11-09..2026-11-15; province Huế", "COVID-19"),
    ],
)
def test_the_number_of_a_name_is_no_part_of_a_time(text: str, meant: str, left: str) -> None:
    question = read(text, TODAY)
    assert question
    assert (parts(text), question.left()) == (meant, left)


@pytest.mark.parametrize(
    "text",
    [
        "lần cuối Nghệ An và Hà Tĩnh gặp nhau là khi nào",
        "Nghệ An và Hà Tĩnh gặp nhau lần đầu khi nào",
        "sự kiện nào có cả Nghệ An và Hà Tĩnh",
        "when did Nghe An and Ha Tinh last meet",
        "when did Nghe An first meet Ha Tinh",
        "have Nghe An and Ha Tinh ever met",
        "tỉnh nào ký với Nghệ An và Hà Tĩnh nhiều nhất",
        "lần gần nhất Nghệ An và Hà Tĩnh ký kết là khi nào",
    ],
)
def test_which_of_many_times_is_no_word_to_search_for(text: str) -> None:
    question = read(text, TODAY)
    assert question
    assert (question.of("province"), question.left()) == (("Nghệ An", "Hà Tĩnh"), "")


def test_every_province_is_known_by_the_spellings_of_the_gazetteer() -> None:
    """Towns, parts of a name and nicknames aside, what articles are tagged by can be asked by."""
    places = Path("transforms/lexicons/places.yaml").read_text("utf-8")
    spellings: dict[str, list[str]] = yaml.safe_load(places)["spellings"]
    asked = {unit.name: [unit.name] for unit in provinces().values()}
    for name, listed in spellings.items():
        asked[name] = [*asked[name], *listed]
    unknown = {
        spelling: found
        for name, listed in asked.items()
        for spelling in listed
        if (found := parts(f"họp báo của tỉnh {spelling} năm 2023")) and f"province {name}" not in found
    }
    assert set(unknown) <= {
        "Bà Rịa", "Bà Rịa-VT", "Chủ tịch HN", "CA HN", "TP.HN", "TP HN", "TP mang tên Bác", "thành phố mang tên Bác",
        "Sài Gòn - Chợ Lớn", "TP ĐN",
    }  # fmt: skip


def test_all_that_is_meant_can_be_asked_for() -> None:
    names = {"province": "province", "region": "region", "event_type": "event_type", "sector": "sector"}
    for terms in table().values():
        for term in terms:
            if term.kind in names:
                assert known(names[term.kind], term.value, "then")
