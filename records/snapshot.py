"""The bytes of one page at one moment, and where in the archive they lie."""

from datetime import datetime
from typing import Literal

from records.base import Record


class Snapshot(Record, frozen=True):
    """One fetched (or imported) page.

    `url` is the canonical address it was asked for, `final_url` the canonical address that answered; `headers` have
    lower-case names. `listed_section` and `listed_at` are what the listing or feed said of it,
    `listed_in` which of them gave the time, and `listed_titles` what they call it. `media_type` is without
    parameters; `charset` is what the header declares, "" where nothing. WARC file and offset are filled by the archive.
    """

    url: str
    final_url: str
    source_id: str
    fetched_at: datetime
    run_id: str
    status: int = 200
    headers: dict[str, str] = {}
    media_type: str = "text/html"
    charset: str = ""
    body: bytes = b""
    digest: str = ""
    listed_section: str = ""
    listed_at: datetime | None = None
    listed_in: Literal["", "feed", "sitemap", "listing"] = ""
    listed_titles: tuple[str, ...] = ()
    imported: bool = False
    warc_file: str = ""
    warc_offset: int = 0
