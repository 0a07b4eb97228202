"""The archive: what goes in comes out, a cut part is good up to its last whole record, other tools can read it."""

import gzip
import io
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import archive
from pipeline.archive import PartWriter, Place, read_one, read_part, seal
from pipeline.clock import VIETNAM
from pipeline.home import Home
from pipeline.warc import read_warc, whole_length
from records.errors import HomeError
from records.snapshot import Snapshot

AT = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=VIETNAM)


def page(number: int, **fields: object) -> Snapshot:
    url = f"https://nghean.gov.vn/tin-{number}.html?id={number}"
    given: dict[str, object] = {
        "url": url, "final_url": url, "source_id": "nghean", "run_id": "r1", "fetched_at": AT + timedelta(minutes=number),
        "headers": {"content-type": "text/html; charset=windows-1258", "etag": f'"{number}"', "x-title": "Nghệ An"},
        "charset": "windows-1258", "body": f"<html>Hội nghị {number}</html>".encode(), "listed_section": "Kinh tế - Xã hội",
        "listed_at": AT,
    }  # fmt: skip
    return Snapshot(**(given | fields))  # type: ignore[arg-type]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def write_three(home: Home) -> list[Place]:
    sink = PartWriter(home.snapshots, "nghean", "r1")
    places = [
        sink.write(page(1), request_headers={"user-agent": "KhoTinBot/0.1"}),
        sink.revisit(
            page(2, status=304, body=b""),
            request_headers={"if-none-match": '"2"'},
            reason="Not Modified",
            page_at=AT,
        ),
        sink.write_resource(page(3, url="khotin:3", final_url="khotin:3", headers={}, media_type="application/json")),
    ]
    sink.close()
    return places


def test_what_goes_in_comes_out(home: Home) -> None:
    first, _, third = write_three(home)
    seal(home, first[0], length=third[1] + third[2])
    one, two = read_part(home, first[0])
    for name in ("url", "final_url", "source_id", "run_id", "fetched_at", "status", "charset", "body", "listed_at"):
        assert getattr(one, name) == getattr(page(1), name), name
    assert one.listed_section == "Kinh tế - Xã hội"
    assert one.headers["etag"] == '"1"'
    assert (one.media_type, two.media_type) == ("text/html", "application/json")
    assert (one.warc_offset, two.warc_offset) == (first[1], third[1])


def test_one_page_is_read_at_its_offset_and_nothing_else(home: Home) -> None:
    places = write_three(home)
    part = places[0][0]
    seal(home, part, length=10**6)
    assert read_one(home, part, places[2][1]).url == "khotin:3"
    for offset in (places[1][1], places[2][1] + 1, 10**6):
        with pytest.raises(HomeError, match=f"no page at byte {offset}"):
            read_one(home, part, offset)
    with pytest.raises(HomeError, match="can't be read"):
        list(read_part(home, "nghean/none.warc.gz"))


