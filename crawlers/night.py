"""What the parts of one run share: its job, its site, its books and its pace."""

from dataclasses import dataclass, field

from crawlers.account import Account
from crawlers.aliases import Aliases
from crawlers.candidate import Site
from crawlers.job import CrawlJob
from crawlers.pace import Pace
from crawlers.protocols import SnapshotSink
from crawlers.robots import Robots


@dataclass(kw_only=True)
class Night:
    """One run over one site; `robots` is filled by its first request."""

    job: CrawlJob
    site: Site
    account: Account
    sink: SnapshotSink
    pace: Pace
    robots: Robots = field(default_factory=Robots)
    aliases: Aliases = field(default_factory=Aliases)

    @property
    def width(self) -> int:
        """Pages in hand at a time: one more than may be under way on the wire, so that one can be read meanwhile."""
        return self.job.source.politeness.concurrency + 1
