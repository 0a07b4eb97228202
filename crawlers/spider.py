"""The one spider: finds a portal's articles and asks for them; what is done with a page is others' business."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response

from crawlers.account import Found, Way
from crawlers.answer import judge
from crawlers.articles import Articles
from crawlers.asking import Asker
from crawlers.discovery import Discovery
from crawlers.fetch import Fetcher
from crawlers.night import Night
from crawlers.robots import Robots
from records.outcome import Outcome
from transforms.addresses import canonical, digest

_FIRST_STEP = 20


class PortalSpider(Spider):
    """Works a night off: robots.txt, then finding and asking in turn until nothing is left or the budget is used up.

    It asks through the engine's `download_async`, so every request passes the downloader middlewares and none waits in
    a scheduler: an address is a string until its turn comes.
    """

    name = "portal"

    def __init__(self, night: Night, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.night = night
        self.error: Exception | None = None
        self.finished = False

    async def start(self) -> AsyncIterator[Request]:
        """Called by Scrapy once; yields nothing."""
        try:
            await self._work()
            self.finished = True
        except Exception as exc:  # Scrapy would log it and go on; the caller must know
            self.error = exc
            raise
        requests: tuple[Request, ...] = ()
        for request in requests:
            yield request

    async def _download(self, request: Request) -> Response:
        engine = self.crawler.engine
        assert engine is not None
        return await engine.download_async(request)

    async def _work(self) -> None:
        night = self.night
        fetcher = Fetcher(night, self._download)
        if not await self._read_robots(fetcher):
            return
        asker = Asker(night, fetcher)
        discovery = Discovery(night, asker)
        articles = Articles(night, fetcher, discovery.section_of)
        await discovery.begin()
        await discovery.freshen(up_to=self._half())
        self._judge_portal(asker)
        if night.account.fatal:
            return
        self._remember()
        await articles.ask(night.account.take_wanted(up_to=Way.REVISIT))
        # The past, with what is left: finding and asking in turn, in steps that grow, so that what asking teaches of
        # the site's addresses is known while the finding goes on.
        step, first = _FIRST_STEP, True
        while first or (discovery.unfinished and night.account.left > 0 and not night.pace.given_up):
            await discovery.deepen(up_to=min(self._half(), night.account.requests + step))
            await articles.ask(night.account.take_wanted())
            step, first = 2 * step, False
        articles.leave()
        discovery.leave()
        if night.pace.given_up and not night.account.fatal:
            night.account.fatal = f"given up: {night.pace.given_up}"

    def _half(self) -> int:
        """Half of what is left of the budget is for finding and half for asking, so that neither starves the other."""
        account = self.night.account
        return account.requests + max(1, account.left // 2)

    async def _read_robots(self, fetcher: Fetcher) -> bool:
        """Reads robots.txt; False where the portal can't be crawled tonight, with the reason in the books."""
        night = self.night
        url = canonical("/robots.txt", night.site.home)
        answer = await fetcher.get(url, follow=True)
        obey = night.job.source.politeness.obey_robots
        if answer.status == HTTPStatus.OK:
            night.robots = Robots(answer.body, user_agent=night.job.user_agent, obey=obey)
            if night.robots.delay_seconds > night.pace.delay_seconds:
                night.pace.slow_down_to(night.robots.delay_seconds)
        known = night.account.known.get(url)
        body = digest(answer.body) if answer.status == HTTPStatus.OK else ""
        verdict, reason = judge(answer, known, body)
        at = night.account.now()
        night.account.end(
            Outcome(
                url=url, kind="robots", verdict=verdict, at=at, status=answer.status or None, reason=reason, digest=body
            )
        )
        if answer.failure:
            night.account.fatal = f"unreachable: {answer.failure} ({night.site.fetch_address(url)})"
        elif obey and (answer.status >= 500 or answer.status == HTTPStatus.TOO_MANY_REQUESTS):
            night.account.fatal = (
                f"robots.txt answers {answer.status}: not crawled tonight ({night.site.fetch_address(url)})"
            )
        return not night.account.fatal

    def _judge_portal(self, asker: Asker) -> None:
        """Nothing that lists articles could be read: the portal as a whole failed."""
        if asker.read:
            return
        agent = self.night.job.user_agent.partition("/")[0]
        forbidden = f"robots.txt forbids {agent} the home page and all that lists articles"
        self.night.account.fatal = forbidden if asker.forbidden else asker.problem or "no page that lists articles"

    def _remember(self) -> None:
        """Adds what earlier nights left to do."""
        account = self.night.account
        for url in account.known.due():
            account.found(Found(url=url, way=Way.REVISIT))
        for known in account.known.pending():
            if known.kind == "article" and self.night.site.canonical(known.url) == known.url:
                account.found(Found(url=known.url, section=known.section, listed_at=known.listed_at, way=Way.WAITING))
