"""The pages of events and agreements: facts, differences, corrections, calendar, references, the chain of reviews."""

from datetime import UTC, date, datetime

import icalendar
import msgspec
import pytest

from records.agreement import Agreement
from records.article import Article
from records.event import Event
from records.links import ArticleLinks, Document, Filled, LinkedEvent
from search.app import create_app
from search.engine import Hit
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.web.documents.agreements import _after
from search.web.documents.citing import Where, cite_agreement, cite_event
from search.web.documents.events import linked_facts
from search.web.documents.facts import agreement_groups, event_facts
from search.web.i18n import language
from search.web.listing.rows import row
from tests.search.web.browser import Browser
from tests.search.web.pages import CONFERENCE, text, tree, words
from tests.search.web.sample_archive import TODAY, SampleArchive

World = tuple[TantivyEngine, SampleArchive]
VI, EN = language("vi"), language("en")


@pytest.fixture
def event_id(world: World) -> str:
    """The conference's event."""
    document = world[0].get("articles", CONFERENCE)
    assert document
    assert document.links
    return document.links.event_ids[0]


def test_event_page_tells_all(client: Browser, world: World, event_id: str) -> None:
    document = world[0].get("articles", CONFERENCE)
    assert document
    assert document.article
    page = tree(client, f"/events/{event_id}")
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
    assert document.article.title in [link.text for link in page.cssselect(".tellers a")]
    assert page.cssselect('.facts a[href="/provinces/63:40"]')
    agreement = page.cssselect('.facts a[href^="/agreements/"]')[0]
    assert text(agreement) not in [text(link) for link in page.cssselect(".tellers a")]
    signed = tree(client, agreement.get("href"))
    assert "Ngày ký 25/3/2023" in words(signed.cssselect(".facts")[0])
    assert signed.cssselect(f'.life-signed a[href="/events/{event_id}"]')
    assert signed.cssselect('.facts a[href="/provinces/63:40"]')


def test_officials_lead_to_their_own_pages(client: Browser, event_id: str) -> None:
    page = tree(client, f"/events/{event_id}")
    people = page.cssselect('.facts a[href^="/people/"]')
    assert len(people) > 3
    for link in people[:3]:
        assert text(tree(client, link.get("href")).cssselect("h1")[0]) == text(link)


def test_a_name_that_two_people_of_the_articles_have_leads_to_both(world: World, event_id: str) -> None:
    engine, archive = world
    here = next(p for p in archive.known.values() if p.name == "Lương Thế Khoát")
    twin = msgspec.structs.replace(here, person_id="p9000")
    archive.known["p9000"] = twin
    try:
        page = tree(Browser(create_app(engine, archive=archive)), f"/events/{event_id}")
        links = {text(a): a.get("href") for a in page.cssselect(".facts a")}
    finally:
        del archive.known["p9000"]
    assert links["Lương Thế Khoát"].startswith("/people?q=")


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


def test_an_event_comes_as_a_calendar_that_parsers_read(client: Browser, event_id: str) -> None:
    page = tree(client, f"/events/{event_id}")
    answer = client.get(page.cssselect("a.doing")[0].get("href"))
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == f'attachment; filename="{event_id}.ics"'
    (event,) = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2023, 3, 25), date(2023, 3, 26))
    assert str(event["url"]) == f"http://kho.test/events/{event_id}"
    assert str(event["summary"]) == text(page.cssselect("h1")[0])


