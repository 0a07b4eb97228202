"""A page some of whose source's rules broke: those fields by the next way, the others as the rules read them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from records import Article, FieldRule, Platform, Rejection, Snapshot, Source
from records.source import Design
from transforms.extract import extract

_BROKE = datetime(2026, 5, 4, 3, tzinfo=UTC)
_TITLE = "Hội nghị kết nối cung cầu hàng hóa vùng ven biển năm nay"
_TEXT = "Gian hàng của các hợp tác xã bày nước mắm, hải sản khô và đồ gỗ; khách hỏi mua nhiều hơn hẳn năm trước đó. "
_BODY = "".join(f"<p>Đoạn {n}: {_TEXT * 2}Đó là ngày thứ {n + 1} của hội chợ.</p>" for n in range(4))
_PAGE = f"""<html><head><title>{_TITLE}</title><meta property="og:type" content="article">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": {{"name": "Lê Thị Biển"}},
"datePublished": "2026-05-03T08:15:00+07:00"}}</script></head><body><main>
<h1 class="tit">{_TITLE}</h1><p class="khac">Cổng thông tin</p><span class="ngay">03/05/2026 08:15</span>
<span class="dong-ho">04/05/2026 10:00</span><div class="noi-dung">{_BODY}</div><p class="tg">Tác giả: Trần Văn An</p>
</main></body></html>"""
_RULES: dict[Any, FieldRule] = {
    "title": FieldRule(select=("h1.tit",)),
    "body": FieldRule(select=("div.noi-dung",)),
    "published_at": FieldRule(select=("span.ngay",)),
    "byline": FieldRule(select=("p.tg",), label=("Tác giả:",)),
}


def _read(
    fields: tuple[Any, ...], *, at: datetime = _BROKE, page: str = _PAGE, platform: Platform | None = None, **given: Any
) -> Article | Rejection:
    rules = {**_RULES, **given.pop("rules", {})}
    source = Source(
        id="mau", name="Mẫu", home="https://mau.example/", rules=rules, distrusted=fields, distrusted_since=_BROKE,
        platform=platform.id if platform else None, **given,
    )  # fmt: skip
    url = "https://mau.example/tin/hoi-nghi-12345.html"
    snapshot = Snapshot(url=url, final_url=url, source_id="mau", fetched_at=at, run_id="", body=page.encode())
    return extract(snapshot, source=source, platforms={platform.id: platform} if platform else {})


def _article(found: Article | Rejection) -> Article:
    assert isinstance(found, Article), found
    return found


def test_a_field_is_read_by_what_the_page_says_to_machines() -> None:
    """The rule for the author points at other words."""
    wrong = {"byline": FieldRule(select=("p.khac",))}
    assert _article(_read((), rules=wrong)).byline == "Cổng thông tin"
    found = _article(_read(("byline",), rules=wrong))
    assert found.byline in ("Lê Thị Biển", "Trần Văn An")
    assert (found.extractor, found.title) == ("rule", _TITLE)


def test_a_clock_is_passed_over() -> None:
    clock = {"published_at": FieldRule(select=("span.dong-ho",))}
    found = _article(_read(("published_at",), rules=clock))
    assert found.published_at == datetime(2026, 5, 3, 1, 15, tzinfo=UTC)


def test_a_title_without_its_element() -> None:
    found = _article(_read(("title",), rules={"title": FieldRule(select=("h1.ten",))}))
    assert (found.title, found.extractor, found.byline) == (_TITLE, "rule", "Trần Văn An")


def test_a_text_without_its_element_keeps_what_the_rules_still_read() -> None:
    found = _article(_read(("body",), rules={"body": FieldRule(select=("div.van-ban",))}))
    assert found.body == _article(_read(())).body
    assert (found.byline, found.extractor) == ("Trần Văn An", "fallback")


def test_pages_from_before_are_read_as_before() -> None:
    before = _BROKE - timedelta(seconds=1)
    wrong = {"byline": FieldRule(select=("p.khac",))}
    assert _article(_read(("byline",), at=before, rules=wrong)).byline == "Cổng thông tin"


def test_pages_of_an_earlier_design_are_read_by_its_rules() -> None:
    design = Design(until=date(2026, 5, 4), until_at=_BROKE, rules=_RULES)
    new = {"byline": FieldRule(select=("p.khac",))}
    old = _article(_read(("byline",), at=_BROKE - timedelta(seconds=1), rules=new, designs=(design,)))
    assert old.byline == "Trần Văn An"
    assert _article(_read((), rules=new, designs=(design,))).byline == "Cổng thông tin"


def test_the_platforms_rule_comes_before_all_else() -> None:
    platform = Platform(id="x", name="X", fingerprints=("main",), fields={"byline": _RULES["byline"]})
    wrong = {"byline": FieldRule(select=("p.khac",))}
    assert _article(_read(("byline",), rules=wrong, platform=platform)).byline == "Trần Văn An"


@pytest.mark.parametrize("fields", [("body",), ("title", "body"), ("published_at",)])
def test_what_is_no_article_stays_none(fields: tuple[Any, ...]) -> None:
    links = "".join(f'<li><a href="/tin/{n}.html">{_TITLE} lần {n}</a></li>' for n in range(30))
    page = f"<html><head><title>Tin tức</title></head><body><h1 class=tit>Tin tức</h1><ul>{links}</ul></body></html>"
    assert isinstance(_read(fields, page=page), Rejection)
