"""Cuts off a body what is not its text: the title again, share bars, lists of other articles, comment forms."""

import re
from collections.abc import Sequence

from transforms.byline_stamps import without_stamp
from transforms.bylines import DOMAIN
from transforms.extract.block import Block
from transforms.extract.insets import without_insets
from transforms.extract.letters import same_letters
from transforms.extract.prose import heads_chapter
from transforms.page_words import ends_article, is_imprint, is_noise, points_elsewhere, whole_line

_LONGEST_STAMP = 60  # characters of a date that opens or closes a text and is none of it
_LONGEST_NOISE = 160  # characters of a line that is none of the text, a count in brackets at its end aside
_BETWEEN_LINKS = 8  # characters between the links of a box
_ADDRESS = re.compile(rf"https?:|www\.|@|{DOMAIN.pattern}", re.I)
# A title with its date behind it, in brackets or after a dash.
_DATED_TITLE = re.compile(
    r"[^.!?…:;]\s*[(\[–-]\s*(?:\d{1,2}:\d{2}[, -]*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[, -]*\d{1,2}:\d{2})?\s*[)\]]?$"
)


def trim(blocks: Sequence[Block], *, title: str, lead: str) -> list[Block]:
    """The blocks of the text: without those that repeat title or lead at the top, without noise, and up to where
    something else begins. Trimming twice changes nothing."""
    while True:
        kept = _without_noise(blocks, title=title, lead=lead)
        found = _without_tail(kept)
        # What a heading opens is judged by all that follows it, which may be less now.
        settled = len(found) == len(kept) and not any(ends_article(b.text) for b in kept)
        if settled or len(found) == len(blocks):
            return found
        blocks = found


def _without_noise(blocks: Sequence[Block], *, title: str, lead: str) -> list[Block]:
    kept: list[Block] = []
    longest = 1.5 * max(len(title), len(lead))
    blocks = without_insets(blocks)
    for number, block in enumerate(blocks):
        text = block.text
        if len(text) <= _LONGEST_NOISE or text.endswith(")"):
            if _opens_other(block, blocks[number + 1 :]):
                break
            if is_noise(text) and not heads_chapter(text, blocks[number + 1 :]):
                continue
            if _is_pointer(block):
                continue
        if block.linked > 0.5 and (points_elsewhere(text) or _is_box(block)):
            continue
        if len(kept) < 2 and len(text) <= longest and (same_letters(text, title) or same_letters(text, lead)):
            continue
        if not kept and _is_stamp(text):
            continue
        if kept and len(text) > 40 and text == kept[-1].text:
            continue
        kept.append(block)
    return kept


def _without_tail(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without what closes a page: links, dated titles, its imprint."""
    end = len(blocks)
    while end and (_is_stray_link(blocks[end - 1]) or _is_stamp(blocks[end - 1].text)):
        end -= 1
    return _without_imprint(_without_dated_list(list(blocks[:end])))


def _without_dated_list(blocks: list[Block]) -> list[Block]:
    """The blocks without the titles of other articles at their end, each with its date behind it."""
    end = len(blocks)
    while end and len(blocks[end - 1].text) < 200 and _DATED_TITLE.search(blocks[end - 1].text):
        end -= 1
    return blocks[:end] if end and len(blocks) - end >= 2 else blocks


def _without_imprint(blocks: list[Block]) -> list[Block]:
    """The blocks without two or more lines of the portal's imprint at their end."""
    end = len(blocks)
    while end and is_imprint(blocks[end - 1].text):
        end -= 1
    return blocks[:end] if end and len(blocks) - end >= 2 else blocks


def _opens_other(block: Block, after: Sequence[Block]) -> bool:
    """Whether from here on the body lists other articles: a known heading, or such a line with links after it."""
    if not ends_article(block.text) or heads_chapter(block.text, after):
        return False
    # A subheading of the text may be worded alike; a list of links proves that it is none.
    return not after or after[0].linked > 0.5 or is_noise(after[0].text) or block.kind != "text" or not _is_prose(after)


def _is_prose(blocks: Sequence[Block]) -> bool:
    letters = sum(len(b.text) for b in blocks)
    linked = sum(len(b.text) * b.linked for b in blocks)
    longest = max((len(b.text) for b in blocks), default=0)
    return letters > 300 and linked < letters * 0.3 and longest > 160


def _is_pointer(block: Block) -> bool:
    """ "Đọc thêm: …" without a link around it: a short line after a known word and a colon."""
    text = block.text
    return text[:4].lower() in ("đọc ", "xem ") and len(text) < 160 and text[-1] != "." and points_elsewhere(text)


def _is_box(block: Block) -> bool:
    """Whether a paragraph is the heading of a box of other articles and their links, with nothing between them: the heading
    ends with a colon or its line, or is all that isn't linked. What links to an address spelt out says where to write to."""
    found = whole_line("ends_article").match(block.text)
    if found is None:
        return False
    links, apart = block.text[found.end() :], len(block.text) * (1 - block.linked)
    if apart > found.end() + _BETWEEN_LINKS or _ADDRESS.search(links):
        return False
    ends = found[0].endswith((":", "…", "|")) or links.startswith("\n") or not links.strip()
    return ends or (apart >= found.end() - 1 and not links.lstrip()[0].islower())


def _is_stamp(text: str) -> bool:
    """Whether a line says when a text was published, and nothing else."""
    return 8 <= len(text) <= _LONGEST_STAMP and without_stamp(text) == ""


def _is_stray_link(block: Block) -> bool:
    """A last item that is nothing but a link: the end of a list of other articles."""
    return block.kind == "item" and block.linked > 0.9
