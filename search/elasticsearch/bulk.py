"""Writing many documents: by bytes and count, one request under way while the next is made, retried until it is taken."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import msgspec
from elasticsearch import ApiError, Elasticsearch, TransportError

from records.base import Record
from records.errors import IndexStateError
from search.elasticsearch.client import Access, read_only, reason, speaking
from search.elasticsearch.requests import index_id
from search.engine import IndexFailure
from search.query import Unit

MOST_DOCUMENTS = 500
MOST_BYTES = 6_000_000
_SECONDS = 120.0  # a request
_PATIENCE = 300.0  # without any document taken
_BUSY = (429, 502, 503, 504)
_OLDER = 409  # the index holds this change or a newer one: nothing to do


class Entry(Record, frozen=True):
    """One document on its way: what it is, and the two lines of a bulk request."""

    unit: Unit
    id: str
    change: int
    action: bytes
    body: bytes


class Bulk:
    """Takes entries, sends them in order; `failures` are those the index refused, each with its reason."""

    def __init__(
        self,
        client: Elasticsearch,
        access: Access,
        *,
        before_each: Callable[[], None] = lambda: None,
        patience: float = _PATIENCE,
    ) -> None:
        # The client's own retries would hide how long it waits; ours know which documents are still to be taken.
        self._client = client.options(request_timeout=_SECONDS, max_retries=0)
        self._access = access
        self._before_each = before_each
        self._patience = patience
        self._waiting: list[Entry] = []
        self._bytes = 0
        self._sender = ThreadPoolExecutor(1, thread_name_prefix="bulk")
        self._under_way: Future[None] | None = None
        self.failures: list[IndexFailure] = []

    def add(self, entry: Entry) -> None:
        """Takes one more; sends when enough wait. Raises what sending the former ones raised."""
        self._waiting.append(entry)
        self._bytes += len(entry.action) + len(entry.body)
        if len(self._waiting) >= MOST_DOCUMENTS or self._bytes >= MOST_BYTES:
            self._send()

    def flush(self) -> None:
        """Returns when all that was added is taken or refused."""
        self._send()
        self._settle()

    def close(self) -> None:
        """Ends without sending what waits; what is under way is waited for."""
        self._sender.shutdown(wait=True, cancel_futures=True)

    def _send(self) -> None:
        self._settle()
        entries, self._waiting, self._bytes = self._waiting, [], 0
        if entries:
            self._before_each()
            self._under_way = self._sender.submit(self._deliver, entries)

    def _settle(self) -> None:
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            under_way.result()

    def _deliver(self, entries: list[Entry]) -> None:
        """Sends until every entry is taken or refused. Versions make it safe to send again what was taken unheard."""
        pause, last_taken = 0.5, time.monotonic()
        while entries:
            left, why = self._try(entries)
            if len(left) < len(entries):
                pause, last_taken = 0.5, time.monotonic()
            entries = left
            if entries and time.monotonic() - last_taken > self._patience:
                raise IndexStateError(
                    f"Elasticsearch at {self._access.shown} took no document for {self._patience:.0f} s ({why}): "
                    "see to it, then run `khotin index` again; it goes on from there"
                )
            if entries:
                time.sleep(pause)
                pause = min(pause * 2, 30.0)

    def _try(self, entries: list[Entry]) -> tuple[list[Entry], str]:
        """Sends once; gives what is to be sent again, and why."""
        # The client takes lines that are JSON already as they are; its types know only of dicts.
        lines: Any = [line for entry in entries for line in (entry.action, entry.body)]
        try:
            answer = self._client.bulk(operations=lines, filter_path="errors,items.*.status,items.*.error")
        except ApiError as exc:
            if exc.meta.status in _BUSY:
                return entries, reason(exc)
            with speaking(self._access):
                raise
        except TransportError as exc:
            return entries, exc.message
        return self._sorted_out(entries, answer.body) if answer.body.get("errors") else ([], "")

    def _sorted_out(self, entries: list[Entry], answer: dict[str, Any]) -> tuple[list[Entry], str]:
        again: list[Entry] = []
        why = ""
        for entry, item in zip(entries, answer["items"], strict=True):
            result = item["index"]
            if "error" not in result or result["status"] == _OLDER:
                continue
            told = _told(result["error"])
            if result["error"]["type"] == "cluster_block_exception":
                raise IndexStateError(read_only(self._access, told))
            if result["status"] in _BUSY:
                again.append(entry)
                why = told
            else:
                self.failures.append(IndexFailure(unit=entry.unit, id=entry.id, change=entry.change, reason=told))
        return again, why


def _told(error: dict[str, Any]) -> str:
    """The outer and the inner reason; each may quote a long value."""
    inner = error.get("caused_by", {}).get("reason", "")
    return "; ".join(str(told)[:200] for told in (error.get("reason", error["type"]), inner) if told)


def action(index: str, document_id: str, version: int) -> bytes:
    """The line that says where a document goes; a late writer's older change is refused, the same change replaces."""
    where = {"_index": index, "_id": index_id(document_id), "version": version, "version_type": "external_gte"}
    return msgspec.json.encode({"index": where})