def test_warcio_finds_nothing_wrong(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    part = write_three(home)[0][0]
    seal(home, part, length=10**6)
    checker = Checker(type("Options", (), {"inputs": [str(home.snapshots / part)], "verbose": True})())
    checker.process_all()
    told = capsys.readouterr().out
    assert checker.exit_value == 0
    assert told.count("digest pass") == 4, told


def test_a_revisit_says_what_was_asked_and_answered(home: Home) -> None:
    part = write_three(home)[0][0]
    seal(home, part, length=10**6)
    with (home.snapshots / part).open("rb") as file:
        records = [(r.rec_type, r.rec_headers, r.http_headers) for r in ArchiveIterator(file)]
    assert [kind for kind, _, _ in records] == ["response", "request", "revisit", "request", "resource"]
    _, headers, answer = records[2]
    assert headers.get_header("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    assert headers.get_header("WARC-Refers-To-Target-URI") == page(2).url
    assert headers.get_header("WARC-Refers-To-Date") == "2026-03-01T01:30:15.123456Z", "as WARC-Date is written"
    assert answer.get_statuscode() == "304"
    assert records[3][2].get_header("if-none-match") == '"2"'


def test_a_revisit_with_the_same_body_names_it_as_the_page_did(home: Home) -> None:
    sink = PartWriter(home.snapshots, "nghean", "r1")
    part, _, _ = sink.write(page(1), request_headers={})
    sink.revisit(page(1, fetched_at=AT + timedelta(days=1)), request_headers={}, reason="OK", page_at=AT)
    sink.close()
    seal(home, part, length=10**6)
    with (home.snapshots / part).open("rb") as file:
        heads = {r.rec_type: r.rec_headers for r in ArchiveIterator(file)}
    assert heads["revisit"].get_header("WARC-Profile").endswith("/identical-payload-digest")
    digests = [heads[kind].get_header("WARC-Payload-Digest") for kind in ("response", "revisit")]
    assert digests[0] == digests[1]


def test_cut_at_any_byte_the_whole_records_are_kept(home: Home) -> None:
    places = write_three(home)
    path = home.snapshots / f"{places[0][0]}{archive.OPEN_SUFFIX}"
    raw = path.read_bytes()
    ends = record_ends(raw)
    assert len(ends) == 6
    near = {end + step for end in ends for step in (-1, 0, 1)} & set(range(len(raw) + 1))
    for cut in sorted({*range(0, len(raw), 7), *near}):
        path.write_bytes(raw[:cut])
        assert whole_length(path) == max(end for end in ends if end <= cut), cut


def record_ends(raw: bytes) -> list[int]:
    """Where records end, as warcio counts them."""
    records = ArchiveIterator(io.BytesIO(raw))
    return [0, *(records.get_record_offset() + records.get_record_length() for _ in records)]


def test_bytes_that_are_no_record_end_what_is_whole(home: Home) -> None:
    places = write_three(home)
    path = home.snapshots / f"{places[0][0]}{archive.OPEN_SUFFIX}"
    raw = path.read_bytes()
    path.write_bytes(raw[: places[1][1]] + b"\0" * 5000)
    assert whole_length(path) == places[1][1]


def test_seal_cuts_renames_and_may_be_repeated(home: Home) -> None:
    first, second, _ = write_three(home)
    assert seal(home, first[0], length=second[1]) == second[1]
    assert seal(home, first[0], length=1) == second[1], "sealed parts are left alone"
    assert [p.url for p in read_part(home, first[0])] == [page(1).url]
    assert not list(home.snapshots.rglob(f"*{archive.OPEN_SUFFIX}"))


def test_seal_never_lengthens_and_removes_what_holds_nothing(home: Home) -> None:
    part, _, _ = write_three(home)[0]
    size = (home.snapshots / f"{part}{archive.OPEN_SUFFIX}").stat().st_size
    assert seal(home, part, length=size * 10) == size
    sink = PartWriter(home.snapshots, "nghean", "r2")
    sink.close()
    assert seal(home, "nghean/r2-0001.warc.gz", length=0) == 0
    assert [p.name for p in (home.snapshots / "nghean").iterdir()] == ["r1-0001.warc.gz"]


def test_a_full_part_is_followed_by_another(home: Home) -> None:
    sink = PartWriter(home.snapshots, "nghean", "r1", part_bytes=600)
    places = [sink.write(page(n, body=os.urandom(300)), request_headers={}) for n in range(4)]
    sink.close()
    assert [part for part, _, _ in places] == [f"nghean/r1-000{n}.warc.gz" for n in (1, 2, 3, 4)]
    assert [offset for _, offset, _ in places] == [0] * 4
    for part, _, length in places:
        assert seal(home, part, length=length) == length
        assert len(list(read_part(home, part))) == 1


def warc(write: Callable[[WARCWriter], None], *, compressed: bool = True) -> io.BytesIO:
    """A WARC file as another tool writes it."""
    raw = io.BytesIO()
    writer = WARCWriter(raw, gzip=compressed)
    write(writer)
    raw.seek(0)
    return raw


def response(writer: WARCWriter, url: str, body: bytes, headers: list[tuple[str, str]], status: str = "200 OK") -> None:
    http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
    writer.write_record(
        writer.create_warc_record(
            url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http,
            warc_headers_dict={"WARC-Date": "2019-05-06T07:08:09Z"},
        )
    )  # fmt: skip


def other(writer: WARCWriter, url: str, kind: str, body: bytes) -> None:
    writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), length=len(body)))


