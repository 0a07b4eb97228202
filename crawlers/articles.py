"""Asks for articles: each page goes to the sink and then into the books, with the one verdict it ends in."""

from collections import deque
from collections.abc import Callable, Iterable

import msgspec

from crawlers.account import Found, Way
from crawlers.answer import Answer, judge_article, reason_phrase
from crawlers.drain import drain
from crawlers.fetch import Fetcher
from crawlers.named import own_address
from crawlers.night import Night
from crawlers.protocols import Known
from records.outcome import Outcome, Verdict
from records.rejection import RejectionReason
from records.snapshot import Snapshot
from transforms.addresses import digest

# A chain of redirects from article to article is followed this far.
_MOST_HOPS = 5


class Articles:
    """The article pages of one run; `section_of` says under which section one was found."""

    def __init__(self, night: Night, fetcher: Fetcher, section_of: Callable[[Found], str]) -> None:
        self._night = night
        self._fetcher = fetcher
        self._section_of = section_of
        self._queue: deque[Found] = deque()

    async def ask(self, wanted: Iterable[Found]) -> None:
        """Asks for the articles in their order; those the budget does not reach end so."""
        night = self._night
        self._queue.extend(wanted)
        await drain(
            self._queue,
            self._handle,
            width=night.width,
            may_go_on=lambda: night.account.left > 0 and not night.pace.given_up,
        )
        reason = f"site given up: {night.pace.given_up}" if night.pace.given_up else "budget used up"
        while self._queue:
            item = self._queue.popleft()
            if night.account.claim(item.url):
                self._end(item, Verdict.BUDGET, reason)

    async def _handle(self, item: Found) -> None:
        account = self._night.account
        own = self._night.aliases.own_address(item.url)
        if own != item.url and item.way is not Way.REVISIT:
            account.duplicate(item.url, own)
            return
        if not account.claim(item.url):
            return
        if not self._night.robots.allows(item.url):
            self._end(item, Verdict.ROBOTS, "robots.txt forbids it")
            return
        known = account.known.get(item.url)
        answer = await self._fetcher.get(item.url, known=known)
        self._take(item, answer, known)

    def _take(self, item: Found, answer: Answer, known: Known | None) -> None:
        """Stores and takes down an answer in one go: nothing can come between the page and its outcome."""
        body = digest(answer.body) if answer.status == 200 else known.digest if known else ""
        verdict, reason = judge_article(answer, known, body, self._night.site)
        onward = answer.target if verdict is Verdict.REDIRECTED and reason == answer.target else ""
        if verdict in (Verdict.NEW, Verdict.CHANGED):
            own = own_address(answer.body, item.url, self._night.site)
            if own != item.url:
                onward, verdict, reason = own, Verdict.REJECTED, f"{RejectionReason.DUPLICATE_ADDRESS}: {own}"
        if onward:
            self._follow(item, onward)
        self._end(item, verdict, reason, answer=answer, known=known, body=body)

    def _follow(self, item: Found, target: str) -> None:
        """The address a redirect leads to, or a page names as its own, is an article: ask for it if nobody has."""
        site, account = self._night.site, self._night.account
        if site.canonical(target) != target or account.knows(target) or item.hops >= _MOST_HOPS:
            return
        onward = msgspec.structs.replace(item, url=target, way=Way.FRESH, hops=item.hops + 1)
        account.found(onward)
        self._queue.extendleft(account.take_wanted())

    def _end(
        self, item: Found, verdict: Verdict, reason: str, *,
        answer: Answer | None = None, known: Known | None = None, body: str = "",
    ) -> None:  # fmt: skip
        account = self._night.account
        at, section = account.now(), self._section_of(item)
        outcome = Outcome(
            url=item.url,
            kind="article",
            verdict=verdict,
            at=at,
            reason=reason,
            section=section,
            listed_at=item.listed_at,
        )
        if answer is not None:
            outcome = msgspec.structs.replace(outcome, status=answer.status or None)
            if verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED):
                outcome = self._kept(outcome, answer, known, body)
        account.end(outcome)

    def _kept(self, outcome: Outcome, answer: Answer, known: Known | None, body: str) -> Outcome:
        """The outcome with validators, digest and the place where the page (or a note that it is as it was) is kept."""
        snapshot = Snapshot(
            url=outcome.url,
            final_url=answer.final_url,
            source_id=self._night.job.source.id,
            fetched_at=outcome.at,
            run_id=self._night.job.run_id,
            status=answer.status,
            headers=answer.headers,
            media_type=answer.media_type,
            charset=answer.charset,
            body=answer.body,
            digest=body,
            listed_section=outcome.section,
            listed_at=outcome.listed_at,
        )
        keep = self._night.sink.revisit if outcome.verdict is Verdict.UNCHANGED else self._night.sink.write
        file, offset, length = keep(
            snapshot, request_headers=answer.request_headers, reason=reason_phrase(answer.status)
        )
        return msgspec.structs.replace(
            outcome,
            etag=answer.headers.get("etag", known.etag if known else ""),
            last_modified=answer.headers.get("last-modified", known.last_modified if known else ""),
            digest=body,
            warc_file=file,
            warc_offset=offset,
            warc_length=length,
        )
