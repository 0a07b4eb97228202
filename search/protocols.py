"""What the web pages need beyond an index: sources, versions, archived pages, coverage, and what became of old ids."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, Protocol

from records.article import Article
from records.base import Record
from records.person import Person
from records.source import Level
from search.query import Unit

# What pages have ids of: the units of an index, and people, who are kept beside it.
Kept = Unit | Literal["people"]


class SourceInfo(Record, frozen=True):
    """A source as pages show it; `province` is a unit's key ("34:40"), `home` its canonical address.

    `distrusted` are fields of its articles for which its rules broke: of pages fetched since `distrusted_since` they are
    read by the next way.
    """

    id: str
    name: str
    home: str = ""
    province: str | None = None
    level: Level = "province"
    distrusted: tuple[str, ...] = ()
    distrusted_since: datetime | None = None


class Version(Record, frozen=True):
    """One text of an article; `has_snapshot` where the page itself is in the archive."""

    version: int
    fetched_at: datetime
    text_digest: str = ""
    has_snapshot: bool = True


class Fate(Record, frozen=True):
    """What became of an id that was once shown: merged into `into` (redirected); taken down, with who asked for it (`by`),
    why and when; or withdrawn, as no text tells of it any more."""

    kind: Literal["merged", "suppressed", "withdrawn"]
    into: str = ""
    by: str = ""
    reason: str = ""
    on: date | None = None


class SnapshotText(Record, frozen=True):
    """An archived page decoded to text (never shown as HTML), cut to `max_characters` where it is longer.

    `withheld` says why it must not be shown; there is no text then.
    """

    url: str
    fetched_at: datetime
    status: int
    media_type: str
    text: str
    cut: bool = False
    withheld: Fate | None = None


# Whether all is well with a source's day, or what is not; "unfinished": a run was killed or is at it.
Finding = Literal["ok", "low", "silent", "broken extraction", "blocked", "unreachable", "unfinished"]


class CoverageRow(Record, frozen=True):
    """What one source gave on one day (+07:00): articles new, pages that failed, how the run ended, and what was found of
    it (`expected` articles, least and most, where anybody can know). `text_changed` are articles whose title or text is
    another than before, `page_changed` known pages of which only the bytes need be others: a clock, a list beside the text.
    `left` are articles known that the budget did not reach.
    """

    source_id: str
    day: date
    state: Literal["complete", "partial", "failed"]
    new: int = 0
    text_changed: int = 0
    page_changed: int = 0
    gone: int = 0
    failed: int = 0
    left: int = 0
    finding: Finding = "ok"
    published: int = 0
    expected: tuple[int, int] | None = None


class DepthRow(Record, frozen=True):
    """What is known of one source and month ("2023-03", "" for articles without a date): articles in the archive, addresses
    that wait to be fetched, and whether that is all.

    `reach`: "whole" (all that was found was fetched), "open" (there is more to come), "closed" (never crawled: what is
    here came in by import, and nobody can tell whether it is all).
    """

    source_id: str
    month: str
    articles: int
    waiting: int = 0
    reach: Literal["whole", "open", "closed"] = "whole"

    @property
    def is_whole(self) -> bool:
        """Whether it is known that nothing of the month lacks: what is counted of any other is a lower bound."""
        return self.reach == "whole"


class Archive(Protocol):
    """What pipeline fulfils for the web app. Called from several threads at once; each call is short."""

    def sources(self) -> Mapping[str, SourceInfo]:
        """All sources by id, also those that are closed or disabled."""

    def versions(self, article_id: str) -> Sequence[Version]:
        """The texts an article has had, newest first; empty where the id is unknown."""

    def article(self, article_id: str, version: int) -> Article | None:
        """The article as one version told it; None where there is none of that number."""

    def snapshot(self, article_id: str, version: int, *, max_characters: int) -> SnapshotText | None:
        """The archived page of a version as text; None where none is kept."""

    def people(self, *, ids: Sequence[str] = (), names: Sequence[str] = ()) -> Sequence[Person]:
        """The people of some ids, and all who go by some names, in the order of their ids; unknown ones are left out."""

    def person_ids(self, article_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """The ids of the officials whom articles name, by `search.names.name_key` of each name they go by."""

    def fate(self, unit: Kept, document_id: str) -> Fate | None:
        """Whether an id was merged away, taken down or withdrawn; None for ids that are present or were never given.

        A suppressed id says so even while an index still holds it.
        """

    def late_night(self) -> str:
        """Why the last good night is too long ago, in English; "" where it is not, or where no nights are run."""

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        """One row a source and day on which it was crawled, from a day on, newest day first."""

    def asked_since(self) -> Mapping[str, date]:
        """The first day on which each source was crawled, whatever came of it; those never crawled are left out."""

    def depth(self) -> Sequence[DepthRow]:
        """One row a source and month of which anything is known, in order."""
