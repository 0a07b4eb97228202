"""A question that filters find nothing for, or can't answer: the page says so before it shows what the words find."""

from datetime import date
from urllib.parse import quote_plus

import pytest

from search.questions.reading import read
from search.web.listing.unanswerable import left_out, missing_days
from tests.search.web.browser import Browser
from tests.search.web.listing.test_questions import given, led
from tests.search.web.pages import tree, words


@pytest.mark.parametrize(
    ("asked", "headline", "language"),
    [
        ("hội nghị nào ở Cà Mau năm 1999", "Không có hội nghị nào đúng như câu hỏi", "vi"),
        ("which conference was in Ca Mau in 1999", "No conference matches your question", "en"),
        ("những thỏa thuận nào của Cà Mau năm 1999", "Không có thỏa thuận nào đúng như câu hỏi", "vi"),
        ("Cà Mau ký kết với ai năm 1999", "Không có việc ký kết nào đúng như câu hỏi", "vi"),
        ("ai đến Cà Mau năm 1999", "Không có gì đúng như câu hỏi", "vi"),
    ],
)
def test_that_there_is_nothing_comes_first(client: Browser, asked: str, headline: str, language: str) -> None:
    page = tree(client, f"/?q={quote_plus(asked)}&lang={language}")
    assert words(page.cssselect("h1")[0]) == headline
    assert page.cssselect("title")[0].text == f"{asked} — {headline} — Kho Tin"
    found = words(page.cssselect("h2.by-words")[0])
    assert found.endswith(asked)
    assert page.cssselect(".hits .hit")


def test_words_that_are_searched_keep_the_count_as_their_headline(client: Browser) -> None:
    page = tree(client, "/?q=du+l%E1%BB%8Bch")
    assert words(page.cssselect("h1")[0]).startswith("Tìm thấy ")
    assert not page.cssselect("h2.by-words")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("hội nghị nào ngày 30/2/2023", "Lịch không có ngày 30/2/2023"),
        ("ngày 31 tháng 4 năm 2023", "Lịch không có ngày 31 tháng 4 năm 2023"),
        ("tỉnh nào chưa ký kết với TP.HCM", "(“chưa ký kết”); các từ được tìm như từ khóa."),
    ],
)
def test_what_no_filter_can_answer_is_said(client: Browser, asked: str, said: str) -> None:
    page = tree(client, f"/?q={quote_plus(asked)}")
    assert said in words(page.cssselect(".understood")[0])
    exact = tree(client, f"/?q={quote_plus(asked)}&exact=true")
    assert not exact.cssselect(".understood")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ngày 30/2/2023", ("30/2/2023",)),
        ("29.2.2023", ("29.2.2023",)),
        ("29/2/2024", ()),
        ("31-4-2023 và 1/5/2023", ("31-4-2023",)),
        ("ngay 31 thang 6 nam 2022", ("31 thang 6 nam 2022",)),
        ("on February 30, 2023", ("February 30, 2023",)),
        ("on the 31st of June 2023", ("31st of June 2023",)),
        ("văn bản 32/13/2023", ()),
        ("số 30/2/2023/NĐ-CP", ()),
        ("30/2/2023.", ("30/2/2023",)),
    ],
)
def test_days_that_do_not_exist(text: str, days: tuple[str, ...]) -> None:
    assert missing_days(text) == days


@pytest.mark.parametrize(
    ("text", "negation"),
    [
        ("tỉnh nào chưa ký kết với TP.HCM", "chưa ký kết"),
        ("thanh toán không dùng tiền mặt ở Nghệ An năm 2023", ""),
        ("tỉnh nào ký kết với TP.HCM", ""),
    ],
)
def test_only_questions_are_negated(text: str, negation: str) -> None:
    assert left_out(read(text, date(2026, 11, 20))) == negation


@pytest.mark.parametrize("path", ["/", "/agreements"])
def test_the_list_that_the_words_ask_for_is_offered(client: Browser, path: str) -> None:
    page = tree(client, f"{path}?q=agreements+between+Ho+Chi+Minh+City+and+the+Mekong+Delta&lang=en")
    offer = page.cssselect(".understood.meta a")[0]
    assert words(offer) == "1 agreement"
    filters = given(offer.get("href"))
    assert offer.get("href").startswith("/agreements?")
    assert filters == {"partner": ["Hồ Chí Minh"], "region": ["Đồng bằng sông Cửu Long"]}
    assert words(tree(client, offer.get("href") + "&lang=en").cssselect("h1")[0]).startswith("1 agreement")


def test_a_city_is_found_before_it_was_one(client: Browser) -> None:
    """What the page for journalists gives as an example."""
    address = led(client, "hội nghị nào ở Huế 6 tháng đầu năm 2023")
    assert given(address) | {"asked": []} == {
        "province": ["Huế"], "event_type": ["conference"], "from": ["2023-01-01"], "to": ["2023-06-30"], "asked": [],
    }  # fmt: skip
    page = tree(client, address)
    assert len(page.cssselect(".agenda li")) == 1
    assert "Thừa Thiên Huế" in words(page.cssselect(".found")[0])


def test_each_count_of_a_facet_is_what_its_link_finds(client: Browser) -> None:
    """The city by itself where the facet counts it by itself."""
    for name, title in (("province", "Tỉnh, thành phố"), ("partner", "Các bên")):
        page = tree(client, "/events")
        facet = next(f for f in page.cssselect(".facet") if words(f.cssselect("h2")[0]) == title)
        links = [link for link in facet.cssselect("li a") if "Huế" in words(link)]
        assert links
        for link in links:
            count = int(words(link).split()[-1])
            assert words(tree(client, link.get("href")).cssselect("h1")[0]) == f"Tìm thấy {count} sự kiện", (name, link)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"ký kết', "Dấu ngoặc kép mở ra mà không đóng lại, nên các từ được tìm như từ thường."),
        ("du lịch (biển", "Không đọc được cách viết của câu hỏi, nên các từ được tìm như từ thường."),
    ],
)
def test_what_could_not_be_read_is_said_as_it_is(client: Browser, typed: str, said: str) -> None:
    told = [words(line) for line in tree(client, f"/?q={quote_plus(typed)}").cssselect(".notices li")]
    assert [line for line in told if "như từ thường" in line] == [said]


@pytest.mark.parametrize("typed", ['"', '""', "( )", "!"])
def test_marks_without_a_word_find_nothing_for_themselves(client: Browser, typed: str) -> None:
    page = tree(client, f"/?q={quote_plus(typed)}")
    told = [words(line) for line in page.cssselect(".notices li")]
    assert told == [f"Trong {typed} không có từ nào để tìm, nên kết quả không lọc theo từ."]
    assert "cho" not in words(page.cssselect("h1")[0]).split()
