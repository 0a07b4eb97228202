"""Finds where on a page a text begins and ends, and what a general reading of it loses or takes too much."""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from transforms.byline_stamps import without_stamp
from transforms.captions import is_worded_as_caption
from transforms.dates import read_date
from transforms.extract.block import Block
from transforms.extract.facts import is_label, last_fact, opens_fact
from transforms.extract.insets import inset_at, insets
from transforms.extract.letters import letters_of
from transforms.extract.prose import heads_chapter
from transforms.page_words import ends_article, is_imprint, is_noise
from transforms.signing_lines import is_credit, read_tail

PROSE = 60  # characters of a line that opens a text
BETWEEN = 12  # blocks between a title and its text among which the lead stands
_LINKED, _WHOLLY = 0.5, 0.9  # shares of a line's letters in links
_HEADLINE = 20  # characters of another article's title
_RUNNING = 100  # characters of a line of running text
_SENTENCE = 30  # characters of a sentence of its own
_LONGEST_CAPTION = 160  # characters
_TEASERS = 4  # lines behind a heading among which two headlines of other articles stand
_BARS = 2  # bars in a row of facts
_DATED = 6  # lines below a title among which its date stands
_DATE_DIGITS = re.compile(r"\d{6,12}")
_COUNT = re.compile(r"\s*\(\d+\)$|^\d+\s+(?=bình luận|ý kiến|phản hồi|comments?)", re.I)


def place_of(shown: Sequence[Block], title: str) -> int | None:
    """The block that shows the title alone, a heading before others; None where none does."""
    letters = letters_of(title)
    found = [n for n, block in enumerate(shown) if _shows(block.text, letters)] if letters else []
    return next((n for n in found if shown[n].kind == "heading"), found[0] if found else None)


def _shows(text: str, letters: str) -> bool:
    """Whether a line is the title, with or without a date in brackets behind it."""
    shown = letters_of(text)
    return shown == letters or (
        text[-1:] in (")", "]")
        and shown.startswith(letters)
        and _DATE_DIGITS.fullmatch(shown[len(letters) :]) is not None
    )


def with_lost(lines: Sequence[str], shown: Sequence[Block], title: str) -> list[str]:
    """The lines, with the sentences amid them on the page, or between them and the title, that a general reading lost."""
    span, start = span_of(shown, lines), place_of(shown, title)
    if span is None:
        return list(lines)
    start = last_fact(shown, start) if start is not None else None
    first = start + 1 if start is not None and 0 < span[0] - start <= BETWEEN else span[0]
    places = {letters_of(line.removeprefix("- ")): n for n, line in enumerate(lines)}
    behind: dict[int, list[str]] = {}
    at = -1
    for number in range(first, span[1]):
        known = places.get(letters_of(shown[number].text))
        if known is not None:
            at = known
        elif _is_lost(shown, number):
            behind.setdefault(at, []).append(shown[number].text)
    return [*behind.get(-1, ()), *(text for n, line in enumerate(lines) for text in (line, *behind.get(n, ())))]


def _is_lost(shown: Sequence[Block], number: int) -> bool:
    """Whether a line is of the running text: whole sentences without a link, and no summary below a headline's link."""
    block, before = shown[number], shown[number - 1]
    if block.kind != "text" or block.linked > 0 or before.linked > _LINKED or len(block.text) < _RUNNING:
        return False
    return block.text.endswith((".", "!", "?")) and not (is_noise(block.text) or is_worded_as_caption(block.text))


def from_title(lines: Sequence[str], shown: Sequence[Block], title: str) -> list[str]:
    """The lines without those that the page shows up to its title only: the title itself, menus above it."""
    start = place_of(shown, title)
    if start is None:
        return list(lines)
    above = {letters_of(b.text) for b in shown[: start + 1]} - {letters_of(b.text) for b in shown[start + 1 :]}
    dated = [b for b in shown[start + 1 : start + _DATED] if _tells_fact(b)]
    dated += shown[start + 1 : last_fact(shown, start) + 1]
    above |= {letters_of(text) for b in dated for text in (b.text, *b.pieces)}
    above.add("")  # what rules off a table's head
    first = next((n for n, line in enumerate(lines) if letters_of(line.removeprefix("- ")) not in above), 0)
    return list(lines[first:])


def _tells_fact(block: Block) -> bool:
    """Whether a short line is a row of what goes with an article, "Tác giả: Hà An", or a date's, with whatever stands beside
    it: "Hà An • 09:25 - 02/12/2022 3 phút đọc"."""
    line = " | ".join(block.pieces) or block.text
    if len(block.text) <= _RUNNING and opens_fact(block.text):
        return True
    if block.kind == "row":
        return is_label(block.text.partition(" | ")[0])
    if len(line) > _RUNNING:
        # Names and their source may make it long: "Thứ Sáu, 2/12/2022 | Mai Thùy | Theo … | Lượt xem: 12".
        parts = line.split(" | ") if len(line) <= 2 * _RUNNING else ()
        return len(parts) > _BARS and any(without_stamp(part) == "" for part in parts)
    return without_stamp(line) != line and not block.text.endswith((".", "!", "?"))


def span_of(shown: Sequence[Block], lines: Sequence[str]) -> tuple[int, int] | None:
    """The first and the last block of the page that are lines of running text of those found."""
    texts = {letters_of(line.removeprefix("- ")) for line in lines if len(line) >= PROSE}
    found = [n for n, block in enumerate(shown) if len(block.text) >= PROSE and letters_of(block.text) in texts]
    # A line that is nothing but a link is another article's headline, unless all are.
    found = [n for n in found if shown[n].linked <= _WHOLLY] or found
    return (found[0], found[-1]) if found else None


