"""What the archive knows of the sample portals: sources, versions and fates of their articles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from records.article import Article
from records.person import Person
from search.names import name_key
from search.protocols import CoverageRow, DepthRow, Fate, Kept, SnapshotText, SourceInfo, Version

TODAY = date(2026, 11, 20)


class SampleArchive:
    """Sources, versions and fates of the sample portals."""

    def __init__(self, portals: Mapping[str, SourceInfo], articles: Mapping[str, Article]) -> None:
        self._portals, self._articles = portals, articles
        self.fates: dict[tuple[str, str], Fate] = {}
        self.older: dict[str, Article] = {}
        self.known: dict[str, Person] = {}
        self.late = ""

    def sources(self) -> Mapping[str, SourceInfo]:
        return self._portals

    def versions(self, article_id: str) -> Sequence[Version]:
        if article_id not in self._articles:
            return ()
        fetched_at = self._articles[article_id].fetched_at
        assert fetched_at
        first = Version(version=1, fetched_at=fetched_at)
        changed = Version(version=2, fetched_at=fetched_at + timedelta(days=1))
        return (changed, first) if article_id in self.older else (first,)

    def article(self, article_id: str, version: int) -> Article | None:
        if version == 1 and article_id in self.older:
            return self.older[article_id]
        return self._articles.get(article_id) if version <= len(self.versions(article_id)) and version > 0 else None

    def snapshot(self, article_id: str, version: int, *, max_characters: int) -> SnapshotText | None:
        told = self.article(article_id, version)
        if told is None or told.fetched_at is None:
            return None
        text = f"<html><h1>{told.title}</h1>\n<script>alert(1)</script>\n{told.body}</html>"[:max_characters]
        return SnapshotText(url=told.url, fetched_at=told.fetched_at, status=200, media_type="text/html", text=text)

    def people(self, *, ids: Sequence[str] = (), names: Sequence[str] = ()) -> Sequence[Person]:
        keys = {name_key(name) for name in names}
        return [p for known, p in self.known.items() if known in ids or name_key(p.name) in keys]

    def person_ids(self, article_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for known, person in self.known.items():
            if not set(article_ids).isdisjoint(person.article_ids):
                found.setdefault(name_key(person.name), []).append(known)
        return found

    def fate(self, unit: Kept, document_id: str) -> Fate | None:
        return self.fates.get((unit, document_id))

    def late_night(self) -> str:
        return self.late

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        states = ("complete", "complete", "failed")
        day = TODAY - timedelta(days=1)
        rows = [
            CoverageRow(source_id=source, day=day, state=state, new=3, text_changed=1)
            for source, state in zip(self._portals, states, strict=False)
        ]
        return [row for row in rows if row.day >= since]

    def asked_since(self) -> Mapping[str, date]:
        first: dict[str, date] = {}
        for row in self.coverage(date.min):
            first[row.source_id] = min(row.day, first.get(row.source_id, row.day))
        return first

    def depth(self) -> Sequence[DepthRow]:
        """Every month of a source that has articles, and nothing left to fetch."""
        months = Counter(
            (told.source_id, f"{told.published_at:%Y-%m}" if told.published_at else "")
            for told in self._articles.values()
        )
        return [DepthRow(source_id=source, month=month, articles=n) for (source, month), n in sorted(months.items())]
