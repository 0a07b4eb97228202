"""Letters that visitors ask for, sent by threads of their own: a mail server that hangs holds up letters and nothing else."""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future

Sending = Callable[[], None]

THREADS = 2
WAITING = 50  # letters; a server that takes as many seconds for each as it may has them gone in minutes


class Outbox:
    """A queue of letters and the threads that send them, begun with the first. They end with the process, whatever a
    server is at: who waits for a letter that did not go out asks again."""

    def __init__(self, *, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._queue: queue.Queue[tuple[Future[None], Sending]] = queue.Queue(waiting)
        self._threads, self._lock = threads, threading.Lock()

    def take(self, sending: Sending) -> Future[None] | None:
        """Takes a letter in, to be sent in its turn; None, and nothing done, where too many wait already."""
        done: Future[None] = Future()
        try:
            self._queue.put_nowait((done, sending))
        except queue.Full:
            return None
        self._start()
        return done

    def _start(self) -> None:
        with self._lock:
            wanted, self._threads = self._threads, 0
        for number in range(wanted):
            threading.Thread(target=self._work, daemon=True, name=f"outbox-{number}").start()

    def _work(self) -> None:
        while True:
            done, sending = self._queue.get()
            if not done.set_running_or_notify_cancel():
                continue
            try:
                sending()
            except Exception as exc:  # noqa: BLE001 (told to whoever waits for it; the thread goes on)
                done.set_exception(exc)
            else:
                done.set_result(None)


async def sent(letter: Future[None]) -> None:
    """Waits, without a thread, until a letter is sent; raises what its sending raised."""
    await asyncio.wrap_future(letter)
