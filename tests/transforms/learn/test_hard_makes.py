"""Rules learned from makes that need more than a class or a label; each test reads a page that was not learned from."""

import hashlib
from collections.abc import Callable

import msgspec
import pytest

from records.article import Article
from records.snapshot import Snapshot
from records.source import Source
from tests.transforms.learn.conftest import HOME, NAMES, NOW, Template, article, page
from transforms.extract import extract
from transforms.learn import LearnedRules, learn, proposed_source

Site = Callable[..., list[Snapshot]]
SOURCE = Source(id="mau", name="Cổng mẫu", home=HOME)


def _text(a: dict[str, str]) -> str:
    return f"<p>{a['first']}</p><p>{a['second']}</p><p>{a['third']}</p>"


def beside_date(a: dict[str, str]) -> str:
    """The author in the line of the date; every fourth article has none."""
    who = f"{a['author']} | " if int(a["number"]) % 4 else ""
    return (
        f'<h3 class="t">{a["title"]}</h3><div class="d">{who}{a["day"]} {a["time"]}</div><div class="s">{a["lead"]}</div>'
        f'<div class="n">{_text(a)}</div>'
    )


def in_pairs(a: dict[str, str]) -> str:
    """Labels in elements of their own, the lead in the body with a class of its own."""
    return (
        f'<h2 class="h">{a["title"]}</h2><dl><dt>Ngày đăng</dt><dd>{a["time"]}, {a["day"].replace("/", ".")}</dd>'
        f"<dt>Người thực hiện</dt><dd>{a['author']}</dd></dl>"
        f'<div class="x"><p class="mo">{a["lead"]}</p>{_text(a)}</div>'
    )


def with_opener(a: dict[str, str]) -> str:
    """ "Đăng lúc … bởi …", comments with names behind the text."""
    said = "".join(
        f'<div class="c"><b>{NAMES[(int(a["number"]) + n) % 6]}</b><p>Rất hay.</p></div>' for n in range(1, 3)
    )
    return (
        f'<h1>{a["title"]}</h1><div class="m">Đăng lúc {a["time"]} ngày {a["day"]} bởi <b>{a["author"]}</b></div>'
        f'<div class="s">{a["lead"]}</div><div class="x">{_text(a)}</div><div class="talk">{said}</div>'
    )


def rebuilt(a: dict[str, str]) -> str:
    """Every class with the mark of one of three builds behind it."""

    def mark(name: str) -> str:
        build = f"{name}{int(a['number']) % 3}"
        return f"{name}__x{hashlib.sha256(build.encode()).hexdigest()[:5]}"

    return (
        f'<div class="{mark("Story_title")}">{a["title"]}</div><div class="{mark("Story_by")}">Bởi {a["author"]}</div>'
        f'<div class="{mark("Story_day")}">{a["day"]} {a["time"]}</div><div class="{mark("Story_sum")}">{a["lead"]}</div>'
        f'<div class="{mark("Story_text")}">{_text(a)}</div>'
    )


def headed_inside(a: dict[str, str]) -> str:
    """Date, author and section open the body's element; the lead behind them is bold."""
    return (
        f'<h1>{a["title"]}</h1><div class="x"><footer class="info"><abbr class="on">{a["day"]} {a["time"]}</abbr>'
        f'<address class="author">By {a["author"]}</address></footer><p><b>{a["lead"]}</b></p>{_text(a)}</div>'
    )


def under_the_title(a: dict[str, str]) -> str:
    """Title, lead and a line with date, minutes to read and author in the element of the text."""
    return (
        f'<div class="x"><h1>{a["title"]}</h1><p class="mo">{a["lead"]}</p><h6 class="i">{a["day"]} {a["time"]} - '
        f"4 phút đọc - {a['author']}</h6>{_text(a)}</div>"
    )


def behind_the_section(a: dict[str, str]) -> str:
    """The title in one element with a link to its section; "bởi X, 3 Thg 5 2024 : 8:05"."""
    day, month, year = map(int, a["day"].split("/"))
    return (
        f'<div class="h"><a href="/tin-tuc">Tin tức</a> : {a["title"]}</div><div class="i">đăng bởi {a["author"]}, '
        f'{day} Thg {month} {year} : {a["time"]}</div><div class="s">{a["lead"]}</div><div class="x">{_text(a)}</div>'
    )


MAKES = [beside_date, in_pairs, with_opener, rebuilt, headed_inside, under_the_title, behind_the_section]


def _learned(site: Site, template: Template, *, end: str = " - Cổng mẫu", count: int = 12) -> LearnedRules:
    return learn(site(template, count=count, end=end), now=NOW)


