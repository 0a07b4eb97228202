"""What articles are called, learned from addresses: every article matches, nothing else that is known does."""

import re

import pytest

from crawlers.candidate import path_query
from crawlers.patterns import learn_pattern

_TITLES = (
    "khai-mac-hoi-cho-nong-san",
    "hop-bao",
    "lanh-dao-tinh-tiep-dai-su",
    "mua-lu-2024",
    "ky-ket-hop-tac-giua-hai-tinh",
)


def learned(articles: list[str], others: list[str], known: list[str] = ()) -> re.Pattern[str]:  # type: ignore[assignment]
    pattern = learn_pattern(*([f"https://a.vn{path}" for path in paths] for paths in (known, articles, others)))
    assert pattern is not None
    return re.compile(pattern)


@pytest.mark.parametrize(
    ("articles", "others", "also", "never"),
    [
        # A title at the root beside sections and pages about the site.
        (
            [f"/{t}" for t in _TITLES],
            ["/kinh-te", "/lien-he"],
            ["/le-hoi", "/%C4%91%E1%BA%A1i-h%E1%BB%99i"],
            ["/kinh-te"],
        ),
        # The number tells: sections are called alike but have none.
        (
            [f"/y-te/{t}-1{n}34.html" for n, t in enumerate(_TITLES)],
            ["/y-te/tin-moi.html"],
            ["/x/a-99999.html"],
            ["/x/b.html"],
        ),
        # The folder tells.
        ([f"/tin/{n}" for n in (1, 22, 333, 4)], ["/muc/1", "/the/2", "/anh/9"], ["/tin/77777"], ["/muc/8", "/moi/8"]),
        # A page of a section among its articles.
        ([f"/y-te/{t}" for t in _TITLES], ["/y-te/trang-2"], ["/y-te/abc"], ["/y-te/trang-9", "/kinh-te/trang-12"]),
        # Query values, in any order and nothing beside them.
        (
            ["/i.php?mod=tin&id=1", "/i.php?mod=tin&id=22", "/i.php?mod=tin&id=3", "/i.php?mod=tin&id=4"],
            ["/i.php?mod=muc&id=1"],
            ["/i.php?id=7&mod=tin"],
            ["/i.php?mod=muc&id=9", "/i.php?mod=tin&id=7&print=1", "/i.php?id=7"],
        ),
        # Further pages of the home page where sections are not known.
        (
            [f"/y-te/{t}/" for t in _TITLES],
            ["/page/2/", "/page/34/"],
            ["/kinh-te/2024-le-hoi/"],
            ["/page/3/"],
        ),
        # A parameter without "=" names the page, by a number or by date and title.
        (
            [f"/index.php?bai{n}" for n in (1, 22, 333, 4)],
            ["/index.php?muc1", "/index.php?tim"],
            ["/index.php?bai77777"],
            ["/index.php?muc8", "/index.php?bai", "/index.php?bai7&in=1", "/index.php?xem"],
        ),
        (
            [f"/?tin/2024/03/{t}" for t in _TITLES],
            ["/?muc/kinh-te", "/?luu"],
            ["/?tin/2023/12/le-hoi"],
            ["/?muc/y-te", "/?tin", "/"],
        ),
        ([f"/b.php?xem.{n}" for n in (1, 22, 333, 4)], ["/b.php?muc.1.10"], ["/b.php?xem.9"], ["/b.php?muc.1"]),
        # Two makes of address on one site.
        (["/a/x-1234.html", "/tin/99", "/b/y-2345.html"], [], ["/c/z-777.html", "/tin/5"], ["/c/", "/tin/x"]),
    ],
)
def test_patterns(articles: list[str], others: list[str], also: list[str], never: list[str]) -> None:
    pattern = learned(articles, others, others)
    assert [path for path in (*articles, *also) if not pattern.search(path)] == []
    assert [path for path in (*others, *never) if pattern.search(path)] == []


def test_tags_and_print_views_are_none_though_nobody_tried_them() -> None:
    pattern = learned([f"/y-te/{t}" for t in _TITLES], [], ["/tag/cai-cach", "/print/khai-mac", "/giao-duc/le-hoi"])
    assert pattern.search("/giao-duc/le-hoi")
    assert not pattern.search("/tag/khac")
    assert not pattern.search("/print/khac")


def test_a_word_that_elsewhere_means_tags_may_hold_the_articles() -> None:
    articles = [f"/archives/{t}" for t in _TITLES]
    pattern = learned(articles[:3], [], articles)
    assert all(pattern.search(path) for path in articles)


def test_deeper_sections_of_the_same_names_are_taken_in() -> None:
    pattern = learned(
        ["/y-te/tin-1234.html", "/kinh-te/bai-2345.html"], [], ["/y-te/xa/tin-9876.html", "/y-te/xa/muc.html"]
    )
    assert pattern.search(path_query("https://a.vn/kinh-te/bai-99999.html"))
    assert not pattern.search("/y-te/xa/muc.html")


def test_without_an_article_there_is_none() -> None:
    assert learn_pattern(["https://a.vn/x"], [], ["https://a.vn/y"]) is None
