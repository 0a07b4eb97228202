"""The sample portals as an index and an archive in memory: what the pipeline would make of them, from what is expected."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import yaml

from records.agreement import Agreement
from records.article import Article, Image
from records.correction import Applied
from records.event import Event
from records.links import ArticleLinks, Contradiction, Document, Filled, LinkedEvent, Said
from records.places import by_name, provinces, vintage_on
from records.tag import Evidence, ProvinceTag, RegionTag, SectorTag
from search.protocols import SourceInfo
from search.tantivy.engine import TantivyEngine
from tests.search.web.made_people import made_people
from tests.search.web.sample_archive import TODAY, SampleArchive

PORTALS = Path(__file__).resolve().parents[3] / "samples" / "portals"
_CITED = re.compile(r"\b(?:số )?(\d+/\d{4}/[A-ZĐ\-]+\d*)")


def build(folder: Path) -> tuple[TantivyEngine, SampleArchive]:
    """An index in a folder with all samples, and the archive beside it."""
    portals = {path.parent.name: yaml.safe_load(path.read_text("utf-8")) for path in PORTALS.glob("*/portal.yaml")}
    raw = {
        f"{path.parent.parent.name}/{row['slug']}": row | {"portal": portals[path.parent.parent.name]}
        for path in sorted(PORTALS.glob("*/articles/*.yaml"))
        if (row := yaml.safe_load(path.read_text("utf-8"))).get("night2") != "new"
    }
    for row in raw.values():
        if not row.get("body") and row.get("reprint_of"):
            row["body"] = raw[row["reprint_of"]]["body"]
    articles = {key: _article(key, row) for key, row in raw.items()}
    sources = {
        key: SourceInfo(id=key, name=p["name"], home=p["home"], province=p["province"], level=p["level"])
        for key, p in portals.items()
    }
    archive = SampleArchive(sources, {article.article_id: article for article in articles.values()})
    engine = TantivyEngine(folder)
    engine.begin(rebuild=True)
    documents = list(_documents(raw, articles, archive))
    archive.known = made_people(documents)
    engine.put(documents)
    engine.commit()
    return engine, archive


def identity(key: str) -> str:
    """The article's id of "portal/slug"."""
    return key.replace("/", "-")


def _article(key: str, row: Mapping[str, Any]) -> Article:
    published = datetime.fromisoformat(row["published_at"])
    paragraphs, images = _blocks(row["body"], row["portal"]["home"])
    texts = {"title": row["title"], "lead": row.get("lead") or "", "body": "\n\n".join(paragraphs)}
    texts["captions"] = "\n\n".join(image.caption for image in images if image.caption)
    expected = {"regions_named": (), "events": ()} | (row.get("expected") or {})
    vintage = by_name(vintage_on(published.date()))
    return Article(
        article_id=identity(key),
        url=f"{row['portal']['home']}/{row['section']}/{row['slug']}.html",
        source_id=row["portal"]["id"],
        platform=row["portal"]["platform"],
        title=texts["title"],
        lead=texts["lead"],
        body=texts["body"],
        byline=row.get("byline") or "",
        credit=row.get("credit") or "",
        section=next(s["name"] for s in row["portal"]["sections"] if s["slug"] == row["section"]),
        published_at=published,
        published_precision="minute",
        fetched_at=published + timedelta(hours=9),
        language="en" if "en" in row.get("language", "") else "vi",
        images=tuple(images),
        provinces=tuple(_province(vintage[name].key, name in expected["about"], texts) for name in expected["provinces"]),
        regions=tuple(RegionTag(name=name, role="named", evidence=_found(texts, name)) for name in expected["regions_named"]),
        sectors=tuple(SectorTag(code=code, weight=0.5) for code in expected["sectors"]),
        events=tuple(_event(raw, texts) for raw in expected["events"]),
        text_digest=str(hash(texts["body"])),
    )  # fmt: skip


def _blocks(body: Sequence[Any], home: str) -> tuple[list[str], list[Image]]:
    paragraphs: list[str] = []
    images: list[Image] = []
    for block in body:
        if isinstance(block, str):
            paragraphs.append(block)
        elif "image" in block:
            url = f"{home}/uploads/{block['image']}"
            images.append(Image(url=url, caption=block.get("caption") or "", credit=block.get("credit") or ""))
        elif "table" in block:
            paragraphs += [" | ".join(map(str, cells)) for cells in block["table"]]
        else:
            value = next(iter(block.values()))
            paragraphs += value if isinstance(value, list) else [value]
    return paragraphs, images


def _province(key: str, about: bool, texts: Mapping[str, str]) -> ProvinceTag:
    unit = provinces()[key]
    today = provinces()[unit.today]
    role = "about" if about else "named"
    return ProvinceTag(
        id=key, name=unit.name, today_id=today.key, today_name=today.name, role=role, roles=(role,),
        evidence=_found(texts, unit.name),
    )  # fmt: skip


def _found(texts: Mapping[str, str], wanted: str, fact: str = "", most: int = 50) -> tuple[Evidence, ...]:
    found = [
        Evidence(field=field, start=match.start(), end=match.end(), text=match[0], fact=fact)  # type: ignore[arg-type]
        for field, text in texts.items()
        for match in re.finditer(re.escape(wanted), text)
    ]
    return tuple(found[:most])


