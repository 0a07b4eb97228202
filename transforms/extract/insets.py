"""Knows a box of other articles that stands amid a text: its heading, its linked headlines, and running text behind it."""

from collections.abc import Iterator, Sequence

from transforms.extract.block import Block
from transforms.page_words import ends_article, is_among_comments, is_imprint, is_noise, points_elsewhere

_MOST = 8  # headlines in one box
_LINKED = 0.5  # the share of a line's letters in links from which on it is a headline
_SENTENCE = 40  # characters of running text behind the box
_NEAR = 8  # blocks behind the box among which running text stands: a table, a list may come first
_ENDS = (".", "!", "?", "…", '."', ".”", ":", ";")


def inset_at(blocks: Sequence[Block], number: int) -> int:
    """How many blocks the box takes that begins there; 0 where none does, or where what follows is no more the text."""
    if not ends_article(blocks[number].text):
        return 0
    end = number + 1
    while end < len(blocks) and end - number <= _MOST and _is_headline(blocks[end]):
        end += 1
    after = [block for block in _until_end(blocks, end) if block.text]
    if end == number + 1 or not after or _is_frame(after[0]) or not any(map(_is_sentence, after[:_NEAR])):
        return 0
    # Behind a text, summaries stand between the headlines of other articles.
    headlines = (b for b in after if b.linked > _LINKED and len(b.text) >= _SENTENCE)
    return 0 if any(not is_noise(b.text) for b in headlines) else end - number


def insets(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where such boxes begin and end."""
    for number in range(len(blocks)):
        size = inset_at(blocks, number)
        if size:
            yield number, number + size


def without_insets(blocks: Sequence[Block]) -> list[Block]:
    """The blocks less such boxes."""
    boxed = {n for start, end in insets(blocks) for n in range(start, end)}
    return [block for n, block in enumerate(blocks) if n not in boxed]


def _until_end(blocks: Sequence[Block], start: int) -> Iterator[Block]:
    """The blocks from there up to a heading that opens something else."""
    for block in blocks[start:]:
        if ends_article(block.text):
            return
        yield block


def _is_headline(block: Block) -> bool:
    return not block.text or block.linked > _LINKED


def _is_sentence(block: Block) -> bool:
    text = block.text
    if len(text) < _SENTENCE or block.linked > 0 or not text.endswith(_ENDS):
        return False
    return not (_is_frame(block) or points_elsewhere(text))


def _is_frame(block: Block) -> bool:
    return is_noise(block.text) or is_imprint(block.text) or is_among_comments(block.text)
