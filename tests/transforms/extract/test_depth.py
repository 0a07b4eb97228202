"""Pages nested deeper than any real one are refused before they are parsed; long and wide ones are read."""

from datetime import UTC, datetime

import pytest

from records.rejection import Rejection, RejectionReason
from transforms.extract import read_page
from transforms.extract.depth import is_too_deep

_MANY = 20_000


def _page(inside: bytes) -> bytes:
    return b"<!doctype html><html><body>" + inside + b"x" * 100_000 + b"</body></html>"


@pytest.mark.parametrize(
    "tag", [b"<div>", b"<UL class=a>", b"<b>", b"<div><ul>", b"<div></x>", b"<blockquote><p>", b"<div/>", b"<path/>"]
)
def test_too_deep(tag: bytes) -> None:
    assert is_too_deep(_page(tag * _MANY))


@pytest.mark.parametrize(
    "tags",
    [
        b"<div>x</div>" * _MANY,
        b"<li>x" * _MANY,
        b"<br><img src=a><p>" * _MANY,
        b"<tr><td>x" * _MANY,
        b"<div>" * 5_000 + b"<i>x</i>" * _MANY,
        b"<svg viewBox=a>" + b'<path d="M0 0"/>' * _MANY + b"</svg>",
        b"<SCRIPT>var rows = ['" + b"<b>" * _MANY + b"'];</SCRIPT>",
        b"<style>" + b"<b>" * _MANY + b"</style>",
        b"<!-- " + b"<div>" * _MANY + b" -->",
        b"<script>" + b"<b>" * _MANY,
    ],
)
def test_long_and_wide_is_not_deep(tags: bytes) -> None:
    assert not is_too_deep(_page(tags))


@pytest.mark.parametrize(
    "before", [b"<!-->", b"<!-- x -->", b"<script></script>", b"<scripts>", b"<svg><path/></svg>", b"<svg><div></svg>"]
)
def test_what_is_read_over_ends(before: bytes) -> None:
    assert is_too_deep(_page(before + b"<div>" * _MANY))
    assert is_too_deep(_page(b"<svg>" + b"<g>" * _MANY))
    assert is_too_deep(_page(b"<svg><div/>" + b"<path/>" * _MANY))


def test_tags_without_an_end_are_read_once() -> None:
    # in the square of their number these would take minutes
    for tag in (b"<script ", b"<!-", b"<!--", b"<div ", b"<style/"):
        assert not is_too_deep(tag * 300_000)


def test_a_million_nested_elements_are_refused_with_the_reason() -> None:
    # parsing them would take the better part of an hour
    found = read_page(
        "https://mau.example/bai-1.html",
        _page(b"<div>" * 1_000_000),
        platforms={},
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert isinstance(found, Rejection)
    assert found.reason is RejectionReason.NOT_ARTICLE
    assert "nested" in found.detail
