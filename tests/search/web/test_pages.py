"""Pages with real engine data: they render, say what they should, and link to what their numbers count."""

import re
from urllib.parse import parse_qs, urlsplit

from lxml import html

from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.pages import text, tree, words
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]


def total(page: html.HtmlElement) -> int:
    found = re.search(r"Tìm thấy ([\d.]+)", text(page.cssselect("h1")[0]))
    return int(found[1].replace(".", "")) if found else 0


def test_results_mark_the_words_and_say_what_each_is(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac+bac+trung+bo")
    hits = page.cssselect("li.hit")
    assert min(total(page), 25) == len(hits) > 2
    assert any("hợp tác" in mark.text.lower() for mark in hits[0].cssselect("mark"))
    assert re.search(r"Cổng thông tin điện tử mẫu .* · \d+/\d+/20\d\d · ", text(hits[0].cssselect(".meta")[0]))
    assert hits[0].cssselect(".leaf-day")[0].text.isdigit()
    assert hits[0].cssselect(".tag")


def test_facets_lead_to_what_they_count(client: Browser) -> None:
    page = tree(client, "/?q=tinh&from=2023-01-01&to=2024-12-31")
    links = page.cssselect(".facet:not(:first-child) li a")
    assert len(links) > 20
    for link in links:
        count = int(link.cssselect(".count")[0].text)
        assert total(tree(client, link.get("href"))) == count, link.get("href")


def test_chips_take_a_filter_off(client: Browser) -> None:
    page = tree(client, "/?q=hợp+tác&province=63:40&province=Hà+Tĩnh&year=2023&from=2019-01-01&event_type=conference")
    chips = page.cssselect(".chips li:not(.clear) a")
    assert [words(chip).removesuffix(" × bỏ lọc này").replace(" : ", " ") for chip in chips] == [
        "Tỉnh, thành phố Nghệ An (63)", "Tỉnh, thành phố Hà Tĩnh", "Năm 2023", "Loại sự kiện Hội nghị",
        "Từ ngày 1/1/2019",
    ]  # fmt: skip
    left = [parse_qs(urlsplit(chip.get("href")).query) for chip in chips]
    assert left[0]["province"] == ["Hà Tĩnh"]
    assert set(left[0]) == {"q", "province", "year", "event_type", "from"}
    assert "year" not in left[2]
    assert page.cssselect(".badge")[0].text == "5"
    assert parse_qs(urlsplit(page.cssselect(".chips .clear a")[0].get("href")).query) == {"q": ["hợp tác"]}


def test_the_years_are_drawn_with_their_numbers_and_a_table(client: Browser) -> None:
    page = tree(client, "/events")
    bars = {bar.xpath("./*[local-name()='title']")[0].text: bar.get("href") for bar in page.cssselect("a.year")}
    rows = [text(row) for row in page.cssselect(".years tbody tr")]
    assert rows == [label.replace(": ", "") for label in bars]
    for label, href in bars.items():
        assert total(tree(client, href)) == int(label.split(": ")[1])


def test_an_unknown_year_is_a_bar_of_its_own(client: Browser) -> None:
    page = tree(client, "/agreements")
    assert page.cssselect("a.year")
    assert "không rõ năm" in text(tree(client, "/events?year=unknown").cssselect(".chips")[0])


def test_sort_basis_and_reprints_switch(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac")
    newest = next(a for a in page.cssselect(".sort a") if a.text == "Mới nhất").get("href")
    days = [text(meta).split(" · ")[1] for meta in tree(client, newest).cssselect(".hit > .meta")]
    assert days == sorted(days, key=lambda day: [int(part) for part in reversed(day.split("/"))], reverse=True)
    today = page.cssselect(".either a")[1].get("href")
    assert "Bắc Trung Bộ và Duyên hải miền Trung" not in text(tree(client, today).cssselect(".narrow")[0])
    unfolded = page.cssselect(".folding a")[0].get("href")
    assert total(tree(client, unfolded)) > total(page)


def test_newest_goes_on_to_the_last(client: Browser, world: World) -> None:
    seen: list[str] = []
    address = "/?sort=newest&with_reprints=true"
    while address:
        page = tree(client, address)
        seen += [link.get("href") for link in page.cssselect(".hit h2 a")]
        address = next((a.get("href") for a in page.cssselect(".pager a[rel=next]")), "")
    assert len(seen) == len(set(seen)) == world[0].stats().documents["articles"]


def test_nothing_found_names_what_emptied_it(client: Browser) -> None:
    page = tree(client, "/?q=hợp+tác&province=Nghệ+An&year=1999")
    ways = [(text(link), link.get("href")) for link in page.cssselect(".nothing li a")]
    assert ways[0][0] == "Bỏ “1999” (năm)"
    assert total(tree(client, ways[0][1])) > 0
    assert "Không tìm thấy bài nào" in text(page.cssselect("h1")[0])
    assert "gõ không dấu" in text(tree(client, "/?q=xyzzyqwv").cssselect(".nothing")[0])


def test_a_filter_of_no_value_is_left_aside_and_named(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac&province=Atlantis&sort=sideways&from=2024-01-01&to=2023-01-01&utm_source=x")
    told = [text(line) for line in page.cssselect(".notices .warn")]
    assert len(told) == 4
    assert "“Atlantis” ở mục Tỉnh, thành phố" in told[0]
    assert total(page) > 5


def test_an_old_name_counts_for_todays_unit_and_says_so(client: Browser) -> None:
    page = tree(client, "/?q=&province=Bến+Tre&basis=today")
    assert "“Bến Tre” nay thuộc Vĩnh Long" in text(page.cssselect(".notices")[0])
    assert total(page) > 5


def test_readers_of_sample_portals_are_told_that_all_is_invented(client: Browser, world: World) -> None:
    assert all(urlsplit(source.home).hostname.endswith(".example") for source in world[1].sources().values())
    assert "Dữ liệu mẫu" in text(tree(client, "/"))


def test_the_help_is_a_page_too(client: Browser) -> None:
    """Linked from every page: a browser that knows no popover hides the box' own."""
    assert tree(client, "/").cssselect("footer a[href='/help']")
    told = tree(client, "/help?lang=en")
    assert text(told.cssselect("main h1")[0]) == "How to write a query"
    assert len(told.cssselect("main dt")) == len(told.cssselect("#query-help dt")) > 5


def test_each_example_of_the_help_is_a_search(client: Browser) -> None:
    page = tree(client, "/help")
    links = page.cssselect("main .help-page dt a")
    assert {words(dt) for dt in page.cssselect("main .help-page dt") if not dt.cssselect("a")} == set()
    for link in links:
        answer = client.get(link.get("href"))
        while answer.status_code == 303:
            answer = client.get(answer.headers["location"])
        assert answer.status_code == 200
        assert "như từ thường" not in answer.text, link.text
