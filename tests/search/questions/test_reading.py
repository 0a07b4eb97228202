"""What a sentence means: its filters, what is left to be searched, whether it is a question at all; and its traps."""

from pathlib import Path

import pytest
import yaml

from records.places import provinces
from search.questions.reading import is_read, read
from search.questions.terms import table
from search.values import known
from tests.search.questions.in_short import TODAY, parts

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
