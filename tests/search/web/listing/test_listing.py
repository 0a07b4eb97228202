"""The pages of results: what to do where nothing was found, paging both ways, months, presets, suggestions as JSON."""

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from search.engine import UNKNOWN
from search.protocols import Fate
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.web.i18n import language
from search.web.listing.chart import month_chart, year_chart
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import SampleArchive

VI = language("vi")


def tree(client: Browser, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:500]
    return html.fromstring(answer.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def titles(page: html.HtmlElement) -> list[str]:
    return [link.get("href") for link in page.cssselect(".hit h2 a")]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_pages_by_date_lead_on_and_back(client: Browser, sort: str) -> None:
    seen = []
    page = tree(client, f"/?sort={sort}&with_reprints=true")
    while True:
        seen.append(titles(page))
        following = page.cssselect(".pager a[rel=next]")
        if not following:
            break
        page = tree(client, following[0].get("href"))
    assert len(seen) > 2
    assert len({title for one in seen for title in one}) == sum(map(len, seen))
    for shown in reversed(seen[:-1]):
        page = tree(client, page.cssselect(".pager a[rel=prev]")[0].get("href"))
        assert titles(page) == shown
    assert not page.cssselect(".pager a[rel=prev]")


@pytest.mark.parametrize("number", [3, 40, 41, 999, 1000])
def test_a_page_behind_the_last_leads_to_it(client: Browser, number: int) -> None:
    page = tree(client, f"/?q=hop+tac&page={number}")
    assert "đến trang 2" in words(page.cssselect(".beyond")[0])
    last = tree(client, page.cssselect(".beyond a")[0].get("href"))
    assert titles(last)
    assert not last.cssselect(".beyond")
    assert not page.cssselect(".pager")


def test_a_mark_behind_the_last_leads_to_the_beginning(client: Browser) -> None:
    page = tree(client, "/?sort=newest&after=0000")
    assert page.cssselect(".beyond a")[0].get("href") == "/?sort=newest"


def test_the_filter_that_emptied_the_result_is_named(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac&province=Hà+Tĩnh&from=1990&to=1991")
    ways = {words(link): link.get("href") for link in page.cssselect(".nothing li a")}
    assert "Bỏ “31/12/1991” (đến ngày)" in ways
    assert "Bỏ “Hà Tĩnh” (tỉnh, thành phố)" not in ways
    for way in page.cssselect(".nothing li"):
        found = tree(client, way.cssselect("a")[0].get("href")).cssselect("h1")[0]
        assert words(found).startswith(words(way.cssselect(".meta")[0]))


def test_other_ways_of_writing_are_offered(client: Browser) -> None:
    page = tree(client, "/?q=%22hóp+tác%22")
    ways = {words(link) for link in page.cssselect(".nothing li a")}
    assert 'Tìm không phân biệt dấu: "hop tac"' in ways
    page = tree(client, "/?q=%22tac+hop%22")
    assert "Bỏ ngoặc kép: tac hop" in {words(link) for link in page.cssselect(".nothing li a")}
    page = tree(client, "/?q=%22hop+tac%22+-tac")
    assert 'Bỏ các từ loại trừ: "hop tac"' in {words(link) for link in page.cssselect(".nothing li a")}


@pytest.mark.parametrize(("typed", "meant"), [("du lihc", "du lich"), ("hôi nghịh xúc tiến", "hôi nghị xúc tiến")])
def test_a_slip_is_asked_about(client: Browser, typed: str, meant: str) -> None:
    page = tree(client, f"/?q={typed}")
    offered = page.cssselect(".spelling a")
    if typed == "du lihc":
        assert words(offered[0]) == meant
        assert titles(tree(client, offered[0].get("href")))
    else:  # the other word is none either: nothing holds them all
        assert not offered
    assert not tree(client, "/?q=hop+tac").cssselect(".spelling")


def test_months_are_drawn_of_what_is_chosen() -> None:
    months = (("2022-11", 3), ("2023-02", 5), ("2023-12", 2), ("2025-01", 9), (UNKNOWN, 4))
    assert month_chart(months, make_query({}), VI) is not None
    chart = month_chart(months, make_query({"year": "2023", "q": "a"}), VI)
    assert chart
    assert [bar.count for bar in chart.bars] == [0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]
    assert chart.bars[1].href == "/?q=a&from=2023-02-01&to=2023-02-28"
    assert chart.stretch == "/?q=a"
    one = month_chart(months, make_query({"from": "2023-02-01", "to": "2023-02-28"}), VI)
    assert one
    assert [bar.chosen for bar in one.bars].index(True) == 1
    assert one.bars[1].href == "/"
    assert month_chart(months, make_query({"from": "1990-01-01"}), VI) is None


def test_years_within_the_days_chosen_are_chosen() -> None:
    years = (("2021", 1), ("2022", 2), ("2023", 3), (UNKNOWN, 1))
    chart = year_chart(years, make_query({"from": "2022", "to": "2023"}), VI)
    assert chart
    assert [bar.chosen for bar in chart.bars] == [False, True, True, False]
    assert [bar.first for bar in chart.bars] == ["2021-01-01", "2022-01-01", "2023-01-01", ""]
    assert chart.bars[0].href == "/?year=2021"
    half = year_chart(years, make_query({"from": "2022-01", "to": "2022-06"}), VI)
    assert half
    assert [bar.chosen for bar in half.bars] == [False, True, False, False]  # half of it is still of that year
    assert half.any_chosen
    assert half.bars[1].href == "/?year=2022"


def test_facets_hold_years_people_and_signings_and_presets_say_which_is_set(client: Browser) -> None:
    page = tree(client, "/?sort=newest")
    headings = [heading.text for heading in page.cssselect(".facet h2")]
    assert headings == [
        "Tỉnh, thành tính theo", "Tỉnh, thành phố", "Vùng", "Lĩnh vực", "Loại sự kiện", "Năm", "Người", "Nguồn", "Ký kết",
        "Khoảng ngày",
    ]  # fmt: skip
    years = [words(name) for name in page.cssselect(".facet")[5].cssselect(".choice-name")]
    assert years == sorted(years, reverse=True)
    presets = {words(link): link.get("href") for link in page.cssselect(".presets a")}
    assert parse_qs(urlsplit(presets["năm 2025"]).query) == {
        "sort": ["newest"], "from": ["2025-01-01"], "to": ["2025-12-31"],
    }  # fmt: skip
    assert [words(link) for link in tree(client, presets["năm 2025"]).cssselect(".presets .on")] == ["năm 2025"]


def test_tags_of_a_result_narrow_the_search(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac&year=2025")
    hit = page.cssselect("li.hit")[0]
    place, sector = hit.cssselect(".meta .place")[0], hit.cssselect(".tags .tag")[0]
    assert parse_qs(urlsplit(place.get("href")).query) == {"q": ["hop tac"], "year": ["2025"], "province": [place.text]}
    assert titles(tree(client, sector.get("href")))


def test_suggestions_lead_to_documents_and_filters(client: Browser, world: tuple[TantivyEngine, SampleArchive]) -> None:
    answer = client.get("/api/suggest?q=nghe+a")
    assert answer.headers["content-type"] == "application/json"
    listed = answer.json()["suggestions"]
    assert listed[0] == {
        "kind": "province", "text": "Nghệ An", "label": "Tỉnh, thành phố", "href": "/?province=Ngh%E1%BB%87+An",
    }  # fmt: skip
    for option in listed:
        assert client.get(option["href"]).status_code == 200
    assert len(listed) <= 8
    assert (
        client.get("/api/suggest?q=nghe+a&unit=events").json()["suggestions"][0]["href"].startswith("/events?province=")
    )
    english = client.get("/api/suggest?q=du+lich&lang=en").json()["suggestions"]
    assert {"kind": "sector", "text": "Tourism", "label": "Sector", "href": "/?sector=tourism"} in english
    assert client.get("/api/suggest").json() == {"suggestions": []}


def test_what_was_taken_down_is_not_suggested(client: Browser, world: tuple[TantivyEngine, SampleArchive]) -> None:
    def suggested() -> list[str]:
        return [one["href"] for one in client.get("/api/suggest?q=ký+kết").json()["suggestions"]]

    first = next(href for href in suggested() if href.startswith("/articles/"))
    world[1].fates["articles", first.removeprefix("/articles/")] = Fate(kind="suppressed")
    assert first not in suggested()


def test_the_box_is_a_plain_form_with_help(client: Browser) -> None:
    page = tree(client, "/events?province=Nghệ+An")
    form = page.cssselect("form.box")[0]
    assert (form.get("action"), form.get("method")) == ("/events", "get")
    assert [(field.get("name"), field.get("value")) for field in form.cssselect("input[type=hidden]")] == [
        ("province", "Nghệ An")
    ]
    assert page.cssselect("[popover]")[0].get("id") == form.cssselect(".box-help")[0].get("popovertarget")


@pytest.mark.parametrize("path", ["/", "/events", "/analysis", "/cooperation"])
def test_words_without_end_make_no_page_without_end(client: Browser, path: str) -> None:
    """A page links to its own query hundreds of times."""
    for hostile in ("(" * 2000, "tỉnh " * 450):
        answer = client.get(f"{path}?q={hostile}")
        assert answer.status_code == 200
        assert len(answer.content) < 700_000
        assert "chỉ phần đầu được tìm" in words(html.fromstring(answer.text).cssselect(".notices")[0])
    page = tree(client, "/?q=" + "tỉnh " * 450)
    link = page.cssselect("main a[href*='sort=newest']")[0].get("href")
    assert "chỉ phần đầu được tìm" in words(tree(client, link).cssselect(".notices")[0])
    assert not tree(client, "/?q=" + "tỉnh " * 60).cssselect(".notices li.warn")
