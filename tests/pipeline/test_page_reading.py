"""Reading pages on several cores: begun where all sources' pages together are worth it, with the same outcome."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from pipeline.archive import read_part
from pipeline.page_reading import WORTH_PROCESSES, Readers, chunks
from pipeline.transform import many_waiting, transform_source
from pipeline.workplace import Workplace
from records import Article

# A program that is interrupted while it reads, and again while it waits for processes that can't end: they are stopped.
_TWICE_INTERRUPTED = """
import multiprocessing, os, signal, sys, threading, time
from pipeline.archive import read_part
from pipeline.page_reading import Readers, WORTH_PROCESSES
from pipeline.workplace import Workplace

def interrupt_once(is_waiting):
    while not is_waiting():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs are born deaf to it
place = Workplace()
with Readers(2, foreseen=lambda: WORTH_PROCESSES) as readers:
    for _ in readers.read(place.registry, read_part(place.settings.folders, sys.argv[1]), 3):
        pool = readers._pool
        for process in multiprocessing.active_children():
            print(process.pid, flush=True)
            os.kill(process.pid, signal.SIGSTOP)
        threading.Thread(target=interrupt_once, args=(lambda: pool._shutdown_thread,), daemon=True).start()
        raise KeyboardInterrupt
"""
_LONG = "Sáng 2/3, tỉnh Nghệ An họp bàn về đường ven biển. " * 8


def test_pages_of_the_first_small_source_are_read_side_by_side(world: Any, article: Callable[..., Article]) -> None:
    part = world.archive([article(name, url="", body=_LONG) for name in "abc"])
    registry = Workplace(world.settings).registry
    with Readers(2) as few, Readers(2, foreseen=lambda: WORTH_PROCESSES) as many:
        alone = list(few.read(registry, read_part(world.home, part), 3))
        assert not multiprocessing.active_children()
        beside = list(many.read(registry, read_part(world.home, part), 3))
        assert multiprocessing.active_children()
    assert beside == alone
    assert [reading.article.title for _, reading in beside if reading.article] == ["Tin a", "Tin b", "Tin c"]


def test_who_interrupts_twice_waits_for_no_process(world: Any, article: Callable[..., Article]) -> None:
    part = world.archive([article(name, url="", body=_LONG) for name in "abc"])
    told = os.environ | {"KHOTIN_HOME": str(world.settings.home)}
    command = [sys.executable, "-c", _TWICE_INTERRUPTED, part]
    with subprocess.Popen(
        command, env=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as program:
        try:
            stopped, said = program.communicate(timeout=120)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert stopped.split()
    for pid in map(int, stopped.split()):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_waits_of_some_sources_is_foreseen(world: Any, article: Callable[..., Article]) -> None:
    world.archive([article(name, url="", body=_LONG) for name in "ab"])
    world.archive([article("c", url="", body=_LONG, source_id="hue")])

    registry = Workplace(world.settings).registry

    def waiting(*names: str, force: bool = False) -> int:
        return many_waiting(world.settings, world.ledger, registry, names, force=force, enough=3)

    assert (waiting("nghean"), waiting("nghean", "hue", "none"), waiting()) == (2, 3, 0)
    transform_source(world.settings, world.ledger, registry, "nghean")
    # What was read by the same rules is not read again.
    assert (waiting("nghean", "hue"), waiting("nghean", force=True)) == (1, 0)
    for reading in world.home.readings.rglob("*.zst"):
        reading.unlink()
    assert waiting("nghean") == 2


@pytest.mark.parametrize("told", [3, 500, 2000, 1 << 30])
def test_pages_are_handed_over_in_order_whatever_number_was_told(told: int) -> None:
    pages: list[Any] = list(range(500))
    handed = list(chunks(pages, told, 2))
    assert [page for chunk in handed for page in chunk] == pages
    assert max(map(len, handed)) <= 64


def test_the_last_stretches_are_short() -> None:
    sizes = [len(chunk) for chunk in chunks([None] * 500, 500, 2)]  # type: ignore[list-item]
    assert sizes[0] == 64
    assert sizes == sorted(sizes, reverse=True)
    assert max(sizes[-4:]) <= 4
