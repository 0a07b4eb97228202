"""What reading the stored pages again would change, field by field with examples; changes nothing itself."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import zip_longest

from pipeline.archive import read_part
from pipeline.home import Home, no_folder_name
from pipeline.ledger import Ledger
from pipeline.page_reading import Readers
from pipeline.readings import Reading, read_readings, reading_key
from pipeline.settings import Settings
from pipeline.transform import waiting_parts
from records.article import Article
from records.base import Record, encode
from records.errors import UsageError
from sources.registry import Registry

_EXAMPLES = 3
_SHOWN = 80  # characters of a value that an example shows
_LEAD_IN = 20  # of them before the first difference
# Follow from the other fields.
_DERIVED = frozenset(("article_id", "text_digest"))
_FIELDS = tuple(name for name in Article.__struct_fields__ if name not in _DERIVED)


class Example(Record, frozen=True):
    """One page's value before and after, shortened around where they part; for an article that appears or disappears
    what the page is besides: the reason of its rejection."""

    url: str
    before: str
    after: str


class FieldDifference(Record, frozen=True):
    """In how many articles a field would change, with at most three examples."""

    field: str
    articles: int
    examples: tuple[Example, ...]


class SourceDifference(Record, frozen=True):
    """What reading a source's pages again would change. `pages` are those that would be read, `unread` those of them that
    were never read; `changed` counts articles in which any field would change; `appearing` and `disappearing` pages that
    would become, or no longer be, articles."""

    source: str
    pages: int
    unread: int
    changed: int
    appearing: int
    disappearing: int
    fields: tuple[FieldDifference, ...]
    appear: tuple[Example, ...]
    disappear: tuple[Example, ...]


class _Tally:
    """The differences met so far, each with its first examples."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[Example]] = {}

    def add(self, what: str, url: str, before: str, after: str) -> None:
        """Counts one, and keeps the first few as examples."""
        self.counts[what] += 1
        kept = self.examples.setdefault(what, [])
        if len(kept) < _EXAMPLES:
            kept.append(Example(url=url, before=before, after=after))

    def shown(self, what: str) -> tuple[Example, ...]:
        """The examples kept."""
        return tuple(self.examples.get(what, ()))


def differences(
    settings: Settings,
    ledger: Ledger,
    registry: Registry,
    source_id: str,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> SourceDifference:
    """What `transform` with the same `force` would change of a source; the stored readings are left as they are.

    Raises UsageError for an id that is no plain name, HomeError where a reading can't be read.
    """
    if why := no_folder_name(source_id):
        raise UsageError(f"source {source_id!r}: {why}")
    home, tally = settings.folders, _Tally()
    key = reading_key(registry.sources.get(source_id), registry.platforms)
    todo = waiting_parts(home, ledger, source_id, key, force=force)
    total = sum(part.records for part in todo)
    with Readers(settings.worker_count) as readers:
        readers.expect(total)
        for part in todo:
            stored = _stored(home, part.reading)
            for snapshot, reading in readers.read(registry, read_part(home, part.part)):
                tally.counts["pages"] += 1
                _compare(tally, snapshot.final_url or snapshot.url, stored.get(reading.warc_offset), reading)
                if progress:
                    progress(tally.counts["pages"], total)
    return _told(source_id, tally)


def _stored(home: Home, name: str) -> dict[int, Reading]:
    """The readings of a part by their place in it; none where it was never read or its file is gone."""
    if not name or not home.reading(name).exists():
        return {}
    return {reading.warc_offset: reading for _, reading in read_readings(home, name)}


def _compare(tally: _Tally, url: str, before: Reading | None, after: Reading) -> None:
    tally.counts["unread"] += before is None
    old, new = before.article if before else None, after.article
    if old is None and new is not None:
        tally.add("appear", url, _end_of(before), _shown(new.title))
    elif old is not None and new is None:
        tally.add("disappear", url, _shown(old.title), _end_of(after))
    elif old is not None and new is not None:
        changed = [name for name in _FIELDS if getattr(old, name) != getattr(new, name)]
        tally.counts["changed"] += bool(changed)
        for name in changed:
            tally.add(f"field {name}", url, *_around(_text(getattr(old, name)), _text(getattr(new, name))))


def _end_of(reading: Reading | None) -> str:
    """Why a page is no article, by its reading."""
    if reading is None:
        return "never read"
    if reading.rejection:
        return _shown(f"{reading.rejection.reason}: {reading.rejection.detail}")
    return _shown(f"quarantined: {reading.quarantine.error}") if reading.quarantine else ""


def _told(source_id: str, tally: _Tally) -> SourceDifference:
    fields = sorted(
        ((what.removeprefix("field "), count) for what, count in tally.counts.items() if what.startswith("field ")),
        key=lambda pair: (-pair[1], _FIELDS.index(pair[0])),
    )
    return SourceDifference(
        source=source_id,
        pages=tally.counts["pages"],
        unread=tally.counts["unread"],
        changed=tally.counts["changed"],
        appearing=tally.counts["appear"],
        disappearing=tally.counts["disappear"],
        fields=tuple(
            FieldDifference(field=name, articles=count, examples=tally.shown(f"field {name}")) for name, count in fields
        ),
        appear=tally.shown("appear"),
        disappear=tally.shown("disappear"),
    )


def _text(value: object) -> str:
    """A field's value as one text: as it is, or as JSON."""
    return value if isinstance(value, str) else "" if value is None else encode(value).decode().strip('"')


def _shown(text: str) -> str:
    line = text.replace("\n", "⏎")
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _around(before: str, after: str) -> Iterator[str]:
    """Both texts from a little before the place where they part."""
    parted = next((n for n, (a, b) in enumerate(zip_longest(before, after)) if a != b), 0)
    start = max(0, parted - _LEAD_IN) if max(len(before), len(after)) > _SHOWN else 0
    for text in (before, after):
        yield _shown(("…" if start else "") + text[start:])
