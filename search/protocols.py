"""What the web pages need beyond an index: sources, versions, archived pages, coverage, and what became of old ids."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, Protocol

from records.article import Article
from records.base import Record
from records.source import Level
from search.query import Unit


class SourceInfo(Record, frozen=True):
    """A source as pages show it; `province` is a unit's key ("34:40"), `home` its canonical address."""

    id: str
    name: str
    home: str = ""
    province: str | None = None
    level: Level = "province"


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


class CoverageRow(Record, frozen=True):
    """What one source gave on one day (+07:00): articles new and changed, pages that failed, and how the run ended."""

    source_id: str
    day: date
    state: Literal["complete", "partial", "failed"]
    new: int = 0
    changed: int = 0
    gone: int = 0
    failed: int = 0


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

    def fate(self, unit: Unit, document_id: str) -> Fate | None:
        """Whether an id was merged away, taken down or withdrawn; None for ids that are present or were never given.

        A suppressed id says so even while an index still holds it.
        """

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        """One row a source and day on which it was crawled, from a day on, newest day first."""
