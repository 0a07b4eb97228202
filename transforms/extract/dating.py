"""Finds when a page without rules was published: beside its title, below its text, in what it says to machines."""

import re
from collections.abc import Sequence
from datetime import datetime

from transforms.byline_stamps import without_stamp
from transforms.clean import clean_line
from transforms.dates import Stamp, is_labelled, read_date
from transforms.extract.around import ends_text, place_of
from transforms.extract.block import Block
from transforms.extract.headings import LEAST_TITLE
from transforms.extract.leaves import with_leaves
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.extract.structured import Structured

_LONGEST_STAMP = 90  # characters
_WITH_TITLE = 60  # characters that stand in one line with a title
_AFTER, _BEFORE = 9, 5  # lines after and before a title among which its date stands
_FACTS = 16  # lines before a title among which labels and values stand in turn
_FEWEST_ENTRIES = 4  # links in one line that make it a menu
_HEADLINE = 0.9  # the share of a headline's letters that is linked
_PROSE = 80  # characters of a line of running text
_LONGEST_NAMES = 40  # characters of names and buttons beside a date
_DAY = r"\d{1,2}\s*[/.]\s*\d{1,2}\s*[/.]\s*\d{4}"
_BARS = re.compile(r"\s*\|\s*|\s+[•·]\s+")
_ZONE = re.compile(r"[\[(]?\s*\b(?:gmt|utc)\b\S*", re.I)
_PERIOD = re.compile(rf"{_DAY}\s*(?:(?P<dash>[-–—])|(?:đến|tới)(?: hết)?(?: ngày)?|to)\s*{_DAY}", re.I)


def published_on(page: Page, structured: Structured, title: str, *, now: datetime) -> Stamp | None:
    """When a page under that title was published, as it shows and says."""
    return published(page, structured, date_beside(title, page.shown, now=now), now=now)


def published(page: Page, structured: Structured, beside: Stamp | None, *, now: datetime) -> Stamp | None:
    """The date shown beside the title; what the metadata says where it has the same day and a time, or none is shown, or
    what is shown is the day on which the page was fetched, as its clock or its masthead shows, and the metadata's earlier."""
    claimed = read_date(structured.published, now=now) if structured.published else None
    if beside is None:
        return claimed or _marked(page, now=now)
    if claimed and claimed.at.date() < beside.at.date() == now.astimezone(claimed.at.tzinfo).date():
        return claimed
    if (
        claimed
        and claimed.precision == "minute"
        and beside.precision == "day"
        and claimed.at.date() == beside.at.date()
    ):
        return claimed
    return beside


def date_shown(title: str, shown: Sequence[Block], lines: Sequence[str], *, now: datetime) -> Stamp | None:
    """The date beside a title, else below its text; the one below also where today's stands above the title, as clocks
    and calendars do, and none behind it."""
    beside = date_beside(title, shown, now=now)
    if beside is None:
        return date_below(shown, lines, now=now)
    if beside.at.date() != now.astimezone(beside.at.tzinfo).date():
        return beside
    start = place_of(shown, title) or 0
    behind = date_beside(title, shown[start:], now=now)
    if behind is not None:
        return behind
    below = date_below(shown, lines, now=now, before_links=True)
    return below if below is not None and below.at.date() < beside.at.date() else beside


def _is_headline(block: Block) -> bool:
    return block.linked >= _HEADLINE and len(block.text) >= LEAST_TITLE


def _marked(page: Page, *, now: datetime) -> Stamp | None:
    for selector in (
        "article time@datetime",
        "[itemprop=datePublished]@content",
        "[itemprop=datePublished]",
        "time@datetime",
    ):
        for node, attribute in page.nodes(selector):
            text = clean_line((node.attributes.get(attribute) or "") if attribute else node.text())
            stamp = read_date(text, now=now) if text else None
            if stamp:
                return stamp
    return None


def date_beside(title: str, shown: Sequence[Block], *, now: datetime) -> Stamp | None:
    """The first date among the few short lines after the title, one with a time before one without; else before it.

    Page clocks stand far above the title, dates of other articles far below it, behind their titles.
    """
    letters = letters_of(title)
    starts = [i for i, b in enumerate(shown) if len(b.text) < 2 * len(title) and letters_of(b.text) == letters]
    headings = [i for i in starts if shown[i].kind == "heading"]
    if not starts and len(letters) >= LEAST_TITLE:
        # Its section or its date may be written in one line with it.
        longest = len(title) + _WITH_TITLE
        starts = [i for i, b in enumerate(shown) if len(b.text) <= longest and letters in letters_of(b.text)]
    for start in (headings or starts)[:2]:
        beside = shown[start].text.replace(title, " ")  # its words may look like a date's label
        own = read_date(beside, now=now) if beside.strip() else None
        if own is not None:
            return own
        stamps = [stamp for _, stamp in _stamps_in(_until_others(shown[start + 1 : start + _AFTER]), now=now)]
        if stamps:
            return next((s for s in stamps[:3] if s.precision == "minute"), stamps[0])
        nearest = _nearest(shown[max(0, start - _BEFORE) : start], now=now)
        if nearest is not None:
            return nearest
        told = _told(_below_menu(shown[max(0, start - _FACTS) : start]), now=now)
        if told is not None:
            return told
        alone = _above_links(shown[start + 1 : start + _AFTER + 1], now=now)
        if alone is not None:
            return alone
    return None