def opening(shown: Sequence[Block], first: int, title: str, lines: Sequence[str], *, now: datetime) -> list[Block]:
    """The blocks of running text between the title and the first line of the text, which the reading left out."""
    said = letters_of(title)
    known = {letters_of(line) for line in lines}
    before = range(max(0, first - BETWEEN), first)
    start = next((n for n in reversed(before) if letters_of(shown[n].text).startswith(said)), None)
    if start is None:
        return []
    return [b for b in shown[start + 1 : first] if letters_of(b.text) not in known and _is_prose(b, now=now)]


def up_to_end(lines: Sequence[str], shown: Sequence[Block], span: tuple[int, int]) -> list[str]:
    """The lines up to a heading in the page that opens something else: its comments, other articles."""
    first = span[0]
    end = next(
        (n for n in range(first + 1, len(shown)) if _opens_other(shown, n) or _heads_list(shown, n, span[1])), None
    )
    if end is None:
        return list(lines)
    behind = {letters_of(block.text) for block in shown[end:]} - {letters_of(block.text) for block in shown[:end]}
    kept = [line for line in lines if letters_of(line.removeprefix("- ")) not in behind]
    return kept if any(len(line) > _RUNNING for line in kept) else list(lines)


def without_box(lines: Sequence[str], shown: Sequence[Block], title: str) -> list[str]:
    """The lines less boxes of other articles' titles in their midst, with running text on both sides of them."""
    boxed = {letters_of(b.text) for start, end in insets(shown) for b in shown[start:end]}
    lines = [line for line in lines if letters_of(line.removeprefix("- ")) not in boxed]
    linked = {letters_of(b.text) for b in shown if b.linked > _WHOLLY and len(b.text) > _HEADLINE and b.text != title}
    found = [n for n, line in enumerate(lines) if letters_of(line.removeprefix("- ")) in linked]
    if not found or found[-1] - found[0] + 1 != len(found):
        return list(lines)
    before, after = lines[: found[0]], lines[found[-1] + 1 :]
    if not (any(len(line) > _RUNNING for line in before) and any(map(_is_sentence, after))):
        return list(lines)
    # What heads the box: "Xem thêm".
    heads = len(before) > 1 and len(before[-1]) < _HEADLINE + 10 and not before[-1].endswith((".", "”", '"', "!", "?"))
    return [*(before[:-1] if heads else before), *after]


def _is_sentence(line: str) -> bool:
    return len(line) > _SENTENCE and line.endswith((".", "!", "?", "…", ".”", '."'))


def captions_of(written: Sequence[Block], lines: Sequence[str]) -> frozenset[str]:
    """The letters of the lines that stand right below a picture, in its middle or in italics unlike the text, and are no
    sentences, signatures, headings or verses; none that stand elsewhere too."""
    span = span_of(written, lines)
    if span is None:
        return frozenset()
    prose = [b for b in written[span[0] : span[1] + 1] if len(b.text) > _RUNNING]
    centred, italic = (
        (2 * sum(flags) < len(prose) for flags in zip(*((b.centred, b.italic) for b in prose), strict=True))
        if prose
        else (True, True)
    )
    found = {
        number
        for number, (picture, block) in enumerate(pairwise(written), 1)
        if picture.kind == "image"
        and ((block.italic and italic) or (block.centred and centred))
        and _may_be_caption(block)
        and not (number > span[1] and read_tail([block.text])[1])
        and not (number <= span[0] and len(block.text) >= PROSE and not is_worded_as_caption(block.text))
        and (number + 1 == len(written) or written[number + 1].holder != block.holder)
    }
    others = {letters_of(block.text) for number, block in enumerate(written) if number not in found}
    return frozenset(letters_of(written[number].text) for number in found) - others


def _may_be_caption(block: Block) -> bool:
    return (
        0 < len(block.text) <= _LONGEST_CAPTION
        and "\n" not in block.text
        and not (block.linked or block.right or block.bold)
        and not block.text.endswith((".", "!", "?", "…", ":"))
        and not is_credit(block.text)
    )


def _is_prose(block: Block, *, now: datetime) -> bool:
    text = block.text
    if len(text) < PROSE or block.linked > _LINKED or block.kind in ("row", "caption", "image", "item"):
        return False
    return not is_noise(text) and (len(text) > 2 * PROSE or read_date(text, now=now) is None)


def _opens_other(shown: Sequence[Block], number: int) -> bool:
    """Whether a block heads something else than the text: comments, most surely if it counts them; a list of links."""
    text = shown[number].text
    head = _COUNT.sub("", text)
    return (
        (shown[number].kind == "heading" or _leads_to_links(shown, number))
        and ends_text(head)
        and not inset_at(shown, number)
        and (head != text or not heads_chapter(head, shown[number + 1 :]))
    )


def _heads_list(shown: Sequence[Block], number: int, last: int) -> bool:
    """Whether a heading behind the text, whatever it says, heads headlines of other articles, with no running text among
    them."""
    if number <= last or shown[number].kind != "heading" or shown[number].linked > _LINKED:
        return False
    follow = shown[number + 1 : number + 1 + _TEASERS]
    links = sum(block.linked > _LINKED and len(block.text) >= _HEADLINE for block in follow)
    return (
        links > 1
        and _leads_to_links(shown, number)
        and not any(len(b.text) > _RUNNING and not b.linked for b in follow)
    )


def _leads_to_links(shown: Sequence[Block], number: int) -> bool:
    """Whether the headline of another article follows."""
    after = shown[number + 1] if number + 1 < len(shown) else None
    return after is not None and after.linked > _LINKED and len(after.text) >= _HEADLINE


def ends_text(text: str) -> bool:
    """Whether a line closes a text: what it says opens other articles, or is of the portal's imprint."""
    return ends_article(text) or is_imprint(text)
