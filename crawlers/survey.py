"""Finds out which addresses of an unknown site are articles: tries a few of every make, and has them judged."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from crawlers.address_parts import Frame, is_title, parts_of, tells_record
from crawlers.candidate import Site, is_file, is_other_page, path_query
from crawlers.facts import AddressWay, FoundAddress, SitePage
from crawlers.page import UNREADABLE, Link, Page
from crawlers.patterns import learn_pattern
from crawlers.shapes import shape_of
from crawlers.visit import Visit

# Says of pages, by their addresses, which are articles; pages of which nothing can be said are left out. It is given
# all pages read so far and what was found out about their addresses, and may be asked again when there are more.
Judge = Callable[[Sequence[SitePage], Mapping[str, FoundAddress]], Mapping[str, bool]]

_MOST_FRAMES = 10
_OF_A_FRAME = 3
_FIRST_ARTICLES = 14
_MOST_CHROME = 8
# What stands on this share of the pages is the site's own frame: navigation, boxes, footer.
_CHROME_SHARE = 0.75
_MOST_POOL = 20_000
# Links of so many letters may be headlines; so many of them are kept of an address.
_LEAST_TITLE, _LONGEST_TITLE = 20, 250
_MOST_TITLES = 3
# Of a frame so many, and this share, are called by headlines where it is that of articles.
_LEAST_HEADED, _HEADED_SHARE = 5, 0.5


class Survey:
    """The addresses and pages of one probe, and which of them are articles."""

    def __init__(self, visit: Visit, site: Site, judge: Judge, *, most_articles: int, most_pages: int) -> None:
        self._visit, self._site, self._judge = visit, site, judge
        self._most_articles, self._most_pages = most_articles, most_pages
        self.pool: dict[str, FoundAddress] = {}
        self.pages: dict[str, SitePage] = {}
        self.verdicts: dict[str, bool] = {}
        self._links: dict[str, list[Link]] = {}

    def take(self, addresses: Iterable[FoundAddress]) -> None:
        """Takes addresses in; what the first said of one stays, what others call it is added."""
        for address in addresses:
            known = self.pool.get(address.url)
            if known is not None and len(known.titles) < _MOST_TITLES and set(address.titles) - set(known.titles):
                self.pool[address.url] = replace(known, titles=(*known.titles, *address.titles))
            elif known is None and len(self.pool) < _MOST_POOL and address.url != self._site.home:
                self.pool[address.url] = address

    def keep(self, page: SitePage, *, way: AddressWay = "listing") -> None:
        """Takes a page in, and the addresses it links to."""
        url = self._site.canonical(page.final_url) or page.url
        if url in self.pages or "html" not in (page.content_type or "text/html"):
            return
        try:
            links = Page(page.final_url, page.body, page.content_type).links()
        except UNREADABLE:
            return
        own = [(address, link.text) for link in links if (address := self._site.canonical(link.url))]
        self.pages[url] = replace(page, url=url)
        self._links[url] = [Link(url=address, text=text) for address, text in own]
        self.take(
            FoundAddress(url=address, way=way, shape=shape_of(address), titles=_titles(text)) for address, text in own
        )

    def run(self) -> str | None:
        """Tries addresses and has the pages judged, twice; the pattern of the articles' addresses, None where no
        article was found."""
        self._try(self._of_every_make())
        self._try(link.url for link in self.chrome() if not tells_record(parts_of(link.url)))
        self._have_judged()
        self._try(self._more_articles())
        self._have_judged()
        self._try(self._untried_folders())
        self._have_judged()
        return self.pattern()

    def pattern(self) -> str | None:
        """What the articles found so far are called."""
        articles = [url for url, is_article in self.verdicts.items() if is_article]
        others = [url for url, is_article in self.verdicts.items() if not is_article]
        plain = [link.url for link in self.chrome() if not tells_record(parts_of(link.url))]
        return learn_pattern(self.pool, articles, [*others, *(u for u in plain if u not in self.verdicts)])

    def chrome(self) -> list[Link]:
        """What nearly every page links to, in the order of the first page: the navigation and what else stands
        everywhere."""
        if len(self._links) < 3:
            return []
        counts = Counter(url for links in self._links.values() for url in {link.url for link in links})
        enough = _CHROME_SHARE * len(self._links)
        found = {link.url: link for links in self._links.values() for link in links if counts[link.url] >= enough}
        return [link for url, link in found.items() if url != self._site.home and not self._site.is_junk(url)]

    def _try(self, urls: Iterable[str]) -> None:
        for url in urls:
            if self._visit.seconds_left < self._visit.reserved or len(self.pages) >= self._most_pages:
                return
            page = self._visit.get(url)
            if page.is_read:
                self.keep(page)

    def _have_judged(self) -> None:
        if self.pages:
            self.verdicts.update(self._judge(list(self.pages.values()), self.pool))
            self.verdicts[self._site.home] = False

    def _candidates(self) -> dict[Frame, list[str]]:
        """Addresses not tried yet by their frames, what is likeliest an article first, spread over folders."""
        groups: dict[Frame, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        headed = self._headed()
        for url in self.pool:
            if not (self._visit.was_asked(url) or self._site.is_junk(url) or is_file(url)):
                parts = parts_of(url)
                if is_other_page(path_query(url)) and parts.frame not in headed:
                    continue
                groups[parts.frame][parts.values[0] if parts.values else ""].append(url)
        return {frame: _in_turns(list(folders.values())) for frame, folders in groups.items()}

    def _headed(self) -> set[Frame]:
        """Frames whose addresses feeds name or links call by headlines: articles', whatever their folders are called."""
        counts: Counter[Frame] = Counter()
        titled: Counter[Frame] = Counter()
        for url, found in self.pool.items():
            frame = parts_of(url).frame
            counts[frame] += 1
            titled[frame] += found.way == "feed" or bool(found.titles)
        return {frame for frame, n in titled.items() if n >= _LEAST_HEADED and n >= _HEADED_SHARE * counts[frame]}

    def _of_every_make(self) -> list[str]:
        """Some addresses of each frame: of the likeliest as many as learning needs, of the others a few."""
        candidates = self._candidates()
        ranked = sorted(candidates, key=lambda frame: -self._likelihood(candidates[frame]))
        chosen: list[str] = []
        for n, frame in enumerate(ranked[:_MOST_FRAMES]):
            chosen += _evenly(candidates[frame], _FIRST_ARTICLES if n == 0 else _OF_A_FRAME)
        return chosen

    def _likelihood(self, urls: Sequence[str]) -> float:
        """How much speaks for a frame being that of articles."""
        fed = sum(self.pool[url].way == "feed" for url in urls)
        titled = sum(is_title(parts_of(url).name) for url in urls)
        told = sum(tells_record(parts_of(url)) for url in urls)
        return 20.0 * fed + 2.0 * titled + told + 0.1 * len(urls)

    def _article_frames(self) -> set[Frame]:
        return {parts_of(url).frame for url, is_article in self.verdicts.items() if is_article}

    def _more_articles(self) -> list[str]:
        """More of the frames that proved to be articles', until there are enough to learn from."""
        missing = self._most_articles - sum(self.verdicts.values())
        candidates, frames = self._candidates(), self._article_frames()
        lists = [_evenly(candidates[frame], max(missing, 1)) for frame in frames if frame in candidates]
        return _in_turns(lists)[: max(0, missing)]

    def _untried_folders(self) -> list[str]:
        """One address of each first folder (or query value) of which none was tried, of the articles' frames; and
        some of the frames that none was tried of."""
        tried = {(p.frame, p.values[:1]) for p in map(parts_of, self.verdicts)}
        frames = self._article_frames()
        found: dict[object, str] = {}
        for frame, urls in self._candidates().items():
            for url in urls:
                key = parts_of(url).values[:1]
                if frame in frames and (frame, key) not in tried:
                    found.setdefault((frame, key), url)
        return list(found.values())[: self._most_articles // 2]


def _titles(text: str) -> tuple[str, ...]:
    return (text,) if _LEAST_TITLE <= len(text) <= _LONGEST_TITLE else ()


def _in_turns(lists: Sequence[Sequence[str]]) -> list[str]:
    """One of each list in turn, the longest lists first."""
    ordered = sorted(lists, key=lambda urls: -len(urls))
    longest = max(map(len, ordered), default=0)
    return [urls[n] for n in range(longest) for urls in ordered if n < len(urls)]


def _evenly(urls: Sequence[str], most: int) -> list[str]:
    """At most so many, spread over the whole list."""
    step = max(1, len(urls) // most)
    return list(urls[::step][:most])
