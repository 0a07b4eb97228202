"""Whatever the bytes, extraction ends in an article or a rejection with a reason, never in an exception or half a text."""

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.article import Article
from records.rejection import Rejection, RejectionReason
from records.snapshot import Snapshot
from sources.registry import load_registry
from transforms.extract import check_selector, extract, read_page

_PAGES = Path(__file__).parent / "pages"
_PLATFORMS = load_registry(check_selector=check_selector).platforms
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_GOOD = (_PAGES / "nukeviet/v45-hop-bao.html").read_bytes()


def _read(body: bytes) -> Article | Rejection:
    return read_page("https://mau.example/kinh-te/x-1.html", body, platforms=_PLATFORMS, fetched_at=_NOW)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", RejectionReason.EMPTY),
        (b"\0 \n\0", RejectionReason.EMPTY),
        (b"%PDF-1.4 1 0 obj", RejectionReason.NOT_HTML),
        (bytes(range(256)) * 8, RejectionReason.NOT_HTML),
        (b"just a line of text", RejectionReason.NOT_HTML),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", RejectionReason.NOT_HTML),
        (b"<html><body><script>var a = 1;</script></body></html>", RejectionReason.EMPTY),
        (
            b"<html><script>document.cookie='a=1';location.reload()</script><body></body></html>",
            RejectionReason.CHALLENGE,
        ),
        (b"<html><frameset><frame src=a></frameset></html>", RejectionReason.NOT_ARTICLE),
        (
            "<html><title>404</title><body><h1>Không tìm thấy trang</h1></body></html>".encode(),
            RejectionReason.ERROR_PAGE,
        ),
        ("<html><body><h1>Bài viết không tồn tại</h1></body></html>".encode(), RejectionReason.ERROR_PAGE),
        (b"<html><body>" + b"<p>abc</p>" * 900_000 + b"</body></html>", RejectionReason.NOT_ARTICLE),
        (b"<html><body>" + b"<div>" * 10_000 + b"x" * 300 + b"</body></html>", RejectionReason.NOT_ARTICLE),
    ],
    ids=lambda v: v.value if isinstance(v, RejectionReason) else None,
)
def test_reason(body: bytes, reason: RejectionReason) -> None:
    outcome = _read(body)
    assert isinstance(outcome, Rejection)
    assert outcome.reason == reason, outcome.detail
    assert outcome.detail


def test_nested_body_is_read_without_recursion() -> None:
    head = b'<html><head><meta name="generator" content="NukeViet"></head><body><h1 class="title">Nested</h1>'
    stamp = b'<span class="h5">25/03/2023 16:40</span>'
    body = b'<div id="news-bodyhtml">' + b"<div><b>" * 5000 + b"word " * 30 + b"</body></html>"
    outcome = _read(head + stamp + body)
    assert isinstance(outcome, Article)
    assert outcome.body.split() == ["word"] * 30


def test_truncated_at_any_byte_is_whole_or_rejected() -> None:
    whole = _read(_GOOD)
    assert isinstance(whole, Article)
    for cut in range(1, len(_GOOD), 13):
        outcome = _read(_GOOD[:cut])
        if isinstance(outcome, Article):
            assert (outcome.title, outcome.body) == (whole.title, whole.body)
        else:
            assert outcome.reason in (RejectionReason.TRUNCATED, RejectionReason.EMPTY, RejectionReason.NOT_ARTICLE)
            assert outcome.detail


def test_shorter_than_its_header_says_is_truncated() -> None:
    url = "https://mau.example/kinh-te/x-1.html"
    headers = {"content-length": str(len(_GOOD) + 1)}
    snapshot = Snapshot(url=url, final_url=url, source_id="", fetched_at=_NOW, run_id="", headers=headers, body=_GOOD)
    outcome = extract(snapshot, platforms=_PLATFORMS)
    assert isinstance(outcome, Rejection)
    assert outcome.reason == RejectionReason.TRUNCATED


@pytest.mark.parametrize("length", ["²", "9" * 5000, "٣", "-1", "1e9", ""])
def test_a_length_that_is_none_is_passed_over(length: str) -> None:
    url = "https://mau.example/kinh-te/x-1.html"
    headers = {"content-length": length}
    snapshot = Snapshot(url=url, final_url=url, source_id="", fetched_at=_NOW, run_id="", headers=headers, body=_GOOD)
    assert isinstance(extract(snapshot, platforms=_PLATFORMS), Article)