def _read(learned: LearnedRules, template: Template, number: int = 17) -> Article:
    a = article(number)
    found = extract(page(a["path"], a["title"] + " - Cổng mẫu", template(a)), source=proposed_source(SOURCE, learned))
    assert isinstance(found, Article), found
    assert found.extractor == "learned", learned.rules
    return found


@pytest.mark.parametrize("template", MAKES, ids=lambda t: t.__name__)
def test_each_field(site: Site, template: Template) -> None:
    found, a = _read(_learned(site, template), template), article(17)
    assert (found.title, found.byline, found.lead) == (a["title"], a["author"], a["lead"])
    assert found.body == "\n\n".join((a["first"], a["second"], a["third"]))
    assert found.published_at is not None
    assert f"{found.published_at:%d/%m/%Y %H:%M}" == f"{a['day']} {a['time']}"


def test_a_date_without_a_name_beside_it_names_nobody(site: Site) -> None:
    assert _read(_learned(site, beside_date), beside_date, 16).byline == ""


@pytest.mark.parametrize(("within", "found"), [(False, "Báo Mẫu"), (True, "")])
def test_one_page_with_a_label_beside_the_text_says_enough(site: Site, within: bool, found: str) -> None:
    def once(a: dict[str, str]) -> str:
        """Of the pages learned from, and of all others, one has a credit: below the text, or amid its lines."""
        line = '<p class="g">Nguồn tin: Báo Mẫu</p>' if a["number"] in ("3", "17") else ""
        head = f'<h1>{a["title"]}</h1><span class="d">{a["time"]} {a["day"]}</span>'
        inside, below = (line, "") if within else ("", line)
        return f'{head}<div class="x"><p>{a["lead"]}</p>{inside}{_text(a)}</div>{below}'

    assert _read(_learned(site, once, count=8), once).credit == found


def test_who_comments_did_not_write(site: Site) -> None:
    def anonymous(a: dict[str, str]) -> str:
        return with_opener({**a, "author": ""}).replace("bởi <b></b>", "")

    learned = _learned(site, anonymous)
    assert "byline" not in learned.rules
    assert _read(learned, anonymous).byline == ""


def test_the_head_names_the_minute_where_the_page_shows_the_day(site: Site) -> None:
    def template(a: dict[str, str]) -> str:
        iso = f"{'-'.join(reversed(a['day'].split('/')))}T{a['time']}:00+07:00"
        return f'<h1>{a["title"]}</h1><span class="d">{a["day"]}</span><abbr class="at" title="{iso}"></abbr>' + (
            f'<div class="s">{a["lead"]}</div><div class="x">{_text(a)}</div>'
        )

    assert _read(_learned(site, template), template).published_precision == "minute"


def test_a_title_that_nothing_marks_and_title_does_not_say(site: Site) -> None:
    def template(a: dict[str, str]) -> str:
        return (
            f'<p class="q1">{a["title"]}</p><p class="q2">({a["day"]} | {a["time"]})</p><div class="q3">{a["lead"]}</div>'
            f'<div class="q4">{_text(a)}</div>'
        )

    pages = [p for p in site(template) if "/tin-tuc?" not in p.url]
    blank = [_blank(p) for p in pages]
    learned = learn(blank, now=NOW)
    assert learned.rules["title"].select == ("p.q1",), learned.problems


@pytest.mark.parametrize("way", ["lists", "its own heading"])
def test_what_leads_to_a_page_says_its_title_where_the_page_does_not(site: Site, way: str) -> None:
    def template(a: dict[str, str]) -> str:
        title = f'<a href="{a["path"]}">{a["title"]}</a>' if way == "its own heading" else a["title"]
        tag = "h2" if way == "its own heading" else "div"
        return (
            f'<div class="q0">Xã có {a["number"]} nhà văn hóa mới, xem chi tiết</div><{tag} class="q1">{title}</{tag}>'
            f'<div class="q2">{a["day"]} {a["time"]}</div><div class="q4">{_text(a)}</div>'
        )

    pages = [p for p in site(template) if "/tin-tuc?" not in p.url]
    if way == "lists":
        titles = [article(n)["title"] for n in range(12)]
        pages = [msgspec.structs.replace(p, listed_titles=(t,)) for p, t in zip(pages, titles, strict=False)]
    learned = learn([_blank(p) for p in pages], now=NOW)
    assert learned.rules["title"].select in (("div.q1",), ("h2",), ("h2.q1",)), learned.problems
    assert len(learned.articles) == 12


