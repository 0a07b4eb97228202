"""Which rules a page is read by: those of its source as they held when it was fetched, then its platform's."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Literal

from records.base import Record
from records.platform import DateForm, FieldName, FieldRule, Platform
from records.source import Design, Source
from transforms.dates import VIETNAM
from transforms.extract.selecting import Page, compiled_selector

_LEAST_END = 5  # letters; shorter ends stand in many words
_ALWAYS = 0.95  # the share of the pages learned from that had a date, from which on a page without is no article


class Rulebook(Record, frozen=True):
    """One set of rules and what goes with it; `platform` is the id of the platform whose rules are among them."""

    fields: dict[FieldName, FieldRule]
    extractor: Literal["rule", "learned"] = "rule"
    platform: str | None = None
    drop: tuple[str, ...] = ()
    article_marks: tuple[str, ...] = ()
    other_marks: tuple[str, ...] = ()
    date_forms: tuple[DateForm, ...] = ()
    day_first: bool = True
    dated: bool = False  # nearly every article of the source has a date where the rules say: a page without is none

    def names_other(self, page: Page) -> str:
        """The mark on the page of one that only looks like an article, "" where there is none."""
        return next((mark for mark in self.other_marks if page.has(mark)), "")

    def lacks_marks(self, page: Page) -> bool:
        """Whether none of the marks is there of which an article has one."""
        return bool(self.article_marks) and not any(page.has(mark) for mark in self.article_marks)


def rulebooks(
    page: Page, source: Source | None, platforms: Mapping[str, Platform], *, fetched_at: datetime
) -> Iterator[Rulebook]:
    """The sets of rules to try, in this order: the source's own over those of the platform it names, that platform's
    alone, those of the platform whose fingerprints the page has."""
    design = design_at(source, fetched_at) if source else None
    named = platforms.get(design.platform or "") if design else None
    if design and design.rules:
        yield _of_source(design, named)
    if named:
        yield _of_platform(named)
    shown = platform_of(page, platforms) if named is None or design is None or design.rules else None
    if shown and shown is not named:
        yield _of_platform(shown)


def design_at(source: Source, fetched_at: datetime) -> Source | Design:
    """The source's rules as they held at a moment: an earlier design's until it was replaced, else today's."""
    day = fetched_at.astimezone(VIETNAM).date()
    return next((d for d in source.designs if (fetched_at < d.until_at if d.until_at else day < d.until)), source)


def platform_of(page: Page, platforms: Mapping[str, Platform]) -> Platform | None:
    """The platform with most of its fingerprints on the page; of equals, the one that has fewer to find.

    Those that the generator's name speaks for come first, and where one of them has all its fingerprints there, no
    other is asked: finding that a word is nowhere costs a look through the whole page. For the same reason a platform
    that can no longer win is asked for no more.
    """
    named = [p for p in platforms.values() if _is_generator(page, p)]
    best = _best_of(page, named)
    if best is None or best[0] < -best[1]:
        ids = {p.id for p in named}  # to compare whole platforms takes long
        best = _best_of(page, [p for p in platforms.values() if p.id not in ids], best)
    return best[2] if best else None


_Found = tuple[int, int, Platform]  # fingerprints on the page, how many there are to find, negative, and whose


def _best_of(page: Page, platforms: Iterable[Platform], best: _Found | None = None) -> _Found | None:
    for platform in platforms:
        count, left, few = 0, len(platform.fingerprints), -len(platform.fingerprints)
        for mark in _cheapest_first(platform.fingerprints):
            if (count + left, few) <= (best[:2] if best else (0, 0)):
                break
            count += _has_fingerprint(page, mark, platform.fingerprints)
            left -= 1
        if count and (best is None or (count, few) > best[:2]):
            best = count, few, platform
    return best


@lru_cache(maxsize=256)
def _cheapest_first(marks: tuple[str, ...]) -> tuple[str, ...]:
    """Fingerprints in the order of what they cost: names of classes, what stands in the head, words anywhere."""

    def cost(mark: str) -> int:
        selector = compiled_selector(mark)
        return 2 if mark.startswith("text:") else int(bool(selector.values) and not selector.of_head)

    return tuple(sorted(marks, key=cost))


def _is_generator(page: Page, platform: Platform) -> bool:
    first = platform.fingerprints[0]
    return first.startswith("meta[") and page.has(first)


def _has_fingerprint(page: Page, mark: str, marks: tuple[str, ...]) -> bool:
    """Whether a page has a mark; where several words of a platform end alike, one look for that end may do for all."""
    if not mark.startswith("text:"):
        return page.has(mark)
    end = _shared_end(mark, marks)
    return (not end or page.contains(end)) and page.contains(mark[5:].encode())


@lru_cache(maxsize=256)
def _shared_end(mark: str, marks: tuple[str, ...]) -> bytes:
    """The longest end that a word has in common with another of the same platform, b"" for a few letters."""
    others = [other for other in marks if other.startswith("text:") and other != mark]
    ends = (mark[start:] for start in range(len("text:"), len(mark) - _LEAST_END + 1))
    return next((end.encode() for end in ends if any(other.endswith(end) for other in others)), b"")


def _of_source(design: Source | Design, platform: Platform | None) -> Rulebook:
    """The source's rules over its platform's; drop and marks add to those."""
    base = _of_platform(platform) if platform else Rulebook(fields={})
    return Rulebook(
        fields={**base.fields, **design.rules},
        extractor="learned" if design.learned else "rule",
        platform=base.platform,
        drop=(*base.drop, *design.drop),
        article_marks=(*base.article_marks, *design.article_marks),
        other_marks=(*base.other_marks, *design.other_marks),
        date_forms=base.date_forms,
        day_first=base.day_first,
        dated=design.learned is not None and design.learned.scores.get("published_at", 0.0) >= _ALWAYS,
    )


def _of_platform(platform: Platform) -> Rulebook:
    return Rulebook(
        fields=platform.fields,
        platform=platform.id,
        drop=platform.drop,
        article_marks=platform.article_marks,
        other_marks=platform.other_marks,
        date_forms=platform.date_forms,
        day_first=platform.day_first,
    )
