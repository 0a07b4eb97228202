"""The two other ways a page may end: rejected for a known reason, or quarantined with its exception."""

from enum import StrEnum

from records.base import Record


class RejectionReason(StrEnum):
    """Why a page is no article; each is counted."""

    NOT_ARTICLE = "not-article"
    LISTING = "listing"
    TOO_SHORT = "too-short"
    EMPTY = "empty"
    NOT_HTML = "not-html"
    TRUNCATED = "truncated"
    CHALLENGE = "challenge"
    ERROR_PAGE = "error-page"
    DUPLICATE_ADDRESS = "duplicate-address"
    OUTSIDE_WINDOW = "outside-window"


class Rejection(Record, frozen=True):
    """A page that is no article, and why; `detail` says what was seen."""

    url: str
    reason: RejectionReason
    detail: str = ""


class Quarantine(Record, frozen=True):
    """A page whose reading raised; page and traceback are kept for whoever mends it."""

    url: str
    error: str
    traceback: str
