"""Asks for articles: each page goes to the sink and then into the books, with the one verdict it ends in."""

from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from msgspec.structs import replace

from crawlers.account import Found, ListedIn, Way
from crawlers.answer import Answer, judge_article, reason_phrase
from crawlers.drain import drain
from crawlers.fetch import Fetcher
from crawlers.keeper import Place
from crawlers.named import named_address
from crawlers.night import Night
from crawlers.protocols import Known
from records.outcome import PUT_OFF, Outcome, Verdict
from records.rejection import RejectionReason
from records.snapshot import Snapshot
from transforms.addresses import digest

# A chain of redirects from article to article is followed this far.
_MOST_HOPS = 5
_GOOD = (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)


class Articles:
    """The article pages of one run; `section_of` says under which section one was found."""

    def __init__(self, night: Night, fetcher: Fetcher, section_of: Callable[[Found], str]) -> None:
        self._night = night
        self._fetcher = fetcher
        self._section_of = section_of
        self._queue: deque[Found] = deque()
        self._doubted: list[Found] = []

    async def ask(self, wanted: Iterable[Found]) -> None:
        """Asks for the articles in their order; those the budget does not reach end so."""
        night = self._night
        self._queue.extend(wanted)
        while self._queue and night.account.left > 0 and not night.pace.given_up:
            await drain(
                self._queue,
                self._handle,
                width=night.width,
                may_go_on=lambda: night.account.left > 0 and not night.pace.given_up,
            )
            self._take_up_again()
        reason = f"site given up: {night.pace.given_up}" if night.pace.given_up else "budget used up"
        while self._queue:
            item = self._queue.popleft()
            if night.account.claim(item.url):
                self._end(item, Verdict.BUDGET, reason)

    def leave(self) -> None:
        """Takes down what was doubted to the end of the run and never asked for.

        Rejected for good where nothing like it is an article; what only its list speaks against has another night.
        """
        suspicion = self._night.suspicion
        for item in self._doubted:
            if self._night.account.claim(item.url):
                doubt = suspicion.against(item)
                if suspicion.is_nothing(item):
                    self._end(item, Verdict.REJECTED, f"{RejectionReason.NOT_ARTICLE}: {doubt}")
                else:
                    self._end(item, Verdict.BUDGET, f"{PUT_OFF}{doubt or 'it was doubted'}")
        self._doubted.clear()

    def _take_up_again(self) -> None:
        """What was put aside for a doubt that no longer holds is asked for after all."""
        doubted, self._doubted = self._doubted, []
        for item in doubted:
            (self._doubted if self._night.suspicion.against(item) else self._queue).append(item)

    async def _handle(self, item: Found) -> None:
        account = self._night.account
        own = self._night.aliases.own_address(item.url)
        if own != item.url and item.way is not Way.REVISIT:
            account.duplicate(item.url, own)
            return
        suspicion = self._night.suspicion
        if suspicion.against(item) and not suspicion.is_tried_all_the_same(item):
            self._doubted.append(item)
            return
        if not account.claim(item.url):
            return
        if not self._night.robots.allows(item.url):
            self._end(item, Verdict.ROBOTS, "robots.txt forbids it")
            return
        known = account.known.get(item.url)
        answer = await self._fetcher.get(item.url, known=known)
        await self._take(item, answer, known)

    async def _take(self, item: Found, answer: Answer, known: Known | None) -> None:
        """Judges an answer, keeps the page if it is to be kept, and takes down how it ended."""
        body = digest(answer.body) if answer.status == 200 else known.digest if known else ""
        verdict, reason = judge_article(answer, known, body, self._night.site)
        own = answer.target if verdict is Verdict.REDIRECTED and reason == answer.target else item.url
        repeated = False
        if verdict in (Verdict.NEW, Verdict.CHANGED):
            own = named_address(answer.body, item.url, self._night.site)
            if own == item.url and verdict is Verdict.NEW:
                twin, repeated = self._night.twins.twin_of(item.url, answer.body)
                own = twin or own
            if own != item.url:
                verdict, reason = Verdict.REJECTED, f"{RejectionReason.DUPLICATE_ADDRESS}: {own}"
        self._learn(item, verdict, own, repeated=repeated)
        outcome = self._outcome(item, verdict, reason, status=answer.status or None)
        if verdict in _GOOD:
            outcome = _with_validators(outcome, answer, known, body)
            await self._keep(outcome, answer, item.listed_in, known)
        else:
            self._night.account.end(outcome)

    def _learn(self, item: Found, verdict: Verdict, own: str, *, repeated: bool) -> None:
        """What an answer teaches of the site's addresses; a new address of the same article is asked for."""
        if verdict in _GOOD:
            self._night.aliases.took(item.url)
        led_on = False
        if own != item.url:
            if self._night.site.canonical(own) == own:
                self._night.aliases.is_another(item.url, own)
            led_on = self._follow(item, own)
        if verdict is not Verdict.FAILED and not led_on:
            good, is_other = verdict in _GOOD, own != item.url and self._night.account.knows(own)
            self._night.suspicion.ended(item, good=good, repeated=repeated, duplicate=is_other)

    def _follow(self, item: Found, target: str) -> bool:
        """The address a redirect leads to, or a page names as its own, is an article: ask for it if nobody has; whether
        it was new."""
        site, account = self._night.site, self._night.account
        if site.canonical(target) != target or account.knows(target) or item.hops >= _MOST_HOPS:
            return False
        onward = replace(item, url=target, way=Way.FRESH, hops=item.hops + 1)
        account.found(onward)
        # Only what was found just now: the past waits its turn.
        self._queue.extendleft(account.take_wanted(up_to=Way.FRESH))
        return True

    def _end(self, item: Found, verdict: Verdict, reason: str) -> None:
        """Takes down the end of an address that was not asked for."""
        self._night.account.end(self._outcome(item, verdict, reason))

    def _outcome(self, item: Found, verdict: Verdict, reason: str, *, status: int | None = None) -> Outcome:
        return Outcome(
            url=item.url,
            kind="article",
            verdict=verdict,
            at=self._night.account.now(),
            status=status,
            reason=reason,
            section=self._section_of(item),
            listed_at=item.listed_at,
        )

    async def _keep(self, outcome: Outcome, answer: Answer, listed_in: ListedIn, known: Known | None) -> None:
        """Hands the page (or a note that it is as it was) to the sink; its outcome is taken down when it lies there."""
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
            digest=outcome.digest,
            listed_section=outcome.section,
            listed_at=outcome.listed_at,
            listed_in=listed_in,
        )
        asked, phrase = answer.request_headers, reason_phrase(answer.status)
        keep = partial(self._night.sink.write, snapshot, request_headers=asked, reason=phrase)
        if outcome.verdict is Verdict.UNCHANGED:
            page_at = known.page_at if known else None
            revisit = self._night.sink.revisit
            keep = partial(revisit, snapshot, request_headers=asked, reason=phrase, page_at=page_at)

        def took(place: Place) -> None:
            file, offset, length = place
            self._night.account.end(replace(outcome, warc_file=file, warc_offset=offset, warc_length=length))

        await self._night.keeper.keep(keep, took)


def _with_validators(outcome: Outcome, answer: Answer, known: Known | None, body: str) -> Outcome:
    """The outcome with what to ask with next time; an answer that does not repeat it leaves what is known."""
    return replace(
        outcome,
        etag=answer.headers.get("etag", known.etag if known else ""),
        last_modified=answer.headers.get("last-modified", known.last_modified if known else ""),
        digest=body,
    )