def _stamps_in(part: Sequence[Block], *, now: datetime) -> list[tuple[str, Stamp]]:
    """The dates of a few lines, each with its line, less those of other articles' links."""
    near = with_leaves([b for b in part if b.linked < 0.5 or (part[0] is b and _is_own_line(b))])
    lines = [line for b in near for line in _lines_of(b) if not _is_period(line)]
    return [(line, stamp) for line in lines if (stamp := read_date(line, now=now))]


def _nearest(above: Sequence[Block], *, now: datetime) -> Stamp | None:
    """The date of the lines before a title: one with a label, else the nearest that stands alone in its line or between
    bars and is not today's, else the nearest, for above that stand clocks; with its time, where another line has that."""
    menu = next((n for n in reversed(range(len(above))) if _is_menu(above[n])), -1)
    found = _stamps_in(above[menu + 1 :], now=now)
    if not found:
        return None
    bare = [
        stamp for line, stamp in found if _is_bare(line) and stamp.at.date() != now.astimezone(stamp.at.tzinfo).date()
    ]
    chosen = next((stamp for line, stamp in found if is_labelled(line)), bare[-1] if bare else found[-1][1])
    same_day = (s for _, s in found if s.precision == "minute" and s.at.date() == chosen.at.date())
    return chosen if chosen.precision == "minute" else next(same_day, chosen)


def _is_bare(line: str) -> bool:
    """Whether a date is all that a line says, or one of its parts between bars: in others it may be a deadline."""
    return any(without_stamp(part) == "" for part in _BARS.split(_ZONE.sub("", line)))


def _is_menu(block: Block) -> bool:
    """Whether a line is the site's menu, over which clocks stand and no article's date."""
    return block.linked >= _HEADLINE and len(block.pieces) >= _FEWEST_ENTRIES


def _is_period(line: str) -> bool:
    """Whether a line says when something lasts, "Từ 30/11/2026 đến 05/12/2026"; two bare days are those of the posting and
    of the last change."""
    found = _PERIOD.search(line)
    return found is not None and not (found[0] == line.strip() and found["dash"])


def _below_menu(before: Sequence[Block]) -> Sequence[Block]:
    """The lines before a title from the last links on: over the menu stand clocks."""
    end = next((n for n in reversed(range(len(before))) if before[n].linked >= _HEADLINE), -1)
    return before[end + 1 :]


def _is_own_line(block: Block) -> bool:
    """Whether a line right below a title is that article's, though most of it is links: a date alone in one of its elements,
    beside names and buttons and no headline."""
    return any(without_stamp(piece) == "" for piece in block.pieces) and all(
        len(piece) <= _LONGEST_NAMES or without_stamp(piece) == "" for piece in block.pieces
    )


def _until_others(after: Sequence[Block]) -> Sequence[Block]:
    """The lines before what opens other articles, or the first linked headline, with the date that stands above that one
    alone: what is dated there is another article."""
    end = next(
        (n for n, b in enumerate(after) if ends_text(b.text) or _is_headline(b)),
        len(after),
    )
    texts = [n for n, b in enumerate(after[:end]) if len(b.text) >= _PROSE]
    return after[: end - 1] if end < len(after) and texts and texts[-1] == end - 2 else after[:end]


def _above_links(after: Sequence[Block], *, now: datetime) -> Stamp | None:
    """The date between a text and a linked headline, where what follows that one is dated nowhere: it is no teaser's."""
    end = len(_until_others(after))
    if end + 1 >= len(after) or after[end].linked >= _HEADLINE or ends_text(after[end].text):
        return None
    follow = after[end + 2 :]
    goes_on = follow and (follow[0].linked >= _HEADLINE or len(follow[0].text) >= _PROSE)
    if not goes_on and len(after[end + 1].pieces) < 2:
        return None
    if any(len(b.text) < _PROSE and read_date(b.text, now=now) for b in follow):
        return None
    return read_date(" ".join(after[end].pieces) or after[end].text, now=now)


def _lines_of(block: Block) -> tuple[str, ...]:
    """A short line, its elements parted; of a longer one, where names and counters stand beside the date, each element
    and what bars part in it."""
    if len(block.text) <= _LONGEST_STAMP:
        return (" ".join(block.pieces) or block.text,)
    parts = [part for piece in (block.pieces or (block.text,)) for part in piece.split(" | ")]
    return tuple(part for part in parts if without_stamp(part) in ("", "phút"))


def date_below(
    shown: Sequence[Block], lines: Sequence[str], *, now: datetime, before_links: bool = False
) -> Stamp | None:
    """The first date with a label of a publication's among the few lines after the text; `before_links` only among those
    before the first linked headline, less the line above that one: what is dated there is another article."""
    ends = {letters_of(one) for one in [one for one in lines if len(one) >= _PROSE and one[0] != "|"][-2:]}
    last = max((n for n, block in enumerate(shown) if letters_of(block.text) in ends), default=None)
    after = shown[last : last + _AFTER + 1] if last is not None else ()
    end = next((n for n, b in enumerate(after) if n and (b.kind == "heading" or ends_text(b.text))), len(after))
    linked = next((n for n, b in enumerate(after) if n and before_links and _is_headline(b)), end + 1)
    return _told(after[: min(end, linked - 1)], now=now)


def _told(blocks: Sequence[Block], *, now: datetime) -> Stamp | None:
    """The first date behind a label of a publication's, in the label's line or in the next: "Ngày đăng", "02/12/2022"."""
    texts = [" ".join(b.pieces) or b.text for b in blocks if len(b.text) <= _LONGEST_STAMP and b.linked < 0.5]
    for number, text in enumerate(texts):
        if is_labelled(text):
            value = text if read_date(text, now=now) else " ".join(texts[number : number + 2])
            stamp = read_date(value, now=now)
            if stamp is not None:
                return stamp
    return None
