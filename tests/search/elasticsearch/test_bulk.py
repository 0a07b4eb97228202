"""Bulk writing to a node that is busy, gone or slow to take: every document is sent until it is taken or refused."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from records.errors import IndexStateError
from search.elasticsearch.bulk import Bulk, Entry, action
from search.elasticsearch.client import Access, connect

BUSY = {"type": "es_rejected_execution_exception", "reason": "queue is full"}
Answer = tuple[int, dict[str, Any]]


class Server:
    """Gives its answers in turn, the last for ever; keeps the ids of each request."""

    def __init__(self, *answers: Answer) -> None:
        self.asked: list[list[str]] = []
        left = list(answers)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                lines = self.rfile.read(int(self.headers["Content-Length"])).splitlines()[::2]
                server.asked.append([json.loads(line)["index"]["_id"] for line in lines])
                status, body = left.pop(0) if len(left) > 1 else left[0]
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/vnd.elasticsearch+json; compatible-with=9")
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                """Nothing is said."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.access = Access(url=f"http://127.0.0.1:{self.http.server_port}")

    def end(self) -> None:
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def serving() -> Iterator[Any]:
    started: list[Server] = []

    def serve(*answers: Answer) -> Server:
        started.append(Server(*answers))
        return started[-1]

    yield serve
    for server in started:
        server.end()


def sent(server: Server, *ids: str, patience: float = 30) -> Bulk:
    bulk = Bulk(connect(server.access), server.access, patience=patience)
    for name in ids:
        bulk.add(Entry(unit="articles", id=name, change=1, action=action("x", name, 1), body=b"{}"))
    try:
        bulk.flush()
    finally:
        bulk.close()
    return bulk


def items(*found: tuple[int, dict[str, str] | None]) -> Answer:
    return 200, {"errors": True, "items": [{"index": {"status": s} | ({"error": e} if e else {})} for s, e in found]}


def test_only_what_was_not_taken_is_sent_again(serving: Any) -> None:
    refusal = {"type": "document_parsing_exception", "reason": "failed to parse"}
    older = {"type": "version_conflict_engine_exception", "reason": "current version is higher"}
    server = serving(
        (429, {"error": BUSY}),
        items((201, None), (429, BUSY), (400, refusal), (409, older)),
        (200, {"errors": False}),
    )
    bulk = sent(server, "a", "b", "c", "d")
    assert server.asked == [["a", "b", "c", "d"], ["a", "b", "c", "d"], ["b"]]
    assert [(failure.id, failure.reason) for failure in bulk.failures] == [("c", "failed to parse")]


def test_a_node_that_stays_busy_ends_it_with_the_way_on(serving: Any) -> None:
    server = serving((429, {"error": BUSY}))
    with pytest.raises(IndexStateError, match=r"took no document for 0 s \(queue is full\).*run `khotin index` again"):
        sent(server, "a", patience=0.2)
    assert len(server.asked) > 1


def test_a_node_that_is_gone_is_waited_for(serving: Any) -> None:
    server = serving((200, {"errors": False}))
    server.end()
    with pytest.raises(IndexStateError, match="took no document"):
        sent(server, "a", patience=0.2)
    server.http = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)  # for the end of the test
    threading.Thread(target=server.http.serve_forever, daemon=True).start()
