"""The whole way of one page, in one place: extract, clean, tell its language, tag it, find its events."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from records import Article, Image, Platform, Rejection, RejectionReason, Snapshot, Source
from records.places import provinces
from transforms.addresses import article_id, digest
from transforms.clean import clean, clean_line
from transforms.dates import VIETNAM
from transforms.events import EventFinder, load_event_finder
from transforms.extract import extract
from transforms.extract.decode import decode
from transforms.language import language_of
from transforms.saved_text import read_saved_text
from transforms.tag import Tagger, load_tagger
from transforms.text import composed

# Years in which something may be said to have been published or fetched.
_YEARS = range(1900, 2101)
JSON_TYPES = frozenset({"application/json", "application/x-ndjson"})


class Reader:
    """Reads snapshots with a set of sources and platforms. Holds no state that a page could change."""

    def __init__(
        self, sources: Mapping[str, Source], platforms: Mapping[str, Platform], tagger: Tagger, finder: EventFinder
    ) -> None:
        self._sources, self._platforms = sources, platforms
        self._tagger, self._finder = tagger, finder

    def read(self, snapshot: Snapshot, *, tags: bool = True) -> Article | Rejection:
        """The article on a page (or in a text, or a JSON record), or why it is none."""
        found = self.extract(snapshot)
        if isinstance(found, Rejection) or not tags:
            return found
        return self.tag(found)

    def extract(self, snapshot: Snapshot) -> Article | Rejection:
        """The article without tags."""
        if snapshot.media_type in JSON_TYPES:
            return read_given(snapshot)
        if snapshot.media_type == "text/plain":
            return self._saved_text(snapshot)
        return extract(snapshot, source=self._sources.get(snapshot.source_id), platforms=self._platforms)

    def _saved_text(self, snapshot: Snapshot) -> Article | Rejection:
        url = snapshot.final_url if snapshot.final_url.startswith("http") else ""
        text = decode(snapshot.body, snapshot.charset)
        if not text.strip():
            return Rejection(url=snapshot.final_url, reason=RejectionReason.EMPTY, detail="no text")
        return read_saved_text(text, fetched_at=snapshot.fetched_at, url=url, source_id=snapshot.source_id)

    def tag(self, article: Article) -> Article:
        """The article with its provinces, regions, sectors and events."""
        source = self._sources.get(article.source_id)
        province = provinces()[source.province].key if source and source.province else None
        tagged = self._tagger.tag(article, source_province=province)
        return self._tagger.place(msgspec.structs.replace(tagged, events=self._finder.find(tagged)))


def load_reader(sources: Mapping[str, Source], platforms: Mapping[str, Platform]) -> Reader:
    """A reader with the project's lexicons."""
    return Reader(sources, platforms, load_tagger(), load_event_finder())


_LINES = ("title", "section", "byline", "credit")


def given_article(
    row: Mapping[str, Any], *, source_id: str = "", fetched_at: datetime | None = None, as_given: bool = False
) -> Article:
    """The article that a JSON record in the shape of `khotin tag` describes.

    Keys read: id, url, title, lead, body, captions (a text or a list), section, byline, authors, credit, published_at
    (ISO 8601), source_id; all may be missing. Texts are cleaned; with `as_given` only their letters are composed, so
    that evidence points into the text as it came. Raises ValueError naming the key and the value.
    """
    texts = {name: _string(row, name) for name in (*_LINES, "lead", "body")}
    captions = _strings(row, "captions")
    if as_given:
        texts, captions = {k: composed(v) for k, v in texts.items()}, [composed(c) for c in captions]
    else:
        texts = {k: clean_line(v) if k in _LINES else clean(v) for k, v in texts.items()}
        captions = [clean(c) for c in captions]
    url = _string(row, "url")
    given_id = _string(row, "id")
    identity = given_id or (article_id(url) if url else digest(texts["title"], texts["lead"], texts["body"]))
    published = _string(row, "published_at")
    return Article(
        article_id=identity,
        url=url,
        source_id=_string(row, "source_id") or source_id,
        authors=tuple(_strings(row, "authors")),
        published_at=vietnam_time(published, "published_at") if published else None,
        published_precision=("minute" if ":" in published else "day") if published else None,
        fetched_at=fetched_at,
        images=tuple(Image(url="", caption=caption) for caption in captions if caption),
        language=language_of(f"{texts['title']}\n{texts['lead']}\n{texts['body'][:1200]}"),
        text_digest=digest(texts["title"], texts["lead"], texts["body"]),
        extractor="given",
        title=texts["title"],
        lead=texts["lead"],
        body=texts["body"],
        section=texts["section"],
        byline=texts["byline"],
        credit=texts["credit"],
    )


def vietnam_time(text: str, name: str) -> datetime:
    """An ISO 8601 moment or day in Vietnam's time; one without a zone is Vietnam's.

    Raises ValueError naming both; also for a year outside 1900-2100.
    """
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment.astimezone(VIETNAM)
    except OverflowError:
        raise ValueError(_out_of_years(text, name)) from None
    except ValueError as exc:
        raise ValueError(f"{name}={text!r}: expected ISO 8601, as 2023-03-25T16:40:00+07:00 or 2023-03-25") from exc
    if moment.year not in _YEARS:
        raise ValueError(_out_of_years(text, name))
    return moment


def _out_of_years(text: str, name: str) -> str:
    return f"{name}={text!r}: expected a day between {_YEARS[0]} and {_YEARS[-1]}"


def _string(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError(f"{name}={value!r}: expected a text")
    return str(value)


def _strings(row: Mapping[str, Any], name: str) -> list[str]:
    """A text, or a list of texts, as a list."""
    value = row.get(name) or []
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        raise ValueError(f"{name}={value!r}: expected a text or a list of texts")
    return found


def read_given(snapshot: Snapshot) -> Article | Rejection:
    """The article of a JSON snapshot; a record without any text is rejected."""
    article = given_article(json.loads(snapshot.body), source_id=snapshot.source_id, fetched_at=snapshot.fetched_at)
    if not (article.title or article.lead or article.body):
        return Rejection(url=snapshot.final_url, reason=RejectionReason.EMPTY, detail="no title, lead or body")
    return article
