"""Finds who signed a text and whence it came, on a page without rules: by labels, by links and names of elements that say
"author", by names that stand alone beside the title or behind the text."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain, islice, pairwise

from transforms.byline_stamps import without_stamp
from transforms.bylines import are_people, are_surely_people, is_dateline, read_byline
from transforms.clean import clean_line
from transforms.extract.around import PROSE, ends_text, place_of, span_of
from transforms.extract.block import Block
from transforms.extract.elements import short_texts
from transforms.extract.facts import is_label
from transforms.extract.labelled import LABELS, is_writer
from transforms.extract.letters import letters_of
from transforms.extract.selecting import Page
from transforms.page_words import is_noise, line_start
from transforms.pen_names import is_signing_office, is_surname
from transforms.signing_lines import is_credit, read_tail

_LONGEST_SIGN = 120
_MOST_SIGNS = 3
_LINKED = 0.5  # the share of a line's letters in links
_BEHIND = 10  # blocks behind a text among which its signature stands
_LONGEST_VALUE = 60
_HEADLINE = 20  # characters of another article's title
_MOST_AUTHORS = 40  # names that a page's elements may give: its own article's and those of the teasers beside it
_OVER = 3  # blocks before a title among which its date may stand, with who wrote it
_NEAR = 4  # blocks behind a title among which its date and author stand
# Links to the pages of authors, and elements that are called so.
_AUTHOR_LINKS = (
    'a[rel~="author"], a[href*="/tac-gia/"], a[href*="/author/"], a[href*="/but-danh/"], a[href*="/phong-vien/"]'
)
_AUTHOR_NAMES = ", ".join(
    f'[{attribute}*="{word}" i]'
    for attribute in ("class", "id", "itemprop")
    for word in ("author", "byline", "tacgia", "tac-gia", "tac_gia", "butdanh", "but-danh", "reporter", "nguoiviet")
)
_REPORTER = re.compile(r"(?<!\w)(?:phóng viên|tác giả|cộng tác viên|pv|ctv)\s+$", re.I)
_REPORTERS = 24  # characters before a name that may say it is a reporter's
_BESIDE_NAMES = re.compile(r"\s+[|•·]\s+|\s*\|\s*")


def signs(shown: Sequence[Block], last: int, lines: Sequence[str]) -> list[Block]:
    """The lines behind a text that sign it: a name set apart from the text, a labelled name or source; with the short
    lines of the text before them that the reading left out."""
    known = {letters_of(line) for line in lines}
    between: list[Block] = []
    found: list[Block] = []
    for block in chain.from_iterable(map(_parted, map(without_buttons, shown[last + 1 : last + 1 + _BEHIND]))):
        if block.kind == "caption":
            continue
        if is_sign(block):
            found.append(block)
        elif found or block.linked > _LINKED or block.kind not in ("text", "item") or _closes(block.text):
            break
        else:
            between.append(block)
    return [b for b in (*between, *found[:_MOST_SIGNS]) if letters_of(b.text) not in known] if found else []


def writer_of(page: Page, shown: Sequence[Block], title: str, lines: Sequence[str], *, said: str = "") -> str:
    """Who wrote a text that no label names: by links to authors' pages, by elements called so, by what the page says to
    machines (`said`) where it shows the same, by the line of its date, by names alone beside the title."""
    start = place_of(shown, title)
    own = list(_own_lines(shown, start or 0, lines))
    # Teasers of other articles name their authors so too: behind the text, a name with nothing else in its line.
    sure = list(_own_lines(shown, start or 0, lines, names_only=True))
    for selector, among in ((_AUTHOR_LINKS, own), (_AUTHOR_NAMES, sure)):
        texts = short_texts(page.tree.css(selector), longest=4 * _LONGEST_SIGN)
        named = dict.fromkeys(piece for text in texts for piece in _pieces_of(text))
        found = _one_signature(list(islice(filter(_is_marked_name, named), _MOST_AUTHORS + 1)), among)
        if found:
            return found
    if said and _is_marked_name(said) and any(said in line for line in own):
        return said
    return _beside(shown, start, title, lines) if start is not None else ""


def _pieces_of(text: str) -> list[str]:
    """The lines of an element that may hold a name."""
    return [line for part in text.split("\n") if (line := clean_line(part))]


def _one_signature(names: Sequence[str], own: Collection[str]) -> str:
    """The name that stands in the page's own lines; several only where they stand in one line with nothing else. None of
    so many that they are a list's."""
    if len(names) > _MOST_AUTHORS:
        return ""
    names = [name for name in names if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) for line in own)]
    if len(names) == 1:
        return names[0]
    together = (line for line in own if len(names) > 1 and are_people(line) and all(name in line for name in names))
    return next(together, "")


