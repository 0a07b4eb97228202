"""Rules are learned from pages of many makes: each field where it stands, articles told from other pages."""

from collections.abc import Callable

import msgspec
import pytest

from records.article import Article
from records.snapshot import Snapshot
from records.source import Source
from sources.writing import source_yaml
from tests.transforms.learn.conftest import HOME, NOW, Template, article, listing, page
from transforms.extract import extract
from transforms.learn import learn, proposed_source

Site = Callable[..., list[Snapshot]]
SOURCE = Source(id="mau", name="Cổng mẫu", home=HOME)


def named(a: dict[str, str]) -> str:
    """Classes, the author beside the date in one line."""
    return (
        f'<main><div class="detail"><h1 class="tit">{a["title"]}</h1><div class="info"><span class="by">{a["author"]}</span>'
        f'<span class="when">{a["day"]} {a["time"]}</span><span>Lượt xem: {a["number"]}7</span></div>'
        f'<div class="sapo">{a["lead"]}</div><div class="text"><p>{a["first"]}</p><div class="more"><a href="/x">Phiên chợ khác'
        f" đang mở ở huyện bên cạnh</a></div><p>{a['second']}</p><p>{a['third']}</p></div></div></main>"
    )


def labelled(a: dict[str, str]) -> str:
    """No class at all; author and credit behind labels at the end of the text."""
    return (
        f"<div><section><h1>{a['title']}</h1><p><small>{a['time']} ngày {a['day']}</small></p><div><p><b>{a['lead']}</b></p>"
        f"<p>{a['first']}</p><p>{a['second']}</p><p>{a['third']}</p><p>Tác giả: {a['author']}</p><p>Nguồn: Báo mẫu</p>"
        "</div></section></div>"
    )


def signed(a: dict[str, str]) -> str:
    """Names that a bundler writes, no h1; signed in the last line of the text."""
    return (
        f'<div class="x9f31 p-4"><div class="a77c2 text-xl">{a["title"]}</div><time class="b12" datetime="2024-05-'
        f'{a["day"][:2]}T{a["time"]}:00+07:00">{a["day"]}</time><div class="c55d1"><p>{a["lead"]}</p><p>{a["first"]}</p>'
        f"<p>{a['second']}</p><p>{a['third']}</p><p><strong>{a['author']}</strong></p></div></div>"
    )


def clocked(a: dict[str, str]) -> str:
    """A clock above, dates of other articles below."""
    old = article(int(a["number"]) + 1)
    others = f'<ul class="rel"><li><a href="{old["path"]}">{old["title"]}</a> <span class="d">{old["day"]} 06:00</span></li></ul>'
    return f'<div class="clock">Thứ bảy, 01/06/2024 12:0{int(a["number"]) % 10}</div>{named(a)}{others}'


MAKES = {"named": named, "labelled": labelled, "signed": signed, "clocked": clocked}


@pytest.mark.parametrize("template", MAKES.values(), ids=MAKES)
def test_each_field_of_a_page_not_learned_from(site: Site, template: Template) -> None:
    learned = learn(site(template), now=NOW)
    a = article(17)
    found = extract(page(a["path"], a["title"] + " - Cổng mẫu", template(a)), source=proposed_source(SOURCE, learned))
    assert isinstance(found, Article), found
    assert found.extractor == "learned"
    assert found.title == a["title"]
    assert found.published_at is not None
    assert f"{found.published_at:%d/%m/%Y %H:%M}" == f"{a['day']} {a['time']}"
    assert found.byline == a["author"]
    whole = "\n\n".join(filter(None, (found.lead, found.body)))
    assert whole == "\n\n".join((a["lead"], a["first"], a["second"], a["third"]))


@pytest.mark.parametrize("template", MAKES.values(), ids=MAKES)
def test_other_pages_are_told_apart(site: Site, template: Template) -> None:
    pages = site(template)
    learned = learn(pages, now=NOW)
    source = proposed_source(SOURCE, learned)
    assert set(learned.articles) == {p.url for p in pages if "/tin-tuc/" in p.url}
    assert set(learned.others) == {p.url for p in pages} - set(learned.articles)
    assert not isinstance(extract(listing(4), source=source), Article)
    assert not isinstance(extract(pages[-1], source=source), Article)


def test_lead_and_credit_have_rules_of_their_own(site: Site) -> None:
    assert learn(site(named), now=NOW).rules["lead"].select == ("div.sapo",)
    rules = learn(site(labelled), now=NOW).rules
    assert rules["lead"].first_bold
    assert rules["credit"].label == ("Nguồn:",)


def test_two_templates_on_one_site(site: Site) -> None:
    def either(a: dict[str, str]) -> str:
        return named(a) if int(a["number"]) % 2 else signed(a)

    learned = learn(site(either, count=16), now=NOW)
    assert len(learned.articles) == 16, learned.problems


def test_where_title_is_the_sites_name(site: Site) -> None:
    pages = site(signed)
    pages = [msgspec.structs.replace(p, body=_retitled(p.body)) for p in pages]
    learned = learn(pages, now=NOW)
    assert len(learned.articles) == 12, learned.problems
    found = extract(pages[3], source=proposed_source(SOURCE, learned))
    assert isinstance(found, Article)
    assert found.title == article(3)["title"]


def test_same_pages_same_rules_in_any_order(site: Site) -> None:
    pages = site(named)
    assert learn(pages, now=NOW) == learn(pages[::-1], now=NOW)


def test_too_few_articles_teach_nothing(site: Site) -> None:
    learned = learn(site(named, count=2), now=NOW)
    assert learned.rules == {}
    assert learned.problems
    assert proposed_source(SOURCE, learned) == SOURCE


@pytest.mark.parametrize("body", [b"", b"\x00\x01", b"<html><body></body></html>", b"<p>" * 3000, b"plain"])
def test_pages_that_are_none_do_no_harm(site: Site, body: bytes) -> None:
    pages = site(named)
    bad = msgspec.structs.replace(pages[0], url=f"{HOME}/hong", final_url=f"{HOME}/hong", body=body)
    assert len(learn([*pages, bad], now=NOW).articles) == 12
    assert learn([bad], now=NOW).rules == {}


def test_yaml_is_short(site: Site) -> None:
    source = proposed_source(SOURCE, learn(site(named), now=NOW))
    text = source_yaml(msgspec.structs.replace(source, learned=None))
    assert "div.sapo" in text
    assert len(text.splitlines()) < 45


def _retitled(body: bytes) -> bytes:
    head, _, rest = body.partition(b"<title>")
    return head + "<title>CỔNG THÔNG TIN MẪU</title>".encode() + rest.partition(b"</title>")[2]
