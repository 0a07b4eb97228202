"""Goes down listings: page by page until everything on a page is known, and no further where a sitemap knows it all."""

from collections import deque
from dataclasses import dataclass, field

from crawlers.account import UNFINISHED, Found, Way
from crawlers.answer import Answer
from crawlers.asking import Asker
from crawlers.listings import article_links, find_form, last_page, page_address, page_number
from crawlers.night import Night
from crawlers.page import UNREADABLE, Page, unreadable
from records.platform import ListingRule
from records.source import Listing

# No listing has more pages; one that shows new articles for ever is stopped here, if not by the budget.
_MOST_PAGES = 5000


@dataclass
class Walk:
    """One listing on the way down.

    `is_new` is whether no earlier night has been down it, `to_bottom` whether to go on past pages that are all known.
    `shown` are the articles it has shown so far; `head` is its first page, whose outcome is owed until the walk is
    over: a run that is killed half-way down starts again from the top.
    """

    listing: Listing
    form: str | None
    to_bottom: bool
    is_new: bool
    shown: set[str] = field(default_factory=set)
    head: Answer | None = None


@dataclass(frozen=True)
class Step:
    """A page of a listing (1 is its head) to ask for.

    On a look ahead, `known_to` is the last page seen that is all known, and `end` the first known not to exist.
    """

    walk: Walk
    number: int
    known_to: int | None = None
    end: int | None = None


class Paging:
    """The listings of one run; `queue` holds the pages to ask for, heads first, one of each listing in turn."""

    def __init__(self, night: Night, asker: Asker) -> None:
        self._night = night
        self._asker = asker
        platform = night.job.platform
        self._rule = night.job.source.listing_rule or (platform.listing if platform else ListingRule())
        self.queue: deque[Step] = deque()

    def begin(self, listing: Listing) -> None:
        """Takes a listing in, to be asked from its head."""
        known = self._night.account.known.get(listing.url)
        is_new = known is None or known.last_verdict in UNFINISHED
        full = self._night.job.duty == "full"
        self.queue.append(Step(Walk(listing, self._rule.next_page, to_bottom=full, is_new=is_new), 1))

    def resume(self, url: str, listings: list[Listing]) -> None:
        """Takes up a page that an earlier night did not reach, and goes on from there to the bottom."""
        for listing in listings:
            number = page_number(url, listing.url, self._rule.next_page) if self._rule.next_page else None
            if number is not None:
                walk = Walk(listing, self._rule.next_page, to_bottom=True, is_new=False)
                self.queue.append(Step(walk, number - self._rule.first_page + 2))
                return

    async def handle(self, step: Step) -> None:
        """Asks for a page, takes down its articles, and puts the next page (if any is worth it) into the queue."""
        following = await self._step(step)
        if following and following.number <= _MOST_PAGES:
            self.queue.append(following)
        else:
            self._over(step.walk)

    def leave(self) -> None:
        """Takes down where the walks that are not over were left."""
        for step in self.queue:
            if step.number > 1:
                self._over(step.walk)
            self._asker.not_begun(self._address(step), "listing", step.walk.listing.section)
        self.queue.clear()

    async def _step(self, step: Step) -> Step | None:
        url, walk = self._address(step), step.walk
        if self._night.account.is_claimed(url):
            return Step(walk, step.number + 1) if step.number > 1 else None
        section = walk.listing.section
        # On the way to the bottom a page that is unchanged must be read again: what lies below it may be unknown.
        conditional = not walk.is_new and not walk.to_bottom
        answer = await self._asker.page(
            url, "listing", section=section, follow=step.number == 1, conditional=conditional
        )
        if answer is None:
            return self._after_the_end(step)
        if not answer.is_html:
            self._asker.rejected(answer, "listing", f"not-html: {answer.media_type}")
            return None
        try:
            return self._read(step, answer)
        except UNREADABLE as exc:  # one odd page doesn't end the night
            self._asker.rejected(answer, "listing", unreadable(exc))
            return None

    def _read(self, step: Step, answer: Answer) -> Step | None:
        """Takes down what a page shows; says which page comes next."""
        walk = step.walk
        page = Page(answer.final_url, answer.body, answer.headers.get("content-type", ""))
        form = walk.form or (find_form(page, self._night.site, walk.listing.url) if step.number == 1 else None)
        shown, unknown = self._take_down(page, walk)
        walk.form = form
        if step.number > 1:
            self._asker.ended(answer, "listing", section=walk.listing.section)
        else:
            walk.head = answer
        if not shown or not walk.form:
            return self._after_the_end(step)
        return self._next(step, page, unknown=unknown)

    def _address(self, step: Step) -> str:
        url = step.walk.listing.url
        if step.number == 1 or not step.walk.form:
            return url
        raw = page_address(url, step.walk.form, self._rule.first_page + step.number - 2)
        return self._night.site.canonical(raw) or raw

    def _take_down(self, page: Page, walk: Walk) -> tuple[int, int]:
        """How many of the page's articles this listing had not shown before, and how many nobody knew of."""
        account = self._night.account
        urls = [self._own(link.url) for link in article_links(page, self._night.site, self._rule)]
        shown = [url for url in dict.fromkeys(urls) if url not in walk.shown]
        unknown = [url for url in shown if not account.knows(url)]
        walk.shown.update(shown)
        for url in shown:
            account.found(Found(url=url, section=walk.listing.section, way=Way.FRESH))
        return len(shown), len(unknown)

    def _own(self, url: str) -> str:
        own = self._night.aliases.own_address(url)
        if own != url:
            self._night.account.duplicate(url, own)
        return own

    def _next(self, step: Step, page: Page, *, unknown: int) -> Step | None:
        """Which page comes after one that showed something this listing had not shown before."""
        walk = step.walk
        if unknown and step.known_to is not None:
            # A jump found what no sitemap knows: go down page by page from where it was made.
            walk.to_bottom = True
            return Step(walk, step.known_to + 1)
        if unknown or walk.to_bottom:
            walk.to_bottom = walk.to_bottom or walk.is_new
            return Step(walk, step.number + 1)
        return self._look_ahead(step, page) if walk.is_new else None

    def _look_ahead(self, step: Step, page: Page) -> Step | None:
        """All of the page is known, on the first night with this listing: see whether its last page is known as well,
        before believing that the sitemap knows all between."""
        walk, at = step.walk, step.number
        if step.end is not None:
            return self._between(walk, at, step.end)
        last = last_page(page, self._night.site, walk.listing.url, walk.form) if walk.form else None
        number = last - self._rule.first_page + 2 if last is not None else 0
        if number <= at:
            return None
        # A pager that names only the next page: double the stride.
        return Step(walk, number if number > at + 1 else 2 * at, known_to=at)

    def _after_the_end(self, step: Step) -> Step | None:
        """There is no such page: over, unless a jump went too far; then the last page lies between."""
        return self._between(step.walk, step.known_to, step.number) if step.known_to is not None else None

    @staticmethod
    def _between(walk: Walk, known_to: int, end: int) -> Step | None:
        return Step(walk, (known_to + end) // 2, known_to=known_to, end=end) if end - known_to > 1 else None

    def _over(self, walk: Walk) -> None:
        if walk.head is not None:
            self._asker.ended(walk.head, "listing", section=walk.listing.section)
            walk.head = None
