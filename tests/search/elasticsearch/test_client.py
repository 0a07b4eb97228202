"""What an operator is told when the cluster can't be asked: one line, with the way out; by servers that answer so."""

import json
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from records.errors import IndexStateError
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.query import make_query

Answering = Callable[..., str]
PRODUCT = {"X-Elastic-Product": "Elasticsearch"}


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Starts a server that always gives one answer; returns its address."""
    started: list[ThreadingHTTPServer] = []

    def start(status: int, body: object, headers: dict[str, str] = PRODUCT, tls: ssl.SSLContext | None = None) -> str:
        content = json.dumps(body).encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/vnd.elasticsearch+json; compatible-with=9")
                self.send_header("Content-Length", str(len(content)))
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_PUT = do_GET  # noqa: N815

            def log_message(self, *args: object) -> None:
                """Nothing is said."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def told(access: Access) -> str:
    """What beginning to write says."""
    with pytest.raises(IndexStateError) as caught:
        ElasticsearchEngine(access).begin()
    message = str(caught.value)
    assert "\n" not in message
    return message


def error(kind: str, reason: str) -> dict[str, object]:
    return {"error": {"type": kind, "reason": reason, "root_cause": [{"type": kind, "reason": reason}]}}


def test_a_wrong_password(answering: Answering) -> None:
    url = answering(401, error("security_exception", "unable to authenticate user [kho]"))
    message = told(Access(url=url.replace("http://", "http://kho:secret@")))
    assert "set ELASTICSEARCH_API_KEY" in message
    assert "secret" not in message


def test_a_key_that_may_not(answering: Answering) -> None:
    url = answering(403, error("security_exception", "action [indices:admin/create] is unauthorized"))
    assert "read, write and manage on my-*" in told(Access(url=url, prefix="my-"))


def test_another_version(answering: Answering) -> None:
    url = answering(200, {"version": {"number": "8.19.1"}})
    assert "Elasticsearch 8.19.1 answers at" in told(Access(url=url))
    old = answering(400, error("media_type_header_exception", "Invalid media-type value on headers [Accept]"))
    assert "Kho Tin speaks with 9.x" in told(Access(url=old))


def test_something_else_answers(answering: Answering) -> None:
    assert "is no Elasticsearch: set ELASTICSEARCH_URL" in told(Access(url=answering(200, {"hello": 1}, headers={})))


def test_nobody_answers() -> None:
    assert "can't be reached" in told(Access(url="http://127.0.0.1:9"))


@pytest.mark.parametrize("url", ["", "localhost", "http://"])
def test_an_address_that_is_none(url: str) -> None:
    assert "ELASTICSEARCH_URL" in told(Access(url=url))


def test_a_search_that_finds_no_shard(answering: Answering) -> None:
    url = answering(503, error("search_phase_execution_exception", "all shards failed"))
    with pytest.raises(IndexStateError, match="it is red"):
        ElasticsearchEngine(Access(url=url)).search(make_query({}))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that is its own CA, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    )
    try:
        subprocess.run(
            [*command.split(), "-keyout", "key.pem", "-out", "ca.pem"], cwd=folder, check=True, capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("openssl is not here: no certificate to test with")
    return folder / "ca.pem", folder / "key.pem"


def test_tls_with_an_own_ca(answering: Answering, certificate: tuple[Path, Path]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    url = answering(200, {"version": {"number": "8.1.0"}}, tls=context)
    assert "set ELASTICSEARCH_CA_CERTS" in told(Access(url=url))
    assert "Elasticsearch 8.1.0" in told(Access(url=url, ca_certs=str(certificate[0])))
    assert "ELASTICSEARCH_CA_CERTS" in told(Access(url=url, ca_certs="/no/such/file"))
