"""Selectors: what a page must contain before it is asked, attributes, and errors at load."""

import pytest

from transforms.extract import check_selector
from transforms.extract.selecting import Page, compiled_selector


@pytest.mark.parametrize(
    "html",
    [
        "<p class=\"a b\" id='c'>x</p>",
        "<p class=a id=c>x</p>",
        '<BODY><P CLASS="a" ID="c">x</P>',
        '<p class = "a" id = "c">x</p>',
    ],
)
def test_attributes_are_found_however_written(html: str) -> None:
    page = Page(html.encode())
    assert page.first(".a") is not None
    assert page.first("#c") is not None


@pytest.mark.parametrize(
    "html",
    [
        '<!DOCTYPE html><p class="a b">x</p>',
        "<!DOCTYPE html><P CLASS = a>x</P>",
        '<!DOCTYPE html><p class="b&#32;a\n">x</p>',
        '<p class="A">x</p>',  # without a doctype the case of a class makes no difference
    ],
)
def test_a_class_is_found_after_many_that_are_not_there(html: str) -> None:
    page = Page(html.encode())
    assert not any(page.has(f".{name}") for name in ("k", "l", "m", "n"))
    assert page.first("p.a") is not None
    assert page.classes.split().count("a") == 1


def test_a_word_is_found_before_and_behind_where_a_page_was_cut() -> None:
    whole = b"<p>first</p><footer>last</footer>"
    page = Page(whole[:12], whole=whole)
    assert page.contains(b"first")
    assert page.contains(b"last")
    assert not page.contains(b"nowhere")


def test_what_was_asked_twice_is_answered_alike() -> None:
    page = Page(b'<p class="a">x</p>')
    assert [page.has(".a"), page.has(".a"), page.has(".b"), page.has(".b")] == [True, True, False, False]
    assert page.first(".b") is None


def test_attribute_suffix() -> None:
    page = Page(b'<meta property="article:section" content="Kinh te">')
    ((node, attribute),) = page.nodes('meta[property="article:section"]@content')
    assert attribute == "content"
    assert node.attributes["content"] == "Kinh te"


def test_alternatives_need_only_one_to_be_there() -> None:
    assert Page(b'<i class="b">x</i>').has(".a, .b")
    assert not compiled_selector(".a, .b").names


def test_what_is_negated_need_not_be_there() -> None:
    assert Page(b'<i class="b">x</i>').has(".b:not(.a)")


@pytest.mark.parametrize("selector", ["p[[", "p:nth-child(1", "a >", "h1,", ".a..b", "p[x='1'", ""])
def test_bad_selectors(selector: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        check_selector(selector)


def test_good_selectors() -> None:
    for selector in ("h1.title", "[itemprop=name]@content", "p:not(.a)", ".a > .b, #c"):
        check_selector(selector)
