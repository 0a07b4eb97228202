"""The sample content: complete, checked, each article its own."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from records.errors import SampleError
from samples.checks import sectors
from samples.content import TRIED, load_portals
from samples.expected import expected_article
from samples.shape import Edit, Portal, SampleArticle, body_texts
from samples.sites import SITES
from transforms.analyser import tokens
from transforms.text import composed

LEAST_ARTICLES = 40
MOST_ALIKE = 0.2  # 5-gram Jaccard of two articles that are no reprints of each other


@pytest.fixture(scope="module")
def articles() -> list[tuple[Portal, SampleArticle]]:
    """Every article of every portal, as of the second night, with those taken down."""
    return [(p, a) for p in load_portals(2) for a in (*p.articles, *p.gone)]


def test_there_are_enough_articles_of_every_year_and_sector(articles: list[tuple[Portal, SampleArticle]]) -> None:
    years = Counter(a.published_at.year for _, a in articles)
    assert len(articles) >= LEAST_ARTICLES
    assert {year for year in range(2019, 2027) if not years[year]} == set()
    assert set(sectors()) - {code for _, a in articles for code in a.expected.sectors} == set()


def test_every_platform_has_its_portal() -> None:
    assert {p.platform for p in load_portals()} == SITES.keys()
    assert [p.id for p in load_portals(only=TRIED)] == list(TRIED)


def _five_grams(article: SampleArticle) -> set[tuple[str, ...]]:
    words = tokens(" ".join((article.lead, *body_texts(article.body))))
    return set(zip(*(words[i:] for i in range(5)), strict=False))


def test_articles_differ_from_each_other_unless_reprinted(articles: list[tuple[Portal, SampleArticle]]) -> None:
    groups = {f"{p.id}/{a.slug}": a.reprint_of or f"{p.id}/{a.slug}" for p, a in articles}
    grams = {f"{p.id}/{a.slug}": _five_grams(a) for p, a in articles}
    alike = {
        (one, other): round(len(grams[one] & grams[other]) / (len(grams[one] | grams[other]) or 1), 2)
        for one, other in combinations(grams, 2)
        if groups[one] != groups[other]
    }
    assert {pair: share for pair, share in alike.items() if share >= MOST_ALIKE} == {}


def test_reprints_name_an_article_that_is_there_and_is_alike(articles: list[tuple[Portal, SampleArticle]]) -> None:
    known = {f"{p.id}/{a.slug}": a for p, a in articles}
    reprints = [a for _, a in articles if a.reprint_of]
    assert reprints
    for reprint in reprints:
        original = known[reprint.reprint_of]
        one, other = _five_grams(reprint), _five_grams(original)
        assert len(one & other) / min(len(one), len(other)) > 0.5, reprint.slug
        assert reprint.title != original.title


def test_names_of_officials_and_regions_stand_in_the_text(articles: list[tuple[Portal, SampleArticle]]) -> None:
    missing = []
    for _, article in articles:
        captions = [f"{b.caption} {b.credit}" for b in article.images]
        text = composed(" ".join((article.title, article.lead, *body_texts(article.body), *captions)))
        names = [o.name for e in article.expected.events for o in e.officials]
        missing += [(article.slug, name) for name in names if composed(name) not in text]
    assert missing == []


def test_the_second_night_edits_removes_and_adds() -> None:
    first, second = load_portals(1), load_portals(2)
    slugs = [{f"{p.id}/{a.slug}" for p in night for a in p.articles} for night in (first, second)]
    gone = {f"{p.id}/{a.slug}" for p in second for a in p.gone}
    edited = [a for p in second for a in p.articles if a.version == 2]
    assert slugs[0] - slugs[1] == gone
    assert gone
    assert slugs[1] - slugs[0]
    assert edited
    for article in edited:
        assert isinstance(article.night2, Edit)
        assert all(article.body[number] == block for number, block in article.night2.replace.items())


def test_expected_article_is_the_exact_answer(tiny: Path) -> None:
    portal = next(p for p in load_portals(folder=tiny) if p.platform == "nukeviet")
    article = next(a for a in portal.articles if a.slug == "phien-cho")
    answer = expected_article(portal, article)
    assert answer["url"].startswith("https://nukeviet.mau.example/kinh-te/phien-cho-")
    assert answer["published_at"] == "2024-05-11T16:30:00+07:00"
    assert answer["body"].split("\n\n") == [
        "Đoạn thứ nhất kể về gian hàng mật ong và hòa nhạc.",
        "Sức mua",
        "Đoạn thứ hai nói về sức mua.",
        "mật ong",
        "thổ cẩm",
        "Bán hết từ sớm.",
        "Xã | Số gian",
        "Tri Lễ | 12",
    ]
    assert answer["images"] == [{"caption": "Gian hàng mật ong.", "credit": "Ảnh: Minh Hà"}]
    assert (answer["section"], answer["credit"], answer["authors"]) == ("Kinh tế", "Báo mẫu", ["Minh Hà", "Quốc Tuấn"])
    assert answer["expected"]["sectors"] == ["industry-trade"]


def test_wordpress_shows_typographic_marks(tiny: Path) -> None:
    portal = next(p for p in load_portals(folder=tiny) if p.platform == "wordpress")
    article = next(a for a in portal.articles if a.slug == "phien-cho")
    assert expected_article(portal, article)["title"] == "Khai mạc phiên chợ “xanh” – Đồng bào vùng cao"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("section: kinh-te", "section: kinh-tế", "known: kinh-te, du-lich"),
        ('"2024-05-11T16:30:00+07:00"', '"2024-05-11T16:30:00"', "end it with +07:00"),
        ("sectors: [industry-trade]", "sectors: [trade]", "industry-trade"),
        ("provinces: []", "provinces: [Sài Gòn]", "'Sài Gòn' was no province on 2024-05-11"),
        ("markup: p", "mark: p", "unknown field `mark`"),
        ("title: Khai", "title: Một: Khai", "not YAML"),
        ("attachments:", "night2: {replace: {9: Sửa.}}\nattachments:", "there is no block 9"),
        ("{heading: Sức mua}", "{heading: Sức mua, quote: Hai thứ}", "exactly one of"),
    ],
)
def test_a_wrong_file_is_named_with_key_and_way_out(tiny: Path, old: str, new: str, named: str) -> None:
    file = tiny / "mau-nukeviet" / "articles" / "phien-cho.yaml"
    text = file.read_text("utf-8").replace("keywords:", "markup: p\nkeywords:")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(SampleError) as caught:
        load_portals(folder=tiny)
    assert named in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_folder_without_portals_is_named(tmp_path: Path) -> None:
    with pytest.raises(SampleError, match=r"no \*/portal.yaml there"):
        load_portals(folder=tmp_path)
