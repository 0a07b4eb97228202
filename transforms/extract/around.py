"""Finds what a general reading of a page loses right before and behind its text: the lead, who signed it, whence it came."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from transforms.byline_stamps import without_stamp
from transforms.bylines import is_name, read_byline, read_credit, read_tail
from transforms.clean import clean_line
from transforms.dates import read_date
from transforms.extract.blocks import Block
from transforms.extract.letters import letters_of
from transforms.extract.prose import heads_chapter
from transforms.extract.selecting import Page
from transforms.page_words import alone, ends_article, is_imprint, is_noise, line_start

_PROSE = 60  # characters of a line that opens a text
_BETWEEN = 12  # blocks between a title and its text among which the lead stands
_LONGEST_SIGN = 120
_MOST_SIGNS = 3
_LINKED, _WHOLLY = 0.5, 0.9  # shares of a line's letters in links
_HEADLINE = 20  # characters of another article's title
_RUNNING = 100  # characters of a line of running text
_BEHIND = 10  # blocks behind a text among which its signature stands
_LONGEST_VALUE = 60
_NEAR = 4  # blocks behind a title among which its date and author stand
_AUTHOR_LINKS = (
    'a[rel~="author"], a[href*="/tac-gia/"], a[href*="/author/"], a[href*="/but-danh/"], a[href*="/phong-vien/"]'
)
_LABELS = ("byline_labels", "credit_labels", "other_people", "work_labels")
_COUNT = re.compile(r"\s*\(\d+\)$")


def span_of(shown: Sequence[Block], lines: Sequence[str]) -> tuple[int, int] | None:
    """The first and the last block of the page that are lines of running text of those found."""
    texts = {letters_of(line.removeprefix("- ")) for line in lines if len(line) >= _PROSE}
    found = [n for n, block in enumerate(shown) if len(block.text) >= _PROSE and letters_of(block.text) in texts]
    return (found[0], found[-1]) if found else None


def opening(shown: Sequence[Block], first: int, title: str, lines: Sequence[str], *, now: datetime) -> list[Block]:
    """The blocks of running text between the title and the first line of the text, which the reading left out."""
    said = letters_of(title)
    known = {letters_of(line) for line in lines}
    before = range(max(0, first - _BETWEEN), first)
    start = next((n for n in reversed(before) if letters_of(shown[n].text).startswith(said)), None)
    if start is None:
        return []
    return [b for b in shown[start + 1 : first] if letters_of(b.text) not in known and _is_prose(b, now=now)]


def signs(shown: Sequence[Block], last: int, lines: Sequence[str]) -> list[Block]:
    """The lines behind a text that sign it: a name set apart from the text, a labelled name or source; with the short
    lines of the text before them that the reading left out."""
    known = {letters_of(line) for line in lines}
    between: list[Block] = []
    found: list[Block] = []
    for block in shown[last + 1 : last + 1 + _BEHIND]:
        if _is_sign(block):
            found.append(block)
        elif found or block.linked > _LINKED or block.kind not in ("text", "item") or _ends(block.text):
            break
        else:
            between.append(block)
    return [b for b in (*between, *found[:_MOST_SIGNS]) if letters_of(b.text) not in known] if found else []


def up_to_end(lines: Sequence[str], shown: Sequence[Block], span: tuple[int, int]) -> list[str]:
    """The lines up to a heading in the page that opens something else: its comments, other articles."""
    first, last = span
    end = next((n for n in range(first + 1, last) if _opens_other(shown, n)), None)
    if end is None:
        return list(lines)
    behind = {letters_of(block.text) for block in shown[end:]} - {letters_of(block.text) for block in shown[:end]}
    kept = [line for line in lines if letters_of(line.removeprefix("- ")) not in behind]
    return kept if any(len(line) > _RUNNING for line in kept) else list(lines)


def without_box(lines: Sequence[str], shown: Sequence[Block], title: str) -> list[str]:
    """The lines less a box of other articles' titles in their midst, with running text on both sides of it."""
    linked = {letters_of(b.text) for b in shown if b.linked > _WHOLLY and len(b.text) > _HEADLINE and b.text != title}
    found = [n for n, line in enumerate(lines) if letters_of(line.removeprefix("- ")) in linked]
    if not found or found[-1] - found[0] + 1 != len(found):
        return list(lines)
    before, after = lines[: found[0]], lines[found[-1] + 1 :]
    if not all(any(len(line) > _RUNNING for line in side) for side in (before, after)):
        return list(lines)
    # What heads the box: "Xem thêm".
    heads = len(before) > 1 and len(before[-1]) < _HEADLINE + 10 and not before[-1].endswith((".", "”", '"', "!", "?"))
    return [*(before[:-1] if heads else before), *after]


