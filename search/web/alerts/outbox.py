"""Letters that visitors ask for, sent by threads of their own: a mail server that hangs holds up letters and nothing else."""

import logging
import queue
import threading
from collections.abc import Callable

Sending = Callable[[], None]

THREADS = 2
WAITING = 50  # letters; a server that takes as many seconds for each as it may has them gone in minutes
_LOG = logging.getLogger("khotin.web")


class Outbox:
    """A queue of letters and the threads that send them, begun with the first. They end with the process, whatever a
    server is at: who waits for a letter that did not go out asks again."""

    def __init__(self, *, threads: int = THREADS, waiting: int = WAITING) -> None:
        self._queue: queue.Queue[Sending] = queue.Queue(waiting)
        self._threads, self._lock = threads, threading.Lock()

    def take(self, sending: Sending) -> bool:
        """Takes a letter in, to be sent in its turn; False, and nothing done, where too many wait already."""
        try:
            self._queue.put_nowait(sending)
        except queue.Full:
            return False
        self._start()
        return True

    def _start(self) -> None:
        with self._lock:
            wanted, self._threads = self._threads, 0
        for number in range(wanted):
            threading.Thread(target=self._work, daemon=True, name=f"outbox-{number}").start()

    def _work(self) -> None:
        while True:
            sending = self._queue.get()
            try:
                sending()
            except Exception:  # noqa: BLE001 (nobody waits for it: it is for the log, and the thread goes on)
                _LOG.exception("a letter that a visitor asked for was not sent")
