"""What a night shows of how a source's pages are read: the fields whose rules broke, and rules learned in their place.

A field that broke is distrusted from the first page that shows it on, and read by the next way until an operator accepts
the rules proposed, or the old ones read it again. Nothing is asked of the portal: all is judged by stored pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from pathlib import Path

import msgspec

from pipeline import clock
from pipeline.breakage import why_broken
from pipeline.distrust import Distrust, keep_distrust, lift_distrust, read_distrust, trusted
from pipeline.ledger.redesigns import BrokenField, Judged, judged, keep_broken, keep_judged, read_again
from pipeline.newest_pages import MOST, NewestPages, newest_pages
from pipeline.proposals import Example, examples, keep_proposal, proposal_path, propose
from pipeline.readings import reading_key
from pipeline.workplace import Workplace
from records.article import Article
from records.platform import FieldName
from records.rejection import Rejection
from records.snapshot import Snapshot
from records.source import Source
from transforms.extract import extract
from transforms.extract.decode import to_utf8
from transforms.extract.selecting import Page
from transforms.learn.breakage import Broken, Past, broken, remember
from transforms.learn.study import general_text
from transforms.reader import JSON_TYPES

_FEWEST = 8  # pages read as articles from which there is anything to remember, or to learn from
_TAUGHT = 6  # pages of which a general extractor is asked: it takes as long as all else together
_CULPRIT = 0.8  # the share of the pages missed that are read as soon as a field is left aside
_Read = list[tuple[Snapshot, Article | Rejection]]


@dataclass(frozen=True)
class Redesign:
    """What a night showed of a source: the fields broken, since which page; the rules proposed, with examples; and
    whether what was read is to be read again (`is_reread`), since a field is distrusted or trusted anew."""

    source_id: str
    broken: tuple[BrokenField, ...] = ()
    since: datetime | None = None
    proposed: Path | None = None
    examples: tuple[Example, ...] = ()
    note: str = ""
    is_reread: bool = False

    @property
    def failure(self) -> str:
        """The broken fields in a line, "" where there are none."""
        return f"{self.source_id}: {why_broken(self.broken)}" if self.broken else ""


def look_for_redesign(place: Workplace, source_id: str, night: date) -> Redesign:
    """Judges a source by its newest pages, once for each part that came in. Raises HomeError where they can't be read."""
    home, ledger = place.settings.folders, place.ledger
    source = place.registry.sources.get(source_id)
    if source is None or source.level == "import":
        return Redesign(source_id)
    with ledger.read() as connection:
        known = judged(connection, source_id)
    # What was read while all its rules were trusted need not be read again.
    key = "" if source.distrusted else reading_key(source, place.registry.platforms)
    newest = newest_pages(home, ledger, source_id, after=known.part_id, key=key)
    if newest.part_id <= known.part_id and not source.distrusted:
        return Redesign(source_id)
    return _Look(place, source, known, newest, night).outcome()


