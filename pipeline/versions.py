"""Articles and their versions: takes readings into the ledger. Another text is a new version; better code is not.

An article's versions follow from its archived pages alone, in the order in which they were fetched: whatever the order
in which parts come in, or are read again, the outcome is the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select, update

from pipeline.article_rows import (
    Row,
    article_row,
    number_versions,
    owned_by_another,
    page_row,
    place,
    shown,
    stored_keys,
)
from pipeline.home import Home
from pipeline.ledger.database import number_rows
from pipeline.ledger.sql import delete_rows, insert_new, select_in, update_rows
from pipeline.ledger.tables import articles, pages, parts, runs
from pipeline.linking.book import Keys, renew_keys
from pipeline.linking.corrected import NONE, InForce
from pipeline.readings import Reading, read_lines, read_readings
from records.article import Article

# Lines of readings taken in at once.
BATCH = 1000
_Old = Mapping[str, Mapping[str, Any]]


@dataclass
class TakenIn:
    """What taking readings in changed: how many articles are new, which to link again, which ids were claimed twice."""

    new: int = 0
    touched: dict[str, None] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    # Only articles whose version moved, with what it was at first: parts read again may move it there and back.
    moved: dict[str, list[int]] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """Articles with a new version."""
        return sum(first < last for first, last in self.moved.values())

    def add(self, other: "TakenIn") -> None:
        """Adds what a later taking changed; which of its articles to link again is its own."""
        self.new += other.new
        self.conflicts += other.conflicts
        for known, (had, has) in other.moved.items():
            self.moved.setdefault(known, [had, has])[1] = has

    def note(self, article_id: str, had: int | None, has: int) -> None:
        """Takes down the version an article had (None: it is new), and has."""
        if had is None:
            self.new += 1
        elif had != has:
            self.moved.setdefault(article_id, [had, has])[1] = has


class PartTaking:
    """Takes one part's reading into `pages` and `articles`, some lines at a time. Doing it again changes nothing.

    Killed between its batches, what was taken in stays and the part counts as not taken in.
    """

    def __init__(self, connection: Connection, home: Home, part_id: int, force: InForce = NONE) -> None:
        self._home, self._force = home, force
        self._part = connection.execute(select(parts).where(parts.c.id == part_id)).one()
        query = select(pages.c.line, pages.c.article_id).where(pages.c.part_id == part_id)
        self._told = {row.line: row.article_id for row in connection.execute(query)}

    def batches(self) -> Iterator[dict[int, Reading]]:
        """The lines of the reading that tell of an article, or told of one before."""
        lines = read_readings(self._home, self._part.reading)
        found = (pair for pair in lines if pair[1].article is not None or pair[0] in self._told)
        while batch := dict(islice(found, BATCH)):
            yield batch

    def take(self, connection: Connection, batch: Mapping[int, Reading], taken: TakenIn) -> None:
        """Takes in one batch."""
        _Batch(connection, self._home, self._part, taken, self._force).take(batch, self._told)

    def end(self, connection: Connection) -> None:
        """Notes that all of the reading is taken in."""
        done = update(parts).where(parts.c.id == self._part.id).values(linked_key=self._part.reading_key)
        connection.execute(done)


def take_part(connection: Connection, home: Home, part_id: int, taken: TakenIn, force: InForce = NONE) -> None:
    """Takes one part's reading in as a whole."""
    taking = PartTaking(connection, home, part_id, force)
    for batch in taking.batches():
        taking.take(connection, batch, taken)
    taking.end(connection)


