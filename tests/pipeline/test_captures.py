"""`khotin snapshot`: the bytes as they were at a moment, also of a page found unchanged, also of one that was rejected."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from pipeline.archive import PartWriter
from pipeline.captures import captures_of, page_at, read_capture
from pipeline.cli import khotin
from pipeline.journal import JournalWriter, journal_path, merge
from records import Outcome, Snapshot, Verdict

URL = "https://nghean.gov.vn/bai-viet-so-1.html"


def fetch(world: Any, verdict: Verdict, body: bytes, url: str = URL) -> datetime:
    """One night's crawl of one address; returns when it answered."""
    run_id = world.begin_run()
    sink = PartWriter(world.home.snapshots, "nghean", run_id)
    lines = JournalWriter(journal_path(world.home, "nghean", run_id))
    at = world.now + timedelta(microseconds=123456)
    status = 304 if verdict is Verdict.UNCHANGED else 200
    page = Snapshot(
        url=url, final_url=url, source_id="nghean", run_id=run_id, fetched_at=at, status=status, body=body,
        headers={"content-type": "text/html"},
    )  # fmt: skip
    keep = sink.revisit if verdict is Verdict.UNCHANGED else sink.write
    file, offset, length = keep(page, request_headers={"if-none-match": '"1"'}, reason="")
    lines.add(
        Outcome(
            url=url, kind="article", verdict=verdict, at=at, warc_file=file, warc_offset=offset, warc_length=length,
        )
    )  # fmt: skip
    sink.close()
    lines.close()
    merge(world.home, world.ledger, journal_path(world.home, "nghean", run_id), now=world.now)
    moment: datetime = at
    return moment


@pytest.fixture
def say(world: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs `khotin snapshot` on the world's home."""
    monkeypatch.setenv("KHOTIN_HOME", str(world.home.root))
    monkeypatch.setenv("KHOTIN_DATABASE_URL", world.settings.database_url)
    return lambda *words: CliRunner().invoke(khotin, ["snapshot", *words])


def test_the_page_as_it_was_at_a_moment(world: Any, say: Callable[..., Any]) -> None:
    first = fetch(world, Verdict.NEW, b"<p>first</p>")
    again = fetch(world, Verdict.UNCHANGED, b"")
    third = fetch(world, Verdict.CHANGED, b"<p>\xe2\x80\xa6 third</p>")
    for moment, body in ((first, b"<p>first</p>"), (again, b"<p>first</p>"), (third, b"<p>\xe2\x80\xa6 third</p>")):
        said = say(URL, "--at", moment.isoformat())
        assert (said.exit_code, said.stdout_bytes) == (0, body), said.output
    assert say(URL).stdout_bytes == b"<p>\xe2\x80\xa6 third</p>"
    told = again.isoformat(timespec="seconds")
    assert f"found unchanged up to {told}\n" in say(URL, "--at", again.isoformat()).stderr
    # The second that is shown is one that can be asked for.
    assert say(URL, "--at", first.isoformat(timespec="seconds")).stdout_bytes == b"<p>first</p>"
    with world.ledger.read() as connection:
        assert page_at(captures_of(connection, URL), first - timedelta(seconds=1)) is None


def test_a_page_that_was_rejected_is_given_back_and_listed(world: Any, say: Callable[..., Any]) -> None:
    # Nothing reads the part here: as far as the ledger knows, the page is no article.
    first = fetch(world, Verdict.NEW, b"<p>menu</p>")
    second = fetch(world, Verdict.UNCHANGED, b"")
    assert say(URL).stdout_bytes == b"<p>menu</p>"
    listed = [line.split("\t")[:2] for line in say(URL, "--list").stdout.splitlines()]
    assert listed == [
        ["page", first.isoformat(timespec="seconds")],
        ["unchanged", second.isoformat(timespec="seconds")],
    ]
    nothing = say("https://nghean.gov.vn/khac.html")
    assert nothing.exit_code == 1
    assert "no page of that address" in str(nothing.exception)


def test_another_tool_replays_the_same_bytes(world: Any) -> None:
    fetch(world, Verdict.NEW, "<p>Nghệ An</p>".encode())
    with world.ledger.read() as connection:
        (capture,) = captures_of(connection, URL)
    with (world.home.snapshots / capture.part).open("rb") as file:
        file.seek(capture.warc_offset)
        record = next(iter(ArchiveIterator(file)))
        assert record.rec_headers.get_header("WARC-Target-URI") == URL
        assert record.http_headers.get_statuscode() == "200"
        assert record.content_stream().read() == read_capture(world.home, capture).body == "<p>Nghệ An</p>".encode()