@pytest.fixture
def small(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """An index of one event without a day, one whose year another article gave, and an agreement of three steps."""
    open_year = Event(type="forum", name="Diễn đàn", month_day="03-25")
    fixed = Event(type="forum", name="Diễn đàn hai", starts_on=date(2024, 5, 2), year_from="linked")
    reviews = [Event(type="conference", name=f"Sơ kết {n}", starts_on=date(2025, 6 - n, 1)) for n in (1, 2)]
    signing = Event(type="signing", name="Lễ ký", starts_on=date(2023, 3, 25), signed=True)
    events = {"e1": open_year, "e2": fixed, "e3": signing, "e4": reviews[0], "e5": reviews[1]}
    engine = TantivyEngine(tmp_path_factory.mktemp("small"))
    engine.begin()
    filled = {"e2": (Filled(fact="starts_on", article_id="t1"),)}
    engine.put(
        Document(
            unit="events", id=known, change=n,
            event=LinkedEvent(
                event_id=known, change=n, event=event,
                article_ids=("t1",) if known == "e2" else (), filled=filled.get(known, ()),
            ),
        )
        for n, (known, event) in enumerate(events.items(), 1)
    )  # fmt: skip
    agreement = Agreement(
        agreement_id="a1", change=9, name="Thỏa thuận", parties=("Nghệ An", "Đại học Vinh"), signed_on="2023-03-25",
        signing_event_id="e3", review_event_ids=("e4", "e5", "gone"),
    )  # fmt: skip
    engine.put([Document(unit="agreements", id="a1", change=9, agreement=agreement)])
    told = Article(article_id="t1", url="https://a.vn/1", source_id="s", title="Bài cho biết năm")
    links = ArticleLinks(article_id="t1", change=10, version=1, first_seen_at=datetime(2024, 5, 6, tzinfo=UTC))
    engine.put([Document(unit="articles", id="t1", change=10, article=told, links=links)])
    engine.commit()
    return Browser(create_app(engine, archive=SampleArchive({}, {}), today=lambda: TODAY))


def test_an_event_without_a_day_offers_no_calendar(small: Browser) -> None:
    assert not tree(small, "/events/e1").cssselect("a.doing")
    assert "25/3, không rõ năm" in text(tree(small, "/events/e1").cssselect(".facts")[0])
    assert small.get("/events/e1.ics").status_code == 404
    linked = tree(small, "/events/e2")
    assert "năm lấy từ một bài khác" in text(linked.cssselect(".facts")[0])
    assert linked.cssselect('.year-by a[href="/articles/t1"]')


def test_the_life_of_an_agreement_is_told_in_the_order_of_time(small: Browser) -> None:
    page = tree(small, "/agreements/a1")
    steps = [words(step.cssselect("div")[0]) for step in page.cssselect(".life > li")]
    assert [step.split(" · ")[0] for step in steps[1:]] == ["Tổng kết, đánh giá"] * 2
    assert [step.cssselect("h3 a")[0].get("href") for step in page.cssselect(".life > li")] == [
        "/events/e3", "/events/e5", "/events/e4",
    ]  # fmt: skip
    assert "2 năm sau khi ký" in steps[1].replace("\xa0", " ")
    links = {text(a): a.get("href") for a in page.cssselect(".facts a")}
    assert links == {"Nghệ An": "/provinces/63:40"}


@pytest.mark.parametrize(
    ("signed", "reviewed", "said"),
    [
        ("2023-03-25", "2024-03-24", "11 months after the signing"),
        ("2023-03-25", "2024-03-25", "1 year after the signing"),
        ("2023-03", "2023-03-30", "less than a month after the signing"),
        ("2023", "2025-01-01", ""),
        ("2023-03-25", "", ""),
        ("2023-03-25", "2022-01-01", ""),
    ],
)
def test_how_long_after_the_signing(signed: str, reviewed: str, said: str) -> None:
    assert _after(signed, reviewed, EN).replace("\xa0", " ") == said


def test_references_say_what_is_known_and_no_more() -> None:
    where = Where(address="https://kho.vn/events/e1", today=TODAY)
    whole = cite_event(("Hội nghị", "Conference"), "2023-03-25", "Nghệ An", (), where)
    assert whole.vietnamese == (
        "Hội nghị, ngày 25/3/2023, Nghệ An, Kho Tin, https://kho.vn/events/e1, truy cập ngày 20/11/2026."
    )
    assert whole.english == (
        "Conference. 25 March 2023, Nghệ An. Kho Tin, https://kho.vn/events/e1. Accessed 20 November 2026."
    )
    signed = Agreement(agreement_id="a1", change=1, name="Thỏa thuận", parties=("Hà Nội", "Huế"), signed_on="2023")
    assert cite_agreement(signed, (), where).vietnamese.startswith(
        "Thỏa thuận, các bên: Hà Nội, Huế, năm 2023, Kho Tin"
    )
    undated = msgspec.structs.replace(signed, signed_on=None, name="")
    assert cite_agreement(undated, (), where).english.startswith("Hà Nội - Huế. date unknown. Kho Tin")


def test_references_name_the_articles_own_addresses_and_dates_in_their_language(client: Browser, event_id: str) -> None:
    page = tree(client, f"/events/{event_id}")
    vietnamese, english = (page.cssselect(f"#cite-{code}")[0].text for code in ("vi", "en"))
    for said in (vietnamese, english):
        assert "https://" in said.split("Kho Tin, http")[0]
    assert "25/3/2023" in vietnamese
    assert "March 2023" in english
    assert "/2023" not in english.replace("-", "/").split("As told by")[1].split("http")[0]


def hit_of(document: Document) -> Hit:
    """A document as a search gives it."""
    return Hit(
        unit=document.unit, id=document.id, url="", title="", score=None, published_at=None, date="", sort_key="",
        source_id="", reprints=0, marked_title=(), passage=(), document=document,
    )  # fmt: skip


def test_an_agreement_known_from_a_review_says_where_its_parties_are_from() -> None:
    where = Where(address="https://kho.vn/agreements/a1", today=TODAY)
    told = Agreement(
        agreement_id="a1",
        change=1,
        name="Thỏa thuận",
        parties=("Hà Nội", "Huế"),
        signed_on="2023",
        parties_inferred=True,
    )
    made = cite_agreement(told, (), where)
    assert made.vietnamese.startswith("Thỏa thuận, các bên theo hội nghị nhắc lại: Hà Nội, Huế, năm 2023")
    assert made.english.startswith("Thỏa thuận, parties as of a later meeting that refers to it: Hà Nội, Huế.")
    assert agreement_groups(told, VI)[0].title == "Các bên theo hội nghị nhắc lại"
    hit = hit_of(Document(unit="agreements", id="a1", change=1, agreement=told))
    assert "Hà Nội, Huế (các bên theo hội nghị nhắc lại)" in row(hit, VI, {}).meta


@pytest.mark.parametrize(("parties", "told"), [(7, "tỉnh 6"), (9, "tỉnh 5 và 3\u00a0bên nữa")])
def test_parties_that_a_row_leaves_out_are_counted(parties: int, told: str) -> None:
    event = Event(type="conference", partners=tuple(f"tỉnh {n}" for n in range(parties)))
    linked = LinkedEvent(event_id="e1", change=1, event=event, article_ids=("a",))
    hit = hit_of(Document(unit="events", id="e1", change=1, event=linked))
    assert row(hit, VI, {}).meta[1].endswith(told)


def test_an_agreement_is_named_once_and_of_two_with_one_name_both_stay_apart() -> None:
    event = Event(type="signing", signed=True, signed_what="quy chế phối hợp")
    one, other = (
        (f"/agreements/{known}", Agreement(agreement_id=known, change=1, name="Quy chế phối hợp", parties=parties))
        for known, parties in (("a1", ("Hà Nội", "Huế")), ("a2", ("Hà Nội", "Cà Mau")))
    )
    facts, left = linked_facts(event_facts(event, (), VI), [one])
    assert [fact.href for group in facts.groups for fact in group.facts] == ["/agreements/a1"]
    assert left == ()
    facts, left = linked_facts(event_facts(event, (), VI), [one, other])
    assert [fact.href for group in facts.groups for fact in group.facts] == [""]
    assert [name for _, name in left] == ["Quy chế phối hợp (Hà Nội, Huế)", "Quy chế phối hợp (Hà Nội, Cà Mau)"]
