"""Finds lead, date, byline and credit by where they stand, on pages of a known platform whose theme calls them otherwise than its
rules do."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from itertools import chain, takewhile

from selectolax.lexbor import LexborNode

from transforms.byline_stamps import without_stamp
from transforms.bylines import are_people, are_surely_people, opens_byline, read_byline, read_credit
from transforms.captions import is_worded_as_caption
from transforms.clean import clean_line
from transforms.dates import Stamp
from transforms.extract.around import ends_text
from transforms.extract.beside import around_body, signature_beside
from transforms.extract.block import Block
from transforms.extract.blocks import read_blocks
from transforms.extract.dating import date_beside
from transforms.extract.labelled import is_writer
from transforms.extract.letters import letters_of
from transforms.extract.markup import alignment
from transforms.extract.selecting import Page
from transforms.extract.stamps import ancestors
from transforms.page_words import is_noise, line_start
from transforms.signing_lines import is_credit

_LEAST_LEAD, _LONGEST_LEAD = 40, 900  # characters
_LONGEST_SIGN = 80  # characters of a line that signs a text
_NEXT, _SIGNS = 5, 2  # nodes behind a body, the space between elements among them, and lines among those
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", '."', "”", '"')
# Labels as pages write them. To look around a text takes a third of the time of reading a page, so one must be there.
_BYLINES = tuple(word.encode() for word in ("ác giả", "gười viết"))
_OPENER = ">Bởi".encode()
_SHORT_OPENED = re.compile(">Bởi[^<]{0,400}<".encode())  # what is longer is a sentence's first word
_CREDITS = ("guồn".encode(),)
_AUTHOR_CLASSES = ("uthor", "acgia", "ac-gia", "utdanh", "ut-danh")
_AUTHORS = ", ".join(f'[class*="{word}"]' for word in _AUTHOR_CLASSES)
_HEADLINE = 20  # characters of a link to another article
# What readers, those who ask and other articles are called by, in classes and ids.
_OTHERS = re.compile(
    r"comment|repl(?:y|ies)|respon[ds]|b(?:inh|ình)-?_?luan|phan-?_?hoi|question|asker|hoi-?_?dap|y-?_?kien|relat|lien-?_?quan"
    r"|widget|sidebar|teaser|popular",
    re.I,
)
_COMMENTS = re.compile(r"(?:\d+\s+)?(?:bình luận|phản hồi|ý kiến|comments?|thoughts?)\b", re.I)
_BEHIND_LABEL = re.compile("(?: bài viết| bài| tin)?(?:\\s|&nbsp;)*[:<]".encode())


class Unnamed:
    """What stands around the body of one page without a name that is known."""

    def __init__(self, page: Page, body: LexborNode, title: str) -> None:
        self._page, self._body, self._title = page, body, title

    def lead(self) -> str:
        """The one paragraph between title and body, "" where there is none or more than one."""
        _, above, _ = self._around
        texts = list(filter(_may_be_lead, above))
        return texts[0].text.replace("\n", " ") if len(texts) == 1 else ""

    def published(self, *, now: datetime) -> Stamp | None:
        """The date between title and body, or right over the title."""
        over, above, _ = self._around
        return date_beside(self._title, [*over, Block("heading", self._title), *above], now=now)

    @property
    def byline(self) -> str:
        """Who signed the text: beside it with a label, right behind it, in an element that is called an author's."""
        labelled = self._signature[0] if self._has_label(_BYLINES) else ""
        if labelled:
            return labelled
        return self._opened() or self._signed() or self._called()

    @property
    def credit(self) -> str:
        """Where the text is from, as a label beside it or a line right behind it says."""
        labelled = self._signature[1] if self._has_label(_CREDITS) else ""
        told = (read_credit(text).credit for text, right in self._tail if is_credit(text) and not _signs(text, right))
        return labelled or next(filter(None, told), "")

    @cached_property
    def _around(self) -> tuple[list[Block], list[Block], list[Block]]:
        return around_body(self._body, letters_of(self._title)) or ([], [], [])

    @cached_property
    def _signature(self) -> tuple[str, str]:
        return signature_beside(self._body, self._title)

    def _opened(self) -> str:
        """The author behind a word that says so without a colon, "Bởi Mai Thùy"; an account is nobody."""
        if self._page.raw.rfind(_OPENER) < 0 or not _SHORT_OPENED.search(self._page.raw):
            return ""
        over, above, _ = self._around  # behind a text it is as often another's
        for block in chain(over, above):
            for piece in block.pieces or (block.text,):
                if len(piece) <= _LONGEST_SIGN and opens_byline(piece):
                    found = read_byline(piece).byline
                    if is_writer(found):
                        return found
        return ""

    def _signed(self) -> str:
        """The names that sign right behind the body; none under an office, "KT. CHỦ TỊCH": they sign a decision."""
        for text, right in self._tail:
            if _signs(text, right):
                return text
            if right and not is_credit(text) and not line_start("credit_labels").match(text):
                return ""
        return ""

    def _called(self) -> str:
        """The names that stand alone in an element around the text that is called an author's."""
        if not any(map(self._page.classes.__contains__, _AUTHOR_CLASSES)):  # each costs a walk through the page
            return ""
        near: set[str] | None = None
        for node in self._page.tree.css(_AUTHORS):
            text = clean_line(node.text())
            if not text or len(text) > _LONGEST_SIGN or not are_surely_people(text):
                continue
            if near is None:
                over, above, behind = self._around
                near, own = _texts(chain(over, above)), _texts(takewhile(lambda block: not _heads_other(block), behind))
            if text in near or (text in own and not self._is_others(node)):
                return text
        return ""

    def _is_others(self, node: LexborNode) -> bool:
        """Whether an element behind the body is a reader's or another article's: what it stands in is called so,
        or has a headline's link."""
        around = ancestors(self._body)
        inner: LexborNode | None = node
        while inner is not None and inner.mem_id not in around:
            names = f"{inner.attributes.get('class') or ''} {inner.attributes.get('id') or ''}"
            if _OTHERS.search(names) or any(len(clean_line(a.text())) >= _HEADLINE for a in inner.css("a[href]")):
                return True
            inner = inner.parent
        return False

    @cached_property
    def _tail(self) -> list[tuple[str, bool]]:
        """The first short lines behind the body, and whether each is set to the right."""
        node = self._body.next
        lines: list[tuple[str, bool]] = []
        for _ in range(_NEXT):
            if node is None or len(lines) > _SIGNS or len(node.text()) > 2 * _LONGEST_SIGN:
                break
            if node.tag != "-text":
                right = alignment(node.attributes) == "right"
                lines += ((block.text, right or block.right) for block in read_blocks(node))
            node = node.next
        return lines

    def _has_label(self, words: tuple[bytes, ...]) -> bool:
        """Whether the page has one of the words with a colon or an element's end behind it: in a sentence it is no label."""
        raw = self._page.raw
        for word in words:
            at = raw.rfind(word)
            while at >= 0:
                if _BEHIND_LABEL.match(raw, at + len(word)):
                    return True
                at = raw.rfind(word, 0, at)
        return False


def _signs(text: str, right: bool) -> bool:
    """Whether a line behind a body is the author of a work, or names that are set to the right."""
    if line_start("work_labels").match(text):
        return are_people(text)
    return right and not line_start("credit_labels").match(text) and are_surely_people(text)


def _texts(blocks: Iterable[Block]) -> set[str]:
    return {text for block in blocks for text in (block.text, *block.pieces)}


def _heads_other(block: Block) -> bool:
    """Whether a line behind a text opens something else: a heading, a line in bold that is no name, comments."""
    if block.kind == "heading" or _COMMENTS.match(block.text):
        return True
    return block.bold and not are_people(block.text) and not is_credit(block.text)


def _may_be_lead(block: Block) -> bool:
    """Whether a line between title and body is of sentences, and no notice, date or caption."""
    text = block.text
    if block.kind not in ("text", "heading", "quote") or not _LEAST_LEAD <= len(text) <= _LONGEST_LEAD:
        return False
    if block.linked > 0 or not text.endswith(_SENTENCE_ENDS) or len(without_stamp(text)) < _LEAST_LEAD:
        return False
    return not (is_noise(text) or ends_text(text) or is_worded_as_caption(text))
