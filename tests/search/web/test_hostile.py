"""Crawled text is hostile: whatever stands in titles, bodies, names, addresses or in the query stays text."""

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from lxml import html

from records.agreement import Agreement
from records.article import Article, Attachment, Image, LegalText
from records.event import Event, Official, PartnerRegion, Reference
from records.links import ArticleLinks, Document, LinkedEvent
from records.tag import Evidence, ProvinceTag, RegionTag
from search.app import create_app
from search.protocols import SourceInfo
from search.tantivy.engine import TantivyEngine
from search.web.headers import SECURITY
from tests.search.web.browser import Browser
from tests.search.web.world import SampleArchive

_TAGS = (
    "script>alert({n})</script",
    "img src=x onerror=alert({n})",
    "svg/onload=alert({n})",
    "svg><script>alert({n})</script></svg",
    "iframe src=javascript:alert({n})",
    "body onload=alert({n})",
    "details open ontoggle=alert({n})",
    "a href='javascript:alert({n})'>x</a",
    "math><mtext></form><form><mglyph><style></math><img src onerror=alert({n})",
    "style>*{{color:red}}</style",
    "base href=//evil.example/",
    "meta http-equiv=refresh content=0;url=//evil.example",
    "link rel=stylesheet href=//evil.example",
    "object data=//evil.example",
    "textarea autofocus onfocus=alert({n})",
    "marquee onstart=alert({n})",
    "video><source onerror=alert({n})",
    "noscript><p title='</noscript><img src onerror=alert({n})>'",
    "template><script>alert({n})</script></template",
    "form action=javascript:alert({n})><button>",
)
_BEFORE = ("<", '"><', "'><", "</title><", "</textarea><", "--><", "]]><", "</script><", "{{{{7*7}}}}<", "\u202e<")
PAYLOADS = [f"{before}{tag.format(n=number)}>" for number, tag in enumerate(_TAGS) for before in _BEFORE]
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>",
    "//evil.example/x",
    "vbscript:x",
    "http:",
    "http://[x",
)
NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def article(number: int, bad: str) -> Article:
    marked = f"{bad} Hà Nội {bad}"
    start = marked.index("Hà Nội")
    evidence = Evidence(field="body", start=start, end=start + 6, text="Hà Nội", fact="place")
    official = Official(name=bad, title=bad, province="Hà Nội", role="signed")
    event = Event(
        type="signing", subtype=bad, name=bad, place_text=bad, hosts=(bad,), partners=("Hà Nội", bad), other_partners=(bad,),
        partner_regions=(PartnerRegion(name=bad, count=3),), signed=True, signed_what=bad, officials=(official,),
        refers_to=(Reference(what=bad, signed_on="2019"),), date_text=bad, starts_on=NOW.date(), evidence=(evidence,),
    )  # fmt: skip
    address = ADDRESSES[number % len(ADDRESSES)]
    return Article(
        article_id=f"bad-{number}", url=address, source_id="bad", platform=bad, title=bad, lead=f"bad {bad}", body=marked,
        byline=bad, credit=bad, credit_url=address, section=bad, published_at=NOW, fetched_at=NOW, language=bad[:9],
        images=(Image(url=address, caption=bad, credit=bad), Image(url=address)), events=(event,), keywords=(bad,),
        attachments=(Attachment(name=bad, url=address, size=1), Attachment(name="", url=address)),
        legal_texts=(LegalText(type=bad, number=bad, issuer=bad),), regions=(RegionTag(name=bad, role="named"),),
        provinces=(ProvinceTag(id="63:01", name="Hà Nội", today_id="34:01", today_name=bad, role="about", evidence=(evidence,)),),
    )  # fmt: skip