@pytest.mark.parametrize("compressed", [True, False])
def test_other_tools_files_are_read(compressed: bool) -> None:
    zipped = gzip.compress("<p>Nghệ An</p>".encode())
    chunked = b"5\r\n" + zipped[:5] + b"\r\n" + f"{len(zipped) - 5:x}\r\n".encode() + zipped[5:] + b"\r\n0\r\n\r\n"
    packed = [
        ("Content-Type", "text/html; charset=UTF-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    ]

    def write(writer: WARCWriter) -> None:
        other(writer, "urn:x", "warcinfo", b"software: wget\r\n")
        response(writer, "https://a.vn/1", chunked, packed)
        response(writer, "https://a.vn/2", b"", [("Content-Type", "text/html")], status="404 Not Found")
        other(writer, "dns:a.vn", "response", b"1 2 3 4")

    one, two = read_warc(warc(write, compressed=compressed), "x.warc")
    assert (one.url, one.body.decode(), one.charset) == ("https://a.vn/1", "<p>Nghệ An</p>", "utf-8")
    assert one.fetched_at == datetime(2019, 5, 6, 14, 8, 9, tzinfo=VIETNAM)
    assert (two.status, two.source_id) == (404, "")


@pytest.mark.parametrize("compressed", [True, False])
def test_a_file_cut_short_gives_what_is_whole_and_says_so(compressed: bool) -> None:
    def write(writer: WARCWriter) -> None:
        for number in (1, 2):
            response(writer, f"https://a.vn/{number}", os.urandom(3000), [("Content-Type", "text/html")])

    raw = warc(write, compressed=compressed).getvalue()
    pages = read_warc(io.BytesIO(raw[:-1500]), "x.warc")
    assert next(pages).url == "https://a.vn/1"
    with pytest.raises(ArchiveLoadFailed, match="cut short"):
        next(pages)


def test_what_is_no_warc_is_told() -> None:
    with pytest.raises(ArchiveLoadFailed):
        list(read_warc(io.BytesIO(b"<html>not an archive</html>\n" * 20), "x.warc"))


def test_a_body_packed_as_nobody_here_unpacks_is_left_packed() -> None:
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "br")]

    def write(writer: WARCWriter) -> None:
        response(writer, "https://a.vn/1", b"<p>packed", headers)
        response(writer, "https://a.vn/2", b"<p>plain", headers[:1])

    assert [page.body for page in read_warc(warc(write), "x.warc")] == [b"<p>packed", b"<p>plain"]


def test_a_record_without_an_address_ends_the_file_and_is_told() -> None:
    def write(writer: WARCWriter) -> None:
        for number in (1, 2):
            response(writer, f"https://a.vn/{number}", b"<p>", [("Content-Type", "text/html")])

    raw = warc(write, compressed=False).getvalue()
    first, second = raw.split(b"a.vn/2")
    pages = read_warc(
        io.BytesIO(first[::-1].replace(b"WARC-Target"[::-1], b"WARC-Terget"[::-1], 1)[::-1] + b"a.vn/2" + second), "x"
    )
    assert next(pages).url == "https://a.vn/1"
    with pytest.raises(ArchiveLoadFailed, match="no address"):
        next(pages)
