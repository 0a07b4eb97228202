"""A small set of documents with known answers, and each engine filled with it: the contract tests run on all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from records.agreement import Agreement
from records.article import Article, Image
from records.event import Event, Official, PartnerRegion
from records.links import ArticleLinks, Document, LinkedEvent
from records.places import by_name, provinces
from records.tag import ProvinceTag, RegionTag, Role, SectorTag
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.engine import Engine
from search.tantivy.engine import TantivyEngine
from transforms.addresses import digest

HANOI = timezone(timedelta(hours=7))
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


def province(name: str, *roles: Role, vintage: str = "63") -> ProvinceTag:
    unit = by_name("34" if vintage == "34" else "63")[name]
    today = provinces()[unit.today]
    roles = roles or ("named",)
    return ProvinceTag(id=unit.key, name=name, today_id=today.key, today_name=today.name, role=roles[0], roles=roles)


@dataclass(frozen=True, kw_only=True)
class Made:
    """Makes documents with change numbers that grow."""

    def article(
        self, name: str, title: str, body: str = "", *, change: int = 1, on: str | None = None, **more: object
    ) -> Document:
        links = {key: more.pop(key) for key in ("is_lead", "reprint_ids", "group_id") if key in more}
        at = datetime.fromisoformat(on).replace(tzinfo=HANOI) if on else None
        tags = tuple(more.get("provinces", ()))  # type: ignore[call-overload]
        regions = {provinces()[tag.id].region for tag in tags}
        fields = {"source_id": "nghean", "regions": tuple(RegionTag(name=r, role="province") for r in sorted(regions))}
        article = Article(
            article_id=name, url=f"https://x.test/{name}", title=title, body=body, published_at=at, **(fields | more)
        )  # type: ignore[arg-type]
        known = ArticleLinks(article_id=name, change=change, version=1, first_seen_at=SEEN, **links)  # type: ignore[arg-type]
        return Document(unit="articles", id=name, change=change, article=article, links=known)

    def event(self, name: str, event: Event, *, change: int = 1, vintage: str = "63") -> Document:
        linked = LinkedEvent(
            event_id=name,
            change=change,
            event=event,
            article_ids=("conference",),
            vintage=vintage,
            source_ids=("nghean",),
        )
        return Document(unit="events", id=name, change=change, event=linked)

    def removal(self, name: str, *, change: int) -> Document:
        return Document(unit="articles", id=name, change=change, removed=True)


@pytest.fixture(scope="session")
def made() -> Made:
    return Made()


SIGNING = Event(
    type="conference",
    name="Hội nghị hợp tác phát triển du lịch",
    starts_on=date(2023, 3, 25),
    place_province="Nghệ An",
    hosts=("Nghệ An",),
    partners=("Nghệ An", "Hồ Chí Minh", "Hà Tĩnh"),
    partner_regions=(PartnerRegion(name="Đồng bằng sông Cửu Long", count=13),),
    signed=True,
    signed_what="Chương trình hợp tác phát triển du lịch",
    officials=(Official(name="Nguyễn Văn Thắng", title="Phó Chủ tịch UBND tỉnh", province="Nghệ An", role="chaired"),),
)
OPEN_YEAR = Event(
    type="seminar", name="Tọa đàm chuyển đổi số", month_day="05-09", partners=("Lâm Đồng",), place_province="Lâm Đồng"
)


@pytest.fixture(scope="session")
def documents(made: Made) -> list[Document]:
    """Fourteen articles, two events, one agreement; change numbers 1 to 17."""
    article = made.article
    listed = [
        article(
            "conference",
            "Nghệ An ký kết hợp tác du lịch với TP.HCM",
            "Hội nghị hợp tác phát triển du lịch diễn ra tại thành phố Vinh. Các bên ký kết chương trình.",
            on="2023-03-25T16:40",
            provinces=(province("Nghệ An", "about", "named"), province("Hồ Chí Minh", "named")),
            sectors=(SectorTag(code="tourism", weight=1.0),),
            events=(SIGNING,),
        ),
        article(
            "reprint",
            "Ký kết hợp tác du lịch giữa Nghệ An và TP.HCM",
            "Hội nghị hợp tác phát triển du lịch diễn ra tại thành phố Vinh. Các bên ký kết chương trình.",
            on="2023-03-26T08:00",
            source_id="hcm",
            is_lead=False,
            group_id="conference",
            provinces=(province("Nghệ An", "about"),),
            sectors=(SectorTag(code="tourism", weight=1.0),),
        ),
        article(
            "park",
            "Khởi công khu công nghiệp tại Hà Tĩnh",
            "Ủy ban nhân dân tỉnh Hà Tĩnh khởi công khu công nghiệp mới.",
            on="2022-05-10T09:00",
            source_id="hatinh",
            provinces=(province("Hà Tĩnh", "about", "place"),),
            sectors=(SectorTag(code="investment", weight=0.9), SectorTag(code="industry-trade", weight=0.5)),
        ),
        article(
            "kcn",
            "Đầu tư hạ tầng KCN",
            "Tỉnh mở rộng KCN phía Nam, hợp đồng tác phẩm.",
            on="2021-07-01T10:00",
            provinces=(province("Hà Tĩnh", "named"),),
            sectors=(SectorTag(code="investment", weight=1.0),),
        ),
        article(
            "thuan",
            "Bình Thuận đón khách du lịch",
            "Lượng khách đến Phan Thiết tăng mạnh trong mùa hoà bình của biển.",
            on="2024-06-01T07:30",
            source_id="binhthuan",
            provinces=(province("Bình Thuận", "about"),),
            sectors=(SectorTag(code="tourism", weight=1.0),),
        ),
        article(
            "lamdong",
            "Lâm Đồng công bố quy hoạch",
            "Quy hoạch tỉnh Lâm Đồng sau sáp nhập.",
            on="2025-08-01T07:30",
            source_id="lamdong",
            provinces=(province("Lâm Đồng", "about", vintage="34"),),
            sectors=(SectorTag(code="construction-urban", weight=1.0),),
        ),
        article(
            "laocai63",
            "Lào Cai mở hội xuân",
            "Lễ hội xuân ở Sa Pa.",
            on="2019-02-10T07:30",
            provinces=(province("Lào Cai", "about"),),
        ),
        article(
            "laocai34",
            "Lào Cai sau hợp nhất",
            "Tỉnh Lào Cai họp báo.",
            on="2026-02-10T07:30",
            provinces=(province("Lào Cai", "about", vintage="34"),),
        ),
        article(
            "undated",
            "Thông báo tuyển dụng viên chức",
            "Sở Y tế thông báo tuyển dụng.",
            sectors=(SectorTag(code="health", weight=1.0),),
        ),
        article(
            "english",
            "Tourism promotion in Nghe An",
            "The province promotes tourism.",
            on="2023-04-01T08:00",
            language="en",
            provinces=(province("Nghệ An", "about"),),
        ),
        article(
            "caption",
            "Ngày hội sách",
            "Học sinh đọc sách.",
            on="2020-04-21T08:00",
            images=(Image(url="https://x.test/i.jpg", caption="Đại biểu cắt băng khánh thành thư viện"),),
        ),
        article("peace", "Hòa bình và phát triển", "Bài viết về hòa bình trên thế giới.", on="2020-09-02T08:00"),
        article(
            "own",
            "Tin vắn",
            "Không nêu địa danh nào.",
            on="2020-10-02T08:00",
            provinces=(province("Nghệ An", "source"),),
        ),
        article(
            "market",
            "Giá nông sản",
            "Giá cà phê, hồ tiêu, cao su tăng; thị trường sầu riêng sôi động.",
            on="2021-11-02T08:00",
            sectors=(SectorTag(code="agriculture", weight=1.0),),
        ),
        made.event("signing-2023", SIGNING),
        made.event("seminar-open", OPEN_YEAR),
        Document(
            unit="agreements",
            id="pact",
            change=1,
            agreement=Agreement(
                agreement_id="pact",
                change=1,
                name="Hợp tác du lịch Nghệ An - Hà Tĩnh",
                parties=("Nghệ An", "Hà Tĩnh"),
                signed_on="2023",
                signing_event_id="signing-2023",
            ),
        ),
    ]
    return [replace(document, change=change) for change, document in enumerate(listed, start=1)]


@pytest.fixture(scope="session", params=["tantivy", pytest.param("elasticsearch", marks=pytest.mark.cluster)])
def open_engine(request: pytest.FixtureRequest) -> Callable[[Path], Engine]:
    """Opens an engine of one kind on a folder; another engine joins the contract by being named here."""
    if request.param == "tantivy":
        return lambda folder: TantivyEngine(folder / "indexes")
    access: Access = request.getfixturevalue("node")
    return lambda folder: ElasticsearchEngine(replace(access, prefix=f"{access.prefix}{digest(str(folder))}-"))


@pytest.fixture(scope="session")
def engine(
    open_engine: Callable[[Path], Engine], documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> Engine:
    """An engine that holds the documents; for tests that only read."""
    filled = open_engine(tmp_path_factory.mktemp("engine"))
    filled.begin()
    filled.put(documents)
    filled.commit()
    return filled


@pytest.fixture
def own_engine(open_engine: Callable[[Path], Engine], documents: list[Document], tmp_path: Path) -> Engine:
    """An engine of its own for a test that writes."""
    filled = open_engine(tmp_path)
    filled.begin()
    filled.put(documents)
    filled.commit()
    return filled