def documents() -> list[Document]:
    made: list[Document] = []
    for number, bad in enumerate(PAYLOADS):
        told, key = article(number, bad), f"bad-{number}"
        links = ArticleLinks(
            article_id=key, change=number + 1, version=1, first_seen_at=NOW, state="gone", gone_on="2024", event_ids=(f"e{key}",),
            sort_key=f"2024-05-06 {number:06}",
        )  # fmt: skip
        made.append(Document(unit="articles", id=key, change=number + 1, article=told, links=links))
        event = LinkedEvent(
            event_id=f"e{key}", change=number + 1, event=told.events[0], article_ids=(key,), disagreements=(bad,),
            agreement_ids=(f"a{key}",),
        )  # fmt: skip
        made.append(Document(unit="events", id=f"e{key}", change=number + 1, event=event))
        signed = Agreement(
            agreement_id=f"a{key}", change=number + 1, name=bad, parties=(bad, "Hà Nội"), period=(bad, bad),
            signing_event_id=f"e{key}", article_ids=(key,),
        )  # fmt: skip
        made.append(Document(unit="agreements", id=f"a{key}", change=number + 1, agreement=signed))
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    folder: Path = tmp_path_factory.mktemp("hostile")
    engine = TantivyEngine(folder)
    engine.begin()
    engine.put(documents())
    engine.commit()
    told = {f"bad-{number}": article(number, bad) for number, bad in enumerate(PAYLOADS)}
    sources = {"bad": SourceInfo(id="bad", name=PAYLOADS[1], home="javascript:alert(1)")}
    return Browser(create_app(engine, archive=SampleArchive(sources, told)))


def assert_harmless(client: Browser, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code in (200, 404), (address, answer.text[:300])
    for name, value in SECURITY.items():
        assert answer.headers[name] == value
    page = html.fromstring(answer.text)
    assert [script.get("src", "")[:18] for script in page.iter("script")] == ["/static/reading.js"], address
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {
        "iframe",
        "object",
        "embed",
        "base",
        "style",
        "math",
        "img",
        "video",
        "marquee",
        "textarea",
        "template",
    }, address
    attributes = {name for element in page.iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name == "style"}, address
    for link in page.cssselect("[href], [src], [action]"):
        target = link.get("href") or link.get("src") or link.get("action") or ""
        assert target.startswith(("/", "#", "http://", "https://")), (address, target)
        assert not target.startswith("//"), (address, target)
    return page


def test_payloads_are_two_hundred() -> None:
    assert len(set(PAYLOADS)) == 200


@pytest.mark.parametrize("number", range(0, len(PAYLOADS)))
def test_hostile_records_stay_text(hostile: Browser, number: int) -> None:
    page = assert_harmless(hostile, f"/articles/bad-{number}")
    visible = " ".join(page.cssselect("h1")[0].text_content().split())
    assert visible == " ".join(PAYLOADS[number].split())
    if number % 10 == number // 10 % 10:  # each tag and each beginning once on the other pages
        assert_harmless(hostile, f"/events/ebad-{number}")
        assert_harmless(hostile, f"/agreements/abad-{number}")


def test_hostile_lists_stay_text(hostile: Browser) -> None:
    for address in ("/", "/?lang=en", "/?sort=newest", "/events", "/agreements", "/?q=alert", "/?q=ha+noi&page=3"):
        assert_harmless(hostile, address)


@pytest.mark.parametrize("bad", PAYLOADS[::9])
def test_hostile_queries_stay_text(hostile: Browser, bad: str) -> None:
    names = (
        "q",
        "province",
        "region",
        "sector",
        "year",
        "official",
        "partner",
        "source",
        "after",
        "from",
        "sort",
        "lang",
        "x",
    )
    for name in names:
        assert_harmless(hostile, "/?" + urlencode({"sort": "newest", name: bad}))
    assert_harmless(hostile, "/" + quote(bad, safe=""))
    assert_harmless(hostile, "/articles/" + quote(bad, safe=""))
    assert_harmless(hostile, "/?" + urlencode({bad: bad, "q": bad, "official": bad}))


def test_headers_take_no_lines_from_the_address(hostile: Browser) -> None:
    for address in ("/?lang=en%0d%0aSet-Cookie:%20a=b", "/events/x%0d%0aX-Bad:%201", "/?unit=events&q=%0d%0aX-Bad:1"):
        answer = hostile.get(address)
        assert "x-bad" not in answer.headers
        assert "a=b" not in answer.headers.get("set-cookie", "")
        assert "\n" not in answer.headers.get("location", "")


def test_paths_do_not_leave_the_static_folder(hostile: Browser) -> None:
    for path in ("../site.py", "..%2fsite.py", "%2e%2e/site.py", "fonts/../../site.py", "..%5csite.py"):
        assert hostile.get(f"/static/{path}").status_code == 404


def test_feeds_of_hostile_records_are_well_formed(hostile: Browser) -> None:
    feed = ElementTree.fromstring(hostile.get("/feed.atom?q=alert").content)
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 50
    for line in hostile.get("/events.ics").text.split("\r\n"):
        assert len(line.encode()) <= 75
        assert line.partition(":")[0].partition(";")[0].isupper() or line.startswith((" ", "X-")) or not line
