"""Why a request got no page: the library's many exceptions as a few words an operator knows.

DownloadFailure
├── NotSent       raised before sending: the budget is used up, or the run was told to stop
└── Refused       raised by the safety middleware: an address or an answer we do not take
"""

import zlib

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionClosed


class DownloadFailure(IgnoreRequest):
    """A request that our own middlewares ended; the message is the outcome's reason."""


class NotSent(DownloadFailure):
    """Raised by the pace middleware: nothing more may be asked in this run."""


class Refused(DownloadFailure):
    """Raised by the safety middleware: a foreign host, a private network, headers without end."""


# What may pass if asked again a little later.
PASSING: tuple[type[Exception], ...] = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectError,
    ConnectionClosed,
)
# Everything a download may raise that is the site's doing; anything else is a fault of ours.
EXPECTED: tuple[type[Exception], ...] = (
    *PASSING,
    DownloadCancelledError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
    OSError,
    EOFError,
    zlib.error,
)
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (DownloadTimeoutError, "timeout"),
    (CannotResolveHostError, "unknown-host"),
    (DownloadConnectionRefusedError, "connection-refused"),
    (ResponseDataLossError, "truncated"),
    (DownloadCancelledError, "too-large"),
    (UnsupportedURLSchemeError, "bad-address"),
    (DownloadFailedError, "connection-lost"),
    (ConnectError, "no-connection"),
    (ConnectionClosed, "connection-lost"),
    # Scrapy drops a page that unpacks to more than its cap in this way.
    (IgnoreRequest, "too-large"),
)


def reason_of(error: Exception) -> str:
    """One word (or a few) for what went wrong."""
    if isinstance(error, DownloadFailure):
        return str(error)
    return next((word for kind, word in _WORDS if isinstance(error, kind)), "broken-encoding")