def _is_marked_name(text: str) -> bool:
    """Whether what stands in an element for authors is one: names, or an office that signs."""
    return len(text) <= _LONGEST_SIGN and not is_noise(text) and is_writer(text)


def _beside(shown: Sequence[Block], start: int, title: str, lines: Sequence[str]) -> str:
    """The names in the line of a title's date, else those that stand alone between the title and the text."""
    near = [b for b in shown[start + 1 : start + _NEAR] if len(b.text) <= _LONGEST_SIGN]
    for block in near:
        line = " | ".join(block.pieces) or block.text
        if is_dateline(line):
            continue
        rest = without_stamp(line)
        if rest != line and are_surely_people(rest, dated=True):
            return rest
        signed = read_byline(line)
        if rest != line and signed.credit and are_surely_people(signed.byline, dated=True):
            return signed.byline
        parts = _BESIDE_NAMES.split(rest) if rest != line else ()
        office = next((part for part in parts if is_signing_office(part)), "")
        if office:
            return office
    alone = alone_above(list(_above_text(shown, start, lines)), title, lambda: "\n".join(lines))
    if alone or any(_holds_date(block) for block in near):
        return alone  # a date above a title that has its own below is a teaser's
    name = _over_title(shown[max(0, start - _OVER) : start])
    told = ":" not in name and any(author in "\n".join((title, *lines)) for author in read_byline(name).authors)
    return "" if told else name


def _holds_date(block: Block) -> bool:
    return any(without_stamp(part) == "" for part in (block.text, *block.pieces, *_BESIDE_NAMES.split(block.text)))


def _over_title(over: Sequence[Block]) -> str:
    """The names in a date's line right above a title, behind the date, between its bars, with the work's label or of a
    name's syllables: "Đầu tư • 13/01/2026 • Thực hiện: Mai Thùy"; "" without any, and behind another article's linked headline."""
    if any(block.linked > _LINKED and len(block.text) > _HEADLINE and len(block.pieces) < 2 for block in over):
        return ""
    for block in over:
        line = " | ".join(block.pieces) or block.text
        if len(block.text) > _LONGEST_SIGN or is_dateline(line) or block.linked > _LINKED:
            continue
        parts = _BESIDE_NAMES.split(line)
        dated = next((number for number, part in enumerate(parts, 1) if without_stamp(part) == ""), len(parts))
        found = next((part for part in parts[dated:] if are_surely_people(part)), "")
        if found:
            return found
    return ""


def source_beside(shown: Sequence[Block], title: str) -> str:
    """The source that stands alone below a title, "Theo TTXVN", or in the line of its date, between its bars:
    "02/12/2022 | Mai Thùy | Theo TTXVN"; "" without one."""
    start = place_of(shown, title)
    near = shown[start + 1 : start + _NEAR] if start is not None else ()
    alone = next((b.text for b in near if is_credit(b.text) and not is_noise(b.text)), "")
    if alone:
        return alone
    lines = (" | ".join(b.pieces) or b.text for b in near if len(b.text) <= _LONGEST_SIGN)
    dated = (line for line in lines if without_stamp(line) != line)
    return next((credit for line in dated if (credit := read_byline(line).credit)), "")


def alone_above(above: Sequence[Block], title: str, text: Callable[[], str]) -> str:
    """The names that stand alone in a line above a text, or alone between that line's bars and elements; without a date
    beside them not those of whom the title or the text tells."""
    heads = letters_of(title)
    for block in above:
        if block.linked > _LINKED or len(block.text) > _LONGEST_SIGN or block.kind in ("heading", "caption", "row"):
            continue
        if is_dateline(block.text):
            continue
        undated = without_stamp(block.text)
        dated = undated != block.text
        # Bars part names from a date, but in a table figures too.
        # What stands behind "Ảnh:" is not what the line is about.
        pieces = [piece for before, piece in pairwise(("", *block.pieces)) if not before.endswith(":")]
        parts: list[str] = [block.text, *pieces, *((undated, *_BESIDE_NAMES.split(undated)) if dated else ())]
        for part in parts:
            if are_surely_people(part, dated=dated) and letters_of(part) not in heads:
                if not dated and _is_told_of(part, text()):
                    break
                return part
    return ""


