"""Who may write to a cluster, one at a time: the lock of a dead process, of another machine, and signs of life."""

import os
import subprocess
import sys
import time
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from records.errors import LockError
from search.elasticsearch.client import Access
from search.elasticsearch.engine import ElasticsearchEngine
from search.elasticsearch.lock import WriterLock
from search.query import make_query

_TAKE = """
import sys
from search.elasticsearch.client import Access, connect
from search.elasticsearch.lock import WriterLock
access = Access(url=sys.argv[1], prefix=sys.argv[2])
WriterLock(connect(access), access).take()
"""


def test_the_lock_of_a_dead_process_is_taken_over(access: Access, client: Elasticsearch) -> None:
    subprocess.run([sys.executable, "-c", _TAKE, access.url, access.prefix], check=True)
    lock = WriterLock(client, access)
    lock.take()
    with pytest.raises(LockError, match="being written by process"):
        WriterLock(client, access).take()
    lock.free()


def test_the_lock_of_another_machine_is_lost_after_a_while(
    access: Access, client: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.elasticsearch.lock.socket.gethostname", lambda: "elsewhere")
    lost = WriterLock(client, access)
    lost.take()
    monkeypatch.undo()
    with pytest.raises(LockError, match="on elsewhere since"):
        WriterLock(client, access).take()
    heir = WriterLock(client, access, clock=lambda: time.time() + 1000)
    heir.take()
    lost._renewed = 0.0
    with pytest.raises(LockError, match="another run began"):
        lost.renew()


def test_a_restarted_machine_takes_over_what_a_namesake_left(
    access: Access, client: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    WriterLock(client, access).take()
    with pytest.raises(LockError):
        WriterLock(client, access).take()
    # As if this were the process of a restarted container that was given the same number.
    monkeypatch.setattr("search.elasticsearch.lock._held_here", set())
    WriterLock(client, access).take()
    # Another process has the number now, and lives: what gives no sign of life is dead all the same.
    monkeypatch.setattr("search.elasticsearch.lock.os.getpid", os.getppid)
    WriterLock(client, access, clock=lambda: time.time() - 1000).free()
    with pytest.raises(LockError):
        WriterLock(client, access).take()
    WriterLock(client, access, clock=lambda: time.time() + 1000).take()


def test_looking_at_a_rebuild_is_a_sign_of_life(filled: ElasticsearchEngine, access: Access, made: Any) -> None:
    filled.begin(rebuild=True)
    filled.put([made.article("new", "Tin", change=40)])
    fresh, serving = filled.fresh(), filled.serving()
    assert serving is not None
    assert filled._writing is not None
    for reader in (fresh, serving):
        for ask in (
            reader.stats,
            lambda r=reader: r.search(make_query({})),
            lambda r=reader: list(r.stream(make_query({}))),
        ):
            filled._writing._lock._renewed = 0.0
            ask()
            assert filled._writing._lock._renewed > 0
    filled.abort()
