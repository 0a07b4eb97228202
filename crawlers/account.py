"""One run's books: what was found, what ended how, what is left of the budget."""

from collections import Counter
from datetime import datetime, timedelta
from enum import IntEnum
from time import monotonic
from typing import Literal

from crawlers.job import CrawlJob, CrawlStats
from crawlers.protocols import Journal, Known, KnownAddresses, Progress
from records.base import Record
from records.outcome import PUT_OFF, Outcome, Verdict
from records.rejection import RejectionReason

# An article that ended like this (or not at all) in earlier runs is asked for whenever it is found again.
UNFINISHED = (None, Verdict.FAILED, Verdict.BUDGET, Verdict.ROBOTS)


# What gave an article's date, or else what listed it.
ListedIn = Literal["", "feed", "sitemap", "listing"]


class Way(IntEnum):
    """How an article's address was come by; the order in which articles are asked for."""

    FRESH = 0  # on a feed, the home page, the head of a listing or, with a date of these days, in a sitemap
    REVISIT = 1  # known, and to be asked again
    SITEMAP = 2  # in a sitemap
    DEEP = 3  # further down a listing
    WAITING = 4  # left over from an earlier night


# Ways of finding an address tonight; the others are memories of earlier nights.
_LISTED = (Way.FRESH, Way.SITEMAP, Way.DEEP)
# The home page of a portal names dozens of other sites; more are not counted.
_MOST_HOSTS = 50
_RECENT = timedelta(days=3)
_MOST_PROBLEMS = 20


class Found(Record, frozen=True):
    """An article's canonical address, and what the page that listed it (`listed_on`) said of it."""

    url: str
    section: str = ""
    listed_at: datetime | None = None
    listed_in: ListedIn = ""
    listed_on: str = ""
    way: Way = Way.FRESH
    hops: int = 0

    @property
    def rank(self) -> tuple[int, float]:
        """Sorts the freshest first."""
        return self.way, -self.listed_at.timestamp() if self.listed_at else 0.0


def _together(old: Found, new: Found) -> Found:
    dated = old if old.listed_at or not new.listed_at else new
    return Found(
        url=old.url,
        section=old.section or new.section,
        listed_at=dated.listed_at,
        listed_in=dated.listed_in or old.listed_in or new.listed_in,
        listed_on=old.listed_on or new.listed_on,
        way=min(old.way, new.way),
        hops=old.hops,
    )


def _tells_more(item: Found, known: Known) -> bool:
    return bool((item.section and not known.section) or (item.listed_at and not known.listed_at))


