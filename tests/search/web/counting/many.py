"""An archive with enough in it to count: eight years of six portals, events and agreements between provinces; seeded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from records.agreement import Agreement
from records.article import Article
from records.event import Event, Official, PartnerRegion
from records.links import ArticleLinks, Document, LinkedEvent
from records.places import Vintage, by_name, provinces, vintage_on
from records.tag import ProvinceTag, RegionTag, SectorTag
from records.vocabulary import names
from search.protocols import CoverageRow, DepthRow, SourceInfo
from search.tantivy.engine import TantivyEngine
from tests.search.web.sample_archive import TODAY, SampleArchive

PORTALS = {
    "nghe-an": ("Cổng TTĐT tỉnh Nghệ An", "34:40", 2018),
    "dong-nai": ("Cổng TTĐT tỉnh Đồng Nai", "34:75", 2018),
    "ho-chi-minh": ("Cổng TTĐT Thành phố Hồ Chí Minh", "34:79", 2019),
    "yen-bai": ("Cổng TTĐT tỉnh Yên Bái", "34:15", 2021),
    "ca-mau": ("Cổng TTĐT tỉnh Cà Mau", "34:96", 2023),
    "bo-cong-thuong": ("Bộ Công Thương", None, 2020),
}
WAITING = "yen-bai"  # found in part only: pages of 2022 and before wait
_TIED = ("Hồ Chí Minh", "Nghệ An", "Đồng Nai", "Hà Tĩnh", "Bình Dương", "Lâm Đồng", "Hà Nội", "Cần Thơ")
_TYPES = ("conference", "seminar", "forum", "signing", "working-session")
_REGIONS = ("Đồng bằng sông Cửu Long", "Tây Nguyên", "Bắc Trung Bộ")


class ManyArchive(SampleArchive):
    """Depth and coverage of the portals above; everything else as of the samples."""

    def __init__(self, articles: Sequence[Article]) -> None:
        portals = {
            known: SourceInfo(id=known, name=name, home=f"https://{known}.example", province=province)
            for known, (name, province, _) in PORTALS.items()
        }
        portals["never"] = SourceInfo(id="never", name="Cổng TTĐT tỉnh Điện Biên")
        super().__init__(portals, {})
        self._told = articles

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        dice, rows = Random(5), []
        for number in range(1, 120):
            day = TODAY - timedelta(days=number)
            for source in PORTALS:
                chance = dice.random()
                row = CoverageRow(
                    source_id=source, day=day, state="complete", new=dice.randrange(3, 18), expected=(4, 15)
                )
                if chance < 0.03:
                    row = CoverageRow(source_id=source, day=day, state="failed", finding="unreachable")
                elif chance < 0.06:
                    row = CoverageRow(source_id=source, day=day, state="partial", new=4, failed=3)
                elif chance < 0.08:
                    row = CoverageRow(
                        source_id=source, day=day, state="complete", finding="low", new=1, expected=(5, 20)
                    )
                elif source == "ca-mau" and number < 9:
                    row = CoverageRow(source_id=source, day=day, state="complete", finding="broken extraction", new=7)
                if source != "bo-cong-thuong" or number < 40:
                    rows.append(row)
        return [row for row in rows if row.day >= since]

    def depth(self) -> Sequence[DepthRow]:
        months = Counter((a.source_id, f"{a.published_at:%Y-%m}" if a.published_at else "") for a in self._told)
        return [
            DepthRow(source_id=source, month=month, articles=count, **_waits(source, month))
            for (source, month), count in sorted(months.items())
        ]


def _waits(source: str, month: str) -> Mapping[str, object]:
    return {"waiting": 25, "reach": "open"} if source == WAITING and "" < month < "2023" else {}


def build_many(folder: Path, seed: int = 7) -> tuple[TantivyEngine, ManyArchive]:
    """The index of a seed in a folder, and the archive beside it."""
    dice = Random(seed)
    documents = [*_articles(dice), *_events(dice), *_agreements(dice)]
    engine = TantivyEngine(folder)
    engine.begin(rebuild=True)
    engine.put(documents)
    engine.commit()
    return engine, ManyArchive([document.article for document in documents if document.article])


def _articles(dice: Random) -> Iterator[Document]:
    change = 0
    for source, (_, _, first) in PORTALS.items():
        for year in range(first, TODAY.year + 1):
            for month in range(1, 13 if year < TODAY.year else 12):
                for _ in range(dice.randrange(1, 3) + (year - 2017) // 4):
                    change += 1
                    yield _article(dice, change, source, date(year, month, dice.randrange(1, 19)))
        for _ in range(3):
            change += 1
            yield _article(dice, change, source, None)


def _article(dice: Random, change: int, source: str, day: date | None) -> Document:
    vintage = vintage_on(day)
    published = datetime(day.year, day.month, day.day, 3, tzinfo=UTC) if day else None
    tags = [_tag(name, vintage, dice) for name in dict.fromkeys(_some(dice, vintage, dice.randrange(1, 4)))]
    sectors = dice.sample(sorted(names("sectors")), dice.randrange(1, 3))
    identity = f"m{change:05}"
    article = Article(
        article_id=identity, url=f"https://{source}.example/{change}", source_id=source, title=f"Bài số {change}",
        body="Hợp tác phát triển giữa các tỉnh.", published_at=published, language="vi" if dice.random() < 0.95 else "en",
        provinces=tuple(tags), sectors=tuple(SectorTag(code=code, weight=0.5) for code in sectors),
        regions=(RegionTag(name=dice.choice(_REGIONS), role="named"),) if dice.random() < 0.2 else (),
        events=(_event(dice, day),) if dice.random() < 0.3 else (),
    )  # fmt: skip
    links = ArticleLinks(
        article_id=identity, change=change, version=1, first_seen_at=published or datetime(2026, 1, 1, tzinfo=UTC),
        group_id=identity, sort_key=f"{day or '0000-00-00'} {change:06}",
    )  # fmt: skip
    return Document(unit="articles", id=identity, change=change, article=article, links=links)


def _some(dice: Random, vintage: Vintage, count: int) -> list[str]:
    known = sorted(by_name(vintage))
    tied = [name for name in _TIED if name in by_name(vintage)]
    return [dice.choice(tied if dice.random() < 0.65 else known) for _ in range(count)]


def _tag(name: str, vintage: Vintage, dice: Random) -> ProvinceTag:
    unit = by_name(vintage)[name]
    today = provinces()[unit.today]
    role = "about" if dice.random() < 0.6 else "named"
    return ProvinceTag(
        id=unit.key, name=name, today_id=today.key, today_name=today.name, role=role, roles=(role,)
    )  # fmt: skip


def _event(dice: Random, day: date | None) -> Event:
    partners = tuple(dict.fromkeys(_some(dice, vintage_on(day), dice.randrange(1, 4))))
    return Event(
        type=dice.choice(_TYPES), starts_on=day, partners=partners, place_province=partners[0],
        partner_regions=(PartnerRegion(name=dice.choice(_REGIONS)),) if dice.random() < 0.15 else (),
        other_partners=(f"Công ty {dice.randrange(40)}",) if dice.random() < 0.3 else (),
        officials=(Official(name=f"Nguyễn Văn {'ABCDEFGH'[dice.randrange(8)]}", title="Chủ tịch", province=partners[0]),),
        signed=dice.random() < 0.2,
    )  # fmt: skip


def _events(dice: Random) -> Iterator[Document]:
    for number in range(1, 401):
        day = date(2018, 1, 1) + timedelta(days=dice.randrange(3200)) if dice.random() < 0.95 else None
        vintage = vintage_on(day)
        linked = LinkedEvent(
            event_id=f"e{number:04}", change=50_000 + number, event=_event(dice, day), article_ids=(f"m{number:05}",),
            source_ids=(dice.choice(list(PORTALS)),), vintage=vintage,
        )  # fmt: skip
        yield Document(unit="events", id=linked.event_id, change=linked.change, event=linked)


def _agreements(dice: Random) -> Iterator[Document]:
    for number in range(1, 181):
        day = date(2018, 1, 1) + timedelta(days=dice.randrange(3200))
        vintage = vintage_on(day)
        parties = tuple(
            dict.fromkeys([*_some(dice, vintage, 2), *([dice.choice(_REGIONS)] if dice.random() < 0.1 else [])])
        )
        signed_on = dice.choice([str(day), f"{day:%Y-%m}", str(day.year), None])
        agreement = Agreement(
            agreement_id=f"a{number:04}", change=60_000 + number, name=f"Thỏa thuận số {number}", parties=parties,
            signed_on=signed_on, vintage=vintage, parties_inferred=number % 4 == 0,
        )  # fmt: skip
        yield Document(unit="agreements", id=agreement.agreement_id, change=agreement.change, agreement=agreement)
