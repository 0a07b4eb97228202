"""Asks for one page that lists things, and takes down how it ended."""

from http import HTTPStatus

from msgspec.structs import replace

from crawlers.answer import Answer, judge
from crawlers.fetch import Fetcher
from crawlers.further import Ask
from crawlers.night import Night
from crawlers.protocols import Kind
from records.outcome import Outcome, Verdict
from transforms.addresses import digest


class Asker:
    """Each page at most once a run; what robots.txt forbids is taken down as such and not asked for."""

    def __init__(self, night: Night, fetcher: Fetcher) -> None:
        self._night = night
        self._fetcher = fetcher
        self.read = 0
        self.forbidden = 0
        self.problem = ""

    async def page(
        self, url: str, kind: Kind, *, section: str = "", follow: bool = True, conditional: bool = True,
        ask: Ask | None = None,
    ) -> Answer | None:  # fmt: skip
        """A 200 answer, whose outcome the caller owes with `ended`; None where the page has ended already.

        Asked conditionally (unless the duty is full) it has also ended where it is unchanged.
        """
        night = self._night
        if not night.account.claim(url):
            return None
        if not night.robots.allows(ask.address if ask else url):
            self.forbidden += 1
            self._end(url, kind, Verdict.ROBOTS, reason="robots.txt forbids it", section=section)
            return None
        known = night.account.known.get(url) if conditional and night.job.duty == "night" else None
        answer = await self._fetcher.get(url, known=known, follow=follow, ask=ask)
        if answer.status == HTTPStatus.OK:
            return answer
        verdict, reason = judge(answer, known, "")
        if verdict is Verdict.UNCHANGED and known is not None:
            self.read += 1
            kept = {"etag": known.etag, "last_modified": known.last_modified, "digest": known.digest}
            self._end(url, kind, verdict, status=answer.status, section=section, **kept)
            return None
        self.problem = self.problem or f"{url}: {reason or verdict}"
        self._end(url, kind, verdict, status=answer.status or None, reason=reason, section=section)
        return None

    def ended(self, answer: Answer, kind: Kind, *, section: str = "", leads_on: bool = False) -> None:
        """Takes down the outcome of a page that was read.

        A page that `leads_on` to other listing pages (an index of sitemaps, the home page) is kept without validators:
        unchanged itself, it must be read again to know what to ask for.
        """
        self.read += 1
        body = digest(answer.body)
        verdict, _ = judge(answer, self._night.account.known.get(answer.url), body)
        etag, last_modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        kept = {} if leads_on else {"etag": etag, "last_modified": last_modified}
        self._end(answer.url, kind, verdict, status=answer.status, section=section, digest=body, **kept)

    def rejected(self, answer: Answer, kind: Kind, reason: str) -> None:
        """Takes down that a page proved to be something else."""
        self.problem = self.problem or f"{answer.url}: {reason}"
        self._end(answer.url, kind, Verdict.REJECTED, status=answer.status, reason=reason)

    def not_begun(self, url: str, kind: Kind, section: str = "") -> None:
        """Takes down that the budget did not reach as far as this page."""
        if self._night.account.claim(url):
            self._end(url, kind, Verdict.BUDGET, reason="budget used up", section=section)

    def _end(self, url: str, kind: Kind, verdict: Verdict, *, status: int | None = None, **said: str) -> None:
        account = self._night.account
        outcome = Outcome(url=url, kind=kind, verdict=verdict, at=account.now(), status=status)
        account.end(replace(outcome, **said))
