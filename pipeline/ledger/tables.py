"""The ledger's tables: every address ever seen and what became of it, the archive's parts, articles and their links."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from pipeline.ledger.columns import Moment

metadata = MetaData()
# Sort keys begin with the date; those of articles without one begin with zeros and stand below this.
UNDATED = "1"

# A named number that only grows: "change" for documents' external versions, "article", "events", "agreements" for ids.
counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Integer, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("run_id", String(100), primary_key=True),
    Column("command", String(32), nullable=False),
    Column("source_id", String(64), nullable=False),
    Column("night", Date, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("state", String(16), nullable=False),  # running, done, failed, killed
    Column("error", Text, nullable=False, default=""),
    Column("stats", Text, nullable=False, default="{}"),  # JSON
    Column("discovered", Integer, nullable=False, default=0),  # addresses of articles that were new to the ledger
    Column("counts", Text, nullable=False, default="{}"),  # JSON: articles' addresses by their end in it (ends.py)
    Column("night_ends", Text),  # JSON: the same of all runs of its source and night, where there are several
    Index("runs_by_source", "source_id", "state"),
    Index("runs_by_night", "night"),
)

# An address belongs to a source: what one source knows of it never hides it from another.
addresses = Table(
    "addresses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", String(64), nullable=False),
    Column("url", Text, nullable=False),  # canonical, or "khotin:…" for what was imported without an address
    Column("kind", String(16), nullable=False),
    Column("section", Text, nullable=False, default=""),
    Column("listed_at", Moment),
    Column("discovered_at", Moment, nullable=False),
    Column("fetched_at", Moment),  # last answer that was the page
    Column("verdict", String(16)),  # of the last run that asked; null: never asked
    Column("reason", Text, nullable=False, default=""),
    Column("etag", Text, nullable=False, default=""),
    Column("last_modified", Text, nullable=False, default=""),
    Column("digest", String(64), nullable=False, default=""),
    Column("gone_since", Date),  # first night of an unbroken row of 404 or 410
    Column("gone", Boolean, nullable=False, default=False),  # so on two different nights
    UniqueConstraint("source_id", "url", name="addresses_once"),
    Index("addresses_gone", "gone_since", "source_id"),
    Index("addresses_waiting", "source_id", "kind", "verdict"),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("run_id", String(100), ForeignKey("runs.run_id"), primary_key=True),
    Column("address_id", Integer, ForeignKey("addresses.id"), primary_key=True),
    Column("verdict", String(16), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("status", Integer),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# Every page in the archive, by address and moment: what was taken in once is known again, and where it lies.
captures = Table(
    "captures",
    metadata,
    Column("address_id", Integer, ForeignKey("addresses.id"), primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("part_id", Integer),
    Column("warc_offset", BigInteger),
    Column("is_page", Boolean),  # else a note that the page was as it had been
    sqlite_with_rowid=False,
)

parts = Table(
    "parts",
    metadata,
    Column("id", Integer, primary_key=True),  # in the order in which parts came in
    Column("part", String(200), nullable=False, unique=True),  # file below snapshots/
    Column("source_id", String(64), nullable=False, index=True),
    Column("run_id", String(100), nullable=False),
    Column("records", Integer, nullable=False),  # pages; notes that one is as it was don't count
    Column("bytes", BigInteger, nullable=False),
    Column("sealed_at", Moment, nullable=False),
    Column("reading", String(250)),  # file below readings/; null: not yet read
    Column("reading_key", String(64)),
    Column("articles", Integer, nullable=False, default=0),
    Column("rejections", Integer, nullable=False, default=0),
    Column("quarantined", Integer, nullable=False, default=0),
    Column("by_rules", Integer, nullable=False, default=0),  # of the articles, those read by rules, not the fallback
    Column("linked_key", String(64)),  # reading_key that link has taken in
    Column("rejected", Text),  # JSON: the rejections by reason; null where read before that was kept
)

# Every archived page that was read as an article. Its version follows from the others of the article alone.
pages = Table(
    "pages",
    metadata,
    Column("part_id", Integer, ForeignKey("parts.id"), primary_key=True),
    Column("line", Integer, primary_key=True),  # of the part's reading, from 0
    Column("article_id", Text, nullable=False, index=True),
    Column("warc_offset", BigInteger, nullable=False),
    Column("fetched_at", Moment, nullable=False),
    Column("text_digest", String(64), nullable=False),
    Column("record_digest", String(20), nullable=False),  # of all that was read of the page
    Column("wording", String(20)),  # of the words of title and text alone; null where taken in before it was kept
    Column("version", Integer, nullable=False),
    # Only those: what a day changed is asked for, and nearly all pages are of a first version.
    Index("pages_changed", "fetched_at", sqlite_where=text("version > 1"), postgresql_where=text("version > 1")),
    sqlite_with_rowid=False,
)

articles = Table(
    "articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("source_id", String(64), nullable=False),
    Column("url", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("text_digest", String(64), nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Column("published_at", Moment),
    Column("part_id", Integer, ForeignKey("parts.id"), nullable=False),  # whose reading holds the version shown
    Column("line", Integer, nullable=False),
    # present, gone; withdrawn: better reading found no article; suppressed: by a correction, must not be shown
    Column("state", String(16), nullable=False),
    Column("gone_on", Date),
    Column("change", Integer, nullable=False, index=True),
    Column("sort_key", Text, nullable=False),
    Column("group_id", Text, nullable=False, index=True),
    Column("is_lead", Boolean, nullable=False),
    Column("event_ids", Text, nullable=False),  # JSON, in the order of the article's events
    Column("reprint_ids", Text, nullable=False),  # JSON
    Column("sketch", LargeBinary, nullable=False),  # of the text, to know it again in reprints
    Column("facts", LargeBinary, nullable=False),  # what else linking needs of the article, JSON
    Index("articles_newest", "source_id", "sort_key", "state"),
    Index("articles_by_address", "source_id", "url"),
    # Only those: an index of all states would tempt SQLite to begin with everything present.
    Index("articles_gone", "article_id", sqlite_where=text("state = 'gone'"), postgresql_where=text("state = 'gone'")),
)

# Articles (by number) that share a key are compared when linking.
link_keys = Table(
    "link_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Integer, primary_key=True, autoincrement=False),
    Column("hint", LargeBinary),  # what tells most of those that share it apart; null: not kept
    sqlite_with_rowid=False,
)

# Events, agreements and people: ids are given once and read back at every rebuild; ids merged away redirect.
linked = Table(
    "linked",
    metadata,
    Column("unit", String(16), primary_key=True),  # events, agreements, people
    Column("id", String(64), primary_key=True),
    Column("change", Integer, nullable=False, index=True),
    Column("state", String(16), nullable=False),  # present, merged, dissolved; withheld: by a correction, no event
    Column("merged_into", String(64)),
    Column("record", LargeBinary, nullable=False),
    Column("note", Text, nullable=False, default=""),
)

# A telling (or mention) is an article and a position in it, and belongs to one id.
linked_members = Table(
    "linked_members",
    metadata,
    Column("unit", String(16), primary_key=True),
    Column("article_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    Index("linked_members_by_id", "unit", "id"),
    sqlite_with_rowid=False,
)

# Which id a telling (or mention) belonged to when it was last told of: of a dissolved id, it brings that back.
former_members = Table(
    "former_members",
    metadata,
    Column("unit", String(16), primary_key=True),
    Column("article_id", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String(64), nullable=False),
    sqlite_with_rowid=False,
)

# How each source's pages were read while its rules fitted, and up to which part that was judged.
site_pasts = Table(
    "site_pasts",
    metadata,
    Column("source_id", String(64), primary_key=True),
    Column("past", Text, nullable=False),  # JSON; "" where there is none to judge by
    Column("part_id", Integer, nullable=False),  # the newest part judged
    Column("tried", Integer, nullable=False, default=0),  # pages there were when rules were last tried to be learned
)

# The fields that a night showed to be read wrongly or no more.
broken_fields = Table(
    "broken_fields",
    metadata,
    Column("source_id", String(64), primary_key=True),
    Column("night", Date, primary_key=True),
    Column("field", String(32), primary_key=True),
    Column("why", Text, nullable=False),
)

# One row: what tells this ledger from every other, so that no index is taken for another archive's.
identity = Table("identity", metadata, Column("id", String(32), primary_key=True))

# Documents that a build of an index refused; each run over it tries them again.
index_failures = Table(
    "index_failures",
    metadata,
    Column("engine", String(32), primary_key=True),
    Column("build", String(64), primary_key=True),  # "": not known which
    Column("unit", String(16), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("change", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("refused_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# The operator's corrections that are in force, and what each was found to be about when it was taken in.
corrections = Table(
    "corrections",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("file", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("anchors", Text, nullable=False),  # JSON: [unit, article, position] each
)

# People by name, for those who share one: lower case, tones placed one way.
person_names = Table(
    "person_names",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("id", String(64), primary_key=True),
    sqlite_with_rowid=False,
)

# Readers who asked to be told of a search's news. An address is kept while its reader is subscribed, and not longer.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", String(32), primary_key=True),  # drawn by lot
    Column("email", String(254), nullable=False),
    Column("search", Text, nullable=False),  # canonical query string
    Column("language", String(8), nullable=False),
    Column("frequency", String(8), nullable=False),  # run, daily
    Column("asked_at", Moment, nullable=False),
    Column("confirmed_at", Moment),  # null: not yet
    Column("upto", Integer, nullable=False, default=0),  # number of the last article that was looked at for it
    Column("sending_upto", Integer),  # the same of a letter that was begun: sent, or not, nobody knows
    Column("sent_at", Moment),
    # By the address' server, for good, since the last letter; of several within hours one counts.
    Column("refusals", Integer, nullable=False, default=0),
    Column("refused_at", Moment),
    Column("suspended_at", Moment),
    Column("suspended_why", Text, nullable=False, default=""),
    UniqueConstraint("email", "search", name="subscriptions_once"),
)

# Letters that visitors asked for, by a digest of the address ("": all together) and the hour.
letters_asked = Table(
    "letters_asked",
    metadata,
    Column("who", String(64), primary_key=True),
    Column("hour", Moment, primary_key=True),
    Column("letters", Integer, nullable=False),
)
