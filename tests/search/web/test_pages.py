"""Pages with real engine data: they render, say what they should, and link to what their numbers count."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from search.query import make_query
from search.tantivy.engine import TantivyEngine
from tests.search.web.browser import Browser
from tests.search.web.world import SampleArchive

World = tuple[TantivyEngine, SampleArchive]
CONFERENCE = "mau-nghe-an-tong-ket-hop-tac-thanh-pho-ho-chi-minh-bac-trung-bo"


def tree(client: Browser, address: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == status, answer.text[:500]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.fromstring(answer.text)


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def words(element: html.HtmlElement) -> str:
    """The text with a space wherever one element ends and another begins."""
    return " ".join(" ".join(element.itertext()).split())


def total(page: html.HtmlElement) -> int:
    found = re.search(r"Tìm thấy ([\d.]+)", text(page.cssselect("h1")[0]))
    return int(found[1].replace(".", "")) if found else 0


def test_home_tells_what_is_in_it(client: Browser, world: World) -> None:
    page = tree(client, "/")
    documents = world[0].stats().documents
    told = words(page.cssselect(".holdings")[0])
    held = (documents["articles"], documents["events"], documents["agreements"], len(world[1].sources()))
    assert told == "bài {} sự kiện {} thỏa thuận {} nguồn tin {}".format(*held)
    assert "19/11/2026: 3 nguồn, 9 bài mới, 3 bài sửa" in text(page.cssselect(".night")[0])
    assert len(page.cssselect(".newest .agenda > li")) == 6
    assert len(page.cssselect(".by-sector li")) > 15


@pytest.mark.parametrize(("basis", "units"), [("today", 34), ("then", 63)])
def test_every_tile_leads_to_its_number(client: Browser, basis: str, units: int) -> None:
    tiles = tree(client, f"/?basis={basis}").cssselect("a.tile")
    assert len(tiles) == units
    counted = {tile.get("href"): tile.cssselect(".tile-count")[0].text for tile in tiles}
    full = {href: int(count) for href, count in counted.items() if count != "–"}
    assert len(full) > 10
    for href, count in full.items():
        assert total(tree(client, href)) == count, href


def test_results_mark_the_words_and_say_what_each_is(client: Browser) -> None:
    page = tree(client, "/?q=hop+tac+bac+trung+bo")
    hits = page.cssselect("li.hit")
    assert min(total(page), 25) == len(hits) > 2
    assert any("hợp tác" in mark.text.lower() for mark in hits[0].cssselect("mark"))
    assert re.search(r"Cổng thông tin điện tử mẫu .* · \d+/\d+/20\d\d · ", text(hits[0].cssselect(".meta")[0]))
    assert hits[0].cssselect(".leaf-day")[0].text.isdigit()
    assert hits[0].cssselect(".tag")


def test_facets_lead_to_what_they_count(client: Browser) -> None:
    page = tree(client, "/?q=tinh&year=2023&year=2024")
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
    bars = {bar.get("aria-label"): bar.get("href") for bar in page.cssselect("a.year")}
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


def test_article_underlines_what_proves_the_facts(client: Browser, world: World) -> None:
    page = tree(client, f"/articles/{CONFERENCE}")
    document = world[0].get("articles", CONFERENCE)
    assert document
    assert document.article
    for hidden in page.cssselect(".story .unsaid"):
        hidden.drop_tree()
    shown = [text(p) for p in page.cssselect(".text p")]
    told = [document.article.lead, *document.article.body.split("\n\n")]
    assert shown == [" ".join(line.split()) for line in told]
    for kind, words in {"date": "25/3", "person": "Lương Thế Khoát", "place": "Quảng Trị"}.items():
        assert words in [text(span) for span in page.cssselect(f".text .ev-{kind}")]
    for fact in page.cssselect(".panel dd[data-words] > a"):
        assert page.cssselect(f'[id="{fact.get("href")[1:]}"]'), fact.get("href")
    panel = text(page.cssselect(".panel")[0])
    assert "Bài không ghi năm; năm suy từ ngày đăng." in panel
    assert "Thừa Thiên Huế nay thuộc Huế" in panel
    assert "Bảy địa phương ký thỏa thuận" in text(page.cssselect("#reprints")[0])
    assert "quy tắc viết cho hệ thống của cổng" in panel
    assert page.cssselect(".original a")[0].get("href") == document.article.url


def test_versions_show_what_changed(client: Browser, world: World) -> None:
    article_id = next(iter(world[1].older))
    page = tree(client, f"/articles/{article_id}")
    older = page.cssselect(".versions a[href^='/articles/']")[0].get("href")
    assert older.endswith("?version=1")
    former = tree(client, older)
    assert text(former.cssselect("del")[-1]) == "Đoạn này đã có chữ khác."
    now = text(page.cssselect(".text")[0])
    assert all(text(added) in now for added in former.cssselect(".text ins"))
    assert "từ bản 1 sang bản 2" in text(former.cssselect(".legend")[0])
    snapshots = [a.get("href") for a in page.cssselect(".versions a.outward")]
    answer = client.get(snapshots[0])
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert "<script>alert(1)</script>" in answer.text
    assert client.get(f"/articles/{article_id}?version=7").status_code == 404
    assert client.get(f"/articles/{article_id}?version=²").status_code == 404
    assert client.get(f"/snapshots/{article_id}?version=9").status_code == 404


def test_a_gone_article_stays_and_says_so(client: Browser, world: World) -> None:
    gone = [d.id for d in world[0].stream(make_query({})) if d.links and d.links.state == "gone"]
    assert gone
    assert "Cổng đã gỡ bài này (thấy vào 20/11/2026)" in text(
        tree(client, f"/articles/{gone[0]}").cssselect(".banner")[0]
    )


def test_event_page_tells_all(client: Browser, world: World) -> None:
    document = world[0].get("articles", CONFERENCE)
    assert document
    assert document.links
    page = tree(client, f"/events/{document.links.event_ids[0]}")
    told = text(page.cssselect(".record")[0])
    for part in (
        "25/3/2023",
        "Nghệ An",
        "Lương Thế Khoát",
        "Phó Bí thư Thành ủy",
        "kết luận",
        "2023–2025",
        "có ký kết",
    ):
        assert part in told
    titles = [link.text for link in page.cssselect(".tellers a")]
    assert document.article
    assert document.article.title in titles
    agreement = page.cssselect('.tellers a[href^="/agreements/"]')[0]
    signed = tree(client, agreement.get("href"))
    assert "Ngày ký 25/3/2023" in words(signed.cssselect(".facts")[0])
    assert signed.cssselect(f'.agenda a[href="/events/{document.links.event_ids[0]}"]')


def test_event_page_tells_where_texts_differ_who_corrected_it_and_what_it_was_joined_of(
    client: Browser, world: World
) -> None:
    many = [d.event for d in world[0].stream(make_query({"unit": "events"})) if d.event and d.event.contradictions]
    linked = many[0]
    first, second = (world[0].get("articles", known) for known in linked.article_ids[:2])
    assert first
    assert first.article
    assert second
    assert second.article
    page = tree(client, f"/events/{linked.event_id}")
    (differing,) = page.cssselect(".disagree dl")
    assert words(differing).startswith(f"ngày 25/3/2023 {first.article.title} ")
    assert f"26/3/2023 {second.article.title} " in words(differing)
    assert differing.cssselect("dd a")[1].get("href") == f"/articles/{second.id}"
    corrected = words(page.cssselect(".corrections")[0])
    assert "ngày: 25/3/2023; bớt các bên: Lào Cai, Sơn La" in corrected
    assert "Bài in sai ngày." in corrected
    assert "Người yêu cầu: Trần Thị B, 20/11/2026" in corrected
    told = words(page.cssselect(".record-body")[0])
    assert f"buổi, Lê Văn C ← {second.article.title}" in told
    assert f"Trước đây tách riêng, nay gộp vào đây: {linked.note.split()[2][:-1]}" in told
    assert page.cssselect('.record-body .note a[href="/events/e0001"]')
    english = words(tree(client, f"/events/{linked.event_id}?lang=en").cssselect(".record-body")[0])
    for said in ("25 March 2023", "Requested by Trần Thị B, 20 November 2026", "Split from: e0001", "time of day"):
        assert said in english


def test_readers_of_sample_portals_are_told_that_all_is_invented(client: Browser, world: World) -> None:
    assert all(urlsplit(source.home).hostname.endswith(".example") for source in world[1].sources().values())
    assert "Dữ liệu mẫu" in text(tree(client, "/"))