class _Look:
    """One look at a source's newest pages, as its rules read them when all are trusted."""

    def __init__(self, place: Workplace, source: Source, known: Judged, newest: NewestPages, night: date) -> None:
        self._place, self._source, self._known, self._newest, self._night = place, source, known, newest, night
        self._trusted = trusted(source)
        self._read: _Read = [
            (page, self._known_as(page) or self._extracted(page, self._trusted)) for page in newest.pages
        ]

    def outcome(self) -> Redesign:
        """What the pages show, kept in the ledger and in the home."""
        past = msgspec.json.decode(self._known.past, type=Past) if self._known.past else None
        found = [read for _, read in self._read]
        taught = self._taught()
        broke = broken(past, found, taught=taught) if past else ()
        if broke:
            broke = self._with_culprit(broke)
            result, tried = self._broken(broke)
        else:
            past = self._remembered(past, found, taught)
            result, tried = self._whole(past)
        kept = msgspec.json.encode(past).decode() if past else ""
        now_known = Judged(past=kept, part_id=self._newest.part_id, tried=tried)
        ledger, source_id = self._place.ledger, self._source.id
        with ledger.begin() as connection:
            keep_broken(connection, source_id, self._night, result.broken)
            if result.is_reread and result.since:
                read_again(connection, source_id, result.since)
        if result.is_reread and result.since:
            self._settle(result, result.since)
        # Last of all, by itself: killed before it, the next look judges the same pages and does the rest.
        with ledger.begin() as connection:
            keep_judged(connection, source_id, now_known)
        return result

    def _settle(self, result: Redesign, since: datetime) -> None:
        """Distrusts what broke, or trusts again what was distrusted."""
        home, source_id = self._place.settings.folders, self._source.id
        if result.broken:
            fields = tuple(one.field for one in result.broken)
            keep_distrust(home, source_id, Distrust(fields=fields, since=since, why=why_broken(result.broken)))
        else:
            lift_distrust(home, source_id)
            home.proposal(source_id).unlink(missing_ok=True)

    def _known_as(self, page: Snapshot) -> Article | Rejection | None:
        """What a page of HTML was read as by these rules; a text or a record is read another way than here."""
        is_text = page.media_type in JSON_TYPES or page.media_type == "text/plain"
        return None if is_text else self._newest.read.get((page.warc_file, page.warc_offset))

    def _extracted(self, page: Snapshot, source: Source) -> Article | Rejection:
        return extract(page, source=source, platforms=self._place.registry.platforms)

    def _taught(self) -> dict[str, str]:
        """A general extractor's text of the newest articles."""
        found = [(page, read) for page, read in self._read if isinstance(read, Article) and read.by_rules]
        return {
            read.url: text
            for page, read in found[-_TAUGHT:]
            if (text := general_text(Page(to_utf8(page.body, page.charset)), read.url))
        }

    def _remembered(
        self, past: Past | None, found: Sequence[Article | Rejection], taught: dict[str, str]
    ) -> Past | None:
        """The past with these pages in it; none where too little was read by rules to tell anything by."""
        if sum(_is_by_rules(read) for read in found) < _FEWEST or not self._newest.new:
            return past
        return remember(found, at=clock.now(), taught=taught, past=past)

    def _with_culprit(self, broke: tuple[Broken, ...]) -> tuple[Broken, ...]:
        """Where pages are not read as a whole: the one field without which they are, if it is one."""
        missed = [page for page, read in self._read if not _is_by_rules(read)]
        fields: tuple[FieldName, ...] = ("title", "published_at")
        if not missed or not broke[0].why.startswith("the rules read"):
            return broke
        for field in fields:
            other = msgspec.structs.replace(self._trusted, distrusted=(field,))
            if sum(_is_by_rules(self._extracted(page, other)) for page in missed) >= _CULPRIT * len(missed):
                rest = tuple(one for one in broke[1:] if one.field != field)
                return (Broken(field=field, why=broke[0].why), *rest)
        return broke

    def _broken(self, broke: tuple[Broken, ...]) -> tuple[Redesign, int]:
        """Distrusts the fields from the first page on that shows them broken, and proposes rules learned since."""
        home, source = self._place.settings.folders, self._source
        fields = tuple(one.field for one in broke)
        told = tuple(BrokenField(field=one.field, why=one.why) for one in broke)
        before = read_distrust(home).get(source.id)
        since = self._since(broke[0].field)
        since = min(before.since, since) if before else since
        is_new = before is None or (before.fields, before.since) != (fields, since)
        pages = [page for page, _ in self._read if page.fetched_at >= since]
        path, shown, tried = self._proposed(pages, since, fields, why_broken(told))
        note = f"{source.id}: {_listed(fields)} read by the next way since {since:%Y-%m-%d %H:%M}"
        note += f"; {_way_out(source.id)}" if path else "; no new rules could be learned yet"
        return Redesign(source.id, told, since, path, tuple(shown), note, is_reread=is_new), tried

    def _whole(self, past: Past | None) -> tuple[Redesign, int]:
        """Trusts again what was distrusted; where no rules read the source, proposes some."""
        home, source, tried = self._place.settings.folders, self._source, self._known.tried
        before = read_distrust(home).get(source.id)
        if before is not None and past is not None and self._newest.new:
            note = f"{source.id}: its rules read {_listed(before.fields)} again"
            return Redesign(source.id, since=before.since, note=note, is_reread=True), tried
        articles = sum(isinstance(read, Article) for _, read in self._read)
        unruled = sum(isinstance(read, Article) and not _is_by_rules(read) for _, read in self._read)
        if unruled < max(_FEWEST, articles / 2):
            return Redesign(source.id), tried
        path, shown, tried = self._proposed([page for page, _ in self._read], None, (), "no rules read its pages")
        note = f"{source.id}: read without rules; {_way_out(source.id)}" if path else ""
        return Redesign(source.id, proposed=path, examples=tuple(shown), note=note), tried

    def _proposed(
        self, pages: list[Snapshot], since: datetime | None, fields: tuple[FieldName, ...], why: str
    ) -> tuple[Path | None, list[Example], int]:
        """The proposal kept, if there is one; after a vain try again only with twice the pages."""
        path, tried = proposal_path(self._place, self._source.id), self._known.tried
        if path.exists():
            return path, [], tried
        if len(pages) < max(_FEWEST, min(2 * tried, MOST)):
            return None, [], tried
        new = propose(self._place, self._trusted, pages, since=since, broken=fields)
        if new is None:
            return None, [], len(pages)
        kept = keep_proposal(self._place, new, why=why)
        meanwhile = msgspec.structs.replace(self._trusted, distrusted=fields, distrusted_since=since)
        return kept, examples(self._place, meanwhile, new, pages), len(pages)

    def _since(self, field: FieldName) -> datetime:
        """When the first page was fetched that shows the field broken: where the pages part best into good and bad."""
        bad = [not _is_by_rules(read) or (field != "body" and not getattr(read, field)) for _, read in self._read]
        # How many pages stand on their right side if the redesign came before page n.
        sides = [good + sum(bad[n:]) for n, good in enumerate(accumulate((not b for b in bad), initial=0))]
        first = max(range(len(bad)), key=lambda n: (sides[n], n)) if any(bad) else len(bad) - max(1, self._newest.new)
        return self._read[max(0, first)][0].fetched_at


def _is_by_rules(read: Article | Rejection) -> bool:
    return isinstance(read, Article) and read.by_rules


def _listed(fields: Sequence[str]) -> str:
    return ", ".join(fields)


def _way_out(source_id: str) -> str:
    return f"new rules are proposed: khotin sources check {source_id} --accept"