def test_section_keywords_and_the_picture_above(site: Site) -> None:
    sections = ["Trồng trọt", "Chăn nuôi", "Lễ hội"]

    def template(a: dict[str, str]) -> str:
        menu = "".join(f'<li><a href="/m/{n}">{name}</a></li>' for n, name in enumerate(sections))
        n = int(a["number"])
        return (
            f'<ul class="menu">{menu}</ul><div class="way"><a href="/">Trang chủ</a> / <a href="/m/{n % 3}">{sections[n % 3]}'
            f'</a></div><h1>{a["title"]}</h1><span class="d">{a["day"]} {a["time"]}</span><div class="pic"><img src="/i/{n}.jpg">'
            f"<p>Phiên chợ thứ {n}</p></div><div class='s'>{a['lead']}</div><div class='x'>{_text(a)}</div>"
            f'<div class="tu-khoa">Từ khóa: <a href="/t/{n}">chợ {n}</a>, <a href="/t/x{n % 5}">hàng {n % 5}</a></div>'
        )

    found = _read(_learned(site, template), template)
    assert found.section == sections[17 % 3]
    assert found.keywords == ("chợ 17", "hàng 2")
    assert [(i.url, i.caption) for i in found.images] == [(f"{HOME}/i/17.jpg", "Phiên chợ thứ 17")]


def test_a_list_in_the_text_stays_where_lists_of_links_go(site: Site) -> None:
    def template(a: dict[str, str]) -> str:
        n = int(a["number"])
        others = "".join(
            f'<li><a href="/tin-tuc/{n + i}.html">Phiên chợ khác thứ {n + i} đang mở</a></li>' for i in (1, 2, 3)
        )
        listed = "<ul><li>Mở ba phiên chợ trong tháng.</li><li>Giảm phí cho hộ mới.</li></ul>" if n == 17 else ""
        return (
            f'<h1>{a["title"]}</h1><span class="d">{a["day"]} {a["time"]}</span><div class="s">{a["lead"]}</div>'
            f'<div class="x">{_text(a)}{listed}<ul>{others}</ul></div>'
        )

    assert "Giảm phí cho hộ mới." in _read(_learned(site, template), template).body


def test_captions_that_repeat_stay_with_their_pictures(site: Site) -> None:
    def template(a: dict[str, str]) -> str:
        shown = f'<tr><td><img src="/i/{a["number"]}.jpg"></td></tr>'
        picture = f'<table class="p">{shown}<tr><td class="c">Ảnh minh họa.</td></tr></table>'
        return (
            f'<h1>{a["title"]}</h1><span class="d">{a["day"]} {a["time"]}</span><div class="s">{a["lead"]}</div>'
            f'<div class="x"><p>{a["first"]}</p>{picture}<p>{a["second"]}</p><p>{a["third"]}</p></div>'
        )

    found = _read(_learned(site, template), template)
    assert [i.caption for i in found.images] == ["Ảnh minh họa."]
    assert "Ảnh minh họa" not in found.body


def test_a_second_template_that_was_never_seen_is_dated_by_what_its_head_says(site: Site) -> None:
    def seen(a: dict[str, str]) -> str:
        return f'<h1>{a["title"]}</h1><i class="d">{a["day"]} {a["time"]}</i><div class="x">{_text(a)}</div>'

    a = article(17)
    learned = msgspec.structs.replace(_learned(site, seen), article_marks=())
    source = proposed_source(SOURCE, learned)
    body = f'<h1>{a["title"]}</h1><b class="e">Ngày {a["day"]}</b><div class="x">{_text(a)}</div>'
    says = '<meta property="og:type" content="article">'
    unsaid = extract(page(a["path"], a["title"] + " - Cổng mẫu", body), source=source)
    elsewhere = extract(page("/lien-he/cong", a["title"] + " - Cổng mẫu", body, says), source=source)
    assert not isinstance(unsaid, Article)
    assert not isinstance(elsewhere, Article)
    found = extract(page(a["path"], a["title"] + " - Cổng mẫu", body, says), source=source)
    assert isinstance(found, Article)
    assert found.published_at is not None
    assert f"{found.published_at:%d/%m/%Y}" == a["day"]


def test_one_page_of_a_second_template_with_names_of_its_own(site: Site) -> None:
    def either(a: dict[str, str]) -> str:
        if a["number"] != "3":
            return beside_date(a)
        return (
            f'<div class="big"><h1 class="bt">{a["title"]}</h1><div class="bs">{a["lead"]}</div><div class="bd">{a["day"]} '
            f'{a["time"]}</div><div class="bx">{_text(a)}{_text(a)}</div></div>'
        )

    learned = _learned(site, either)
    assert len(learned.articles) == 12, learned.problems


def _blank(snapshot: Snapshot) -> Snapshot:
    head, _, rest = snapshot.body.partition(b"<title>")
    return msgspec.structs.replace(snapshot, body=head + b"<title>MAU</title>" + rest.partition(b"</title>")[2])
