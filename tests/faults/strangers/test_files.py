"""What operators and other archives hand in: YAML, WARC files, JSON lines, links of letters. Read, or refused in one line."""

import io
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from warcio.exceptions import ArchiveLoadFailed

from pipeline.alerts import tokens
from pipeline.import_items import Items
from pipeline.warc import read_warc
from records.errors import ImportFileError, RegistryError
from sources.corrections import load_corrections
from sources.registry import load_registry
from tests.faults.strangers.spoilt import BOUNDED, spoilt, written
from transforms.reader import given_article

_SOURCE = b"""\
id: cong-thu
name: "C\xe1\xbb\x95ng th\xe1\xbb\xad"
home: "https://thu.example/"
level: department
platform: nukeviet
listings:
  - {url: "/tin-tuc/", section: "Tin"}
fields: {title: {css: "h1.title"}}
politeness: {delay_seconds: 2, because: "slow server"}
expect: {articles_per_week: [1, 20]}
article_pattern: '^/tin/[a-z-]+-\\d+\\.html$'
"""
_PLATFORM = b"""\
id: rieng
name: "Rieng"
fingerprints: ["meta[name=generator]", "text:rieng"]
fields: {title: {select: ["h1"]}, published_at: {select: ["time @datetime"], strip: ["b"]}}
date_forms: [{format: "%d-%m-%Y %H:%M"}, {format: "%Y"}]
"""
_EXTENDING = b"id: hai\nextends: rieng\nname: Hai\nfingerprints: [p]\nfields: {title: {select: [h1]}}\n"
_CORRECTION = (
    b"kind: correction\nid: mot\nby: Lan\nwhy: sai\narticle: https://thu.example/a-1.html\nfix: {provinces: [46]}\n"
)
_ODD_YAML = b"a: &a [*a]\nb: !!python/object:os.system {}\nc: 02\nid: no\n? {x: 1}\n: 12:30\n<<: {name: 1}\n"
_LINE = '{"url": "https://thu.example/a-1.html", "title": "Tin", "body": "Một bài.", "published_at": "2026-03-12T08:30"}\n'.encode()


def _warc() -> bytes:
    """An archive of two pages, written by hand: so a change hits what a library would never write."""
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><h1>Tin</h1></body></html>"
    return b"".join(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: https://thu.example/a-%d.html\r\n"
        b"WARC-Date: 2026-03-12T08:30:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
        % (number, number, len(page), page)
        for number in range(2)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("given")


def _refusal(read: Callable[[], object], error: type[Exception]) -> str:
    """The file that a refusal names; "" where nothing was refused."""
    try:
        read()
    except error as exc:
        named = re.search(r"/(given\.[\w.]+|cong-thu\.yaml)", str(exc))
        return named[1] if named else "nothing named"
    return ""


def test_any_yaml_is_a_source_or_refused_by_name(folder: Path) -> None:
    path = folder / "sources" / "cong-thu.yaml"
    path.parent.mkdir()
    empty = folder / "registry"
    (empty / "platforms").mkdir(parents=True)
    (empty / "portals").mkdir()
    (empty / "closed.yaml").write_text("closed: []\n", "utf-8")

    @BOUNDED
    @example(b"a: " + b"[" * 20_000)
    @example(b"a: " + b"{a: " * 20_000)
    @example(b"id: &a {a: *a}\nhome: *a\n")
    @given(spoilt(_SOURCE, _PLATFORM, _EXTENDING, _SOURCE.replace(b"nukeviet", b"null"), _CORRECTION, _ODD_YAML))
    def load(body: bytes) -> None:
        path.write_bytes(body)
        for read in (lambda: load_registry([path.parent], home=empty), lambda: load_corrections([path.parent])):
            assert _refusal(read, RegistryError) in ("", path.name)

    load()


@BOUNDED
@given(spoilt(_warc()))
def test_any_warc_is_read_as_far_as_it_goes(body: bytes) -> None:
    with suppress(ArchiveLoadFailed):
        for page in read_warc(io.BytesIO(body), "part", most=10_000):
            assert page.fetched_at.tzinfo
            assert len(page.body) <= 10_001


def test_any_file_is_imported_line_by_line(folder: Path) -> None:
    @BOUNDED
    @given(
        spoilt(_LINE * 3, _warc()),
        st.sampled_from((".jsonl", ".jsonl.gz", ".jsonl.zst", ".warc", ".warc.gz", ".html", ".txt")),
    )
    def read(body: bytes, kind: str) -> None:
        path = folder / f"given{kind}"
        path.write_bytes(body)
        assert _refusal(lambda: list(Items((), None).of(path, [])), ImportFileError) in ("", path.name)

    read()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | written("Huế", "2026-03-12", "\0", "https://a.vn/x"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("text", "url", "caption")), inner, max_size=2)
    ),
    max_leaves=6,
)
_ROW = st.dictionaries(
    st.sampled_from(
        ("id", "url", "title", "lead", "body", "captions", "section", "byline", "authors", "published_at", "other")
    ),
    _JSON,
    max_size=8,
)


@BOUNDED
@given(_ROW)
def test_any_row_is_an_article_or_refused(row: dict[str, object]) -> None:
    with suppress(ValueError):
        assert given_article(row, source_id="a").article_id


@BOUNDED
@given(written("abc123.0.", ".", "0", "9" * 30, "²", "-1", "\0", "ộ", "=") | st.text(max_size=300))
def test_any_link_of_a_letter_that_is_not_ours_is_forged(token: str) -> None:
    now = datetime(2026, 3, 12, tzinfo=UTC)
    assert tokens.read("secret", "confirm", token, now) == ("", "forged")


@BOUNDED
@given(st.integers(0, 60), st.text(min_size=1, max_size=1))
def test_a_link_with_one_letter_changed_is_forged(at: int, letter: str) -> None:
    now = datetime(2026, 3, 12, tzinfo=UTC)
    token = tokens.sign("secret", "manage", "abc123", datetime(2026, 3, 13, tzinfo=UTC))
    changed = token[: at % len(token)] + letter + token[at % len(token) + 1 :]
    wanted = ("abc123", None) if changed == token else ("", "forged")
    assert tokens.read("secret", "manage", changed, now) == wanted
