"""Why a request got no page: the library's many exceptions as a few words an operator knows.

DownloadFailure
├── NotSent       raised before sending: the budget is used up, or the run was told to stop
└── Refused       raised by the safety middleware: an address or an answer we do not take
"""

import zlib
from collections.abc import Iterator

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
    tls = _tls_reason(error)
    if tls:
        return f"tls: {tls}"
    return next((word for kind, word in _WORDS if isinstance(error, kind)), "broken-encoding")


def _tls_reason(error: Exception) -> str:
    """What was wrong with the encrypted connection, "" where that was not the trouble."""
    for cause in _causes(error):
        home = type(cause).__module__.partition(".")[0]
        if home == "service_identity":
            return "the certificate is for another name"
        if home == "OpenSSL":
            # A list of (library, function, reason); pyOpenSSL leaves it empty where the connection just closed.
            said = [str(part[-1]) for part in cause.args[0] if part] if cause.args and cause.args[0] else []
            return "; ".join(dict.fromkeys(said)) if said and isinstance(cause.args[0], list) else "connection closed"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all it came of; Twisted keeps some of them as failures in `reasons`."""
    seen: list[BaseException | None] = [error]
    while seen:
        cause = seen.pop(0)
        if cause is not None:
            yield cause
            seen += [getattr(reason, "value", None) for reason in getattr(cause, "reasons", None) or ()]
            seen.append(cause.__cause__)
