"""Work beside: its result, its error, and who does it where all threads are busy."""

import os
import threading

import pytest

from search.tantivy.beside import Beside

_PATIENCE = 60


def test_it_is_done_on_another_thread() -> None:
    done = threading.Event()

    def work() -> int:
        done.set()
        return threading.get_ident()

    result = Beside().begin(work)
    assert done.wait(_PATIENCE)
    assert result() != threading.get_ident()


def test_who_waits_does_what_no_thread_has_come_to() -> None:
    beside, let_go, taken = Beside(), threading.Event(), threading.Semaphore(0)

    def hold() -> bool:
        taken.release()
        return let_go.wait(_PATIENCE)

    held = [beside.begin(hold) for _ in range(os.cpu_count() or 1)]
    assert all(taken.acquire(timeout=_PATIENCE) for _ in held)
    assert beside.begin(threading.get_ident)() == threading.get_ident()
    let_go.set()
    assert all(result() for result in held)


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    result = Beside().begin(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        result()
