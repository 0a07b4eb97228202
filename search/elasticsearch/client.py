"""The connection to Elasticsearch: made from an operator's settings, each failure told in one line with the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import msgspec
from elastic_transport import Serializer
from elasticsearch import (
    ApiError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    SSLError,
    TransportError,
    UnsupportedProductError,
)

from records.base import Record
from records.errors import IndexStateError, QueryError

SUPPORTED = 9
SEARCH_SECONDS = 30.0


class Access(Record, frozen=True):
    """How to reach a cluster. `url` may hold user:password@, and name several nodes, parted by commas; `prefix` stands
    before every index and alias name; `archive` says whose articles a writer indexes ("" where it doesn't matter)."""

    url: str
    api_key: str = ""
    ca_certs: str = ""
    prefix: str = ""
    archive: str = ""

    @property
    def nodes(self) -> list[str]:
        """The address of each node; where one does not answer, the next is asked."""
        return [node.strip() for node in self.url.split(",")]

    @property
    def shown(self) -> str:
        """The address without user and password."""
        return ",".join(map(_without_user, self.nodes))


class _Json(Serializer):
    """JSON by msgspec: answers hold whole records, which it reads three times faster than json."""

    mimetype = "application/vnd.elasticsearch+json"

    def loads(self, data: bytes) -> Any:
        return msgspec.json.decode(data)

    def dumps(self, data: Any) -> bytes:
        return data if isinstance(data, bytes) else msgspec.json.encode(data)


def _without_user(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def connect(access: Access) -> Elasticsearch:
    """A client that asks nothing yet. Raises IndexStateError for an address or CA file that can't be one."""
    options: dict[str, Any] = {"api_key": access.api_key} if access.api_key else {}
    if access.ca_certs:
        options["ca_certs"] = access.ca_certs
    try:
        return Elasticsearch(
            access.nodes,
            serializers={_Json.mimetype: _Json()},
            request_timeout=SEARCH_SECONDS,
            max_retries=2,
            retry_on_timeout=False,
            **options,
        )
    except (ValueError, OSError) as exc:
        raise IndexStateError(
            f"Elasticsearch at {access.shown} can't be asked ({exc}): ELASTICSEARCH_URL is such as "
            "https://host:9200, ELASTICSEARCH_CA_CERTS a file of certificates"
        ) from exc


def check_version(client: Elasticsearch, access: Access) -> None:
    """Raises IndexStateError where something other than Elasticsearch 9 answers."""
    with speaking(access):
        number = str(client.info()["version"]["number"])
    if int(number.partition(".")[0]) != SUPPORTED:
        raise IndexStateError(_other_version(access, number))


@contextmanager
def speaking(access: Access) -> Iterator[None]:
    """Turns what the client raises into IndexStateError (QueryError for what is too much to count), in one line."""
    try:
        yield
    except UnsupportedProductError as exc:
        raise IndexStateError(f"what answers at {access.shown} is no Elasticsearch: set ELASTICSEARCH_URL") from exc
    except ApiError as exc:
        raise _refused(exc, access) from exc
    except TransportError as exc:
        raise IndexStateError(_unreached(exc, access)) from exc


def reason(exc: ApiError) -> str:
    """The innermost reason an answer gives."""
    error = exc.body.get("error", exc.body) if isinstance(exc.body, dict) else exc.body
    if not isinstance(error, dict):
        return str(error)[:200]
    inner = error.get("caused_by") or next(iter(error.get("root_cause", ())), error)
    return str(inner.get("reason") or error.get("reason") or error.get("type"))[:300]


def read_only(access: Access, why: str) -> str:
    """What is told where an index is blocked, which a node does whose disk is nearly full."""
    return (
        f"Elasticsearch at {access.shown} takes no writes ({why}): free its disk, then lift the block "
        "(index.blocks.read_only_allow_delete: null)"
    )


def _unreached(exc: TransportError, access: Access) -> str:
    where = f"Elasticsearch at {access.shown}"
    if isinstance(exc, ConnectionTimeout):
        return f"{where} did not answer in time: look at its load, then run the command again"
    if isinstance(exc, SSLError):
        return f"{where} has a certificate that is not trusted ({exc.message}): set ELASTICSEARCH_CA_CERTS to its CA's file"
    return f"{where} can't be reached ({exc.message}): start it, or set ELASTICSEARCH_URL"


def _other_version(access: Access, number: str) -> str:
    return f"Elasticsearch {number} answers at {access.shown}: Kho Tin speaks with {SUPPORTED}.x, take a node of that version"


def nothing_yet(access: Access) -> str:
    """That there is no index under the names asked for; another prefix may have one."""
    under = f"under the prefix {access.prefix}" if access.prefix else "without a prefix"
    return (
        f"nothing is indexed yet at {access.shown} {under}: run `khotin index`, or set KHOTIN_INDEX_PREFIX to that of the "
        "index you mean (samples have one of their own, in the file `sample-index` of their home)"
    )


def _refused(exc: ApiError, access: Access) -> IndexStateError | QueryError:
    where, why, told = f"Elasticsearch at {access.shown}", reason(exc), str(exc.body)
    if "too_many_buckets" in told:
        return QueryError(f"too many values to count by ({why}): narrow the query")
    if exc.meta.status == 401:
        return IndexStateError(
            f"{where} does not know the credentials: set ELASTICSEARCH_API_KEY, or user:password@ in its URL"
        )
    if "cluster_block_exception" in told:
        return IndexStateError(read_only(access, why))
    if exc.meta.status == 403:
        return IndexStateError(f"{where} forbids it ({why}): the key needs read, write and manage on {access.prefix}*")
    if "media_type_header_exception" in told:
        return IndexStateError(_other_version(access, "of an older version"))
    if isinstance(exc, NotFoundError) and "index_not_found" in told:
        return IndexStateError(nothing_yet(access))
    if "all shards failed" in told or exc.meta.status == 503:
        return IndexStateError(
            f"{where} has no shard to answer from ({why}): it is red; see its log, or `khotin index --rebuild`"
        )
    return IndexStateError(f"{where} refused ({exc.meta.status}): {why}")
