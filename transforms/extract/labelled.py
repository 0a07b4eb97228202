"""Finds the value behind a label of an author or a source: in its line, in its element, in the next line."""

from collections.abc import Sequence

from transforms.byline_stamps import without_stamp
from transforms.bylines import labelled_parts, read_byline, read_credit, unbracketed
from transforms.extract.around import ends_text
from transforms.extract.block import Block
from transforms.page_words import alone, is_noise, line_start, whole_line

LABELS = ("byline_labels", "credit_labels", "other_people", "work_labels")
_LONGEST_LINE, _LONGEST_VALUE = 120, 60  # characters


def labelled(shown: Sequence[Block], name: str) -> str:
    """The value behind a label of the list: in its line, in its next element, or in the next line where the label stands
    alone; "" without one."""
    for number, block in enumerate(shown):
        if len(block.text) > _LONGEST_LINE:
            continue
        for part in map(unbracketed, labelled_parts(block.text)):
            found = line_start(name).match(part)
            if found and found.end() < len(part):
                return part[found.end() :]
        label, _, cell = block.text.partition(" | ")
        if block.kind == "row" and cell and alone(name).fullmatch(label):
            return cell
        found_in = _in_pieces(block.pieces, name)
        if found_in:
            return found_in
        after = shown[number + 1].text if number + 1 < len(shown) else ""
        if 0 < len(after) <= _LONGEST_VALUE and alone(name).fullmatch(block.text) and _is_value(after, name):
            return after
    return ""


def _in_pieces(pieces: Sequence[str], name: str) -> str:
    """The value behind a label that an element of a line begins with, or that is all of the element; of the first the
    rest of the line, if no other label stands there."""
    if len(pieces) < 2:
        return ""
    for number, piece in enumerate(pieces):
        found = line_start(name).match(piece)
        if found and found.end() < len(piece):
            return piece[found.end() :]
        if number + 1 < len(pieces) and alone(name).fullmatch(piece):
            rest = " ".join(pieces[number + 1 :])
            one = pieces[number + 1]
            return (
                rest if number == 0 and not any(map(_opens_label, pieces[1:])) else one if _is_value(one, name) else ""
            )
    return ""


def _opens_label(piece: str) -> bool:
    """Whether an element is a label, or begins with one and its colon."""
    return is_label(piece) or any(line_start(label).match(piece) for label in LABELS)


def is_label(text: str) -> bool:
    """Whether a text is nothing but a label of what goes with an article."""
    names = ("byline_labels", "credit_labels")
    return any(alone(name).fullmatch(text) for name in names) or whole_line("value_labels").fullmatch(text) is not None


def _is_value(text: str, name: str) -> bool:
    """Whether a line can be the value of a label in the line before it."""
    if is_noise(text) or ends_text(text) or without_stamp(text) == "" or is_label(text):
        return False
    if name == "credit_labels":
        opens = text.endswith((":", "?", "!")) or any(line_start(label).match(text) for label in LABELS)
        return not opens and bool(read_credit(text).credit)
    return not text.endswith((".", ":", "?", "!")) and bool(read_byline(text).authors)
