"""Goes down listings: page by page until everything on a page is known, and no further where a sitemap knows it all."""

from collections import deque

from msgspec.structs import replace

from crawlers.account import UNFINISHED, Found, Way
from crawlers.answer import Answer
from crawlers.asking import Asker
from crawlers.further import Ask, ask_for, hidden_fields, pseudo_form, read_further, read_values
from crawlers.listings import article_links, find_form, last_page, page_address, page_number
from crawlers.night import Night
from crawlers.page import UNREADABLE, Page, unreadable
from crawlers.page_forms import lies_below
from crawlers.pagers import next_link
from crawlers.strides import after_news, after_the_end, in_sequence, look_ahead, needs_state, to_the_bottom
from crawlers.walk import Step, Walk
from records.platform import ListingRule
from records.source import Listing

# So many pages in a row of which most was shown before, or which list next to nothing, are past the end.
_MOST_STALE = 2
# So many in a row that name nothing but what their kind or list is doubted for lead nowhere.
_MOST_DOUBTED = 10
# No listing has more pages; one that shows new articles for ever is stopped here, if not by the budget.
_MOST_PAGES = 5000


class Paging:
    """The listings of one run: `heads` holds the pages that may show what is fresh, one of each listing in turn, and
    `deep` those further down listings that no earlier night has been down."""

    def __init__(self, night: Night, asker: Asker) -> None:
        self._night = night
        self._asker = asker
        platform = night.job.platform
        self._rule = night.job.source.listing_rule or (platform.listing if platform else ListingRule())
        self._request = self._rule.request
        self._form = pseudo_form() if self._request else self._rule.next_page
        self.heads: deque[Step] = deque()
        self.deep: deque[Step] = deque()
        self._lacking: list[str] = []
        self._asks_well = False

    def begin(self, listing: Listing, read: Page | None = None) -> None:
        """Takes a listing in, to be asked from its head; `read` is the head where the run has read it already."""
        known = self._night.account.known.get(listing.url)
        is_new = known is None or known.last_verdict in UNFINISHED
        full = self._night.job.duty == "full"
        self.heads.append(
            Step(Walk(listing, self._form, to_bottom=full, is_new=is_new, request=self._request, read=read), 1)
        )

    def resume(self, url: str, listings: list[Listing]) -> None:
        """Takes up a page that an earlier night did not reach, and goes on from there to the bottom."""
        if self._form and not self._request:
            for listing in listings:
                number = page_number(url, listing.url, self._form)
                if number is not None:
                    walk = Walk(listing, self._form, to_bottom=True, is_new=False)
                    self.deep.append(Step(walk, number - self._rule.first_page + 2))
                    return
            return
        # How its pages are asked for, or what is sent along, stands on its first page: begin there.
        walks = [step.walk for step in self.heads if lies_below(url, step.walk.listing.url)]
        if walks:
            walk = max(walks, key=lambda walk: len(walk.listing.url))
            walk.to_bottom = True
            walk.left_off.append(url)

    async def handle(self, step: Step) -> None:
        """Asks for a page, takes down its articles, and puts the next page (if any is worth it) into the queue."""
        following = await self._step(step)
        if following and following.number <= _MOST_PAGES:
            (self.deep if step.walk.is_new or step.walk.to_bottom else self.heads).append(following)
        else:
            self._over(step.walk)

    def leave(self) -> None:
        """Takes down where the walks that are not over were left."""
        for step in (*self.heads, *self.deep):
            if step.number > 1:
                self._over(step.walk)
                self._never_ending(step)
            self._asker.not_begun(self._address(step), "listing", step.walk.listing.section)
        self.heads.clear()
        self.deep.clear()
        # A page that is no section may lack it; where all do, the portal has changed.
        for problem in () if self._asks_well else self._lacking:
            self._night.account.problem(f"{problem}, which its further pages are asked with")

    def _never_ending(self, step: Step) -> None:
        """No night goes on where the last one stopped if each page leads only to the next: say what helps."""
        if in_sequence(step.walk):
            self._night.account.problem(
                f"{step.walk.listing.url}: its pages lead only each to the next, and the budget ended before page "
                f"{step.number}; to read what lies below, allow this source more requests_a_night, or run it by name "
                "with a larger --budget"
            )

    async def _step(self, step: Step) -> Step | None:
        url, walk = self._address(step), step.walk
        if step.number == 1 and walk.read is not None:
            return self._go_on_from(step, walk.read)
        if self._night.account.is_claimed(url):
            return Step(walk, step.number + 1) if step.number > 1 and not step.address else None
        section = walk.listing.section
        # On the way to the bottom a page that is unchanged must be read again: what lies below it may be unknown.
        conditional = not walk.is_new and not walk.to_bottom
        try:
            ask = self._ask(step)
        except UNREADABLE as exc:  # what its first page says makes no address
            self._night.account.problem(f"{walk.listing.url}: its further pages can't be asked for: {exc}")
            return None
        answer = await self._asker.page(
            url, "listing", section=section, follow=step.number == 1, conditional=conditional, ask=ask
        )
        if answer is None:
            return after_the_end(step)
        if not answer.is_html and ask is None:
            self._asker.rejected(answer, "listing", f"not-html: {answer.media_type}")
            return None
        try:
            return self._read(step, answer)
        except UNREADABLE as exc:  # one odd page doesn't end the night
            self._asker.rejected(answer, "listing", unreadable(exc))
            return None

    def _go_on_from(self, step: Step, page: Page) -> Step | None:
        """The same for a page whose outcome is taken down already."""
        try:
            return self._go_on(step, page, None)
        except UNREADABLE as exc:
            self._night.account.problem(f"{step.walk.listing.url}: {unreadable(exc)}")
            return None

    def _read(self, step: Step, answer: Answer) -> Step | None:
        """Takes down what a page shows; says which page comes next."""
        walk = step.walk
        content_type = answer.headers.get("content-type", "")
        if walk.request and step.number > 1:
            page = read_further(walk.request, walk.listing.url, answer.body, content_type)
        else:
            page = Page(answer.final_url, answer.body, content_type)
        return self._go_on(step, page, answer)

    def _go_on(self, step: Step, page: Page, answer: Answer | None) -> Step | None:
        """What a page shows is taken down; `answer` is None where its outcome is already."""
        walk = step.walk
        if step.number == 1:
            self._plan(page, walk)
            numbers = (page_number(url, walk.listing.url, walk.form) for url in walk.left_off if walk.form)
            walk.resumed_at = min((n - self._rule.first_page + 2 for n in numbers if n is not None), default=0)
        shown, unknown = self._take_down(page, step)
        walk.hidden = hidden_fields(page) if needs_state(walk) else {}
        if step.number > 1 and answer is not None:
            self._asker.ended(answer, "listing", section=walk.listing.section)
        else:
            walk.head = answer
        if not shown or walk.stale >= _MOST_STALE or walk.doubted >= _MOST_DOUBTED:
            return after_the_end(step)
        if walk.follows:
            return self._follow(step, page, unknown=unknown)
        return self._next(step, page, unknown=unknown)

    def _plan(self, page: Page, walk: Walk) -> None:
        """Finds out from a listing's first page how its further pages are asked for: as the platform's are, else by an
        address, else by the link to the next one."""
        if walk.request:
            walk.values, missing = read_values(walk.request, page)
            if not missing:
                self._asks_well = True
                return
            walk.request, walk.form = None, None
        walk.form = walk.form or find_form(page, self._night.site, walk.listing.url)
        walk.follows = walk.form is None
        if self._request and walk.follows and not next_link(page, self._night.site, walk.listing.url):
            self._lacking.append(f"{walk.listing.url}: its first page lacks {', '.join(missing)}")

    def _ask(self, step: Step) -> Ask | None:
        walk = step.walk
        if walk.request is None or step.number == 1:
            return None
        number = self._rule.first_page + step.number - 2
        ask = ask_for(walk.request, walk.listing.url, number, values=walk.values, hidden=walk.hidden)
        return replace(ask, address=self._night.site.canonical(ask.address) or ask.address)

    def _address(self, step: Step) -> str:
        url = step.walk.listing.url
        if step.address or step.number == 1 or not step.walk.form:
            return step.address or url
        raw = page_address(url, step.walk.form, self._rule.first_page + step.number - 2)
        # The pseudo-address of a page asked for by request is canonical as it is.
        return raw if step.walk.request else self._night.site.canonical(raw) or raw

    def _take_down(self, page: Page, step: Step) -> tuple[int, int]:
        """How many of the page's articles this listing had not shown before, and how many nobody knew of."""
        account, walk = self._night.account, step.walk
        way = Way.DEEP if step.number > 1 and (walk.is_new or walk.to_bottom) else Way.FRESH
        urls = [self._own(link.url) for link in article_links(page, self._night.site, self._rule)]
        shown = [url for url in dict.fromkeys(urls) if url not in walk.shown]
        doubted = self._night.suspicion.against
        unknown = [
            url for url in shown if not account.knows(url) and not doubted(Found(url=url, listed_on=walk.listing.url))
        ]
        walk.shown.update(shown)
        walk.most_links = max(walk.most_links, len(urls))
        repeats, bare = 2 * len(shown) <= len(urls), 4 * len(urls) <= walk.most_links
        walk.doubted = 0 if unknown or any(account.knows(url) for url in shown) else walk.doubted + 1
        walk.stale = 0 if unknown or not (repeats or bare) else walk.stale + (_MOST_STALE if bare else 1)
        for url in shown:
            on = walk.listing.url
            account.found(Found(url=url, section=walk.listing.section, way=way, listed_in="listing", listed_on=on))
        return len(shown), len(unknown)

    def _own(self, url: str) -> str:
        own = self._night.aliases.own_address(url)
        if own != url:
            self._night.account.duplicate(url, own)
        return own

    def _next(self, step: Step, page: Page, *, unknown: int) -> Step | None:
        """Which page comes after one that showed something this listing had not shown before."""
        walk = step.walk
        if unknown:
            return after_news(step)
        if walk.to_bottom:
            return to_the_bottom(step)
        if not walk.is_new:
            return None
        last = last_page(page, self._night.site, walk.listing.url, walk.form) if walk.form else None
        return look_ahead(step, last if last is None else last - self._rule.first_page + 2)

    def _follow(self, step: Step, page: Page, *, unknown: int) -> Step | None:
        """The page that this one leads to; from where all is known to where an earlier night left off."""
        walk = step.walk
        if not unknown and not walk.is_new and not walk.to_bottom:
            return None
        walk.to_bottom = walk.to_bottom or walk.is_new
        left_off = [url for url in walk.left_off if "#" not in url and not self._night.account.is_claimed(url)]
        here = None if left_off and not unknown else next_link(page, self._night.site, walk.listing.url)
        address = here or (left_off[0] if left_off else "")
        return Step(walk, step.number + 1, address=address) if address else None

    def _over(self, walk: Walk) -> None:
        if walk.head is not None:
            self._asker.ended(walk.head, "listing", section=walk.listing.section)
            walk.head = None
