"""What a reader should know of the archive before trusting it: how much it holds, how far back, who runs it."""

from collections.abc import Sequence

from records.base import Record
from search.engine import Reader
from search.protocols import Archive, DepthRow
from search.query import Query
from search.web.i18n import Language

PATH = "/about"


class Reaching(Record, frozen=True):
    """How far back the archive goes: its oldest month in words ("" where no article has a date), the sources of which
    anything is known, those of them that are read to the bottom, and pages that were found and wait to be read."""

    oldest: str
    sources: int
    whole: int
    waiting: int


class About(Record, frozen=True):
    """Everything the page shows: articles (reprints too), events, agreements, the sources of the articles; `contact` is the
    operator's address as given, `mail` the same where it is one of mail."""

    articles: int
    events: int
    agreements: int
    sources: int
    reaching: Reaching
    contact: str
    mail: str
    address: str
    today: str


def about(
    engine: Reader, archive: Archive, lang: Language, *, contact: str, mail: str, address: str, today: str
) -> About:
    """Asks the engine and the archive for what the page shows."""
    counted = engine.count(["source"], Query(with_reprints=True))
    linked = [engine.search(Query(unit=unit, limit=0), facets=False).total for unit in ("events", "agreements")]
    return About(
        articles=counted.total,
        events=linked[0],
        agreements=linked[1],
        sources=len(counted.rows),
        reaching=reaching(archive.depth(), lang),
        contact=contact,
        mail=mail,
        address=address,
        today=today,
    )


def reaching(rows: Sequence[DepthRow], lang: Language) -> Reaching:
    """What the archive's depth comes to over all sources."""
    oldest = min((row.month for row in rows if row.month and row.articles), default="")
    known, open_ = {row.source_id for row in rows}, {row.source_id for row in rows if not row.is_whole}
    waiting = sum(row.waiting for row in rows)
    return Reaching(oldest=lang.day(oldest), sources=len(known), whole=len(known - open_), waiting=waiting)
