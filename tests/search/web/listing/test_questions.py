"""A question typed into the box: led to its filters, told how it was read, undone in one click; and what is left alone."""

from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from lxml import html

from search.app import create_app
from search.engine import Results
from search.query import Query
from search.questions.reading import read
from search.tantivy.engine import TantivyEngine
from search.web import addresses
from search.web.listing.meaning import in_unit
from search.web.listing.understood import answer as answer_of
from tests.search.web.browser import Browser
from tests.search.web.pages import tree, words
from tests.search.web.sample_archive import TODAY, SampleArchive

World = tuple[TantivyEngine, SampleArchive]
ASKED = "Tỉnh nào ký kết với TP.HCM năm 2023, ai dự?"
ENGLISH = "which provinces signed with Ho Chi Minh City in 2023, who was there?"


def led(client: Browser, asked: str, path: str = "/") -> str:
    """Where a question leads."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}q={quote_plus(asked)}")
    assert answer.status_code == 303, answer.text[:300]
    return answer.headers["location"]


def given(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("asked", [ASKED, ENGLISH, "tinh nao ky ket voi tphcm nam 2023"])
def test_the_leading_question_leads_to_the_signings(client: Browser, asked: str) -> None:
    address = led(client, asked)
    assert urlsplit(address).path == "/events"
    assert given(address) == {"partner": ["Hồ Chí Minh"], "year": ["2023"], "signed": ["true"], "asked": [asked]}
    page = tree(client, address)
    first = words(page.cssselect(".agenda li")[0])
    assert "có ký kết" in first
    assert "Hồ Chí Minh" in first
    assert "Người dự:" in first
    assert asked in words(page.cssselect(".understood")[0])
    chips = [words(chip).split(" ×")[0] for chip in page.cssselect(".chips li:not(.clear)")]
    assert chips == ["Năm 2023", "Các bên Hồ Chí Minh", "Ký kết có ký kết"]
    assert page.cssselect("#q")[0].get("value") == asked
    assert not page.cssselect("form.box input[type=hidden]")
    assert page.cssselect(".understood q")[0].get("lang") == ("en" if asked == ENGLISH else "vi")


def test_each_part_and_the_whole_is_undone_by_one_click(client: Browser) -> None:
    page = tree(client, led(client, ASKED))
    for chip in page.cssselect(".chips li a"):
        less = tree(client, chip.get("href"))
        assert not less.cssselect(".understood")
    also = page.cssselect(".understood")[1]
    exact = also.cssselect("a")[-1]
    assert words(exact) == "Tìm theo từ khóa"
    words_alone = tree(client, exact.get("href"))
    assert words(words_alone.cssselect("h1")[0]).endswith(f"cho {ASKED}")
    assert not words_alone.cssselect(".chips")
    # From there every way leads on with the very words, and one leads back.
    for link in words_alone.cssselect(".sort a, .facet li a"):
        assert client.get(link.get("href")).status_code == 200
    back = words_alone.cssselect(".understood a")[0].get("href")
    assert client.get(back).status_code == 303


def test_what_is_found_elsewhere_is_told_and_counted(client: Browser) -> None:
    page = tree(client, led(client, ASKED))
    others = page.cssselect(".understood")[1].cssselect("a")[:-1]
    assert {urlsplit(link.get("href")).path for link in others} == {"/", "/agreements"}
    for link in others:
        assert words(tree(client, link.get("href")).cssselect("h1")[0]).startswith(f"Tìm thấy {words(link)}")


def test_what_is_left_is_searched_and_filters_that_are_set_stay(client: Browser) -> None:
    asked = "hội nghị tổng kết nào ở Nghệ An năm 2023"
    address = led(client, asked, "/?sort=newest&basis=today&year=2019")
    assert urlsplit(address).path == "/events"
    assert given(address) == {
        "q": ["tổng kết"], "province": ["Nghệ An"], "year": ["2023"], "event_type": ["conference"],
        "sort": ["newest"], "basis": ["today"], "asked": [asked],
    }  # fmt: skip
    assert "lang=en" in led(client, ASKED, "/?lang=en")


@pytest.mark.parametrize(
    "typed",
    ["hợp tác", "năm mới", "Thái Bình Dương",
     '"ký kết" TP.HCM năm 2023', "title:hội nghị Nghệ An 2023", "hội nghị Nghệ An -du 2023"],
)  # fmt: skip
def test_words_and_the_query_language_are_left_alone(client: Browser, typed: str) -> None:
    page = tree(client, f"/?q={quote_plus(typed)}")
    assert not page.cssselect(".understood, .offered")


def test_filters_are_offered_where_words_are_no_question(client: Browser) -> None:
    page = tree(client, "/?q=h%E1%BB%A3p+t%C3%A1c+Ngh%E1%BB%87+An")
    (offer,) = page.cssselect(".offered a")
    assert words(offer) == "Tỉnh, thành phố: Nghệ An"
    assert given(offer.get("href")) == {"q": ["hợp tác"], "province": ["Nghệ An"]}
    assert not tree(client, offer.get("href")).cssselect(".offered")


def test_a_question_that_finds_nothing_is_searched_as_words_and_says_so(client: Browser) -> None:
    page = tree(client, f"/?q={quote_plus('tỉnh nào ký kết với Cà Mau năm 1999')}")
    said = words(page.cssselect(".understood")[0])
    assert said.startswith("Hiểu là ")
    assert "Cà Mau" in said
    assert "thì không có gì" in said


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("khi nào Nghệ An và Cà Mau gặp nhau", "/events"),
        ("when did Nghe An and Ca Mau meet", "/events"),
        ("những thỏa thuận nào giữa Nghệ An và Cà Mau", "/agreements"),
        ("Nghệ An và Cà Mau hợp tác khi nào", "/events"),
    ],
)
def test_two_who_have_nothing_together_are_told_so_and_not_what_each_did(
    client: Browser, asked: str, path: str
) -> None:
    address = led(client, asked)
    assert urlsplit(address).path == path
    assert given(address)["partner"] == ["Nghệ An", "Cà Mau"]
    page = tree(client, address)
    assert "Nghệ An và Cà Mau" in words(page.cssselect(".none-together")[0])
    assert not page.cssselect(".agenda, .hits")
    assert words(page.cssselect(".understood q")[0]) == asked


@pytest.mark.parametrize(("other", "told"), [("H%E1%BB%93+Ch%C3%AD+Minh", 0), ("C%C3%A0+Mau", 1)])
def test_words_that_nothing_holds_say_not_that_two_never_met(client: Browser, other: str, told: int) -> None:
    page = tree(client, f"/events?q=xyzzy&partner=Ngh%E1%BB%87+An&partner={other}")
    assert page.cssselect(".nothing")
    assert len(page.cssselect(".none-together")) == told


def test_when_two_met_is_answered_by_their_events(client: Browser) -> None:
    address = led(client, "when did Ho Chi Minh City and Nghe An meet?")
    assert urlsplit(address).path == "/events"
    assert given(address)["partner"] == ["Hồ Chí Minh", "Nghệ An"]
    assert tree(client, address).cssselect(".agenda li")


def test_a_list_of_events_is_asked_for_by_its_time_alone(client: Browser) -> None:
    address = led(client, "events in 2023")
    assert urlsplit(address).path == "/events"
    assert given(address) == {"year": ["2023"], "asked": ["events in 2023"]}


def test_the_list_that_is_open_is_searched_first(client: Browser) -> None:
    assert urlsplit(led(client, "ai ký với TP.HCM năm 2023", "/agreements")).path == "/agreements"
    assert urlsplit(led(client, "những thỏa thuận nào với TP.HCM năm 2023")).path == "/agreements"


def test_addresses_made_here_mean_what_they_say() -> None:
    assert addresses.listing(Query(q="hợp tác")).count("exact") == 0
    assert addresses.listing(Query(q=ASKED)).endswith("&exact=true")


def test_a_question_that_nobody_asked_is_not_shown(client: Browser) -> None:
    page = tree(client, "/events?year=2023&asked=%3Cscript%3Ealert(1)%3C/script%3E+mua+ngay")
    assert not page.cssselect(".understood")
    assert "mua ngay" not in html.tostring(page, encoding="unicode")


def test_what_the_reader_had_set_goes_on(client: Browser) -> None:
    page = tree(client, led(client, ASKED, "/?basis=today&with_reprints=true&language=vi"))
    hidden = {field.get("name"): field.get("value") for field in page.cssselect("form.box input[type=hidden]")}
    assert hidden == {"basis": "today", "with_reprints": "true"}
    links = page.cssselect(".understood")[1].cssselect("a")
    for link in links:
        assert given(link.get("href")).items() >= {"basis": ["today"], "language": ["vi"]}.items()
    assert given(links[-1].get("href"))["q"] == [ASKED]
    assert "partner" not in given(links[-1].get("href"))


def test_what_was_not_understood_is_told_behind_the_redirect(client: Browser) -> None:
    address = led(client, ASKED, "/?province=Atlantis")
    assert given(address)["year"] == ["2023"]
    assert "Atlantis" in words(tree(client, address).cssselect(".found")[0])


def test_sorting_keeps_the_question_and_only_its_first_page_was_tried(client: Browser) -> None:
    page = tree(client, led(client, ASKED))
    for link in page.cssselect(".sort a"):
        assert given(link.get("href"))["asked"] == [ASKED]
        assert tree(client, link.get("href")).cssselect(".understood")
    unanswered = quote_plus("tỉnh nào ký kết với Cà Mau năm 1999")
    assert "thì không có gì" not in html.tostring(tree(client, f"/?q={unanswered}&page=2"), encoding="unicode")


@pytest.mark.parametrize("address", ["/?q=foo&asked=", "/events?year=2023&q=foo&asked="])
def test_a_question_that_the_filters_do_not_answer_is_not_shown(client: Browser, address: str) -> None:
    page = tree(client, address + quote_plus(ASKED))
    assert not page.cssselect(".understood")
    assert page.cssselect("#q")[0].get("value") == "foo"


def test_the_first_page_leads_a_question_to_its_list(client: Browser) -> None:
    answer = client.get(f"/?unit=events&lang=en&q={quote_plus(ASKED)}")
    assert answer.status_code == 307
    address = answer.headers["location"]
    assert urlsplit(address).path == "/events"
    assert given(address) == {"q": [ASKED], "lang": ["en"]}
    assert client.get(address).status_code == 303
    kept = client.get(f"/?unit=events&exact=true&q={quote_plus(ASKED)}").headers["location"]
    assert given(kept)["exact"] == ["true"]


def test_who_signed_is_answered_by_texts_that_say_so_where_there_are_any(world: World) -> None:
    engine, _ = world
    question = read("những thỏa thuận nào đã ký kết với TP.HCM", TODAY)
    assert question
    answered = answer_of(engine, question, Query(unit="agreements"))
    assert answered
    assert (answered.unit, answered.signed) == ("agreements", True)
    assert not in_unit(question, "events", Query()).q


class Counting:
    """An engine that counts how often it is asked."""

    def __init__(self, engine: TantivyEngine) -> None:
        self._engine, self.asked = engine, 0

    def search(self, query: Query, *, facets: bool = True) -> Results:
        self.asked += 1
        return self._engine.search(query, facets=facets)


def test_the_first_list_that_answers_is_the_last_asked(world: World) -> None:
    engine = Counting(world[0])
    question = read(ASKED, TODAY)
    assert question
    assert answer_of(engine, question, Query())  # type: ignore[arg-type]
    assert engine.asked == 1


def test_in_english(world: World) -> None:
    engine, archive = world
    reader = Browser(create_app(engine, archive=archive, default_language="en", today=lambda: TODAY))
    page = tree(reader, led(reader, ENGLISH))
    assert words(page.cssselect(".understood")[0]).endswith("was read as:")
    assert "Present:" in words(page.cssselect(".agenda li")[0])
