"""A real S3 server for the tests, on loopback: moto's, in a thread."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

BUCKET = "khotin"


@dataclass(frozen=True)
class Objects:
    """Where it listens."""

    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to keep its files there."""
        return {
            "KHOTIN_STORE": f"s3://{BUCKET}/kho",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def names(self) -> list[str]:
        """The keys of all that is stored."""
        return sorted(str(key.name) for key in self._bucket().keys.values())

    def remove(self, name: str) -> None:
        """Takes an object away."""
        self._bucket().keys.pop(name)

    def _bucket(self) -> Any:
        from moto.s3.models import s3_backends

        return next(b.buckets[BUCKET] for by in s3_backends.values() for b in by.values() if BUCKET in b.buckets)


@contextmanager
def running_objects() -> Iterator[Objects]:
    """The server with one empty bucket, for as long as the block lasts; skips, saying why, where it is not installed."""
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install -r requirements/objects.txt")
    moto = pytest.importorskip("moto.server", reason="moto is not installed: pip install -r requirements/dev.txt")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        endpoint = f"http://{host}:{port}"
        for path, method in (("/moto-api/reset", "POST"), (f"/{BUCKET}", "PUT")):
            request = urllib.request.Request(f"{endpoint}{path}", method=method, data=b"")
            request.add_header(
                "Authorization", "AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/s3/aws4_request"
            )
            urllib.request.urlopen(request).close()
        yield Objects(endpoint)
    finally:
        server.stop()
