"""Tells articles from other pages during a probe: by a known platform's rules, else by rules learned on the spot."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from crawlers.facts import FoundAddress, SitePage
from pipeline import clock
from records.article import Article
from records.platform import Platform
from records.rejection import Rejection
from records.snapshot import Snapshot
from records.source import Source
from transforms.addresses import canonical, same_host
from transforms.extract import extract
from transforms.extract.decode import to_utf8
from transforms.extract.selecting import Page
from transforms.learn import LearnedRules, learn, proposed_source

# What is learned from at most: more pages take longer and tell nothing new.
_MOST_ARTICLES = 26
_MOST_OTHERS = 14
# With so many more articles than it was learned from, a site is learned again.
_WORTH_LEARNING_AGAIN = 6
# Of so many pages its rules must read this share, or the platform is another.
_ENOUGH_TO_DOUBT = 3
_READ_SHARE = 0.34
# A page with so many elements that are marked as articles lists them.
_LISTED = 3


def snapshot_of(page: SitePage, source_id: str, found: FoundAddress | None = None) -> Snapshot:
    """A page of a probe as the snapshot a crawl would have made of it."""
    media_type, _, parameters = page.content_type.partition(";")
    charset = parameters.lower().partition("charset=")[2].strip(" \"'")
    from_feed = found is not None and found.way in ("feed", "sitemap") and found.listed_at is not None
    return Snapshot(
        url=page.url,
        final_url=_address(page),
        source_id=source_id,
        fetched_at=page.fetched_at or clock.now(),
        run_id="",
        media_type=media_type.strip() or "text/html",
        charset=charset,
        body=page.body,
        listed_at=found.listed_at if found and from_feed else None,
        listed_in=found.way if found and from_feed and found.way in ("feed", "sitemap") else "",
        listed_titles=found.titles if found else (),
    )


class Judging:
    """The judge of one probe. `platforms` are those that may be recognised: none where rules are to be learned
    whatever the site runs on."""

    def __init__(self, home: str, platforms: Mapping[str, Platform]) -> None:
        self.platforms = platforms
        self.platform: Platform | None = None
        self.learned: LearnedRules | None = None
        self._source = Source(id="probe", name="probe", home=home)
        self._learned_from = 0
        self._read: dict[str, Article | Rejection] = {}

    def __call__(self, pages: Sequence[SitePage], found: Mapping[str, FoundAddress]) -> dict[str, bool]:
        """Which of the pages are articles, by their addresses; variants of another page (print views) are none."""
        if self.platform is None:
            self._learn(pages, found)
        new = [page for page in pages if page.url not in self._read]
        source = self.source(self._source)
        self._read |= {page.url: self.read(page, source, found.get(page.url)) for page in new}
        verdicts = {url: isinstance(read, Article) for url, read in self._read.items()}
        if self.learned is not None:
            learned = dict.fromkeys(self.learned.others, False) | dict.fromkeys(self.learned.articles, True)
            verdicts |= {page.url: learned[at] for page in pages if (at := _address(page)) in learned}
        variants = _variants(pages, verdicts, found)
        return {
            page.url: verdicts[page.url] and page.url not in variants
            for page in pages
            if verdicts[page.url] or not self._is_marked(page)
        }

    def _is_marked(self, page: SitePage) -> bool:
        """Whether a page bears its platform's marks of an article, and not as often as a list: one of too little text
        to be read is no section."""
        marks = self.platform.article_marks if self.platform else ()
        tree = Page(to_utf8(page.body)) if marks else None
        counts = [len(list(tree.nodes(mark))) for mark in marks] if tree else []
        return 0 < max(counts, default=0) < _LISTED

    def doubts(self, pages: Sequence[SitePage]) -> bool:
        """Whether the platform recognised is not what the site runs on: its rules read hardly any of the pages, of
        which others may make something. It is then left aside, with all others."""
        if self.platform is None or len(pages) < _ENOUGH_TO_DOUBT:
            return False
        source = structs.replace(self._source, platform=self.platform.id)
        read = [self.read(page, source) for page in pages]
        by_platform = sum(isinstance(found, Article) and found.extractor == "rule" for found in read)
        if by_platform >= _READ_SHARE * len(pages):
            return False
        self.platform, self.platforms = None, {}
        return True

    def source(self, source: Source) -> Source:
        """The source with what was learned about its site."""
        return proposed_source(source, self.learned) if self.learned and self.learned.rules else source

    def read(self, page: SitePage, source: Source, found: FoundAddress | None = None) -> Article | Rejection:
        """What a page is read as; where rules were learned, only what they read is an article."""
        return extract(snapshot_of(page, source.id, found), source=source, platforms=self.platforms)

    def _learn(self, pages: Sequence[SitePage], found: Mapping[str, FoundAddress]) -> None:
        """Learns from the pages, again where there are many more articles than the last time."""
        known = set(self.learned.articles) if self.learned else set()
        if self.learned is not None:
            source = self.source(self._source)
            new = [p for p in pages if p.url not in self._read]
            self._read |= {page.url: self.read(page, source, found.get(page.url)) for page in new}
            known |= {_address(p) for p in pages if isinstance(self._read.get(p.url), Article)}
            if len(known) < self._learned_from + _WORTH_LEARNING_AGAIN:
                return
        chosen = _chosen(pages, known) if known else pages
        again = learn([snapshot_of(page, "probe", found.get(page.url)) for page in chosen], now=clock.now())
        if again.rules or self.learned is None:
            self.learned, self._learned_from = again, len(again.articles)
            self._read = {}


def _address(page: SitePage) -> str:
    """The canonical address that answered."""
    try:
        return canonical(page.final_url or page.url)
    except ValueError:
        return page.url


def _chosen(pages: Sequence[SitePage], articles: set[str]) -> list[SitePage]:
    """The pages to learn from: articles first found and other pages, not too many of either."""
    own = [page for page in pages if _address(page) in articles][:_MOST_ARTICLES]
    others = [page for page in pages if _address(page) not in articles][:_MOST_OTHERS]
    return [*own, *others]


def _variants(pages: Iterable[SitePage], verdicts: Mapping[str, bool], found: Mapping[str, FoundAddress]) -> set[str]:
    """Pages that name another known page of the site as the one they are a variant of."""
    variants = set()
    for page in pages:
        if not verdicts.get(page.url):
            continue
        for node, name in Page(to_utf8(page.body)).nodes("link[rel=canonical]@href"):
            try:
                target = canonical(node.attributes.get(name or "href") or "", page.final_url or page.url)
            except ValueError:
                continue
            is_other = target.rstrip("/") != page.url.rstrip("/") and same_host(target, page.url)
            if is_other and (verdicts.get(target) or (target in found and target not in verdicts)):
                variants.add(page.url)
    return variants