def test_broken_bytes_never_raise() -> None:
    pages = [p.read_bytes() for p in sorted(_PAGES.rglob("*.html"))]
    snippets = [
        b"<",
        b'"',
        b"<table>",
        b"</div>",
        b"<script>",
        b"&#x110000;",
        b"\0",
        b'<a href="http://[">',
        b"<svg>",
        b"<title>",
    ]
    chance = random.Random(7)
    for _ in range(400):
        page = bytearray(chance.choice(pages))
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(max(1, len(page) - 1))
            if page and chance.random() < 0.5:
                page[at] = chance.randrange(256)
            elif chance.random() < 0.5:
                del page[at : at + chance.randrange(100)]
            else:
                page[at:at] = chance.choice(snippets)
        outcome = _read(bytes(page))
        assert isinstance(outcome, Article | Rejection)


def test_fifty_megabytes_are_refused_unread() -> None:
    outcome = _read(_GOOD + b"<p>abc</p>" * 5_000_000)
    assert isinstance(outcome, Rejection)
    assert "bytes" in outcome.detail


@pytest.mark.parametrize("charset", ["windows-1258", "iso-8859-1", "utf-16", "koi8-r", "x-unknown", "utf-8"])
def test_a_wrong_charset_in_the_header_spoils_nothing(charset: str) -> None:
    url = "https://mau.example/kinh-te/x-1.html"
    body = _GOOD.replace(b"<head>", b'<head><meta charset="windows-1252"><meta http-equiv="c" content="charset=gbk">')
    snapshot = Snapshot(url=url, final_url=url, source_id="", fetched_at=_NOW, run_id="", charset=charset, body=body)
    outcome = extract(snapshot, platforms=_PLATFORMS)
    whole = _read(_GOOD)
    assert isinstance(outcome, Article)
    assert isinstance(whole, Article)
    assert outcome.body == whole.body


def test_zero_bytes_between_letters_go() -> None:
    outcome = _read(_GOOD.replace("Ban tổ chức".encode(), "Ban \0tổ\0 chức".encode()).replace(b"<p>", b"<p>\0"))
    whole = _read(_GOOD)
    assert isinstance(outcome, Article)
    assert isinstance(whole, Article)
    assert outcome.text_digest == whole.text_digest


_TAGS = st.sampled_from(
    re.findall(
        r"\w+",
        """div p span table tr td ul li a b em h1 h2 article section figure img br form input iframe svg math template script
        style title textarea select option frameset noscript meta body html plaintext""",
    )
)
_NAMES = st.sampled_from(
    ["news-bodyhtml", "title", "hometext", "h5", "entry-content", "wp-block-query", "asset-full-content", "x"]
)
_WORDS = st.sampled_from(
    [
        "25/03/2023 16:40",
        "Tác giả: An",
        "Nguồn tin: x.vn",
        "Tin liên quan",
        "Đoạn văn dài " * 8,
        "&#x110000;",
        "&",
        "<",
        "\0",
        "]]>",
    ]
)
_NODE = st.recursive(
    _WORDS,
    lambda inner: st.builds(
        lambda tag, name, children, closed: (
            f'<{tag} class="{name}" id={name} href="?p=[" itemprop=articleBody>{"".join(children)}{f"</{tag}>" if closed else ""}'
        ),
        _TAGS,
        _NAMES,
        st.lists(inner, max_size=4),
        st.booleans(),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_NODE, max_size=5), st.sampled_from(["NukeViet v4", "WordPress 6", ""]))
def test_any_tree_ends_in_an_article_or_a_reason(nodes: list[str], generator: str) -> None:
    page = f'<html><head><title>x</title><meta name="generator" content="{generator}"></head><body>{"".join(nodes)}</body></html>'
    outcome = _read(page.encode())
    if isinstance(outcome, Article):
        assert outcome.title
        assert len(outcome.lead) + len(outcome.body) >= 40
    else:
        assert outcome.detail


def test_a_future_date_is_refused() -> None:
    outcome = _read(_GOOD.replace(b"04/10/2024 10:05", b"04/10/2031 10:05"))
    assert isinstance(outcome, Article)
    assert outcome.published_at is not None
    assert outcome.published_at.year == 2024  # the metadata's; nothing shown is believed


def test_a_page_clock_is_no_date() -> None:
    outcome = _read(_GOOD.replace(b"04/10/2024 10:05", b"").replace(b"2024-10-04+0710:05:00", b"?"))
    assert isinstance(outcome, Article)
    assert outcome.published_at is None
