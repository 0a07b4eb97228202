"""What the parts of one run share: its job, its site, its books and its pace."""

from dataclasses import dataclass, field

from crawlers.account import Account
from crawlers.aliases import Aliases
from crawlers.candidate import Site
from crawlers.job import CrawlJob
from crawlers.keeper import Keeper
from crawlers.pace import Pace
from crawlers.protocols import SnapshotSink
from crawlers.robots import Robots
from crawlers.suspicion import Suspicion
from crawlers.twins import Twins


@dataclass(kw_only=True)
class Night:
    """One run over one site; `robots` is filled by its first request, `cookies` by a site that
    answers nothing without them."""

    job: CrawlJob
    site: Site
    account: Account
    sink: SnapshotSink
    pace: Pace
    robots: Robots = field(default_factory=Robots)
    aliases: Aliases = field(default_factory=Aliases)
    keeper: Keeper = field(default_factory=Keeper)
    suspicion: Suspicion = field(default_factory=Suspicion)
    twins: Twins = field(default_factory=Twins)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Pages in hand at a time: twice as many as may be under way on the wire (Scrapy sees to that), so that some can
        be read and kept meanwhile."""
        return 2 * self.job.source.politeness.concurrency
