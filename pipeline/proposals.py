"""New rules for a source whose old ones broke: learned from pages, kept as a whole source YAML until accepted."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import msgspec

from pipeline import clock
from pipeline.distrust import trusted
from pipeline.workplace import Workplace
from records.article import Article
from records.base import Record
from records.errors import UsageError
from records.platform import FieldName
from records.snapshot import Snapshot
from records.source import Design, Source
from sources.registry import read_source, write_source
from transforms.dates import VIETNAM
from transforms.extract import check_selector, extract, platform_of
from transforms.extract.decode import to_utf8
from transforms.extract.selecting import Page
from transforms.learn import learn, proposed_source

_SHOWN = 160


class Example(Record, frozen=True):
    """One page as read before and after: (field, before, after) where they differ."""

    url: str
    fields: tuple[tuple[str, str, str], ...]


def propose(
    place: Workplace,
    source: Source,
    pages: Sequence[Snapshot],
    *,
    since: datetime | None = None,
    broken: tuple[FieldName, ...] = (),
) -> Source | None:
    """The source with rules learned from its newest pages (articles and others), the old ones kept as a design until
    the redesign (`since`, or today); None where nothing could be learned or the old rules read as many of the pages,
    and as many of the fields that are said to be `broken`."""
    learned = learn(pages, now=clock.now())
    if not learned.rules:
        return None
    source = trusted(source)
    own = [page for page in pages if (page.final_url or page.url) in set(learned.articles)]
    new = _finding_as_before(place, source, proposed_source(source, learned), own, broken)
    new = msgspec.structs.replace(
        new, designs=_designs(source, (since or clock.now()).astimezone(VIETNAM).date(), since)
    )
    gain = read_share(place, new, own) - read_share(place, source, own)
    filled = _filled(place, new, own, broken) - _filled(place, source, own, broken)
    return new if gain > 0 or (gain == 0 and filled > 0) else None


def _finding_as_before(
    place: Workplace, old: Source, new: Source, pages: Sequence[Snapshot], broken: tuple[FieldName, ...]
) -> Source:
    """The new rules with the platform's ways of finding articles: under its name where the pages still show it."""
    platform = place.registry.platform_of(old)
    if platform is None:
        return new
    shown = [platform_of(Page(to_utf8(page.body, page.charset)), place.registry.platforms) for page in pages]
    if 2 * shown.count(platform) > len(shown) and set(broken) <= new.rules.keys():
        return msgspec.structs.replace(new, platform=platform.id)
    return msgspec.structs.replace(
        new,
        junk=tuple(dict.fromkeys((*platform.junk, *old.junk))),
        article_pattern=old.article_pattern or platform.article_pattern,
        listing_rule=old.listing_rule or platform.listing,
    )


def _filled(place: Workplace, source: Source, pages: Sequence[Snapshot], fields: tuple[FieldName, ...]) -> int:
    """On how many pages rules find each of the fields, together."""
    read = [found for page in pages if (found := _read(place, source, page)) and found.by_rules]
    return sum(bool(getattr(found, field, None)) for found in read for field in fields)


def _designs(source: Source, today: date, at: datetime | None) -> tuple[Design, ...]:
    """The designs so far and the one that ends today; a second change on one day replaces what held for no page."""
    if not source.rules and source.platform is None:
        return source.designs
    kept = tuple(design for design in source.designs if design.until < today)
    if len(kept) < len(source.designs):
        return source.designs
    ended = Design(
        until=today,
        until_at=at,
        platform=source.platform,
        rules=source.rules,
        drop=source.drop,
        article_marks=source.article_marks,
        other_marks=source.other_marks,
        learned=source.learned,
    )
    return (*kept, ended)


def read_share(place: Workplace, source: Source, pages: Sequence[Snapshot]) -> float:
    """The share of pages that the source's own rules read as articles; 0 where there are no pages."""
    read = [_read(place, source, page) for page in pages]
    return sum(found is not None and found.by_rules for found in read) / max(1, len(read))


def examples(place: Workplace, old: Source, new: Source, pages: Sequence[Snapshot], *, most: int = 2) -> list[Example]:
    """Pages that the new rules read otherwise than the old, those the old did not read first."""
    found = []
    for page in pages:
        after = _read(place, new, page)
        if after is not None:
            before = _read(place, old, page)
            changed = tuple(row for row in _differences(before, after) if row[1] != row[2])
            if changed:
                found.append((before is not None, Example(url=page.final_url or page.url, fields=changed)))
    return [example for _, example in sorted(found, key=lambda row: row[0])[:most]]


def _read(place: Workplace, source: Source, page: Snapshot) -> Article | None:
    found = extract(page, source=source, platforms=place.registry.platforms)
    return found if isinstance(found, Article) else None


def _differences(before: Article | None, after: Article) -> list[tuple[str, str, str]]:
    return [(name, _shown(before, name), _shown(after, name)) for name in ("extractor", *_FIELDS)]


_FIELDS = ("title", "lead", "byline", "credit", "published_at", "body")


def _shown(article: Article | None, name: str) -> str:
    value = getattr(article, name) if article else None
    text = value.isoformat() if isinstance(value, datetime) else str(value or "")
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def proposal_path(place: Workplace, source_id: str) -> Path:
    """Where a proposal for a source lies until it is accepted."""
    return place.settings.folders.proposal(source_id)


def read_proposal(place: Workplace, source_id: str) -> Source | None:
    """The proposal kept for a source, None where there is none. Raises RegistryError where it can't be used."""
    path = proposal_path(place, source_id)
    return read_source(path, place.registry.platforms, check_selector=check_selector) if path.exists() else None


def keep_proposal(place: Workplace, proposed: Source, *, why: str) -> Path:
    """Keeps a proposal, over an older one, and says where."""
    path = proposal_path(place, proposed.id)
    comments = [f"Proposed on {clock.now():%Y-%m-%d}: {why}.", f"khotin sources check {proposed.id} --accept"]
    return write_source(proposed, path.parent, comments=comments, replace=True)


def write_for_operator(place: Workplace, source: Source, *, comments: Sequence[str]) -> Path:
    """Writes a registered source into the operator's folder, over the file of his in which it is, if any.

    Raises UsageError where he has no folder.
    """
    folder = operators_folder(place, source.id)
    old = Path(place.registry.files.get(f"source:{source.id}", ""))
    path = write_source(source, folder, comments=comments, replace=True)
    if old.parent == folder and old != path:
        old.unlink(missing_ok=True)
    return path


def operators_folder(place: Workplace, source_id: str) -> Path:
    """The folder in which the operator's YAML of a source is, or else the first of his. Raises UsageError."""
    folders = place.settings.source_folders
    if not folders:
        raise UsageError(
            f"{source_id}: its YAML is to be written into a folder of yours, and KHOTIN_SOURCES names none; "
            "set it to one, as in KHOTIN_SOURCES=my-sources"
        )
    own = operators_file(place, source_id)
    return own.parent if own else folders[0]


def operators_file(place: Workplace, source_id: str) -> Path | None:
    """The YAML of a source that the operator keeps himself; None where only the project's is there."""
    file = Path(place.registry.files.get(f"source:{source_id}", ""))
    return file if any(file.is_relative_to(folder) for folder in place.settings.source_folders) else None
