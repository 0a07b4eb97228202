"""Finds the value behind a label of an author or a source: in its line, in its element, in the next line."""

import re
from collections.abc import Sequence

from transforms.byline_stamps import without_stamp
from transforms.bylines import (
    are_people,
    are_surely_people,
    is_agency,
    labelled_parts,
    read_byline,
    read_credit,
    unbracketed,
)
from transforms.extract.around import ends_text
from transforms.extract.block import Block
from transforms.extract.facts import goes_on, is_label
from transforms.page_words import alone, is_imprint, is_noise, line_start, whole_line
from transforms.pen_names import is_also_a_place

LABELS = ("byline_labels", "credit_labels", "other_people", "work_labels")
_PAIR = 2  # cells of a row of a label and its value
_LONGEST_LINE, _LONGEST_VALUE = 120, 60  # characters
_REPORTER = re.compile(r"(?:phóng viên|biên tập viên|cộng tác viên|thông tín viên|pv|btv|ctv)\b", re.I)


def labelled(shown: Sequence[Block], name: str) -> str:
    """The value behind a label of the list: in its line, in its next element, or in the next line where the label stands
    alone; "" without one."""
    for number, block in enumerate(shown):
        if len(block.text) > _LONGEST_LINE or is_imprint(block.text):
            continue
        for part in map(unbracketed, labelled_parts(block.text)):
            found = line_start(name).match(part)
            if found and found.end() < len(part) and not _is_other(part[found.end() :]) and not _tells_more(part):
                return _in_own_pieces(block.pieces, part[found.end() :])
        cell = _in_cells(block.text, name) if block.kind == "row" else ""
        if cell:
            return cell
        found_in = _in_pieces(block.pieces, name)
        if found_in:
            return found_in
        after = shown[number + 1].text if number + 1 < len(shown) else ""
        if 0 < len(after) <= _LONGEST_VALUE and alone(name).fullmatch(block.text) and _is_value(after, name):
            return after
    return ""


def _tells_more(part: str) -> bool:
    """Whether a labelled author is one of whom a text tells, "Tác giả: Hà An, nhà thơ của vùng cao", and no reporter."""
    return goes_on(part) and _REPORTER.match(part.partition(", ")[2]) is None


def _in_cells(row: str, name: str) -> str:
    """The cell behind the label in a table's row that is labels and values all along, "Ngày đăng | 5/10 | Tác giả | Mai Thùy":
    others are of a table in the text; of a row that the label begins whatever stands behind it."""
    cells = [cell.strip() for cell in row.split(" | ")]
    labels, values = cells[::2], cells[1::2]
    in_turn = len(cells) > _PAIR and len(labels) == len(values) and all(map(_opens_label, labels))
    pairs = zip(labels, values, strict=True) if in_turn else [(cells[0], " | ".join(cells[1:]))]
    found = (cell for label, cell in pairs if cell and alone(name).fullmatch(label) and not _is_other(cell))
    return next(found, "")


def _in_pieces(pieces: Sequence[str], name: str) -> str:
    """The value behind a label that an element of a line begins with, or that is all of the element; of the first the
    rest of the line, if no other label stands there."""
    if len(pieces) < 2:
        return ""
    # The colon behind a label in bold stands in the next element.
    pieces = [bare for piece in pieces if (bare := piece.removeprefix(":").strip())]
    for number, piece in enumerate(pieces):
        found = line_start(name).match(piece)
        if found and found.end() < len(piece) and not _is_other(piece[found.end() :]):
            return piece[found.end() :]
        if number + 1 < len(pieces) and alone(name).fullmatch(piece):
            rest = " ".join(pieces[number + 1 :])
            one = pieces[number + 1]
            if number == 0 and not any(map(_opens_label, pieces[1:])) and not _is_other(rest):
                return rest
            return one if _is_value(one, name) else ""
    return ""


def _in_own_pieces(pieces: Sequence[str], value: str) -> str:
    """A value up to where an element of its line begins with another label: "Mai Thùy" of "Mai Thùy Nguồn: TTXVN"."""
    for piece in pieces[1:]:
        start = value.find(piece)
        if start > 0 and _opens_label(piece):
            return value[:start].strip()
    return value


def _opens_label(piece: str) -> bool:
    """Whether an element is a label, or begins with one and its colon."""
    return is_label(piece) or any(line_start(label).match(piece) for label in LABELS)


def _is_value(text: str, name: str) -> bool:
    """Whether a line can be the value of a label in the line before it."""
    if ends_text(text) or without_stamp(text) == "" or _is_other(text):
        return False
    if name == "credit_labels":
        opens = text.endswith((":", "?", "!")) or any(line_start(label).match(text) for label in LABELS)
        return not opens and bool(read_credit(text).credit)
    return not text.endswith((".", ":", "?", "!")) and is_writer(text)


def _is_other(text: str) -> bool:
    """Whether what stands behind a label is no value of it: a button, another label, the name of somebody else's work."""
    if is_noise(text) or is_label(text) or line_start("credit_labels").match(text):
        return True
    if line_start("work_labels").match(text) or whole_line("offices").fullmatch(text):
        return False
    return whole_line("other_people").fullmatch(text) is not None or line_start("other_people").match(text) is not None


def is_writer(text: str) -> bool:
    """Whether a line is names, or an office that signs."""
    return are_people(text) or whole_line("offices", "institutions", "signing_offices").fullmatch(text) is not None


def is_surely_writer(text: str) -> bool:
    """Whether a line is names by their syllables and no town that is written so, or an office that signs."""
    office = whole_line("offices", "signing_offices").fullmatch(text) is not None
    return office or (are_surely_people(text) and not all(map(is_also_a_place, read_byline(text).authors)))


def is_source(text: str) -> bool:
    """Whether a line is the name of an agency, a paper, an office or a site."""
    return is_agency(text) or whole_line("institutions", "papers").fullmatch(text) is not None


def tells_other(line: str) -> bool:
    """Whether a line tells something else than who wrote, with a label of its own: "Chuyên mục: Tin hoạt động". What stands
    behind a label that nobody knows may be names."""
    label, colon, value = line.partition(":")
    if not colon or not value.strip() or any(map(str.isdigit, label)):
        return False
    if any(line_start(name).match(line) for name in ("byline_labels", "work_labels")):
        return False
    if whole_line("value_labels").fullmatch(label.strip()) or whole_line("other_people").fullmatch(label.strip()):
        return True
    return not is_writer(value.strip())
