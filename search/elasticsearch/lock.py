"""The lock of the one writer, kept in the cluster: a document that its holder renews and that a dead one loses."""

import os
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from elasticsearch import ConflictError, Elasticsearch

from records.errors import LockError
from search.elasticsearch.client import Access, speaking

_INDEX = "khotin-writer"
_ID = "writer"
_LOST_AFTER = 900.0  # seconds without a sign of life
_RENEW_AFTER = 30.0


# The locks that this process holds now, so that one its dead namesake left is told from them.
_held_here: set[tuple[str, str]] = set()


class WriterLock:
    """Held from `take` to `free`. A holder on this machine whose process has ended loses it at once, one that gave no
    sign of life for a quarter of an hour loses it everywhere: a host's name and a process's number come again."""

    def __init__(self, client: Elasticsearch, access: Access, *, clock: Callable[[], float] = time.time) -> None:
        self._client = client
        self._access = access
        self._clock = clock
        self._index = access.prefix + _INDEX
        self._key = (access.url, self._index)
        self._owner = ""
        self._held: dict[str, Any] = {}
        self._renewed = 0.0

    def take(self) -> None:
        """Raises LockError naming who writes and since when."""
        since = (
            f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC).astimezone():%Y-%m-%d %H:%M:%S}"
        )
        with speaking(self._access):
            self._client.options(ignore_status=400).indices.create(
                index=self._index,
                settings={"number_of_shards": 1, "auto_expand_replicas": "0-1", "hidden": True},
                mappings={"dynamic": False},
            )
            found = self._client.options(ignore_status=404).get(index=self._index, id=_ID).body
            if found.get("found") and not self._is_dead(found["_source"]):
                raise LockError(f"the index at {self._access.shown} is being written by {found['_source']['owner']}")
            condition = _as_read(found) if found.get("found") else {"op_type": "create"}
            self._write(since, condition)
        _held_here.add(self._key)

    def renew(self) -> None:
        """A sign of life, given every half minute at most; raises LockError where another took the lock meanwhile."""
        if self._clock() - self._renewed > _RENEW_AFTER:
            with speaking(self._access):
                self._write("", self._held)

    def free(self) -> None:
        """Gives the lock back."""
        held, self._held = self._held, {}
        _held_here.discard(self._key)
        if held:
            with speaking(self._access):
                self._client.options(ignore_status=[404, 409]).delete(index=self._index, id=_ID, **held)

    def _write(self, owner: str, condition: dict[str, Any]) -> None:
        self._owner = owner or self._owner
        body = {"owner": self._owner, "pid": os.getpid(), "host": socket.gethostname(), "seen_at": self._clock()}
        try:
            answer = self._client.index(index=self._index, id=_ID, document=body, **condition)
        except ConflictError as exc:
            raise LockError(f"another run began to write the index at {self._access.shown}: wait for its end") from exc
        self._held = _as_read(answer.body)
        self._renewed = self._clock()

    def _is_dead(self, holder: dict[str, Any]) -> bool:
        if self._clock() - holder["seen_at"] > _LOST_AFTER:
            return True
        if holder["host"] != socket.gethostname():
            return False
        if holder["pid"] == os.getpid():
            return self._key not in _held_here
        return not _runs(holder["pid"])


def _as_read(answer: dict[str, Any]) -> dict[str, Any]:
    return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