def labelled(shown: Sequence[Block], name: str) -> str:
    """The value behind a label of the list: in its line, in its next element, or in the next line where the label stands
    alone; "" without one."""
    for number, block in enumerate(shown):
        if len(block.text) > _LONGEST_SIGN:
            continue
        found = line_start(name).match(block.text)
        if found and found.end() < len(block.text):
            return block.text[found.end() :]
        if len(block.pieces) > 1 and alone(name).fullmatch(block.pieces[0]):
            return " ".join(block.pieces[1:])
        after = shown[number + 1].text if number + 1 < len(shown) else ""
        if 0 < len(after) <= _LONGEST_VALUE and alone(name).fullmatch(block.text) and _is_value(after, name):
            return after
    return ""


def writer_of(page: Page, shown: Sequence[Block], title: str, lines: Sequence[str]) -> str:
    """Who wrote a text by the links to pages about authors, where those from its title to its end name one person; else
    by the line of its date."""
    said = letters_of(title)
    start = next((n for n, block in enumerate(shown) if letters_of(block.text) == said), None)
    named = {clean_line(n.text()) for n in page.tree.css(_AUTHOR_LINKS)}
    people = [name for name in named if _are_people(name) and not is_noise(name)]
    own = "\n".join(_own_lines(shown, start or 0, lines)) if people else ""
    people = [name for name in people if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", own)]
    if len(people) == 1:
        return people[0]
    near = shown[start + 1 : start + _NEAR] if start is not None else ()
    for line in (" | ".join(block.pieces) or block.text for block in near):
        rest = without_stamp(line) if len(line) <= _LONGEST_SIGN else line
        if rest != line and _are_people(rest):
            return rest
    return ""


def _own_lines(shown: Sequence[Block], start: int, lines: Sequence[str]) -> Iterator[str]:
    """The short lines from a title to the end of its text and a few behind it, less the headlines of other articles."""
    span = span_of(shown, lines)
    last = span[1] if span else start
    for number, block in enumerate(shown[start : last + 1 + _BEHIND], start):
        other = block.linked > _LINKED and len(block.text) > _LONGEST_VALUE
        if number > last and (other or _ends(block.text)):
            return
        if not other and len(block.text) <= _LONGEST_SIGN:
            yield block.text


def _is_prose(block: Block, *, now: datetime) -> bool:
    text = block.text
    if len(text) < _PROSE or block.linked > _LINKED or block.kind in ("row", "caption", "image", "item"):
        return False
    return not is_noise(text) and (len(text) > 2 * _PROSE or read_date(text, now=now) is None)


def _is_sign(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_SIGN or block.linked > _LINKED or block.kind not in ("text", "quote"):
        return False
    if _ends(text) or is_noise(text):
        return False
    if not (block.bold or block.italic or block.right or ":" in text or text.startswith("(")):
        return False
    return read_tail([text])[1] == 1


def _opens_other(shown: Sequence[Block], number: int) -> bool:
    """Whether a block is a heading of something else than the text: of comments, most surely if it counts them."""
    text = shown[number].text
    head = _COUNT.sub("", text)
    return (
        shown[number].kind == "heading"
        and _ends(head)
        and (head != text or not heads_chapter(head, shown[number + 1 :]))
    )


def _ends(text: str) -> bool:
    return ends_article(text) or is_imprint(text)


def _is_value(text: str, name: str) -> bool:
    """Whether a line can be the value of a label in the line before it."""
    if is_noise(text) or _ends(text) or without_stamp(text) == "":
        return False
    if name == "credit_labels":
        opens = text.endswith((":", "?", "!")) or any(line_start(label).match(text) for label in _LABELS)
        return not opens and bool(read_credit(text).credit)
    return not text.endswith((".", ":", "?", "!")) and bool(read_byline(text).authors)


def _are_people(text: str) -> bool:
    """Whether a line is names and what goes with them ("Bài, ảnh: Mai Thùy"), and nothing else."""
    authors = read_byline(text).authors
    return bool(authors) and all(map(is_name, authors))
