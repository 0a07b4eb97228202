"""`khotin` with something bent that no operator can bend: its clock, or how long it waits for a locked ledger.

python -m tests.faults.bent SECONDS_OFF PATIENCE_MS ARGUMENT…
"""

import sys
from datetime import datetime, timedelta

from pipeline import clock
from pipeline.cli import main
from pipeline.ledger import database, faults

_true = clock.now


def bend(off: timedelta, patience: int) -> None:
    """Sets the clock off by some time, and the patience to some milliseconds."""

    def now() -> datetime:
        return _true() + off

    clock.now = now
    for module in (database, faults):
        module.PATIENCE_MS = patience  # type: ignore[attr-defined]


if __name__ == "__main__":
    bend(timedelta(seconds=float(sys.argv[1])), int(sys.argv[2]))
    sys.argv = ["khotin", *sys.argv[3:]]
    main()
