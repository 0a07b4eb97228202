"""An archive whose every word is hostile: 200 payloads (tags x what closes the text before them) in all fields, ids too."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from records.agreement import Agreement
from records.article import Article, Attachment, Image, LegalText
from records.correction import Applied
from records.event import Event, Official, PartnerRegion, Reference
from records.links import ArticleLinks, Contradiction, Document, LinkedEvent, Said
from records.tag import Evidence, ProvinceTag, RegionTag
from search.protocols import SourceInfo
from search.tantivy.engine import TantivyEngine
from tests.search.web.made_people import made_people
from tests.search.web.sample_archive import SampleArchive

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
# A spreadsheet runs these; they also end lines of headers, calendars and CSV.
FORMULAS = (
    '=HYPERLINK("//evil.example")',
    "+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\r\n=1",
    "＝1",
    "a\r\nX-Bad: 1",
)
WORDS = (*PAYLOADS, *FORMULAS)


def identity(number: int) -> str:
    """The id of an article; a given id is kept at import, so that every seventh is hostile itself."""
    return f"bad-{number}" if number % 7 else f"{WORDS[number]} {number}"


def article(number: int, bad: str) -> Article:
    """An article with the bad text in every field."""
    marked = f"{bad} Hà Nội {bad}"
    start = marked.index("Hà Nội")
    evidence = Evidence(field="body", start=start, end=start + 6, text="Hà Nội", fact="place")
    caption = Evidence(field="captions", start=0, end=len(bad), text=bad, fact="official")
    official = Official(name=bad, title=bad, province="Hà Nội", role="signed")
    event = Event(
        type="signing", subtype=bad, name=bad, place_text=bad, hosts=(bad,), partners=("Hà Nội", bad), other_partners=(bad,),
        partner_regions=(PartnerRegion(name=bad, count=3),), signed=True, signed_what=bad, officials=(official,),
        refers_to=(Reference(what=bad, signed_on="2019"),), date_text=bad, starts_on=NOW.date(), evidence=(evidence, caption),
    )  # fmt: skip
    address = ADDRESSES[number % len(ADDRESSES)]
    return Article(
        article_id=identity(number), url=address, source_id="bad", platform=bad, title=bad, lead=f"bad {bad}", body=marked,
        byline=bad, authors=(bad,), credit=bad, credit_url=address, section=bad, published_at=NOW, fetched_at=NOW,
        language=bad[:9], images=(Image(url=address, caption=bad, credit=bad), Image(url=address)), events=(event,),
        keywords=(bad,), attachments=(Attachment(name=f"{bad}.pdf", url=address, size=1), Attachment(name="", url=address)),
        legal_texts=(LegalText(type=bad, number=bad, issuer=bad),), regions=(RegionTag(name=bad, role="named"),),
        provinces=(ProvinceTag(id="63:01", name="Hà Nội", today_id="34:01", today_name=bad, role="about", evidence=(evidence,)),),
    )  # fmt: skip


def documents() -> list[Document]:
    """An article, an event and an agreement for each text."""
    return [document for number, bad in enumerate(WORDS) for document in _of(number, bad)]


def _of(number: int, bad: str) -> tuple[Document, Document, Document]:
    told, key, change = article(number, bad), identity(number), number + 1
    applied = Applied(correction_id=bad, by=bad, why=bad, asked_on=NOW.date(), what=bad)
    links = ArticleLinks(
        article_id=key, change=change, version=2, first_seen_at=NOW, state="gone", gone_on="2024", event_ids=(f"e{key}",),
        sort_key=f"2024-05-06 {number:06}", corrections=(applied,),
    )  # fmt: skip
    event = LinkedEvent(
        event_id=f"e{key}", change=change, event=told.events[0], article_ids=(key,), disagreements=(bad,), note=bad,
        agreement_ids=(f"a{key}",), corrections=(applied,),
        contradictions=(Contradiction(fact=f"title of {bad}", said=(Said(value=bad, article_ids=(key,)),)),),
    )  # fmt: skip
    signed = Agreement(
        agreement_id=f"a{key}", change=change, name=bad, parties=(bad, "Hà Nội"), period=(bad, bad),
        signing_event_id=f"e{key}", article_ids=(key,), note=bad,
    )  # fmt: skip
    return (
        Document(unit="articles", id=key, change=change, article=told, links=links),
        Document(unit="events", id=f"e{key}", change=change, event=event),
        Document(unit="agreements", id=f"a{key}", change=change, agreement=signed),
    )


def build_hostile(folder: Path) -> tuple[TantivyEngine, SampleArchive]:
    """The index, and the archive with an older text of each article."""
    made = documents()
    engine = TantivyEngine(folder)
    engine.begin()
    engine.put(made)
    engine.commit()
    told = {identity(number): article(number, bad) for number, bad in enumerate(WORDS)}
    sources = {"bad": SourceInfo(id="bad", name=PAYLOADS[1], home="javascript:alert(1)", province="34:01")}
    archive = SampleArchive(sources, told)
    archive.older = {key: msgspec.structs.replace(one, body=f"<b>x</b> {one.title}") for key, one in told.items()}
    archive.known = made_people(made)
    return engine, archive