def _is_told_of(names: str, text: str) -> bool:
    """Whether running text has the names too: they are its subject. Who signs may stand alone in its last lines, or be the
    reporter whom the text names."""
    told = "\n".join(line for line in text.split("\n") if len(line) >= PROSE)
    named = (name for name in read_byline(names).authors if len(name.split()) > 1)
    return any(
        _is_whole(told, found) and not _REPORTER.search(told[: found.start()][-_REPORTERS:])
        for name in named
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", told)
    )


def _is_whole(text: str, name: re.Match[str]) -> bool:
    """Whether no longer name holds the one found: "Lê Hồng Nhung", "Hoàng Tuấn Anh Dũng"."""
    before, after = text[: name.start()][-_REPORTERS:].rsplit(maxsplit=1)[-1:], text[name.end() :][:2]
    longer = bool(before) and text[name.start() - 1] == " " and before[0].istitle() and is_surname(before[0])
    return not longer and not (after[:1] == " " and after[1:].isupper())


def _above_text(shown: Sequence[Block], start: int, lines: Sequence[str]) -> Iterator[Block]:
    """The short lines from a title to the second line of its text, which its first, the lead, may part from the date;
    less what the page repeats, as it does its menu."""
    span = span_of(shown, lines)
    texts = [n for n, block in enumerate(shown) if span and span[0] <= n <= span[1] and len(block.text) >= PROSE]
    end = texts[1] if len(texts) > 1 else start
    times = Counter(block.text for block in shown)
    yield from (b for b in shown[start + 1 : end] if times[b.text] == 1)


def _own_lines(shown: Sequence[Block], start: int, lines: Sequence[str], *, names_only: bool = False) -> Iterator[str]:
    """The short lines from a title to the end of its text and a few behind it, less the headlines of other articles; a
    line's elements each by itself too, for they may stand apart on the screen with no space between them. With
    `names_only`, those behind the text only where they are names whole, up to the first headline of another article."""
    span = span_of(shown, lines)
    last = span[1] if span else start
    for number, block in enumerate(shown[start : last + 1 + _BEHIND], start):
        other = block.linked > _LINKED and max(map(len, block.pieces or (block.text,))) > _LONGEST_VALUE
        if number > last and (other or ends_text(block.text)):
            return
        if number > last and names_only:
            if block.linked > _LINKED and len(block.text) > _HEADLINE:
                return
            if not are_people(block.text):
                continue
        if not other and len(block.text) <= _LONGEST_SIGN:
            yield block.text
            yield from block.pieces


def _closes(text: str) -> bool:
    """Whether a line behind a text is no more of it: it opens what follows, or a list of labels and values."""
    return ends_text(text) or is_label(text)


def _parted(block: Block) -> list[Block]:
    """A line parted where its elements begin with labels of authors and sources: "Bài viết: Mai Thùy", "Nguồn: TTXVN"."""
    starts = [n for n, piece in enumerate(block.pieces) if any(line_start(label).match(piece) for label in LABELS)]
    if len(starts) < 2 or starts[0]:
        return [block]
    ends = [*starts[1:], len(block.pieces)]
    found = [Block(block.kind, " ".join(block.pieces[a:b])) for a, b in zip(starts, ends, strict=True)]
    for part in found:
        part.bold, part.italic, part.right = block.bold, block.italic, block.right
    return found


def without_buttons(block: Block) -> Block:
    """A line less the buttons beside its one text ("Copy link"); as it is with none, or with several texts."""
    texts = [piece for piece in block.pieces if not is_noise(piece)]
    if len(texts) != 1 or len(texts) == len(block.pieces):
        return block
    found = Block(block.kind, texts[0])
    found.bold, found.italic, found.right = block.bold, block.italic, block.right
    return found


def is_sign(block: Block) -> bool:
    """Whether a line behind a text signs it: set apart from the text, or with a label."""
    text = block.text
    if len(text) > _LONGEST_SIGN or block.kind not in ("text", "quote"):
        return False
    if block.linked > _LINKED and not is_credit(text):
        return False  # a source may link to where the text was first
    if ends_text(text) or is_noise(text):
        return False
    set_apart = block.bold or block.italic or block.right or ":" in text or text.startswith("(") or is_credit(text)
    if not (set_apart or (text.endswith(")") and read_byline(text).credit)):
        return False
    return read_tail([text])[1] == 1
