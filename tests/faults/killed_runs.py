"""Runs `khotin` in a forked process that is killed right after its nth request to the cluster, searches and single
documents not counted; a line a run on stdin.

N ARGUMENT…     ->      the exit code, or minus the signal; N = 0: nobody kills it
"""

import os
import signal
import sys
from typing import Any

from elastic_transport import Transport

from pipeline.cli import main, steps  # noqa: F401 (imported once, for all forks)
from pipeline.index import index_all  # noqa: F401
from search.elasticsearch import bulk, engine  # noqa: F401

_plain = Transport.perform_request
_asked = 0


def _reads(method: str, target: str) -> bool:
    return "search" in target or "/_pit" in target or (method == "GET" and "/_doc/" in target)


def _run(last: int, arguments: list[str]) -> None:
    def perform(self: Transport, *given: Any, **named: Any) -> Any:
        global _asked  # noqa: PLW0603
        answer = _plain(self, *given, **named)
        _asked += not _reads(*given[:2])
        if _asked == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    Transport.perform_request = perform  # type: ignore[method-assign]
    bulk.MOST_DOCUMENTS = 20
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.argv = ["khotin", *arguments]
    main()


for line in sys.stdin:
    number, *words = line.split()
    child = os.fork()
    if child == 0:
        _run(int(number), words)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
    sys.stdout.flush()
