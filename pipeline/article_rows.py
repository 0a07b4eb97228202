"""An article's row in the ledger, made of its archived pages and of what was read of the one that is shown."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pipeline.clock import VIETNAM
from pipeline.linking.book import SILENT, Keys, keys_of
from pipeline.linking.corrected import InForce, corrected_facts
from pipeline.linking.facts import LinkFacts, article_facts
from pipeline.linking.sketch import unpack
from records.article import Article
from records.base import decode, encode
from transforms.addresses import digest
from transforms.text import composed, one_tone_placement

Row = dict[str, Any]
# A word, or a sign that makes another figure of the digits beside it: between them ("1,2", "1-2", "1 - 2"), before them
# ("-5", "< 5") or after ("5 %").
_WORD = re.compile(
    r"\w+|(?<=\d)[^\w\s]+(?=\d)|(?<=\d)[^\S\n]*-(?=[^\S\n]*\d)"
    r"|(?<!\w)[-+](?=\d)|[<>≤≥±≈~$€£](?=[^\S\n]*\d)|(?<=\d)[^\S\n]*[%‰°$€£+]"
)
_DASHES = re.compile("[‐‑‒–—−]")


def page_row(part_id: int, line: int, offset: int, article: Article, *, sealed_at: datetime) -> Row:
    """One archived page that was read as an article; its version is not known yet."""
    return {
        "part_id": part_id,
        "line": line,
        "article_id": article.article_id,
        "warc_offset": offset,
        "fetched_at": article.fetched_at or sealed_at,
        "text_digest": article.text_digest,
        "record_digest": digest(encode(article)),
        "wording": wording(article),
        "version": 0,
    }


def wording(article: Article) -> str:
    """A digest of the words of title and text: where they stand on the page, and the signs between them, make no
    difference, so that a redesign of the same text is no new version. Signs of figures do: they are what gets corrected."""
    title, text = article.title or "", f"{article.lead or ''} {article.body}"
    return digest(*(" ".join(_words(part)) for part in (title, text)))


def _words(text: str) -> Iterator[str]:
    # As a pattern: `translate` asks its table for each letter, which takes ten times as long.
    return map(str.strip, _WORD.findall(_DASHES.sub("-", one_tone_placement(composed(text)))))


def place(row: Mapping[str, Any]) -> tuple[int, int]:
    """Where a page's reading stands: part and line."""
    return row["part_id"], row["line"]


def number_versions(pages: list[Row]) -> None:
    """Puts an article's pages in order and gives each its version: a new one wherever the words are others than before."""
    pages.sort(key=lambda page: (page["fetched_at"], *place(page)))
    version = 0
    before: Row | None = None
    for page in pages:
        version += before is None or not _is_same_text(before, page)
        before, page["version"] = page, version


def _is_same_text(one: Row, other: Row) -> bool:
    """Whether two pages tell the same; by the whole text where the words alone were not kept yet."""
    worded = one["wording"] is not None and one["wording"] == other["wording"]
    return worded or bool(one["text_digest"] == other["text_digest"])


def shown(pages: list[Row]) -> Row:
    """The page of an article that is shown: the first with the newest version's text."""
    return next(page for page in pages if page["version"] == pages[-1]["version"])


def article_row(
    article: Article, page: Row, first: Row, old: Mapping[str, Any] | None, force: InForce
) -> tuple[Row, Keys]:
    """The row (without number and change) of an article as a page tells it, and the keys it is linked by.

    `first` is the first of its pages, `old` its row so far; `force` are the corrections in force.
    """
    facts, sketch = article_facts(article)
    row: Row = dict(old) if old else {
        "article_id": article.article_id, "first_seen_at": first["fetched_at"], "state": "present", "gone_on": None,
        "group_id": article.article_id, "is_lead": True, "event_ids": "[]", "reprint_ids": "[]",
    }  # fmt: skip
    row |= {
        "source_id": article.source_id,
        "url": article.url,
        "version": page["version"],
        "text_digest": article.text_digest,
        "first_seen_at": min(row["first_seen_at"], first["fetched_at"]),
        "published_at": article.published_at,
        "part_id": page["part_id"],
        "line": page["line"],
        "state": state_of(row, force),
        "sort_key": sort_key(article.published_at, article.article_id),
        "sketch": sketch.pack(),
        "facts": encode(facts),
    }
    return row, {} if row["state"] in SILENT else keys_of(corrected_facts(facts, force), sketch)


def state_of(row: Mapping[str, Any], force: InForce) -> str:
    """The state of an article of which a page is there."""
    if row["article_id"] in force.suppressed:
        return "suppressed"
    return "present" if row["state"] in SILENT else str(row["state"])


def stored_keys(row: Mapping[str, Any], force: InForce) -> Keys:
    """The keys that an article was linked by as its stored row has it, under the corrections in force then."""
    if row["state"] in SILENT:
        return {}
    return keys_of(corrected_facts(decode(row["facts"], LinkFacts), force), unpack(row["sketch"]))


def sort_key(day: datetime | None, article_id: str) -> str:
    """Unique, orders by date; what has no date stands before everything dated."""
    moment = day.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S") if day else "0" * 14
    return f"{moment}-{article_id}"


def owned_by_another(row: Mapping[str, Any] | None, article: Article) -> str:
    """Why an article can't have its id ("" if it can): two sources may give one id (or address) only to one text.

    Else the one would take the other's article over: its own source would never ask for it again.
    """
    if row is None or row["source_id"] == article.source_id or row["text_digest"] == article.text_digest:
        return ""
    return (
        f"article id {article.article_id!r} is given by source {row['source_id']!r} ({row['url'] or 'no url'}) and by "
        f"source {article.source_id!r} ({article.url or 'no url'}) for different texts: give one of them another id"
    )