def _event(raw: Mapping[str, Any], texts: Mapping[str, str]) -> Event:
    event = msgspec.convert({name: value for name, value in raw.items() if value is not None}, Event, strict=False)
    evidence: list[Evidence] = []
    if event.month_day:
        month, day = (int(part) for part in event.month_day.split("-"))
        for form in (
            f"{day}/{month}",
            f"{day:02}/{month:02}",
            f"{day}-{month}",
            f"{day}.{month}",
            f"{day} tháng {month}",
        ):
            evidence += _found(texts, form, "date", 1)
    for official in event.officials:
        evidence += _found(texts, official.name, "official", 2)
    for first, last, _ in event.periods:
        evidence += _found(texts, f"{first} - {last}", "period", 1)
    evidence += _found(texts, event.signed_what or "\0", "signed", 1)
    for reference in event.refers_to:
        evidence += _found(texts, reference.what, "refers_to", 1)
    evidence += _found(texts, "ội nghị", "type", 1)
    return msgspec.structs.replace(event, evidence=tuple(evidence), year_from="published" if event.starts_on else None)


def _documents(raw: Mapping[str, Any], articles: Mapping[str, Article], archive: SampleArchive) -> Iterator[Document]:
    reprints: dict[str, list[str]] = {}
    for key, row in raw.items():
        reprints.setdefault(row.get("reprint_of") or key, []).append(key)
    happenings: dict[tuple[Any, ...], list[tuple[str, int]]] = {}
    for key, article in articles.items():
        for number, event in enumerate(article.events):
            same = (event.type, event.starts_on or key, event.place_province, frozenset(event.partners))
            happenings.setdefault(same, []).append((key, number))
    event_ids = {told: f"e{index:04}" for index, tellers in enumerate(happenings.values(), 1) for told in tellers}
    for index, (key, row) in enumerate(raw.items(), 1):
        group = reprints[row.get("reprint_of") or key]
        yield _article_document(index, key, row, articles, group, event_ids, archive)
    for index, tellers in enumerate(happenings.values(), 1):
        yield from _event_documents(index, tellers, articles)


def _article_document(
    change: int, key: str, row: Mapping[str, Any], articles: Mapping[str, Article], group: list[str],
    event_ids: Mapping[tuple[str, int], str], archive: SampleArchive,
) -> Document:  # fmt: skip
    article, night2 = articles[key], row.get("night2")
    if isinstance(night2, dict):
        archive.older[article.article_id] = msgspec.structs.replace(
            article, body=article.body.replace(article.body.split("\n\n")[1], "Đoạn này đã có chữ khác.", 1)
        )
    assert article.published_at
    links = ArticleLinks(
        article_id=article.article_id,
        change=change,
        version=2 if isinstance(night2, dict) else 1,
        first_seen_at=article.published_at,
        state="gone" if night2 == "gone" else "present",
        gone_on="2026-11-20" if night2 == "gone" else None,
        group_id=identity(group[0]),
        is_lead=key == group[0],
        reprint_ids=tuple(identity(other) for other in group if other != key),
        event_ids=tuple(event_ids[key, number] for number in range(len(article.events))),
        sort_key=f"{article.published_at:%Y-%m-%d} {change:06}",
    )
    return Document(unit="articles", id=article.article_id, change=change, article=article, links=links)


def _told_by_many(index: int, tellers: Sequence[str]) -> dict[str, Any]:
    """What linking and an operator could have done to an event of several articles."""
    differing = (
        Said(value="2023-03-25", article_ids=(tellers[0],)),
        Said(value="2023-03-26", article_ids=(tellers[1],)),
    )
    applied = Applied(
        correction_id="ngay", by="Trần Thị B", why="Bài in sai ngày.", asked_on=TODAY,
        what="starts_on: 2023-03-25; remove_partners: Lào Cai, Sơn La",
    )  # fmt: skip
    return {
        "contradictions": (Contradiction(fact="starts_on", said=differing),),
        "corrections": (applied,),
        "filled": (
            Filled(fact="time_of_day", article_id=tellers[1]),
            Filled(fact="official Lê Văn C", article_id=tellers[1]),
        ),
        "note": f"joined with e{index + 5000}; split from e0001",
    }


def _event_documents(
    index: int, tellers: Sequence[tuple[str, int]], articles: Mapping[str, Article]
) -> Iterator[Document]:
    key, number = tellers[0]
    event, published = articles[key].events[number], articles[key].published_at
    vintage = vintage_on(published.date() if published else None)
    agreement_id = f"a{index:04}" if event.signed else None
    linked = LinkedEvent(
        event_id=f"e{index:04}", change=1000 + index, event=event,
        article_ids=tuple(identity(told) for told, _ in tellers),
        source_ids=tuple(dict.fromkeys(articles[told].source_id for told, _ in tellers)),
        vintage=vintage, agreement_ids=(agreement_id,) if agreement_id else (),
        **_told_by_many(index, [identity(told) for told, _ in tellers]) if len(tellers) > 1 else {},
    )  # fmt: skip
    yield Document(unit="events", id=linked.event_id, change=linked.change, event=linked)
    if agreement_id:
        agreement = Agreement(
            agreement_id=agreement_id, change=2000 + index, name=event.signed_what or "Thỏa thuận hợp tác",
            parties=event.partners, period=event.periods[0][:2] if event.periods else None,
            signed_on=str(event.starts_on) if event.starts_on else None, signing_event_id=linked.event_id,
            article_ids=linked.article_ids, vintage=vintage,
        )  # fmt: skip
        yield Document(unit="agreements", id=agreement_id, change=agreement.change, agreement=agreement)
