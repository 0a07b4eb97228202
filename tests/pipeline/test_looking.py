"""Looks beside the reading: one at a time, settled in the caller's thread and in the sources' order, errors too."""

import threading
from functools import partial

from pipeline.looking import Look, Looks
from pipeline.redesign import Redesign


class _Seen:
    def __init__(self) -> None:
        self.settled: list[tuple[str, int]] = []
        self.looked_in: set[int] = set()

    def look(self, source_id: str) -> Redesign:
        self.looked_in.add(threading.get_ident())
        if source_id == "bad":
            raise ValueError("made to fail")
        return Redesign(source_id)

    def settle(self, source_id: str, look: Look) -> None:
        try:
            told = look().source_id
        except ValueError as exc:
            told = str(exc)
        self.settled.append((f"{source_id}: {told}", threading.get_ident()))


def _went(*, beside: bool) -> _Seen:
    seen = _Seen()
    with Looks() as looks:
        for name in ("a", "bad", "c"):
            looks.begin(partial(seen.look, name), partial(seen.settle, name), beside=beside)
            # the one before is settled, the newest only where nobody else reads
            assert len(seen.settled) == {"a": 0, "bad": 1, "c": 2}[name] + (not beside)
        looks.settle()
        looks.settle()
    assert [told for told, _ in seen.settled] == ["a: a", "bad: made to fail", "c: c"]
    assert {thread for _, thread in seen.settled} == {threading.get_ident()}
    return seen


def test_beside_the_reading_another_thread_looks() -> None:
    assert threading.get_ident() not in _went(beside=True).looked_in


def test_where_this_process_reads_it_looks_itself() -> None:
    assert _went(beside=False).looked_in == {threading.get_ident()}