class Account:
    """Takes down discoveries and outcomes and passes them to the journal; each address ends once."""

    def __init__(self, job: CrawlJob, known: KnownAddresses, journal: Journal, progress: Progress) -> None:
        self.job = job
        self.known = known
        self.fatal = ""
        self.requests = 0
        self.lenient_tls = 0
        self.other_hosts: Counter[str] = Counter()
        self.problems: list[str] = []
        self.statuses: Counter[str] = Counter()
        self.verdicts: Counter[Verdict] = Counter()
        self.put_off = 0  # of those the budget did not reach, the ones left for a doubt, whatever the budget
        self._journal = journal
        self._progress = progress
        self._started = monotonic()
        self._seen: dict[str, Found] = {}
        self._wanted: set[str] = set()
        self._listed: set[str] = set()
        self._fresh: list[str] = []
        self._claimed: set[str] = set()
        self._ended: set[str] = set()

    def now(self) -> datetime:
        """The job's time plus what has passed since."""
        return self.job.now + timedelta(seconds=monotonic() - self._started)

    @property
    def left(self) -> int:
        """Requests that may still be sent."""
        return self.job.budget - self.requests

    def knows(self, url: str) -> bool:
        """Whether the article's address was met before, tonight or in an earlier run."""
        return url in self._seen or self.known.get(url) is not None

    def found(self, item: Found) -> None:
        """Takes down an article's address; what several pages say of it is put together."""
        old = self._seen.get(item.url)
        both = self._seen[item.url] = _together(old, item) if old else item
        if item.way in _LISTED:
            self._list(
                both, is_better=old is not None and (both.section, both.listed_at) != (old.section, old.listed_at)
            )
        if old and item.way is not Way.REVISIT:
            return
        known = self.known.get(item.url)
        wanted = item.way is Way.REVISIT or known is None or known.last_verdict in UNFINISHED
        if wanted and item.url not in self._wanted:
            self._wanted.add(item.url)
            self._fresh.append(item.url)

    def _list(self, item: Found, *, is_better: bool) -> None:
        """Writes down that tonight's pages list the article, and again where a later one tells more of it: if the run is
        killed, that page may be unchanged for the next, and is not read again."""
        known = self.known.get(item.url)
        is_news = known is None or (known.last_verdict is None and _tells_more(item, known))
        if is_news and (item.url not in self._listed or is_better):
            self._journal.discovered(item.url, "article", item.section, item.listed_at)
        self._listed.add(item.url)

    def articles(self) -> list[Found]:
        """The articles found so far, in the order they were found."""
        return list(self._seen.values())

    def take_wanted(self, up_to: Way = Way.WAITING) -> list[Found]:
        """The articles come by in a way up to this one that were not handed out before, freshest first."""
        items = [self._seen[url] for url in self._fresh]
        self._fresh = [item.url for item in items if item.way > up_to]
        return sorted((item for item in items if item.way <= up_to), key=lambda item: item.rank)

    @property
    def recently(self) -> datetime:
        """What is dated later than this is fresh."""
        return self.job.now - _RECENT

    def problem(self, words: str) -> None:
        """Takes down something that should be looked at, once."""
        if words not in self.problems and len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(words)

    def elsewhere(self, host: str) -> None:
        """Takes down that a page which lists articles links to one on another host."""
        if host in self.other_hosts or len(self.other_hosts) < _MOST_HOSTS:
            self.other_hosts[host] += 1

    def claim(self, url: str) -> bool:
        """Whether the caller may ask for the address, and then owes its outcome: each is claimed once a run."""
        if url in self._claimed:
            return False
        self._claimed.add(url)
        return True

    def is_claimed(self, url: str) -> bool:
        """Whether the address was claimed in this run."""
        return url in self._claimed

    def end(self, outcome: Outcome) -> None:
        """Takes down the one outcome of an address; a second one is a fault of ours and raises."""
        if outcome.url in self._ended:
            raise AssertionError(f"{outcome.url} ended twice in one run")
        self._ended.add(outcome.url)
        self._journal.add(outcome)
        if outcome.kind == "article":
            self.verdicts[outcome.verdict] += 1
            self.put_off += outcome.verdict is Verdict.BUDGET and outcome.reason.startswith(PUT_OFF)
        self._progress(self.verdicts.total(), len(self._wanted), outcome.url)

    def duplicate(self, url: str, own: str) -> None:
        """Takes down an address that is another's article; it is not asked for."""
        if self.known.get(url) is None and self.claim(url):
            reason = f"{RejectionReason.DUPLICATE_ADDRESS}: {own}"
            self.end(Outcome(url=url, kind="article", verdict=Verdict.REJECTED, at=self.now(), reason=reason))

    def stats(self, *, stopped: bool) -> CrawlStats:
        """What the run did."""
        return CrawlStats(
            requests=self.requests,
            articles=sum(self.verdicts[v] for v in (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED)),
            new=self.verdicts[Verdict.NEW],
            changed=self.verdicts[Verdict.CHANGED],
            unchanged=self.verdicts[Verdict.UNCHANGED],
            failed=self.verdicts[Verdict.FAILED],
            gone=self.verdicts[Verdict.GONE],
            by_status=dict(sorted(self.statuses.items())),
            discovered=len(self._listed),
            left=self.verdicts[Verdict.BUDGET] - self.put_off,
            other_hosts=dict(self.other_hosts.most_common(10)),
            lenient_tls=self.lenient_tls,
            problems=tuple(self.problems),
            fatal=self.fatal,
            stopped=stopped,
        )
