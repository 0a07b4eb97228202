"""What came of asking for one address, and the verdict that follows from it."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec

from crawlers.candidate import Site
from crawlers.protocols import Known
from records.base import Record
from records.outcome import Verdict
from records.rejection import RejectionReason

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Answer(Record, frozen=True):
    """The answer to one address; `status` 0 and a `failure` where there was none.

    `final_url` is the canonical address that answered, `target` that of a redirect we did not follow ("" if there is
    none, the raw address if it leads off the site). Header names are lower-case.
    """

    url: str
    status: int = 0
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    body: bytes = b""
    final_url: str = ""
    target: str = ""
    failure: str = ""
    not_sent: bool = False
    request_headers: Mapping[str, str] = msgspec.field(default_factory=dict)

    @property
    def is_redirect(self) -> bool:
        """Whether it sends us elsewhere."""
        return self.status in _REDIRECTS and bool(self.target)

    @property
    def media_type(self) -> str:
        """The content type without parameters, lower-case, "" where none is said."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset the header declares, "" where none."""
        _, _, rest = self.headers.get("content-type", "").lower().partition("charset=")
        return rest.partition(";")[0].strip(" \"'")

    @property
    def is_html(self) -> bool:
        """Whether it is a page: said to be HTML, or said to be nothing and beginning like it."""
        kind = self.media_type
        if kind in ("text/html", "application/xhtml+xml"):
            return True
        return kind in ("", "text/plain", "application/octet-stream") and self.body[:512].lstrip()[:1] == b"<"


def reason_phrase(status: int) -> str:
    """The status line's phrase, "" for a status nobody defined."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def judge(answer: Answer, known: Known | None, digest: str) -> tuple[Verdict, str]:
    """The verdict on any address that is not an article, and its reason.

    200 is judged by the body's digest against the one known, 304 is unchanged, 404 and 410 are gone, a redirect that
    was not followed is redirected (the reason is its target), what is too large is rejected, anything else failed.
    """
    status = answer.status
    verdict, reason = Verdict.FAILED, f"{status} {reason_phrase(status)}".strip()
    if answer.failure:
        # What is too large today is so tomorrow; other failures are worth another try.
        lasting = Verdict.REJECTED if answer.failure.startswith("too-large") else Verdict.FAILED
        verdict, reason = (Verdict.BUDGET if answer.not_sent else lasting), answer.failure
    elif status == HTTPStatus.OK:
        same = Verdict.UNCHANGED if known and known.digest == digest else Verdict.CHANGED
        verdict, reason = (same if known and known.digest else Verdict.NEW), ""
    elif status == HTTPStatus.NOT_MODIFIED and known is not None:
        verdict, reason = Verdict.UNCHANGED, ""
    elif status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        verdict = Verdict.GONE
    elif answer.is_redirect:
        verdict, reason = Verdict.REDIRECTED, answer.target
    return verdict, reason


def judge_article(answer: Answer, known: Known | None, digest: str, site: Site) -> tuple[Verdict, str]:
    """The verdict on an article's address: as `judge`, but a page that is not HTML is rejected, and a redirect to the
    home page, a listing or anything else that is no article means that the article is gone."""
    verdict, reason = judge(answer, known, digest)
    if verdict in (Verdict.NEW, Verdict.CHANGED) and not answer.is_html:
        return Verdict.REJECTED, f"{RejectionReason.NOT_HTML}: {answer.media_type or 'no content type'}"
    if verdict is Verdict.REDIRECTED:
        if answer.target == answer.url:
            return Verdict.FAILED, "redirect-loop"
        if site.canonical(answer.target) and not site.is_article(answer.target):
            return Verdict.GONE, "redirected to " + ("the home page" if answer.target == site.home else answer.target)
    return verdict, reason
