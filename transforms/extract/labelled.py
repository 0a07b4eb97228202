"""Finds the value behind a label of an author or a source: in its line, in its element, in the next line."""

from collections.abc import Sequence

from transforms.byline_stamps import without_stamp
from transforms.bylines import are_people, is_agency, labelled_parts, read_credit, unbracketed
from transforms.extract.around import ends_text
from transforms.extract.block import Block
from transforms.extract.facts import is_label
from transforms.page_words import alone, is_imprint, is_noise, line_start, whole_line

LABELS = ("byline_labels", "credit_labels", "other_people", "work_labels")
_LONGEST_LINE, _LONGEST_VALUE = 120, 60  # characters


def labelled(shown: Sequence[Block], name: str) -> str:
    """The value behind a label of the list: in its line, in its next element, or in the next line where the label stands
    alone; "" without one."""
    for number, block in enumerate(shown):
        if len(block.text) > _LONGEST_LINE or is_imprint(block.text):
            continue
        for part in map(unbracketed, labelled_parts(block.text)):
            found = line_start(name).match(part)
            if found and found.end() < len(part) and not _is_other(part[found.end() :]):
                return part[found.end() :]
        label, _, cell = block.text.partition(" | ")
        if block.kind == "row" and cell and not _is_other(cell) and alone(name).fullmatch(label):
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
        if found and found.end() < len(piece) and not _is_other(piece[found.end() :]):
            return piece[found.end() :]
        if number + 1 < len(pieces) and alone(name).fullmatch(piece):
            rest = " ".join(pieces[number + 1 :])
            one = pieces[number + 1]
            if number == 0 and not any(map(_opens_label, pieces[1:])) and not _is_other(rest):
                return rest
            return one if _is_value(one, name) else ""
    return ""


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


def is_source(text: str) -> bool:
    """Whether a line is the name of an agency, a paper, an office or a site."""
    return is_agency(text) or whole_line("institutions", "papers").fullmatch(text) is not None
