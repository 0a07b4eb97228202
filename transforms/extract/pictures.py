"""Takes pictures and their captions out of the blocks of a body."""

import re
from collections.abc import Callable, Sequence

from records.article import Image
from transforms.captions import is_photo_credit, is_slug, is_worded_as_caption, split_credit
from transforms.extract.block import Block
from transforms.extract.letters import letters_of
from transforms.page_words import line_start

_LONGEST_CAPTION = 500
_LONGEST_CREDIT = 120
_SHORT_CAPTION = 200
_LONG = 80  # characters of a line of running text
_BREAK = 1  # how much an empty line raises the holder's number within an element: its end and another's start, by 2
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."')
_MOST = 0.5  # the share of a text set in one way from which on that sets nothing apart
_SMALL_PICTURES = re.compile(r"/(?:icon|emoji|smil|pixel|blank|spacer|loading|pix)[^/]*$|\.svg(?:\?|$)", re.I)


def take_pictures(blocks: Sequence[Block], absolute: Callable[[str], str]) -> tuple[list[Block], list[Image]]:
    """The blocks that are text, and the pictures with caption and credit.

    A caption is what stands in a figcaption, or follows a picture and is set apart from the text: centred, in italics,
    in the same element or one-cell table, with the picture's own description, or worded as one. Where most of the text
    is centred or in italics, that sets nothing apart.
    """
    centred, italic = _share(blocks, "centred"), _share(blocks, "italic")
    apart = (centred < _MOST, italic < _MOST)
    kept: list[Block] = []
    pictures: list[list[str]] = []  # address, caption, group and holder of the picture
    last: Block | None = None
    for number, block in enumerate(blocks, 1):
        if block.kind == "image":
            if not _SMALL_PICTURES.search(block.src):
                pictures.append([absolute(block.src), ""])
                last = block
        elif _is_caption(block, last, apart=apart, after=blocks[number : number + 1]) and not (
            number == len(blocks) and _is_signed(block)
        ):
            if pictures:
                caption = pictures[-1][1]
                pictures[-1][1] = f"{caption} {block.text}".strip() if block.text not in caption else caption
            else:
                pictures.append(["", block.text])
        else:
            kept.append(block)
            last = None
    return kept, [_image(url, caption) for url, caption in pictures]


def pictures_of(blocks: Sequence[Block], absolute: Callable[[str], str]) -> list[Image]:
    """The pictures of a node that holds nothing else: all its text is captions."""
    for block in blocks:
        if block.kind != "image":
            block.kind = "caption"
    return take_pictures(blocks, absolute)[1]


def _is_caption(block: Block, picture: Block | None, *, apart: tuple[bool, bool], after: Sequence[Block] = ()) -> bool:
    if block.kind in ("caption", "heading", "row", "quote"):
        return block.kind == "caption"
    text = block.text
    if len(text) <= _LONGEST_CREDIT and (is_photo_credit(text) or is_slug(text)):
        return True
    if picture is None or len(text) > _LONGEST_CAPTION:
        return False
    same_frame = block.group > 0  # a table of its own below a picture is a frame as well
    described = bool(picture.alt) and letters_of(picture.alt) == letters_of(text)
    set_apart = (block.centred and apart[0]) or (block.italic and apart[1])
    same_element = block.holder == picture.holder and len(text) <= _SHORT_CAPTION and not _goes_on(block, after)
    return same_frame or described or set_apart or same_element or is_worded_as_caption(text)


def _goes_on(block: Block, after: Sequence[Block]) -> bool:
    """Whether a sentence below a picture is the text's: another line follows in the same element, as where a cell holds a
    whole text with nothing but line breaks."""
    if not block.text.endswith(_SENTENCE_ENDS):
        return False
    return any(
        b.holder - block.holder <= _BREAK
        and max(len(b.text), len(block.text)) >= _LONG
        and not is_worded_as_caption(b.text)
        for b in after
    )


def _is_signed(block: Block) -> bool:
    """Whether a text's last line is its credit, and not the source of the picture above."""
    return line_start("credit_labels").match(block.text) is not None and block.kind == "text"


def _image(url: str, text: str) -> Image:
    caption, credit = split_credit("" if is_slug(text) else text.replace("\n", " "))
    return Image(url=url, caption=caption, credit=credit)


def _share(blocks: Sequence[Block], attribute: str) -> float:
    """Which part of the text's letters is set in one way."""
    is_set = sum(len(b.text) for b in blocks if getattr(b, attribute))
    return is_set / sum(len(b.text) for b in blocks) if is_set else 0.0