class _Batch:
    """Some lines of a part's reading, taken in together."""

    def __init__(self, connection: Connection, home: Home, part: Any, taken: TakenIn, force: InForce) -> None:
        self._connection, self._home, self._part, self._taken, self._force = connection, home, part, taken, force

    def take(self, batch: Mapping[int, Reading], told: Mapping[int, str]) -> None:
        """Puts what the lines tell in place of what they told before."""
        ids = {told[line]: None for line in batch if line in told}
        ids |= {reading.article.article_id: None for reading in batch.values() if reading.article}
        rows = select_in(self._connection, select(articles), articles.c.article_id, ids)
        old: _Old = {row.article_id: row._mapping for row in rows}
        stored = [dict(row._mapping) for row in select_in(self._connection, select(pages), pages.c.article_id, ids)]
        known: dict[str, list[Row]] = {article_id: [] for article_id in ids}
        for page in stored:
            if page["part_id"] != self._part.id or page["line"] not in batch:
                known[page["article_id"]].append(dict(page))
        read = self._put(batch, told, known, old)
        records = {place(page): page["record_digest"] for page in stored}
        now = {known_id: self._settled(own, old.get(known_id), records, read) for known_id, own in known.items()}
        self._write_pages({place(page): page for page in stored}, known)
        self._write_articles(known, old, now)

    def _put(
        self, batch: Mapping[int, Reading], told: Mapping[int, str], known: dict[str, list[Row]], old: _Old
    ) -> dict[tuple[int, int], Article]:
        """Adds the lines' pages to their articles'; an article whose id is another's is left out, and named."""
        owners, read = dict(old), {}
        for line, reading in batch.items():
            article = reading.article
            if article is None:
                continue
            # What was taken in stays in: only other code reads it as another text now.
            stands = told.get(line) == article.article_id
            conflict = "" if stands else self._conflict(owners.get(article.article_id), article)
            if conflict:
                self._taken.conflicts.append(conflict)
                continue
            own = {
                "source_id": article.source_id, "url": article.url, "text_digest": article.text_digest,
                "part_id": self._part.id,
            }  # fmt: skip
            owners.setdefault(article.article_id, own)
            page = page_row(self._part.id, line, reading.warc_offset, article, sealed_at=self._part.sealed_at)
            known[article.article_id].append(page)
            read[place(page)] = article
        return read

    def _conflict(self, owner: Mapping[str, Any] | None, article: Article) -> str:
        """Why an article can't have its id, "" if it can: a crawled page may take the place of an imported one."""
        conflict = owned_by_another(owner, article)
        if not conflict or owner is None or not article.url or owner["url"] != article.url:
            return conflict
        return "" if self._crawled(self._part.id) and not self._crawled(owner["part_id"]) else conflict

    def _crawled(self, part_id: int) -> bool:
        query = select(runs.c.command).join(parts, parts.c.run_id == runs.c.run_id).where(parts.c.id == part_id)
        return bool(self._connection.scalar(query) == "crawl")

    def _write_pages(self, before: Mapping[tuple[int, int], Row], known: Mapping[str, list[Row]]) -> None:
        now = {place(page): page for own in known.values() for page in own}
        delete_rows(self._connection, pages, [page for where, page in before.items() if where not in now])
        insert_new(self._connection, pages, [page for where, page in now.items() if where not in before])
        update_rows(self._connection, pages, [p for where, p in now.items() if before.get(where, p) != p])

    def _settled(
        self,
        own: list[Row],
        row: Mapping[str, Any] | None,
        records: Mapping[tuple[int, int], str],
        read: Mapping[tuple[int, int], Article],
    ) -> Article | None:
        """Numbers an article's pages; returns what its row is to tell, None where it stays as it is or no page is left.

        A page that its part's reading, renewed but not taken in yet, no longer knows for the article is left out.
        """
        while own:
            number_versions(own)
            page = shown(own)
            if row is not None and _is_there(row) and _as_it_was(row, page, own, records):
                return None
            if article := read.get(place(page)) or self._read_again(page):
                return article
            own.remove(page)
        return None

    def _write_articles(self, known: Mapping[str, list[Row]], old: _Old, now: Mapping[str, Article | None]) -> None:
        """Writes the rows of articles whose shown page is another one, or tells something else than it did."""
        rows: list[Row] = []
        keys: dict[str, Keys] = {}
        for article_id, own in known.items():
            row, article = old.get(article_id), now[article_id]
            if not own and row is not None and _is_there(row):
                rows.append(dict(row) | {"state": "withdrawn"})
            if article is None:
                continue
            page = shown(own)
            self._taken.note(article_id, row["version"] if row is not None else None, page["version"])
            new, keys[article_id] = article_row(article, page, own[0], row, self._force)
            rows.append(new)
        _write(self._connection, rows, keys, old, self._force)
        self._taken.touched |= {row["article_id"]: None for row in rows}

    def _read_again(self, page: Row) -> Article | None:
        """The article of a page taken in earlier, from its part's reading; None where that tells of it no more."""
        query = select(parts.c.reading).where(parts.c.id == page["part_id"])
        name = self._connection.scalars(query).one()
        found = (r.article for _, r in read_lines(self._home, name, [page["line"]]))
        return next((a for a in found if a is not None and a.article_id == page["article_id"]), None)


def _is_there(row: Mapping[str, Any]) -> bool:
    return bool(row["state"] != "withdrawn")


def _as_it_was(row: Mapping[str, Any], page: Row, own: list[Row], records: Mapping[tuple[int, int], str]) -> bool:
    """Whether an article's row shows the page already, as it is now read, with the right version and first day."""
    same_page = place(row) == place(page) and records.get(place(page)) == page["record_digest"]
    return same_page and row["version"] == page["version"] and row["first_seen_at"] <= own[0]["fetched_at"]


def _write(connection: Connection, rows: list[Row], keys: Mapping[str, Keys], old: _Old, force: InForce) -> None:
    """Inserts or replaces article rows, each with a change number of its own, and renews their keys."""
    fresh = [row for row in rows if row["article_id"] not in old]
    changed = [row for row in rows if row["article_id"] in old]
    number_rows(connection, "article", "number", fresh)
    number_rows(connection, "change", "change", rows)
    insert_new(connection, articles, fresh)
    update_rows(connection, articles, changed)
    before = {row["number"]: stored_keys(old[row["article_id"]], force) for row in changed}
    renew_keys(connection, before, {row["number"]: keys.get(row["article_id"], {}) for row in rows})
